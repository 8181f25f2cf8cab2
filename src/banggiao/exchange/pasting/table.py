"""A pasted block as a table: headings where it has some, rows, and what only looks like a row."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from banggiao.exchange.books.book import Sheet
from banggiao.exchange.enums import Kind
from banggiao.exchange.kinds.fields import fields_of, fit, headings, is_known
from banggiao.exchange.layout import Reason, find_tables
from banggiao.exchange.layout.parts import Heading
from banggiao.exchange.layout.sections import section_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from banggiao.exchange.books.book import Value
    from banggiao.exchange.layout import Section, Table
    from banggiao.exchange.pasting.block import Cells

MOST_ABOVE = 8
"""So many lines of a title at most may stand above the headings."""
WIDE = 3
"""From so many filled cells on, a row above the headings is no title."""
SURE = 0.5
"""A label known less surely than this may be a word of a row."""
NO_ROW = {Reason.SECTION, Reason.COLUMN_HEADER, Reason.HEADER_BLOCK}
SUMS = {Reason.TOTAL, Reason.SUBTOTAL}


@dataclass(frozen=True, slots=True)
class PastedRow:
    """A row as it was pasted or typed: one text a column.

    ``sections`` are the section rows above it, as printed, the outermost first. ``reason`` says why
    the row is likely no data; it is then left out until somebody says otherwise.
    """

    cells: tuple[str, ...]
    sections: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class PastedTable:
    """A block with its headings: the labels of each column from the top, or none at all.

    Rows and columns are counted from 1.
    """

    headings: tuple[tuple[str, ...], ...]
    rows: tuple[PastedRow, ...] = field(default=())

    @property
    def columns(self) -> range:
        """The numbers of the columns."""
        return range(1, len(self.headings) + 1)

    @property
    def has_headings(self) -> bool:
        """Whether any column has a name of its own."""
        return any(self.headings)

    @property
    def heads(self) -> list[Heading]:
        """The columns that have a name."""
        pairs = zip(self.columns, self.headings, strict=True)
        return [Heading(column, labels) for column, labels in pairs if labels]

    def texts(self, column: int) -> list[str]:
        """Give what stands in a column, top to bottom, of the rows that are data."""
        return [row.cells[column - 1] for row in self.rows if not row.reason]


def lay_out(cells: Cells, kind: str) -> PastedTable:
    """Find the headings of a block, and what in it is no data.

    ``kind`` is that of `exchange.kinds`. Only an annex of a plan has section rows: other lists hold
    rows of a single name.
    """
    width = len(cells[0])
    tables = find_tables(_sheet(cells), is_known)
    first = 1
    labels = _single(cells, kind) if width == 1 else _labels(tables, cells)
    if labels:
        first = 2 if width == 1 else max(tables[0].header_rows) + 1
    elif kind == Kind.PLAN and width >= WIDE:  # rows without headings: some are lent to them
        tables = find_tables(_sheet([_lent(width, kind), *cells]), is_known)
        cells, first = [[], *cells], 2
    rows = _Rows(tables, kind, few=width < WIDE)
    return PastedTable(
        tuple(labels.get(column, ()) for column in range(1, width + 1)),
        tuple(rows.of(cells, first)),
    )


def sections_of(texts: Sequence[str]) -> tuple[Section, ...]:
    """Take printed section rows apart again."""
    return tuple(section_of(text) for text in texts)


def _sheet(cells: Cells) -> Sheet:
    rows: dict[int, dict[int, Value]] = {
        number: {column: text for column, text in enumerate(row, 1) if text}
        for number, row in enumerate(cells, 1)
    }
    return Sheet("", rows)


def _single(cells: Cells, kind: str) -> Mapping[int, tuple[str, ...]]:
    """Give the heading of a block of one column, where its first row is the name of a field."""
    label = cells[0][0]
    named = len(cells) > 1 and any(fit((label,), kind, name) == 1.0 for name in fields_of(kind))
    return {1: (label,)} if named else {}


def _labels(tables: Sequence[Table], cells: Cells) -> Mapping[int, tuple[str, ...]]:
    """Give the labels by column of headings on top; none where their words are not known."""
    if not tables:
        return {}
    top = min(tables[0].header_rows)
    above = [sum(map(bool, row)) for row in cells[: top - 1]]
    found = {heading.column: heading.labels for heading in tables[0].headings}
    known = sum(any(is_known(label) > SURE for label in labels) for labels in found.values())
    is_head = known > 1 and known * 2 >= len(found)
    return found if is_head and len(above) <= MOST_ABOVE and max(above, default=0) < WIDE else {}


def _lent(width: int, kind: str) -> list[str]:
    """Give labels that are known as such, whatever they say, for columns that have none."""
    phrases = (phrase for some in headings()[kind].values() for phrase in some[:1])
    known = (phrase.label for phrase in phrases if phrase.label)
    labels = list(islice(dict.fromkeys(known), width))
    return labels + [str(column) for column in range(len(labels), width)]


class _Rows:
    """Goes through the rows below the headings, as the tables that were found explain them."""

    def __init__(self, tables: Sequence[Table], kind: str, *, few: bool) -> None:
        self.kind, self.few = kind, few
        self.sections = {row.number: row.sections for table in tables for row in table.rows}
        self.skipped = {one.row: one.reason for table in tables for one in table.skipped}

    def of(self, cells: Cells, first: int) -> Iterator[PastedRow]:
        """Give the rows from ``first`` on; section rows stand with those below them."""
        for number, texts in enumerate(cells[first - 1 :], first):
            reason = self.skipped.get(number)
            if self.kind != Kind.PLAN or self.few:
                is_sum = reason in SUMS and not self.few
                yield PastedRow(tuple(texts), reason=str(reason) if is_sum else "")
            elif reason not in NO_ROW:
                sections = tuple(section.text for section in self.sections.get(number, ()))
                yield PastedRow(tuple(texts), sections, str(reason or ""))
