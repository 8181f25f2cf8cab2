"""Takes a sheet apart into its tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from banggiao.exchange.layout.grid import Grid
from banggiao.exchange.layout.headings import find_head, looks_like_head
from banggiao.exchange.layout.parts import Reason, Row, Section, Skipped, Table, TotalRow
from banggiao.exchange.layout.rows import Sort, look_at, sort_of
from banggiao.exchange.layout.sections import is_marker, section_of, under

if TYPE_CHECKING:
    from collections.abc import Callable

    from banggiao.exchange.books.book import Sheet, Value
    from banggiao.exchange.layout.headings import Head

    Known = Callable[[str], bool]

REASONS = {
    Sort.HIDDEN: Reason.HIDDEN,
    Sort.BLANK: Reason.BLANK,
    Sort.TOTAL: Reason.TOTAL,
    Sort.SUBTOTAL: Reason.SUBTOTAL,
    Sort.SECTION: Reason.SECTION,
    Sort.NOTE: Reason.FOOTNOTE,
    Sort.EXAMPLE: Reason.EXAMPLE,
    Sort.LINE: Reason.SECTION,
}
THIN = 0.4
"""A last row with less than this part of what the others have is a line of signatures."""


def find_tables(sheet: Sheet, known: Known) -> list[Table]:
    """Find the tables of a sheet, one below the other or side by side, with every row explained."""
    grid = Grid(sheet)
    tables: list[Table] = []
    start = 1
    head = find_head(grid, 1, known)
    while head is not None:
        after = _next_head(grid, head, known)
        end = after.top - 1 if after else grid.last
        for part in _side_by_side(grid, head, end, known):
            table = _read(grid, part, start, end)
            tables.append(table)
        start, head = end + 1, after
        if after is not None:
            start = _take_title(grid, tables[-1], end)
    return tables


def _next_head(grid: Grid, head: Head, known: Known) -> Head | None:
    """Find where another table begins: a row of labels that is not this head once more."""
    for row in range(head.bottom + 1, grid.last + 1):
        if len(grid.sheet.rows.get(row, ())) < 2:
            continue
        if looks_like_head(grid, row, known) and not head.is_repeated_in(grid, row):
            return find_head(grid, row, known, strict=True)
    return None


def _take_title(grid: Grid, table: Table, end: int) -> int:
    """Give the first row of the title lines above the next head: they end the table before."""
    row = end
    while table.skipped and row == table.skipped[-1].row and row > table.header_rows[-1]:
        if table.skipped[-1].reason not in {Reason.FOOTNOTE, Reason.BLANK, Reason.SECTION}:
            break
        if table.skipped[-1].reason == Reason.BLANK and row < end:
            break
        table.skipped.pop()
        row -= 1
    return row + 1


def _side_by_side(grid: Grid, head: Head, end: int, known: Known) -> list[Head]:
    """Part a head where an empty column stands between two tables with labels of their own."""
    from banggiao.exchange.layout.headings import Head as Part  # noqa: PLC0415  # leaf

    groups: list[list[int]] = []
    for heading in head.headings:
        if groups and heading.column == groups[-1][-1] + 1:
            groups[-1].append(heading.column)
        else:
            groups.append([heading.column])
    whole = [g for g in groups if len(g) > 1]
    labels = {h.column: h.labels for h in head.headings}
    firsts = [labels[group[0]] for group in whole]
    if len(whole) < 2 or len(set(firsts)) == len(firsts):
        return [head]
    return [
        Part(head.top, head.bottom, [h for h in head.headings if h.column in group])
        for group in whole
    ]


def _read(grid: Grid, head: Head, start: int, end: int) -> Table:
    header_rows = tuple(range(head.top, head.bottom + 1))
    table = Table(grid.sheet.name, head.headings, header_rows, _title(grid, start, head.top))
    above = range(start, head.top)
    table.skipped += [Skipped(row, Reason.HEADER_BLOCK) for row in above]
    table.skipped += [Skipped(row, Reason.COLUMN_HEADER) for row in header_rows]
    _Body(grid, head, table).read(end)
    table.skipped.sort()
    return table


def _title(grid: Grid, start: int, top: int) -> str:
    lines = (
        " ".join(grid.text(row, column) for column in grid.filled(row)) for row in range(start, top)
    )
    return "\n".join(line for line in lines if line)


class _Body:
    """Reads the rows below a head."""

    def __init__(self, grid: Grid, head: Head, table: Table) -> None:
        self.grid, self.head, self.table = grid, head, table
        self.sections: tuple[Section, ...] = ()
        self.starts: list[int] = []

    def read(self, end: int) -> None:
        columns = self.table.columns
        sorts = {row: self._sort(row, columns) for row in range(self.head.bottom + 1, end + 1)}
        last = self._last_data(sorts)
        for row, sort in sorts.items():
            self._take(row, sort, last)

    def _sort(self, row: int, columns: range) -> Sort | None:
        """Say what the row is; None for the head once more."""
        return (
            None if self.head.is_repeated_in(self.grid, row) else sort_of(self.grid, row, columns)
        )

    def _last_data(self, sorts: dict[int, Sort | None]) -> int:
        """Give the last row of data: thin rows below the last sum or a gap sign the paper."""
        data = [row for row, sort in sorts.items() if sort == Sort.DATA]
        if not data:
            return 0
        widths = sorted(len(look_at(self.grid, row, self.table.columns).filled) for row in data)
        usual = widths[len(widths) // 2]
        last = data[-1]
        while data and self._is_signature(last, usual, sorts):
            data.pop()
            last = data[-1] if data else 0
        return last

    def _is_signature(self, row: int, usual: int, sorts: dict[int, Sort | None]) -> bool:
        width = len(look_at(self.grid, row, self.table.columns).filled)
        if width >= usual * THIN or width > 3:
            return False
        number = self.grid.value(row, self.table.columns.start)
        if isinstance(number, int | float):
            return False
        before = next((sorts[r] for r in range(row - 1, self.head.bottom, -1) if r in sorts), None)
        return before != Sort.DATA or width < usual * THIN

    def _take(self, row: int, sort: Sort | None, last: int) -> None:
        if sort is None:
            self._skip(row, Reason.COLUMN_HEADER)
        elif sort == Sort.DATA and row <= last:
            self._take_data(row)
        elif sort in {Sort.TOTAL, Sort.SUBTOTAL}:
            self._take_total(row, sort)
        elif sort in {Sort.SECTION, Sort.LINE} and row < last:
            self._take_section(row)
        elif sort in {Sort.DATA, Sort.SECTION, Sort.LINE}:
            self._skip(row, Reason.FOOTNOTE)
        else:
            self._skip(row, REASONS[sort])

    def _skip(self, row: int, reason: Reason) -> None:
        self.table.skipped.append(Skipped(row, reason))

    def _take_section(self, row: int) -> None:
        grid = self.grid
        look = look_at(grid, row, self.table.columns)
        first = grid.text(row, look.filled[0])
        second = ""
        if is_marker(first) and len(look.texts) > 1:
            second = grid.text(row, look.texts[1])
        elif not look.texts or look.filled[0] != look.texts[0]:
            second = grid.text(row, look.texts[0]) if look.texts else ""
        self.sections = under(self.sections, section_of(first, second))
        self.starts = [*self.starts[: len(self.sections) - 1], row + 1]
        self._skip(row, Reason.SECTION)

    def _take_total(self, row: int, sort: Sort) -> None:
        whole = self.head.bottom + 1
        firsts = (whole,) if sort == Sort.TOTAL else (*reversed(self.starts), whole)
        numbers = {
            column: value
            for column in self.table.columns
            if (value := self.grid.value(row, column)) is not None
        }
        self.table.totals.append(TotalRow(row, numbers, firsts, row - 1))
        self._skip(row, REASONS[sort])

    def _take_data(self, row: int) -> None:
        grid = self.grid
        cells: dict[int, Value] = {}
        for column in grid.filled(row, self.table.columns):
            value = grid.value(row, column)
            if value is not None:
                cells[column] = value
        carried = set()
        for column, area in grid.carried(row).items():
            value = grid.value(area.top, area.left)
            if column not in cells and value is not None and area.top > self.head.bottom:
                cells[column] = value
                carried.add(column)
        self.table.rows.append(Row(row, cells, self.sections, frozenset(carried)))
