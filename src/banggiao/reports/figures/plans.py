"""Figures of the year's plan: what was approved, and what was changed afterwards."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from banggiao.plans.enums import ActivityKind, AdjustmentKind, Mode
from banggiao.plans.models import Adjustment
from banggiao.plans.queries import figures as lines
from banggiao.reports.enums import Basis
from banggiao.reports.figures import cuts
from banggiao.reports.figures.dates import doubtful, span_when
from banggiao.reports.figures.shapes import Counted, Figure, Group

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from banggiao.core.access import Viewer
    from banggiao.reports.figures.shapes import Period, Text

LINES = pgettext_lazy("unit", "plan lines")
PARTS = (cuts.KIND, cuts.PLAN_LEVEL, cuts.COUNTRY, cuts.FUNDING)


def planned(*kinds: ActivityKind) -> Callable[[Viewer, Period], Counted]:
    """Make the count of the lines approved for the period, of these kinds or of all."""
    of_kind = Q(kind__in=kinds) if kinds else Q()

    def count(viewer: Viewer, period: Period) -> Counted:
        days = (period.first, period.last)
        return Counted(
            lines.planned_in(viewer, *days).filter(of_kind),
            lambda: lines.may_be_planned_in(viewer, *days).filter(of_kind),
        )

    return count


def adjusted(kind: AdjustmentKind) -> Callable[[Viewer, Period], Counted]:
    """Make the count of the lines adjusted so by a decision of the period; its day is certain."""

    def count(viewer: Viewer, period: Period) -> Counted:
        found = lines.adjusted_in(viewer, kind, period.first, period.last)
        if kind == AdjustmentKind.MODE_CHANGED:
            found = found.filter(pk__in=_moved_online(period).values("line"))
        return Counted(found, found.none)

    return count


def _moved_online(period: Period) -> QuerySet[Adjustment]:
    """Give the changes of the period after which people no longer met in one room only."""
    days = {"decided_on__gte": period.first, "decided_on__lte": period.last}
    return Adjustment.objects.filter(mode__in=(Mode.ONLINE, Mode.HYBRID), **days)


def _planned(code: str, label: Text, meaning: Text, *kinds: ActivityKind, **more: Any) -> Figure:
    return Figure(
        code,
        label,
        LINES,
        meaning,
        planned(*kinds),
        doubt=doubtful("start", "end"),
        when=span_when,
        span="period",
        parts=PARTS[1:] if len(kinds) == 1 else PARTS,
        **more,
    )


def _adjusted(code: str, label: Text, meaning: Text, kind: AdjustmentKind) -> Figure:
    return Figure(code, label, LINES, meaning, adjusted(kind), when=span_when, parts=PARTS)


PLANNED = (Basis.PLAN,)

DELEGATIONS_OUT_PLANNED = _planned(
    "delegations_out_planned",
    _("Outgoing delegations planned"),
    _("Lines for outgoing delegations of the period in the plan as it was approved."),
    ActivityKind.DELEGATION_OUT,
    stated_as=("delegations_out", PLANNED),
)
DELEGATIONS_IN_PLANNED = _planned(
    "delegations_in_planned",
    _("Incoming delegations planned"),
    _("Lines for incoming delegations of the period in the plan as it was approved."),
    ActivityKind.DELEGATION_IN,
    stated_as=("delegations_in", PLANNED),
)
CONFERENCES_PLANNED = _planned(
    "conferences_planned",
    _("Conferences and workshops planned"),
    _("Lines for conferences and workshops of the period in the plan as it was approved."),
    ActivityKind.CONFERENCE,
    ActivityKind.WORKSHOP,
)

PLANS = Group(
    "plans",
    _("The year’s plan"),
    (
        _planned(
            "plan_lines",
            _("Lines in the plan"),
            _("Lines of the period in the plan as it was approved, of all kinds."),
        ),
        _adjusted(
            "plan_lines_added",
            _("Lines added"),
            _("Lines that a decision of the period added to an approved plan."),
            AdjustmentKind.ADDED,
        ),
        _adjusted(
            "plan_lines_dropped",
            _("Lines dropped"),
            _("Lines that a decision of the period took out of an approved plan."),
            AdjustmentKind.DROPPED,
        ),
        _adjusted(
            "plan_lines_postponed",
            _("Lines postponed"),
            _("Lines of an approved plan that a decision of the period postponed."),
            AdjustmentKind.POSTPONED,
        ),
        _adjusted(
            "plan_lines_moved_online",
            _("Lines moved online"),
            _("Lines of an approved plan that a decision of the period moved online."),
            AdjustmentKind.MODE_CHANGED,
        ),
    ),
)
