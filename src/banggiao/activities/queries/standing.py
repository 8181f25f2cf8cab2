"""How an activity stood on a day: read from its steps, so that today is a day like any other."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from banggiao.activities.enums import Stage, StepKind
from banggiao.activities.models import Activity
from banggiao.activities.queries.lists import visible_activities
from banggiao.activities.queries.words import STAGE, TONES, days_in_words
from banggiao.core.dates import earliest_of, latest_of
from banggiao.plans import panels

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from banggiao.accounts.models import User
    from banggiao.activities.models import Step
    from banggiao.core.dates import PartialDate
    from banggiao.plans.models import PlanLine

LIMIT = 500

STATES: dict[str, str] = {
    Stage.PREPARING: panels.PLANNED,
    Stage.CONFIRMED: panels.CONFIRMED,
    Stage.UNDER_WAY: panels.UNDER_WAY,
    Stage.HELD: panels.HELD,
    Stage.POSTPONED: panels.POSTPONED,
    Stage.CANCELLED: panels.CANCELLED,
}


@dataclass(frozen=True, slots=True)
class OnDay:
    """An activity as it stood on a day."""

    stage: str
    start: PartialDate | None
    end: PartialDate | None
    mode: str
    was_moved_online: bool


def seen_on(activity: Activity, steps: Iterable[Step], day: dt.date) -> OnDay:
    """Give how it stood on the day: what the first step after that day found, else as it is now.

    A correction of dates is no step: it was always so. Pure.
    """
    steps = sorted(steps, key=lambda step: step.number)
    later = next((step for step in steps if step.on > day), None)
    done = {step.kind for step in steps if step.on <= day}
    online = StepKind.MOVED_ONLINE in done
    if later is None:
        return OnDay(activity.stage, activity.start, activity.end, activity.mode, online)
    return OnDay(later.was_stage, later.was_start, later.was_end, later.was_mode, online)


def stage_on(activity: Activity, day: dt.date) -> str:
    """Give the stage on a day, from the steps up to it."""
    return seen_on(activity, activity.steps.all(), day).stage


def carried_by(
    lines: Sequence[PlanLine], user: User, day: dt.date
) -> Mapping[int, Sequence[panels.Carried]]:
    """Give what carries out each of the lines, as it stood on the day, by the key of the line."""
    found = visible_activities(user).filter(plan_line__in=[line.pk for line in lines])
    carried: dict[int, list[panels.Carried]] = {}
    for activity in _ordered(found):
        carried.setdefault(activity.plan_line_id or 0, []).append(_carried(activity, day))
    return carried


def outside_plan(year: int, user: User, day: dt.date) -> Sequence[panels.Carried]:
    """Give the activities that surely begin in the year and were allowed outside its plan."""
    first, last = dt.date(year, 1, 1), dt.date(year, 12, 31)
    found = visible_activities(user).exclude(outside_ground="")
    dated = found.filter(period_earliest__gte=first, period_earliest__lte=last)
    return [_carried(activity, day) for activity in _ordered(dated)]


def _ordered(found: Any) -> Sequence[Activity]:
    rows: Sequence[Activity] = found.prefetch_related("steps").order_by("period_earliest", "pk")[
        :LIMIT
    ]
    return rows


def _carried(activity: Activity, day: dt.date) -> panels.Carried:
    then = seen_on(activity, activity.steps.all(), day)
    return panels.Carried(
        label=str(activity),
        url=activity.get_absolute_url(),
        state=STATES[then.stage],
        tone=TONES[then.stage],
        date_text=days_in_words(then.start, then.end),
        start=earliest_of(then.start or then.end),
        end=latest_of(then.end or then.start),
        mode=then.mode,
        was_moved_online=then.was_moved_online,
        people=activity.people,
        cost=activity.cost,
        kind=activity.kind,
        state_text=STAGE(then.stage),
    )
