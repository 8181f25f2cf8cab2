"""What an activity is refused for, whichever way it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from banggiao.activities.queries.missing import missing_to_confirm, plan_missing, year_of
from banggiao.core.errors import Refused
from banggiao.plans.enums import PlanStatus, Standing

if TYPE_CHECKING:
    from banggiao.activities.models import Activity

__all__ = [
    "check_complete",
    "check_line",
    "check_owner",
    "check_plan",
    "closed_plan",
    "dropped_line",
    "owner_closed",
    "owner_not_cleared",
    "year_of",
]


def check_owner(activity: Activity, stored: Activity) -> None:
    """Refuse an owner who may not see it, and a new one whose account is closed."""
    owner = activity.owner
    if owner is None:
        return
    if owner.clearance < activity.classification:
        raise owner_not_cleared()
    if activity.owner_id != stored.owner_id and not owner.is_active:
        raise owner_closed()


def owner_not_cleared() -> Refused:
    """Give the refusal of an owner who may not see the activity."""
    return Refused(
        "owner_not_cleared",
        _("This person may not see an activity of this class. Choose somebody who is cleared."),
        field="owner",
    )


def owner_closed() -> Refused:
    """Give the refusal of an owner who has left."""
    return Refused(
        "owner_closed", _("This account is closed. Choose somebody else."), field="owner"
    )


def check_line(activity: Activity, stored: Activity) -> None:
    """Refuse a plan line that cannot carry the activity; asked only where line or date change.

    A link to a closed plan neither comes nor goes: that year is accounted for.
    """
    new_line = activity.plan_line_id != stored.plan_line_id
    for line in (stored.plan_line, activity.plan_line) if new_line else ():
        if line is not None and line.plan.status == PlanStatus.CLOSED:
            raise closed_plan(line.plan.year)
    line = activity.plan_line
    if line is None:
        return
    if new_line and line.standing == Standing.DROPPED:
        raise dropped_line()
    if new_line or activity.start != stored.start:
        check_year(activity)


def check_year(activity: Activity) -> None:
    """Refuse a plan line whose year the activity surely does not begin in."""
    line, start = activity.plan_line, activity.start
    if line is None or start is None:
        return
    year = line.plan.year
    too_early = start.latest is not None and start.latest.year < year
    too_late = start.earliest is not None and start.earliest.year > year
    if too_early or too_late:
        raise line_of_other_year(year)


def line_of_other_year(year: int) -> Refused:
    """Give the refusal of a line that belongs to the plan of another year."""
    return Refused(
        "line_of_other_year",
        _("This line belongs to the plan of %(year)s. Choose a line of the year it begins.")
        % {"year": year},
        field="plan_line",
    )


def closed_plan(year: int) -> Refused:
    """Give the refusal of touching what a closed year carried out."""
    return Refused(
        "plan_closed",
        _("The plan of %(year)s is closed. Open it again to change what carried it out.")
        % {"year": year},
        field="plan_line",
    )


def dropped_line() -> Refused:
    """Give the refusal of carrying out what was taken out of the plan."""
    return Refused(
        "line_dropped",
        _("This line was taken out of the plan. Choose another one."),
        field="plan_line",
    )


def check_complete(activity: Activity) -> None:
    """Refuse to confirm what lacks something, naming the first thing that is missing."""
    for thing in missing_to_confirm(activity):
        raise Refused(thing.code, thing.sentence, field=thing.field or None)


def check_plan(activity: Activity) -> None:
    """Refuse what is neither in the plan nor allowed outside it, where the year has a plan."""
    for thing in plan_missing(activity):
        raise Refused(thing.code, thing.sentence, field=thing.field or None)
