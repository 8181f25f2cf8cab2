"""Reads for how long a text holds: a duration, two dates, or without end.

Problems: ``negative``, and those of dates. Doubts: ``unit_unclear`` (a bare number, read as years),
``more_words``, ``no_number`` (words that name no term), ``not_known``, and those of dates.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from banggiao.exchange.values.cells import (
    MORE_WORDS,
    NOT_KNOWN,
    bare,
    failure_of,
    is_blank,
    is_not_known,
    line_of,
)
from banggiao.exchange.values.dates import for_register, read_date
from banggiao.exchange.values.number_words import number_at_start
from banggiao.exchange.values.read import Read

if TYPE_CHECKING:
    from banggiao.exchange.books.book import Value

LONGEST = 300
LONGEST_TERM = 200
"""Years; a longer term is a slip of the keys."""


@dataclass(frozen=True, slots=True)
class Term:
    """How long a text holds: ``months``, or from ``start`` to ``end`` (dates of the register).

    ``renews`` is a code of `agreements.enums.Renewal`, or empty. ``indefinite`` says that the text
    holds until somebody ends it.
    """

    months: int | None = None
    start: str = ""
    end: str = ""
    renews: str = ""
    indefinite: bool = False


_AUTOMATIC = (
    r"tu dong (?:duoc )?gia han|gia han tu dong|tu gia han|(?:duong|mac) nhien gia han|"
    r"automatic\w*|tacit\w*|auto[- ]?renew\w*|自動更新|自動延長"
)
_RENEWALS = (
    ("none", r"khong (?:duoc )?(?:tu dong )?gia han|not renew\w*|no renewal|更新しない|更新なし"),
    ("automatic", _AUTOMATIC),
    ("by_agreement", r"(?:co the |duoc )?gia han|renew\w*|exten[ds]\w*|更新|延長"),
)
RENEWALS = tuple((code, re.compile(pattern)) for code, pattern in _RENEWALS)
_INDEFINITE = re.compile(
    r"khong (?:xac dinh|gioi han|ky han|thoi han|co thoi han|han dinh|quy dinh)|vo (?:thoi )?han|"
    r"lau dai|indefinite\w*|unlimited|no (?:expiry|time limit|fixed term)|permanent|open[- ]ended|"
    r"until terminat\w+|den khi (?:mot ben|co|cac ben)|無期限|期限(?:の定め)?なし|定めなし"
)
_UNIT = r"(nam|years?|yrs?|y\b|年間?|thang|months?|mths?|[ヶヵか箇ケ]月間?|カ月間?|ngay|days?)"
_LENGTH = re.compile(rf"(\d{{1,4}}(?:[.,]\d)?)(?: ?\([^()]*\))?[ -]?{_UNIT}(?![a-z])( ruoi)?")
_MONTHS = re.compile(r"thang|mo?n?ths?|.月")
_DAYS = re.compile(r"ngay|day")
_NEGATIVE = re.compile(r"[-−–] ?\d")
# The longest first, for once taken a word is not given back: else time grows with each of them.
_FILLING = re.compile(
    r"(?:thoi han|hieu luc|tiep theo|mot lan|tu dong|ke tu|trong|vong|duoc|ngay|moi|ket|co|la|va|"
    r"tu|ky|signature|signing|period|valid|every|term|from|once|each|time|with|the|for|and|of|"
    r"[.,;:()\-–/ ])*+"
)
_DATES = re.compile(r"\d{4}|\d[/.]\d")
_PERIOD = re.compile(
    r"^(?:giai doan|hieu luc|co hieu luc|thoi han|thoi ky|period|valid)\b ?:? ?", re.IGNORECASE
)


def read_term(value: Value) -> Read[Term | None]:
    """Read a term; None where the cell names none.

    A bare number counts years, or months where it is a large multiple of twelve.
    """
    if problem := failure_of(value):
        return Read(None, problem)
    if isinstance(value, str):
        return _of_text(value) if len(value) <= LONGEST else Read(None, doubt="no_number")
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _of_number(value)
    read = read_date(value)  # a date alone is the day on which it ends
    term = Term(end=read.value) if read.value else None
    return Read(term, read.problem, read.doubt)


def _of_number(value: float) -> Read[Term | None]:
    if value < 0:
        return Read(None, "negative")
    if 1900 <= value <= 2100 and value == int(value):  # a year, in which it ends
        return Read(Term(end=str(int(value))), doubt="unit_unclear")
    if not 0 < value <= LONGEST_TERM:
        return Read(None, "" if value == 0 else "invalid")
    in_months = value >= 24 and value % 12 == 0
    return Read(Term(months=round(value if in_months else value * 12)), doubt="unit_unclear")


@lru_cache(maxsize=4096)
def _of_text(value: str) -> Read[Term | None]:
    line = line_of(value)
    text = bare(line)
    if is_blank(line):
        return Read(None)
    if _NEGATIVE.match(text):
        return Read(None, "negative")
    renews, rest = _renewal(text)
    if _INDEFINITE.search(rest):
        return Read(Term(renews=renews, indefinite=True))
    if is_not_known(line):
        return Read(None, doubt=NOT_KNOWN)
    return (
        _length(_in_digits(line, rest), renews)
        or _dates(line, renews)
        or (Read(Term(renews=renews)) if renews else Read(None, doubt="no_number"))
    )


def _renewal(text: str) -> tuple[str, str]:
    """Say whether it renews, and give the text before that is said."""
    for code, pattern in RENEWALS:
        if match := pattern.search(text):
            return code, text[: match.start()] or text[match.end() :]
    return "", text


def _in_digits(line: str, rest: str) -> str:
    """Write a number in words at the beginning of a term as digits: năm năm, five years."""
    if rest[:1].isdigit():
        return rest
    found = number_at_start(line)
    return f"{found[0]} {found[1]}" if found and found[1] else rest


def _length(text: str, renews: str) -> Read[Term | None] | None:
    """Add up years and months: 5 năm, 2 năm 6 tháng, 36 tháng."""
    months, end, days = 0.0, 0, False
    for match in _LENGTH.finditer(text):
        if (
            match.start() > 0
            and months
            and text[end : match.start()].strip(" ,và&") not in {"", "va"}
        ):
            break
        number = float(match[1].replace(",", "."))
        if _DAYS.match(match[2]):
            days = True
            continue
        months += number if _MONTHS.match(match[2]) else number * 12
        months += 6 if match[3] else 0
        end = match.end()
    if number_only := re.fullmatch(r"(\d{1,3})(?:[.,]0)?", text.strip()):
        return _of_number(int(number_only[1]))
    if not months or _DATES.search(text[:end]) or months > LONGEST_TERM * 12:
        return Read(None, doubt="no_number") if days and not _DATES.search(text) else None
    plain = not days and _FILLING.fullmatch(text[end:])
    return Read(Term(months=round(months), renews=renews), doubt="" if plain else MORE_WORDS)


def _dates(line: str, renews: str) -> Read[Term | None] | None:
    """Read from when until when it holds; a single date is its end."""
    if not _DATES.search(line):
        return None
    words = re.split(r"[,;(]\s*(?=\D)", _without_label(line), maxsplit=1)[0]
    read = read_date(words)
    if not read.value:
        problem = (
            "" if read.problem == "invalid_date" and not _DATES.search(words) else read.problem
        )
        return Read(None, problem, "" if problem else "no_number")
    start, end = for_register(read.value)
    if "/" not in read.value and start == end:
        start = ""
    if read.value.endswith("/.."):
        end = ""
    return Read(Term(start=start, end=end, renews=renews), doubt=read.doubt)


def _without_label(line: str) -> str:
    """Take off the words before the dates: "giai đoạn 2010-2015"."""
    match = _PERIOD.match(bare(line))
    return line[match.end() :] if match and len(bare(line)) == len(line) else line
