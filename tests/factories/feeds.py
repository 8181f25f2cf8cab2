"""Calendar links, made the way people make them: through the actions; and what reads them back."""

from __future__ import annotations

from itertools import count
from typing import Any

from icalendar import Calendar, Component

from banggiao.accounts.models import User
from banggiao.exchange.actions.feeds import Made, make_feed
from banggiao.exchange.enums import FeedKind
from banggiao.exchange.models import Feed
from tests.factories.accounts import make_user

numbers = count(1)


def owner(clearance: int = 1, **fields: Any) -> User:
    """Give an officer with an account of their own."""
    return make_user("officer", clearance, username=f"owner{next(numbers)}", **fields)


def feed(by: User, kind: str = FeedKind.ALL, *, code: str = "", **data: Any) -> Made:
    """Make a link; it shows what is internal where nothing else is said.

    Its code, which is random, may be set for tests that need to know it.
    """
    facts: dict[str, Any] = {"name": f"Lịch số {next(numbers)}", "classification": 1}
    made = make_feed(by=by, kind=kind, **facts | data)
    if code:
        Feed.objects.filter(pk=made.feed.pk).update(code=code)
    return made


def events_in(text: str | bytes) -> dict[str, Component]:
    """Read a calendar file with a library, and give its events by what they are called."""
    return {str(event["SUMMARY"]): event for event in Calendar.from_ical(text).walk("VEVENT")}
