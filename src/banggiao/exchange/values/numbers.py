"""Reads numbers of people, of days and of rows. Amounts of money stand in `amounts`.

Problems: ``negative``, ``invalid`` (malformed, or beyond anything meant). Doubts: ``no_number``
(words that name none), ``more_words``, ``added_up`` (2 + 1 phiên dịch), ``not_known``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from banggiao.exchange.values.amounts import Amount, read_amount, read_unit_of_heading
from banggiao.exchange.values.cells import (
    MORE_WORDS,
    NOT_KNOWN,
    bare,
    failure_of,
    is_blank,
    is_not_known,
    line_of,
)
from banggiao.exchange.values.number_words import number_at_start
from banggiao.exchange.values.read import Read

if TYPE_CHECKING:
    from banggiao.exchange.books.book import Value

__all__ = [
    "Amount",
    "Count",
    "read_amount",
    "read_count",
    "read_ordinal",
    "read_unit_of_heading",
]

NEGATIVE, INVALID, NO_NUMBER, ADDED_UP = "negative", "invalid", "no_number", "added_up"
LARGEST = 1_000_000
LONGEST = 300


@dataclass(frozen=True, slots=True)
class Count:
    """How many: from ``low`` to ``high``, which is None where one number is said."""

    low: int
    high: int | None = None
    about: bool = False


_NUMBER = r"\d{1,3}(?:[ .,]\d{3})+(?!\d)|\d{1,9}(?:[.,]0+)?(?![\d.,]*\d)"
_LABEL = re.compile(
    r"(?:tong (?:so|cong)|tong|so luong|so nguoi|doan|gom|bao gom|co|total|tu|from)\b ?:? ?"
)
_ABOUT = re.compile(
    r"(?:khoang|uoc(?: tinh)?|du kien|tam|gan|hon|tren|duoi|it nhat|toi da|toi thieu|khong qua|"
    r"about|around|approx(?:imately|\.)?|circa|ca\.|nearly|over|more than|up to|at least|"
    r"[~≈<>≤≥]|約|およそ)\s*"
)
_ABOUT_AFTER = re.compile(r"\+$|程度|前後|ほど|以上|\btro len\b|\bor more\b|\(?du kien\)?")
_NEGATIVE = re.compile(r"[-−–] ?\d")
_RANGE = re.compile(rf"({_NUMBER}) ?(?:[-–—−~〜>]|den|toi|to|hoac|or|から) ?({_NUMBER})")
_ONE = re.compile(_NUMBER)
_PLUS = re.compile(r"\+ ?(\d{1,6})")
_BOTH_SEXES = re.compile(r"(\d{1,6}) nam\b[ ,;]*(?:va )?(\d{1,6}) nu\b")
# The longest first, for once taken a word is not given back: else time grows with each of them.
_UNITS = re.compile(
    r"(?:participants?|chuyen gia|thanh vien|cong chuc|vien chuc|doan vien|delegates?|dong chi|"
    r"hoc vien|dai bieu|members?|persons?|guests?|people|nights?|can bo|khach|nguoi|ngay|luot|"
    r"buoi|days?|dem|d/c|pax|ng\.?|日間?|名|人|[.,;:)( ])*+"
)
_NONE = frozenset({"khong", "khong co", "none", "nil", "なし", "無し"})
_ROMAN = re.compile(r"(?=[IVXLC])L?X{0,4}(?:IX|IV|V?I{0,3})", re.ASCII)
_ORDINAL = re.compile(
    r"(?:(?:stt|tt|so|no|muc)\b[.:]? ?|#|№ ?)?[(\[]?([^\W_]{1,6}(?:[.-]\d{1,4})*)[.)\]:]*"
)


def read_count(value: Value) -> Read[Count | None]:
    """Read how many people or days a cell names; None where it names none."""
    if problem := failure_of(value):
        return Read(None, problem)
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return Read(None, INVALID)
    if isinstance(value, str):
        return _count_of_text(value) if len(value) <= LONGEST else Read(None, doubt=NO_NUMBER)
    if value != value or value < 0:  # noqa: PLR0124  # only what is no number differs from itself
        return Read(None, NEGATIVE if value < 0 else INVALID)
    if value > LARGEST or value != int(value):
        return Read(None, INVALID)
    return Read(Count(int(value)))


@lru_cache(maxsize=8192)
def _count_of_text(value: str) -> Read[Count | None]:
    line = line_of(value)
    text = bare(line).strip()
    if is_blank(line) or text in _NONE:
        return Read(None)
    if is_not_known(line):
        return Read(None, doubt=NOT_KNOWN)
    if _NEGATIVE.match(text):
        return Read(None, NEGATIVE)
    text, about = _without_about(text.lstrip("-•* "))
    if match := _BOTH_SEXES.fullmatch(text):
        return Read(Count(int(match[1]) + int(match[2])), doubt=ADDED_UP)
    return _of_digits(text, about=about) or _of_words(line, about=about)


def _of_digits(text: str, *, about: bool) -> Read[Count | None] | None:
    text = text.lstrip("( ")
    if match := _RANGE.match(text):
        low, high = _whole(match[1]), _whole(match[2])
        if low > high or high > LARGEST:
            return Read(None, INVALID)
        return _counted(Count(low, high if high > low else None, about), text[match.end() :])
    if match := _ONE.match(text):
        return _counted(Count(_whole(match[0]), None, about), text[match.end() :])
    return Read(None, INVALID) if text[:1].isdigit() else None


def _without_about(text: str) -> tuple[str, bool]:
    """Take off the words before and after a number that say how exact it is, or what it counts."""
    about = False
    text = _LABEL.sub("", text, count=1) if _LABEL.match(text) else text
    if match := _ABOUT.match(text):
        text, about = text[match.end() :], True
    if match := _ABOUT_AFTER.search(text):
        text, about = text[: match.start()] + text[match.end() :], True
    return text.strip(), about


def _counted(count: Count, rest: str) -> Read[Count | None]:
    if count.low > LARGEST:
        return Read(None, INVALID)
    if more := _PLUS.findall(rest):
        total = count.low + sum(map(int, more))
        return Read(Count(total, None, count.about), doubt=ADDED_UP)
    return Read(count, doubt="" if _UNITS.fullmatch(rest) else MORE_WORDS)


def _of_words(line: str, *, about: bool) -> Read[Count | None]:
    """Read a number in words: năm người, twenty-one people."""
    words = line
    if about:
        words = " ".join(line.split()[1:])
    found = number_at_start(words)
    if found is None:
        return Read(None, doubt=NO_NUMBER)
    return _counted(Count(found[0], None, about), found[1])


def _whole(digits: str) -> int:
    """Give a number as written: points and commas stand between thousands, or before zeros."""
    plain = re.sub(r"[.,]0{1,2}$", "", digits) if not re.search(r"[ .,]\d{3}$", digits) else digits
    return int(re.sub(r"[ .,]", "", plain))


def read_ordinal(value: Value) -> Read[int | str | None]:
    """Read the number of a row: a whole number, or as text 1.2, I and a. Words are none."""
    if problem := failure_of(value):
        return Read(None, problem)
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return Read(None, doubt=NO_NUMBER)
    line = line_of(value)
    if is_blank(line) and line.upper() != "X":
        return Read(None)
    short = line if len(line) <= 20 else ""
    match = _ORDINAL.fullmatch(short) or _ORDINAL.fullmatch(bare(short))
    said = match[1] if match else ""
    if said.isdecimal():
        return Read(int(said))
    if said and (said[0].isdigit() or len(said) == 1 or _ROMAN.fullmatch(said.upper())):
        return Read(said.upper() if _ROMAN.fullmatch(said.upper()) else said)
    return Read(None, doubt=NO_NUMBER)
