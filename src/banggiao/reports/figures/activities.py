"""Figures of activities: what we sent, received, hosted and attended."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from banggiao.activities.enums import Direction
from banggiao.activities.queries import figures as room
from banggiao.plans.enums import ActivityKind
from banggiao.reports.figures import cuts
from banggiao.reports.figures.dates import doubtful, span_when
from banggiao.reports.figures.shapes import Counted, Figure, Group

if TYPE_CHECKING:
    from banggiao.core.access import Viewer
    from banggiao.reports.figures.shapes import Part, Period, Text

    Count = Callable[[Viewer, Period], Counted]

DELEGATIONS = _("delegations")
ACTIVITIES = pgettext_lazy("unit", "activities")
PEOPLE = pgettext_lazy("unit", "people")
"""The units in which activities are counted."""


def _count(sure: Any, perhaps: Any, *, kinds: tuple[str, ...] = (), **which: Any) -> Count:
    """Make a count of two queries of the room: what surely lies in the period, and what may."""
    of_kind = Q(kind__in=kinds) if kinds else Q()

    def count(viewer: Viewer, period: Period) -> Counted:
        days = (viewer, period.first, period.last)
        return Counted(
            sure(*days, **which).filter(of_kind),
            lambda: perhaps(*days, **which).filter(of_kind),
        )

    return count


KINDS: dict[str, tuple[str, ...]] = {
    Direction.OUT: (ActivityKind.DELEGATION_OUT,),
    Direction.IN: (ActivityKind.DELEGATION_IN,),
}
"""The kinds a direction has. Said beside the direction, they let an index find the period."""


def held(direction: str = "", *kinds: str) -> Count:
    """Make the count of what was held, of one direction and of some kinds, or all."""
    return _count(
        room.held_in,
        room.may_be_held_in,
        kinds=kinds or KINDS.get(direction, ()),
        direction=direction,
    )


def outside(direction: str = "", *kinds: str) -> Count:
    """Make the count of what was held outside the plan."""
    queries = (room.outside_plan_in, room.may_be_outside_plan_in)
    return _count(*queries, kinds=kinds or KINDS.get(direction, ()), direction=direction)


def cancelled(direction: str = "", *kinds: str) -> Count:
    """Make the count of what was to lie in the period and was cancelled."""
    return _count(
        room.cancelled_in,
        room.may_be_cancelled_in,
        kinds=kinds or KINDS.get(direction, ()),
        direction=direction,
    )


def moved(direction: str) -> Count:
    """Make the count of what lies in the period and was moved online."""
    queries = (room.moved_online_in, room.may_be_moved_online_in)
    return _count(*queries, kinds=KINDS[direction], direction=direction)


def postponed(direction: str) -> Count:
    """Make the count of what was to take place in the period and was postponed.

    What was foreseen before the step counts, not the new date: that one often lies in another year,
    or is not known.
    """
    return _count(room.postponed_in, room.may_be_postponed_in, direction=direction)


def _figure(
    code: str,
    label: Text,
    meaning: Text,
    count: Count,
    *,
    unit: Text = ACTIVITIES,
    parts: tuple[Part, ...] = (cuts.COUNTRY, cuts.MODE),
    **more: Any,
) -> Figure:
    dates: dict[str, Any] = {
        "doubt": doubtful("start", "end"),
        "when": span_when,
        "span": "period",
    }
    return Figure(code, label, unit, meaning, count, parts=parts, **dates | more)


OUT, IN = Direction.OUT, Direction.IN
OUT_PARTS = (cuts.LEVEL, cuts.COUNTRY, cuts.MODE, cuts.FUNDING)
IN_PARTS = (cuts.LEVEL, cuts.GUESTS, cuts.MODE, cuts.FUNDING)
TALKS = (ActivityKind.WORKSHOP, ActivityKind.CONFERENCE)

DELEGATIONS_OUT = Group(
    "out",
    _("Outgoing delegations"),
    (
        _figure(
            "delegations_out",
            _("Outgoing delegations"),
            _("Delegations that we sent and whose visit took place in the period."),
            held(OUT),
            unit=DELEGATIONS,
            parts=OUT_PARTS,
        ),
        _figure(
            "delegations_out_outside_plan",
            _("Outgoing delegations outside the plan"),
            _("Of the delegations that we sent, those that the year’s plan did not foresee."),
            outside(OUT),
            unit=DELEGATIONS,
            parts=OUT_PARTS,
        ),
        _figure(
            "delegations_out_cancelled",
            _("Outgoing delegations cancelled"),
            _("Delegations that we were to send in the period and that were cancelled."),
            cancelled(OUT),
            unit=DELEGATIONS,
            parts=OUT_PARTS,
        ),
        _figure(
            "delegations_out_postponed",
            _("Outgoing delegations postponed"),
            _("Delegations that we were to send in the period and that were postponed."),
            postponed(OUT),
            unit=DELEGATIONS,
            parts=OUT_PARTS,
            doubt=None,
            span="",
        ),
        _figure(
            "delegations_out_moved_online",
            _("Outgoing delegations moved online"),
            _("Delegations that we were to send in the period and that met online instead."),
            moved(OUT),
            unit=DELEGATIONS,
            parts=OUT_PARTS,
        ),
        _figure(
            "people_out",
            _("People sent"),
            _("How many people went with the outgoing delegations; where nobody noted it, none."),
            held(OUT),
            unit=PEOPLE,
            parts=OUT_PARTS,
            amount="people",
        ),
    ),
)

DELEGATIONS_IN = Group(
    "in",
    _("Incoming delegations"),
    (
        _figure(
            "delegations_in",
            _("Incoming delegations"),
            _("Delegations that we received and whose visit took place in the period."),
            held(IN),
            unit=DELEGATIONS,
            parts=IN_PARTS,
        ),
        _figure(
            "delegations_in_outside_plan",
            _("Incoming delegations outside the plan"),
            _("Of the delegations that we received, those that the year’s plan did not foresee."),
            outside(IN),
            unit=DELEGATIONS,
            parts=IN_PARTS,
        ),
        _figure(
            "delegations_in_cancelled",
            _("Incoming delegations cancelled"),
            _("Delegations that were to visit us in the period and that were cancelled."),
            cancelled(IN),
            unit=DELEGATIONS,
            parts=IN_PARTS,
        ),
        _figure(
            "delegations_in_postponed",
            _("Incoming delegations postponed"),
            _("Delegations that were to visit us in the period and that were postponed."),
            postponed(IN),
            unit=DELEGATIONS,
            parts=IN_PARTS,
            doubt=None,
            span="",
        ),
        _figure(
            "delegations_in_moved_online",
            _("Incoming delegations moved online"),
            _("Delegations that were to visit us in the period and that met online instead."),
            moved(IN),
            unit=DELEGATIONS,
            parts=IN_PARTS,
        ),
        _figure(
            "people_in",
            _("People received"),
            _("How many people came with the incoming delegations; where nobody noted it, none."),
            held(IN),
            unit=PEOPLE,
            parts=IN_PARTS,
            amount="people",
        ),
    ),
)

EVENTS = Group(
    "events",
    _("Conferences, training and meetings"),
    (
        _figure(
            "conferences_hosted",
            _("Conferences and workshops hosted"),
            _("Conferences and workshops that we held alone or with others in the period."),
            held(Direction.HOSTED, *TALKS),
            parts=(cuts.KIND, cuts.MODE, cuts.COUNTRY, cuts.FUNDING),
        ),
        _figure(
            "conferences_attended",
            _("Conferences and workshops attended"),
            _("Conferences and workshops of others in which we took part in the period."),
            held(Direction.ATTENDED, *TALKS),
            parts=(cuts.KIND, cuts.MODE, cuts.COUNTRY, cuts.FUNDING),
        ),
        _figure(
            "conferences_outside_plan",
            _("Conferences and workshops outside the plan"),
            _("Of those hosted and attended, the ones that the year’s plan did not foresee."),
            outside("", *TALKS),
            parts=(cuts.DIRECTION, cuts.KIND, cuts.MODE, cuts.COUNTRY),
        ),
        _figure(
            "conferences_cancelled",
            _("Conferences and workshops cancelled"),
            _("Conferences and workshops of the period that were cancelled."),
            cancelled("", *TALKS),
            parts=(cuts.DIRECTION, cuts.KIND, cuts.COUNTRY),
        ),
        _figure(
            "trainings",
            _("Trainings"),
            _("Courses and trainings that we held or attended in the period."),
            _count(room.trainings, room.may_be_trainings),
            parts=(cuts.DIRECTION, cuts.MODE, cuts.COUNTRY, cuts.FUNDING),
        ),
        _figure(
            "training_seats",
            _("Training seats"),
            _("How many people took part in these trainings; where nobody noted it, none."),
            _count(room.trainings, room.may_be_trainings),
            unit=_("seats"),
            parts=(cuts.DIRECTION, cuts.MODE, cuts.COUNTRY, cuts.FUNDING),
            amount="people",
        ),
        _figure(
            "courtesy_calls",
            _("Courtesy calls"),
            _("Courtesy calls that we paid or received in the period."),
            held("", ActivityKind.COURTESY_CALL),
            parts=(cuts.DIRECTION, cuts.COUNTRY),
        ),
        _figure(
            "meetings",
            _("Meetings"),
            _("Working meetings with partners in the period, without multilateral ones."),
            held("", ActivityKind.MEETING),
            parts=(cuts.DIRECTION, cuts.MODE, cuts.COUNTRY),
        ),
        _figure(
            "signings",
            _("Signings"),
            _("Signings of agreements in the period, as events; the texts are counted apart."),
            held("", ActivityKind.SIGNING),
            parts=(cuts.DIRECTION, cuts.COUNTRY),
        ),
        _figure(
            "online_events",
            _("Online events"),
            _("Everything that took place online only in the period, of any kind."),
            _count(room.online_events, room.may_be_online_events),
            parts=(cuts.KIND, cuts.DIRECTION, cuts.COUNTRY),
        ),
    ),
)

MULTILATERAL = Group(
    "multilateral",
    _("Multilateral work"),
    (
        _figure(
            "multilateral_attended",
            _("Multilateral meetings attended"),
            _("Meetings of multilateral bodies in the period with us in them, also in the chair."),
            _count(room.multilateral, room.may_be_multilateral),
            parts=(cuts.MODE, cuts.COUNTRY),
        ),
        _figure(
            "multilateral_chaired",
            _("Multilateral meetings chaired"),
            _("Of these, the meetings that we chaired."),
            _count(room.multilateral, room.may_be_multilateral, chaired=True),
            parts=(cuts.MODE, cuts.COUNTRY),
        ),
    ),
)

IN_ALL = Group(
    "all",
    _("All activities"),
    (
        _figure(
            "activities_held",
            _("Activities held"),
            _("Everything that took place in the period and in which we had a part."),
            held(),
            parts=(cuts.KIND, cuts.DIRECTION, cuts.MODE, cuts.COUNTRY, cuts.FUNDING),
        ),
        _figure(
            "activities_outside_plan",
            _("Activities outside the plan"),
            _("Of these, what the year’s plan did not foresee."),
            outside(),
            parts=(cuts.KIND, cuts.DIRECTION, cuts.MODE, cuts.COUNTRY, cuts.FUNDING),
        ),
    ),
)
