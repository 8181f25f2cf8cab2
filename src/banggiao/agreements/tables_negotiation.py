"""The rows of the negotiation table as they are shown: what differs, and nothing twice.

Written in Python, not as a template, for the same reason as `core.cells`: fifty rows of words take
a template longer than the database. Everything that comes from outside is escaped here.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.html import conditional_escape, escape, format_html
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, pgettext
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
    return _marked(other, words, get_language() or "")


@lru_cache(maxsize=1000)
def _marked(other: str, words: str, _spoken: str) -> SafeString:
    """Compare once what a page shows again and again; the marks are read out in a language."""
    return marked(differences(other, words).pieces)


def body(rows: Sequence[Shown], code: str, language: str) -> SafeString:
    """Give the rows as HTML. ``code`` is that of the text, ``language`` that of the words."""
    heads = [f'<td data-label="{escape(cell.label)}"' for cell in rows[0].cells] if rows else []
    page = reverse("agreements:item", args=[code, "-"]).removesuffix("-/")
    words = f'<span class="words" lang="{escape(language)}">'
    return mark_safe("".join(_row(row, heads, page, words) for row in rows))  # noqa: S308  # each part was escaped


def _row(row: Shown, heads: Sequence[str], page: str, words: str) -> str:
    item = row.item
    cells = "".join(
        f"{head}{_inside(cell, words)}" for head, cell in zip(heads, row.cells, strict=True)
    )
    return (
        f'<tr id="{escape(item.code)}" class="is-{escape(item.stage)}">'
        f'<th scope="row" class="depth-{item.depth}">'
        f'<a class="row-link" href="{escape(page)}{escape(item.code)}/">{escape(str(item))}</a>'
        f'<span class="sub">{_marks(row)}</span></th>{cells}</tr>'
    )


def _counted(sign: str, number: int, words: str) -> str:
    """Give a sign with a number, and what it counts for who cannot see the sign."""
    said = escape(words)
    return (
        f'<span class="nego-counted" title="{said}"><span aria-hidden="true">{sign}</span> {number}'
        f'<span class="sr-only"> {said}</span></span>'
    )


def _marks(row: Shown) -> str:
    """Give what stands under a clause's name: how far it is, remarks, that there is a position."""
    marks = [f'<span class="pill pill-{row.tone}">{escape(row.item.get_stage_display())}</span>']
    if row.item.stage_round is not None:
        marks.append(escape(str(row.item.stage_round)))
    if row.internal:
        marks.append(_counted("✎", row.internal, _("Remarks for our own people")))
    if row.shared:
        marks.append(_counted("⇄", row.shared, _("Remarks for both sides")))
    if row.position is not None:
        on_paper = row.position.paper_id is not None
        said = pgettext("negotiation", "position on paper") if on_paper else ""
        said = said or pgettext("negotiation", "position")
        marks.append(f'<span class="class-mark class-mark-restricted">{escape(said)}</span>')
    return " ".join(marks)


def _inside(cell: Cell, words: str) -> str:
    draft = (
        f'<span class="pill pill-lock">{escape(_("our draft"))}</span> ' if cell.is_draft else ""
    )
    said = (
        f'<span class="muted">{escape(cell.note)}</span>'
        if cell.note
        else f"{words}{conditional_escape(cell.words)}</span>"
    )
    return f"{' class="is-draft"' if cell.is_draft else ''}>{draft}{said}</td>"
