"""What the grid of a file and that of a pasted block share: a cell, and what is said of a row.

A room names the fields of its records, a reader those of what it read, a person the columns. Each
sentence about a row is put into the cell it belongs to here, once for both.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from banggiao.exchange.showing import AS_COLUMN, told_by

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence

    from banggiao.exchange.showing import Body

READ_AS = {
    "people": "headcount",
    "cost": "budget_state",
    "lead_unit": "units",
    "start": "period",
    "end": "period",
    "partners": "partner",
    "country": "countries",
    "level": "rank",
    "purpose": "content",
    "remark": "note",
    "name_vi": "title",
    "title": "name",
}
"""What a field of the register is called where it is read."""


@dataclass(slots=True)
class Cell:
    """A cell: its text, what was read from it, what is wrong with it and what to look at.

    ``is_corrected``: it is no longer what the file says.
    """

    name: str
    label: str
    text: str
    words: str = ""
    bodies: Sequence[Body] = ()
    problems: Sequence[str] = ()
    doubts: Sequence[str] = ()
    is_corrected: bool = False

    @property
    def tone(self) -> str:
        """How the cell is marked: bad, warn, corrected, or not at all."""
        if self.problems:
            return "bad"
        if self.doubts:
            return "warn"
        return "own" if self.is_corrected else ""

    @property
    def said(self) -> str:
        """What to look at here first, with the name of the column; empty where all is well."""
        first = next(iter([*self.problems, *self.doubts]), "")
        return with_label(self.label, first) if first else ""


def with_label(label: str, sentence: str) -> str:
    """Say of which field a sentence speaks, where it stands outside its column."""
    return _("%(field)s: %(sentence)s") % {"field": label, "sentence": sentence}


def also_called(name: str) -> list[str]:
    """Give the names under which a field may have been read, its own before the others."""
    return list(dict.fromkeys([name, AS_COLUMN.get(name, name), READ_AS.get(name, name)]))


def telling[Column](kind: str, name: str, columns: Mapping[Column, str]) -> list[Column]:
    """Give the columns that tell a field of a row; ``columns`` with the field each holds.

    Where no column tells it by its own name, those that tell it by one of its other names.
    """
    for wanted in also_called(name):
        found = [
            c for c, held in columns.items() if held and wanted in {held, *told_by(kind, held)}
        ]
        if found:
            return found
    return []


@dataclass(slots=True)
class Said[Column: Hashable]:
    """The sentences about a row by the column they belong to; under None those of the whole row.

    ``column_of`` gives the column of a problem or a doubt, ``label_of`` the name of a field that
    has none.
    """

    column_of: Callable[[Mapping[str, Any]], Column | None]
    label_of: Callable[[str], str]
    problems: dict[Column | None, list[str]] = field(default_factory=lambda: defaultdict(list))
    doubts: dict[Column | None, list[str]] = field(default_factory=lambda: defaultdict(list))

    def say(
        self,
        problems: Iterable[Mapping[str, Any]],
        doubts: Iterable[Mapping[str, Any]],
        problem_in_words: Callable[[Mapping[str, Any], Column | None], str],
        doubt_in_words: Callable[[Mapping[str, Any]], str],
    ) -> None:
        """Put each sentence into its place. Of a field that is wrong nothing else is said."""
        wrong = set()
        for one in problems:
            column = self.column_of(one)
            self._add(self.problems, one, problem_in_words(one, column), column)
            wrong.add(one.get("field", ""))
        for one in doubts:
            if one.get("field", "") not in wrong - {""}:
                self._add(self.doubts, one, doubt_in_words(one), self.column_of(one))

    def _add(
        self,
        kept: dict[Column | None, list[str]],
        one: Mapping[str, Any],
        sentence: str,
        column: Column | None,
    ) -> None:
        name = one.get("field", "")
        if column is None and name:
            sentence = with_label(self.label_of(name), sentence)
        if sentence not in kept[column]:
            kept[column].append(sentence)


def worst_first[C: Cell](cells: Collection[C]) -> list[C]:
    """Give the cells to look at, those that are wrong before those that are not sure."""
    looks = [cell for cell in cells if cell.problems or cell.doubts]
    return sorted(looks, key=lambda cell: not cell.problems)
