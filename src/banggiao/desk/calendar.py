"""A month as weeks of seven days, with what happens on them side by side."""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from banggiao.core.dates import PartialDate, format_partial, format_today
from banggiao.core.dates.periods import QUARTER
from banggiao.core.panels import CALENDAR

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from banggiao.accounts.models import User
    from banggiao.core.panels import CalendarEntry

WEEK = 7
ONE_DAY = dt.timedelta(days=1)
FIRST_YEAR, LAST_YEAR = 1900, 2199
ISO_MONTH = re.compile(r"(\d{4})-(\d{2})")


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A month of a year."""

    year: int
    number: int

    @classmethod
    def of(cls, day: dt.date) -> Month:
        """Give the month a day lies in."""
        return cls(day.year, day.month)

    @classmethod
    def parse(cls, text: str) -> Month | None:
        """Read ``2026-11``; None for anything else and for years no calendar here shows."""
        found = ISO_MONTH.fullmatch(text.strip())
        month = cls(int(found[1]), int(found[2])) if found else None
        fits = (
            month and FIRST_YEAR <= month.year <= LAST_YEAR and 1 <= month.number <= 12
        )  # months of a year
        return month if fits else None

    def __str__(self) -> str:
        return f"{self.year:04}-{self.number:02}"

    @property
    def first(self) -> dt.date:
        """Its first day."""
        return dt.date(self.year, self.number, 1)

    @property
    def last(self) -> dt.date:
        """Its last day."""
        return dt.date(self.year, self.number, monthrange(self.year, self.number)[1])

    @property
    def words(self) -> str:
        """The month as people read it."""
        return format_partial(PartialDate.parse(str(self)))

    @property
    def before(self) -> Month | None:
        """The month before, if the calendar goes there."""
        return Month.parse(str(Month.of(self.first - ONE_DAY)))

    @property
    def after(self) -> Month | None:
        """The month after, if the calendar goes there."""
        return Month.parse(str(Month.of(self.last + ONE_DAY)))


@dataclass(frozen=True, slots=True)
class Shown:
    """An entry with the shape and the word that say of what kind it is."""

    mark: str
    kind: str
    entry: CalendarEntry


@dataclass(frozen=True, slots=True)
class Piece:
    """A cell of a week: an entry over so many days, or as many empty ones."""

    days: int
    shown: Shown | None = None
    goes_on: bool = False
    came_on: bool = False


@dataclass(slots=True)
class Day:
    """A day with what happens on it, for the list of a phone."""

    date: dt.date
    in_month: bool
    is_today: bool
    shown: list[Shown] = field(default_factory=list)

    @property
    def words(self) -> str:
        """The day with its weekday."""
        return format_today(self.date)

    @property
    def has_something(self) -> bool:
        """Whether the list of days names it: it is of the month, and something happens."""
        return self.in_month and bool(self.shown)


@dataclass(frozen=True, slots=True)
class Week:
    """Seven days, and the rows of what happens on them."""

    days: list[Day]
    rows: list[list[Piece]]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A month's page. ``whole`` is what has no day but lies in it, or may lie in it."""

    month: Month
    weeks: list[Week]
    whole: list[Shown]
    weekdays: list[tuple[str, str]]

    @property
    def days(self) -> list[Day]:
        """The days of the month on which something happens."""
        return [day for week in self.weeks for day in week.days if day.has_something]

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands on it."""
        return not self.whole and not any(week.rows for week in self.weeks)


def sheet(month: Month, user: User, today: dt.date, key: str = "") -> Sheet:
    """Give a month's page as far as the user may see; of one room, or of all."""
    first = month.first - dt.timedelta(days=month.first.weekday())
    last = month.last + dt.timedelta(days=WEEK - 1 - month.last.weekday())
    found = list(_entries(user, first, last, key))
    dated = sorted((one for one in found if one.entry.is_day), key=_by_length)
    count = (last - first).days + 1
    weeks = [
        _week(first + dt.timedelta(days=start), dated, month, today)
        for start in range(0, count, WEEK)
    ]
    whole = [one for one in found if not one.entry.is_day and _lies_near(one.entry, month)]
    return Sheet(month, weeks, sorted(whole, key=_by_length), weekdays())


def _entries(user: User, first: dt.date, last: dt.date, key: str) -> Iterable[Shown]:
    for room, source in CALENDAR.items():
        if key in {"", room}:
            for entry in source.entries(user, first, last):
                yield Shown(source.mark, str(source.label), entry)


def _by_length(shown: Shown) -> tuple[dt.date, int, str]:
    """Order by the first day; what takes longer stands above."""
    entry = shown.entry
    return entry.first, -(entry.last - entry.first).days, entry.text


def _lies_near(entry: CalendarEntry, month: Month) -> bool:
    touches = entry.first <= month.last and entry.last >= month.first
    return touches and entry.last - entry.first <= QUARTER + ONE_DAY


def _week(first: dt.date, dated: Sequence[Shown], month: Month, today: dt.date) -> Week:
    dates = [first + dt.timedelta(days=number) for number in range(WEEK)]
    days = [Day(date, Month.of(date) == month, date == today) for date in dates]
    here = [one for one in dated if one.entry.first <= dates[-1] and one.entry.last >= first]
    for one in here:
        for day in days:
            if one.entry.first <= day.date <= one.entry.last:
                day.shown.append(one)
    return Week(days, [_row(lane, first) for lane in _lanes(here)])


def _lanes(here: Iterable[Shown]) -> list[list[Shown]]:
    """Put entries that do not overlap into one row, the first that has room."""
    lanes: list[list[Shown]] = []
    for one in here:
        free = (lane for lane in lanes if lane[-1].entry.last < one.entry.first)
        lane = next(free, None)
        if lane is None:
            lanes.append([one])
        else:
            lane.append(one)
    return lanes


def _row(lane: Sequence[Shown], first: dt.date) -> list[Piece]:
    """Give the cells of one row: seven days in all."""
    cells: list[Piece] = []
    at = 0
    for one in lane:
        start = max((one.entry.first - first).days, 0)
        stop = min((one.entry.last - first).days, WEEK - 1)
        cells += [Piece(1) for _ in range(start - at)]
        came, goes = (one.entry.first - first).days < 0, (one.entry.last - first).days >= WEEK
        cells.append(Piece(stop - start + 1, one, goes_on=goes, came_on=came))
        at = stop + 1
    return cells + [Piece(1) for _ in range(WEEK - at)]


def weekdays() -> list[tuple[str, str]]:
    """Give the days of the week from Monday, short and in full."""
    from babel.dates import get_day_names  # noqa: PLC0415  # slow import

    code = (get_language() or "vi")[:2]
    short, full = (get_day_names(width, locale=code) for width in ("abbreviated", "wide"))
    return [(short[number], full[number]) for number in range(WEEK)]


@dataclass(frozen=True, slots=True)
class Way:
    """A link to another month, or to one kind of things."""

    label: str
    url: str
    is_on: bool = False
    mark: str = ""


def month_ways(month: Month, today: dt.date, key: str) -> list[Way]:
    """Give the ways to the month before, to this one and to the one after."""
    before, after = month.before, month.after
    ways = [Way(_("Previous month"), _url(before, key))] if before else []
    if month != Month.of(today):
        ways.append(Way(_("This month"), _url(None, key)))
    return [*ways, Way(_("Next month"), _url(after, key))] if after else ways


def kind_ways(month: Month, key: str) -> list[Way]:
    """Give the kinds of things to look at alone, after all of them."""
    ways = [Way(_("Everything"), _url(month, ""), not key)]
    for name, source in CALENDAR.items():
        ways.append(Way(str(source.label), _url(month, name), name == key, source.mark))
    return ways


def _url(month: Month | None, key: str) -> str:
    asked = {"month": str(month)} if month else {}
    query = urlencode(asked | ({"what": key} if key else {}))
    return f"?{query}" if query else reverse("desk:calendar")
