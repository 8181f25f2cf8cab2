"""What rows of a table look like: how full they are, and where their numbers and names stand."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from banggiao.core.text import fold
from banggiao.exchange.layout.sections import has_marker, is_marker
from banggiao.exchange.layout.words import SIGNED, sums_up

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from banggiao.exchange.layout.grid import Grid

FEW = 2
LOOKED_AT = 300
"""So many rows show what a row of the table looks like."""

_NUMBER = re.compile(r"[-+−]?\d[\d.,  ]*%?")
_ORDINAL = re.compile(r"\(?(\d{1,5}(?:\.\d{1,4})*)[.)]?")


@dataclass(frozen=True, slots=True)
class Shape:
    """What rows of a table look like: its columns, and how many cells of a row are filled.

    ``numbers`` is the column in which rows are numbered, 0 where they are not; ``marked`` says that
    their numbers are I, II, III. ``names`` are the columns that hold people.
    """

    columns: range
    usual: int
    numbers: int = 0
    marked: bool = False
    names: frozenset[int] = frozenset()


def shape_of(grid: Grid, rows: Sequence[int], columns: range, names: frozenset[int]) -> Shape:
    """See what the rows look like. Rows of one cell alone are of no account."""
    lines = list(_lines(grid, rows[:LOOKED_AT], columns))
    wide = [line for line in lines if len(line) >= FEW]
    widths = sorted(map(len, wide or lines))
    usual = widths[len(widths) // 2] if widths else 1
    if len(wide) * 3 < len(lines):
        usual = 1
    numbers, marked = _numbers(wide)
    return Shape(columns, usual, numbers, marked, names)


def _lines(grid: Grid, rows: Sequence[int], columns: range) -> Iterator[Mapping[int, str]]:
    """Give the rows up to where they are summed up or signed."""
    begun = False
    for row in rows:
        line = grid.part(row, columns)
        if not line or grid.is_hidden(row):
            continue
        if begun and (is_signature(line) or any(map(sums_up, line.values()))):
            return
        begun = True
        yield line


def _numbers(lines: Sequence[Mapping[int, str]]) -> tuple[int, bool]:
    """Give the column in which most rows begin with a number, and whether these are I, II, III."""
    numbered: Counter[int] = Counter()
    marked: Counter[int] = Counter()
    counted = 0
    for line in lines:
        column, text = next(iter(line.items()))
        if has_marker(text):
            continue  # a section row with something beside it
        counted += 1
        if _ORDINAL.fullmatch(text):
            numbered[column] += 1
        elif is_marker(text):
            marked[column] += 1
    for found in (numbered, marked):
        for column, count in found.most_common(1):
            if count * 2 > counted:
                return column, found is marked
    return 0, False


def number_of(line: Mapping[int, str], shape: Shape) -> str:
    """Give the number of a row as ``3`` or ``1.2``; empty where it has none."""
    match = _ORDINAL.fullmatch(line.get(shape.numbers, ""))
    return match[1] if match else ""


def is_numbered(line: Mapping[int, str], shape: Shape) -> bool:
    """Whether the row has a number in the column of numbers."""
    text = line.get(shape.numbers, "")
    return bool(number_of(line, shape)) or (shape.marked and is_marker(text))


def begins_with_number(line: Mapping[int, str]) -> bool:
    """Whether the first cell of a row is a number by which rows are counted."""
    return bool(_ORDINAL.fullmatch(next(iter(line.values()), "")))


def texts_of(line: Mapping[int, str]) -> dict[int, str]:
    """Give the cells of a row that are no plain numbers."""
    return {column: text for column, text in line.items() if not _NUMBER.fullmatch(text)}


def is_signature(line: Mapping[int, str], names: frozenset[int] = frozenset()) -> bool:
    """Whether most of a thin row are words under which people sign.

    Where somebody stands in one of the columns of ``names``, the words beside are a title.
    """
    if any(column in names and not SIGNED.fullmatch(fold(text)) for column, text in line.items()):
        return False
    words = [fold(text) for text in texts_of(line).values() if len(text) < LONGEST_SIGNED]
    return bool(words) and sum(bool(SIGNED.fullmatch(one)) for one in words) * 2 >= len(line)


LONGEST_SIGNED = 60
