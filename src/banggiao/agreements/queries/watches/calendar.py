"""Anniversaries for the calendar."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.utils import timezone

from banggiao.agreements.queries.watches.anniversaries import between, expected
from banggiao.core.panels import CalendarEntry

if TYPE_CHECKING:
    from collections.abc import Sequence

    from banggiao.accounts.models import User
    from banggiao.agreements.queries.watches.shapes import Sign

LIMIT = 300


def anniversaries_on(user: User, first: dt.date, last: dt.date) -> Sequence[CalendarEntry]:
    """Give the anniversaries of our texts and ties on the days, or in a month around them."""
    found = expected(between(user, first, last, timezone.localdate()))
    return [_entry(sign) for sign in found[:LIMIT]]


def _entry(sign: Sign) -> CalendarEntry:
    days = sign.days
    known = (days and days.earliest) or dt.date.min  # `expected` leaves out what has no bounds
    last = (days and days.latest) or known
    return CalendarEntry(
        text=sign.text,
        url=sign.url,
        first=known,
        last=last,
        date_text=sign.when,
        sub=sign.what,
        is_day=known == last,
        word=sign.word,
        tone=sign.tone,
        classification=sign.classification,
    )
