"""Plan lines in the calendar: what is planned for some days and nobody prepares yet."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext as _

from banggiao.core.dates.periods import near
from banggiao.core.panels import CalendarEntry
from banggiao.plans.enums import Standing
from banggiao.plans.models.plans import FROZEN
from banggiao.plans.queries.compare import carried_of
from banggiao.plans.queries.lists import lines_for_list
from banggiao.plans.queries.words import days_in_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from banggiao.accounts.models import User

CALENDAR_LIMIT = 300


def calendar_of(user: User, first: dt.date, last: dt.date) -> Sequence[CalendarEntry]:
    """Give the lines of approved plans that stand for the days, or for a month or quarter around.

    What an activity carries out already is left out: the activity stands in the calendar itself.
    """
    planned = lines_for_list(user).filter(
        near("now_start", "now_end", first, last), plan__status__in=FROZEN
    )
    rows = planned.exclude(standing=Standing.DROPPED).order_by("now_start_earliest", "pk")
    lines = list(rows[:CALENDAR_LIMIT])
    carried = carried_of(lines, user, timezone.localdate())
    return [_on_calendar(line) for line in lines if not carried.get(line.pk)]


def _on_calendar(line: Any) -> CalendarEntry:  # one that came by `lines_for_list`
    start, end = line.now_start, line.now_end or line.now_start
    return CalendarEntry(
        text=str(line),
        url=line.get_absolute_url(),
        first=start.earliest,
        last=end.latest or start.latest,
        date_text=days_in_words(line.now_start, line.now_end),
        sub=line.get_kind_display(),
        is_day=start.is_exact and end.is_exact,
        word=_("planned"),
        classification=line.classification,
        version=line.version,
        changed_at=line.changed_at,
    )
