"""Activities for the desk and the calendar: what comes, and what waits for somebody."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Case, Exists, F, IntegerField, OuterRef, Q, When
from django.db.models.functions import Coalesce
from django.db.models.lookups import LessThanOrEqual
from django.utils import timezone
from django.utils.translation import gettext as _

from banggiao.activities.enums import Stage
from banggiao.activities.models import Result
from banggiao.activities.queries.figures import TO_COME
from banggiao.activities.queries.lists import activities_for_list, visible_activities

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from banggiao.accounts.models import User
    from banggiao.activities.models import Activity

SOON = 50
DESK = 20
AHEAD = dt.timedelta(days=30)
BEHIND = dt.timedelta(days=365)
WEEK = dt.timedelta(days=7)


def concerns(user: User) -> Q:
    """Give the condition that it is the user's: their own, or of their unit and nobody's."""
    mine = Q(owner=user)
    return mine | Q(owner__isnull=True, lead_unit=user.unit_id) if user.unit_id else mine


def between(first: dt.date, last: dt.date) -> Q:
    """Give the condition that it begins or goes on between two days.

    One whose day is not known, such as "in 2026", is among them only where all of it lies there.
    """
    # All stages one by one, and a beginning no index can read: so the one over stages and ends
    # finds what is not over yet, and nobody reads all that ever began.
    begun = LessThanOrEqual(Coalesce("period_earliest", "period_latest"), last)
    goes_on = Q(begun, stage__in=Stage.values, period_latest__gte=first)
    known = Q(start_earliest=F("start_latest"))
    return goes_on & (known | Q(period_earliest__gte=first, period_latest__lte=last))


def soon(user: User, first: dt.date, last: dt.date) -> list[Any]:
    """Give what begins or goes on between two days, in order, at most 50; nothing cancelled."""
    found = activities_for_list(user).filter(between(first, last)).exclude(stage=Stage.CANCELLED)
    return list(
        found.order_by(Coalesce("period_earliest", "period_latest"), "period_latest", "pk")[:SOON]
    )


@dataclass(frozen=True, slots=True)
class Waiting:
    """An activity that waits for somebody. ``code`` stays; ``what`` says what is to be done."""

    activity: Any  # one that came by `activities_for_list`
    code: str
    what: str
    tone: str = "warn"


def waiting_on(user: User, today: dt.date) -> list[Waiting]:
    """Give what waits for the user or their unit, the most urgent first, at most 20.

    Over but not recorded as held; within 30 days and not confirmed; postponed without a new date;
    held within a year and no result recorded.
    """
    results = Result.objects.filter(activity=OuterRef("pk"))
    found: QuerySet[Any] = activities_for_list(user).filter(concerns(user))
    over = Q(stage__in=TO_COME, period_latest__lt=today)
    near = Q(stage=Stage.PREPARING, period_latest__gte=today, period_earliest__lte=today + AHEAD)
    undated = Q(stage=Stage.POSTPONED)
    bare = Q(stage=Stage.HELD, period_latest__gte=today - BEHIND) & ~Exists(results)
    codes = ("not_recorded", "not_confirmed", "no_date", "no_result")
    # One question for all four: it is asked whenever the desk opens.
    cases = [When(one, then=place) for place, one in enumerate((over, near, undated, bare))]
    urgency = Case(*cases, output_field=IntegerField())
    rows = found.annotate(urgency=urgency).filter(urgency__isnull=False)
    rows = rows.order_by("urgency", F("period_earliest").asc(nulls_last=True), "pk")
    return [_waiting(row, codes[row.urgency]) for row in rows[:DESK]]


def _waiting(activity: Activity, code: str) -> Waiting:
    what, tone = {
        "not_recorded": (_("It is over: record it as held, or postpone it."), "bad"),
        "not_confirmed": (_("It is near and not confirmed yet."), "warn"),
        "no_date": (_("It is postponed and has no new date."), "warn"),
        "no_result": (_("Write down what came of it."), "plain"),
    }[code]
    return Waiting(activity, code, what, tone)


def urgent(user: User) -> int:
    """Count what is over and not recorded, or begins within a week and is not confirmed."""
    today = timezone.localdate()
    over = Q(stage__in=TO_COME, period_latest__lt=today)
    near = Q(stage=Stage.PREPARING, period_earliest__lte=today + WEEK)
    found = visible_activities(user).filter(concerns(user), stage__in=TO_COME)
    return found.filter(over | near).count()
