"""Writes of what came of an activity: results, what was agreed, and the duties that follow.

They who prepare the activity write results and points; officers and heads make duties of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from banggiao.accounts.rules import may_see, require
from banggiao.activities.actions.writing import (
    CHANGE,
    PREPARE,
    held_part,
    need_reason,
    next_number,
    writing,
)
from banggiao.activities.enums import ResultState, Side
from banggiao.activities.models import AgreedPoint, Result
from banggiao.core.errors import Refused
from banggiao.core.references import reference_to
from banggiao.core.writing import assign, store
from banggiao.duties.actions.duties import add_duty
from banggiao.duties.enums import DutyKind

if TYPE_CHECKING:
    from banggiao.accounts.models import Unit, User
    from banggiao.activities.models import Activity
    from banggiao.core.dates import PartialDate
    from banggiao.duties.models import Duty
    from banggiao.partners.models import Organisation

RESULT_FIELDS = ("text", "state", "evidence")
POINT_FIELDS = ("text", "side", "due")
NAME_LENGTH = 400


@transaction.atomic
def add_result(
    activity: Activity,
    *,
    by: User,
    text: str,
    state: str = ResultState.REACHED,
    evidence: str = "",
) -> Result:
    """Record what came of it. Refused: no text."""
    with writing(activity, "activities.result_added", by=by, right=PREPARE) as current:
        result = Result(activity=current, number=next_number(current.results))
        assign(result, {"text": text, "state": state, "evidence": evidence}, RESULT_FIELDS)
        store(result)
    return result


@transaction.atomic
def change_result(
    result: Result, *, by: User, version: int | None = None, reason: str = "", **fields: Any
) -> Result:
    """Change a result. ``version`` is the activity's. Refused: a stale one, no text."""
    with writing(
        result.activity,
        "activities.result_changed",
        by=by,
        right=PREPARE,
        version=version,
        reason=reason,
    ):
        current = held_part(result)
        assign(current, fields, RESULT_FIELDS)
        store(current)
    return current


@transaction.atomic
def remove_result(result: Result, *, by: User, reason: str = "") -> None:
    """Take back a result; the log keeps it."""
    with writing(result.activity, "activities.result_removed", by=by, right=PREPARE, reason=reason):
        result.delete()


@transaction.atomic
def add_point(
    activity: Activity,
    *,
    by: User,
    text: str,
    side: str = Side.BOTH,
    due: PartialDate | str | None = None,
) -> AgreedPoint:
    """Record what both sides agreed on, who does it and by when. Refused: no text."""
    with writing(activity, "activities.point_added", by=by, right=PREPARE) as current:
        point = AgreedPoint(activity=current, number=next_number(current.points))
        assign(point, {"text": text, "side": side, "due": due}, POINT_FIELDS)
        store(point)
    return point


@transaction.atomic
def change_point(
    point: AgreedPoint, *, by: User, version: int | None = None, reason: str = "", **fields: Any
) -> AgreedPoint:
    """Change what was agreed. ``version`` is the activity's.

    Refused: a stale ``version``, no text, a point that is a duty already.
    """
    with writing(
        point.activity,
        "activities.point_changed",
        by=by,
        right=PREPARE,
        version=version,
        reason=reason,
    ):
        current = held_part(point)
        _require_free(current)
        assign(current, fields, POINT_FIELDS)
        store(current)
    return current


@transaction.atomic
def remove_point(point: AgreedPoint, *, by: User, reason: str = "") -> None:
    """Take back a point; the log keeps it. Refused: one that is a duty already."""
    with writing(point.activity, "activities.point_removed", by=by, right=PREPARE, reason=reason):
        current = held_part(point)
        _require_free(current)
        current.delete()


@transaction.atomic
def make_duty(
    point: AgreedPoint,
    *,
    by: User,
    owner: User | None = None,
    unit: Unit | None = None,
    due: PartialDate | str | None = None,
) -> Duty:
    """Make a point a duty, so that it has an owner and a date. Officers and heads.

    It is owed by the bodies of the side that does it, as far as the writer may see them, and has
    the activity's class. ``due`` empty: the point's. Refused: a point that is a duty already, a
    side without a body (`no_promisor`), and what `add_duty` refuses.
    """
    with writing(point.activity, "activities.duty_made", by=by, right=CHANGE) as activity:
        current = held_part(point)
        _require_free(current)
        ours, theirs = _sides(activity, by)
        owe = {Side.OURS: ours, Side.THEIRS: theirs}.get(Side(current.side), [*ours, *theirs])
        if not owe:
            raise Refused(
                "no_promisor", _("Enter first the body that is to do it among those taking part.")
            )
        about_type, about_code = reference_to(activity)
        current.duty = add_duty(
            by=by,
            promisors=owe,
            beneficiaries=[body for body in (*ours, *theirs) if body not in owe],
            kind=DutyKind.FOLLOW_UP,
            classification=activity.classification,
            due=due or current.due,
            owner=owner,
            unit=unit,
            about_type=about_type,
            about_code=about_code,
            **_words(current.text),
        )
        store(current)
    return current.duty


@transaction.atomic
def free_point(point: AgreedPoint, *, by: User, reason: str) -> AgreedPoint:
    """Part a point from its duty, which stays: so that one made by mistake can be set aside.

    Officers and heads who may see the duty. Refused: without a reason, a point that is no duty.
    """
    need_reason(reason)
    with writing(point.activity, "activities.point_freed", by=by, right=CHANGE, reason=reason):
        current = held_part(point)
        if current.duty is None:
            raise Refused("no_duty", _("This point is no duty."))
        require(by, "duties.view_duty", current.duty)
        current.duty = None
        store(current)
    return current


def _require_free(point: AgreedPoint) -> None:
    if point.duty_id is not None:
        raise Refused("is_a_duty", _("This point is a duty already. Change the duty instead."))


def _sides(activity: Activity, by: User) -> tuple[list[Organisation], list[Organisation]]:
    """Give the own bodies and the others, once each, as far as the writer may see them."""
    parties = activity.parties.select_related("organisation").order_by("order", "pk")
    bodies = [p.organisation for p in parties if may_see.test(by, p.organisation)]
    bodies = list(dict.fromkeys(bodies))
    return [b for b in bodies if b.is_own], [b for b in bodies if not b.is_own]


def _words(text: str) -> dict[str, str]:
    """Give the name of the duty; what is too long for one stands in its remark as a whole."""
    if len(text) <= NAME_LENGTH:
        return {"name_vi": text}
    return {"name_vi": f"{text[: NAME_LENGTH - 1].rstrip()}…", "remark": text}
