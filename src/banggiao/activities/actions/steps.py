"""The steps of an activity: confirmed, started, held, postponed, moved online, cancelled.

Officers and heads who may see it. Each step keeps its day, its ground and what was there before,
so that the last one can be taken back. Refused in all of them: a day in the future, a day before
the step before, and a stage from which the step does not go.
"""

from __future__ import annotations

import datetime as dt
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from banggiao.accounts.rules import require
from banggiao.activities.actions.checks import check_complete, check_line
from banggiao.activities.actions.derived import period_of
from banggiao.activities.actions.writing import need_reason, writing
from banggiao.activities.enums import Stage, StepKind
from banggiao.activities.models import Activity, Step
from banggiao.activities.queries.missing import year_of
from banggiao.core.errors import Refused
from banggiao.core.writing import assign, store
from banggiao.plans.enums import Mode
from banggiao.plans.queries import approved_plan

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.utils.functional import _StrPromise

    from banggiao.accounts.models import User
    from banggiao.core.dates import PartialDate
    from banggiao.documents.models import Document
    from banggiao.plans.models import PlanLine

type Day = "PartialDate | str | None"

OPEN = frozenset({Stage.PREPARING, Stage.CONFIRMED, Stage.UNDER_WAY})
MOVES = frozenset({StepKind.POSTPONED, StepKind.RESUMED, StepKind.FINISHED})
"""Steps that may set other dates."""


@dataclass(frozen=True, slots=True)
class Way:
    """From which stages a step goes. ``action`` is its name in the log."""

    action: str
    start: frozenset[Stage]


WAYS = {
    StepKind.CONFIRMED: Way("activities.activity_confirmed", frozenset({Stage.PREPARING})),
    StepKind.STARTED: Way("activities.activity_started", frozenset({Stage.CONFIRMED})),
    StepKind.FINISHED: Way("activities.activity_finished", OPEN),
    StepKind.POSTPONED: Way("activities.activity_postponed", OPEN),
    StepKind.RESUMED: Way("activities.activity_resumed", frozenset({Stage.POSTPONED})),
    StepKind.MOVED_ONLINE: Way("activities.activity_moved_online", OPEN | {Stage.POSTPONED}),
    StepKind.CANCELLED: Way("activities.activity_cancelled", OPEN | {Stage.POSTPONED}),
}


@dataclass(frozen=True, slots=True)
class Ground:
    """Why a step is taken, and the paper that decides it."""

    reason: str = ""
    act: Document | None = None
    act_text: str = ""


@transaction.atomic
def confirm_activity(
    activity: Activity,
    *,
    by: User,
    on: dt.date | None = None,
    plan_line: PlanLine | None = None,
    outside_ground: str = "",
    outside_act: Document | None = None,
    outside_act_text: str = "",
    act: Document | None = None,
    act_text: str = "",
) -> Activity:
    """Confirm that it will take place. What is given of plan and papers is written too.

    Refused: without a year (`date_missing`), a body (`party_missing`), for a delegation a head or
    a headcount (`head_missing`); and where a plan of its year is approved, without a line of it or
    a ground and a paper (`plan_line_missing`, `outside_act_missing`).
    """
    with _stepping(activity, StepKind.CONFIRMED, by, on, Ground("", act, act_text)) as current:
        _settle_plan(
            current,
            by,
            plan_line=plan_line,
            outside_ground=outside_ground,
            outside_act=outside_act,
            outside_act_text=outside_act_text,
        )
        check_complete(current)
        current.stage = Stage.CONFIRMED
    return current


@transaction.atomic
def start_activity(activity: Activity, *, by: User, on: dt.date | None = None) -> Activity:
    """Record that a confirmed activity has begun. Refused: one that surely begins later."""
    with _stepping(activity, StepKind.STARTED, by, on) as current:
        _check_begun(current, on or timezone.localdate())
        current.stage = Stage.UNDER_WAY
    return current


@transaction.atomic
def finish_activity(
    activity: Activity,
    *,
    by: User,
    on: dt.date | None = None,
    start: Day = None,
    end: Day = None,
    headcount: int | None = None,
    cost: int | None = None,
) -> Activity:
    """Record that it was held, also after the fact. What is given replaces what stands there.

    ``on`` empty: its last day, as far as that is over. Refused: one that has surely not begun
    (`not_begun`); one never confirmed, in a year with an approved plan, for what `confirm_activity`
    refuses.
    """
    given = {"start": start, "end": end, "headcount": headcount, "cost": cost}
    facts = {name: value for name, value in given.items() if value not in {None, ""}}
    with _stepping(activity, StepKind.FINISHED, by, on) as current:
        was_preparing = current.stage == Stage.PREPARING
        assign(current, facts, tuple(given))
        _check_begun(current, timezone.localdate())
        year = year_of(current)
        if was_preparing and year is not None and approved_plan(year):
            check_complete(current)
        current.stage = Stage.HELD
    return current


@transaction.atomic
def postpone_activity(
    activity: Activity,
    *,
    by: User,
    reason: str,
    on: dt.date | None = None,
    start: Day = None,
    end: Day = None,
    act: Document | None = None,
    act_text: str = "",
) -> Activity:
    """Postpone it: to a new date, for which it is prepared again, or with no date yet.

    Refused: without a reason (`reason_missing`); to the dates it has (`date_unchanged`).
    """
    ground = Ground(reason, act, act_text)
    need_reason(reason)
    with _stepping(activity, StepKind.POSTPONED, by, on, ground) as current:
        before = (current.start, current.end)
        assign(current, {"start": start or None, "end": end or None}, ("start", "end"))
        if current.start and (current.start, current.end) == before:
            raise Refused("date_unchanged", _("It has this date already."), field="start")
        current.stage = Stage.PREPARING if current.start else Stage.POSTPONED
    return current


@transaction.atomic
def resume_activity(
    activity: Activity, *, by: User, start: Day, end: Day = None, on: dt.date | None = None
) -> Activity:
    """Take up again, with a new date, what was postponed. Refused: no date (`date_missing`)."""
    with _stepping(activity, StepKind.RESUMED, by, on) as current:
        assign(current, {"start": start or None, "end": end or None}, ("start", "end"))
        if not current.start:
            raise Refused("date_missing", _("Give the new date."), field="start")
        current.stage = Stage.PREPARING
    return current


@transaction.atomic
def move_online(
    activity: Activity,
    *,
    by: User,
    reason: str,
    on: dt.date | None = None,
    mode: str = Mode.ONLINE,
    act: Document | None = None,
    act_text: str = "",
) -> Activity:
    """Hold it online, or partly so, instead of in person. The stage stays.

    Refused: without a reason (`reason_missing`); a mode that is not online (`mode_not_online`) or
    that it has already (`mode_unchanged`).
    """
    need_reason(reason)
    ground = Ground(reason, act, act_text)
    with _stepping(activity, StepKind.MOVED_ONLINE, by, on, ground) as current:
        if mode not in {Mode.ONLINE, Mode.HYBRID}:
            raise Refused("mode_not_online", _("Choose a way to meet online."), field="mode")
        if mode == current.mode:
            raise Refused("mode_unchanged", _("It is held that way already."), field="mode")
        current.mode = mode
    return current


@transaction.atomic
def cancel_activity(
    activity: Activity,
    *,
    by: User,
    reason: str,
    on: dt.date | None = None,
    act: Document | None = None,
    act_text: str = "",
) -> Activity:
    """Cancel it; its dates stay as they were planned. Refused: without a reason."""
    need_reason(reason)
    ground = Ground(reason, act, act_text)
    with _stepping(activity, StepKind.CANCELLED, by, on, ground) as current:
        current.stage = Stage.CANCELLED
    return current


@transaction.atomic
def take_back_step(activity: Activity, *, by: User, reason: str) -> Activity:
    """Undo the last step: stage, and what it did to dates or mode, are again what they were.

    The log keeps it. Headcount, cost and what was said of the plan stay as they were written.

    Refused: without a reason (`reason_missing`), where there is no step (`no_step`).
    """
    need_reason(reason)
    with writing(activity, "activities.step_taken_back", by=by, reason=reason) as current:
        step = _last(current)
        if step is None:
            raise Refused("no_step", _("There is no step to take back."))
        undo_step(current, step)
        step.delete()
    return current


def undo_step(activity: Activity, step: Step) -> None:
    """Let the activity stand as it did before its last step. The caller deletes the step."""
    activity.stage = step.was_stage
    if step.kind in MOVES:
        activity.start, activity.end = step.was_start, step.was_end
    if step.kind == StepKind.MOVED_ONLINE:
        activity.mode = step.was_mode


@contextmanager
def _stepping(
    activity: Activity,
    kind: StepKind,
    by: User,
    on: dt.date | None,
    ground: Ground | None = None,
) -> Iterator[Activity]:
    """Hold an activity, check that the step goes from here, and write it with what was before."""
    ground, way = ground or Ground(), WAYS[kind]
    require(by, "documents.view_document", ground.act)
    with writing(activity, way.action, by=by, reason=ground.reason) as current:
        _check_way(current, kind)
        last = _last(current)
        step = Step(
            activity=current,
            number=last.number + 1 if last else 1,
            kind=kind,
            reason=ground.reason,
            act=ground.act,
            act_text=ground.act_text,
            was_stage=current.stage,
            was_start=current.start,
            was_end=current.end,
            was_mode=current.mode,
        )
        yield current
        step.on = on or step_day(current, kind, last)
        _check_day(step, last)
        store(step)


def step_day(activity: Activity, kind: str, last: Step | None) -> dt.date:
    """Give the day of a step that names none: today.

    What was held is over on its last day, as far as that is known and no step came later; the
    stage on a day in the past follows from it. Bulk writes take the day from here too.
    """
    today = timezone.localdate()
    if kind != StepKind.FINISHED:
        return today
    over = period_of(activity.start, activity.end)[1] or today
    return max(min(over, today), last.on) if last else min(over, today)


def _settle_plan(activity: Activity, by: User, **given: object) -> None:
    """Write what was said of the plan while confirming. What is left empty stays as it is."""
    said = {name: value for name, value in given.items() if value}
    stored = Activity.objects.all().get(pk=activity.pk)
    if "plan_line" in said:
        require(by, "plans.view_planline", said["plan_line"])
    require(by, "documents.view_document", said.get("outside_act"))
    assign(activity, said, tuple(given))
    check_line(activity, stored)


def _check_way(activity: Activity, kind: StepKind) -> None:
    """Refuse a step that does not go from the stage the activity is in."""
    if activity.stage in WAYS[kind].start:
        return
    if kind == StepKind.RESUMED and activity.stage in OPEN:
        raise Refused("not_postponed", _("It is not postponed: change its date, or postpone it."))
    code, sentence = _CLOSED_WAYS[activity.stage]
    raise Refused(code, sentence)


_CLOSED_WAYS: dict[str, tuple[str, _StrPromise]] = {
    Stage.PREPARING: ("not_confirmed", _("It is still being prepared. Confirm it first.")),
    Stage.CONFIRMED: ("confirmed_already", _("It is confirmed already.")),
    Stage.UNDER_WAY: ("under_way_already", _("It has begun already.")),
    Stage.HELD: ("held_already", _("It was held. Take that step back first if it was not.")),
    Stage.POSTPONED: ("is_postponed", _("It is postponed. Take it up again first.")),
    Stage.CANCELLED: ("is_cancelled", _("It was cancelled. Take that step back first.")),
}


def _check_begun(activity: Activity, day: dt.date) -> None:
    """Refuse what surely begins after the day."""
    first, _last_day = period_of(activity.start, activity.end)
    if first is not None and first > day:
        raise not_begun()


def not_begun() -> Refused:
    """Give the refusal of recording as begun or held what lies in the future."""
    return Refused(
        "not_begun", _("It has not begun yet. Check its dates, or wait until it is over.")
    )


def _check_day(step: Step, last: Step | None) -> None:
    if step.on > timezone.localdate():
        raise Refused("step_in_future", _("This day has not come yet."), field="on")
    if last is not None and step.on < last.on:
        raise Refused(
            "step_before_last",
            _("The step before was later than this day. Check the day."),
            field="on",
        )


def _last(activity: Activity) -> Step | None:
    return activity.steps.order_by("number").last()
