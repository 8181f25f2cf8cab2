"""Writes of what we want of a clause. Officers and heads who are cleared for what is restricted.

A position is restricted, always. It is opened after a person declared, with the basis, that it is
no state secret; else only the stub of its paper is kept (law 117/2025/QH15).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from banggiao.accounts.rules import require
from banggiao.agreements.actions.tables import check_open
from banggiao.agreements.models import Position
from banggiao.audit.actions import recorded
from banggiao.core.enums import Classification, RecordState
from banggiao.core.errors import Refused
from banggiao.core.writing import assign, lock, save
from banggiao.documents.actions.papers import keep_stub

if TYPE_CHECKING:
    from banggiao.accounts.models import User
    from banggiao.agreements.models import Item
    from banggiao.documents.models import Document

CONTENT = ("aim", "argument", "red_line", "fallback")
FIELDS = (*CONTENT, "approved_by", "approved_in")


@transaction.atomic
def open_position(item: Item, *, by: User, basis: str, **data: Any) -> Position:
    """Enter our position on a clause, and that its writer declares it no state secret, and why.

    Refused: no basis, no aim, a position that is there already, a paper that is a state secret.
    """
    current = _item(item, by)
    if not basis.strip():
        raise Refused(
            "not_declared",
            _(
                "Say on what basis it is no state secret. If it is one, keep only the number, "
                "date, level and keeper of its paper."
            ),
            field="basis",
        )
    position = _blank(current)
    with recorded("agreements.position_opened", position, by=by, about=current):
        _fill(position, data, by)
        position.not_secret_by, position.not_secret_on = by, timezone.localdate()
        position.not_secret_basis = basis.strip()
        position.paper = None
        save(position)
    return position


@transaction.atomic
def change_position(
    position: Position, *, by: User, version: int | None = None, reason: str = "", **data: Any
) -> Position:
    """Change a position; what was declared of it stays. Refused: a stale version, a stub."""
    current = lock(position, version)
    require(by, "agreements.change_position", current)
    check_open(current.item.negotiation)
    if current.paper_id is not None:
        raise _only_paper()
    with recorded("agreements.position_changed", current, by=by, reason=reason, about=current.item):
        _fill(current, data, by)
        save(current)
    return current


@transaction.atomic
def keep_position_on_paper(
    item: Item, *, by: User, secrecy: str, number: str, keeper: str, issued: Any = None
) -> Position:
    """Note that a position exists on a paper that is a state secret, and nothing of what it says.

    Refused: no level, number or keeper of the paper, a position that is there already.
    """
    current = _item(item, by)
    paper = keep_stub(
        by=by,
        secrecy=secrecy,
        number=number,
        keeper=keeper,
        issued=issued,
        classification=Classification.RESTRICTED,
    )
    position = _blank(current)
    with recorded("agreements.position_on_paper", position, by=by, about=current):
        position.paper = paper
        position.not_secret_by = position.not_secret_on = None
        position.not_secret_basis = position.approved_by = ""
        position.approved_in = None
        for name in CONTENT:
            setattr(position, name, "")
        save(position)
    return position


def _item(item: Item, by: User) -> Item:
    current = lock(item)
    require(by, "agreements.open_position", current)
    check_open(current.negotiation)
    return current


def _blank(item: Item) -> Position:
    """Give a new position, or the one that was set aside, to be written anew."""
    stored: Position | None = Position.objects.filter(item=item).first()
    if stored is None:
        code = f"{item.code}-position"
        return Position(item=item, code=code, classification=Classification.RESTRICTED)
    if stored.is_set_aside:
        stored.state = RecordState.ACTIVE
        return stored
    if stored.paper_id is not None:
        raise _only_paper()
    raise Refused("position_there", _("This clause has a position already. Change that one."))


def _only_paper() -> Refused:
    return Refused(
        "position_on_paper",
        _("The position is on a paper that is a state secret; nothing of it may stand here."),
    )


def _fill(position: Position, data: dict[str, Any], by: User) -> None:
    assign(position, data, FIELDS)
    paper: Document | None = position.approved_in
    require(by, "documents.view_document", paper)
    if not position.aim:
        raise Refused("aim_missing", _("Say what we want of the clause."), field="aim")
    if paper is not None and paper.is_secret:
        raise Refused(
            "paper_is_secret",
            _("The paper that approved it is a state secret, so the position is one, too."),
            field="approved_in",
        )
