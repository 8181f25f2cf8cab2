"""Workbooks in the layouts of many offices, and what a good reading of them says."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import xlwt
from odf.table import CoveredTableCell, Table, TableCell, TableRow
from odf.text import P
from openpyxl.utils import column_index_from_string as column_number
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.workbook import Workbook

from banggiao.exchange.books.book import Book
from banggiao.exchange.books.opening import open_book
from banggiao.exchange.matching.organisations import Body, Organisations
from banggiao.exchange.matching.people import Known, People
from banggiao.exchange.reading.files import read_book
from banggiao.exchange.reading.register import Register
from banggiao.exchange.reading.report import as_data
from banggiao.exchange.values.countries import Countries
from banggiao.partners.countries import first_names
from tests.factories import books

Rows = Sequence[Sequence[Any]]


@dataclass(frozen=True)
class Leaf:
    """A sheet to be written: its rows from the first on, and areas such as ``A1:D1``."""

    name: str
    rows: Rows
    merged: Sequence[str] = ()
    hidden_rows: Sequence[int] = ()
    hidden_columns: Sequence[str] = ()
    is_hidden: bool = False


def as_xlsx(*leaves: Leaf) -> bytes:
    """Write the sheets as openpyxl does."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for leaf in leaves:
        sheet = book.create_sheet(leaf.name)
        for number, row in enumerate(leaf.rows, 1):
            for column, value in enumerate(row, 1):
                if value is not None:
                    sheet.cell(number, column, value)
        for area in leaf.merged:
            sheet.merge_cells(area)
        for number in leaf.hidden_rows:
            sheet.row_dimensions[number].hidden = True
        for letter in leaf.hidden_columns:
            sheet.column_dimensions[letter].hidden = True
        sheet.sheet_state = "hidden" if leaf.is_hidden else "visible"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def as_xls(*leaves: Leaf) -> bytes:
    """Write the sheets as xlwt does."""
    day = xlwt.easyxf(num_format_str="dd/mm/yyyy")

    def fill(book: xlwt.Workbook) -> None:
        for leaf in leaves:
            sheet = book.add_sheet(leaf.name)
            covered = {}
            for area in leaf.merged:
                left, top, right, bottom = range_boundaries(area)
                covered[top, left] = (top - 1, bottom - 1, left - 1, right - 1)
            for number, row in enumerate(leaf.rows, 1):
                for column, value in enumerate(row, 1):
                    style = [day] if hasattr(value, "year") else []
                    if (number, column) in covered:
                        sheet.write_merge(*covered[number, column], value, *style)
                    elif value is not None:
                        sheet.write(number - 1, column - 1, value, *style)
            for number in leaf.hidden_rows:
                sheet.row(number - 1).hidden = True
            for letter in leaf.hidden_columns:
                sheet.col(column_number(letter) - 1).hidden = True
            sheet.visibility = int(leaf.is_hidden)

    return books.xls(fill)


def as_ods(*leaves: Leaf) -> bytes:
    """Write the sheets as odfpy does. Hidden parts are not written."""
    return books.ods(*map(_ods_table, leaves))


def _ods_table(leaf: Leaf) -> Table:
    table = Table(name=leaf.name)
    starts, covered = {}, set()
    for area in leaf.merged:
        left, top, right, bottom = range_boundaries(area)
        starts[top, left] = (right - left + 1, bottom - top + 1)
        covered |= {(r, c) for r in range(top, bottom + 1) for c in range(left, right + 1)}
        covered.discard((top, left))
    width = max(map(len, leaf.rows), default=1)
    for number, values in enumerate(leaf.rows, 1):
        row = TableRow()
        for column in range(1, width + 1):
            value = values[column - 1] if column <= len(values) else None
            row.addElement(_ods_cell(value, (number, column), starts, covered))
        table.addElement(row)
    return table


def _ods_cell(
    value: Any,
    at: tuple[int, int],
    starts: dict[tuple[int, int], tuple[int, int]],
    covered: set[tuple[int, int]],
) -> Any:
    if at in covered:
        return CoveredTableCell()
    options: dict[str, Any] = {}
    if at in starts:
        across, down = starts[at]
        options = {"numbercolumnsspanned": across, "numberrowsspanned": down}
    if hasattr(value, "year"):
        return TableCell(valuetype="date", datevalue=value.isoformat()[:10], **options)
    if isinstance(value, int | float):
        return TableCell(valuetype="float", value=value, **options)
    cell = TableCell(**options)
    if value is not None:
        cell = TableCell(valuetype="string", **options)
        for line in str(value).split("\n"):
            cell.addElement(P(text=line))
    return cell


def as_csv(leaf: Leaf, sign: str = ",", encoding: str = "utf-8") -> bytes:
    """Write one sheet as text, days as Vietnamese spreadsheets show them."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=sign)
    for row in leaf.rows:
        writer.writerow([_as_text(value) for value in row])
    return out.getvalue().encode(encoding)


def _as_text(value: Any) -> str:
    if hasattr(value, "year"):
        return f"{value:%d/%m/%Y}"
    return "" if value is None else str(value)


MACC, MIC, JICA, KPK, LAOS = "my-macc", "jp-mic", "jp-jica", "id-kpk", "la-sia"
AFA, CPIB, ACRC, UNODC, OWN = "fr-afa", "sg-cpib", "kr-acrc", "unodc", "giv"

BODIES = (
    Body(OWN, "Thanh tra Chính phủ", "VN", ("Thanh tra Chính phủ", "TTCP"), is_own=True),
    Body(
        MACC,
        "Ủy ban Chống tham nhũng Malaysia",
        "MY",
        ("Ủy ban Chống tham nhũng Malaysia", "Malaysian Anti-Corruption Commission", "MACC"),
    ),
    Body(
        MIC,
        "Bộ Nội vụ và Truyền thông Nhật Bản",
        "JP",
        (
            *("Bộ Nội vụ và Truyền thông Nhật Bản", "総務省", "MIC"),
            "Ministry of Internal Affairs and Communications",
        ),
    ),
    Body(
        JICA,
        "Cơ quan Hợp tác quốc tế Nhật Bản",
        "JP",
        ("Cơ quan Hợp tác quốc tế Nhật Bản", "国際協力機構", "JICA"),
    ),
    Body(KPK, "Ủy ban Bài trừ tham nhũng", "ID", ("Ủy ban Bài trừ tham nhũng", "KPK")),
    Body(
        LAOS,
        "Thanh tra Nhà nước Lào",
        "LA",
        ("Thanh tra Nhà nước Lào", "Cơ quan Thanh tra Nhà nước Lào", "State Inspection Authority"),
    ),
    Body(AFA, "Cơ quan Phòng, chống tham nhũng Pháp", "FR", ("AFA",)),
    Body(CPIB, "Cục Điều tra tham nhũng Singapore", "SG", ("CPIB",)),
    Body(ACRC, "Ủy ban Chống tham nhũng và Quyền dân sự", "KR", ("ACRC",)),
    Body(UNODC, "Cơ quan phòng chống ma túy và tội phạm của Liên hợp quốc", "", ("UNODC",)),
)
PEOPLE = (Known("person-1", "Khách X1", "MY", ("Khách X1",)),)


@cache
def countries() -> Countries:
    """Give the countries a new register knows."""
    rows = first_names()
    return Countries(
        (row["code"], [row[f"name_{language}"] for language in ("vi", "en", "ja")]) for row in rows
    )


@cache
def register() -> Register:
    """Give a small register without a database."""
    return Register(countries(), Organisations(BODIES, countries()), People(PEOPLE))


def opened(data: bytes, name: str = "bảng.xlsx") -> Book:
    """Open a file from memory."""
    return open_book(io.BytesIO(data), name)


def read(data: bytes, kind: str, name: str = "bảng.xlsx") -> dict[str, Any]:
    """Read a file against the small register, and give its JSON."""
    return as_data(read_book(opened(data, name), kind, register()))


def row_of(*parts: dict[str, Any]) -> dict[str, Any]:
    """Put the parts of an expected row together."""
    return {name: value for part in parts for name, value in part.items()}


EMPTY: dict[str, dict[str, Any]] = {
    "activities": row_of(
        {"section": "", "kind": "", "no": None, "title": "", "countries": [], "partner": ""},
        {"partner_id": "", "start": "", "end": "", "people": [], "headcount": None, "note": ""},
    ),
    "plan": row_of(
        {"section": "", "kind": "", "no": None, "title": "", "rank": "", "countries": []},
        {"partner": "", "partner_id": "", "content": "", "period": "", "days": None},
        {"headcount": None, "headcount_max": None, "budget_state": None, "units": []},
    ),
    "instruments": row_of(
        {"section": "", "code": "", "title": "", "kind": "", "partner": "", "partner_id": ""},
        {"countries": [], "signed": "", "place": "", "signatories": [], "term_years": None},
        {"status": "", "relation": "", "related_no": None},
    ),
    "organisations": row_of(
        {"section": "", "no": None, "name_vi": "", "name_en": "", "name_ja": ""},
        {"name_native": "", "abbreviation": "", "kind": "", "countries": [], "parent": ""},
        {"website": "", "aliases": [], "founded": "", "note": ""},
    ),
    "people": row_of(
        {"section": "", "no": None, "name": "", "salutation": "", "title": ""},
        {"organisation": "", "organisation_id": "", "countries": [], "name_native": ""},
        {"start": "", "end": "", "note": ""},
    ),
}
"""What a row says in the JSON where its cells say nothing."""


@dataclass
class Wanted:
    """What a reading should say. Fields of a row that are not named are to be empty.

    ``errors`` are (row, field, code, value), ``repeated`` (row, row it repeats), ``skipped`` rows
    by reason. Where a file has several sheets, one of these for each.
    """

    sheet: str
    rows: Sequence[dict[str, Any]]
    skipped: dict[str, Iterable[int]]
    errors: Sequence[tuple[int, str, str, str]] = ()
    repeated: Sequence[tuple[int, int]] = ()


def person(name: str, title: str = "", role: str = "member") -> dict[str, str]:
    """Give a person as the JSON of an activity does."""
    return {"name": name, "title": title, "role": role}


def head(name: str, title: str = "") -> dict[str, str]:
    """Give the head of a delegation as the JSON does."""
    return person(name, title, "head")


def check(data: dict[str, Any], kind: str, *wanted: Wanted) -> None:
    """Compare a reading with what it should say, and name every difference."""
    wrong = list(_differences(data, kind, wanted))
    assert not wrong, "\n" + "\n".join(wrong)


def _differences(data: dict[str, Any], kind: str, wanted: Sequence[Wanted]) -> Iterator[str]:
    if (data["format"], data["kind"]) != ("banggiao-sheet-expected/1", kind):
        yield f"kind: {data['kind']}"
    rows = [{"sheet": one.sheet} | EMPTY[kind] | row for one in wanted for row in one.rows]
    places = [(row["sheet"], row["row"]) for row in data["rows"]]
    if places != [(row["sheet"], row["row"]) for row in rows]:
        yield f"rows: {places}, not {[(row['sheet'], row['row']) for row in rows]}"
    else:
        for got, row in zip(data["rows"], rows, strict=True):
            for name in got.keys() | row.keys():
                if got.get(name, "?") != row.get(name, "?"):
                    yield f"row {row['row']}, {name}: {got.get(name)!r}, not {row.get(name)!r}"
    errors = [(one.sheet, *error) for one in wanted for error in one.errors]
    keys = ("sheet", "row", "field", "code", "value")
    yield from _list_differences("errors", _picked(data["errors"], *keys), errors)
    repeated = [(one.sheet, *pair) for one in wanted for pair in one.repeated]
    found = _picked(data["warnings"], "sheet", "row", "duplicate_of")
    yield from _list_differences("warnings", found, repeated)
    skipped = [
        (one.sheet, row, reason)
        for one in wanted
        for row, reason in sorted((n, why) for why, ns in one.skipped.items() for n in ns)
    ]
    found = _picked(data["skipped"], "sheet", "row", "reason")
    yield from _list_differences("skipped", found, skipped)


def _picked(entries: Iterable[dict[str, Any]], *keys: str) -> list[tuple[Any, ...]]:
    return [tuple(entry[key] for key in keys) for entry in entries]


def _list_differences(what: str, got: list[Any], wanted: list[Any]) -> Iterator[str]:
    if got == wanted:
        return
    yield from (f"{what}: {one} is not wanted" for one in got if one not in wanted)
    yield from (f"{what}: {one} is missing" for one in wanted if one not in got)
    if sorted(got) == sorted(wanted):
        yield f"{what}: other order: {got}"


def letter_of(column: int) -> str:
    """Give the letters of a column."""
    return str(get_column_letter(column))
