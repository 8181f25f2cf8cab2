"""Writes that change an approved plan: each is an adjustment with its ground and its paper.

Officers and heads who may see the plan. Refused in all of them: a plan that is not approved yet
(`plan_not_frozen`) or closed (`plan_closed`), a day before the approval (`decided_before_approval`)
or to come (`decided_in_future`), a day before the line's last adjustment (`decided_before_last`),
a line that is dropped already (`dropped_already`), and what changes nothing (`nothing_changes`).
"""

from __future__ import annotations

import datetime as dt
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from banggiao.accounts.rules import require
from banggiao.audit.actions import recorded
from banggiao.core.errors import Refused
from banggiao.core.writing import assign, lock, save, store
from banggiao.plans.actions.checks import (
    FIELDS,
    check_adjustable,
    check_line,
    keep_period,
    next_number,
    required_text,
    set_partners,
)
from banggiao.plans.enums import AdjustmentKind, Mode
from banggiao.plans.models import Adjustment, PlanLine
from banggiao.plans.queries import LineOn, after

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from banggiao.accounts.models import User
    from banggiao.core.dates import PartialDate
    from banggiao.documents.models import Document
    from banggiao.partners.models import Organisation
    from banggiao.plans.models import Plan

type Date = PartialDate | str | None

KIND = AdjustmentKind


def keep_standing(line: PlanLine) -> LineOn:
    """Compute anew how a line stands after all its adjustments. The one place that sets it.

    The caller saves the line.
    """
    now = after(line, line.adjustments.all() if line.pk else ())
    line.standing = now.standing
    line.now_start, line.now_end = now.start, now.end
    line.now_mode, line.now_level = now.mode, now.level
    line.now_cost, line.now_funding = now.cost, now.funding
    line.added_on, line.dropped_on = now.added_on, now.dropped_on
    return now


@transaction.atomic
def add_late_line(
    plan: Plan,
    *,
    by: User,
    decided_on: dt.date,
    ground: str,
    act: Document | None = None,
    act_text: str = "",
    partners: Iterable[Organisation] = (),
    **data: Any,
) -> PlanLine:
    """Add a line to an approved plan. It counts as planned from the day it was decided.

    Refused besides: what `lines.add_line` refuses of a line.
    """
    current = lock(plan)
    require(by, "plans.adjust_plan", current)
    check_adjustable(current)
    _check_day(current, None, decided_on)
    line = new_line(current, data, by)
    change = Adjustment(kind=KIND.ADDED, decided_on=decided_on, act=act, act_text=act_text.strip())
    with recorded("plans.line_added", line, by=by, reason=ground, about=current):
        save(line)
        set_partners(line, partners, by)
        _write(change, line, ground, by)
        keep_standing(line)
        line.save()
    return line


def new_line(plan: Plan, data: dict[str, Any], writer: User) -> PlanLine:
    """Make a line of a locked plan, checked and numbered, not saved yet."""
    line = PlanLine(plan=plan, number=next_number(plan), classification=plan.classification)
    line.code = f"{plan.code}-{line.number}"
    assign(line, {name: value for name, value in data.items() if name != "code" or value}, FIELDS)
    check_line(line, None, writer)
    keep_period(line)
    keep_standing(line)
    return line


@transaction.atomic
def drop_line(line: PlanLine, *, by: User, **decision: Any) -> Adjustment:
    """Take a line out of an approved plan. It stays on the page, and no adjustment follows it.

    ``decision``: ``decided_on``, ``ground``, and ``act`` (a document) or ``act_text``.
    """
    return _adjust(line, Adjustment(kind=KIND.DROPPED), by, decision)


@transaction.atomic
def postpone_line(
    line: PlanLine, *, by: User, start: Date = None, end: Date = None, **decision: Any
) -> Adjustment:
    """Give a line other dates, later or earlier; none at all: postponed, no new date."""
    change = Adjustment(kind=KIND.POSTPONED, start=start or None, end=end or None)
    return _adjust(line, change, by, decision)


@transaction.atomic
def move_line_online(
    line: PlanLine, *, by: User, mode: str = Mode.ONLINE, **decision: Any
) -> Adjustment:
    """Let people meet in another way than approved, most often online."""
    return _adjust(line, Adjustment(kind=KIND.MODE_CHANGED, mode=mode), by, decision)


@transaction.atomic
def change_line_level(line: PlanLine, *, by: User, level: str, **decision: Any) -> Adjustment:
    """Let somebody of another level lead. Refused besides: no level."""
    if not level:
        raise Refused("level_missing", _("Choose the new level of the head."), field="level")
    return _adjust(line, Adjustment(kind=KIND.LEVEL_CHANGED, level=level), by, decision)


@transaction.atomic
def change_line_cost(
    line: PlanLine, *, by: User, cost: int | None, funding: str = "", **decision: Any
) -> Adjustment:
    """Change what a line costs, in dong, and who pays where ``funding`` is given.

    Refused besides: no cost. Write 0 where it costs nothing.
    """
    if cost is None:
        raise Refused(
            "cost_missing",
            _("Give the new cost in dong; write 0 if it costs nothing."),
            field="cost",
        )
    change = Adjustment(kind=KIND.COST_CHANGED, cost=cost, funding=funding)
    return _adjust(line, change, by, decision)


@transaction.atomic
def remove_adjustment(adjustment: Adjustment, *, by: User, reason: str) -> None:
    """Take back a line's last adjustment, entered by mistake; the log keeps it.

    Refused besides: no reason; one that others follow; the one with which a late line came.
    """
    reason = required_text(
        reason, "reason_missing", _("Say why the adjustment is removed."), "reason"
    )
    with _held(adjustment.line, by) as line:
        last = line.adjustments.order_by("-number").first()
        if last is None or last.pk != adjustment.pk:
            raise Refused(
                "not_the_last", _("Another adjustment followed this one. Remove that one first.")
            )
        if last.kind == KIND.ADDED:
            raise Refused(
                "came_by_this",
                _("The line came by this adjustment. Drop the line instead, with its ground."),
            )
        with recorded("plans.adjustment_removed", line, by=by, reason=reason, about=line.plan):
            last.delete()
            keep_standing(line)
            save(line)


@contextmanager
def _held(line: PlanLine, by: User) -> Iterator[PlanLine]:
    """Hold a line and its plan, with the right checked and the plan open to adjustments."""
    plan = lock(line.plan)
    current = lock(line)
    current.plan = plan
    require(by, "plans.view_planline", current)
    require(by, "plans.adjust_plan", plan)
    check_adjustable(plan)
    if current.is_set_aside:
        raise Refused("line_set_aside", _("This line was set aside. Bring it back first."))
    yield current


def _adjust(line: PlanLine, change: Adjustment, by: User, decision: dict[str, Any]) -> Adjustment:
    ground, act_text = decision.pop("ground", ""), decision.pop("act_text", "")
    assign(change, decision | {"act_text": act_text.strip()}, ("decided_on", "act", "act_text"))
    with _held(line, by) as current:
        before = after(current, current.adjustments.all())
        if before.is_dropped:
            raise Refused(
                "dropped_already",
                _("The line was dropped already. Add a new line if it takes place after all."),
            )
        _check_day(current.plan, current, change.decided_on)
        with recorded(
            f"plans.line_{change.kind}", current, by=by, reason=ground, about=current.plan
        ):
            _write(change, current, ground, by)
            if _same(before, keep_standing(current), change):
                raise Refused("nothing_changes", _("The line stands so already."))
            save(current)
    return change


def _same(before: LineOn, now: LineOn, change: Adjustment) -> bool:
    """Whether an adjustment left everything as it was. The same dates again postpone nothing."""
    if change.kind == KIND.POSTPONED and (now.start or now.end):
        return (before.start, before.end) == (now.start, now.end)
    return before == now


def _check_day(plan: Plan, line: PlanLine | None, decided_on: dt.date | None) -> None:
    if decided_on is None:
        raise Refused("decided_missing", _("Give the day it was decided."), field="decided_on")
    if decided_on > timezone.localdate():
        raise Refused("decided_in_future", _("This day has not come yet."), field="decided_on")
    if plan.approved_on and decided_on < plan.approved_on:
        raise Refused(
            "decided_before_approval",
            _("The plan was approved later than this day. Check the day."),
            field="decided_on",
        )
    last = line.adjustments.order_by("-number").first() if line else None
    if last and decided_on < last.decided_on:
        raise Refused(
            "decided_before_last",
            _("The line was changed after this day already. Check the day, or remove that first."),
            field="decided_on",
        )


def _write(change: Adjustment, line: PlanLine, ground: str, by: User) -> None:
    """Store an adjustment as the line's next one. Its paper must be one the writer may see."""
    require(by, "documents.view_document", change.act)
    change.ground = required_text(
        ground, "ground_missing", _("Say on what ground the plan changes."), "ground"
    )
    if change.act is None and not change.act_text:
        raise Refused("act_missing", _("Name the paper that decided it."), field="act")
    last = line.adjustments.order_by("-number").first()
    change.line = line
    change.number = last.number + 1 if last else 1
    store(change)
