"""The rows of the negotiation table as they are shown: what differs, and nothing twice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.html import format_html
from django.utils.translation import gettext as _

from banggiao.agreements.enums import ItemState, Side
from banggiao.agreements.texts.differences import differences
from banggiao.agreements.texts.marked import marked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.utils.safestring import SafeString

    from banggiao.agreements.models import Item, Position, Wording
    from banggiao.agreements.queries.negotiation import Row

TONES = {
    ItemState.OPEN: "warn",
    ItemState.BRACKETED: "bad",
    ItemState.AGREED: "good",
    ItemState.DEFERRED: "plain",
}


@dataclass(frozen=True, slots=True)
class Cell:
    """What a side says in a row. ``note`` stands where the words would only repeat others."""

    side: str
    label: str
    words: SafeString | str
    note: str = ""
    is_draft: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """A row of the table, ready for its template."""

    item: Item
    tone: str
    cells: tuple[Cell, Cell, Cell]
    position: Position | None
    internal: int
    shared: int


def shown(rows: Sequence[Row]) -> list[Shown]:
    """Give the rows of a page; the differences are worked out for these only."""
    return [
        Shown(
            row.item,
            tone(row.item.stage),
            _cells(row),
            row.position,
            row.internal,
            row.shared,
        )
        for row in rows
    ]


def tone(stage: str) -> str:
    """Give the tone of the pill that says how far a clause is."""
    return TONES[ItemState(stage)]


def _cells(row: Row) -> tuple[Cell, Cell, Cell]:
    heading = f"{row.item.heading}\n"
    said = [wording for wording in (row.ours, row.theirs, row.agreed) if wording is not None]
    bare = row.item.heading and all(w.body.startswith(heading) for w in said)
    start = len(heading) if bare else 0
    ours, theirs, agreed = (
        None if wording is None else wording.body[start:]
        for wording in (row.ours, row.theirs, row.agreed)
    )
    return (
        _cell(Side.OURS, row.ours, ours, "", {_("as agreed"): agreed}),
        _cell(
            Side.THEIRS,
            row.theirs,
            theirs,
            ours or "",
            {_("as agreed"): agreed, _("as ours"): ours},
        ),
        _cell(Side.AGREED, row.agreed, agreed, "", {}),
    )


def _cell(
    side: Side, wording: Wording | None, words: str | None, other: str, same: dict[str, str | None]
) -> Cell:
    label = str(side.label)
    if wording is None or words is None:
        return Cell(side, label, "", "—")
    draft = not wording.is_shown
    note = next((name for name, text in same.items() if text == words), "")
    if note:
        return Cell(side, label, "", note, draft)
    if not wording.body:
        return Cell(side, label, "", _("to be struck"), draft)
    return Cell(side, label, words_against(other, words), "", draft)


def words_against(other: str, words: str) -> SafeString:
    """Give words with what differs from others marked; plain where there are no others."""
    if not other:
        return format_html("{}", words)
    return marked(differences(other, words).pieces)
