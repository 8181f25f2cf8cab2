"""What all formats share when a sheet has been read: areas cut, covered cells dropped, order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from banggiao.core.text import normalise
from banggiao.exchange.books import refusals
from banggiao.exchange.books.book import Area, Sheet, Value
from banggiao.exchange.books.limits import MAX_AREA, MAX_CELLS, MAX_COLUMN

Rows = dict[int, dict[int, Value]]
Span = tuple[int, int]
"""From and to, both included."""

_VISITS = 5_000_000  # rows looked at for covered cells; real areas do not overlap and stay below


class Allowance:
    """The filled cells that may still be read from one file."""

    __slots__ = ("left",)

    def __init__(self, cells: int = MAX_CELLS) -> None:
        self.left = cells

    def take(self, cells: int) -> None:
        """Take away what was read. Raises `Unreadable` with code ``too_many_cells``."""
        self.left -= cells
        if self.left < 0:
            raise refusals.too_many_cells()


def is_blank(text: str) -> bool:
    """Tell whether a person sees nothing in a text: spaces of every kind, characters of no width.

    Only short texts are looked at closely; nobody types fifty invisible characters.
    """
    if text[:1].isalnum():
        return False
    return not text or text.isspace() or (len(text) < 50 and not normalise(text))


@dataclass(slots=True)
class Draft:
    """A sheet while it is being read. Rows and columns are counted from 1."""

    name: str
    rows: Rows = field(default_factory=dict)
    areas: list[Area] = field(default_factory=list)
    hidden_rows: list[Span] = field(default_factory=list)
    hidden_columns: list[Span] = field(default_factory=list)
    is_hidden: bool = False
    struck: dict[int, int] = field(default_factory=dict)
    """How many cells of a row are struck through."""


def finished(draft: Draft) -> Sheet:
    """Make the sheet of what was read.

    What a merged area covers beside its first cell is left out, as nobody sees it. Hidden rows
    below the last filled one are left out too.
    """
    rows = draft.rows
    if any(later < earlier for earlier, later in pairwise(rows)):
        rows = dict(sorted(rows.items()))
    merged = tuple(_cut(draft.areas, rows))
    _drop_covered(rows, merged)
    for row in [row for row, cells in rows.items() if not cells]:
        del rows[row]
    return Sheet(
        name=draft.name,
        rows=rows,
        merged=merged,
        hidden_rows=_numbers(draft.hidden_rows, max(rows, default=0)),
        hidden_columns=_numbers(draft.hidden_columns, MAX_COLUMN),
        is_hidden=draft.is_hidden,
        struck_rows=frozenset(
            row
            for row, count in draft.struck.items()
            if count > 1 and 0 < len(rows.get(row, ())) < 2 * count
        ),
    )


def _numbers(spans: Iterable[Span], last: int) -> frozenset[int]:
    found: set[int] = set()
    done = 0
    for start, end in sorted(spans):
        found.update(range(max(start, done + 1), min(end, last) + 1))
        done = max(done, end)
    return frozenset(found)


def _cut(areas: Iterable[Area], rows: Rows) -> Iterable[Area]:
    last_row = last_column = 0
    for area in areas:
        top, left, bottom, right = area
        if (bottom - top + 1) * (right - left + 1) > MAX_AREA:
            if not last_row:
                last_row = max(rows, default=1)
                last_column = max((max(cells) for cells in rows.values() if cells), default=1)
            bottom, right = min(bottom, last_row), min(right, last_column)
        if top <= bottom and left <= right and (top, left) != (bottom, right):
            yield Area(top, left, bottom, right)


def _drop_covered(rows: Rows, merged: Iterable[Area]) -> None:
    visits = 0
    for top, left, bottom, right in merged:
        visits += bottom - top + 1
        if visits > _VISITS:
            return
        for row in range(top, bottom + 1):
            cells = rows.get(row)
            if not cells:
                continue
            covered = [column for column in cells if left <= column <= right]
            for column in covered:
                if (row, column) != (top, left):
                    del cells[column]
