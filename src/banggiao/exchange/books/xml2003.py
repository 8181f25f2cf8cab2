"""The XML that Excel 2003 wrote, and that some reporting systems still write under .xls or .xml."""

from __future__ import annotations

from banggiao.exchange.books.book import Area, Book, Broken, Sheet, Value
from banggiao.exchange.books.limits import MAX_COLUMN, MAX_ROW
from banggiao.exchange.books.markup import MARK, Attributes, listen
from banggiao.exchange.books.serials import moment, plain
from banggiao.exchange.books.sheets import Allowance, Draft, finished, is_blank

NAMESPACE = "urn:schemas-microsoft-com:office:spreadsheet"
_VISIBLE = f"urn:schemas-microsoft-com:office:excel{MARK}Visible"
_OWN = f"{NAMESPACE}{MARK}"
_FAR = 1_000_000_000


def read_xml2003(data: bytes, name: str) -> Book:
    """Read such a workbook. Raises `Unreadable`: ``broken``, ``too_many_cells``."""
    reader = _Reader()
    listen([data], reader)
    return Book(name=name, form="xls", sheets=tuple(reader.sheets))


class _Reader:
    """Takes the elements. Rows and cells count on from the last one unless they say their place."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.sheets: list[Sheet] = []
        self.allowance = Allowance()
        self.sheet = Draft("")
        self.row = self.column = self.place = self.more_rows = 0
        self.kind = ""
        self.is_comment = False

    def start(self, name: str, attributes: Attributes) -> None:
        """Begin a sheet, a column, a row, a cell or its value."""
        if name == _VISIBLE:
            self.texts.clear()
        if not name.startswith(_OWN):
            return
        what = name.removeprefix(_OWN)
        said = {key.removeprefix(_OWN): text for key, text in attributes.items()}
        if what == "Worksheet":
            self._start_sheet(said)
        elif what == "Column":
            self._start_column(said)
        elif what == "Row":
            self._start_row(said)
        elif what == "Cell":
            self._start_cell(said)
        elif what == "Comment":
            self.is_comment = True
        elif what == "Data":
            self.kind = said.get("Type", "String")
            self.texts.clear()

    def end(self, name: str) -> None:
        """End what `start` began."""
        if name == f"{_OWN}Data":
            if not self.is_comment:
                self._keep("".join(self.texts))
        elif name == f"{_OWN}Comment":
            self.is_comment = False
        elif name == f"{_OWN}Row":
            self.row += self.more_rows
        elif name == f"{_OWN}Worksheet":
            self.sheets.append(finished(self.sheet))
        elif name == _VISIBLE:
            self.sheet.is_hidden = "".join(self.texts).strip().startswith("Sheet")

    def _start_sheet(self, said: Attributes) -> None:
        self.sheet = Draft(said.get("Name", ""))
        self.row = self.column = self.more_rows = 0

    def _start_column(self, said: Attributes) -> None:
        start = _number(said.get("Index"), self.column + 1)
        self.column = start + _number(said.get("Span"), 0)
        if said.get("Hidden") == "1":
            self.sheet.hidden_columns.append((start, self.column))

    def _start_row(self, said: Attributes) -> None:
        self.row = _number(said.get("Index"), self.row + 1)
        self.more_rows = _number(said.get("Span"), 0)
        self.column = 0
        if said.get("Hidden") == "1":
            self.sheet.hidden_rows.append((self.row, self.row + self.more_rows))

    def _start_cell(self, said: Attributes) -> None:
        left = _number(said.get("Index"), self.column + 1)
        right = left + _number(said.get("MergeAcross"), 0)
        bottom = self.row + _number(said.get("MergeDown"), 0)
        self.place = left
        self.column = right
        if (self.row, left) != (bottom, right):
            self.sheet.areas.append(Area(self.row, left, bottom, right))

    def _keep(self, text: str) -> None:
        value = self._value(text)
        if value is not None and self.row <= MAX_ROW and self.place <= MAX_COLUMN:
            self.allowance.take(1)
            self.sheet.rows.setdefault(self.row, {})[self.place] = value

    def _value(self, text: str) -> Value | None:
        if self.kind == "Number":
            try:
                return plain(float(text))
            except ValueError:
                pass
        if self.kind == "Boolean":
            return text.strip() == "1"
        if self.kind == "DateTime":
            return moment(text.strip())
        if self.kind == "Error":
            return Broken(text.strip())
        return None if is_blank(text) else text


def _number(text: str | None, otherwise: int) -> int:
    if text is None or not text.isdecimal():
        return otherwise
    return min(int(text[:10]), _FAR)
