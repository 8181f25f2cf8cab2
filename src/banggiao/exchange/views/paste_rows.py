"""A row of a pasted block as fields, and what is said of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from banggiao.exchange.views.cells import Cell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from banggiao.exchange.showing import Body

NARROWEST, WIDEST = 6, 34
"""How many letters a field shows in a line."""
MOST_LINES = 6


@dataclass(slots=True)
class Field(Cell):
    """A cell as a field, with names that may be meant; ``name`` is that of its control."""

    offers: Sequence[tuple[str, str]] = ()
    choices: Sequence[tuple[str, str]] = ()
    choice: tuple[str, str] = ("", "")
    size: int = 20
    is_used: bool = True

    @property
    def lines(self) -> int:
        """How many lines its field shows; 1 is a field of one line."""
        lines = (max(-(-len(line) // WIDEST), 1) for line in self.text.split("\n"))
        return min(sum(lines), MOST_LINES)


@dataclass(slots=True)
class Row:
    """A row: what becomes of it, its cells, and what is said of it as a whole.

    ``band`` is the section that begins with it; ``kept`` what its hidden field carries.
    """

    number: int
    state: str
    pill: tuple[str, str]
    cells: list[Field]
    band: str = ""
    kept: str = ""
    problems: Sequence[str] = ()
    doubts: Sequence[str] = ()
    notes: list[str] = field(default_factory=list)
    records: list[Body] = field(default_factory=list)
    is_anew: bool = False
    may_be_anew: bool = False

    @property
    def tone(self) -> str:
        """How the row is marked at its edge."""
        tones = {cell.tone for cell in self.cells}
        if self.state == "bad" or self.problems:
            return "bad"
        return "warn" if self.state == "new" and (self.doubts or "warn" in tones) else ""
