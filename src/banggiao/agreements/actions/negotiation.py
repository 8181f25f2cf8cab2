"""Opening a negotiation table from a version of a text, and closing it. Officers and heads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from banggiao.accounts.bulk import clean, hold, hold_all, insert
from banggiao.accounts.records import check_class
from banggiao.accounts.rules import require
from banggiao.agreements.actions.items import GAP
from banggiao.agreements.actions.tables import check_open
from banggiao.agreements.actions.versions import NewText, add_version
from banggiao.agreements.enums import ItemState, Side, VersionKind
from banggiao.agreements.models import Instrument, Item, Negotiation, Version, Wording
from banggiao.agreements.queries.agreed import agreed_texts
from banggiao.agreements.queries.negotiation import languages_of
from banggiao.agreements.queries.versions import lineage_of, lines_of, texts_in_order
from banggiao.agreements.texts.wordings import worded
from banggiao.audit.actions import Change, record_changes, recorded
from banggiao.audit.snapshots import snapshot
from banggiao.core.errors import Refused
from banggiao.core.writing import free_code, lock, save

if TYPE_CHECKING:
    from collections.abc import Sequence

    from banggiao.accounts.models import User
    from banggiao.agreements.models import Text
    from banggiao.agreements.queries.versions import Line

STARTS_AS = {
    VersionKind.OURS: (Side.OURS, ItemState.OPEN),
    VersionKind.THEIRS: (Side.THEIRS, ItemState.OPEN),
    VersionKind.AGREED: (Side.AGREED, ItemState.AGREED),
    VersionKind.SIGNED: (Side.AGREED, ItemState.AGREED),
}
"""Whose words the clauses of a version are, and how far they are, when the table is opened."""


@transaction.atomic
def open_negotiation(
    instrument: Instrument, *, by: User, base: Version, language: str, **data: Any
) -> Negotiation:
    """Lay a version on the table, every clause that has words with its words in each language.

    A draft of ours begins as our words, a proposal of theirs as theirs, what is agreed or signed as
    agreed. The table is of no lower class than the text and the version. Refused: one is open; a
    version of another text, or one the writer may not see; a language the version has not.
    """
    current = lock(instrument)
    require(by, "agreements.open_negotiation", current)
    require(by, "agreements.view_version", base)
    if base.instrument_id not in lineage_of(current):
        raise Refused(
            "foreign_version",
            _("Begin with a version of this agreement, or of one that it follows."),
            field="base",
        )
    opened = Negotiation(instrument=current, base=base, language=language)
    opened.opened = data.get("opened")
    if language not in languages_of(opened):
        raise Refused(
            "language_not_on_table",
            _("The version is not in this language. Choose one that it is in."),
            field="language",
        )
    if current.negotiations.filter(is_closed=False, state="active").exists():
        raise Refused("open_already", _("A negotiation of this text is open already. Close it."))
    opened.classification = max(
        current.classification, base.classification, int(data.get("classification", 0))
    )
    check_class(opened.classification, by)
    opened.code = free_code(Negotiation, current.code)
    with recorded("agreements.negotiation_opened", opened, by=by, about=current):
        save(opened)
    _lay_out(opened, by)
    return opened


def _lay_out(negotiation: Negotiation, by: User) -> None:
    """Write an item for every clause with words, and these words; one event each."""
    side, stage = STARTS_AS[VersionKind(negotiation.base.kind)]
    texts = texts_in_order(negotiation.base)
    texts.sort(key=lambda text: text.language != negotiation.language)
    said = {line.wid: (line, _said(line, texts)) for line in lines_of(negotiation.base, texts)}
    on_table = [(line, words) for line, words in said.values() if words]
    items = [
        _item(negotiation, number, line, stage) for number, (line, _w) in enumerate(on_table, 1)
    ]
    insert(items)
    now = timezone.now()
    insert(
        [
            Wording(
                item=item, number=number, side=side, language=language, body=body, by=by, at=now
            )
            for item, (_line, words) in zip(items, on_table, strict=True)
            for number, (language, body) in enumerate(words.items(), 1)
        ]
    )
    hold_all(items, "wordings", "by")
    for item in items:
        hold(item, "remarks", [])
    laid = "agreements.item_added"
    changes = [Change(laid, item, None, snapshot(item), negotiation) for item in items]
    record_changes(changes, by=by)


def _said(line: Line, texts: Sequence[Text]) -> dict[str, str]:
    """Give the words of a clause in each language in which it has any."""
    cells = zip(line.cells, texts, strict=True)
    words = {text.language: worded(cell.heading, cell.body) for cell, text in cells if cell}
    return {language: body for language, body in words.items() if body}


def _item(negotiation: Negotiation, number: int, line: Line, stage: str) -> Item:
    shown = next(cell for cell in line.cells if cell is not None)
    item = Item(
        code=f"{negotiation.code}-{number}",
        classification=negotiation.classification,
        negotiation=negotiation,
        order=number * GAP,
        wid=line.wid,
        kind=shown.kind,
        printed=shown.printed,
        heading=shown.heading,
        depth=line.depth,
        stage=stage,
    )
    clean(item)
    return item


@transaction.atomic
def conclude_negotiation(
    negotiation: Negotiation, *, by: User, name: str, version: int | None = None, **data: Any
) -> Version:
    """Close a table on which all is agreed: what was agreed becomes the next version of the text.

    Clauses that both sides struck are left out; those set aside stand as they stood. Refused: a
    clause that is not agreed, or not in each language of the table; a stale ``version``.
    """
    current = lock(negotiation, version)
    require(by, "agreements.change_negotiation", current)
    check_open(current)
    _check_all_agreed(current)
    found = agreed_texts(current)
    if found.missing:
        raise Refused(
            "words_missing_in_language",
            _("Write the agreed words also in the other languages: %(clauses)s.")
            % {"clauses": "; ".join(found.missing[:10])},
        )
    authentic = set(current.base.texts.filter(is_authentic=True).values_list("language", flat=True))
    texts = [
        NewText(language, nodes, is_authentic=language in authentic, wids=found.wids[language])
        for language, nodes in found.nodes.items()
    ]
    with recorded("agreements.negotiation_concluded", current, by=by, about=current.instrument):
        current.outcome = add_version(
            current.instrument,
            by=by,
            texts=texts,
            kind=VersionKind.AGREED,
            name=name,
            before=current.base,
            classification=current.classification,
            **data,
        )
        current.is_closed = True
        save(current)
    return current.outcome


def _check_all_agreed(negotiation: Negotiation) -> None:
    left = negotiation.items.filter(state="active").exclude(stage=ItemState.AGREED)
    first = [str(item) for item in left.order_by("order")[:5]]
    if first:
        sentence = ngettext_lazy(
            "%(n)s clause is not agreed yet: %(clauses)s. Agree on it, or break off.",
            "%(n)s clauses are not agreed yet, among them: %(clauses)s. Agree on them, or break "
            "off.",
            "n",
        )
        raise Refused("clauses_open", sentence % {"n": left.count(), "clauses": "; ".join(first)})


@transaction.atomic
def break_off_negotiation(
    negotiation: Negotiation, *, by: User, reason: str, version: int | None = None
) -> Negotiation:
    """Close a table without an agreed version; all that was said stays. Refused: no reason."""
    current = lock(negotiation, version)
    require(by, "agreements.change_negotiation", current)
    check_open(current)
    if not reason.strip():
        raise Refused("reason_missing", _("Say why it is broken off."), field="reason")
    with recorded(
        "agreements.negotiation_broken_off",
        current,
        by=by,
        reason=reason,
        about=current.instrument,
    ):
        current.is_closed = True
        save(current)
    return current
