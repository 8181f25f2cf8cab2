"""The .xls files of Excel 2 to 2003."""

from __future__ import annotations

import io
from collections.abc import Iterator

import xlrd
from xlrd.book import SUPBOOK_DDEOLE, SUPBOOK_EXTERNAL
from xlrd.book import Book as OldBook
from xlrd.sheet import Sheet as OldSheet

from banggiao.exchange.books import refusals
from banggiao.exchange.books.book import Area, Book, Broken, Remark, Sheet, Value
from banggiao.exchange.books.ole import SIGNATURE, Container
from banggiao.exchange.books.serials import Shows, from_serial, shows
from banggiao.exchange.books.sheets import Allowance, Draft, finished, is_blank
from banggiao.exchange.books.xlsx import macros, outside_links

STREAM = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00", b"\x09\x08")
"""How an .xls file begins that holds but one stream: Excel 2 to 5, and some programs since."""

_NOTHING = {xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK}


def read_xls(data: bytes, name: str) -> Book:
    """Read an old workbook.

    `xlrd` reads it whole: it gives values, errors, merged and hidden parts at once. Raises
    `Unreadable`: ``encrypted``, ``broken``, ``not_a_spreadsheet``, ``too_many_cells``.
    """
    has_macros = False
    if data.startswith(SIGNATURE):
        container = Container(data)
        has_macros = "_VBA_PROJECT_CUR" in container.names()
        data = _workbook(container)
    book = _opened(data)
    formats = [
        shows(found.format_str) if (found := book.format_map.get(style.format_key)) else None
        for style in book.xf_list
    ]
    allowance = Allowance()
    sheets = []
    for number in range(book.nsheets):
        sheet = book.sheet_by_index(number)
        sheets.append(_sheet(sheet, formats, allowance, is_1904=book.datemode == 1))
        book.unload_sheet(number)
    remarks = tuple(_remarks(book, has_macros=has_macros))
    return Book(name=name, form="xls", sheets=tuple(sheets), remarks=remarks)


def _workbook(container: Container) -> bytes:
    """Take the workbook out. A file of Excel 95 and 97 at once holds it twice, the newer first."""
    names = container.names()
    if "EncryptedPackage" in names:
        raise refusals.encrypted()
    found = container.stream("Workbook") or container.stream("Book")
    if found:
        return found
    raise refusals.not_a_spreadsheet() if "Root Entry" in names else refusals.broken()


def _opened(data: bytes) -> OldBook:
    try:
        return xlrd.open_workbook(
            file_contents=data,
            formatting_info=True,
            on_demand=True,
            ragged_rows=True,
            logfile=io.StringIO(),
        )
    except xlrd.XLRDError as error:
        if "encrypted" in str(error):
            raise refusals.encrypted() from error
        raise refusals.broken() from error


def _remarks(book: OldBook, *, has_macros: bool) -> Iterator[Remark]:
    if has_macros:
        yield macros()
    kinds = set(book._supbook_types)  # noqa: SLF001  # xlrd has no public name for it
    if kinds & {SUPBOOK_EXTERNAL, SUPBOOK_DDEOLE}:
        yield outside_links()


def _sheet(
    sheet: OldSheet, formats: list[Shows | None], allowance: Allowance, *, is_1904: bool
) -> Sheet:
    draft = Draft(
        sheet.name,
        areas=[Area(top + 1, left + 1, end, edge) for top, end, left, edge in sheet.merged_cells],
        hidden_rows=[(r + 1, r + 1) for r, info in sheet.rowinfo_map.items() if info.hidden],
        hidden_columns=[(c + 1, c + 1) for c, info in sheet.colinfo_map.items() if info.hidden],
        is_hidden=sheet.visibility != 0,
    )
    for number in range(sheet.nrows):
        cells: dict[int, Value] = {}
        kinds = sheet.row_types(number)
        for column, (kind, raw) in enumerate(zip(kinds, sheet.row_values(number), strict=True)):
            if kind in _NOTHING:
                continue
            style = sheet.cell_xf_index(number, column)
            value = _value(kind, raw, formats[style] or Shows.NUMBER, is_1904=is_1904)
            if value is not None:
                cells[column + 1] = value
        if cells:
            allowance.take(len(cells))
            draft.rows[number + 1] = cells
    return finished(draft)


def _value(kind: int, raw: str | float, style: Shows, *, is_1904: bool) -> Value | None:
    if kind == xlrd.XL_CELL_TEXT:
        return None if is_blank(str(raw)) else str(raw)
    if kind == xlrd.XL_CELL_BOOLEAN:
        return bool(raw)
    if kind == xlrd.XL_CELL_ERROR:
        return Broken(xlrd.error_text_from_code.get(int(raw), "#VALUE!"))
    return from_serial(float(raw), style, is_1904=is_1904)
