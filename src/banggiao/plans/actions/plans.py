"""Writes of a plan as a whole: entering it, and the steps from draft to closed.

Each step keeps who took it, when and with which comment; the log has it too.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from banggiao.accounts.records import check_class
from banggiao.accounts.rules import require
from banggiao.audit.actions import recorded
from banggiao.core.enums import Classification
from banggiao.core.errors import Refused
from banggiao.core.writing import assign, free_code, lock, save, store
from banggiao.plans.actions.checks import check_open, required_text
from banggiao.plans.enums import PlanStatus, PlanStepKind
from banggiao.plans.models import Plan, PlanLine, PlanStep

if TYPE_CHECKING:
    from banggiao.accounts.models import User
    from banggiao.documents.models import Document

STEP = PlanStepKind
NAMED = 5
"""So many lines a refusal names; the others it counts."""


@transaction.atomic
def add_plan(
    *,
    by: User,
    year: int,
    remark: str = "",
    classification: int = Classification.INTERNAL,
    code: str = "",
    reason: str = "",
) -> Plan:
    """Enter the plan of a year, as a draft. Officers and heads.

    The code is ``plan-<year>`` unless one is given. Refused: a year that has a plan, a year out of
    range, a class above one's clearance.
    """
    require(by, "plans.add_plan")
    plan = Plan(year=year, code=code or free_code(Plan, f"plan {year}"))
    assign(plan, {"remark": remark, "classification": classification}, FIELDS)
    check_class(plan.classification, by)
    with recorded("plans.plan_added", plan, by=by, reason=reason):
        save(plan)
    return plan


FIELDS = ("year", "remark", "classification")


@transaction.atomic
def change_plan(
    plan: Plan, *, by: User, version: int | None = None, reason: str = "", **data: Any
) -> Plan:
    """Change a plan's year, remark or class. Officers and heads who may see it.

    A higher class raises lines that lie below it: each is logged. Refused: a stale ``version``, a
    closed plan, another year once it has lines, a class above one's clearance.
    """
    current = lock(plan, version)
    require(by, "plans.change_plan", current)
    check_open(current)
    year = current.year
    with recorded("plans.plan_changed", current, by=by, reason=reason):
        assign(current, data, FIELDS)
        if current.year != year and current.lines.exists():
            raise Refused(
                "year_has_lines",
                _("This plan has lines. Enter a plan of the other year and copy them into it."),
                field="year",
            )
        check_class(current.classification, by)
        save(current)
    _raise_lines(current, by)
    return current


def _raise_lines(plan: Plan, by: User) -> None:
    for line in plan.lines.filter(classification__lt=plan.classification).order_by("number"):
        current: PlanLine = lock(line)
        with recorded("plans.planline_changed", current, by=by, about=plan):
            current.classification = plan.classification
            save(current)


@transaction.atomic
def submit_plan(plan: Plan, *, by: User, comment: str = "", version: int | None = None) -> Plan:
    """Hand a draft plan in for approval. Officers and heads who may see it.

    Refused: no draft (`plan_not_draft`), no line (`plan_empty`), a line without a date in the year
    or without a lead unit (`lines_incomplete`, which names them).
    """
    current = lock(plan, version)
    require(by, "plans.submit_plan", current)
    _require_status(current, "plan_not_draft", PlanStatus.DRAFT)
    _check_lines(current, complete=True)
    _step(current, STEP.SUBMITTED, PlanStatus.SUBMITTED, by, comment)
    return current


@transaction.atomic
def return_plan(plan: Plan, *, by: User, comment: str) -> Plan:
    """Send a submitted plan back with comments. Heads and leaders. Refused: no comment."""
    current = lock(plan)
    require(by, "plans.return_plan", current)
    _require_status(current, "plan_not_submitted", PlanStatus.SUBMITTED)
    comment = required_text(comment, "comment_missing", _("Say what has to be changed."), "comment")
    _step(current, STEP.RETURNED, PlanStatus.DRAFT, by, comment)
    return current


@transaction.atomic
def withdraw_plan(plan: Plan, *, by: User, comment: str = "") -> Plan:
    """Take a submitted plan back to change it. Officers and heads."""
    current = lock(plan)
    require(by, "plans.submit_plan", current)
    _require_status(current, "plan_not_submitted", PlanStatus.SUBMITTED)
    _step(current, STEP.WITHDRAWN, PlanStatus.DRAFT, by, comment)
    return current


@transaction.atomic
def approve_plan(
    plan: Plan,
    *,
    by: User,
    approved_on: dt.date | None,
    document: Document | None = None,
    text: str = "",
    comment: str = "",
) -> Plan:
    """Record that a paper approved the plan: from now on it is frozen. Heads and leaders.

    From submitted; from draft too, so that plans of the past can be entered after the fact. Of a
    past year lines may be incomplete: its paper says what it says. Refused: approved or closed
    already (`approved_already`), no paper or day (`approval_missing`), a day to come
    (`approved_in_future`), a paper one may not see, no line, and in a plan of this year or later
    what `submit_plan` refuses of its lines.
    """
    current = lock(plan)
    require(by, "plans.approve_plan", current)
    _require_status(current, "approved_already", PlanStatus.DRAFT, PlanStatus.SUBMITTED)
    today = timezone.localdate()
    if approved_on is None or (document is None and not text.strip()):
        raise Refused(
            "approval_missing",
            _("Name the paper that approves the plan, and its day."),
            field="document" if approved_on else "approved_on",
        )
    if approved_on > today:
        raise Refused("approved_in_future", _("This day has not come yet."), field="approved_on")
    require(by, "documents.view_document", document)
    _check_lines(current, complete=current.year >= today.year)
    _step(
        current,
        STEP.APPROVED,
        PlanStatus.APPROVED,
        by,
        comment,
        approved_on=approved_on,
        approving_document=document,
        approving_text=text.strip(),
    )
    return current


@transaction.atomic
def close_plan(plan: Plan, *, by: User, comment: str = "") -> Plan:
    """Close an approved plan: nothing changes in it any more. Heads and leaders."""
    current = lock(plan)
    require(by, "plans.close_plan", current)
    _require_status(current, "plan_not_approved", PlanStatus.APPROVED)
    _step(current, STEP.CLOSED, PlanStatus.CLOSED, by, comment)
    return current


@transaction.atomic
def reopen_plan(plan: Plan, *, by: User, comment: str) -> Plan:
    """Open a closed plan to adjustments again. Heads and leaders. Refused: no comment."""
    current = lock(plan)
    require(by, "plans.close_plan", current)
    _require_status(current, "plan_not_closed", PlanStatus.CLOSED)
    comment = required_text(
        comment, "comment_missing", _("Say why the plan is opened again."), "comment"
    )
    _step(current, STEP.REOPENED, PlanStatus.APPROVED, by, comment)
    return current


NEEDED = {
    "plan_not_draft": _("Only a draft can be submitted. This plan is: %(status)s."),
    "plan_not_submitted": _("The plan is not waiting for approval. It is: %(status)s."),
    "approved_already": _("The plan is approved already. It is: %(status)s."),
    "plan_not_approved": _("Only an approved plan can be closed. This plan is: %(status)s."),
    "plan_not_closed": _("The plan is not closed. It is: %(status)s."),
}


def _require_status(plan: Plan, code: str, *statuses: str) -> None:
    if plan.is_set_aside:
        raise Refused("plan_set_aside", _("This plan was set aside. Bring it back first."))
    if plan.status not in statuses:
        raise Refused(code, NEEDED[code] % {"status": plan.get_status_display()})


def _check_lines(plan: Plan, *, complete: bool) -> None:
    """Refuse a plan without lines; where it must be ``complete``, lines that miss something."""
    lines = PlanLine.objects.in_register().filter(plan=plan).order_by("number")
    if not lines.exists():
        raise Refused("plan_empty", _("The plan has no line yet. Enter what is planned first."))
    if not complete:
        return
    lacking = [str(line.number) for line in lines if _lacks(line, plan.year)]
    if lacking:
        named = ", ".join(lacking[:NAMED]) + (" …" if len(lacking) > NAMED else "")
        raise Refused(
            "lines_incomplete",
            _(
                "Each line needs a kind, a date in %(year)s and a lead unit."
                " Complete these lines: %(lines)s."
            )
            % {"year": plan.year, "lines": named},
        )


def _lacks(line: PlanLine, year: int) -> bool:
    dates = [date for date in (line.start, line.end) if date]
    dated = any(date.earliest and date.may_lie_in(*_year(year)) for date in dates)
    return not (line.kind and dated and line.lead_unit_id)


def _year(year: int) -> tuple[dt.date, dt.date]:
    return dt.date(year, 1, 1), dt.date(year, 12, 31)


def _step(
    plan: Plan, kind: PlanStepKind, status: PlanStatus, by: User, comment: str, **data: Any
) -> None:
    """Bring a locked plan to another status and keep the step, in one event."""
    with recorded(f"plans.plan_{kind}", plan, by=by, reason=comment.strip()):
        plan.status = status
        for name, value in data.items():
            setattr(plan, name, value)
        last = plan.steps.order_by("-number").first()
        step = PlanStep(
            plan=plan,
            number=last.number + 1 if last else 1,
            kind=kind,
            by=by,
            comment=comment.strip(),
        )
        store(step)
        save(plan)
