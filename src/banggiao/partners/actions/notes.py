"""Writes of notes on a partner's situation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from banggiao.accounts.records import check_class
from banggiao.accounts.rules import require
from banggiao.audit.actions import recorded
from banggiao.core.writing import assign, free_code, lock, save
from banggiao.partners.models import Organisation, SituationNote

if TYPE_CHECKING:
    from banggiao.accounts.models import User

FIELDS = ("code", "classification", "on", "headline", "text")


@transaction.atomic
def add_note(organisation: Organisation, *, by: User, **data: Any) -> SituationNote:
    """Write a dated note on a partner. Officers and heads who may see the partner.

    Refused: a class above one's clearance, no date, no headline.
    """
    require(by, "partners.add_situationnote")
    require(by, "partners.view_organisation", organisation)
    note = SituationNote(organisation=organisation)
    assign(note, data, FIELDS)
    check_class(note.classification, by)
    note.code = note.code or free_code(SituationNote, f"{organisation.code} {note.on or ''}")
    with recorded("partners.note_added", note, by=by, about=organisation):
        save(note)
    return note


@transaction.atomic
def change_note(
    note: SituationNote, *, by: User, version: int | None = None, reason: str = "", **data: Any
) -> SituationNote:
    """Change a note. Officers and heads who may see it. Refused: a stale ``version``."""
    current = lock(note, version)
    require(by, "partners.change_situationnote", current)
    about = current.organisation
    with recorded("partners.note_changed", current, by=by, reason=reason, about=about):
        assign(current, data, FIELDS)
        check_class(current.classification, by)
        save(current)
    return current
