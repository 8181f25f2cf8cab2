"""The columns of the lists of activities and series, for the page and the exported file alike."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from banggiao.activities import queries
from banggiao.activities.enums import Direction, PartyRole, Stage
from banggiao.core.enums import words_for, words_now
from banggiao.core.tables import Column, day_column
from banggiao.partners.enums import OfficeLevel
from banggiao.plans.enums import ActivityKind, Mode
from banggiao.plans.queries.words import number

KIND, MODE = words_for(ActivityKind), words_for(Mode)
DIRECTION, LEVEL = words_for(Direction), words_for(OfficeLevel)

SHOWN = 3
"""So many bodies stand in a cell; a file has all."""

type Row = Any  # a `ListRow`, or an Activity where only its own fields are read

WAS_POSTPONED = gettext_lazy("was postponed")
MOVED_ONLINE = gettext_lazy("moved online")
OUTSIDE_PLAN = gettext_lazy("outside the plan")


def turns(activity: Row) -> str:
    """Say what happened on the way: postponed before, moved online, outside the plan."""
    if not (activity.was_postponed or activity.was_moved_online or activity.is_outside_plan):
        return ""  # most of them
    words = [
        (activity.was_postponed and activity.stage != Stage.POSTPONED, WAS_POSTPONED),
        (activity.was_moved_online, MOVED_ONLINE),
        (activity.is_outside_plan, OUTSIDE_PLAN),
    ]
    return ", ".join(str(word) for holds, word in words if holds)


def activities(*, in_file: bool = False) -> tuple[Column[Row], ...]:
    """Give the columns. Bodies the reader may not see leave no trace.

    A file has no marks and no second lines: there they are columns of their own, and so are the
    first and the last day, to sort by.
    """
    return _file() if in_file else _page()


NAME: Column[Row] = Column(
    "name",
    gettext_lazy("What"),
    lambda a: a.name,
    sort=("sort_key",),
    url=lambda a: a.url,
    sub=lambda a: KIND(a.kind),
)
WHEN: Column[Row] = Column("when", gettext_lazy("When"), queries.when, sort=("period_earliest",))
JOINED = "\u2060–\u2060"
"""A dash at which no line breaks: two days in a narrow column stay together."""
UNIT: Column[Row] = Column(
    "unit",
    gettext_lazy("Lead unit"),
    lambda a: a.unit,
    sort=("lead_unit__sort_key", "sort_key"),
    hide_on_phone=True,
)


def _place(activity: Row) -> str:
    return ", ".join(part for part in (activity.place, activity.country) if part)


def people_in_words(activity: Row) -> str:
    """Give how many people went or came, marked where a source calls the number approximate."""
    if activity.people is None:
        return ""
    if activity.headcount_is_about:
        return _("about %(number)s") % {"number": number(activity.people)}
    return number(activity.people)


PLACE: Column[Row] = Column(
    "place",
    gettext_lazy("Place"),
    _place,
    sort=("country__sort_key", "place"),
    hide_on_phone=True,
)
PEOPLE: Column[Row] = Column(
    "people",
    gettext_lazy("People"),
    people_in_words,
    sort=("people", "sort_key"),
    numeric=True,
    hide_on_phone=True,
    value=lambda a: people_in_words(a) if a.headcount_is_about else a.people,
)
STAGE: Column[Row] = Column(
    "stage",
    gettext_lazy("Stage"),
    lambda _activity: "",
    sort=("stage", "sort_key"),
    pill=lambda a: queries.mark(a.stage),
    sub=turns,
    value=lambda a: queries.STAGE(a.stage),
)


def _page() -> tuple[Column[Row], ...]:
    return (
        NAME,
        replace(WHEN, text=lambda a: queries.when(a).replace("–", JOINED)),
        Column("partners", gettext_lazy("With"), lambda a: _partners(a, SHOWN)),
        PLACE,
        PEOPLE,
        STAGE,
        UNIT,
    )


def _file() -> tuple[Column[Row], ...]:
    kind, direction, mode = words_now(ActivityKind), words_now(Direction), words_now(Mode)
    level, stage = words_now(OfficeLevel), words_now(Stage)
    return (
        NAME,
        Column("kind", gettext_lazy("Kind"), lambda a: kind(a.kind)),
        Column("direction", gettext_lazy("What it is for us"), lambda a: direction(a.direction)),
        day_column(WHEN.key, gettext_lazy("From"), lambda a: a.start, sort=WHEN.sort),
        day_column("until", gettext_lazy("Until"), lambda a: a.end),
        Column("partners", gettext_lazy("With"), _partners),
        replace(PLACE, text=lambda a: a.place),
        Column("country", gettext_lazy("Country"), lambda a: a.country),
        Column("mode", gettext_lazy("How people meet"), lambda a: mode(a.mode)),
        Column("level", gettext_lazy("Level of the head"), lambda a: level(a.head_level)),
        PEOPLE,
        replace(STAGE, value=lambda a: stage(a.stage)),
        Column("turns", gettext_lazy("On the way"), turns),
        UNIT,
    )


def _partners(activity: Row, limit: int | None = None) -> str:
    names = activity.partners
    shown = names[:limit]
    words = "; ".join(shown)
    more = len(names) - len(shown)
    if more:
        words += " " + ngettext("and %(n)s more", "and %(n)s more", more) % {"n": more}
    return words


SERIES: tuple[Column[Any], ...] = (
    Column(
        "name",
        gettext_lazy("Series"),
        str,
        sort=("sort_key",),
        url=lambda s: s.get_absolute_url(),
    ),
    Column("organiser", gettext_lazy("Held by"), queries.organiser_in_words),
    Column(
        "editions",
        gettext_lazy("Editions"),
        lambda s: number(s.edition_count),
        numeric=True,
        value=lambda s: s.edition_count,
        sort=("edition_count", "sort_key"),
    ),
)

EDITIONS: tuple[Column[Row], ...] = (
    Column(
        "name",
        gettext_lazy("What"),
        str,
        sort=("sort_key",),
        url=lambda a: a.get_absolute_url(),
    ),
    Column(
        "edition",
        gettext_lazy("Edition"),
        lambda a: "" if a.edition is None else str(a.edition),
        sort=("edition", "period_earliest"),
        numeric=True,
        value=lambda a: a.edition,
    ),
    WHEN,
    Column("place", gettext_lazy("Place"), _place),
    Column(
        "chair",
        gettext_lazy("Chair"),
        lambda a: "; ".join(map(str, queries.bodies(a, PartyRole.CHAIR))),
    ),
    Column("head", gettext_lazy("Head of delegation"), lambda a: str(queries.head_of(a) or "")),
    replace(STAGE, sub=None),
)
