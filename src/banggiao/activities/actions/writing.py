"""The steps that every write of an activity or of a part of it shares."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from banggiao.accounts.rules import require
from banggiao.activities.actions.derived import keep_derived
from banggiao.audit.actions import recorded
from banggiao.core.errors import Refused
from banggiao.core.writing import lock, save

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.models import Model

    from banggiao.accounts.models import User
    from banggiao.activities.models import Activity

CHANGE = "activities.change_activity"
PREPARE = "activities.prepare_activity"


@contextmanager
def writing(
    activity: Activity,
    action: str,
    *,
    by: User,
    right: str = CHANGE,
    version: int | None = None,
    reason: str = "",
) -> Iterator[Activity]:
    """Hold an activity, check the right, and log what the block does to it as one event.

    What follows from its parts is computed at the end, and the version goes up. Refused: a stale
    ``version``.
    """
    current = lock(activity, version)
    require(by, right, current)
    with recorded(action, current, by=by, reason=reason):
        yield current
        keep_derived(current)
        save(current)


def need_reason(reason: str) -> None:
    """Refuse to take something away without saying why."""
    if not reason.strip():
        raise Refused("reason_missing", _("Say why."), field="reason")


def held_part[P: Model](part: P) -> P:
    """Read a part again and hold it. Its activity must be held before."""
    rows: Any = type(part)._default_manager.select_for_update(of=("self",))
    current: P = rows.get(pk=part.pk)
    return current


def next_number(parts: Any, field: str = "number") -> int:  # the parts of one activity
    """Give the number after the last one there is."""
    last = parts.order_by(f"-{field}").values_list(field, flat=True).first()
    return (last or 0) + 1
