"""Reads a cell that holds a place and a date: "Hà Nội, ngày 12/5/2010"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from banggiao.exchange.values.cells import (
    MORE_WORDS,
    bare,
    failure_of,
    is_blank,
    is_not_known,
    text_of,
)
from banggiao.exchange.values.dates import INVALID, read_date
from banggiao.exchange.values.read import Read

if TYPE_CHECKING:
    from banggiao.exchange.books.book import Value

LONGEST = 250
MOST_STARTS = 12


@dataclass(frozen=True, slots=True)
class PlaceDate:
    """Where and when; what the cell does not say is empty. ``date`` is EDTF as from `read_date`."""

    place: str = ""
    date: str = ""


_AT = re.compile(
    r"^(?:(?:ký|ký kết|signed|done|held)\s+)?(?:tại|ở|at|in|tai)\s+|\s+(?:on|vào|ngày)$",
    re.IGNORECASE,
)
_STARTS = re.compile(
    r"(?:(?<=[\s,;(:、-])|^)"
    r"(?=\d|ngay\b|thang\b|quy\b|nam \d|khoang\b|dau\b|giua\b|cuoi\b|tu ngay\b"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b|q[1-4]\b|令和|平成|昭和)"
)
_ENDS = re.compile(
    r"\s+(?:tại|tai|at|in|ở)\s+|[,;(\n]\s*|\s+-\s+|(?<=[日年月])\s*(?=\D)|(?<=\d{4})\s+(?=[^\W\d])"
)
_BRACKETED = " ,;:.、()-–—\n"
_EDGE = " ,;:.、-–—\n"
_DATE_FIRST = re.compile(r"(?:ky )?(?:tu )?(?:ngay|thang|quy|on) \d")
"""Words of a date that no place stands before."""


def read_place_and_date(value: Value, year: int | None = None) -> Read[PlaceDate]:
    """Read place and date in either order, or one of them.

    With the problem of a date (`dates`), the place is still read: only the date is empty.
    """
    if problem := failure_of(value):
        return Read(PlaceDate(), problem)
    if not isinstance(value, str):
        read = read_date(value, year=year)
        return Read(PlaceDate("", read.value), read.problem, read.doubt)
    if len(value) > LONGEST:
        return Read(PlaceDate(), INVALID)
    return _of_text(value, year)


@lru_cache(maxsize=4096)
def _of_text(value: str, year: int | None) -> Read[PlaceDate]:
    text = text_of(value)
    if is_blank(text) or is_not_known(text):
        return Read(PlaceDate(), doubt=read_date(text).doubt)
    whole = read_date(text, year=year)
    is_date = whole.value and whole.doubt != MORE_WORDS  # which may be the place
    if is_date or whole.problem not in {"", INVALID}:
        return Read(PlaceDate("", whole.value), whole.problem, whole.doubt)
    if not any(char.isdigit() for char in text):
        return _without_digits(text, year)
    failed = None
    for place, date in _cuts(text):
        read = read_date(date, year=year)
        if read.value and read.doubt != MORE_WORDS:
            return Read(PlaceDate(_place(place), read.value), doubt=read.doubt)
        if failed is None and (read.problem != INVALID or _is_only_date(date)):
            failed = Read(PlaceDate(_place(place)), read.problem, read.doubt)
    return failed or Read(PlaceDate("", whole.value), whole.problem, whole.doubt)


def _cuts(text: str) -> list[tuple[str, str]]:
    """Give place and date for each point where the text may be cut, the longest date first."""
    folded = bare(text)
    # Folding keeps the length of Vietnamese, English and Japanese; else cut the folded text.
    source = text if len(folded) == len(text) else folded
    starts = [match.start() for match in _STARTS.finditer(folded) if match.start()]
    if _DATE_FIRST.match(folded):
        starts = []
    cuts = [(source[:at], source[at:].strip(_BRACKETED)) for at in starts[:MOST_STARTS]]
    ends = list(_ENDS.finditer(text))[:MOST_STARTS]
    cuts += [
        (text[m.end() :], text[: m.start()].strip(_BRACKETED)) for m in reversed(ends) if m.end()
    ]
    return cuts


def _is_only_date(text: str) -> bool:
    """Tell whether a text is a date by its shape, if one the calendar has not."""
    shape = bare(text).replace("ngay", "").replace("thang", "").replace("nam", "")
    return bool(re.fullmatch(r"[\d\s/.,年月日-]+", shape))


def _without_digits(text: str, year: int | None) -> Read[PlaceDate]:
    """Read a place alone; before or after a comma may stand a date without digits: "quý IV"."""
    place, comma, words = text.rpartition(",")
    read = read_date(words, year=year) if comma else Read("", INVALID)
    if comma and (read.value or read.problem == "year_missing"):
        return Read(PlaceDate(_place(place), read.value), read.problem, read.doubt)
    words, comma, place = text.partition(",")
    read = read_date(words, year=year) if comma else Read("", INVALID)
    if comma and (read.value or read.problem == "year_missing"):
        return Read(PlaceDate(_place(place), read.value), read.problem, read.doubt)
    return Read(PlaceDate(_place(text)))


def _place(text: str) -> str:
    place = _AT.sub("", text.strip(_EDGE).rstrip("(").lstrip(")").strip(_EDGE)).strip(_EDGE)
    if place.startswith("(") or ("(" not in place and place.endswith(")")):
        place = place.strip("()")
    return " ".join(place.split())
