"""The pieces of Word's own format that no template can hold: runs with links, and tables.

Styles are named, never set here: how a paper looks stands in the template that an agency edits.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

HYPERLINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
FIGURE = "Figure"
HEAD, TEXT, NUMBER, GROUP = "TableHead", "TableText", "TableNumber", "TableGroup"
"""Names of styles in the template: a figure in a sentence, and what stands in a table."""

LONG, LETTER = 30, 100
"""So many lines fill a sheet on its side; how wide a letter is about, in twentieths of a point."""


@dataclass(frozen=True, slots=True)
class Fragment:
    """A piece of the format that the template takes as it is."""

    xml: str

    def __html__(self) -> str:
        """Tell the template engine that nothing here needs escaping."""
        return self.xml

    def __str__(self) -> str:
        return self.xml


@dataclass(slots=True)
class Links:
    """The addresses that a paper leads to. Each is named once in its list of relations."""

    add: Callable[[str, str, str], Any]
    _known: dict[str, str] = field(default_factory=dict)

    def key(self, url: str) -> str:
        """Give the name under which the paper knows the address."""
        if url not in self._known:
            self._known[url] = f"rLink{len(self._known) + 1}"
            self.add(HYPERLINK, url, self._known[url])
        return self._known[url]


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its text, where it leads, its style, over how many columns it goes.

    ``more`` are further paragraphs, each with its style.
    """

    text: str
    url: str = ""
    style: str = TEXT
    columns: int = 1
    more: tuple[tuple[str, str], ...] = ()


def run(text: str, style: str = "") -> str:
    """Write a piece of text, a line of Word each line; ``style`` is a character style."""
    properties = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    lines = (f'<w:t xml:space="preserve">{_safe(line)}</w:t>' for line in text.split("\n"))
    return f"<w:r>{properties}{'<w:br/>'.join(lines)}</w:r>"


def link(text: str, key: str) -> str:
    """Write a piece of text that leads somewhere."""
    return f'<w:hyperlink r:id="{key}" w:history="1">{run(text, FIGURE)}</w:hyperlink>'


def sentence(segments: Iterable[Any], links: Links) -> Fragment:
    """Write a sentence whose figures are links. A segment with an ``url`` is a figure."""
    return Fragment("".join(_piece(str(s["text"]), s.get("url", ""), links) for s in segments))


def _piece(text: str, url: str, links: Links) -> str:
    return link(text, links.key(url)) if url else run(text)


def table(
    widths: Sequence[int],
    heads: Sequence[Cell],
    rows: Iterable[Sequence[Cell]],
    links: Links,
    *,
    long_rows: bool = False,
    signed_below: bool = False,
) -> Fragment:
    """Write a table with borders. Its head stands on each page.

    A row never breaks and its cells stand in the middle; cells of ``long_rows`` begin on top, and a
    row that would fill a page may break. The last row of one that is ``signed_below`` stays with
    what follows, so that no signature stands alone. ``widths`` are in twentieths of a point.
    """
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    lines = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    body = [_row(heads, widths, links, "<w:cantSplit/><w:tblHeader/>")]
    align = "top" if long_rows else "center"
    for row in rows:
        may_break = long_rows and _lines(row, widths) > LONG
        body.append(_row(row, widths, links, "" if may_break else "<w:cantSplit/>", align))
    if signed_below:
        body[-1] = body[-1].replace("</w:pPr>", "<w:keepNext/></w:pPr>")
    return Fragment(
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f"<w:tblBorders>{lines}</w:tblBorders>"
        '<w:tblLayout w:type="fixed"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(body)}</w:tbl>"
    )


def _lines(cells: Sequence[Cell], widths: Sequence[int]) -> int:
    """Guess how many lines the tallest cell of a row takes."""
    return max(
        sum(
            1 + len(text) * LETTER // width for text in (cell.text, *(one for one, _s in cell.more))
        )
        for cell, width in zip(cells, widths, strict=False)
    )


def _row(
    cells: Sequence[Cell], widths: Sequence[int], links: Links, layout: str, align: str = "center"
) -> str:
    written, place = [], 0
    for cell in cells:
        width = sum(widths[place : place + cell.columns])
        written.append(_cell(cell, width, links, align))
        place += cell.columns
    return f"<w:tr><w:trPr>{layout}</w:trPr>{''.join(written)}</w:tr>"


def _cell(cell: Cell, width: int, links: Links, align: str) -> str:
    span = f'<w:gridSpan w:val="{cell.columns}"/>' if cell.columns > 1 else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}'
        f'<w:vAlign w:val="{align}"/></w:tcPr>'
        f"{_paragraph(_piece(cell.text, cell.url, links), cell.style)}"
        f"{''.join(_paragraph(run(text), style) for text, style in cell.more)}</w:tc>"
    )


def _paragraph(content: str, style: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{content}</w:p>'


CONTROL = dict.fromkeys([*range(9), 11, 12, *range(14, 32)])
"""Characters that the format cannot hold."""


def _safe(text: str) -> str:
    return escape(text.translate(CONTROL), quote=False)
