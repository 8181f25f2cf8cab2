"""Reads a whole file: its tables, their columns, every row, and what is wrong with it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from banggiao.exchange.books.text import shown
from banggiao.exchange.enums import Kind
from banggiao.exchange.kinds.fields import is_known
from banggiao.exchange.kinds.mapping import is_of_kind, kind_of, layout_key, map_columns
from banggiao.exchange.layout import find_tables
from banggiao.exchange.reading.activities import read_activity
from banggiao.exchange.reading.around import around
from banggiao.exchange.reading.instruments import read_instrument
from banggiao.exchange.reading.organisations import read_organisation
from banggiao.exchange.reading.people import read_person
from banggiao.exchange.reading.plan import read_plan_line
from banggiao.exchange.reading.repeats import find_repeats
from banggiao.exchange.reading.result import (
    Cell,
    Cells,
    ColumnRead,
    Problem,
    Reading,
    ReadRow,
    SkippedRow,
    TableRead,
)
from banggiao.exchange.reading.totals import find_totals
from banggiao.exchange.values.amounts import read_unit_of_heading
from banggiao.exchange.values.choices import choices
from banggiao.exchange.values.ditto import is_ditto

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from decimal import Decimal

    from banggiao.exchange.books.book import Book
    from banggiao.exchange.kinds.mapping import Mapped
    from banggiao.exchange.layout import Row, Table
    from banggiao.exchange.reading.around import Around
    from banggiao.exchange.reading.register import Register
    from banggiao.exchange.reading.result import Got

    RowReader = Callable[[Cells, Around, Register, dict[int, Decimal]], dict[str, Got]]
    Chosen = Mapping[str, Mapping[int, str]]

READERS: dict[str, RowReader] = {
    Kind.ACTIVITIES: read_activity,
    Kind.INSTRUMENTS: read_instrument,
    Kind.PLAN: read_plan_line,
    Kind.ORGANISATIONS: read_organisation,
    Kind.PEOPLE: read_person,
}
AUTO = "auto"
SAMPLES = 3

PEOPLE_ONLY = {"people", "members", "head", "signatories", "signatories_vn", "signatories_foreign"}
"""A row with nothing but these belongs to the row above it."""
IN_JSON = {"countries": "country", "term_years": "term"}
"""Fields whose errors have a name of their own in the JSON."""
MONEY = {"cost", "cost_partner", "budget_state", "budget_partner"}


def read_book(book: Book, kind: str, register: Register, chosen: Chosen | None = None) -> Reading:
    """Read every table of the kind (or `AUTO`: of any) on the sheets that are not hidden.

    ``chosen`` is what a person decided of columns, by the key of the layout and the column.
    """
    reading = Reading(book.name, kind, remarks=list(book.remarks))
    for sheet in book.sheets:
        if sheet.is_hidden:
            continue
        tables = find_tables(sheet, is_known)
        for number, table in enumerate(tables, 1):
            _read_table(reading, table, number, register, chosen or {})
        if not tables:
            rows = range(1, sheet.last_row + 1)
            reading.skipped += [SkippedRow(sheet.name, row, "header block") for row in rows]
    if kind == AUTO and reading.tables:
        kinds = [table.kind for table in reading.tables if table.kind]
        reading.kind = max(kinds, key=kinds.count) if kinds else AUTO
    reading.repeated = find_repeats(reading.rows)
    reading.problems = [problem for row in reading.rows for problem in problems_of(row)]
    return reading


def _read_table(
    reading: Reading, table: Table, number: int, register: Register, chosen: Chosen
) -> None:
    kind = kind_of(table) if reading.kind == AUTO else reading.kind
    layout = layout_key(table, kind)
    mapped = map_columns(table, kind, chosen.get(layout)) if kind else {}
    known = bool(kind) and is_of_kind(mapped, kind)
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
    reading.columns += _columns(table, number, mapped)
    reading.skipped += [SkippedRow(table.sheet, row, str(reason)) for row, reason in table.skipped]
    if not known:
        return
    fields = {column: one.field for column, one in mapped.items() if one.field}
    rows = list(_rows(table, kind, mapped, register, reading))
    reading.rows += rows
    reading.totals += find_totals(table, fields)


def _columns(table: Table, number: int, mapped: Mapping[int, Mapped]) -> Iterator[ColumnRead]:
    for heading in table.headings:
        one = mapped.get(heading.column)
        values = (row.cells.get(heading.column) for row in table.rows)
        seen = dict.fromkeys(
            text for value in values if value is not None and (text := shown(value))
        )
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


def letter(column: int) -> str:
    """Give the letters of a column: 1 is A, 27 is AA."""
    text = ""
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def _rows(
    table: Table, kind: str, mapped: Mapping[int, Mapped], register: Register, reading: Reading
) -> Iterator[ReadRow]:
    """Read the rows one by one; one that only names more people goes to the row above it."""
    units = _units(table, mapped)
    names = (table.sheet, reading.name)
    surroundings: dict[object, Around] = {}
    before: Cells = {}
    for group in _grouped(table, mapped):
        first = group[0]
        if first.sections not in surroundings:
            surroundings[first.sections] = around(
                first.sections,
                title=table.title,
                names=names,
                kinds=choices("activity_kinds"),
                countries=register.countries,
            )
        about = surroundings[first.sections]
        cells = _cells(group, mapped, before)
        before = cells
        others = tuple(row.number for row in group[1:])
        reading.skipped += [SkippedRow(table.sheet, n, "continued row") for n in others]
        yield ReadRow(
            sheet=table.sheet,
            row=first.number,
            kind=kind,
            section=about.marker if kind == Kind.INSTRUMENTS else about.section,
            values=READERS[kind](cells, about, register, units),
            texts={name: [shown(cell.value) for cell in some] for name, some in cells.items()},
            around=about.as_data(),
            others=others,
        )


def _grouped(table: Table, mapped: Mapping[int, Mapped]) -> Iterator[list[Row]]:
    """Put rows that say more people of the row above together with it."""
    group: list[Row] = []
    identity = {c for c, one in mapped.items() if one.field in {"no", "title", "start", "number"}}
    for row in table.rows:
        if group and _continues(row, mapped, identity):
            group.append(row)
            continue
        if group:
            yield group
        group = [row]
    if group:
        yield group


def _continues(row: Row, mapped: Mapping[int, Mapped], identity: set[int]) -> bool:
    own = {column for column in row.cells if column not in row.carried}
    told = {one.field for column in own if (one := mapped.get(column)) and one.field}
    carried = {mapped[c].field for c in row.carried & identity if c in mapped}
    if "title" in carried or "no" in carried:
        return not told & {"no", "title", "number"}
    return bool(told) and told <= PEOPLE_ONLY | {"note", "head_title"} and bool(told & PEOPLE_ONLY)


def _cells(group: list[Row], mapped: Mapping[int, Mapped], before: Cells) -> Cells:
    """Gather the cells of a row by field. "As above" is what stands above."""
    cells: Cells = {}
    for place, row in enumerate(group):
        for column, value in row.cells.items():
            one = mapped.get(column)
            if one is None or not one.field:
                continue
            if place and (column in row.carried or one.field not in PEOPLE_ONLY | {"note"}):
                continue
            if isinstance(value, str) and is_ditto(value):
                above = [cell for cell in before.get(one.field, []) if cell.column == column]
                value = above[0].value if above else value  # noqa: PLW2901  # read as what it means
            cells.setdefault(one.field, []).append(Cell(value, column))
    return cells


def _units(table: Table, mapped: Mapping[int, Mapped]) -> dict[int, Decimal]:
    """Give the unit of money of each column: of its labels, or of a line above the table."""
    found: dict[int, Decimal] = {}
    above = next((u for line in table.title.splitlines() if (u := _unit_line(line))), None)
    for column, one in mapped.items():
        if one.field in MONEY:
            unit = next(
                (u for label in one.heading.labels[::-1] if (u := read_unit_of_heading(label))),
                above,
            )
            if unit is not None:
                found[column] = unit
    return found


_UNIT_LINE = re.compile(r"(?:đvt|đơn vị(?: tính)?|unit|単位)\s*[:：]", re.IGNORECASE)


def _unit_line(line: str) -> Decimal | None:
    return read_unit_of_heading(line) if _UNIT_LINE.search(line) else None


def reread(row: ReadRow, texts: Mapping[str, str], register: Register) -> dict[str, Got]:
    """Read a row again after a person typed something else into some of its fields."""
    from banggiao.exchange.reading.around import Around  # noqa: PLC0415  # leaf

    cells: Cells = {
        name: [Cell(text) for text in some] for name, some in row.texts.items() if name not in texts
    }
    cells |= {name: [Cell(text)] for name, text in texts.items() if text}
    return READERS[row.kind](cells, Around.from_data(row.around), register, {})


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
