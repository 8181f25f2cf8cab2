"""Reads the rows below the head of a table."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from banggiao.exchange.layout.parts import Reason, Row, Skipped, TotalRow
from banggiao.exchange.layout.rows import Sort, sort_of
from banggiao.exchange.layout.sections import (
    is_deeper,
    is_marker,
    is_unmarked,
    section_of,
    under,
)
from banggiao.exchange.layout.shape import (
    is_numbered,
    is_signature,
    number_of,
    shape_of,
    texts_of,
)
from banggiao.exchange.layout.words import names_group

if TYPE_CHECKING:
    from collections.abc import Sequence

    from banggiao.exchange.books.book import Value
    from banggiao.exchange.layout.grid import Grid
    from banggiao.exchange.layout.headings import Head
    from banggiao.exchange.layout.parts import Section, Table

LONGEST_GAP = 1000
"""Of so many empty rows below each other each is told; more are no part of anything."""
THIN = 0.5
"""A row with less than this part of the cells that others have is a thin one."""

REASONS = {
    Sort.HEAD: Reason.COLUMN_HEADER,
    Sort.HIDDEN: Reason.HIDDEN,
    Sort.TOTAL: Reason.TOTAL,
    Sort.SUBTOTAL: Reason.SUBTOTAL,
    Sort.SECTION: Reason.SECTION,
    Sort.NOTE: Reason.FOOTNOTE,
    Sort.EXAMPLE: Reason.EXAMPLE,
    Sort.EMPTY: Reason.BLANK,
}
LINES = frozenset({Sort.SECTION, Sort.LINE})


class Body:
    """The rows between a head and the end of its table."""

    def __init__(self, grid: Grid, head: Head, table: Table, *, end: int) -> None:
        self.grid, self.head, self.table, self.end = grid, head, table, end
        self.sections: tuple[Section, ...] = ()
        self.starts: list[int] = []
        self.sorts: dict[int, Sort] = {}
        self.open = 0
        """So many lines of words without a marker still come before the next row of data."""

    def read(self, names: frozenset[int], opening: Sequence[tuple[int, Section]] = ()) -> None:
        """Read them into the table. ``opening`` are sections that stand above the head."""
        for row, section in opening:
            self._open_section(row, section)
        rows = [row for row in self.grid.rows if self.head.bottom < row <= self.end]
        self._sort(rows, names)
        last = self._last_data()
        before = self.head.bottom
        for row, sort in self.sorts.items():
            self._skip_gap(before, row)
            self._take(row, sort, last)
            before = row
        self._skip_gap(before, self.end + 1)
        self._settle_sums()

    def _sort(self, rows: Sequence[int], names: frozenset[int]) -> None:
        """Say what each row is: first by itself, then by its neighbours."""
        is_head = False
        heads = set()
        for row in rows:
            is_head = self.head.is_repeated_in(self.grid, row, below_one=is_head)
            if is_head:
                heads.add(row)
        others = [row for row in rows if row not in heads]
        self.shape = shape_of(self.grid, others, self.table.columns, names)
        self.sorts = {
            row: Sort.HEAD if row in heads else sort_of(self.grid, row, self.shape) for row in rows
        }
        self._name_last_sum(others)
        for row, below in reversed(list(pairwise(others))):
            if self.sorts[row] == Sort.DATA and (
                self._opens(row, below) or self._stands_over(row, below)
            ):
                self.sorts[row] = Sort.SECTION

    def _name_last_sum(self, rows: Sequence[int]) -> None:
        """Call a last row of numbers without a word the total."""
        for row in reversed(rows):
            if self.sorts[row] in {Sort.DATA, Sort.TOTAL}:
                return
            if self.sorts[row] == Sort.SUBTOTAL:
                if not texts_of(self.grid.part(row, self.shape.columns)):
                    self.sorts[row] = Sort.TOTAL
                return

    def _opens(self, row: int, below: int) -> bool:
        """Whether a thin numbered row opens a section: 1 above 1.1, or above another 1."""
        line, next_line = (self.grid.part(one, self.shape.columns) for one in (row, below))
        number, following = number_of(line, self.shape), number_of(next_line, self.shape)
        if not number or not following or len(next_line) <= len(line):
            return False
        if len(texts_of(line)) != 1 or len(line) > self.shape.usual * THIN + 1:
            return False
        return following.startswith(f"{number}.") or following == "1"

    def _stands_over(self, row: int, below: int) -> bool:
        """Whether a thin row with a marker opens a section: I above 1, 1 above a)."""
        line, next_line = (self.grid.part(one, self.shape.columns) for one in (row, below))
        marker, following = line.get(self.shape.numbers, ""), next_line.get(self.shape.numbers, "")
        words = len(line) - 1 if marker else 0
        if words != 1 or len(line) > self.shape.usual * THIN + 1:
            return False
        if len(next_line) <= len(line) and self.sorts.get(below) != Sort.SECTION:
            return False
        return is_deeper(following, marker)

    def _last_data(self) -> int:
        """Give the last row of data: what stands below it signs or explains the table."""
        rows = list(self.sorts)
        for place in range(len(rows) - 1, -1, -1):
            if self.sorts[rows[place]] == Sort.DATA and self._is_surely_data(rows[place]):
                return self._first_break(rows, place)
        return 0

    def _first_break(self, rows: Sequence[int], place: int) -> int:
        """Give the last row of data from a place on, up to a gap, a sum or a line."""
        last = rows[place]
        for row in rows[place + 1 :]:
            line = self.grid.part(row, self.shape.columns)
            if self.sorts[row] != Sort.DATA or row - last > 1:
                break
            if is_signature(line, self.shape.names):
                break
            last = row
        return last

    def _is_surely_data(self, row: int) -> bool:
        """Whether a row is data wherever it stands: it has a number, or is as full as others."""
        line = self.grid.part(row, self.shape.columns)
        if self.shape.numbers and is_numbered(line, self.shape):
            return True
        if len(line) < max(self.shape.usual * THIN, 1) or is_signature(line, self.shape.names):
            return False
        return not (self.shape.numbers or self._is_below_signatures(row)) or (
            len(line) >= self.shape.usual - 1 > 1
        )

    def _is_below_signatures(self, row: int) -> bool:
        rows = [one for one in self.sorts if one < row][-6:]
        lines = [self.grid.part(one, self.shape.columns) for one in rows]
        if self.shape.names:  # "Lãnh đạo Vụ" stands above people
            lines = [line for line in lines if not names_group(next(iter(line.values()), ""))]
        return any(is_signature(line, self.shape.names) for line in lines)

    def _take(self, row: int, sort: Sort, last: int) -> None:
        if sort == Sort.DATA and row <= last:
            self._take_data(row)
        elif sort in {Sort.TOTAL, Sort.SUBTOTAL}:
            self._take_total(row, sort)
        elif sort in LINES and row < last:
            self._take_section(row)
        elif sort in LINES or sort == Sort.DATA:
            self._skip(row, Reason.FOOTNOTE)
        else:
            self._skip(row, REASONS[sort])

    def _skip(self, row: int, reason: Reason) -> None:
        self.table.skipped.append(Skipped(row, reason))

    def _skip_gap(self, before: int, row: int) -> None:
        if 1 < row - before <= LONGEST_GAP:
            for one in range(before + 1, row):
                self._skip(one, Reason.HIDDEN if self.grid.is_hidden(one) else Reason.BLANK)

    def _take_section(self, row: int) -> None:
        self._open_section(row, self._section_at(row))
        self._skip(row, Reason.SECTION)

    def _section_at(self, row: int) -> Section:
        line = self.grid.part(row, self.shape.columns)
        texts = texts_of(line)
        first, *others = texts.values() if texts else line.values()
        column = next(iter(line))
        if texts and column not in texts:  # the marker is a number in its own cell
            return section_of(line[column], first)
        return section_of(first, others[0] if others and is_marker(first) else "")

    def _open_section(self, row: int, section: Section) -> None:
        block = 1
        if is_unmarked(section):
            block = 0 if self.open else self._block_from(row)
            self.open = max(self.open, block) - 1
        self.sections = under(self.sections, section, block)
        self.starts = [*self.starts[: len(self.sections) - 1], row + 1]

    def _block_from(self, row: int) -> int:
        """Count the lines without a marker from here on that no row of data parts."""
        count = 1
        for one in range(row + 1, row + 8):
            sort = self.sorts.get(one)
            if sort in LINES and is_unmarked(self._section_at(one)):
                count += 1
            elif sort is not None and sort not in {Sort.EMPTY, Sort.SECTION}:
                break
        return count

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

    def _settle_sums(self) -> None:
        """Call the only sum of a table without sections its total, whatever its word is."""
        sums = [one for one in self.table.skipped if one.reason in {Reason.SUBTOTAL, Reason.TOTAL}]
        if len(sums) != 1 or self.starts or not self.table.rows:
            return
        if sums[0].row > self.table.rows[-1].number:
            place = self.table.skipped.index(sums[0])
            self.table.skipped[place] = Skipped(sums[0].row, Reason.TOTAL)

    def _take_data(self, row: int) -> None:
        grid = self.grid
        texts = grid.part(row, self.table.columns)
        cells: dict[int, Value] = {column: grid.sheet.rows[row][column] for column in texts}
        carried = set()
        for column, area in grid.carried(row).items():
            value = grid.value(area.top, area.left)
            if column in cells or value is None or column not in self.table.columns:
                continue
            if area.top > self.head.bottom and (text := grid.text(area.top, area.left)):
                cells[column], texts[column] = value, text
                carried.add(column)
        sections = (*self._beside(row), *self.sections)
        struck = row in grid.sheet.struck_rows
        self.table.rows.append(Row(row, cells, texts, sections, frozenset(carried), struck))

    def _beside(self, row: int) -> tuple[Section, ...]:
        """Give the section that a merged cell left of the table says for several rows."""
        column = self.table.columns.start - 1
        area = self.grid.carried(row).get(column) or self.grid.over(row, column)
        if area is None or area.right != column or area.top <= self.head.bottom:
            return ()
        text = self.grid.text(area.top, area.left)
        return (section_of(text),) if text else ()
