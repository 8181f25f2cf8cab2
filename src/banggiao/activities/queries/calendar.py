"""Activities in the calendar."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from banggiao.activities.enums import Stage
from banggiao.activities.queries.lists import activities_for_list, partners_of
from banggiao.activities.queries.words import mark, when
from banggiao.core.dates.periods import near
from banggiao.core.panels import CalendarEntry

if TYPE_CHECKING:
    from collections.abc import Sequence

    from banggiao.accounts.models import User

CALENDAR = 300


def calendar_of(user: User, first: dt.date, last: dt.date) -> Sequence[CalendarEntry]:
    """Give what begins or goes on between two days, or in a month or quarter around them."""
    # Said twice, that it is not over and in some stage: so an index does not read all that was.
    going_on = Q(stage__in=Stage.values, period_latest__gte=first)
    found = activities_for_list(user).filter(going_on, near("start", "end", first, last))
    rows = found.order_by("period_earliest", "period_latest", "pk")[:CALENDAR]
    return [_on_calendar(activity) for activity in rows]


def _on_calendar(activity: Any) -> CalendarEntry:  # one that came by `activities_for_list`
    start, end = activity.start, activity.end or activity.start
    tone, word = mark(activity.stage)
    bodies = ", ".join(str(body) for body in partners_of(activity))
    return CalendarEntry(
        text=str(activity),
        url=activity.get_absolute_url(),
        first=start.earliest,
        last=end.latest or start.latest,
        date_text=when(activity),
        sub=" · ".join(part for part in (activity.get_kind_display(), bodies) if part),
        is_day=start.is_exact and end.is_exact,
        word=word,
        tone=tone,
        is_off=activity.stage == Stage.CANCELLED,
        classification=activity.classification,
    )
