"""Tells what a row below the head is: data, a section, a sum, a note, or nothing."""

from __future__ import annotations

import re
from enum import Enum, auto
from typing import TYPE_CHECKING

from banggiao.core.text import fold
from banggiao.exchange.layout.sections import has_marker, is_marker
from banggiao.exchange.layout.shape import FEW, begins_with_number, texts_of
from banggiao.exchange.layout.words import (
    BRACKETED,
    EXAMPLE,
    EXAMPLE_MARK,
    FOOTNOTE,
    PAGE,
    STARRED,
    lists_people,
    names_group,
    sums_up,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from banggiao.exchange.layout.grid import Grid
    from banggiao.exchange.layout.shape import Shape

LONG = 200
"""A single cell longer than this is a note, whatever it begins with."""

SHORT = 25
"""A text in brackets that is longer is a note; a shorter one may name a section."""

_YEAR = re.compile(r"(?:19|20)\d\d")
_AMOUNT = re.compile(r"[-+−]?\(?\d.*|[-–—]+", re.DOTALL)


class Sort(Enum):
    """What a row may be, before it is known what follows it."""

    HEAD = auto()
    HIDDEN = auto()
    TOTAL = auto()
    SUBTOTAL = auto()
    SECTION = auto()
    NOTE = auto()
    EXAMPLE = auto()
    LINE = auto()
    DATA = auto()
    EMPTY = auto()


def sort_of(grid: Grid, row: int, shape: Shape) -> Sort:
    """Say what a row looks like by itself. A LINE is one text alone: a section, or a note."""
    if grid.is_hidden(row):
        return Sort.HIDDEN
    line = grid.part(row, shape.columns)
    if not line:
        return Sort.EMPTY
    texts = texts_of(line)
    if shape.numbers and not grid.carried(row) and (sort := _by_number(line, texts, shape)):
        return sort
    if not texts:
        years = len(line) == 1 and _YEAR.fullmatch(next(iter(line.values())))
        return Sort.LINE if years and shape.usual > 1 else Sort.DATA
    if len(texts) > max(FEW + 1, shape.usual):
        return Sort.DATA
    return _sum(line, texts) or _few(grid, row, line, shape) or Sort.DATA


def _by_number(line: Mapping[int, str], texts: Mapping[int, str], shape: Shape) -> Sort | None:
    """Say what a row is by its number, or by having none; None for most."""
    if line.keys() == {shape.numbers} and begins_with_number(line):
        return Sort.EMPTY  # only numbered, to be filled
    if not texts and shape.numbers not in line and shape.usual > FEW:
        return Sort.SUBTOTAL
    is_example = EXAMPLE_MARK.fullmatch(fold(line.get(shape.numbers, "")))
    return Sort.EXAMPLE if is_example else None


def _sum(line: Mapping[int, str], texts: Mapping[int, str]) -> Sort | None:
    """Say whether the row sums up: a word of sums stands first, the rest are numbers."""
    words = list(texts.values())
    if len(words) > 1 and is_marker(words[0]):
        words = words[1:]
    said = sums_up(words[0])
    if not said or (begins_with_number(line) and len(line) > 1):
        return None
    if not all(_AMOUNT.fullmatch(text) for text in words[1:]):
        return None
    return Sort.TOTAL if said == "all" else Sort.SUBTOTAL


def _few(grid: Grid, row: int, line: Mapping[int, str], shape: Shape) -> Sort | None:
    """Say what a row of few texts is; None for data."""
    texts = texts_of(line)
    column, first = next(iter(texts.items()))
    if len(line) == 1:
        return _single(grid, row, column, shape)
    if next(iter(line)) != column:
        return None
    if _opens_section(line, texts, shape):
        return Sort.SECTION
    if len(line) <= FEW and len(first) < LONG and EXAMPLE.fullmatch(fold(first)):
        return Sort.EXAMPLE
    return Sort.NOTE if len(texts) <= FEW + 1 and FOOTNOTE.fullmatch(fold(first)) else None


def _opens_section(line: Mapping[int, str], texts: Mapping[int, str], shape: Shape) -> bool:
    """Whether a row is a marker with its words, in one cell or two, with sums beside them."""
    column, first = next(iter(texts.items()))
    if is_marker(first) and not shape.marked:
        thin = column == shape.numbers and len(line) * 2 < shape.usual
        return len(texts) == FEW or thin
    if not has_marker(first):
        return False
    return len(texts) == 1 or (column == shape.numbers and len(texts) <= FEW)


def _single(grid: Grid, row: int, column: int, shape: Shape) -> Sort | None:
    """Say what a row of one text is; None for data."""
    text = grid.text(row, column)
    is_wide = len(grid.span(row, column)) * FEW >= len(shape.columns)
    if not is_wide and _is_data_alone(grid, row, column, shape):
        return None
    if lists_people(text):
        return None
    if _is_note(text):
        return Sort.NOTE
    if has_marker(text):
        return Sort.SECTION
    if text[0].islower() and shape.numbers and column > shape.numbers and not is_wide:
        return None  # the rest of what stands above
    return Sort.LINE if is_wide or column <= shape.columns.start + 1 else None


def _is_data_alone(grid: Grid, row: int, column: int, shape: Shape) -> bool:
    """Whether one narrow cell is data: beside merged cells, of people, or as in all rows."""
    if any(area.top < row for area in grid.carried(row).values()):
        return True
    text = grid.text(row, column)
    if shape.usual > 1 and names_group(text):
        return False
    return (shape.usual == 1 or column in shape.names) and not has_marker(text)


def _is_note(text: str) -> bool:
    words = fold(text)
    if len(text) > LONG or FOOTNOTE.fullmatch(words) or PAGE.fullmatch(words):
        return True
    if len(text) > SHORT and BRACKETED.fullmatch(text):
        return True
    return bool(STARRED.match(text)) and not has_marker(text.strip("() "))
