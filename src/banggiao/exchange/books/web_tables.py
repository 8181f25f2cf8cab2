"""Tables of a web page that was saved as .xls: what many reporting systems call an Excel file."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from banggiao.exchange.books import refusals
from banggiao.exchange.books.book import Area, Book, Sheet
from banggiao.exchange.books.charsets import Decoded, decoded
from banggiao.exchange.books.delimited import remarks
from banggiao.exchange.books.limits import MAX_COLUMN, MAX_ROW
from banggiao.exchange.books.sheets import Allowance, Draft, finished, is_blank

_CHARSET = re.compile(
    rb"""<meta[^>]{0,200}charset\s*=\s*["']?([A-Za-z0-9_-]{2,20})""", re.IGNORECASE
)
_SPACES = re.compile(r"[ \t\r\n\f]+")
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_BREAKS = {"br", "p", "div", "li"}
_NO_TEXT = {"comment", "script", "style", "title"}
_BREAK = "\x00"
_MAX_SPAN = 1_000  # a cell that claims to cover more is wrong

Attributes = list[tuple[str, str | None]]


def read_web_tables(data: bytes, name: str) -> Book:
    """Read each table of a page as a sheet; all cells are texts. Nothing is fetched or run.

    Refuses with ``not_a_spreadsheet`` a page without tables.
    """
    found = _decoded(data)
    parser = _Tables()
    parser.feed(found.text)
    parser.close()
    parser.end_table()
    if not parser.sheets:
        raise refusals.not_a_spreadsheet()
    return Book(name=name, form="xls", sheets=tuple(parser.sheets), remarks=tuple(remarks(found)))


def _decoded(data: bytes) -> Decoded:
    said = _CHARSET.search(data[:4096])
    if said:
        try:
            encoding = said[1].decode("ascii")
            return Decoded(data.decode(encoding), encoding, is_sure=True)
        except (LookupError, UnicodeError):
            pass
    return decoded(data)


class _Tables(HTMLParser):
    """Collects cells. A table inside a cell is text of that cell."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.sheets: list[Sheet] = []
        self.allowance = Allowance()
        self.depth = self.silent = 0
        self._start_table()

    def _start_table(self) -> None:
        self.draft = Draft(str(len(self.sheets) + 1))
        self.taken: dict[int, set[int]] = {}
        self.row = self.column = 0
        self.area: Area | None = None
        self.texts: list[str] = []

    def end_table(self) -> None:
        """Make a sheet of what was read, if anything was."""
        self._end_cell()
        if self.draft.rows:
            self.sheets.append(finished(self.draft))
        self._start_table()

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        """Begin a table, a row, a cell, a line."""
        if tag == "table":
            self.depth += 1
            if self.depth == 1:
                self._start_table()
        elif tag in _NO_TEXT:
            self.silent += 1
        elif tag in _BREAKS:
            self.texts.append(_BREAK)
        elif self.depth == 1 and tag == "tr":
            self._start_row(dict(attrs))
        elif self.depth == 1 and tag in {"td", "th"}:
            self._start_cell(dict(attrs))

    def handle_endtag(self, tag: str) -> None:
        """End a table or a cell; rows and cells that are not closed end with the next one."""
        if tag == "table":
            if self.depth == 1:
                self.end_table()
            self.depth = max(self.depth - 1, 0)
        elif tag in _NO_TEXT:
            self.silent = max(self.silent - 1, 0)
        elif self.depth == 1 and tag in {"td", "th", "tr"}:
            self._end_cell()

    def handle_data(self, data: str) -> None:
        """Take a piece of text."""
        if self.area and not self.silent:
            self.texts.append(data)

    def _start_row(self, attributes: dict[str, str | None]) -> None:
        self._end_cell()
        self.taken.pop(self.row, None)
        self.row += 1
        self.column = 0
        if self.row > MAX_ROW:
            raise refusals.too_many_cells()
        if "hidden" in attributes or _HIDDEN.search(attributes.get("style") or ""):
            self.draft.hidden_rows.append((self.row, self.row))

    def _start_cell(self, attributes: dict[str, str | None]) -> None:
        self._end_cell()
        self.row = self.row or 1
        taken = self.taken.get(self.row, set())
        left = self.column + 1
        while left in taken:
            left += 1
        wide, high = _span(attributes.get("colspan")), _span(attributes.get("rowspan"))
        self.column = left + wide - 1
        self.area = Area(self.row, left, self.row + high - 1, self.column)
        for row in range(self.row + 1, self.row + high):
            self.taken.setdefault(row, set()).update(range(left, left + wide))

    def _end_cell(self) -> None:
        area, self.area = self.area, None
        if area is None:
            return
        lines = _SPACES.sub(" ", "".join(self.texts)).split(_BREAK)
        text = "\n".join(line.strip() for line in lines).strip()
        self.texts = []
        if area.right > MAX_COLUMN:
            return
        if not is_blank(text):
            self.allowance.take(1)
            self.draft.rows.setdefault(area.top, {})[area.left] = text
        if area[:2] != area[2:]:
            self.draft.areas.append(area)


def _span(text: str | None) -> int:
    digits = (text or "1").strip()
    number = int(digits) if digits.isdecimal() and len(digits) < 6 else 1
    return number if 1 <= number <= _MAX_SPAN else 1
