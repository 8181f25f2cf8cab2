"""What reports count: only what the own body sends, receives, hosts or attends.

Each function gives the records of a period, both days included, so that every figure opens; its
``may_…`` twin gives those whose date is not certain. ``viewer`` is a user, or a class of report.
What is done is what was held; each other state is a figure of its own (docs/adr/0019, 0020).
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from banggiao.activities.enums import Stage, StepKind
from banggiao.activities.models import Activity, Step
from banggiao.core.dates.periods import perhaps_in, surely_in
from banggiao.plans.enums import ActivityKind, Mode

if TYPE_CHECKING:
    from collections.abc import Iterable

    from banggiao.activities.models.activities import ActivityQuerySet
    from banggiao.core.access import Viewer

TO_COME = (Stage.PREPARING, Stage.CONFIRMED, Stage.UNDER_WAY)


def our_activities(
    viewer: Viewer | Any, direction: str = "", kinds: Iterable[str] = ()
) -> ActivityQuerySet:
    """Give what counts and the viewer may see; of one direction and of some kinds, or all."""
    found = Activity.objects.visible_to(viewer).in_register().ours()
    if direction:
        found = found.filter(direction=direction)
    return found.filter(kind__in=list(kinds)) if kinds else found


def held_in(
    viewer: Viewer | Any,
    first: dt.date,
    last: dt.date,
    direction: str = "",
    kinds: Iterable[str] = (),
) -> ActivityQuerySet:
    """Give what was surely held in the period."""
    return our_activities(viewer, direction, kinds).held_in(first, last)


def may_be_held_in(
    viewer: Viewer | Any,
    first: dt.date,
    last: dt.date,
    direction: str = "",
    kinds: Iterable[str] = (),
) -> ActivityQuerySet:
    """Give what was held and may lie in the period: the date is not certain."""
    return our_activities(viewer, direction, kinds).may_be_held_in(first, last)


# Delegations


# States other than held


def to_come_in(
    viewer: Viewer | Any, first: dt.date, last: dt.date, direction: str = ""
) -> ActivityQuerySet:
    """Give what is prepared, confirmed or under way, surely in the period, and not held yet."""
    return our_activities(viewer, direction).dated_in(first, last).filter(stage__in=TO_COME)


def cancelled_in(
    viewer: Viewer | Any, first: dt.date, last: dt.date, direction: str = ""
) -> ActivityQuerySet:
    """Give what was cancelled and was to lie in the period; without a date, cancelled in it."""
    found = our_activities(viewer, direction).filter(stage=Stage.CANCELLED)
    steps = Step.objects.filter(kind=StepKind.CANCELLED, on__gte=first, on__lte=last)
    undated = Q(period_earliest__isnull=True, period_latest__isnull=True)
    return found.filter(
        surely_in("period", first, last) | (undated & Q(pk__in=steps.values("activity")))
    )


def may_be_cancelled_in(
    viewer: Viewer | Any, first: dt.date, last: dt.date, direction: str = ""
) -> ActivityQuerySet:
    """Give what was cancelled and was to lie in the period, perhaps."""
    found = our_activities(viewer, direction).filter(stage=Stage.CANCELLED)
    return found.may_be_dated_in(first, last)


def postponed_in(
    viewer: Viewer | Any, first: dt.date, last: dt.date, direction: str = ""
) -> ActivityQuerySet:
    """Give what was to take place in the period and was postponed, whatever became of it.

    The date foreseen before the step counts: the new one often lies in another year, or is not
    known. Where no date was foreseen, the day of the step counts.
    """
    return our_activities(viewer, direction).filter(pk__in=_postponed(first, last))


def may_be_postponed_in(
    viewer: Viewer | Any, first: dt.date, last: dt.date, direction: str = ""
) -> ActivityQuerySet:
    """Give what was perhaps to take place in the period and was postponed."""
    steps = Step.objects.filter(perhaps_in("was_start", first, last), kind=StepKind.POSTPONED)
    found = our_activities(viewer, direction).filter(pk__in=steps.values("activity"))
    return found.exclude(pk__in=_postponed(first, last))


def _postponed(first: dt.date, last: dt.date) -> Any:  # keys of activities, as a query
    undated = Q(was_start="", on__gte=first, on__lte=last)
    steps = Step.objects.filter(kind=StepKind.POSTPONED)
    return steps.filter(surely_in("was_start", first, last) | undated).values("activity")


def moved_online_in(
    viewer: Viewer | Any, first: dt.date, last: dt.date, direction: str = ""
) -> ActivityQuerySet:
    """Give what was moved online and lies in the period, whatever became of it."""
    return our_activities(viewer, direction).filter(was_moved_online=True).dated_in(first, last)


def may_be_moved_online_in(
    viewer: Viewer | Any, first: dt.date, last: dt.date, direction: str = ""
) -> ActivityQuerySet:
    """Give what was moved online and may lie in the period."""
    found = our_activities(viewer, direction).filter(was_moved_online=True)
    return found.may_be_dated_in(first, last)


def outside_plan_in(
    viewer: Viewer | Any, first: dt.date, last: dt.date, direction: str = ""
) -> ActivityQuerySet:
    """Give what was held in the period and allowed outside the plan, with a ground."""
    return held_in(viewer, first, last, direction).exclude(outside_ground="")


def may_be_outside_plan_in(
    viewer: Viewer | Any, first: dt.date, last: dt.date, direction: str = ""
) -> ActivityQuerySet:
    """Give what was held outside the plan and may lie in the period."""
    return may_be_held_in(viewer, first, last, direction).exclude(outside_ground="")


# Kinds of events


def trainings(
    viewer: Viewer | Any, first: dt.date, last: dt.date, direction: str = ""
) -> ActivityQuerySet:
    """Give trainings held."""
    return held_in(viewer, first, last, direction, [ActivityKind.TRAINING])


def may_be_trainings(
    viewer: Viewer | Any, first: dt.date, last: dt.date, direction: str = ""
) -> ActivityQuerySet:
    """Give trainings held whose date is not certain."""
    return may_be_held_in(viewer, first, last, direction, [ActivityKind.TRAINING])


def multilateral(
    viewer: Viewer | Any, first: dt.date, last: dt.date, *, chaired: bool = False
) -> ActivityQuerySet:
    """Give multilateral meetings held in which an own body took part; or those it chaired."""
    found = held_in(viewer, first, last, kinds=[ActivityKind.MULTILATERAL_MEETING])
    return found.filter(is_chaired=True) if chaired else found


def may_be_multilateral(
    viewer: Viewer | Any, first: dt.date, last: dt.date, *, chaired: bool = False
) -> ActivityQuerySet:
    """Give multilateral meetings held whose date is not certain."""
    found = may_be_held_in(viewer, first, last, kinds=[ActivityKind.MULTILATERAL_MEETING])
    return found.filter(is_chaired=True) if chaired else found


def online_events(
    viewer: Viewer | Any, first: dt.date, last: dt.date, direction: str = ""
) -> ActivityQuerySet:
    """Give what was held online, wholly."""
    return held_in(viewer, first, last, direction).filter(mode=Mode.ONLINE)


def may_be_online_events(
    viewer: Viewer | Any, first: dt.date, last: dt.date, direction: str = ""
) -> ActivityQuerySet:
    """Give what was held online and may lie in the period."""
    return may_be_held_in(viewer, first, last, direction).filter(mode=Mode.ONLINE)
