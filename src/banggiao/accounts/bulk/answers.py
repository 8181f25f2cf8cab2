"""What a bulk action answers: how many records it wrote, or all that is wrong with the rows."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import ngettext

from banggiao.core.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Sequence


class Outcome(StrEnum):
    """What became of a row."""

    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Imported:
    """How many records were added, changed, or left as they were.

    ``codes`` names the record of each row and ``outcomes`` what became of it, both in the order of
    the rows. Two answers are equal where they count the same.
    """

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    codes: tuple[str, ...] = field(default=(), compare=False)
    outcomes: tuple[Outcome, ...] = field(default=(), compare=False)

    def __str__(self) -> str:
        return f"{self.added} added, {self.changed} changed, {self.unchanged} as they were"


@dataclass(frozen=True, slots=True)
class RowError:
    """One thing that is wrong: the row counted from 1, the column (empty: the row as a whole)."""

    row: int
    column: str
    message: str

    def __str__(self) -> str:
        place = f"{self.row}, {self.column}" if self.column else str(self.row)
        return f"{place}: {self.message}"


class RowsRefused(Refused):
    """Some rows cannot be taken in, so none was. ``errors`` has all of them, in their order."""

    SHOWN = 5

    def __init__(self, errors: Sequence[RowError]) -> None:
        self.errors = sorted(errors, key=lambda error: error.row)
        first = " ".join(str(error) for error in self.errors[: self.SHOWN])
        head = ngettext(
            "Nothing was imported: %(count)d error.",
            "Nothing was imported: %(count)d errors.",
            len(errors),
        ) % {"count": len(errors)}
        super().__init__("rows_refused", f"{head} {first}")

    def counted_from(self, before: int) -> RowsRefused:
        """Give the same refusal where the rows stand behind ``before`` others."""
        return RowsRefused([replace(error, row=error.row + before) for error in self.errors])
