"""Columns that stand for a month or a quarter, and are crossed where something happens."""

from __future__ import annotations

import re
from functools import lru_cache

from banggiao.core.dates.words import ENGLISH_MONTHS
from banggiao.core.text import fold

FEWEST = 4
"""So many columns at least stand for times, or none does."""

_MONTH = re.compile(r"(thang|t|month|m)? ?(\d{1,2})|(\d{1,2}) ?(月)")
_QUARTER = re.compile(r"(quy|q|quarter|第)? ?(\d|i{1,3}|iv)(?: 四 半 期)?")
_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_LONG_NAMES = frozenset(name.casefold() for name in ENGLISH_MONTHS) | {"sept"}
_TIMES = re.compile(r"\b(?:thoi gian|thang|quy|month|months|quarter|time|timing|period)\b|月|期")
_OTHERS = re.compile(r"\b(?:kinh phi|chi phi|so nguoi|so luong|budget|cost|people)\b|予 算|人 数")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


@lru_cache(maxsize=2_000)
def parts_amounts(labels: tuple[str, ...]) -> bool:
    """Whether a column stands for the part of a number or an amount that falls on a time."""
    over = fold(" ".join(labels[:-1]))
    return bool(_OTHERS.search(over)) and bool(time_of(("tháng", labels[-1])))


@lru_cache(maxsize=2_000)
def time_of(labels: tuple[str, ...]) -> str:
    """Give the time that a column stands for, ``tháng 6`` or ``quý 1``; empty if for none.

    A bare number is a month or a quarter only below a label that speaks of them.
    """
    label, over = fold(labels[-1]), fold(" ".join(labels[:-1]))
    below_time = bool(_TIMES.search(over))
    if label[:3] in _NAMES and (len(label) == 3 or (label.isalpha() and label in _LONG_NAMES)):
        return f"tháng {_NAMES.index(label[:3]) + 1}"
    if over and (not below_time or _OTHERS.search(over)):
        return ""
    if match := _MONTH.fullmatch(label):
        number = int(match[2] or match[3])
        is_quarter = not (match[1] or match[4]) and ("quy" in over or "quarter" in over)
        if (match[1] or match[4] or below_time) and 1 <= number <= 12 and not is_quarter:
            return f"tháng {number}"
    if match := _QUARTER.fullmatch(label):
        number = _ROMAN.get(match[2]) or int(match[2])
        if (match[1] or below_time) and 1 <= number <= 4:
            return f"quý {number}"
    return ""
