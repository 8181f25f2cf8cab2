"""Texts that run out soon."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import F, Q

from banggiao.agreements.enums import Renewal, State
from banggiao.agreements.queries.texts import instruments_for_list
from banggiao.agreements.queries.words import NextDays, day_in_words, days_left, last_day, next_days
from banggiao.agreements.standing import Bounds, state_at

if TYPE_CHECKING:
    from banggiao.accounts.models import User
    from banggiao.agreements.models import Instrument

WATCHED = 500
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
    alive = instruments_for_list(user).ours().standing_at(State.IN_FORCE, today)
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
