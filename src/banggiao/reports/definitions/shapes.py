"""What a report is made of: sections that people write, sentences and tables that count."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from banggiao.reports.figures.shapes import Text

IN_SENTENCE = re.compile(r"%\((\w+)\)s")
OWN = "own"
"""The name in a sentence that stands for the body whose report it is, not for a figure."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what stands under it.

    ``level`` 1 is a part with a Roman number, 2 a section of it with an Arabic one. ``hint`` tells
    who writes what belongs here; without one nobody writes under this heading. ``sentences`` name
    figures by their codes, such as ``%(delegations_out)s``.
    """

    key: str
    level: int
    heading: Text
    hint: Text = ""
    sentences: tuple[Text, ...] = ()
    tables: tuple[str, ...] = ()

    @property
    def is_written(self) -> bool:
        """Whether people write under this heading."""
        return bool(self.hint)

    def figures(self) -> Iterator[str]:
        """Give the codes of the figures its sentences name."""
        for sentence in self.sentences:
            yield from (code for code in IN_SENTENCE.findall(str(sentence)) if code != OWN)


@dataclass(frozen=True, slots=True)
class Column:
    """A column: a figure, or with ``is_cost`` what its records cost in dong.

    Without a figure nothing in the register counts it yet, and the table says so. ``not_by`` names
    cuts that mean something else in this column than in the others.
    """

    label: Text
    figure: str = ""
    is_cost: bool = False
    not_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of one cut, such as a row for each level, under a heading of their own."""

    label: Text
    part: str


@dataclass(frozen=True, slots=True)
class Table:
    """Figures side by side: the whole in the first row, then each cut."""

    key: str
    title: Text
    columns: tuple[Column, ...]
    rows: tuple[Rows, ...] = ()
    note: Text = ""

    def figures(self) -> Iterator[str]:
        """Give the codes of its figures."""
        yield from (column.figure for column in self.columns if column.figure)


@dataclass(frozen=True, slots=True)
class Listing:
    """Figures one under the other."""

    key: str
    title: Text
    codes: tuple[str, ...]
    note: Text = ""

    def figures(self) -> Iterator[str]:
        """Give the codes of its figures."""
        yield from self.codes


@dataclass(frozen=True, slots=True)
class Untracked:
    """A table that the report must have and that nothing in the register fills yet."""

    key: str
    title: Text
    note: Text = ""

    def figures(self) -> Iterator[str]:
        """Give nothing: no figure stands here."""
        yield from ()


type AnyTable = Table | Listing | Untracked


@dataclass(frozen=True, slots=True)
class Definition:
    """A kind of report. ``title`` takes the period's words; ``rule`` is the usual period.

    ``extra`` names figures that no sentence and no table has and that go along all the same.
    """

    key: str
    label: Text
    title: Text
    rule: str
    sections: tuple[Section, ...]
    tables: tuple[AnyTable, ...]
    extra: tuple[str, ...] = ()

    def codes(self) -> list[str]:
        """Give the codes of all figures it needs, each once, in the order of the paper."""
        named = (
            *(code for section in self.sections for code in section.figures()),
            *(code for table in self.tables for code in table.figures()),
            *self.extra,
        )
        return list(dict.fromkeys(named))

    def section(self, key: str) -> Section | None:
        """Give the section of that key, or None."""
        return next((one for one in self.sections if one.key == key), None)
