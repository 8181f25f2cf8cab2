"""One sheet of an .xlsx file, cell by cell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from banggiao.exchange.books import refusals
from banggiao.exchange.books.book import Area, Broken, Sheet, Value
from banggiao.exchange.books.limits import MAX_COLUMN, MAX_ROW
from banggiao.exchange.books.markup import Attributes, beside, listen
from banggiao.exchange.books.serials import Shows, from_serial, moment
from banggiao.exchange.books.sheets import Allowance, Draft, finished, is_blank

_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_NOT_EMPTY = (b"<v", b"<is", b"hidden", b"sheetData")
_HIDDEN = {"1", "true", "on"}
_NO_SIZE = {"0", "0.0"}


@dataclass(frozen=True, slots=True)
class Shared:
    """What the sheets of one workbook share.

    ``strings`` are texts by number, ``formats`` what each cell style shows, ``allowance`` the
    cells that may still be read, ``struck`` the styles of cells that are struck through.
    """

    strings: list[str]
    formats: dict[str | None, Shows]
    is_1904: bool
    allowance: Allowance
    struck: frozenset[str | None] = frozenset()


def read_sheet(pieces: Iterable[bytes], title: str, shared: Shared, *, is_hidden: bool) -> Sheet:
    """Read one sheet. Raises `Unreadable`: ``broken``, ``too_many_cells``."""
    reader = _Reader(Draft(title, is_hidden=is_hidden), shared)
    try:
        listen(without_empty_rows(pieces), reader)
    except (ValueError, IndexError) as error:  # a number that is none, a text that is not there
        raise refusals.broken() from error
    return finished(reader.draft)


def without_empty_rows(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Leave out stretches of rows that are only formatted, without looking at each cell.

    Somebody paints a sheet to its end, and the file has a million rows of nothing. What is left
    out are whole rows: from the first beginning of a row in a piece to the last. Rows that do not
    say their number still count, so each leaves an empty one behind.
    """
    for piece in pieces:
        start, end = piece.find(b"<row"), piece.rfind(b"<row")
        between = piece[start:end]
        if start >= end or any(sign in between for sign in _NOT_EMPTY):
            yield piece
            continue
        rows = between.count(b"<row")
        if between.count(b"<row r=") == rows:
            yield piece[:start]
            yield piece[end:]
        elif b" r=" not in between:
            yield piece[:start]
            yield b"<row/>" * rows
            yield piece[end:]
        else:
            yield piece


class _Reader:
    """Takes the elements of a sheet. The first one tells the namespace of all others."""

    def __init__(self, draft: Draft, shared: Shared) -> None:
        self.draft = draft
        self.shared = shared
        self.texts: list[str] = []
        self.columns: dict[str, int] = {}
        self.cells: dict[int, Value] = {}
        self.cell: Attributes = {}
        self.row = self.column = 0
        self.runs: list[str] = []
        self.is_reading_aid = False
        self.c = self.v = self.t = ""
        self.namespace = ""

    def start(self, name: str, attributes: Attributes) -> None:
        """Begin a cell, a row, or something that is rarer."""
        if name == self.c:
            self.cell = attributes
            reference = attributes.get("r")
            self.column = self._column(reference) if reference else self.column + 1
        elif name == self.v or name == self.t:  # noqa: PLR1714  # hot: no set for two names
            self.texts.clear()
        else:
            self._start_rare(name, attributes)

    def end(self, name: str) -> None:
        """End a cell's value, a row, or something that is rarer."""
        if name == self.v:
            text = "".join(self.texts)
            if text:
                self._keep(self._value(text))
        elif name == self.c:
            return
        else:
            self._end_rare(name)

    def _start_rare(self, name: str, attributes: Attributes) -> None:
        if not self.c:
            self.c, self.v, self.t = (beside(name, what) for what in "cvt")
            self.namespace = self.c.removesuffix("c")
            return
        what = name.removeprefix(self.namespace)
        if what == "row":
            self._start_row(attributes)
        elif what == "is":
            self.runs = []
        elif what == "rPh":
            self.is_reading_aid = True
        elif what == "col":
            if attributes.get("hidden") in _HIDDEN or attributes.get("width") in _NO_SIZE:
                span = int(attributes["min"]), int(attributes["max"])
                self.draft.hidden_columns.append(span)
        elif what == "mergeCell":
            self._merge(attributes.get("ref", ""))

    def _end_rare(self, name: str) -> None:
        what = name.removeprefix(self.namespace)
        if what == "row":
            self.shared.allowance.take(len(self.cells))
            if self.cells:
                self.draft.rows[self.row] = self.cells
        elif what == "t" and not self.is_reading_aid:
            self.runs.append("".join(self.texts))
        elif what == "rPh":
            self.is_reading_aid = False
        elif what == "is":
            self._keep(_text("".join(self.runs)))

    def _start_row(self, attributes: Attributes) -> None:
        self.row = int(attributes.get("r", self.row + 1))
        if not 1 <= self.row <= MAX_ROW:
            raise refusals.broken()
        self.column = 0
        self.cells = self.draft.rows.get(self.row, {})
        self.texts.clear()
        if attributes.get("hidden") in _HIDDEN or attributes.get("ht") in _NO_SIZE:
            self.draft.hidden_rows.append((self.row, self.row))

    def _column(self, reference: str) -> int:
        letters = reference.rstrip("0123456789")
        found = self.columns.get(letters)
        if found is None:
            found = self.columns[letters] = _column_number(letters)
        return found

    def _keep(self, value: Value | None) -> None:
        if value is not None and 1 <= self.column <= MAX_COLUMN:
            self.cells[self.column] = value
            if self.shared.struck and self.cell.get("s") in self.shared.struck:
                self.draft.struck[self.row] = self.draft.struck.get(self.row, 0) + 1

    def _value(self, text: str) -> Value | None:
        """Give the value of a cell from what stands in its ``v``."""
        kind = self.cell.get("t", "n")
        if kind == "s":
            return self.shared.strings[_index(text)] or None
        if kind == "n":
            return self._number(text)
        if kind == "b":
            return text.strip() in _HIDDEN
        if kind == "e":
            return Broken(text)
        if kind == "d":
            return moment(text, self.shared.formats.get(self.cell.get("s"), Shows.DAY))
        return _text(text)

    def _number(self, text: str) -> Value | None:
        style = self.shared.formats.get(self.cell.get("s"), Shows.NUMBER)
        if style is Shows.NUMBER and text.isdecimal() and len(text) < 16:
            return int(text)
        try:
            number = float(text)
        except ValueError:  # some writers forget to say that it is a text
            return _text(text)
        return from_serial(number, style, is_1904=self.shared.is_1904)

    def _merge(self, reference: str) -> None:
        found = _REFERENCE.findall(reference)
        if len(found) == 2:
            (left, top), (right, bottom) = found
            area = Area(int(top), _column_number(left), int(bottom), _column_number(right))
            self.draft.areas.append(area)


def unescaped(text: str) -> str:
    """Give the characters that Excel writes as ``_x000D_``, because XML cannot hold them."""
    if "_x" not in text:
        return text
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)


def _text(text: str) -> str | None:
    text = unescaped(text)
    return None if is_blank(text) else text


def _index(text: str) -> int:
    number = int(text)
    if number < 0:
        raise IndexError
    return number


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters.replace("$", "").upper():
        if not "A" <= letter <= "Z":
            raise refusals.broken()
        number = number * 26 + ord(letter) - 64
    if not 1 <= number <= MAX_COLUMN:
        raise refusals.broken()
    return number
