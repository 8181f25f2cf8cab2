"""Writes of stated figures: numbers that old papers give."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from banggiao.accounts.records import check_class
from banggiao.accounts.rules import require
from banggiao.audit.actions import recorded
from banggiao.core.errors import Refused
from banggiao.core.writing import assign, lock, save
from banggiao.documents.actions.citations import cite
from banggiao.reports.models import StatedFigure

if TYPE_CHECKING:
    from banggiao.accounts.models import User
    from banggiao.documents.models import Document

FIELDS = (
    "code",
    "classification",
    "figure",
    "period",
    "scope",
    "organisation",
    "value",
    "unit",
    "basis",
    "note",
)


@transaction.atomic
def add_stated(
    *, by: User, document: Document | None = None, place: str = "", **data: Any
) -> StatedFigure:
    """Enter a number that a paper gives, and the paper. Officers and heads.

    Refused: no number (``value_missing``), nobody whose number it is (``scope_missing``), a body or
    a document the writer may not see, a class above their clearance, and what the constraints of
    the model forbid.
    """
    require(by, "reports.add_statedfigure")
    stated = StatedFigure()
    assign(stated, data, FIELDS)
    _check(stated, StatedFigure(), by)
    with recorded("reports.statedfigure_added", stated, by=by):
        save(stated)
    if document is not None:
        cite(stated, by=by, document=document, place=place)
    return stated


@transaction.atomic
def change_stated(
    stated: StatedFigure, *, by: User, version: int | None = None, reason: str = "", **data: Any
) -> StatedFigure:
    """Change a stated number, its time or whose it is. Officers and heads who may see it.

    Refused: a stale ``version``, and what `add_stated` refuses.
    """
    current = lock(stated, version)
    require(by, "reports.change_statedfigure", current)
    stored = StatedFigure.objects.get(pk=current.pk)
    with recorded("reports.statedfigure_changed", current, by=by, reason=reason):
        assign(current, data, FIELDS)
        _check(current, stored, by)
        save(current)
    return current


def _check(stated: StatedFigure, stored: StatedFigure, by: User) -> None:
    """Refuse what links and classes forbid, and a number of nothing or nobody."""
    check_class(stated.classification, by)
    if stated.organisation_id != stored.organisation_id:
        require(by, "partners.view_organisation", stated.organisation)
    complete_scope(stated)
    if stated.value is None:
        raise Refused("value_missing", _("Give the number."), field="value")


def complete_scope(stated: StatedFigure) -> None:
    """Take whose number it is from the body where nobody wrote it. Refused: neither."""
    if not stated.scope and stated.organisation is not None:
        stated.scope = stated.organisation.code
    if not stated.scope:
        raise Refused(
            "scope_missing",
            _("Say whose number it is: choose the body, or write it down."),
            field="organisation",
        )
