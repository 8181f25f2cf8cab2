"""Takes back what somebody pasted a moment ago."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from banggiao.accounts.bulk.aside import set_aside_many
from banggiao.accounts.records import need_reason
from banggiao.accounts.rules import require
from banggiao.activities.actions.bulk import ActivityRow, import_activities
from banggiao.activities.models import Activity
from banggiao.core.errors import Refused
from banggiao.exchange.queries.pasted import changed_since, people_of, records_of, trace_of

if TYPE_CHECKING:
    from banggiao.accounts.models import User
    from banggiao.plans.models import Plan


@transaction.atomic
def take_back_pasted(step: str, into: Plan | Activity | None, *, by: User, reason: str) -> int:
    """Take back what one pasted in a step of the log, all or nothing; gives how many it was.

    Whoever pasted it, who may still set such records aside. Lines and partners are set aside;
    people leave their activity. Refused: without a reason; nothing left to take back; a record that
    somebody changed since or that others rest on.
    """
    need_reason(reason)
    trace = trace_of(step, into, by)
    if isinstance(into, Activity):
        require(by, "activities.change_activity", into)
        keys = list(people_of(trace, by).values_list("pk", flat=True))
        _check_any(len(keys))
        row = ActivityRow(code=into.code, without={"participants": keys})
        import_activities([row], by=by, reason=reason)
        return len(keys)
    records = records_of(trace, by)
    _check_any(len(records))
    if changed := changed_since(trace, records):
        raise Refused(
            "changed_since",
            _(
                "“%(name)s” was changed after it was pasted. Nothing was taken back: set the rows "
                "aside one by one."
            )
            % {"name": changed},
        )
    codes = {record.code for record in records}
    leaving = [reference for reference in trace.records if reference[1] in codes]
    return set_aside_many(leaving, by=by, reason=reason)


def _check_any(number: int) -> None:
    if not number:
        raise Refused("nothing_to_take_back", _("There is nothing left of it to take back."))
