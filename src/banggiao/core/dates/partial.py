"""A date as far as it is known: EDTF text (ISO 8601-2) with its earliest and latest day.

The `edtf` library says what is well formed; the bounds are ours, because the library invents ten
years or infinity for an open end and the year 0 for a year not known (DESIGN section 4).
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Literal, NamedTuple, Self

from django.utils.translation import gettext_lazy as _

MAX_LENGTH = 40
LENGTH_OF_A_DAY = len("2013-04-22")
FIRST_YEAR = 1000  # before it, a year has not four digits
FIRST_QUARTER, LAST_QUARTER = 33, 36  # how EDTF writes quarters in the place of the month

Precision = Literal["day", "month", "quarter", "year", "interval", "unknown"]


class Wrong(StrEnum):
    """Why a text is no date."""

    EMPTY = "empty"
    UNREADABLE = "unreadable"
    IMPOSSIBLE = "impossible"
    REVERSED = "reversed"
    YEAR = "year"
    SEASON = "season"


_SENTENCES = {
    Wrong.EMPTY: _("Write a date."),
    Wrong.UNREADABLE: _(
        "“%(text)s” cannot be read as a date: write 22/4/2013, 4/2013, 2013 or quý III/2026."
    ),
    Wrong.IMPOSSIBLE: _("The calendar has no “%(text)s”: check the day and the month."),
    Wrong.REVERSED: _("“%(text)s” ends before it begins: put the earlier date first."),
    Wrong.YEAR: _("Write a year from 1000 to 9999 instead of “%(text)s”."),
    Wrong.SEASON: _("Write a month or a quarter instead of the season in “%(text)s”."),
}


class BadDate(ValueError):
    """A text that is no date. ``kind`` is stable; as a string it is a sentence for people."""

    def __init__(self, kind: Wrong, text: str) -> None:
        super().__init__(kind, text)
        self.kind = kind
        self.text = text

    def __str__(self) -> str:
        return str(_SENTENCES[self.kind]) % {"text": self.text[:MAX_LENGTH]}


class Parts(NamedTuple):
    """One date taken apart: ``2024-04?`` is ("2024", "04", "", "?"). X stands for what is unknown.

    A quarter stands in ``month`` as 33 to 36. What is not written is empty.
    """

    year: str
    month: str
    day: str
    mark: str

    @property
    def quarter(self) -> int:
        """1 to 4, or 0 where the date is no quarter."""
        month = int(self.month) if self.month.isdigit() else 0
        return month - FIRST_QUARTER + 1 if month >= FIRST_QUARTER else 0


# What is not known is unknown from the right (201X, 2016-XX), or it is the whole year.
_POINT = re.compile(
    r"(?P<year>XXXX|\d(?:\d{3}|\d\dX|\dXX|XXX))"
    r"(?:-(?P<month>\d\d|XX)(?:-(?P<day>\d\d|XX))?)?(?P<mark>[?~%]?)",
    re.ASCII,
)
_OPEN = frozenset({"", ".."})


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date as far as it is known. Made only by `parse` and `from_input`.

    ``text`` is EDTF; ``earliest`` and ``latest`` are the days it lies between, both included, or
    None where nothing bounds it: an open or unknown end, a year not known.
    """

    text: str
    earliest: date | None
    latest: date | None

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read EDTF text of level 0 and 1, quarters, and days whose year is not known.

        Raises `BadDate`. Surrounding spaces and the ``Y`` before a year of four digits go.
        """
        return _parse(text)  # type: ignore[return-value]  # nobody subclasses a slotted value

    @classmethod
    def from_input(cls, text: str) -> Self:
        """Read what a person typed: 22/4/2013, 04/2013, năm 2013, quý III/2026, or EDTF.

        Raises `BadDate`, which then quotes the text as it was typed.
        """
        from banggiao.core.dates.typed import to_edtf  # noqa: PLC0415  # leaf: it builds on this module

        try:
            return cls.parse(to_edtf(text))
        except BadDate as error:
            raise BadDate(error.kind, text.strip()) from None

    def __str__(self) -> str:
        return self.text

    @property
    def is_exact(self) -> bool:
        """Whether it is one day, beyond doubt."""
        # Asked of every cell of a long file. No other text of this length means one day.
        return (
            len(self.text) == LENGTH_OF_A_DAY
            and self.earliest is not None
            and self.earliest == self.latest
        )

    @property
    def is_uncertain(self) -> bool:
        """Whether something about it is doubtful (?, ~, %), unknown (X) or without a bound."""
        return self.earliest is None or self.latest is None or any(c in self.text for c in "?~%X")

    @property
    def precision(self) -> Precision:
        """How closely the date is known. A decade, or a day whose year is not known, is unknown."""
        if "/" in self.text:
            return "interval"
        parts = parts_of(self.text)
        if "X" in parts.year:
            return "unknown"
        if parts.quarter:
            return "quarter"
        if not parts.month.isdigit():
            return "year"
        return "day" if parts.day.isdigit() else "month"

    @property
    def ends(self) -> tuple[PartialDate | None, PartialDate | None]:
        """The two ends of an interval, None where open; any other date is both its ends."""
        if "/" not in self.text:
            return self, self
        first, _slash, last = self.text.partition("/")
        return _end(first), _end(last)

    def lies_in(self, first: date, last: date) -> bool:
        """Whether it lies in the period for sure: figures count only such records."""
        if self.earliest is None or self.latest is None:
            return False
        return first <= self.earliest and self.latest <= last

    def may_lie_in(self, first: date, last: date) -> bool:
        """Whether some day it may stand for is in the period. Without a year, any period may do."""
        return (self.earliest is None or self.earliest <= last) and (
            self.latest is None or first <= self.latest
        )


@lru_cache(maxsize=8192)
def parts_of(text: str) -> Parts:
    """Take apart the text of one date that `PartialDate.parse` accepted; not an interval."""
    match = _POINT.fullmatch(text)
    if not match:
        long_year = re.fullmatch(r"\d{5,}", text, re.ASCII)
        raise BadDate(Wrong.YEAR if long_year else Wrong.UNREADABLE, text)
    return Parts(*(group or "" for group in match.groups()))


@lru_cache(maxsize=32768)
def _parse(text: str) -> PartialDate:
    text = text.strip()
    if not text:
        raise BadDate(Wrong.EMPTY, text)
    if len(text) > MAX_LENGTH:
        raise BadDate(Wrong.UNREADABLE, text)
    if re.fullmatch(r"Y\d+", text, re.ASCII):
        text = text[1:]
    if "/" not in text:
        return PartialDate(text, *_bounds(text))
    first, _slash, last = text.partition("/")
    try:
        lower, upper = _end(first), _end(last)
    except BadDate as error:
        raise BadDate(error.kind, text) from None
    if lower is None and upper is None:
        raise BadDate(Wrong.UNREADABLE, text)
    earliest = lower.earliest if lower else None
    latest = upper.latest if upper else None
    if earliest and latest and earliest > latest:
        raise BadDate(Wrong.REVERSED, text)
    return PartialDate(text, earliest, latest)


def _end(text: str) -> PartialDate | None:
    return None if text in _OPEN else PartialDate(text, *_bounds(text))


def _bounds(text: str) -> tuple[date | None, date | None]:
    """Give the first and last day of one date, both included, or None and None without a year."""
    try:
        if len(text) == len("2013-04-22") and text[4] == text[7] == "-":
            day = date.fromisoformat(text)  # most dates are whole days: no other check is needed
            if day.year >= FIRST_YEAR:
                return day, day
    except ValueError:
        pass  # said in better words below
    parts = parts_of(text)
    if parts.year.startswith("0"):
        raise BadDate(Wrong.YEAR, text)
    if not (parts.year + parts.month + parts.day + parts.mark).isdigit() or parts.quarter:
        _ask_library(text, parts)
    if "X" in parts.year and parts.year != "XXXX" and parts.month:
        raise BadDate(Wrong.UNREADABLE, text)
    if parts.month == "XX" and (parts.year == "XXXX" or parts.day.isdigit()):
        raise BadDate(Wrong.UNREADABLE, text)
    if parts.year == "XXXX":
        _days(2000, parts, text)  # a leap year: 29 February may be meant
        return None, None
    if "X" in parts.year:
        low, high = (int(parts.year.replace("X", digit)) for digit in "09")
        return date(low, 1, 1), date(high, 12, 31)
    return _days(int(parts.year), parts, text)


def _days(year: int, parts: Parts, text: str) -> tuple[date, date]:
    if not parts.month.isdigit():
        return date(year, 1, 1), date(year, 12, 31)
    first = last = int(parts.month)
    if quarter := parts.quarter:
        first, last = 3 * quarter - 2, 3 * quarter
    elif 21 <= first < FIRST_QUARTER:  # where EDTF keeps its seasons
        raise BadDate(Wrong.SEASON, text)
    if (quarter and (parts.day or int(parts.month) > LAST_QUARTER)) or not 1 <= first <= 12:
        raise BadDate(Wrong.IMPOSSIBLE, text)
    days = monthrange(year, last)[1]
    if not parts.day.isdigit():
        return date(year, first, 1), date(year, last, days)
    if not 1 <= int(parts.day) <= days:
        raise BadDate(Wrong.IMPOSSIBLE, text)
    return date(year, first, int(parts.day)), date(year, last, int(parts.day))


def _ask_library(text: str, parts: Parts) -> None:
    """Refuse what is no EDTF. The mark is ours to read: the library knows none on quarters."""
    import edtf  # noqa: PLC0415  # slow import

    if parts.month.isdigit() and not parts.quarter and not 1 <= int(parts.month) <= 12:
        return  # `_days` says more clearly what is wrong
    try:
        edtf.parse_edtf(text.removesuffix(parts.mark))
    except edtf.EDTFParseException:
        known = parts.day.isdigit() or parts.quarter
        raise BadDate(Wrong.IMPOSSIBLE if known else Wrong.UNREADABLE, text) from None


def earliest_of(value: PartialDate | None) -> date | None:
    """Give the first day the date may mean; None where nothing is known."""
    return value.earliest if value else None


def latest_of(value: PartialDate | None) -> date | None:
    """Give the last day the date may mean; None where nothing is known."""
    return value.latest if value else None
