"""Reads the tables of facts that ship with the package."""

from __future__ import annotations

import csv
from importlib.resources import files
from io import StringIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def table(name: str, folder: str = "facts") -> list[dict[str, str]]:
    """Give the rows of one table; an empty cell is the empty text. What is made up: ``made_up``."""
    text = files("banggiao.demo").joinpath(f"{folder}/{name}.csv").read_text("utf-8")
    return list(csv.DictReader(StringIO(text, newline="")))


def several(cell: str) -> tuple[str, ...]:
    """Give the parts of a cell that holds a list."""
    return tuple(part for part in cell.split("|") if part)


def dated_notes(rows: Iterable[dict[str, str]], date: str) -> str:
    """Join the notes of rows that become one record, each behind the date of its row."""
    notes = [(row[date], row["note"]) for row in rows if row["note"]]
    if len({note for _day, note in notes}) == 1:
        return notes[0][1]
    return "\n".join(f"{day}: {note}" if day else note for day, note in notes)
