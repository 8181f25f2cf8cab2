"""Spreadsheet files, made on the spot by the libraries that others write them with."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Callable, Iterable
from typing import Any

import openpyxl
import xlsxwriter
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from openpyxl.workbook import Workbook

from banggiao.exchange.books.book import Book, Sheet
from banggiao.exchange.books.opening import open_book

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET_PART = "xl/worksheets/sheet1.xml"


def at(day: dt.date, hour: int = 0, minute: int = 0) -> dt.datetime:
    """Give a moment as spreadsheets keep it: of no time zone."""
    return dt.datetime.combine(day, dt.time(hour, minute))


def opened(data: bytes, name: str = "sổ theo dõi") -> Book:
    """Read a file from memory."""
    return open_book(io.BytesIO(data), name)


def only_sheet(data: bytes, name: str = "sổ theo dõi") -> Sheet:
    """Read a file of one sheet."""
    (sheet,) = opened(data, name).sheets
    return sheet


def xlsx(fill: Callable[[Any], None], book: Workbook | None = None) -> bytes:
    """Make an .xlsx file as openpyxl does; ``fill`` takes its first sheet."""
    book = book or Workbook()
    fill(book.active)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def xlsx_of(*rows: Iterable[Any]) -> bytes:
    """Make an .xlsx file of these rows."""

    def fill(sheet: Any) -> None:
        for row in rows:
            sheet.append(list(row))

    return xlsx(fill)


def shared_xlsx(*rows: Iterable[Any]) -> bytes:
    """Make an .xlsx file as XlsxWriter does: texts stand once, in a part of their own."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"default_date_format": "dd/mm/yyyy"})
    sheet = book.add_worksheet()
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    book.close()
    return out.getvalue()


def with_parts(data: bytes, parts: dict[str, bytes | str]) -> bytes:
    """Give the same package with some parts changed or added."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, content in parts.items():
            new.writestr(name, content)
    return out.getvalue()


def part_of(data: bytes, name: str) -> str:
    """Give one part of a package as text."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read(name).decode()


def raw_xlsx(sheet_data: bytes | str, *, before: str = "", after: str = "") -> bytes:
    """Make an .xlsx file whose only sheet holds exactly these rows of XML."""
    start = f'<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="{MAIN}">{before}<sheetData>'
    middle = sheet_data if isinstance(sheet_data, bytes) else sheet_data.encode()
    sheet = start.encode() + middle + f"</sheetData>{after}</worksheet>".encode()
    return with_parts(xlsx_of(["x"]), {SHEET_PART: sheet})


def xls(fill: Callable[[Any], None], **options: Any) -> bytes:
    """Make an old .xls file as xlwt does; ``fill`` takes its workbook and sheet."""
    book = xlwt.Workbook(**options)
    fill(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def ods(*tables: Any, styles: Iterable[Any] = ()) -> bytes:
    """Make an .ods file of these tables as odfpy does."""
    book = OpenDocumentSpreadsheet()
    for style in styles:
        book.automaticstyles.addElement(style)
    for table in tables:
        book.spreadsheet.addElement(table)
    out = io.BytesIO()
    book.write(out)
    return out.getvalue()


def read_back(data: bytes) -> Any:
    """Open an .xlsx file with openpyxl, to make another one of it."""
    return openpyxl.load_workbook(io.BytesIO(data))
