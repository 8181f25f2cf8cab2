"""Reads a whole file: its tables, their columns, every row, and what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from banggiao.exchange.books.book import Remark
from banggiao.exchange.enums import Kind
from banggiao.exchange.kinds.fields import holds_people, is_known
from banggiao.exchange.kinds.mapping import kind_of, layout_key, map_columns, suits
from banggiao.exchange.layout import Reason, find_tables
from banggiao.exchange.reading.activities import read_activity
from banggiao.exchange.reading.around import Around
from banggiao.exchange.reading.gathering import MONEY
from banggiao.exchange.reading.instruments import read_instrument
from banggiao.exchange.reading.letters import letter
from banggiao.exchange.reading.organisations import read_organisation
from banggiao.exchange.reading.people import read_person
from banggiao.exchange.reading.plan import read_plan_line
from banggiao.exchange.reading.repeats import find_repeats
from banggiao.exchange.reading.result import Cell, Cells, Problem, Reading, SkippedRow, TableRead
from banggiao.exchange.reading.tables import SAMPLES, columns_of, looked_at, read_rows
from banggiao.exchange.reading.totals import Sums, find_totals

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from banggiao.exchange.books.book import Book, Sheet
    from banggiao.exchange.layout import Table
    from banggiao.exchange.reading.register import Register
    from banggiao.exchange.reading.result import Got, ReadRow
    from banggiao.exchange.reading.tables import RowReader

    Chosen = Mapping[str, Mapping[int, str]]

__all__ = ["AUTO", "MONEY", "READERS", "SAMPLES", "letter", "problems_of", "read_book", "reread"]

READERS: dict[str, RowReader] = {
    Kind.ACTIVITIES: read_activity,
    Kind.INSTRUMENTS: read_instrument,
    Kind.PLAN: read_plan_line,
    Kind.ORGANISATIONS: read_organisation,
    Kind.PEOPLE: read_person,
}
AUTO = "auto"

IN_JSON = {"countries": "country", "term_years": "term"}
"""Fields whose errors have a name of their own in the JSON."""


def read_book(book: Book, kind: str, register: Register, chosen: Chosen | None = None) -> Reading:
    """Read every table of the kind (or `AUTO`: of any) on the sheets that are not hidden.

    ``chosen`` is what a person decided of columns, by the key of the layout and the column. Never
    fails: what cannot be read is a problem of its cell, a skipped row, or a remark.
    """
    reader = _BookReader(
        Reading(book.name, kind, remarks=list(book.remarks)), register, chosen or {}
    )
    for sheet in book.sheets:
        reader.read_sheet(sheet)
    return reader.finished()


@dataclass(slots=True)
class _BookReader:
    """Reads sheet by sheet; what needs all rows is done at the end."""

    reading: Reading
    register: Register
    chosen: Chosen
    sums: list[Sums] = field(default_factory=list)

    def read_sheet(self, sheet: Sheet) -> None:
        """Read the tables of a sheet; where there is none, each row says so."""
        if sheet.is_hidden:
            message = _("The sheet %(name)s is hidden and was not read.") % {"name": sheet.name}
            self.reading.remarks.append(Remark("hidden_sheet", message))
            return
        tables = find_tables(sheet, is_known, holds_people)
        for number, table in enumerate(tables, 1):
            self._read_table(table, number)
        if not tables:
            self._skip(sheet.name, sorted(sheet.rows), Reason.NO_TABLE)

    def _read_table(self, table: Table, number: int) -> None:
        reading = self.reading
        kind = kind_of(table) if reading.kind == AUTO else reading.kind
        layout = layout_key(table, kind)
        mapped = map_columns(table, kind, self.chosen.get(layout)) if kind else {}
        known = bool(kind) and suits(table, kind, mapped)
        reading.tables.append(
            TableRead(
                table.sheet,
                number,
                kind if known else "",
                table.title,
                table.header_rows[0],
                table.rows[-1].number if table.rows else table.header_rows[-1],
                layout,
            )
        )
        reading.columns += columns_of(table, number, mapped)
        for row, reason in table.skipped:
            self._skip(table.sheet, [row], reason)
        if not known:
            self._skip(table.sheet, [row.number for row in table.rows], Reason.OTHER_TABLE)
            return
        reader = READERS[kind]
        rows = list(read_rows(table, kind, mapped, self.register, file=reading.name, reader=reader))
        reading.rows += rows
        others = [one for row in rows for one in row.others]
        known_rows = {*others, *(row.row for row in rows)}
        unread = [row.number for row in table.rows if row.number not in known_rows]
        self._skip(table.sheet, others, Reason.CONTINUED)
        self._skip(table.sheet, unread, Reason.UNKNOWN_COLUMNS)
        self.sums.append(Sums(table, {c: one.field for c, one in mapped.items()}, rows))

    def _skip(self, sheet: str, rows: Iterable[int], reason: Reason) -> None:
        self.reading.skipped += [SkippedRow(sheet, row, str(reason)) for row in rows]

    def finished(self) -> Reading:
        """Say what only all rows together tell, and give the reading."""
        reading = self.reading
        if reading.kind == AUTO:
            kinds = [row.kind for row in reading.rows]
            reading.kind = max(dict.fromkeys(kinds), key=kinds.count) if kinds else AUTO
        reading.repeated = find_repeats(reading.rows)
        reading.totals = [total for sums in self.sums for total in find_totals(sums)]
        reading.problems = [problem for row in reading.rows for problem in problems_of(row)]
        return reading


def reread(row: ReadRow, texts: Mapping[str, str], register: Register) -> dict[str, Got]:
    """Read a row again after a person typed something else into some of its fields."""
    cells: Cells = {
        name: [Cell(text, 0, place) for place, text in enumerate(some)]
        for name, some in row.texts.items()
        if name not in texts
    }
    cells |= {name: [Cell(text)] for name, text in texts.items() if text}
    about = Around.from_data(row.around)
    return looked_at(READERS[row.kind](cells, about, register), about)


def problems_of(row: ReadRow) -> Iterable[Problem]:
    """Give what is wrong with the cells of a row, once a cell and code."""
    seen = set()
    for name, got in row.values.items():
        key = (got.column, got.problem, got.raw)
        if got.problem and key not in seen:
            seen.add(key)
            yield Problem(
                row.sheet,
                row.row,
                letter(got.column),
                IN_JSON.get(name, name),
                got.problem,
                got.raw,
            )
