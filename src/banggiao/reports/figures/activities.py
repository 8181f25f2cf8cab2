"""Figures of activities: what we sent, received, hosted and attended."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from banggiao.activities.enums import Direction, Stage, StepKind
from banggiao.activities.models import Activity, Step
from banggiao.core.dates.periods import perhaps_in, surely_in
from banggiao.plans.enums import ActivityKind, Mode
from banggiao.reports.figures import cuts
from banggiao.reports.figures.dates import doubtful, span_when
from banggiao.reports.figures.shapes import Counted, Figure, Group

if TYPE_CHECKING:
    from banggiao.core.access import Viewer
    from banggiao.reports.figures.shapes import Part, Period, Text

HELD = Q(stage=Stage.HELD)
OUTSIDE = HELD & ~Q(outside_ground="")
CANCELLED = Q(stage=Stage.CANCELLED)
MOVED = Q(was_moved_online=True) & ~CANCELLED

DELEGATIONS = _("delegations")
ACTIVITIES = _("activities")
PEOPLE = _("people")
"""The units in which activities are counted."""


def dated(condition: Q) -> Callable[[Viewer, Period], Counted]:
    """Make the count of our activities of which a condition holds and that lie in the period."""

    def count(viewer: Viewer, period: Period) -> Counted:
        found: Any = Activity.objects.visible_to(viewer).in_register().ours().filter(condition)
        days = ("period", period.first, period.last)
        return Counted(found.filter(surely_in(*days)), found.filter(perhaps_in(*days)))

    return count


def postponed(condition: Q) -> Callable[[Viewer, Period], Counted]:
    """Make the count of our activities that were postponed by a step of the period.

    The day of the step counts, not the new date: that one often lies in another year, or is not
    known. A day of a step is always certain.
    """

    def count(viewer: Viewer, period: Period) -> Counted:
        found: Any = Activity.objects.visible_to(viewer).in_register().ours().filter(condition)
        steps = Step.objects.filter(
            kind=StepKind.POSTPONED, on__gte=period.first, on__lte=period.last
        )
        return Counted(found.filter(pk__in=steps.values("activity")), found.none())

    return count


def _figure(
    code: str,
    label: Text,
    meaning: Text,
    condition: Q,
    *,
    unit: Text = ACTIVITIES,
    parts: tuple[Part, ...] = (cuts.COUNTRY, cuts.MODE),
    **more: Any,
) -> Figure:
    settings: dict[str, Any] = {
        "count": dated(condition),
        "doubt": doubtful("start", "end"),
        "when": span_when,
    }
    return Figure(code, label, unit, meaning, parts=parts, **settings | more)


OUT = Q(direction=Direction.OUT, kind=ActivityKind.DELEGATION_OUT)
IN = Q(direction=Direction.IN, kind=ActivityKind.DELEGATION_IN)
OUT_PARTS = (cuts.LEVEL, cuts.COUNTRY, cuts.MODE, cuts.FUNDING)
IN_PARTS = (cuts.LEVEL, cuts.GUESTS, cuts.MODE, cuts.FUNDING)
TALKS = (ActivityKind.WORKSHOP, ActivityKind.CONFERENCE)
MANY = Q(kind=ActivityKind.MULTILATERAL_MEETING)

DELEGATIONS_OUT = Group(
    "out",
    _("Outgoing delegations"),
    (
        _figure(
            "delegations_out",
            _("Outgoing delegations"),
            _("Delegations that we sent and whose visit took place in the period."),
            OUT & HELD,
            unit=DELEGATIONS,
            parts=OUT_PARTS,
        ),
        _figure(
            "delegations_out_outside_plan",
            _("Outgoing delegations outside the plan"),
            _("Of the delegations that we sent, those that the year’s plan did not foresee."),
            OUT & OUTSIDE,
            unit=DELEGATIONS,
            parts=OUT_PARTS,
        ),
        _figure(
            "delegations_out_cancelled",
            _("Outgoing delegations cancelled"),
            _("Delegations that we were to send in the period and that were cancelled."),
            OUT & CANCELLED,
            unit=DELEGATIONS,
            parts=OUT_PARTS,
        ),
        _figure(
            "delegations_out_postponed",
            _("Outgoing delegations postponed"),
            _("Delegations that we were to send and that were postponed in the period."),
            OUT,
            unit=DELEGATIONS,
            parts=OUT_PARTS,
            count=postponed(OUT),
            doubt=None,
        ),
        _figure(
            "delegations_out_moved_online",
            _("Outgoing delegations moved online"),
            _("Delegations that we were to send in the period and that met online instead."),
            OUT & MOVED,
            unit=DELEGATIONS,
            parts=OUT_PARTS,
        ),
        _figure(
            "people_out",
            _("People sent"),
            _("How many people went with the outgoing delegations; where nobody noted it, none."),
            OUT & HELD,
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
            IN & HELD,
            unit=DELEGATIONS,
            parts=IN_PARTS,
        ),
        _figure(
            "delegations_in_outside_plan",
            _("Incoming delegations outside the plan"),
            _("Of the delegations that we received, those that the year’s plan did not foresee."),
            IN & OUTSIDE,
            unit=DELEGATIONS,
            parts=IN_PARTS,
        ),
        _figure(
            "delegations_in_cancelled",
            _("Incoming delegations cancelled"),
            _("Delegations that were to visit us in the period and that were cancelled."),
            IN & CANCELLED,
            unit=DELEGATIONS,
            parts=IN_PARTS,
        ),
        _figure(
            "delegations_in_postponed",
            _("Incoming delegations postponed"),
            _("Delegations that were to visit us and that were postponed in the period."),
            IN,
            unit=DELEGATIONS,
            parts=IN_PARTS,
            count=postponed(IN),
            doubt=None,
        ),
        _figure(
            "delegations_in_moved_online",
            _("Incoming delegations moved online"),
            _("Delegations that were to visit us in the period and that met online instead."),
            IN & MOVED,
            unit=DELEGATIONS,
            parts=IN_PARTS,
        ),
        _figure(
            "people_in",
            _("People received"),
            _("How many people came with the incoming delegations; where nobody noted it, none."),
            IN & HELD,
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
            Q(kind__in=TALKS, direction=Direction.HOSTED) & HELD,
            parts=(cuts.KIND, cuts.MODE, cuts.COUNTRY, cuts.FUNDING),
        ),
        _figure(
            "conferences_attended",
            _("Conferences and workshops attended"),
            _("Conferences and workshops of others in which we took part in the period."),
            Q(kind__in=TALKS, direction=Direction.ATTENDED) & HELD,
            parts=(cuts.KIND, cuts.MODE, cuts.COUNTRY, cuts.FUNDING),
        ),
        _figure(
            "conferences_outside_plan",
            _("Conferences and workshops outside the plan"),
            _("Of those hosted and attended, the ones that the year’s plan did not foresee."),
            Q(kind__in=TALKS) & OUTSIDE,
            parts=(cuts.DIRECTION, cuts.KIND, cuts.MODE, cuts.COUNTRY),
        ),
        _figure(
            "conferences_cancelled",
            _("Conferences and workshops cancelled"),
            _("Conferences and workshops of the period that were cancelled."),
            Q(kind__in=TALKS) & CANCELLED,
            parts=(cuts.DIRECTION, cuts.KIND, cuts.COUNTRY),
        ),
        _figure(
            "trainings",
            _("Trainings"),
            _("Courses and trainings that we held or attended in the period."),
            Q(kind=ActivityKind.TRAINING) & HELD,
            parts=(cuts.DIRECTION, cuts.MODE, cuts.COUNTRY, cuts.FUNDING),
        ),
        _figure(
            "training_seats",
            _("Training seats"),
            _("How many people took part in these trainings; where nobody noted it, none."),
            Q(kind=ActivityKind.TRAINING) & HELD,
            unit=_("seats"),
            parts=(cuts.DIRECTION, cuts.MODE, cuts.COUNTRY, cuts.FUNDING),
            amount="people",
        ),
        _figure(
            "courtesy_calls",
            _("Courtesy calls"),
            _("Courtesy calls that we paid or received in the period."),
            Q(kind=ActivityKind.COURTESY_CALL) & HELD,
            parts=(cuts.DIRECTION, cuts.COUNTRY),
        ),
        _figure(
            "meetings",
            _("Meetings"),
            _("Working meetings with partners in the period, without multilateral ones."),
            Q(kind=ActivityKind.MEETING) & HELD,
            parts=(cuts.DIRECTION, cuts.MODE, cuts.COUNTRY),
        ),
        _figure(
            "signings",
            _("Signings"),
            _("Signings of agreements in the period, as events; the texts are counted apart."),
            Q(kind=ActivityKind.SIGNING) & HELD,
            parts=(cuts.DIRECTION, cuts.COUNTRY),
        ),
        _figure(
            "online_events",
            _("Online events"),
            _("Everything that took place online only in the period, of any kind."),
            Q(mode=Mode.ONLINE) & HELD,
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
            MANY & HELD,
            parts=(cuts.MODE, cuts.COUNTRY),
        ),
        _figure(
            "multilateral_chaired",
            _("Multilateral meetings chaired"),
            _("Of these, the meetings that we chaired."),
            MANY & HELD & Q(is_chaired=True),
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
            HELD,
            parts=(cuts.KIND, cuts.DIRECTION, cuts.MODE, cuts.COUNTRY, cuts.FUNDING),
        ),
        _figure(
            "activities_outside_plan",
            _("Activities outside the plan"),
            _("Of these, what the year’s plan did not foresee."),
            OUTSIDE,
            parts=(cuts.KIND, cuts.DIRECTION, cuts.MODE, cuts.COUNTRY, cuts.FUNDING),
        ),
    ),
)
