"""The one door into spreadsheet files."""

from __future__ import annotations

import logging
from pathlib import Path, PurePath
from typing import BinaryIO

from banggiao.exchange.books import refusals
from banggiao.exchange.books.book import Book, Unreadable
from banggiao.exchange.books.delimited import read_delimited
from banggiao.exchange.books.limits import MAX_FILE
from banggiao.exchange.books.ods import read_fods, read_ods
from banggiao.exchange.books.old_fonts import with_letters
from banggiao.exchange.books.ole import SIGNATURE
from banggiao.exchange.books.packages import Package
from banggiao.exchange.books.web_tables import read_web_tables
from banggiao.exchange.books.xls import STREAM, read_xls
from banggiao.exchange.books.xlsx import read_xlsx
from banggiao.exchange.books.xml2003 import NAMESPACE as XML2003
from banggiao.exchange.books.xml2003 import read_xml2003

logger = logging.getLogger(__name__)

_WORKBOOKS = {".xlsx", ".xlsm", ".xltx", ".xltm", ".xlsb", ".xls", ".xlt", ".ods", ".ots"}
_OTHERS = (b"%PDF", b"{\\rtf", b"MIME-Version:")
_PAGE = (b"<html", b"<table", b"<!doctype html", b"<head", b"<meta", b"<style", b"<div")
_HEAD = 4096


def open_book(file: Path | BinaryIO, name: str) -> Book:
    """Read a spreadsheet file: values, merged and hidden parts, what to know about it.

    What it is follows from its content; ``name`` is kept, and decides only whether a plain text
    may be a table of one column. Nothing is written, run, or fetched from elsewhere.

    Raises `Unreadable`, with a sentence for people and one of these codes: ``encrypted``,
    ``broken``, ``too_large``, ``zip_bomb``, ``too_many_cells``, ``not_a_spreadsheet``,
    ``binary_workbook``, ``empty``. Sources of the limits: `books.limits`.
    """
    data = _content(file)
    try:
        book = _read(data, name)
    except Unreadable:
        raise
    except MemoryError as error:
        raise refusals.too_large_unpacked() from error
    except Exception as error:  # readers stumble over damage in every way there is
        logger.warning("A spreadsheet file could not be read", exc_info=True)
        raise refusals.broken() from error
    if not any(sheet.rows for sheet in book.sheets):
        raise refusals.empty()
    return with_letters(book)


def _content(file: Path | BinaryIO) -> bytes:
    """Give the bytes of a file, from its beginning, if there are not too many."""
    if isinstance(file, Path):
        with file.open("rb") as opened:
            data = opened.read(MAX_FILE + 1)
    else:
        if file.seekable():
            file.seek(0)
        data = file.read(MAX_FILE + 1)
    if len(data) > MAX_FILE:
        raise refusals.too_large()
    if not data.strip(b"\0 \t\r\n"):
        raise refusals.empty()
    return data


def _read(data: bytes, name: str) -> Book:
    if data.startswith(b"PK"):
        return _read_package(Package(data), name)
    if data.startswith((SIGNATURE, *STREAM)):
        return read_xls(data, name)
    if data.startswith(_OTHERS):
        raise refusals.not_a_spreadsheet()
    head = data.removeprefix(b"\xef\xbb\xbf").lstrip()[:_HEAD].lower()
    if head.startswith(b"<"):
        return _read_markup(data, head, name)
    must_be_table = PurePath(name).suffix.lower() in _WORKBOOKS
    return read_delimited(data, name, must_be_table=must_be_table)


def _read_package(package: Package, name: str) -> Book:
    if "xl/workbook.bin" in package:
        raise refusals.binary_workbook()
    if "mimetype" in package and "content.xml" in package:
        with package.open("mimetype") as stream:
            kind = stream.read(200)
        if b"spreadsheet" in kind:
            return read_ods(package, name)
    if "encrypted-package" in package:
        raise refusals.encrypted()
    if "[content_types].xml" in package and package.has_under("xl/"):
        return read_xlsx(package, name)
    raise refusals.not_a_spreadsheet()


def _read_markup(data: bytes, head: bytes, name: str) -> Book:
    if XML2003.encode() in head:
        return read_xml2003(data, name)
    if b"<office:document" in head:
        return read_fods(data, name)
    if any(sign in head for sign in _PAGE):
        return read_web_tables(data, name)
    raise refusals.not_a_spreadsheet()
