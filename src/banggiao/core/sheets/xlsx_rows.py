"""The rows of a sheet as Excel keeps them, written at once.

xlsxwriter asks a dozen questions of each cell, for formulas, links and rich texts; a list holds
texts and numbers only, and of a hundred thousand of them those questions were most of the time.
What a text means to a reader of the file is the same. One that looks like rich text is a text here.
"""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Any

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

if TYPE_CHECKING:
    from collections.abc import Iterable

LONGEST = 32_767
"""So many units of UTF-16 a cell takes; the rest of a text is left out."""
_PLAIN_UP_TO = LONGEST // 2
_CONTROLS = "\\x00-\\x08\\x0b-\\x1f\ufffe\uffff"
_NOT_PLAIN = re.compile(rf"[&<>{_CONTROLS}]|_x|\A\s|\s\Z")
_ESCAPE_OF_EXCEL = re.compile("_(?=x[0-9a-fA-F]{4}_)")
_CONTROL = re.compile(f"[{_CONTROLS}]")

type Styled = tuple[str | float, Any]
"""A text or a number with its format. A day is the number of it, in a format of days."""


class Rows(Worksheet):  # type: ignore[misc]  # has no types
    """A sheet that takes whole rows, from the first to the last, and no cells."""

    def __init__(self) -> None:
        super().__init__()
        self.names_of_columns: list[str] = []
        self.numbers_of_styles: dict[int, int] = {}

    def put(self, number: int, cells: Iterable[Styled | None]) -> None:
        """Write a row, counted from 0; None is an empty cell."""
        row, last = number + 1, -1
        parts = [f'<row r="{row}">']
        for column, cell in enumerate(cells):
            if cell is not None:
                value, style = cell
                place = f'<c r="{self._name(column)}{row}" s="{self._style(style)}"'
                if isinstance(value, str):
                    parts.append(f'{place} t="inlineStr"><is>{_text(value)}</is></c>')
                else:
                    parts.append(f"{place}><v>{value:.16G}</v></c>")
                last = column
        if last >= 0:
            self.fh.write("".join([*parts, "</row>"]))
            self._check_dimensions(number, last)

    def _name(self, column: int) -> str:
        names = self.names_of_columns
        while len(names) <= column:
            names.append(xl_col_to_name(len(names)))
        return names[column]

    def _style(self, style: Any) -> int:
        known = self.numbers_of_styles
        if id(style) not in known:
            known[id(style)] = style._get_xf_index()  # noqa: SLF001  # as the library does
        return known[id(style)]


def _text(text: str) -> str:
    """Give a text as it stands in a cell."""
    if len(text) <= _PLAIN_UP_TO and not _NOT_PLAIN.search(text):
        return f"<t>{text}</t>"
    units = text.encode("utf-16-le", "surrogatepass")
    if len(units) > 2 * LONGEST:
        text = units[: 2 * LONGEST].decode("utf-16-le", "ignore")
    text = _CONTROL.sub(lambda c: f"_x{ord(c[0]):04X}_", _ESCAPE_OF_EXCEL.sub("_x005F_", text))
    kept = ' xml:space="preserve"' if text[:1].isspace() or text[-1:].isspace() else ""
    return f"<t{kept}>{escape(text, quote=False)}</t>"
