"""OpenDocument spreadsheets: .ods, and .fods, the same as one plain XML file."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from banggiao.exchange.books import refusals
from banggiao.exchange.books.book import Area, Book, Broken, Remark, Sheet, Value
from banggiao.exchange.books.limits import MAX_COLUMN, MAX_ROW
from banggiao.exchange.books.markup import Attributes, listen
from banggiao.exchange.books.ods_styles import OFFICE, TABLE, Styles
from banggiao.exchange.books.serials import Shows, moment, plain
from banggiao.exchange.books.sheets import Allowance, Draft, finished, is_blank
from banggiao.exchange.books.xlsx import macros, outside_links, pieces

if TYPE_CHECKING:
    from banggiao.exchange.books.packages import Package

TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
DRAW = "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
OTHER_FILE = "http://www.w3.org/1999/xlink}href"
IS_ERROR = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}value-type"

# Spaces in the XML count as one; those that are meant have elements of their own. Until the two
# can be told apart no more, they are held by characters that no text may have.
_SPACE, _TAB, _BREAK = "\ufdd0", "\ufdd1", "\ufdd2"
_MEANT = str.maketrans({_SPACE: " ", _TAB: "\t", _BREAK: "\n"})
_SPACES = re.compile(r"[ \t\r\n]+")
_ERROR = re.compile(r"#(?:N/A|NAME\?|NULL!|NUM!|REF!|VALUE!|DIV/0!)|Err:\d{3}")
_TIME = re.compile(r"(-?)PT?(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:[.,]\d+)?S)?")
_TYPED = {
    "float": "value",
    "currency": "value",
    "percentage": "value",
    "date": "date-value",
    "time": "time-value",
    "boolean": "boolean-value",
}
"""Where the value of a cell stands, for each type but text."""
_UNSEEN = {
    f"{OFFICE}annotation",  # a comment, not the cell's text
    f"{TEXT}note",
    f"{TEXT}ruby-text",  # how a Japanese word is read aloud
    f"{TABLE}tracked-changes",
    f"{TABLE}shapes",
}


def read_ods(package: Package, name: str) -> Book:
    """Read a workbook of LibreOffice and its relatives."""
    manifest = package.tree("META-INF/manifest.xml")
    if manifest is not None and manifest.find(".//{*}encryption-data") is not None:
        raise refusals.encrypted()
    styles = package.tree("styles.xml")
    reader = _Reader(Styles(styles))
    remarks = [macros()] if package.has_under("basic/", "scripts/") else []
    return _read(pieces(package.open("content.xml")), reader, name, remarks)


def read_fods(data: bytes, name: str) -> Book:
    """Read a workbook that was saved as one plain XML file."""
    return _read([data], _Reader(Styles()), name, [])


def _read(content: Iterable[bytes], reader: _Reader, name: str, remarks: list[Remark]) -> Book:
    listen(content, reader)
    if reader.has_outside_links:
        remarks.append(outside_links())
    return Book(name=name, form="ods", sheets=tuple(reader.sheets), remarks=tuple(remarks))


@dataclass(slots=True)
class _Table(Draft):
    """The sheet that is being read."""

    column_styles: list[tuple[int, str]] = field(default_factory=list)
    """Up to which column which style holds, where a cell has none."""
    is_copy: bool = False
    """Whether it only keeps what another file held when it was last looked at."""


class _Reader:
    """Takes the elements of content.xml. What a person does not see in a cell is passed over."""

    def __init__(self, styles: Styles) -> None:
        self.styles = styles
        self.texts: list[str] = []
        self.sheets: list[Sheet] = []
        self.sheet: _Table | None = None
        self.allowance = Allowance()
        self.has_outside_links = False
        self.passed_over = 0
        self.held = ""
        self.row = self.column = self.row_times = 0
        self.cells: dict[int, Value] = {}
        self.cell: Attributes = {}
        self.paragraphs: list[str] = []
        self.starts: dict[str, Callable[[Attributes], None]] = {
            f"{TABLE}table": self._start_sheet,
            f"{TABLE}table-source": self._start_source,
            f"{TABLE}table-column": self._start_column,
            f"{TABLE}table-row": self._start_row,
            f"{TABLE}table-cell": self._start_cell,
            f"{TABLE}covered-table-cell": self._start_covered,
            f"{TABLE}dde-links": self._start_other_files,
            f"{TEXT}p": self._start_paragraph,
            f"{TEXT}s": self._start_spaces,
            f"{TEXT}tab": self._start_tab,
            f"{TEXT}line-break": self._start_break,
        }
        self.ends: dict[str, Callable[[], None]] = {
            f"{TABLE}table": self._end_sheet,
            f"{TABLE}table-row": self._end_row,
            f"{TABLE}table-cell": self._end_cell,
            f"{TEXT}p": self._end_paragraph,
        }

    def start(self, name: str, attributes: Attributes) -> None:
        """Begin an element; one inside a comment, a drawing and the like is passed over."""
        if self.passed_over:
            self.passed_over += 1
            return
        if name in _UNSEEN or name.startswith(DRAW):
            self._pass_over()
            return
        handler = self.starts.get(name)
        if handler:
            handler(attributes)
        elif self.sheet is None:
            self.styles.start(name, attributes)

    def end(self, name: str) -> None:
        """End what `start` began."""
        if self.passed_over:
            self.passed_over -= 1
            if not self.passed_over:
                self.texts[:] = [self.held]
            return
        handler = self.ends.get(name)
        if handler:
            handler()

    def _pass_over(self) -> None:
        """Let this element and what is in it go by; the text around it stays."""
        self.passed_over = 1
        self.held = "".join(self.texts)

    def _start_other_files(self, _: Attributes) -> None:
        self.has_outside_links = True
        self._pass_over()

    def _start_sheet(self, attributes: Attributes) -> None:
        if self.sheet is not None:  # a table inside a cell, which no program shows
            self._pass_over()
            return
        style = attributes.get(f"{TABLE}style-name", "")
        name = attributes.get(f"{TABLE}name", "")
        self.sheet = _Table(name, is_hidden=style in self.styles.hidden_tables)
        self.row = self.column = 0

    def _end_sheet(self) -> None:
        sheet, self.sheet = self.sheet, None
        if sheet and not sheet.is_copy:
            self.sheets.append(finished(sheet))

    def _start_source(self, attributes: Attributes) -> None:
        if self.sheet and OTHER_FILE in attributes:
            self.sheet.is_copy = self.has_outside_links = True

    def _start_column(self, attributes: Attributes) -> None:
        if self.sheet is None or self.column >= MAX_COLUMN:
            return
        start = self.column + 1
        self.column += _times(attributes, f"{TABLE}number-columns-repeated")
        style = attributes.get(f"{TABLE}default-cell-style-name", "")
        self.sheet.column_styles.append((self.column, style))
        if attributes.get(f"{TABLE}visibility", "visible") != "visible":
            self.sheet.hidden_columns.append((start, self.column))

    def _start_row(self, attributes: Attributes) -> None:
        if self.sheet is None:
            return
        self.row += 1
        self.column = 0
        self.cells = {}
        self.row_times = _times(attributes, f"{TABLE}number-rows-repeated")
        if attributes.get(f"{TABLE}visibility", "visible") != "visible":
            self.sheet.hidden_rows.append((self.row, self.row + self.row_times - 1))

    def _end_row(self) -> None:
        if self.sheet is None:
            return
        if self.cells:
            self.allowance.take(len(self.cells) * self.row_times)
            for row in range(self.row, min(self.row + self.row_times, MAX_ROW + 1)):
                self.sheet.rows[row] = dict(self.cells)
        self.row += self.row_times - 1

    def _start_cell(self, attributes: Attributes) -> None:
        self.column += 1
        self.cell = attributes
        self.paragraphs.clear()

    def _start_covered(self, attributes: Attributes) -> None:
        self.column += _times(attributes, f"{TABLE}number-columns-repeated")
        self._pass_over()

    def _end_cell(self) -> None:
        times = _times(self.cell, f"{TABLE}number-columns-repeated")
        last = self.column + times - 1
        if self.sheet is not None:
            value = self._value()
            if value is not None:
                for column in range(self.column, min(last, MAX_COLUMN) + 1):
                    self.cells[column] = value
            wide = _times(self.cell, f"{TABLE}number-columns-spanned")
            high = _times(self.cell, f"{TABLE}number-rows-spanned")
            if wide > 1 or high > 1:
                bottom, right = self.row + high - 1, self.column + wide - 1
                self.sheet.areas.append(Area(self.row, self.column, bottom, right))
        self.column = last

    def _start_paragraph(self, _: Attributes) -> None:
        self.texts.clear()

    def _end_paragraph(self) -> None:
        text = _SPACES.sub(" ", "".join(self.texts)).translate(_MEANT)
        self.paragraphs.append(text)
        self.texts.clear()

    def _start_spaces(self, attributes: Attributes) -> None:
        self.texts.append(_SPACE * min(_times(attributes, f"{TEXT}c"), 100))

    def _start_tab(self, _: Attributes) -> None:
        self.texts.append(_TAB)

    def _start_break(self, _: Attributes) -> None:
        self.texts.append(_BREAK)

    def _value(self) -> Value | None:
        """Give the value of the cell that ends: the typed one where the file says it."""
        kind = self.cell.get(f"{OFFICE}value-type", "")
        text = "\n".join(self.paragraphs)
        if self.cell.get(IS_ERROR) == "error" or (kind != "string" and _ERROR.fullmatch(text)):
            return Broken(text or "#VALUE!")
        if kind in _TYPED:
            try:
                return self._typed(kind)
            except (KeyError, ValueError, OverflowError):
                pass  # the text beside the value says it too
        text = self.cell.get(f"{OFFICE}string-value") or text
        return None if is_blank(text) else text

    def _typed(self, kind: str) -> Value:
        said = self.cell[f"{OFFICE}{_TYPED[kind]}"]
        if kind == "date":
            return moment(said, self._shows())
        if kind == "time":
            return _time(said, self._shows())
        if kind == "boolean":
            return said == "true"
        return float(said) if kind == "percentage" else plain(float(said))

    def _shows(self) -> Shows:
        style = self.cell.get(f"{TABLE}style-name", "")
        if not style and self.sheet:
            columns = self.sheet.column_styles
            style = next((style for last, style in columns if self.column <= last), "")
        return self.styles.shows(style)


def _times(attributes: Attributes, name: str) -> int:
    """Give how often something is repeated or how far it goes: once, where nothing is said."""
    text = attributes.get(name, "1")
    return max(int(text), 1) if text.isdecimal() and len(text) < 10 else 1


def _time(text: str, kind: Shows) -> Value:
    """Read ``PT08H30M00S``: a time of day, or a stretch of time where the format says so."""
    found = _TIME.fullmatch(text)
    if not found:
        raise ValueError(text)
    hours, minutes, seconds = (int(part or 0) for part in found.groups()[1:])
    span = dt.timedelta(hours=hours, minutes=minutes, seconds=seconds)
    if found[1]:
        return -span
    if kind is Shows.SPAN or span >= dt.timedelta(days=1):
        return span
    return dt.time(hours, minutes, seconds) if minutes < 60 and seconds < 60 else span
