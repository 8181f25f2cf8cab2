"""Writes of what came before a text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from banggiao.accounts.rules import require
from banggiao.agreements.actions.ledger import follow_up
from banggiao.agreements.models import Instrument
from banggiao.audit.actions import recorded
from banggiao.core.errors import Refused
from banggiao.core.graphs import reaches
from banggiao.core.writing import lock, save

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from banggiao.accounts.models import User


@transaction.atomic
def link_predecessor(
    newer: Instrument,
    older: Instrument,
    relation: str,
    *,
    by: User,
    reason: str = "",
    version: int | None = None,
) -> Instrument:
    """Say which text came before and what this one does to it. Who may change both.

    Once this one is signed, the ledger of the older says so: amended, extended, upgraded or
    replaced by it on the day of signing. Refused: a circle, a text before it already, an older
    text that is set aside or over.
    """
    current = lock(newer, version)
    require(by, "agreements.change_instrument", current)
    require(by, "agreements.change_instrument", older)
    check_predecessor(current, older, circle=lambda: reaches(older.pk, current.pk, _before))
    with recorded("agreements.predecessor_linked", current, by=by, reason=reason):
        current.predecessor, current.relation = older, relation
        save(current)
    follow_up(current, by=by, reason=reason)
    return current


@transaction.atomic
def unlink_predecessor(newer: Instrument, *, by: User, reason: str) -> Instrument:
    """Take back which text came before, and what that did to it. Refused: no reason, no link."""
    current = lock(newer)
    require(by, "agreements.change_instrument", current)
    if not reason.strip():
        raise Refused("reason_missing", _("Say why the link is removed."), field="reason")
    if current.predecessor is None:
        raise Refused("no_predecessor", _("No text before this one is entered."))
    require(by, "agreements.change_instrument", current.predecessor)
    with recorded("agreements.predecessor_unlinked", current, by=by, reason=reason):
        current.predecessor, current.relation = None, ""
        save(current)
    follow_up(current, by=by, reason=reason)
    return current


def check_predecessor(newer: Instrument, older: Instrument, *, circle: Callable[[], bool]) -> None:
    """Refuse a second text before, one that is set aside, and a circle, which ``circle`` finds."""
    if newer.predecessor_id and newer.predecessor_id != older.pk:
        raise Refused(
            "predecessor_twice",
            _("A text before this one is entered already. Remove that link first."),
            field="predecessor",
        )
    if older.is_set_aside:
        raise Refused(
            "predecessor_set_aside",
            _("That text is set aside. Choose another."),
            field="predecessor",
        )
    if (newer._state.adding or newer.pk != older.pk) and circle():
        raise Refused(
            "lineage_circle",
            _("That text came after this one: it cannot come before it too."),
            field="predecessor",
        )


def _before(ids: set[int]) -> Iterable[int]:
    rows = Instrument.objects.filter(pk__in=ids, predecessor__isnull=False)
    return rows.values_list("predecessor_id", flat=True)
