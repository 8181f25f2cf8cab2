"""Takes a pasted block apart into cells, and refuses what is too large to look through."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from banggiao.core.errors import Refused
from banggiao.exchange.books.book import Unreadable
from banggiao.exchange.books.text import shown, tidy
from banggiao.exchange.books.web_tables import read_web_tables

if TYPE_CHECKING:
    from collections.abc import Iterator

    from banggiao.exchange.books.book import Sheet

MOST_ROWS, MOST_COLUMNS, MOST_CELLS = 500, 40, 10_000
MOST_KB = 100
"""What one page of fields can hold and a person can look through. Larger is a file to import."""

NOTHING_YET = gettext_lazy(
    "Nothing stands here yet. Copy the cells in the spreadsheet, then paste them."
)

type Cells = list[list[str]]
"""Rows of cells, all of one length, from the left."""

_CELL = re.compile(r'"((?:[^"\t]|"")*)"(?=[\t\n]|\Z)|([^\t\n]*)')
"""A cell in quotes may hold line breaks. It holds no tab: a spreadsheet lets nobody type one, and
so a mark of inches that is never closed ends with its cell instead of taking the rest along."""
_UNSTORED = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_PAGE = re.compile(r"\s*<(?:!doctype|html|meta|body|table|div|style)\b", re.IGNORECASE)
_TABLE = re.compile(r"<table\b", re.IGNORECASE)
_TABLE_CELL = re.compile(r"<t[dh]\b", re.IGNORECASE)


def read_block(text: str) -> Cells:
    """Give the cells of a block, without rows and columns in which nothing stands.

    The block is what spreadsheets put on the clipboard, tabs between cells and cells with line
    breaks in quotes, or the table of a web page. Refused, with the sentence for the page: nothing
    in it, more than 100 kB, 500 rows, 40 columns or 10,000 cells.
    """
    size = len(text.encode("utf-8", "replace"))
    if size > MOST_KB * 1000:
        raise Refused(
            "paste_too_large",
            _(
                "This is %(size)s kB of text; at most %(limit)s kB can be pasted at once. Paste it "
                "in parts, or bring in the file itself."
            )
            % {"size": -(-size // 1000), "limit": MOST_KB},
            field="text",
        )
    is_page = _PAGE.match(text) and _TABLE.search(text) and _TABLE_CELL.search(text)
    rows = _of_page(text) if is_page else list(_rows(text))
    filled = [row for row in rows if any(row)]
    if not filled:
        raise Refused("paste_empty", NOTHING_YET, field="text")
    used = sorted({column for row in filled for column, text in enumerate(row) if text})
    check_size(len(filled), len(used))
    return [[row[column] if column < len(row) else "" for column in used] for row in filled]


def check_size(rows: int, columns: int) -> None:
    """Refuse a block that one page of fields cannot hold."""
    sentence, number, limit = "", 0, 0
    if rows > MOST_ROWS:
        number, limit = rows, MOST_ROWS
        sentence = _(
            "These are %(number)s rows; at most %(limit)s can be pasted at once. Paste them in "
            "parts, or bring in the file itself."
        )
    elif columns > MOST_COLUMNS:
        number, limit = columns, MOST_COLUMNS
        sentence = _(
            "These are %(number)s columns; at most %(limit)s can be pasted at once. Copy only "
            "those that are needed."
        )
    elif rows * columns > MOST_CELLS:
        number, limit = rows * columns, MOST_CELLS
        sentence = _(
            "These are %(number)s cells; at most %(limit)s can be pasted at once. Paste fewer rows "
            "or fewer columns."
        )
    if sentence:
        said = {"number": number_format(number), "limit": number_format(limit)}
        raise Refused("paste_too_large", sentence % said, field="text")


def clean_cell(text: str) -> str:
    """Give the text of a cell as it is kept: NFC, tidy, without what no page or database holds."""
    return tidy(_UNSTORED.sub("", text))


def _rows(text: str) -> Iterator[list[str]]:
    """Give the cells of each row as they were copied."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    at, row = 0, []
    while at <= len(text):
        match = _CELL.match(text, at)
        assert match is not None  # noqa: S101  # the second half fits everywhere
        quoted, plain = match.groups()
        row.append(clean_cell(plain if quoted is None else quoted.replace('""', '"')))
        at = match.end()
        if at == len(text) or text[at] == "\n":
            yield row
            row = []
        at += 1


def _of_page(text: str) -> Cells:
    """Give the rows of the first table of a page; a cell over several rows stands in each."""
    start = _TABLE.search(text)
    assert start is not None  # noqa: S101  # asked before
    try:
        book = read_web_tables(text[start.start() :].encode(), "")
    except Unreadable:
        return []
    return list(_of_sheet(book.sheets[0]))


def _of_sheet(sheet: Sheet) -> Iterator[list[str]]:
    above: dict[tuple[int, int], str] = {}
    for area in sheet.merged:
        value = shown(sheet.rows.get(area.top, {}).get(area.left))
        bottom = min(area.bottom, sheet.last_row)
        above |= {(row, area.left): value for row in range(area.top + 1, bottom + 1)}
    width = max((column for row in sheet.rows.values() for column in row), default=0)
    for row in range(1, sheet.last_row + 1):
        cells = sheet.rows.get(row, {})
        yield [
            clean_cell(shown(cells.get(column)) or above.get((row, column), ""))
            for column in range(1, width + 1)
        ]
