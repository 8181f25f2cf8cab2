"""What a spreadsheet file holds, whatever its format: sheets of values, rows and columns from 1."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import NamedTuple

from banggiao.core.errors import Refused


class Broken(NamedTuple):
    """A cell whose formula ended in an error: ``#REF!``, ``#N/A``."""

    text: str

    def __str__(self) -> str:
        return self.text


Value = str | int | float | bool | dt.datetime | dt.date | dt.time | dt.timedelta | Broken
"""What stands in a cell. A day without a time is a date; texts are as they stand in the file."""


class Area(NamedTuple):
    """A block of cells merged into one; its value stands in the first cell."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: ``rows[row][column]`` holds only the cells in which something stands.

    ``struck_rows`` are those whose texts are mostly struck through, where the form of the file
    tells it.
    """

    name: str
    rows: dict[int, dict[int, Value]]
    merged: tuple[Area, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    is_hidden: bool = False
    struck_rows: frozenset[int] = frozenset()

    @property
    def last_row(self) -> int:
        """The last row in which something stands; 0 on an empty sheet."""
        return max(self.rows, default=0)


class Remark(NamedTuple):
    """Something about the file that a person should know; the file is read all the same.

    ``code`` is stable: ``macros``, ``outside_links``, ``old_font``, ``encoding_guessed``.
    """

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Book:
    """A spreadsheet file as it was read. ``form`` is xlsx, xls, ods or csv."""

    name: str
    form: str
    sheets: tuple[Sheet, ...] = ()
    remarks: tuple[Remark, ...] = field(default=())


class Unreadable(Refused):
    """The file cannot be read as a spreadsheet; the sentence says what to do about it."""
