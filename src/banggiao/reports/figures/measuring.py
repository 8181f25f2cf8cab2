"""Measures figures: the number, the records behind it, and what is not certain about their dates.

Every count is one statement of SQL. How many statements a set of figures takes depends on the
figures only, never on the records.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from django.db.models import Count, F, Q, QuerySet, Sum
from django.utils.translation import gettext as _

from banggiao.core.dates.periods import perhaps_in
from banggiao.core.enums import words_for
from banggiao.plans.enums import Funding
from banggiao.reports.figures.registry import FIGURES
from banggiao.reports.figures.shapes import Counted
from banggiao.reports.queries.stated import stated_for

if TYPE_CHECKING:
    from collections.abc import Iterable

    from banggiao.core.access import Viewer
    from banggiao.reports.figures.shapes import Figure, Part, Period
    from banggiao.reports.queries.stated import Stated

LISTED = 200
"""At most so many records stand in a list of uncertain dates; how many there are is exact."""

FEW = 2000
"""Up to so many records that may lie in a period are looked up once for all figures."""

NOT_KNOWN = "unknown"
"""The key of the part of records whose value is not known."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A record as lists, papers and files name it. ``type`` is its model, ``code`` its own."""

    type: str
    code: str
    label: str
    url: str
    date: str = ""
    date_words: str = ""
    counted: bool = True
    why: str = ""


@dataclass(frozen=True, slots=True)
class PartValue:
    """One part of a figure: such as the delegations led by a minister. ``key`` is in addresses."""

    key: str
    label: str
    value: int


@dataclass
class Measured:
    """A figure measured for a viewer and a period. Lists are read when they are asked for."""

    figure: Figure
    period: Period
    viewer: Viewer
    value: int
    records: int
    doubtful: int
    counted: Counted
    stated: list[Stated]

    @property
    def sure(self) -> QuerySet[Any]:
        """The records that make the value."""
        return self.counted.sure

    @property
    def perhaps(self) -> QuerySet[Any]:
        """The records that may lie in the period and are not counted."""
        return self.counted.perhaps

    @cached_property
    def missed(self) -> int:
        """How many records may lie in the period and are not counted."""
        return self.perhaps.order_by().count()

    @property
    def uncertain_total(self) -> int:
        """How many records have a date that is not certain, counted or not."""
        return self.doubtful + self.missed

    @cached_property
    def uncertain(self) -> list[Entry]:
        """The records whose date is not certain, those that are counted first."""
        doubt = self.figure.doubt
        listed: list[Entry] = []
        if doubt is not None and self.doubtful:
            found = self.sure.filter(doubt(self.period)).order_by("pk")
            words = _("The day is not known, or is doubtful; it lies in the period all the same.")
            listed = [entry(self.figure, row, why=words) for row in found[:LISTED]]
        rest = LISTED - len(listed)
        words = _("It may lie in the period; that is not certain.")
        if self.figure.at_end:
            words = _("It may have stood so on that day: a date is not certain.")
        found = self.perhaps.order_by("pk")[:rest]
        return listed + [entry(self.figure, row, counted=False, why=words) for row in found]

    def entries(self, limit: int | None = None) -> list[Entry]:
        """Give the records behind the value in the order of their keys."""
        found = self.sure.order_by("pk")
        return [entry(self.figure, row) for row in (found if limit is None else found[:limit])]


def entry(figure: Figure, record: Any, *, counted: bool = True, why: str = "") -> Entry:
    """Give a record as an entry of a figure's list."""
    date = figure.when(record)
    return Entry(
        type=record._meta.label_lower,
        code=record.code,
        label=str(record),
        url=record.get_absolute_url(),
        date=date.text,
        date_words=date.words,
        counted=counted,
        why=why,
    )


def measure(figure: Figure, viewer: Viewer, period: Period, *, part: str = "") -> Measured:
    """Measure one figure, or the part of it that ``part`` names, such as ``level:minister``."""
    return _measure(figure, viewer, period, stated_for([figure], viewer, period), part)


def measure_all(
    viewer: Viewer, period: Period, codes: Iterable[str] | None = None
) -> dict[str, Measured]:
    """Measure many figures, or all, by code. The number of statements hangs on the figures only."""
    figures = [FIGURES[code] for code in codes] if codes is not None else list(FIGURES.values())
    stated = stated_for(figures, viewer, period)
    found = {figure.code: _measure(figure, viewer, period, stated) for figure in figures}
    _look_up_doubts(found.values(), period)
    return found


def _look_up_doubts(measured: Iterable[Measured], period: Period) -> None:
    """Look up once for all figures of a model what may lie in the period: mostly a few records.

    To look for them figure by figure would read all activities of the register thirty times.
    """
    near: dict[tuple[Any, str], list[int]] = {}
    for one in measured:
        span, model, counted = one.figure.span, one.sure.model, one.counted
        if not span:
            continue
        if (model, span) not in near:
            rows = model._default_manager.filter(perhaps_in(span, period.first, period.last))
            near[model, span] = list(rows.values_list("pk", flat=True)[: FEW + 1])
        keys = near[model, span]
        if not keys:
            one.counted = Counted(counted.sure, counted.sure.none)
        elif len(keys) <= FEW:
            one.counted = Counted(counted.sure, partial(_among, counted, keys))


def _among(counted: Counted, keys: list[int]) -> QuerySet[Any]:
    return counted.perhaps.filter(pk__in=keys)


def values(viewer: Viewer, period: Period, codes: Iterable[str] | None = None) -> dict[str, int]:
    """Give only the numbers, for comparing one period with another."""
    figures = [FIGURES[code] for code in codes] if codes is not None else list(FIGURES.values())
    return {f.code: _numbers(f, _counted(f, viewer, period).sure)[0] for f in figures}


def _measure(
    figure: Figure,
    viewer: Viewer,
    period: Period,
    stated: dict[str, list[Stated]],
    part: str = "",
) -> Measured:
    counted = narrowed(figure, _counted(figure, viewer, period), viewer, part)
    value, records, doubtful = _numbers(figure, counted.sure, period)
    beside = [] if part else stated.get(figure.code, [])
    return Measured(figure, period, viewer, value, records, doubtful, counted, beside)


def _counted(figure: Figure, viewer: Viewer, period: Period) -> Counted:
    """Give the records of a figure.

    What lies in a period also begins before its end. Said so, an index reads the period and not all
    that came after it.
    """
    counted = figure.count(viewer, period)
    if not figure.span:
        return counted
    begins = {f"{figure.span}_earliest__lte": period.last}
    return replace(counted, sure=counted.sure.filter(**begins))


def _numbers(
    figure: Figure, sure: QuerySet[Any], period: Period | None = None
) -> tuple[int, int, int]:
    """Give the value, how many records make it, and of how many the date is not certain."""
    wanted: dict[str, Any] = {"records": Count("pk")}
    if figure.amount:
        wanted["amount"] = Sum(figure.amount)
    if figure.doubt is not None and period is not None:
        wanted["doubtful"] = Count("pk", filter=figure.doubt(period))
    found = sure.order_by().aggregate(**wanted)
    value = found["amount"] or 0 if figure.amount else found["records"]
    return value, found["records"], found.get("doubtful", 0)


# Parts


def parts(
    figure: Figure, viewer: Viewer, period: Period, part: Part | str, *, within: str = ""
) -> list[PartValue]:
    """Cut a figure: a value for each level, country or kind, the greatest first, "not known" last.

    The parts add up to the value. ``within`` narrows the figure first, as in `measure`.
    """
    cut = figure.part(part) if isinstance(part, str) else part
    if cut is None:
        return []
    counted = narrowed(figure, _counted(figure, viewer, period), viewer, within)
    found = _with_cut(counted.sure, cut, viewer).order_by().values(cut.field)
    number = Sum(figure.amount) if figure.amount else Count("pk")
    rows = [(row[cut.field], row["number"] or 0) for row in found.annotate(number=number)]
    labels = cut.words({value for value, _number in rows if value not in (None, "")})
    by_key: dict[str, PartValue] = {}
    for value, number_of in rows:
        unknown = value in (None, "")
        key = NOT_KNOWN if unknown else str(value)
        label = _("not known") if unknown else labels.get(value, str(value))
        before = by_key[key].value if key in by_key else 0
        by_key[key] = PartValue(key, label, number_of + before)
    return sorted(by_key.values(), key=lambda p: (p.key == NOT_KNOWN, -p.value, p.label))


def narrowed(figure: Figure, counted: Counted, viewer: Viewer, part: str) -> Counted:
    """Keep the records of one part, such as ``level:minister``; of several, joined by commas.

    A part that the figure does not have narrows nothing.
    """
    for one in filter(None, part.split(",")):
        key, _colon, value = one.partition(":")
        cut = figure.part(key)
        if cut is not None:
            counted = Counted(
                _only(counted.sure, cut, value, viewer),
                partial(_only_perhaps, counted, cut, value, viewer),
            )
    return counted


def _only_perhaps(counted: Counted, cut: Part, value: str, viewer: Viewer) -> QuerySet[Any]:
    return _only(counted.perhaps, cut, value, viewer)


def _with_cut(found: QuerySet[Any], cut: Part, viewer: Viewer) -> QuerySet[Any]:
    if cut.made is None or cut.field in found.query.annotations:
        return found
    cut_up: QuerySet[Any] = found.annotate(**{cut.field: cut.made(viewer)})
    return cut_up


def _only(found: QuerySet[Any], cut: Part, value: str, viewer: Viewer) -> QuerySet[Any]:
    found = _with_cut(found, cut, viewer)
    if value != NOT_KNOWN:
        return found.filter(**{cut.field: value})
    empty = Q(**{f"{cut.field}__isnull": True})
    return found.filter(empty | Q(**{cut.field: ""}) if _holds_text(found, cut) else empty)


def _holds_text(found: QuerySet[Any], cut: Part) -> bool:
    return cut.made is None and not found.model._meta.get_field(cut.field).is_relation


# Money


@dataclass(frozen=True, slots=True)
class Money:
    """What one source paid for the records of a figure, in dong."""

    funding: str
    label: str
    dong: int
    records: int


FUNDING = words_for(Funding)


def money(measured: Measured) -> list[Money]:
    """Sum the cost of a figure's records by who paid, in dong; "not known" last.

    Only for figures of activities and plan lines. A record without a cost adds none.
    """
    found = measured.sure.order_by().filter(cost__isnull=False).values("funding")
    rows = found.annotate(dong=Sum("cost"), number=Count("pk")).order_by(F("funding"))
    listed = [
        Money(
            row["funding"],
            FUNDING(row["funding"]) if row["funding"] else _("not known"),
            row["dong"],
            row["number"],
        )
        for row in rows
    ]
    return sorted(listed, key=lambda m: (not m.funding, -m.dong))
