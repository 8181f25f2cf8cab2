"""What all writes on a negotiation table share: holding a clause, checking, logging, settling."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from banggiao.accounts.rules import require
from banggiao.agreements.enums import ItemState, Side
from banggiao.agreements.models import Item, Wording
from banggiao.agreements.queries.negotiation import last_words
from banggiao.audit.actions import recorded
from banggiao.core.errors import Refused
from banggiao.core.text import normalise
from banggiao.core.writing import lock, save, store

if TYPE_CHECKING:
    from collections.abc import Iterator

    from banggiao.accounts.models import User
    from banggiao.agreements.models import Negotiation, Round

CHANGE = "agreements.change_item"


@contextmanager
def writing(item: Item, action: str, by: User, *, reason: str = "") -> Iterator[Item]:
    """Hold a clause of an open table, check the right, and log what the block writes as one event.

    Refused: a table that is closed, a clause that was set aside.
    """
    current = lock(item)
    require(by, CHANGE, current)
    check_open(current.negotiation)
    if current.is_set_aside:
        raise Refused("clause_set_aside", _("This clause is not on the table. Bring it back."))
    with recorded(action, current, by=by, reason=reason, about=current.negotiation):
        yield current
        save(current)


def check_open(negotiation: Negotiation) -> None:
    """Refuse to write on a table that is closed."""
    if negotiation.is_closed:
        raise Refused(
            "negotiation_closed",
            _("This negotiation is closed. Open a new one from a version to go on."),
        )


def check_round(negotiation: Negotiation, in_round: Round | None) -> None:
    """Refuse a round of another negotiation."""
    if in_round is not None and in_round.negotiation_id != negotiation.pk:
        raise Refused(
            "foreign_round", _("This round belongs to another negotiation."), field="round"
        )


def add_words(
    item: Item,
    side: str,
    language: str,
    body: str,
    *,
    author: User,
    in_round: Round | None = None,
    is_shown: bool = True,
) -> Wording:
    """Write down what a side says, after everything that was said before; nothing is replaced."""
    last: int | None = item.wordings.aggregate(last=Max("number"))["last"]
    wording = Wording(
        item=item,
        number=(last or 0) + 1,
        side=side,
        language=language,
        body=normalise(body),
        is_shown=is_shown,
        round=in_round,
        by=author,
        at=timezone.now(),
    )
    store(wording)
    return wording


def settle(item: Item, stage: str, *, author: User, in_round: Round | None) -> None:
    """Say how far a clause is, who said so and in which round."""
    item.stage, item.stage_round, item.stage_by, item.stage_at = (
        stage,
        in_round,
        author,
        timezone.now(),
    )


def reopen(item: Item, words: Wording) -> None:
    """Take a clause for open again where a side now wants other words than those agreed."""
    if item.stage != ItemState.AGREED or not words.is_shown:
        return
    agreed = last_words(item, Side.AGREED, words.language)
    if agreed is None or agreed.body != words.body:
        settle(item, ItemState.OPEN, author=words.by, in_round=words.round)
