"""How far imported activities have come, and what has to be there for it.

A step that an import added is taken back as on the page: the last one first, with a reason.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from banggiao.activities.actions.derived import period_of
from banggiao.activities.actions.steps import OPEN, WAYS, not_begun, step_day, undo_step
from banggiao.activities.actions.writing import need_reason
from banggiao.activities.enums import Stage, StepKind
from banggiao.activities.models import Step
from banggiao.core.errors import Refused

if TYPE_CHECKING:
    import datetime as dt

    from banggiao.activities.actions.bulk.parts import Planned

STEP_OF = {
    Stage.CONFIRMED: StepKind.CONFIRMED,
    Stage.HELD: StepKind.FINISHED,
    Stage.CANCELLED: StepKind.CANCELLED,
}
"""The stages a row may say, beside "preparing", and the step that leads there."""


def take_back_steps(plan: Planned) -> None:
    """Undo the steps that the row takes out: stage, dates and mode are what they were before."""
    taken = sorted((p for p in plan.gone if isinstance(p, Step)), key=lambda step: step.number)
    if not taken:
        return
    last = plan.last_step
    if last is not None and last.number > taken[0].number:
        raise Refused("not_the_last_step", _("A later step follows. Take that one back first."))
    for step in reversed(taken):
        undo_step(plan.draft.record, step)


def plan_stage(plan: Planned, reason: str) -> None:
    """Bring the activity to the stage of its row, with the step that led there if its day is known.

    An activity that is there goes on only by being held; any other change is a step on its page.
    One that no step led to where it is may go back, with a reason: an import brought it there.
    """
    row, activity = plan.draft.row, plan.draft.record
    if row.stage is None or row.stage == activity.stage:
        return
    if row.stage in OPEN and activity.stage == Stage.HELD and not plan.parts["steps"]:
        need_reason(reason)
        activity.stage = row.stage
        return
    if row.stage != Stage.PREPARING and row.stage not in STEP_OF:
        raise Refused(
            "stage_not_importable",
            _("Write preparing, confirmed, held or cancelled."),
            field="stage",
        )
    can_finish = activity.stage in WAYS[StepKind.FINISHED].start
    if not plan.draft.is_new and (row.stage != Stage.HELD or not can_finish):
        raise Refused(
            "stage_differs",
            _("It stands otherwise in the register. Record the step on its page."),
            field="stage",
        )
    stage = Stage(row.stage)
    on = row.stage_on or _day_over(plan, stage)
    _check_day(plan, stage, on)
    if stage == Stage.CANCELLED and not (row.stage_reason.strip() and on):
        raise Refused(
            "ground_missing",
            _("Say on what day and on what ground it was cancelled."),
            field="stage_reason",
        )
    if on is not None:
        plan.add("steps", _step(plan, STEP_OF[stage], on))
    activity.stage = stage
    plan.stage_moved = True


def _step(plan: Planned, kind: StepKind, on: dt.date) -> Step:
    activity = plan.draft.record
    last = plan.last_step
    return Step(
        activity=activity,
        number=last.number + 1 if last else 1,
        kind=kind,
        on=on,
        reason=plan.draft.row.stage_reason,
        was_stage=activity.stage,
        was_start=activity.start,
        was_end=activity.end,
        was_mode=activity.mode,
    )


def _day_over(plan: Planned, stage: Stage) -> dt.date | None:
    """Give the day on which it was surely over; None where nobody knows, or it was not held."""
    activity = plan.draft.record
    if stage != Stage.HELD or period_of(activity.start, activity.end)[1] is None:
        return None
    return step_day(activity, StepKind.FINISHED, plan.last_step)


def _check_day(plan: Planned, stage: Stage, on: dt.date | None) -> None:
    activity, today, last = plan.draft.record, timezone.localdate(), plan.last_step
    first, _last_day = period_of(activity.start, activity.end)
    if stage == Stage.HELD and first is not None and first > today:
        raise not_begun()
    if on is not None and on > today:
        raise Refused("step_in_future", _("This day has not come yet."), field="stage_on")
    if on is not None and last is not None and on < last.on:
        raise Refused(
            "step_before_last",
            _("The step before was later than this day. Check the day."),
            field="stage_on",
        )
