"""A row of the grid of an import: its cells, what is said of it, and what becomes of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from banggiao.exchange.enums import Decision
from banggiao.exchange.views.cells import Cell, worst_first

if TYPE_CHECKING:
    from collections.abc import Sequence

    from banggiao.exchange.models import ImportRow
    from banggiao.exchange.showing import Body

TONES: dict[str, str] = {
    Decision.NEW: "good",
    Decision.UPDATE: "acc",
    Decision.REFUSED: "bad",
    Decision.REPEATED: "plain",
    Decision.LEFT_OUT: "plain",
}


@dataclass(slots=True)
class Shown(Cell):
    """A cell with what a correction did to it, and what the row would change of a record.

    ``text`` is what a person corrects; ``raw`` the same where the words say it in another way;
    ``was`` what stands in the file where somebody corrected it.
    """

    raw: str = ""
    changes: Sequence[dict[str, str]] = ()
    was: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show."""
        return not (self.words or self.raw or self.bodies or self.tone or self.changes)


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the grid. ``about`` are the record it changes, and those that it may be."""

    row: ImportRow
    key: Shown | None
    cells: Sequence[Shown]
    problems: Sequence[str]
    doubts: Sequence[str]
    changes: Sequence[dict[str, str]]
    target: Body | None
    candidates: Sequence[tuple[str, Body]]

    @property
    def all_cells(self) -> list[Shown]:
        """The cells with the one by which the row is known before the others."""
        return [*([self.key] if self.key else []), *self.cells]

    @property
    def looks(self) -> list[Shown]:
        """The cells to look at, which may stand far to the right."""
        return worst_first(self.cells)

    @property
    def url(self) -> str:
        """The row's own page."""
        return reverse("exchange:import_row", args=[self.row.of.code, self.row.number])

    @property
    def decide_url(self) -> str:
        """Where a decision on the row is sent."""
        return reverse("exchange:decide_import_row", args=[self.row.of.code, self.row.number])

    @property
    def pill(self) -> tuple[str, str]:
        """The tone and the word of what becomes of the row."""
        return TONES[self.row.decision], str(Decision(self.row.decision).label)

    @property
    def is_out(self) -> bool:
        """Whether the row stays out of the register."""
        return self.row.decision in {Decision.REPEATED, Decision.REFUSED, Decision.LEFT_OUT}

    @property
    def tone(self) -> str:
        """How the whole row is marked: bad, warn, or not at all."""
        if self.row.rank == 0:
            return "bad"
        return "warn" if self.row.rank == 1 and not self.row.outcome else ""

    @property
    def duplicate(self) -> str:
        """Which earlier row it repeats, in words; empty where it repeats none."""
        number = self.row.duplicate_of
        is_so = number is not None and self.row.decision == Decision.REPEATED
        return _("the same as row %(row)s") % {"row": number} if is_so else ""

    @property
    def has_sentences(self) -> bool:
        """Whether something is said below the name of the row."""
        return bool(self.problems or self.doubts or self.looks or self.changes or self.target)

    @property
    def target_words(self) -> str:
        """What the row is to the record it names."""
        if self.row.outcome == "added":
            return _("Entered as")
        if self.row.outcome == "changed":
            return _("Changed")
        if self.row.decision == Decision.UPDATE:
            return _("Changes")
        return _("Says the same as")

    @property
    def ways(self) -> list[tuple[str, str]]:
        """What a person may decide of the row with one press: the decision and the words for it."""
        decision, ways = self.row.decision, []
        if self.row.chosen:
            ways.append(("", _("Decide anew")))
        elif decision in {Decision.REPEATED, Decision.REFUSED}:
            ways.append((Decision.NEW.value, _("Enter all the same")))
        elif decision == Decision.UPDATE:
            ways.append((Decision.NEW.value, _("It is a new one")))
        elif self.asks:
            ways.append((Decision.NEW.value, _("None of these: it is new")))
        if decision in {Decision.NEW, Decision.UPDATE}:
            ways.append((Decision.LEFT_OUT.value, _("Leave out")))
        return ways

    @property
    def asks(self) -> bool:
        """Whether somebody should say which record it is."""
        return bool(self.candidates) and not self.row.chosen and self.row.decision == Decision.NEW
