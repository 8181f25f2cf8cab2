"""Tells what a row below the head is: data, a section, a sum, a note, or nothing."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from banggiao.core.text import fold
from banggiao.exchange.layout.sections import has_marker, is_marker
from banggiao.exchange.layout.words import (
    EXAMPLE,
    FOOTNOTE,
    STARRED,
    SUBTOTAL,
    SUBTOTAL_OF,
    TOTAL,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from banggiao.exchange.layout.grid import Grid

FEW = 2
LONG = 200
"""A single cell longer than this is a note, whatever it begins with."""


class Sort(Enum):
    """What a row may be, before it is known what follows it."""

    HIDDEN = auto()
    BLANK = auto()
    TOTAL = auto()
    SUBTOTAL = auto()
    SECTION = auto()
    NOTE = auto()
    EXAMPLE = auto()
    LINE = auto()
    DATA = auto()


@dataclass(frozen=True, slots=True)
class Look:
    """What is seen of a row: where something stands, and which of it is text."""

    filled: Sequence[int]
    texts: Sequence[int]


def look_at(grid: Grid, row: int, columns: range) -> Look:
    """See what stands in the row, between the first and the last column of the table."""
    filled = grid.filled(row, columns)
    texts = [
        c for c in filled if isinstance(grid.value(row, c), str) and not _is_number(grid, row, c)
    ]
    return Look(filled, texts)


def _is_number(grid: Grid, row: int, column: int) -> bool:
    bare = grid.text(row, column).lstrip("-+").replace(".", "").replace(",", "").replace(" ", "")
    return bare.isdigit()


def sort_of(grid: Grid, row: int, columns: range) -> Sort:
    """Say what a row looks like by itself. A LINE is one text alone: a section, or a note."""
    if grid.is_hidden(row):
        return Sort.HIDDEN
    look = look_at(grid, row, columns)
    if not look.filled:
        return Sort.BLANK
    return _sum(grid, row, look) or _line(grid, row, look, columns) or Sort.DATA


def _line(grid: Grid, row: int, look: Look, columns: range) -> Sort | None:
    """Say what a row of few texts is; None for data."""
    if not look.texts:
        return None
    first = grid.text(row, look.texts[0])
    starts_with_text = look.filled[0] == look.texts[0]
    if len(look.filled) == 1:
        return _single(grid, row, look.filled[0], columns, first)
    if is_marker(grid.text(row, look.filled[0])) and len(look.texts) == FEW:
        return Sort.SECTION if starts_with_text else None
    if has_marker(first) and len(look.texts) == 1 and starts_with_text:
        return Sort.SECTION  # with sums beside it
    if len(look.filled) <= FEW and EXAMPLE.fullmatch(fold(first)) and len(first) < LONG:
        return Sort.EXAMPLE
    if len(look.filled) <= ENOUGH_FOR_NOTE and FOOTNOTE.fullmatch(fold(first)):
        return Sort.NOTE
    return None


ENOUGH_FOR_NOTE = 3


def _sum(grid: Grid, row: int, look: Look) -> Sort | None:
    """Say whether the row sums up: its one text is a word of sums, the rest are numbers."""
    words = [fold(grid.text(row, column)) for column in look.texts[:FEW]]
    if not words or len(look.texts) > FEW:
        return None
    if len(look.texts) == FEW and not is_marker(grid.text(row, look.texts[0])):
        return None
    word = words[-1]
    if SUBTOTAL.fullmatch(word) or (TOTAL.match(word) and SUBTOTAL_OF.fullmatch(word)):
        is_all = "i ii" in word or " va " in word or "+" in grid.text(row, look.texts[-1])
        return Sort.TOTAL if is_all and TOTAL.match(word) else Sort.SUBTOTAL
    return Sort.TOTAL if TOTAL.fullmatch(word) else None


def _single(grid: Grid, row: int, column: int, columns: range, text: str) -> Sort:
    if len(text) > LONG or FOOTNOTE.fullmatch(fold(text)):
        return Sort.NOTE
    if STARRED.match(text) and not has_marker(text.strip("() ")):
        return Sort.NOTE
    if has_marker(text):
        return Sort.SECTION
    is_wide = grid.width_of(row, column) * FEW >= len(columns)
    if is_wide or column <= columns.start + 1:
        return Sort.LINE
    return Sort.DATA
