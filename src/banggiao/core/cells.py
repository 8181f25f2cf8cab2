"""The rows of a list as HTML.

Written in Python, not as a template: a page of fifty rows has four hundred cells, and a template
takes longer for them than the database for the records. Everything that comes from outside is
escaped here.
"""

from __future__ import annotations

from html import escape as escape_text
from typing import TYPE_CHECKING, Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from banggiao.core.tables import Cell, Heading

MARKED = {
    (False, True): "",
    (True, True): ' class="n"',
    (False, False): ' class="void"',
    (True, False): ' class="n void"',
}
"""How a cell is marked, by whether it holds numbers, and whether it holds anything."""


def escape(value: object) -> str:
    """Escape as templates do, without their look for words that are still to be translated."""
    return escape_text(str(value))


def content(cell: Cell, row_url: str = "") -> SafeString:
    """Give what stands in a cell: its text or link, then mark, pill and second line."""
    return SafeString(_content(cell, row_url))  # each part is escaped below


def _content(cell: Cell, row_url: str = "") -> str:
    text = escape(cell.text)
    if row_url:
        text = f'<a class="row-link" href="{escape(row_url)}">{text}</a>'
    elif cell.url:
        text = f'<a class="cell-link" href="{escape(cell.url)}">{text}</a>'
    if cell.flag:
        text += _class_mark(cell.flag)
    if cell.pill:
        tone, words = cell.pill
        text += f'<span class="pill pill-{escape(tone)}">{escape(words)}</span>'
    if cell.sub:
        text += f'<span class="sub">{escape(cell.sub)}</span>'
    return text


def body(rows: Iterable[dict[str, Any]], columns: Sequence[Heading]) -> SafeString:
    """Give the rows of a table. The first cell of each is its head and carries the row's link."""
    labels = [escape(str(column.label)) for column in columns]
    return SafeString("".join([_row(row, columns, labels) for row in rows]))  # the same


def _row(row: dict[str, Any], columns: Sequence[Heading], labels: Sequence[str]) -> str:
    first, *others = row["cells"]
    numeric = ' class="n"' if columns[0].numeric else ""
    cells = [f'<th scope="row"{numeric}>{_content(first, row["url"])}</th>']
    for cell, column, label in zip(others, columns[1:], labels[1:], strict=True):
        filled = cell.text or cell.text == 0 or cell.pill or cell.sub or cell.flag
        marked = MARKED[bool(column.numeric), bool(filled)]
        cells.append(f'<td{marked} data-label="{label}">{_content(cell)}</td>')
    return f"<tr>{''.join(cells)}</tr>"


def _class_mark(flag: str) -> str:
    words = {
        "restricted": (" class-mark-restricted", _("restricted")),
        "internal": ("", _("internal")),
        "public": ("", _("public")),
    }
    more, word = words.get(flag, ("", ""))
    return f'<span class="class-mark{more}">{escape(word)}</span>' if word else ""
