"""Numbers that mean days: what a number format shows, and the day behind a number."""

from __future__ import annotations

import datetime as dt
import re
from enum import Enum, auto
from functools import lru_cache
from math import isfinite

from banggiao.exchange.books.book import Broken, Value


class Shows(Enum):
    """What a number format makes of a number."""

    NUMBER = auto()
    PERCENT = auto()
    DAY = auto()
    MONTH = auto()
    """Month and year, no day: what Excel makes of a typed ``6/2023``."""
    YEAR = auto()
    MOMENT = auto()
    CLOCK = auto()
    SPAN = auto()
    """Hours that go on after 24."""


_DAYS = {14, 15, 16, *range(27, 32), 35, 36, *range(50, 59)} - {52, 55}
BUILT_IN = (
    dict.fromkeys((9, 10), Shows.PERCENT)
    | dict.fromkeys(_DAYS, Shows.DAY)
    | dict.fromkeys((17, 34, 52, 55), Shows.MONTH)
    | dict.fromkeys((18, 19, 20, 21, 32, 33, 45, 47), Shows.CLOCK)
    | {22: Shows.MOMENT, 46: Shows.SPAN}
)
"""Number formats that a file names only by number: ECMA-376 part 1, 18.8.30, those of Japanese
among them."""

_SPAN = re.compile(r"\[(h+|m+|s+)\]")
_SAID = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]|general|standard|am/pm|a/p', re.DOTALL)
_DIGITS = re.compile(r"[0#?]")


@lru_cache(maxsize=4096)
def shows(code: str) -> Shows:
    """Tell what a number format such as ``dd/mm/yyyy;@`` shows. Words in quotes do not count."""
    code = code.lower()
    shape = _SAID.sub("", code).partition(";")[0]
    has = set(shape)
    if "%" in has:
        return Shows.PERCENT
    if _DIGITS.search(shape) and not has & {"s", "y"}:
        return Shows.NUMBER
    has_year = bool(has & {"y", "g", "b"}) or ("e" in has and bool(has & {"m", "d"}))
    if has & {"h", "s"} or _SPAN.search(code):
        if has_year or "d" in has:
            return Shows.MOMENT
        return Shows.SPAN if _SPAN.search(code) else Shows.CLOCK
    return _shows_day(has, has_year=has_year)


def _shows_day(has: set[str], *, has_year: bool) -> Shows:
    if "d" in has:
        return Shows.DAY
    if has_year:
        return Shows.MONTH if "m" in has else Shows.YEAR
    return Shows.DAY if "m" in has else Shows.NUMBER


_NEW_YEAR_1900 = dt.date(1899, 12, 31)
_AFTER_THE_GAP = dt.date(1899, 12, 30)
_NEW_YEAR_1904 = dt.date(1904, 1, 1)
_GAP = 60  # Excel counts a 29 February 1900, which never was
_FROM_1900_TO_1904 = 1462
_LAST = 2_958_465  # 31 December 9999
_SECONDS = 86_400


def from_serial(number: float, kind: Shows, *, is_1904: bool) -> Value:
    """Give what a number with this format means; the number itself where it can be no day.

    ``is_1904`` says that the file counts days from 1904, as Excel did on the Macintosh.
    """
    if not isfinite(number):
        return Broken("#NUM!")
    if kind in {Shows.NUMBER, Shows.PERCENT} or abs(number) > _LAST:
        return float(number) if kind is Shows.PERCENT else plain(number)
    seconds = round(number * _SECONDS)
    if kind is Shows.SPAN:
        return dt.timedelta(seconds=seconds)
    days, clock = divmod(seconds, _SECONDS)
    if days == 0 and (kind is Shows.CLOCK or (kind is Shows.MOMENT and not is_1904)):
        return _clock(clock)
    start = _start(days, is_1904=is_1904)
    if start is None:
        return plain(number)
    day = start + dt.timedelta(days=days)
    return dt.datetime.combine(day, _clock(clock)) if clock else as_shown(day, kind)


def _start(days: int, *, is_1904: bool) -> dt.date | None:
    """Give the day that a count of days starts from; ``None`` where it leads to no day."""
    if is_1904:
        return _NEW_YEAR_1904 if 0 <= days <= _LAST - _FROM_1900_TO_1904 else None
    if not 0 < days <= _LAST or days == _GAP:
        return None
    return _NEW_YEAR_1900 if days < _GAP else _AFTER_THE_GAP


def as_shown(day: dt.date, kind: Shows) -> Value:
    """Give a day as far as its format shows it.

    Who types ``6/2023`` gets the first of June from Excel, shown as a month. The day was never
    meant, so the month comes back, as the text ``06/2023``, and a year as a number. Any other day
    of the month was typed, and stays.
    """
    if kind is Shows.MONTH and day.day == 1:
        return f"{day.month:02d}/{day.year}"
    if kind is Shows.YEAR and (day.month, day.day) == (1, 1):
        return day.year
    return day


def plain(number: float) -> int | float:
    """Give a whole number as one."""
    return int(number) if number.is_integer() and abs(number) < 1e15 else number


def moment(text: str, kind: Shows = Shows.DAY) -> Value:
    """Read a day or moment as ISO 8601 writes it; what is none stays text."""
    try:
        found = dt.datetime.fromisoformat(text.removesuffix("Z"))
    except ValueError:
        try:
            return dt.time.fromisoformat(text)
        except ValueError:
            return text
    if found.tzinfo or found.microsecond:
        found = found.replace(tzinfo=None, microsecond=0)
    if found.time() == dt.time():
        return as_shown(found.date(), kind)
    return found


def _clock(seconds: int) -> dt.time:
    minutes, second = divmod(seconds, 60)
    return dt.time(minutes // 60, minutes % 60, second)
