"""Reads when something is, in the year, the month or the fiscal year that stands around its row."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from banggiao.exchange.values.cells import MORE_WORDS
from banggiao.exchange.values.dates import INVALID, NO_YEAR, read_date
from banggiao.exchange.values.places import read_place_and_date
from banggiao.exchange.values.read import Read

if TYPE_CHECKING:
    from banggiao.exchange.books.book import Value
    from banggiao.exchange.reading.around import Around

_PART = re.compile(r"(\d{4})(?:-(\d\d))?(-\d\d)?([?~%]?)")
_DAY = re.compile(r"\d\s*[/.-]\s*\d")
FIRST_MONTH = 4
"""The month in which a Japanese fiscal year begins."""


def read_when(value: Value, around: Around) -> Read[str]:
    """Read a day or a period as EDTF. January of a fiscal year lies in the next calendar year."""
    read = read_date(value, year=around.year, month=around.month)
    if read.problem == INVALID and isinstance(value, str):
        read = _without_place(value, around) or read
    if not (around.fiscal and around.year and read.value):
        return read
    alone = read_date(value)
    if alone.problem != NO_YEAR and not alone.value.startswith("XXXX"):
        return read  # it names its year
    first, _slash, last = read.value.partition("/")
    begin, end = _in_fiscal_year(first, around.year), _in_fiscal_year(last or first, around.year)
    ends = (begin.partition("/")[0], end.rpartition("/")[2])
    return Read(ends[0] if ends[0] == ends[1] else "/".join(ends), doubt="fiscal_year")


def _without_place(text: str, around: Around) -> Read[str] | None:
    """Read a day that stands with a place: "Quý II, Hà Nội"; None where it does not."""
    both = read_place_and_date(text, year=around.year)
    place = both.value.place
    if both.problem or not both.value.date or not any(map(str.isalpha, place)):
        return None
    if _DAY.search(place):
        return None
    return Read(both.value.date, doubt=both.doubt or MORE_WORDS)


def _in_fiscal_year(edtf: str, year: int) -> str:
    match = _PART.fullmatch(edtf)
    if not match or not match[2]:
        return edtf
    month, rest = int(match[2]), (match[3] or "") + match[4]
    if month <= 12:
        return f"{year + (month < FIRST_MONTH)}-{match[2]}{rest}"
    if month == 36:  # the last quarter
        return f"{year + 1}-33{rest}"
    if month < 36:
        return f"{year}-{month + 1}{rest}"
    return f"{year}-04/{year}-09" if month == 40 else f"{year}-10/{year + 1}-03"
