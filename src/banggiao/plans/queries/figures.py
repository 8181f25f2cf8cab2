"""What reports count of plans: what was planned for a period, and what was adjusted in it.

Each gives lines, never a number, so that a figure opens to them. ``viewer`` is anybody with a
clearance: a user, or the class a report is made at.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from banggiao.core.dates.periods import perhaps_in, surely_in
from banggiao.plans.models import Adjustment
from banggiao.plans.models.plans import FROZEN
from banggiao.plans.queries.lists import visible_lines

if TYPE_CHECKING:
    from banggiao.core.access import RecordQuerySet, Viewer
    from banggiao.plans.models import PlanLine


def frozen_lines(viewer: Viewer | Any) -> RecordQuerySet[PlanLine]:
    """Give the lines of approved plans, those that came late and those dropped among them."""
    return visible_lines(viewer).filter(plan__status__in=FROZEN)


def approved_lines(viewer: Viewer | Any) -> RecordQuerySet[PlanLine]:
    """Give the lines that were in a plan when it was approved."""
    return frozen_lines(viewer).filter(added_on__isnull=True)


def planned_in(viewer: Viewer | Any, first: dt.date, last: dt.date) -> RecordQuerySet[PlanLine]:
    """Give what was approved for the period, both days included, by the dates it was approved with.

    A line counts when all of its time surely lies in the period; one without a date has the time of
    its plan's year. What came late is not among them: see `adjusted_in`.
    """
    return approved_lines(viewer).filter(surely_in("period", first, last))


def may_be_planned_in(
    viewer: Viewer | Any, first: dt.date, last: dt.date
) -> RecordQuerySet[PlanLine]:
    """Give what may have been approved for the period: the date is not certain."""
    return approved_lines(viewer).filter(perhaps_in("period", first, last))


def adjusted_in(
    viewer: Viewer | Any, kind: str, first: dt.date, last: dt.date
) -> RecordQuerySet[PlanLine]:
    """Give the lines with an adjustment of that kind decided in the period, both days included."""
    changes = Adjustment.objects.filter(kind=kind, decided_on__gte=first, decided_on__lte=last)
    return frozen_lines(viewer).filter(pk__in=changes.values("line"))
