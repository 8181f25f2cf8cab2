"""What a sheet is made of, as a person sees it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from banggiao.exchange.books.book import Value


class Reason(StrEnum):
    """Why a row is no data. The words stand in the JSON of an import and stay."""

    HEADER_BLOCK = "header block"
    COLUMN_HEADER = "column header"
    SECTION = "section row"
    SUBTOTAL = "subtotal row"
    TOTAL = "total row"
    BLANK = "blank row"
    FOOTNOTE = "footnote"
    HIDDEN = "hidden row"
    CONTINUED = "continued row"
    EXAMPLE = "example row"
    NO_TABLE = "no table"
    OTHER_TABLE = "other table"
    UNKNOWN_COLUMNS = "only unknown columns"


class Skipped(NamedTuple):
    """A row that is no data, and why."""

    row: int
    reason: Reason


class Section(NamedTuple):
    """A row that says what the rows below it have in common: ``I. ĐOÀN RA``.

    ``marker`` is ``I``, ``text`` the whole row as printed, ``words`` what stands after the marker.
    """

    marker: str
    text: str
    words: str


@dataclass(frozen=True, slots=True)
class Heading:
    """The head of a column: its labels from top to bottom, as printed."""

    column: int
    labels: tuple[str, ...]

    @property
    def text(self) -> str:
        """The labels in one line: ``Thời gian / Từ ngày``."""
        return " / ".join(self.labels)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of data. ``carried`` are columns whose value stands in a merged cell further up.

    ``texts`` are the cells as a person reads them, ``sections`` the section rows above it, the
    outermost first. What is ``struck`` is struck through.
    """

    number: int
    cells: Mapping[int, Value]
    texts: Mapping[int, str]
    sections: tuple[Section, ...] = ()
    carried: frozenset[int] = frozenset()
    struck: bool = False


@dataclass(frozen=True, slots=True)
class TotalRow:
    """A row of sums. It may count the rows from one of ``firsts`` to ``last``.

    ``firsts`` are where the innermost section above it begins, the next one, and the table.
    """

    number: int
    cells: Mapping[int, Value]
    firsts: tuple[int, ...]
    last: int


@dataclass(slots=True)
class Table:
    """A table of a sheet: its headings, its rows, and every row that is no data.

    ``title`` are the lines above it, ``sheet_title`` those above the first table of the sheet.
    """

    sheet: str
    headings: list[Heading]
    header_rows: tuple[int, ...]
    title: str = ""
    sheet_title: str = ""
    rows: list[Row] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    totals: list[TotalRow] = field(default_factory=list)

    @property
    def columns(self) -> range:
        """The columns the table takes."""
        return range(self.headings[0].column, self.headings[-1].column + 1)
