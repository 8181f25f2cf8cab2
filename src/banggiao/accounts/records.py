"""What can be done to any record of any room: set it aside, bring it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from banggiao.accounts import panels
from banggiao.accounts.resting import rested_on
from banggiao.accounts.rules import require
from banggiao.audit.actions import recorded
from banggiao.core.enums import RecordState
from banggiao.core.errors import Refused
from banggiao.core.models import Record
from banggiao.core.writing import lock, save

if TYPE_CHECKING:
    from banggiao.accounts.models import User


def check_class(classification: int, by: User) -> None:
    """Refuse a class above the writer's own clearance: they could not see what they wrote."""
    if classification > by.clearance:
        raise Refused(
            "class_above_clearance",
            _("You are not cleared for this class. Choose a lower one or ask somebody cleared."),
            field="classification",
        )


@transaction.atomic
def set_aside[R: Record](record: R, *, by: User, reason: str, version: int | None = None) -> R:
    """Take a record entered by mistake out of lists, search and figures. Nothing is deleted.

    Who may: the right ``<room>.set_aside_<model>``. Refused without a reason, while another record
    rests on this one, and what a room says on `panels.SETTING_ASIDE`. Logged as
    ``<room>.<model>_set_aside``. For many at once see `bulk.set_aside_many`.
    """
    room, model = record._meta.app_label, record._meta.model_name
    for provider in panels.SETTING_ASIDE:
        for refused in provider(type(record), [record.code]).values():
            raise refused
    current = lock(record, version)
    require(by, f"{room}.set_aside_{model}", current)
    need_reason(reason)
    if rests_on(current):
        raise in_use()
    with recorded(
        f"{room}.{model}_set_aside", current, by=by, reason=reason, about=page_of(current)
    ):
        current.state = RecordState.SET_ASIDE
        save(current)
    return current


def need_reason(reason: str) -> None:
    """Refuse to set aside without saying why."""
    if not reason.strip():
        raise Refused("reason_missing", _("Say why the record is set aside."), field="reason")


def in_use() -> Refused:
    """Give the refusal of setting aside what others rest on."""
    return Refused(
        "in_use", _("Other records rest on this one. Set those aside or change them first.")
    )


@transaction.atomic
def bring_back[R: Record](record: R, *, by: User, reason: str = "") -> R:
    """Put a record that was set aside into the register again. Same right as setting aside."""
    room, model = record._meta.app_label, record._meta.model_name
    current = lock(record)
    require(by, f"{room}.set_aside_{model}", current)
    with recorded(
        f"{room}.{model}_brought_back", current, by=by, reason=reason, about=page_of(current)
    ):
        current.state = RecordState.ACTIVE
        save(current)
    return current


def page_of(record: Record) -> Record | None:
    """Give the record whose page and history tell of this one too, if it has none of its own."""
    return getattr(record, record.belongs_to) if record.belongs_to else None


def rests_on(record: Record) -> bool:
    """Whether a record that counts points to this one. Its own parts do not matter."""
    return bool(rested_on(type(record), [record.pk]))
