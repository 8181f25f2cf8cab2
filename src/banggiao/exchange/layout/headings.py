"""Finds the head of a table: one row or several stacked, merged or not, in any language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from banggiao.core.text import fold
from banggiao.exchange.layout.parts import Heading
from banggiao.exchange.layout.sections import has_marker

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from banggiao.exchange.layout.grid import Grid

    Known = Callable[[str], float]

MOST_LEVELS = 5
"""How many rows a head may be stacked from."""
LONGEST_LABEL = 120
FEW = 2
ENOUGH = 3
MOST = 0.6

_NUMBERED = re.compile(r"\(?(?:\d{1,2}|[A-Z])\)?(?:\s*=.*)?")
_NUMBER = re.compile(r"\d+")
_YEAR = re.compile(r"(?:19|20)\d\d")
_COUNTED = re.compile(r"\d{1,2}|[IVX]{1,4}")


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a table: its rows, the heading of each column, and its rows as they read."""

    top: int
    bottom: int
    headings: list[Heading]
    lines: frozenset[tuple[tuple[int, str], ...]] = frozenset()

    def is_repeated_in(self, grid: Grid, row: int, *, below_one: bool = False) -> bool:
        """Whether the row says the same as a row of this head, as on a new page.

        A row of a single label is one only right ``below_one`` that is.
        """
        line = _as_read(grid.line(row))
        return line in self.lines and (below_one or len(line) >= FEW)

    def begins_at(self, grid: Grid, row: int) -> bool:
        """Whether this head comes again from the row on."""
        line = _as_read(grid.line(row))
        return len(line) >= FEW and line == _as_read(grid.line(self.top))


def _as_read(line: Mapping[int, str]) -> tuple[tuple[int, str], ...]:
    return tuple((column, fold(text) or text) for column, text in line.items())


def find_head(grid: Grid, known: Known) -> Head | None:
    """Find the first head of a sheet.

    ``known`` says of a label how surely it is the name of a column: 1 for a name, less for words
    with a name among them, 0 for others. Without a row of known labels, the first row of three
    texts over rows as wide is taken: its headings are to be explained by a person.
    """
    for row in grid.rows:
        if looks_like_head(grid, row, known):
            return head_from(grid, row, known)
    return _any_head(grid, known)


def looks_like_head(grid: Grid, row: int, known: Known) -> bool:
    """Whether a row is made of labels, by itself or together with the row below it."""
    line = grid.line(row)
    if len(line) < FEW or grid.is_hidden(row) or not all(map(_is_label, line.values())):
        return False
    if _are_labels(list(line.values()), known):
        return True
    below = grid.line(row + 1)
    if len(line) < ENOUGH or not below or not all(map(_is_label, below.values())):
        return False
    pairs = [f"{text} {below[c]}" if c in below else text for c, text in line.items()]
    joined = sum(c in below and known(one) == 1 for c, one in zip(line, pairs, strict=True))
    return joined >= FEW and _are_labels(pairs, known)


def _are_labels(texts: Sequence[str], known: Known) -> bool:
    """Whether most texts are names of columns: three at least, or two of no more than three."""
    sure = [known(text) for text in texts]
    count, partly = sure.count(1), sum(0 < one < 1 for one in sure)
    if count < FEW and count + partly < ENOUGH:
        return False
    if count >= ENOUGH:
        return (count + partly) * 2 >= len(texts)
    return count > 0 and (count + partly) * 3 >= len(texts) * 2


def _is_label(text: str) -> bool:
    bare = text.replace(".", "").replace(",", "")
    return len(text) <= LONGEST_LABEL and (not bare.isdigit() or bool(_YEAR.fullmatch(bare)))


def _any_head(grid: Grid, known: Known) -> Head | None:
    rows = [row for row in grid.rows if not grid.is_hidden(row)]
    for place, row in enumerate(rows[:-1]):
        texts = list(grid.line(row).values())
        wide = len(texts) >= ENOUGH and all(map(_is_label, texts)) and len(set(texts)) == len(texts)
        if wide and max(len(grid.line(one)) for one in rows[place + 1 : place + 3]) >= ENOUGH:
            return head_from(grid, row, known)
    return None


def head_from(grid: Grid, row: int, known: Known, *, below: int = 0) -> Head:
    """Take the head that a row of labels belongs to: the groups above it, what splits it below.

    All of it stands ``below`` a row.
    """
    top = row
    while top > below + 1 and row - top < MOST_LEVELS and _is_parent(grid, top - 1, row, known):
        top -= 1
    bottom = max(row, _merged_down(grid, top, row))
    while bottom < grid.last and bottom - top < MOST_LEVELS:
        if not _is_child(grid, bottom + 1, (top, bottom), known):
            break
        bottom = _merged_down(grid, top, bottom + 1)
    lines = [_as_read(grid.line(one)) for one in range(top, bottom + 1)]
    if is_numbering(grid, bottom + 1, _columns(grid, top, bottom)):
        bottom += 1
        lines.append(_as_read(grid.line(bottom)))
    return Head(top, bottom, _headings(grid, top, bottom), frozenset(lines))


def _merged_down(grid: Grid, top: int, bottom: int) -> int:
    """Give the last row into which cells of these rows of labels are merged."""
    reach = bottom
    for row in range(top, bottom + 1):
        for column in grid.line(row):
            area = grid.over(row, column)
            if area and area.bottom - top < MOST_LEVELS:
                reach = max(reach, area.bottom)
    return reach


def _is_parent(grid: Grid, row: int, below: int, known: Known) -> bool:
    """Whether the row above groups columns: cells over some of them, not all, called as columns."""
    line, width = grid.line(row), len(grid.line(below))
    if not line or grid.is_hidden(row) or not all(map(_is_label, line.values())):
        return False
    spans = [len(grid.span(row, column)) for column in line]
    if max(spans) < FEW or max(spans) >= width:
        return False
    return len(line) >= ENOUGH or any(known(text) == 1 for text in line.values())


def _is_child(grid: Grid, row: int, head: tuple[int, int], known: Known) -> bool:
    """Whether a row splits groups of the head above it, or goes on with its labels."""
    line = grid.line(row)
    texts = list(line.values())
    if not line or grid.is_hidden(row) or has_marker(texts[0]):
        return False
    on = [known(f"{_label_over(grid, column, head)} {text}") == 1 for column, text in line.items()]
    grouped = [_lies_under_group(grid, column, line, head) for column in line]
    if len(texts) >= ENOUGH and all(grouped) and all(map(_COUNTED.fullmatch, texts)):
        return True  # months, quarters
    if not all(map(_is_label, texts)):
        return False
    if not all(one or other for one, other in zip(on, grouped, strict=True)):
        return sum(on) >= FEW and sum(on) >= len(on) * MOST  # labels that go on in a second line
    named = sum(one or known(text) > 0 for one, text in zip(on, texts, strict=True))
    merged = all(_group_area(grid, column, head) for column in line)
    return merged or named * 2 >= len(texts) or _splits(grid, line, head)


def _splits(grid: Grid, line: Mapping[int, str], head: tuple[int, int]) -> bool:
    """Whether a row goes on below a label into columns that have none: a group, if not merged."""
    bare = [not _label_over(grid, column, head) for column in line]
    return len(line) >= FEW and any(bare) and not all(bare)


def _label_over(grid: Grid, column: int, head: tuple[int, int]) -> str:
    texts = [text for one in range(head[0], head[1] + 1) if (text := grid.text(one, column))]
    return " ".join(texts)


def _group_area(grid: Grid, column: int, head: tuple[int, int]) -> bool:
    """Whether the lowest label over a column is one merged over several columns."""
    for row in range(head[1], head[0] - 1, -1):
        if len(grid.span(row, column)) > 1:
            return True
        if grid.text(row, column):
            return False
    return False


def _lies_under_group(
    grid: Grid, column: int, line: Mapping[int, str], head: tuple[int, int]
) -> bool:
    """Whether a column has no label yet, or stands under one that other columns share."""
    if _group_area(grid, column, head) or not _label_over(grid, column, head):
        return True
    return column + 1 in line and not _label_over(grid, column + 1, head)


def _columns(grid: Grid, top: int, bottom: int) -> list[int]:
    return sorted({column for row in range(top, bottom + 1) for column in grid.line(row)})


def is_numbering(grid: Grid, row: int, columns: Iterable[int] = ()) -> bool:
    """Whether a row only numbers the columns of a head: (1) (2) (3), A B 1 2 3."""
    texts, width = list(grid.line(row).values()), len(list(columns))
    if len(texts) < ENOUGH or len(texts) * 2 < width or not all(map(_NUMBERED.fullmatch, texts)):
        return False
    numbers = [int(found[0]) for text in texts if (found := _NUMBER.search(text))]
    return all(one < other for one, other in pairwise(numbers))


def _headings(grid: Grid, top: int, bottom: int) -> list[Heading]:
    columns = _columns(grid, top, bottom)
    rows = [row for row in range(top, bottom + 1) if not is_numbering(grid, row, columns)]
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
    row, below = rows[place], rows[place + 1 :]
    area = grid.over(row, column)
    if area is not None:
        return grid.text(row, area.left)
    left = column
    while left >= 1 and any(grid.text(one, left) for one in below):
        if text := grid.text(row, left):
            return text if grid.over(row, left) is None else ""
        left -= 1
    return ""
