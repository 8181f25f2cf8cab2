"""Reads a table whose columns are known: what each column shows, and each row."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from banggiao.exchange.enums import Kind
from banggiao.exchange.reading.around import FISCAL, Papers, around_in, year_in
from banggiao.exchange.reading.gathering import by_field, cells_of, grouped, units_of
from banggiao.exchange.reading.letters import letter
from banggiao.exchange.reading.result import Cell, Cells, ColumnRead, ReadRow
from banggiao.exchange.values.choices import choices

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from typing import Any

    from banggiao.exchange.kinds.mapped import Mapped
    from banggiao.exchange.layout import Row, Table
    from banggiao.exchange.reading.around import Around
    from banggiao.exchange.reading.register import Register
    from banggiao.exchange.reading.result import Got

    RowReader = Callable[[Cells, Around, Register], dict[str, Got]]

SAMPLES = 3
ROWS_FOR_SAMPLES = 200


def columns_of(table: Table, number: int, mapped: Mapping[int, Mapped]) -> Iterator[ColumnRead]:
    """Say of each column which field it tells, with samples of what stands in it."""
    for heading in table.headings:
        one = mapped.get(heading.column)
        rows = table.rows[:ROWS_FOR_SAMPLES]
        seen = dict.fromkeys(text for row in rows if (text := row.texts.get(heading.column)))
        yield ColumnRead(
            table.sheet,
            number,
            letter(heading.column),
            heading.column,
            heading.text,
            one.field if one else "",
            one.score if one else 0.0,
            bool(one and one.chosen),
            tuple(list(seen)[:SAMPLES]),
        )


def read_rows(
    table: Table,
    kind: str,
    mapped: Mapping[int, Mapped],
    register: Register,
    *,
    file: str,
    reader: RowReader,
) -> Iterator[ReadRow]:
    """Read the rows one by one; one that only names more people goes to the row above it."""
    stands = _Surroundings(table, mapped, register, file)
    before: dict[int, Cell] = {}
    for group in grouped(table, mapped):
        found = cells_of(group, mapped, before)
        before = {column: cells[0] for column, cells in found.items()}
        cells = by_field(found, mapped)
        about, data = stands.of(group[0], cells)
        yield ReadRow(
            sheet=table.sheet,
            row=group[0].number,
            kind=kind,
            section=(about.marker or about.section) if kind == Kind.INSTRUMENTS else about.section,
            values=looked_at(reader(cells, about, register), about),
            texts={name: [cell.text for cell in some] for name, some in cells.items()},
            around=data,
            others=tuple(row.number for row in group[1:]),
            unread=tuple(_unread(group[0], mapped)),
        )


STRUCK = "struck_out"


def looked_at(values: dict[str, Got], about: Around) -> dict[str, Got]:
    """Doubt what a row that is struck through is called: somebody may have given it up."""
    for name in ("title", "name", "name_vi") if about.struck else ():
        if name in values and not values[name].problem:
            values[name].doubt = STRUCK
            break
    return values


def _unread(row: Row, mapped: Mapping[int, Mapped]) -> Iterator[str]:
    """Give the texts of columns that tell no field."""
    for column, text in row.texts.items():
        if column not in mapped or not mapped[column].field:
            yield text


class _Surroundings:
    """What stands around the rows of a table, looked at once for each chain of sections."""

    def __init__(
        self, table: Table, mapped: Mapping[int, Mapped], register: Register, file: str
    ) -> None:
        columns = frozenset(one.field for one in mapped.values() if one.field)
        names = (table.sheet, file.rpartition(".")[0] or file)
        self.papers = Papers(table.title, table.sheet_title, names, columns)
        self.units, self.countries = units_of(table, mapped), register.countries
        self.known: dict[tuple[object, ...], tuple[Around, dict[str, Any]]] = {}
        self.year: int | None = None
        years = (one.heading.text for one in mapped.values() if one.field == "year")
        self.has_fiscal_years = any(FISCAL in text for text in years)

    def of(self, row: Row, cells: Cells) -> tuple[Around, dict[str, Any]]:
        """Give what the sections tell, and the column of years, as it is and as it is stored.

        A cell of years that is empty says the year of the row above.
        """
        if year := cells.get("year"):
            self.year = year_in(year[0].text)
            self.has_fiscal_years |= FISCAL in year[0].text
        key = (row.sections, self.year, row.struck)
        if key not in self.known:
            kinds = choices("activity_kinds")
            told = around_in(row.sections, self.papers, kinds, self.countries)
            fiscal = told.fiscal or bool(self.year and self.has_fiscal_years)
            told = replace(told, units=self.units, year=self.year or told.year, fiscal=fiscal)
            told = replace(told, struck=row.struck)
            self.known[key] = (told, told.as_data())
        return self.known[key]
