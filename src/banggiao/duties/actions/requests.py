"""Writes of what a body that asks for our opinion sent, and of what we answered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from banggiao.accounts.rules import require
from banggiao.audit.actions import recorded
from banggiao.core.dates import PartialDate
from banggiao.core.errors import Refused
from banggiao.core.writing import assign, lock, save, store
from banggiao.duties.deadlines import due_day, rule_for
from banggiao.duties.enums import DutyKind
from banggiao.duties.models import Duty, OpinionRequest

if TYPE_CHECKING:
    from banggiao.accounts.models import User

FIELDS = (
    *("received_on", "procedure", "letter", "paper", "enclosed"),
    *("answer_letter", "answer_paper", "points"),
)


@transaction.atomic
def keep_request(
    duty: Duty, *, by: User, version: int | None = None, reason: str = "", **data: Any
) -> OpinionRequest:
    """Enter what was asked of us and what we answered; a due date that is missing is counted.

    Officers, heads, who sees to it, contributors of the lead unit. Refused: a stale ``version``, a
    duty of another kind (``not_an_opinion``), a day in the future (``day_in_future``), a procedure
    without a rule on that day (``no_rule``), a paper the writer may not see.
    """
    current = lock(duty, version)
    require(by, "duties.keep_duty", current)
    if current.kind != DutyKind.OPINION:
        raise Refused("not_an_opinion", _("Only an opinion asked of us has such a letter."))
    request = current.requests.first() or OpinionRequest(duty=current)
    before = (request.paper_id, request.answer_paper_id)
    with recorded("duties.request_kept", current, by=by, reason=reason):
        assign(request, data, FIELDS)
        if request.received_on and request.received_on > timezone.localdate():
            raise Refused("day_in_future", _("This day has not come yet."), field="received_on")
        for paper, stored in zip((request.paper, request.answer_paper), before, strict=True):
            if paper is not None and paper.pk != stored:
                require(by, "documents.view_document", paper)
        store(request)
        _count(current, request)
        save(current)
    return request


def _count(duty: Duty, request: OpinionRequest) -> None:
    """Give the duty its due date by the rule, where it has none."""
    if duty.due or not duty.is_open or not request.procedure or not request.received_on:
        return
    try:
        rule = rule_for(request.procedure, request.received_on)
    except Refused as refused:
        raise Refused(refused.code, refused.message, field="procedure") from None
    duty.due = PartialDate.parse(due_day(rule, request.received_on).day.isoformat())
    duty.basis = duty.basis or rule.basis
