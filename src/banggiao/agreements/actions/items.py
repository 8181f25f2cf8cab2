"""Writes of the negotiation table, clause by clause: proposals, agreement, how far each is.

Officers and heads who may see the text. A wording is never overwritten: whatever was proposed stays
and the latest counts. Refused in all of them: a closed table, a clause set aside, a round of
another negotiation.
"""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from banggiao.accounts.rules import require
from banggiao.agreements.actions.tables import (
    add_words,
    check_open,
    check_round,
    reopen,
    settle,
    writing,
)
from banggiao.agreements.enums import ItemState, Side
from banggiao.agreements.models import Item, Negotiation
from banggiao.agreements.queries.negotiation import (
    all_last_words,
    languages_of,
    last_words,
    next_code,
)
from banggiao.agreements.texts.tree import Kind
from banggiao.agreements.texts.wordings import fingerprint, worded
from banggiao.audit.actions import recorded
from banggiao.core.errors import Refused, Stale
from banggiao.core.text import normalise
from banggiao.core.writing import lock, save

if TYPE_CHECKING:
    from collections.abc import Mapping

    from banggiao.accounts.models import User
    from banggiao.agreements.models import Round, Wording

GAP = 1 << 16
"""Room between two clauses of a table, so that one can be put in without moving the others."""

KINDS = (Kind.ARTICLE, Kind.PARAGRAPH, Kind.POINT)
"""What a clause that is put in can be."""


@transaction.atomic
def propose_wording(
    item: Item,
    *,
    by: User,
    side: str,
    language: str,
    body: str,
    in_round: Round | None = None,
    is_shown: bool = True,
    seen: str | None = None,
    seen_shown: bool = False,
) -> Wording:
    """Write down what a side wants a clause to say in one language.

    ``is_shown`` False: a draft of ours that the other side does not know yet. ``seen`` is the
    fingerprint of the words the form was opened over (``seen_shown``: of the last that both sides
    know). A clause that was agreed is open again if both sides know of other words.

    Refused: no words, the same words again, a language the table has not, and `Stale` where
    somebody wrote other words meanwhile; those stay, and so do these once they are sent again.
    """
    words = normalise(body)
    if not words:
        raise Refused(
            "words_missing", _("Write the words, or propose to strike the clause."), field="body"
        )
    return _propose(
        item,
        words,
        by=by,
        side=side,
        language=language,
        in_round=in_round,
        is_shown=is_shown,
        seen=seen,
        seen_shown=seen_shown,
    )


@transaction.atomic
def strike_clause(item: Item, *, by: User, side: str, in_round: Round | None = None) -> None:
    """Write down that a side wants a clause struck, in every language of the table."""
    with writing(item, "agreements.clause_struck", by) as current:
        _check_side(side)
        check_round(current.negotiation, in_round)
        for language in languages_of(current.negotiation):
            reopen(current, add_words(current, side, language, "", author=by, in_round=in_round))


def _propose(
    item: Item,
    words: str,
    *,
    by: User,
    side: str,
    language: str,
    in_round: Round | None,
    is_shown: bool,
    seen: str | None,
    seen_shown: bool,
) -> Wording:
    with writing(item, "agreements.wording_proposed", by) as current:
        _check_side(side)
        _check_language(current.negotiation, language)
        check_round(current.negotiation, in_round)
        before = last_words(current, side, language)
        known = last_words(current, side, language, shown=True) if seen_shown else before
        if seen is not None and seen != fingerprint(known.body if known else None):
            raise words_changed(known)
        if before is not None and before.body == words and before.is_shown >= is_shown:
            raise Refused(
                "same_words", _("These words stand there already. Change them."), field="body"
            )
        proposal = add_words(
            current, side, language, words, author=by, in_round=in_round, is_shown=is_shown
        )
        reopen(current, proposal)
    return proposal


def words_changed(current: Wording | None) -> Stale:
    """Give the refusal of words written over others than those that stand there now."""
    sentence = _(
        "Somebody wrote other words here while you were writing. Both stand below; save again to "
        "put yours after theirs. Nothing is lost."
    )
    return Stale(sentence, current)  # type: ignore[arg-type]  # None where there were no words


@transaction.atomic
def accept_wording(
    item: Item, *, by: User, side: str, in_round: Round | None = None, was: str | None = None
) -> None:
    """Agree to what a side proposed last, in every language in which it is known to both.

    Refused: that side proposed nothing both know; the clause stands otherwise than ``was``.
    """
    with writing(item, "agreements.clause_agreed", by) as current:
        _check_side(side)
        _check_stage(current, was)
        proposals = all_last_words(current, side, shown=True)
        if not proposals:
            raise Refused("nothing_proposed", _("This side has proposed no words for this clause."))
        texts = {language: wording.body for language, wording in proposals.items()}
        _agree(current, texts, by=by, in_round=in_round)


@transaction.atomic
def agree_words(
    item: Item,
    *,
    by: User,
    texts: Mapping[str, str],
    in_round: Round | None = None,
    seen: Mapping[str, str] | None = None,
) -> None:
    """Write down the words both sides agreed on, in one language or several.

    ``seen`` has for each language the fingerprint of the agreed words the form was opened over.
    Refused: no words, a language the table has not, `Stale` as in `propose_wording`.
    """
    with writing(item, "agreements.clause_agreed", by) as current:
        cleaned = {language: normalise(body) for language, body in texts.items()}
        if not cleaned or not all(cleaned.values()):
            raise Refused("words_missing", _("Write the words that were agreed."), field="body")
        for language in cleaned:
            _check_language(current.negotiation, language)
            before = last_words(current, Side.AGREED, language)
            now = fingerprint(before.body if before else None)
            if seen is not None and seen.get(language, now) != now:
                raise words_changed(before)
        _agree(current, cleaned, by=by, in_round=in_round)


def _agree(item: Item, texts: Mapping[str, str], *, by: User, in_round: Round | None) -> None:
    check_round(item.negotiation, in_round)
    agreed = all_last_words(item, Side.AGREED)
    for language, body in texts.items():
        if language not in agreed or agreed[language].body != body:
            add_words(item, Side.AGREED, language, body, author=by, in_round=in_round)
    settle(item, ItemState.AGREED, author=by, in_round=in_round)


@transaction.atomic
def set_stage(
    item: Item, *, by: User, stage: str, in_round: Round | None = None, was: str | None = None
) -> None:
    """Say how far a clause is: open, in brackets, agreed, put off.

    Refused: agreed without agreed words; it stands otherwise than ``was``, as the page showed it.
    """
    with writing(item, "agreements.stage_set", by) as current:
        if stage not in ItemState.values:
            raise Refused("stage_unknown", _("Choose one from the list."), field="stage")
        _check_stage(current, was)
        check_round(current.negotiation, in_round)
        language = current.negotiation.language
        if stage == ItemState.AGREED and last_words(current, Side.AGREED, language) is None:
            raise Refused(
                "nothing_agreed",
                _(
                    "There are no agreed words yet. Accept ours or theirs, or write what was "
                    "agreed."
                ),
            )
        if stage != current.stage:
            settle(current, stage, author=by, in_round=in_round)


def _check_stage(item: Item, was: str | None) -> None:
    if was is not None and item.stage != was:
        raise Refused(
            "stage_changed",
            _("Somebody set this clause to “%(stage)s” meanwhile. Look at it again, then choose.")
            % {"stage": item.get_stage_display()},
        )


def _check_side(side: str) -> None:
    if side not in (Side.OURS, Side.THEIRS):
        raise Refused("side_unknown", _("Say whose words they are: ours or theirs."), field="side")


def _check_language(negotiation: Negotiation, language: str) -> None:
    if language not in languages_of(negotiation):
        raise Refused(
            "language_not_on_table",
            _("The table is not in this language. Choose one of its languages."),
            field="language",
        )


@transaction.atomic
def add_clause(
    negotiation: Negotiation,
    *,
    by: User,
    side: str,
    language: str,
    body: str,
    after: Item | None = None,
    kind: str = Kind.ARTICLE,
    printed: str = "",
    heading: str = "",
    in_round: Round | None = None,
    is_shown: bool = True,
) -> Item:
    """Put a clause on the table that a side wants to have, after another one or first of all.

    Refused: no words, a clause after one of another table, a kind that is no clause.
    """
    current = lock(negotiation)
    require(by, "agreements.change_negotiation", current)
    check_open(current)
    check_round(current, in_round)
    _check_side(side)
    _check_language(current, language)
    if kind not in KINDS:
        raise Refused("kind_unknown", _("Choose one from the list."), field="kind")
    words = worded(normalise(heading), normalise(body))
    if not words:
        raise Refused("words_missing", _("Write the words of the clause."), field="body")
    item = Item(
        code=next_code(current),
        classification=current.classification,
        negotiation=current,
        order=_place(current, after),
        wid=f"new-{secrets.token_hex(8)}",
        kind=kind,
        printed=normalise(printed),
        heading=normalise(heading),
        depth=0 if kind == Kind.ARTICLE else (after.depth if after else 0),
    )
    with recorded("agreements.item_added", item, by=by, about=current):
        save(item)
        add_words(item, side, language, words, author=by, in_round=in_round, is_shown=is_shown)
    return item


@transaction.atomic
def split_clause(
    item: Item,
    *,
    by: User,
    side: str,
    language: str,
    stays: str,
    goes: str,
    printed: str = "",
    heading: str = "",
    in_round: Round | None = None,
) -> Item:
    """Write down that a side wants a part of a clause as a clause of its own, right after it.

    ``stays`` are the words the clause keeps, ``goes`` those of the new one. Refused: one of them
    is empty; what `propose_wording` and `add_clause` refuse.
    """
    kind = item.kind if item.kind in KINDS else Kind.ARTICLE
    propose_wording(item, by=by, side=side, language=language, body=stays, in_round=in_round)
    if not normalise(goes):
        raise Refused("words_missing", _("Write the words of the clause."), field="goes")
    return add_clause(
        item.negotiation,
        by=by,
        side=side,
        language=language,
        body=goes,
        after=item,
        kind=kind,
        printed=printed,
        heading=heading,
        in_round=in_round,
    )


def _place(negotiation: Negotiation, after: Item | None) -> int:
    """Give the place right after a clause; the others move only where there is no room left."""
    if after is not None and after.negotiation_id != negotiation.pk:
        raise Refused("foreign_clause", _("This clause is on another table."), field="after")
    before = 0 if after is None else after.order
    later = negotiation.items.filter(order__gt=before).order_by("order")
    following = later.values_list("order", flat=True).first()
    if following is None:
        return before + GAP
    if following - before < 2:
        later.update(order=F("order") + GAP)
        following += GAP
    return before + (following - before) // 2
