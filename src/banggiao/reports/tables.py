"""Columns of what this room lists, for the page and the exported file alike."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from banggiao.activities.enums import Stage
from banggiao.agreements.enums import InstrumentKind
from banggiao.core.enums import words_for
from banggiao.core.tables import Column, day_column, mark_column
from banggiao.duties.enums import DutyKind, Progress
from banggiao.partners.enums import OfficeLevel, OrganisationKind
from banggiao.partners.models import Country
from banggiao.plans.enums import ActivityKind, Mode
from banggiao.plans.enums import Standing as LineStanding
from banggiao.reports.figures.dates import span_when
from banggiao.reports.figures.labels import label_of, unit_words
from banggiao.reports.queries.stated import BASIS, is_ours
from banggiao.reports.words import plain_number

if TYPE_CHECKING:
    from banggiao.reports.models import PeriodRule

KIND = words_for(ActivityKind)
LEVEL = words_for(OfficeLevel)
MODE = words_for(Mode)
STAGE = words_for(Stage)
STANDING = words_for(LineStanding)
TEXT_KIND = words_for(InstrumentKind)
BODY_KIND = words_for(OrganisationKind)
DUTY_KIND = words_for(DutyKind)
PROGRESS = words_for(Progress)


def _number(value: int | None) -> str:
    return "" if value is None else plain_number(value)


def _name(label: Any, sort: tuple[str, ...] = ("sort_key",)) -> Column[Any]:
    return Column("name", label, str, sort=sort, url=lambda r: r.get_absolute_url())


ACTIVITIES: tuple[Column[Any], ...] = (
    _name(_("Activity")),
    Column("when", _("When"), lambda a: span_when(a).words, sort=("period_earliest",)),
    Column("kind", _("Kind"), lambda a: KIND(a.kind), sort=("kind",), hide_on_phone=True),
    Column("mode", _("How people meet"), lambda a: MODE(a.mode), hide_on_phone=True),
    Column("country", _("Country"), lambda a: str(a.country or "")),
    Column("level", _("Level of the head"), lambda a: LEVEL(a.head_level), hide_on_phone=True),
    Column(
        "people",
        _("People"),
        lambda a: _number(a.people),
        sort=("people",),
        numeric=True,
        value=lambda a: a.people,
    ),
    Column("stage", _("Stage"), lambda a: STAGE(a.stage), sort=("stage",), hide_on_phone=True),
)
LINES: tuple[Column[Any], ...] = (
    _name(_("Plan line")),
    Column("when", _("When"), lambda p: span_when(p).words, sort=("period_earliest",)),
    Column("kind", _("Kind"), lambda p: KIND(p.kind), sort=("kind",)),
    Column("country", _("Country"), lambda p: str(p.country or "")),
    Column("level", _("Level of the head"), lambda p: LEVEL(p.level), hide_on_phone=True),
    Column(
        "people",
        _("People"),
        lambda p: _number(p.people),
        sort=("people",),
        numeric=True,
        value=lambda p: p.people,
    ),
    Column(
        "cost",
        _("Cost in dong"),
        lambda p: _number(p.cost),
        sort=("cost",),
        numeric=True,
        value=lambda p: p.cost,
    ),
    Column("standing", _("Stands"), lambda p: STANDING(p.standing), hide_on_phone=True),
)
TEXTS: tuple[Column[Any], ...] = (
    _name(_("Agreement")),
    Column("kind", _("Kind"), lambda t: TEXT_KIND(t.kind), sort=("kind",)),
    Column(
        "copies",
        _("Texts"),
        lambda t: _number(t.copies),
        value=lambda t: t.copies,
        sort=("copies",),
        numeric=True,
        hide_on_phone=True,
    ),
)
BODIES: tuple[Column[Any], ...] = (
    _name(_("Partner")),
    Column("country", _("Country"), lambda o: str(o.country or ""), sort=("country",)),
    Column("kind", _("Kind"), lambda o: BODY_KIND(o.kind), hide_on_phone=True),
)
DUTIES: tuple[Column[Any], ...] = (
    _name(_("What is owed")),
    day_column("due", _("Due"), lambda d: d.due, sort=("due_latest",)),
    day_column("kept", _("Kept on"), lambda d: d.kept_on, sort=("kept_on_latest",)),
    Column("progress", _("Progress"), lambda d: PROGRESS(d.progress), hide_on_phone=True),
    Column("kind", _("Kind"), lambda d: DUTY_KIND(d.kind), hide_on_phone=True),
)

RECORDS: dict[str, tuple[tuple[Column[Any], ...], str]] = {
    "activities.activity": (ACTIVITIES, "-when"),
    "plans.planline": (LINES, "when"),
    "agreements.instrument": (TEXTS, "name"),
    "partners.organisation": (BODIES, "name"),
    "duties.duty": (DUTIES, "due"),
}
"""By the model that a figure counts: the columns of its records, and the order they come in."""


# Stated figures


def scope_words(scope: str) -> str:
    """Give whose number it is in words: a country by its name, the code of a body in capitals."""
    is_country = len(scope) == 2 and scope.isupper()
    country = Country.objects.filter(code=scope).first() if is_country else None
    is_code = scope.isascii() and scope.islower() and " " not in scope
    return str(country or (scope.upper() if is_code else scope))


def stated() -> tuple[Column[Any], ...]:
    """Give the columns of the list of stated figures. The names of countries are read once."""
    countries = cache(scope_words)
    ours = str(pgettext_lazy("stated", "ours"))

    def mark(stated: Any) -> tuple[str, str] | None:
        return ("plain", ours) if is_ours(stated) else None

    return (
        Column(
            "figure",
            _("Figure"),
            lambda s: label_of(s.figure),
            sort=("figure", "period_earliest"),
            url=lambda s: s.get_absolute_url(),
        ),
        day_column("period", _("Period"), lambda s: s.period, sort=("period_earliest",)),
        Column(
            "value",
            _("Number"),
            lambda s: _number(s.value),
            sort=("value",),
            numeric=True,
            value=lambda s: s.value,
        ),
        Column("unit", _("Unit"), lambda s: unit_words(s.unit), hide_on_phone=True),
        Column(
            "basis", pgettext_lazy("stated", "Basis"), lambda s: BASIS(s.basis), sort=("basis",)
        ),
        Column(
            "whose",
            _("Whose number"),
            lambda s: str(s.organisation or countries(s.scope)),
            sort=("scope",),
            pill=mark,
            also=(mark_column("ours", mark),),
        ),
        Column("note", _("Remark"), lambda s: s.note, hide_on_phone=True),
    )


# Periods


def _day_of(rule: PeriodRule, end: str) -> str:
    """Give a day of a rule as people read it: day/month, and which year."""
    day, month, year = (getattr(rule, f"{end}_{name}") for name in ("day", "month", "year"))
    years = {0: _("the year itself"), -1: _("the year before"), 1: _("the year after")}
    return f"{day}/{month}, {years.get(year, f'{year:+d}')}"


PERIODS: tuple[Column[Any], ...] = (
    Column("name", _("Period"), str, sort=("sort_key",), sub=lambda r: r.code),
    Column("first", _("From"), lambda r: _day_of(r, "first")),
    Column("last", _("To"), lambda r: _day_of(r, "last")),
    Column("basis", _("Basis"), lambda r: r.basis),
    Column("confirmed", _("Confirmed by"), lambda r: r.confirmed_by or str(_("nobody yet"))),
)
