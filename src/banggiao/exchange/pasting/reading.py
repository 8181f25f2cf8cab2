"""Reads the rows of a pasted table, each cell as in a file that is brought in."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from banggiao.exchange.enums import PARTICIPANTS
from banggiao.exchange.kinds.mapped import Mapped
from banggiao.exchange.layout import Row, Table
from banggiao.exchange.layout.parts import Heading
from banggiao.exchange.pasting.table import sections_of
from banggiao.exchange.reading.around import Around, Papers, around_in
from banggiao.exchange.reading.files import READERS
from banggiao.exchange.reading.gathering import by_field, cells_of, units_of
from banggiao.exchange.reading.participants import read_participant
from banggiao.exchange.reading.repeats import find_repeats
from banggiao.exchange.reading.result import ReadRow
from banggiao.exchange.values.choices import choices

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from banggiao.exchange.pasting.table import PastedTable
    from banggiao.exchange.reading.register import Register
    from banggiao.exchange.reading.result import Cell, Cells


def read_rows(
    table: PastedTable,
    columns: Mapping[int, str],
    kind: str,
    register: Register,
    *,
    left_out: Collection[int] = (),
    usual: Around = Around(),  # noqa: B008  # frozen
) -> list[ReadRow]:
    """Read the rows that are not left out; each knows its number in the table, from 1.

    ``usual`` is what holds for rows that do not say it and whose section does not: the year of the
    plan, the kind, the country. Rows that say the same as an earlier one know it.
    """
    pairs = zip(table.columns, table.headings, strict=True)
    mapped = {
        column: Mapped(Heading(column, labels or ("",)), columns.get(column, ""), 1.0, chosen=True)
        for column, labels in pairs
    }
    rows = list(_Reader(mapped, kind, register, usual).rows(_as_rows(table), left_out))
    find_repeats(rows)
    return rows


def _as_rows(table: PastedTable) -> list[Row]:
    rows = []
    for number, row in enumerate(table.rows, 1):
        texts = {column: text for column, text in enumerate(row.cells, 1) if text}
        rows.append(Row(number, texts, texts, sections_of(row.sections)))
    return rows


@dataclass(slots=True)
class _Reader:
    """Reads row by row; sections that many rows share are looked at once."""

    mapped: Mapping[int, Mapped]
    kind: str
    register: Register
    usual: Around
    surroundings: dict[object, Around] = field(default_factory=dict)

    def rows(self, rows: list[Row], left_out: Collection[int]) -> Iterator[ReadRow]:
        """Give the rows that are data. "As above" also means a row that is left out."""
        before: dict[int, Cell] = {}
        for row in rows:
            found = cells_of([row], self.mapped, before)
            before = {column: cells[0] for column, cells in found.items()}
            if row.number not in left_out:
                about = self._around(row)
                cells = by_field(found, self.mapped)
                yield ReadRow(
                    sheet="",
                    row=row.number,
                    kind=self.kind,
                    section=about.section,
                    values=read_participant(cells, self.register)
                    if self.kind == PARTICIPANTS
                    else READERS[self.kind](cells, about, self.register),
                    texts=_texts(cells),
                    unread=self._unread(found),
                )

    def _unread(self, found: Mapping[int, list[Cell]]) -> tuple[str, ...]:
        columns = (some for column, some in found.items() if not self.mapped[column].field)
        return tuple(cell.text for some in columns for cell in some)

    def _around(self, row: Row) -> Around:
        """Say what the sections of a row tell, and for the rest what is usual."""
        if row.sections not in self.surroundings:
            headings = [one.heading for one in self.mapped.values()]
            columns = frozenset(one.field for one in self.mapped.values() if one.field)
            told = around_in(
                row.sections,
                Papers(columns=columns),
                choices("activity_kinds"),
                self.register.countries,
            )
            self.surroundings[row.sections] = replace(
                told,
                year=told.year or self.usual.year,
                kind=told.kind or self.usual.kind,
                countries=told.countries or self.usual.countries,
                units=units_of(Table("", headings, ()), self.mapped),
            )
        return self.surroundings[row.sections]


def _texts(cells: Cells) -> dict[str, list[str]]:
    return {name: [cell.text for cell in some] for name, some in cells.items()}
