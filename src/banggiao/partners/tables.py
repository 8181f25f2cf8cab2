"""The columns of this room's lists, for the page and the exported file alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from banggiao.accounts.rules import seen_or_none
from banggiao.core.dates import PartialDate, format_span
from banggiao.core.enums import words_for
from banggiao.core.tables import Column, day_column
from banggiao.partners import queries
from banggiao.partners.enums import Level, OfficeLevel, OrganisationKind, PartyType

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from banggiao.accounts.models import User
    from banggiao.partners.models import (
        Country,
        OfficeTitle,
        Organisation,
        Person,
        Post,
        Relationship,
    )


KIND = words_for(OrganisationKind)
PARTY_TYPE = words_for(PartyType)
LEVEL = words_for(Level)
OFFICE_LEVEL = words_for(OfficeLevel)


def organisations(user: User) -> tuple[Column[Organisation], ...]:
    """Give the columns of the list of partners. A hidden parent leaves no trace."""

    def parent(organisation: Organisation) -> str:
        visible = seen_or_none(organisation.parent, user)
        return str(visible) if visible else ""

    return (
        Column(
            "name",
            _("Name"),
            str,
            sort=("sort_key",),
            url=lambda o: o.get_absolute_url(),
            sub=parent,
            also=(Column("parent", _("Belongs to"), parent),),
        ),
        Column("abbreviation", _("Abbreviation"), lambda o: o.abbreviation, sort=("abbreviation",)),
        Column("kind", _("Kind"), lambda o: KIND(o.kind), sort=("kind", "sort_key")),
        Column(
            "country",
            _("Country"),
            lambda o: str(o.country or ""),
            sort=("country__sort_key", "sort_key"),
        ),
        Column(
            "exists",
            _("Existed"),
            lambda o: format_span(o.founded, o.dissolved) if o.founded or o.dissolved else "",
            sort=("founded_earliest", "sort_key"),
            hide_on_phone=True,
        ),
    )


def people(posts: Mapping[int, Post]) -> tuple[Column[Person], ...]:
    """Give the columns of the list of people. ``posts`` holds the last post of each, if visible."""

    def post(person: Person) -> str:
        held = posts.get(getattr(person, "last_post_id", None) or 0)
        return held.in_full if held else ""

    return (
        Column("name", _("Name"), str, sort=("sort_key",), url=lambda p: p.get_absolute_url()),
        Column(
            "native",
            _("In its own script"),
            lambda p: p.name_native,
            sort=("name_native", "sort_key"),
            hide_on_phone=True,
        ),
        Column("post", _("Last known post"), post),
        Column(
            "country",
            _("Country"),
            lambda p: str(p.country or ""),
            sort=("country__sort_key", "sort_key"),
        ),
    )


def _level(relationship: Relationship) -> str:
    milestone = queries.current_milestone(relationship)
    return LEVEL(milestone.level) if milestone else ""


def _level_since(relationship: Relationship) -> PartialDate | None:
    milestone = queries.current_milestone(relationship)
    return milestone.on if milestone else None


RELATIONSHIPS: tuple[Column[Relationship], ...] = (
    Column("parties", _("Between"), str, url=lambda r: r.get_absolute_url()),
    Column("type", _("Kind"), lambda r: PARTY_TYPE(r.party_type), sort=("party_type", "code")),
    Column("level", _("Level today"), _level),
    day_column("since", _("Since"), _level_since),
)

COUNTRIES: tuple[Column[Country], ...] = (
    Column("name", _("Name"), str, sort=("sort_key",), url=lambda c: c.get_absolute_url()),
    Column("code", _("ISO code"), lambda c: c.code, sort=("code",)),
    Column("basis", _("Basis of the name"), lambda c: c.basis, hide_on_phone=True),
)


def titles(*, may_write: bool) -> tuple[Column[OfficeTitle], ...]:
    """Give the columns of the table of titles; for those who may change it, each leads there."""

    def edit(title: OfficeTitle) -> str:
        return reverse("partners:change_title", args=[title.code]) if may_write else ""

    return (
        Column("title", _("Title of office"), str, sort=("title_key",), url=edit),
        Column(
            "level",
            _("Level of office"),
            lambda t: OFFICE_LEVEL(t.level),
            sort=("rank", "title_key"),
        ),
        Column(
            "country",
            _("Only in"),
            lambda t: str(t.country or ""),
            sort=("country__sort_key", "title_key"),
            hide_on_phone=True,
        ),
        Column("holds", _("Holds"), _holds, sort=("valid_from",), hide_on_phone=True),
        Column("basis", _("Basis"), lambda t: t.basis, hide_on_phone=True),
        Column(
            "confirmed",
            _("Confirmed by"),
            lambda t: t.confirmed_by or gettext("not confirmed yet"),
            sort=("confirmed_by", "title_key"),
        ),
    )


def _holds(title: OfficeTitle) -> str:
    return format_span(_day(title.valid_from), _day(title.valid_until))


def _day(day: dt.date | None) -> PartialDate | None:
    return PartialDate.parse(day.isoformat()) if day else None
