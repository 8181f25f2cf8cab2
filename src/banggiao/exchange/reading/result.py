"""What reading a file gives."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from banggiao.exchange.books.text import shown

if TYPE_CHECKING:
    from banggiao.exchange.books.book import Remark, Value


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell under a field: what stands in it, in which column and row; 0 is typed by a person."""

    value: Value
    column: int = 0
    row: int = 0

    @property
    def text(self) -> str:
        """What a person reads in it."""
        return self.value if isinstance(self.value, str) else shown(self.value)


Cells = dict[str, list[Cell]]
"""The cells of a row by field."""


@dataclass(slots=True)
class Got:
    """A field of a row as it was read.

    ``raw`` is the text of its cell, ``value`` what it says in the form of the JSON; a ``problem``
    is an error code and leaves the value empty; a ``doubt`` is the code of what to look at.
    """

    value: Any
    raw: str = ""
    column: int = 0
    problem: str = ""
    doubt: str = ""


@dataclass(slots=True)
class ReadRow:
    """A row of data. ``others`` are further rows that belong to it, with one person each.

    ``texts`` are the cells by field as texts: what is read again when a person corrects one.
    ``around`` is what the sections, the title and the file name say for it. ``unread`` are the
    texts of columns that tell no field.
    """

    sheet: str
    row: int
    kind: str
    section: str
    values: dict[str, Got]
    texts: dict[str, list[str]] = field(default_factory=dict)
    around: dict[str, Any] = field(default_factory=dict)
    others: tuple[int, ...] = ()
    unread: tuple[str, ...] = ()
    duplicate_of: int | None = None

    def get(self, name: str, default: Any = None) -> Any:
        """Give the value of a field, or the default where the row has none."""
        got = self.values.get(name)
        return default if got is None or got.value is None else got.value


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with one cell; ``field`` is the name in the JSON, ``value`` as it stands."""

    sheet: str
    row: int
    column: str
    field: str
    code: str
    value: str


@dataclass(frozen=True, slots=True)
class Repeated:
    """A row that says the same as an earlier one of the sheet."""

    sheet: str
    row: int
    duplicate_of: int


@dataclass(frozen=True, slots=True)
class SkippedRow:
    """A row that is no data."""

    sheet: str
    row: int
    reason: str


@dataclass(frozen=True, slots=True)
class ColumnRead:
    """A column, the field it tells (empty: none), and what stands in it."""

    sheet: str
    table: int
    column: str
    number: int
    heading: str
    field: str
    score: float
    chosen: bool
    samples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TableRead:
    """A table that was found: where, what it is about, and what it is remembered by."""

    sheet: str
    table: int
    kind: str
    title: str
    first: int
    last: int
    layout: str


@dataclass(frozen=True, slots=True)
class Total:
    """A sum that stands in the sheet, and what its rows sum up to."""

    sheet: str
    row: int
    column: str
    field: str
    stated: float
    counted: float

    @property
    def agrees(self) -> bool:
        """Whether both are the same."""
        return abs(self.stated - self.counted) < 0.005


@dataclass(slots=True)
class Reading:
    """Everything a file says, as far as it could be read."""

    name: str
    kind: str
    rows: list[ReadRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    repeated: list[Repeated] = field(default_factory=list)
    skipped: list[SkippedRow] = field(default_factory=list)
    tables: list[TableRead] = field(default_factory=list)
    columns: list[ColumnRead] = field(default_factory=list)
    totals: list[Total] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
