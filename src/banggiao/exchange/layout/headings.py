"""Finds the head of a table: one row or several stacked, merged or not, in any language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from banggiao.exchange.layout.parts import Heading

if TYPE_CHECKING:
    from collections.abc import Callable

    from banggiao.exchange.layout.grid import Grid

    Known = Callable[[str], bool]

MOST_LEVELS = 5
"""How many rows a head may be stacked from."""
LONGEST_LABEL = 120
FEW = 2
ENOUGH = 3

_NUMBERED = re.compile(r"\(?(?:\d{1,2}|[A-Z])\)?(?:\s*=.*)?")
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a table: its rows, and the heading of each column."""

    top: int
    bottom: int
    headings: list[Heading]

    def is_repeated_in(self, grid: Grid, row: int) -> bool:
        """Whether the row says the same as the first row of this head, as on a new page."""
        here = {column: grid.text(row, column) for column in grid.filled(row)}
        mine = {column: grid.text(self.top, column) for column in grid.filled(self.top)}
        return len(mine) >= FEW and here == mine


def find_head(grid: Grid, start: int, known: Known, *, strict: bool = False) -> Head | None:
    """Find the first head from row ``start`` on; ``known`` tells a label the room has a word for.

    Without a row of known labels, the first row of three texts over rows as wide is taken, unless
    ``strict``: then its headings are to be explained by a person.
    """
    for row in range(start, grid.last + 1):
        if looks_like_head(grid, row, known):
            return _head_from(grid, row, known)
    return None if strict else _any_head(grid, start, known)


def looks_like_head(grid: Grid, row: int, known: Known) -> bool:
    """Whether a row is made of labels: three known ones, or two that are most of it."""
    filled = grid.filled(row)
    if len(filled) < FEW:
        return False
    labels = [grid.text(row, column) for column in filled]
    count = sum(_is_label(label) and known(label) for label in labels)
    if count < FEW or any(not _is_label(label) for label in labels):
        return False
    return count * 2 >= len(labels) if count >= ENOUGH else count * 3 >= len(labels) * 2


def _is_label(text: str) -> bool:
    return len(text) <= LONGEST_LABEL and not text.replace(".", "").replace(",", "").isdigit()


def _any_head(grid: Grid, start: int, known: Known) -> Head | None:
    for row in range(start, grid.last):
        filled = grid.filled(row)
        texts = [grid.text(row, column) for column in filled]
        wide = len(filled) >= ENOUGH and all(_is_label(text) for text in texts)
        below = [len(grid.filled(row + step)) for step in (1, 2) if row + step <= grid.last]
        if wide and len(set(texts)) == len(texts) and max(below, default=0) >= ENOUGH:
            return _head_from(grid, row, known)
    return None


def _head_from(grid: Grid, row: int, known: Known) -> Head:
    top = row
    while top > 1 and top > row - MOST_LEVELS and _is_parent(grid, top - 1, row):
        top -= 1
    bottom = row
    while bottom < grid.last and bottom - top < MOST_LEVELS:
        if is_numbering(grid, bottom + 1):
            bottom += 1
            break
        if not _is_child(grid, bottom + 1, top, bottom, known):
            break
        bottom += 1
    return Head(top, bottom, _headings(grid, top, bottom))


def _is_parent(grid: Grid, row: int, below: int) -> bool:
    """Whether the row above groups columns: it has cells over some of the columns, not all."""
    filled, width = grid.filled(row), len(grid.filled(below))
    spans = [grid.width_of(row, column) for column in filled]
    return len(filled) >= FEW and max(spans, default=1) > 1 and max(spans) < width


def _is_child(grid: Grid, row: int, top: int, bottom: int, known: Known) -> bool:
    """Whether a row belongs to the head above it: it splits merged cells, or is all labels."""
    filled = grid.filled(row)
    if not filled or not all(_is_label(grid.text(row, column)) for column in filled):
        return False
    if any(grid.carried(row).get(column) for column in _head_columns(grid, top, bottom)):
        return all(_lies_under_a_group(grid, column, top, bottom) for column in filled)
    labels = [grid.text(row, column) for column in filled]
    count = sum(known(label) for label in labels)
    narrower = len(filled) < len(grid.filled(bottom))
    return narrower and count * 2 >= len(labels) and not any(map(_DIGIT.search, labels))


def _head_columns(grid: Grid, top: int, bottom: int) -> list[int]:
    return sorted({c for row in range(top, bottom + 1) for c in grid.filled(row)})


def _lies_under_a_group(grid: Grid, column: int, top: int, bottom: int) -> bool:
    return any(
        (area := grid.over(row, column)) is not None and area.right > area.left
        for row in range(top, bottom + 1)
    ) or not any(grid.text(row, column) for row in range(top, bottom + 1))


def is_numbering(grid: Grid, row: int) -> bool:
    """Whether a row only numbers the columns: (1) (2) (3), A B 1 2 3."""
    texts = [grid.text(row, column) for column in grid.filled(row)]
    if len(texts) < ENOUGH or not all(_NUMBERED.fullmatch(text) for text in texts):
        return False
    numbers = [int(found[0]) for text in texts if (found := re.search(r"\d+", text))]
    return numbers == list(range(numbers[0], numbers[0] + len(numbers))) if numbers else True


def _headings(grid: Grid, top: int, bottom: int) -> list[Heading]:
    columns = _head_columns(grid, top, bottom)
    rows = [row for row in range(top, bottom + 1) if not is_numbering(grid, row)]
    return [
        Heading(column, labels)
        for column in range(columns[0], columns[-1] + 1)
        if column not in grid.sheet.hidden_columns
        and (labels := tuple(dict.fromkeys(_labels(grid, rows, column))))
    ]


def _labels(grid: Grid, rows: list[int], column: int) -> list[str]:
    found = []
    for place, row in enumerate(rows):
        text = grid.text(row, column) or _group_over(grid, rows, place, column)
        if text:
            found.append(" ".join(text.split()))
    return found


def _group_over(grid: Grid, rows: list[int], place: int, column: int) -> str:
    """Give the label of the group a column belongs to: of the merged cell, or left of it.

    Where nothing is merged, as in .csv, a group reaches over columns that have a label below it.
    """
    row = rows[place]
    area = grid.over(row, column)
    if area is not None:
        return grid.text(row, area.left)
    below = rows[place + 1 :]
    if not below or any(grid.over(one, c) for one in rows for c in grid.filled(one)):
        return ""
    left = column
    while left > 1 and any(grid.text(one, left) for one in below):
        if grid.text(row, left):
            return grid.text(row, left)
        left -= 1
    return ""
