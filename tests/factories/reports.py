"""Reports, made the way the office makes them: through the actions."""

from __future__ import annotations

import datetime as dt
from typing import Any

from banggiao.accounts.models import User
from banggiao.reports.actions import reports as actions
from banggiao.reports.models import Report
from banggiao.reports.periods import between
from tests.factories.accounts import make_user


def head(**fields: Any) -> User:
    """Give a head who is cleared for everything and can sign in."""
    return User.objects.filter(username="head").first() or make_user("head", 2, **fields)


def report(year: int = 2019, *, by: User | None = None, **data: Any) -> Report:
    """Begin an annual report over a year, in Vietnamese where nothing else is said."""
    period = between(dt.date(year, 1, 1), dt.date(year, 12, 31))
    facts: dict[str, Any] = {"definition": "annual", "language": "vi"}
    return actions.add_report(by=by or head(), period=period, **facts | data)


def checked(year: int = 2019, *, by: User | None = None, **data: Any) -> Report:
    """Begin a report and record it as checked."""
    by = by or head()
    return actions.check_report(report(year, by=by, **data), by=by)


def issued(year: int = 2019, *, by: User | None = None, **data: Any) -> Report:
    """Issue a report."""
    by = by or head()
    return issue(checked(year, by=by, **data), by=by)


def issue(record: Report, *, by: User | None = None, **data: Any) -> Report:
    """Issue a report that was checked."""
    facts: dict[str, Any] = {"number": "45/BC-TTCP", "dated": dt.date(2020, 2, 5)}
    return actions.issue_report(record, by=by or head(), **facts | data)
