"""A sheet without its hidden parts: texts as a person reads them, merged cells spread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from banggiao.exchange.books.text import shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

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
        self.last = sheet.last_row
        self._texts: dict[tuple[int, int], str] = {}
        self._down: dict[int, dict[int, Area]] = {}
        self._across: dict[int, list[Area]] = {}
        for area in sheet.merged:
            self._spread(area)

    def _spread(self, area: Area) -> None:
        self._across.setdefault(area.top, []).append(area)
        bottom = min(area.bottom, area.top + LONGEST_SPREAD, self.last)
        for row in range(area.top + 1, bottom + 1):
            self._down.setdefault(row, {})[area.left] = area

    def value(self, row: int, column: int) -> Value | None:
        """Give what stands in the cell itself."""
        cells = self.sheet.rows.get(row)
        return None if cells is None else cells.get(column)

    def text(self, row: int, column: int) -> str:
        """Give what a person reads in the cell, without stray spaces."""
        key = (row, column)
        found = self._texts.get(key)
        if found is None:
            value = self.value(row, column)
            found = self._texts[key] = "" if value is None else shown(value)
        return found

    def filled(self, row: int, columns: Iterable[int] | None = None) -> list[int]:
        """Give the visible columns in which something stands, from the left."""
        cells = self.sheet.rows.get(row)
        if not cells:
            return []
        hidden = self.sheet.hidden_columns
        wanted = (
            sorted(cells) if columns is None else [column for column in columns if column in cells]
        )
        return [column for column in wanted if column not in hidden and self.text(row, column)]

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

    def width_of(self, row: int, column: int) -> int:
        """Give over how many columns the cell goes."""
        area = self.over(row, column)
        return area.right - area.left + 1 if area and area.left == column else 1
