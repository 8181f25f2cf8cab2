"""Texts that run out soon."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from banggiao.agreements.enums import Renewal, State
from banggiao.agreements.queries.texts import visible_texts
from banggiao.agreements.queries.words import NextDays, day_in_words, days_left, last_day, next_days
from banggiao.agreements.standing import Bounds, state_at
from banggiao.core.dates.periods import near
from banggiao.core.panels import CalendarEntry

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from banggiao.accounts.models import User
    from banggiao.agreements.models import Instrument

WATCHED = 500
CALENDAR_LIMIT = 300
YEAR = dt.timedelta(days=365)
ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Watched:
    """A text whose term ends soon, or whose notice is due or passed."""

    instrument: Instrument
    days: NextDays
    ends: str
    ends_left: str
    notice: str
    notice_left: str
    notice_passed: bool


def expiring(user: User, today: dt.date, within: dt.timedelta = YEAR) -> list[Watched]:
    """Give our texts whose running term ends within the time, the nearest first.

    Those whose end is known in part are among them as soon as it may come; so are those that renew
    themselves, because notice must be given before. For the desk and the page of the watch.
    """
    until = today + within
    soon = Q(course__over_kind=State.EXPIRED) & (
        Q(course__over_earliest__lte=until + ONE_DAY)
        | Q(course__over_earliest__isnull=True)
        | Q(notice_months__isnull=False)  # its notice may be due though its end is farther off
    )
    renewing = Q(renewal=Renewal.AUTOMATIC, course__term_latest__isnull=False)
    alive = visible_texts(user).ours().standing_at(State.IN_FORCE, today)
    found = alive.filter(soon | renewing).order_by(F("course__term_earliest").asc(), "pk")
    watched = [_watched(text, today) for text in found[:WATCHED]]
    near = [w for w in watched if _ends_by(w.days, until)]
    return sorted(near, key=_nearest)


def _nearest(watched: Watched) -> tuple[bool, dt.date]:
    """Order by the day the end may come; an end that may lie at any time comes last."""
    end = watched.days.end or Bounds()
    return end.latest is None, end.earliest or dt.date.min


def _ends_by(days: NextDays, until: dt.date) -> bool:
    notice_due = days.notice is not None and days.notice <= until
    ends = days.end is not None and (days.end.earliest is None or days.end.earliest <= until)
    return ends or notice_due


def _watched(instrument: Any, today: dt.date) -> Watched:
    course = instrument.course
    term = Bounds(course.term_earliest, course.term_latest)
    days = next_days(instrument, term, state_at(course, today), today)
    left = days.to_notice(today)
    end = days.end.earliest if days.end and days.end.latest else None
    return Watched(
        instrument,
        days,
        ends=last_day(days.end) if days.end else "",
        ends_left=days_left((end - today).days) if end else "",
        notice=day_in_words(days.notice) if days.notice else "",
        notice_left=days_left(left) if left is not None else "",
        notice_passed=left is not None and left < 0,
    )


def calendar_of(user: User, first: dt.date, last: dt.date) -> Sequence[CalendarEntry]:
    """Give our texts whose term runs out on the days asked for, or whose notice is due on them.

    An end known to the month or quarter stands in each month around.
    """
    over = near("course__over", "course__over", first + ONE_DAY, last + ONE_DAY)
    texts = visible_texts(user).ours().filter(over, course__over_kind=State.EXPIRED)
    rows = texts.order_by("course__over_earliest", "pk")[:CALENDAR_LIMIT]
    ends = [_on_calendar(text) for text in rows]
    return [*ends, *_notices(user, first, last)][:CALENDAR_LIMIT]


def _notices(user: User, first: dt.date, last: dt.date) -> Iterator[CalendarEntry]:
    """Give the last days to give notice, of the running term as it is known today."""
    today = timezone.localdate()
    texts = visible_texts(user).ours().standing_at(State.IN_FORCE, today)
    wanted = texts.filter(notice_months__isnull=False, course__term_latest__isnull=False)
    for text in wanted.order_by("course__term_earliest", "pk")[:WATCHED]:
        day = _watched(text, today).days.notice
        if day is not None and first <= day <= last:
            yield CalendarEntry(
                text=str(text),
                url=text.get_absolute_url(),
                first=day,
                last=day,
                date_text=day_in_words(day),
                word=_("notice due"),
                tone="warn",
                classification=text.classification,
                version=text.version,
                changed_at=text.changed_at,
            )


def _on_calendar(instrument: Instrument) -> CalendarEntry:
    over = Bounds(instrument.course.over_earliest, instrument.course.over_latest)
    days = over.after(days=-1)
    known = days.earliest or dt.date.min  # `near` leaves out what has no bounds
    return CalendarEntry(
        text=str(instrument),
        url=instrument.get_absolute_url(),
        first=known,
        last=days.latest or known,
        date_text=last_day(days),
        is_day=days.earliest == days.latest,
        word=_("last day"),
        tone="warn",
        classification=instrument.classification,
        version=instrument.version,
        changed_at=instrument.changed_at,
    )
