"""A sheet without its hidden columns: texts as a person reads them, merged cells spread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from banggiao.exchange.books.text import shown

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from banggiao.exchange.books.book import Area, Sheet, Value

LONGEST_SPREAD = 2000
"""A cell merged over more rows than this was merged for its looks: it is not carried down."""


class Grid:
    """Gives the values and texts of a sheet, rows and columns from 1.

    A cell merged over several rows gives its value to each of them; one merged over several
    columns only to the first, for a heading over its columns is asked by `over`.
    """

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.rows: Sequence[int] = sorted(sheet.rows)
        """The rows in which something stands."""
        self.last = self.rows[-1] if self.rows else 0
        self._lines: dict[int, dict[int, str]] = {}
        self._down: dict[int, dict[int, Area]] = {}
        self._across: dict[int, list[Area]] = {}
        for area in sheet.merged:
            self._spread(area)

    def _spread(self, area: Area) -> None:
        self._across.setdefault(area.top, []).append(area)
        if area.left in self.sheet.hidden_columns:
            return
        bottom = min(area.bottom, area.top + LONGEST_SPREAD, self.last)
        for row in range(area.top + 1, bottom + 1):
            self._down.setdefault(row, {})[area.left] = area

    def value(self, row: int, column: int) -> Value | None:
        """Give what stands in the cell itself."""
        cells = self.sheet.rows.get(row)
        return None if cells is None else cells.get(column)

    def line(self, row: int) -> Mapping[int, str]:
        """Give the texts of a row by column, from the left, without hidden and empty cells."""
        found = self._lines.get(row)
        if found is None:
            cells, hidden = self.sheet.rows.get(row), self.sheet.hidden_columns
            if not cells:
                return {}
            found = self._lines[row] = {
                column: text
                for column in sorted(cells)
                if column not in hidden and (text := shown(cells[column]))
            }
        return found

    def part(self, row: int, columns: range) -> dict[int, str]:
        """Give the texts of a row between two columns."""
        return {column: text for column, text in self.line(row).items() if column in columns}

    def text(self, row: int, column: int) -> str:
        """Give what a person reads in the cell, without stray spaces."""
        return self.line(row).get(column, "")

    def is_hidden(self, row: int) -> bool:
        """Whether the row is hidden."""
        return row in self.sheet.hidden_rows

    def carried(self, row: int) -> Mapping[int, Area]:
        """Give the cells merged from above that reach into the row, by their first column."""
        return self._down.get(row, {})

    def over(self, row: int, column: int) -> Area | None:
        """Give the merged cell that starts in this row and covers the column, if there is one."""
        for area in self._across.get(row, ()):
            if area.left <= column <= area.right:
                return area
        return None

    def span(self, row: int, column: int) -> range:
        """Give the columns that the cell goes over."""
        area = self.over(row, column)
        return range(area.left, area.right + 1) if area else range(column, column + 1)
