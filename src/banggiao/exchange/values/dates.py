"""Reads a date as people write it into a spreadsheet, to EDTF.

Problems: ``invalid_date`` (no such day, or no date), ``end_before_start``, ``year_missing`` (a
quarter or half of a year that nothing names). Doubts: ``rough_date`` (a part of the period was
meant: đầu năm, late 2022), ``day_month_swapped`` (the month stands first), ``serial_date`` (a
number as spreadsheets count days), ``unclear_date`` (another reading is possible),
``several_dates`` (with a gap between them), ``fiscal_year``, ``more_words``, ``not_known``.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache
from typing import TYPE_CHECKING

from banggiao.core.dates import BadDate, PartialDate
from banggiao.core.dates.partial import Wrong
from banggiao.exchange.values.cells import (
    MORE_WORDS,
    NOT_KNOWN,
    failure_of,
    is_blank,
    is_not_known,
    text_of,
)
from banggiao.exchange.values.date_parts import (
    Part,
    across_new_year,
    bounds_of,
    follow_each_other,
    may_cross,
    parts_of,
    settle,
    written_years,
)
from banggiao.exchange.values.date_words import Signs, full_year, signs_of
from banggiao.exchange.values.read import Read

if TYPE_CHECKING:
    from banggiao.exchange.books.book import Value

LONGEST = 120
FIRST_SERIAL, LAST_SERIAL = 20_000, 60_000
"""Days since the end of 1899 that are read as a date: from 1954 to 2064."""
FIRST_YEAR, LAST_YEAR = 1900, 2100
"""Years that are likely meant; others are doubted."""
FIRST_BARE_YEAR = 1700
"""A number of four digits is a year from here to the last likely one."""

INVALID, REVERSED, NO_YEAR = "invalid_date", "end_before_start", "year_missing"
_EPOCH = dt.date(1899, 12, 30)
_DAY = re.compile(r"(\d{1,2})([/.])(\d{1,2})\2(\d{4}|\d\d)", re.ASCII)
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?", re.ASCII)
_INSIDE = re.compile(r"[^()]*\(([^()]+)\)[^()]*")
_EDTF = re.compile(r"[\dX?~%./-]+", re.ASCII)
_HALF = re.compile(r"(\d{4}|XXXX)-(4[01])([?~%]?)")
_HALVES = {"40": ("01", "06"), "41": ("07", "12")}


def read_date(value: Value, *, year: int | None = None, month: int | None = None) -> Read[str]:
    """Read a day, a period or a range as EDTF; the value is empty where there is none.

    ``year`` and ``month`` are those of the section or title, for dates that name none. Quarters
    are 33 to 36 in the place of the month, halves 40 and 41: `for_register` turns them into what
    the register stores.
    """
    if problem := failure_of(value):
        return Read("", problem)
    if isinstance(value, dt.datetime | dt.date):
        text = value.isoformat()[:10]
        return Read(text, doubt="" if value.year >= 1950 else "unclear_date")
    if isinstance(value, bool | dt.time | dt.timedelta):
        return Read("", INVALID)
    if isinstance(value, int | float):
        return _of_number(value, year, month)
    text = str(value)
    return _of_text(text, year, month) if len(text) <= LONGEST else _of_long(text, year, month)


def for_register(edtf: str) -> tuple[str, str]:
    """Give start and end as the register stores them: halves become their months, ranges two ends.

    A day, month, quarter or year is both. An end that is open or not known is empty.
    """
    if "/" in edtf:
        first, _slash, last = edtf.partition("/")
        return for_register(first)[0], for_register(last)[1]
    if match := _HALF.fullmatch(edtf):
        first, last = _HALVES[match[2]]
        return f"{match[1]}-{first}{match[3]}", f"{match[1]}-{last}{match[3]}"
    edtf = "" if edtf == ".." else edtf
    return edtf, edtf


def _of_number(value: float, year: int | None, month: int | None) -> Read[str]:
    if not -1e9 < value < 1e9:  # nor is what is no number
        return Read("", INVALID)
    if FIRST_SERIAL <= value <= LAST_SERIAL:
        return Read((_EPOCH + dt.timedelta(days=int(value))).isoformat(), doubt="serial_date")
    whole = int(value) if value == int(value) else None
    read = _of_text(str(whole) if whole is not None else repr(value), year, month)
    if whole is None and not read.problem:
        return Read(read.value, doubt=read.doubt or "unclear_date")
    return read


def _of_long(value: str, year: int | None, month: int | None) -> Read[str]:
    """Read text that is long as it stands: mostly because of spaces."""
    text = text_of(value)
    return _of_text(text, year, month) if len(text) <= LONGEST else Read("", INVALID)


@lru_cache(maxsize=16384)
def _of_text(value: str, year: int | None, month: int | None) -> Read[str]:
    text = text_of(value)
    if match := _DAY.fullmatch(text):
        part = Part("day", full_year(match[4]), int(match[3]), int(match[1]))
        return _written([[part]], Signs(), text)
    if is_blank(text):
        return Read("")
    if is_not_known(text):
        return Read("", doubt=NOT_KNOWN)
    if _SERIAL.fullmatch(text) and FIRST_SERIAL <= float(text) <= LAST_SERIAL:
        return _of_number(float(text), year, month)
    if len(text) > 4 and _EDTF.fullmatch(text) and (known := _as_edtf(text)):
        return known
    read = _of_words(text.replace("\n", " "), year, month)
    if read.problem == INVALID and "\n" in text:
        by_line = _of_words(text.replace("\n", " ; "), year, month)
        read = by_line if not by_line.problem else read
    if read.problem == INVALID and (inside := _INSIDE.fullmatch(text)):  # 4 ngày (12-15/6/2023)
        within = _of_words(inside[1], year, month)
        read = Read(within.value, doubt=within.doubt or MORE_WORDS) if within.value else read
    return read


def _as_edtf(text: str) -> Read[str] | None:
    """Take text that is EDTF already, as our own files write it."""
    start, end = for_register(text)
    try:
        if "/" not in text:
            PartialDate.parse(start)
        elif start and end:
            PartialDate.parse(f"{start}/{end}")
        else:
            PartialDate.parse(text)
    except BadDate as error:
        return Read("", REVERSED) if error.kind is Wrong.REVERSED else None
    return Read(text, doubt=_far(text))


def _of_words(text: str, year: int | None, month: int | None) -> Read[str]:
    signs = signs_of(text)
    groups = parts_of(signs.text) if signs.text else None
    if groups is None:
        return _as_core_reads(text)
    parts = [part for group in groups for part in group]
    guessed = [part for part in parts if part.kind == "number" and not part.year]
    written = written_years(parts)
    settle(parts, year=signs.year or year or 0, month=month or 0)
    if guessed and len(guessed) == len(parts) and not month:
        if signs.says_day:  # of what month?
            return Read("", INVALID)
        signs.unclear = True
    if len(parts) == 1 and not _is_plain_day(parts[0], written, year or 0, signs):
        return Read("", INVALID)
    if across_new_year(parts, written) and not (signs.year or any(written)):
        signs.unclear = True
    return _written(groups, signs, text)


def _is_plain_day(part: Part, written: list[int], year: int, signs: Signs) -> bool:
    """Settle ``6/23``, which is June 2023 or the 23rd of June; False where no day is said."""
    if part.kind == "day" and not written[0] and part.month > 12 >= part.day:
        near = abs(full_year(str(part.month)) - year) <= 2 if year else True
        if near:
            part.kind, part.year, part.month = "month", full_year(f"{part.month:02}"), part.day
            signs.unclear = True
    return part.kind != "day" or bool(part.month)


def _as_core_reads(text: str) -> Read[str]:
    """Read what the forms of the register's pages take, such as "25/8, không rõ năm"."""
    try:
        return Read(PartialDate.from_input(text).text)
    except BadDate as error:
        return Read("", REVERSED if error.kind is Wrong.REVERSED else INVALID)


def _written(groups: list[list[Part]], signs: Signs, text: str) -> Read[str]:
    parts = [part for group in groups for part in group]
    doubt = ""
    for part in parts:
        if part.kind == "day" and part.month > 12 >= part.day:
            part.day, part.month = part.month, part.day
            doubt = "day_month_swapped"
        if not part.year and part.kind not in {"day", "month"}:
            return Read("", NO_YEAR)
    if signs.fiscal and (fiscal := _fiscal(parts)):
        return Read(fiscal, doubt="fiscal_year")
    mark = _mark(signs)
    first, last = parts[0].edtf + mark, parts[-1].edtf + mark
    if problem := _check(parts):
        return Read("", problem)
    if len(parts) == 1 and signs.until:
        edtf = f"/{first}"
    elif len(parts) == 1 and signs.since:
        edtf = f"{first}/{'..' if signs.ongoing else ''}"
    else:
        edtf = first if first == last else f"{first}/{last}"
    if not doubt and len(groups) > 1 and not follow_each_other(parts):
        doubt = "several_dates"
    return Read(edtf, doubt=doubt or _doubt(signs) or _far(edtf))


def _mark(signs: Signs) -> str:
    if signs.about:
        return "%" if signs.unsure else "~"
    return "?" if signs.unsure else ""


def _doubt(signs: Signs) -> str:
    flags = {
        "unclear_date": signs.unclear,
        "fiscal_year": signs.fiscal,
        "rough_date": signs.rough,
        MORE_WORDS: signs.more_words,
    }
    return next((code for code, is_set in flags.items() if is_set), "")


def _far(edtf: str) -> str:
    """Doubt a year that nobody means: a slip of the keys, or another calendar."""
    year = edtf[:4]
    return "unclear_date" if year.isdigit() and not FIRST_YEAR <= int(year) <= LAST_YEAR else ""


def _check(parts: list[Part]) -> str:
    """Say what keeps the parts from being dates in the order of time."""
    try:
        bounds = [bounds_of(part) for part in parts]
    except BadDate:
        return INVALID
    if len(parts) > 1 and bounds[0][0] > bounds[-1][1]:
        return "" if not parts[0].year and may_cross(parts) else REVERSED
    bare = parts[0].kind == "year" and len(parts) == 1
    return INVALID if bare and not FIRST_BARE_YEAR <= parts[0].year <= LAST_YEAR else ""


def _fiscal(parts: list[Part]) -> str:
    """Give what a Japanese fiscal year, its quarter or half means: it begins in April."""
    part = parts[0]
    if len(parts) != 1:
        return ""
    if part.kind == "year":
        return f"{part.year}-04/{part.year + 1}-03"
    if part.kind == "half":
        begin, end = ("04", "09") if part.number == 1 else ("10", "03")
        return f"{part.year}-{begin}/{part.year + part.number - 1}-{end}"
    if part.kind == "quarter":
        later = part.number == 4
        return f"{part.year + later}-{33 if later else 33 + part.number}"
    return ""
