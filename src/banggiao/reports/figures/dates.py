"""The dates of counted records, and when one is not certain: a bare year, or marked as doubtful."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.utils import timezone

from banggiao.core.dates import format_partial, format_span
from banggiao.reports.figures.shapes import When

if TYPE_CHECKING:
    from banggiao.core.dates import PartialDate
    from banggiao.reports.figures.shapes import Period

MARKS = "?~%X"


def end_of(period: Period) -> dt.date:
    """Give the day on which things are said to stand: the last one, or today if it is to come.

    On a day to come nothing is late yet, and nobody knows what will still be in force.
    """
    return min(period.last, timezone.localdate())


def doubtful(*fields: str) -> Callable[[Period], Q]:
    """Make the condition that one of these dates is a bare year or bears a mark of doubt."""

    def condition(period: Period) -> Q:
        years = [str(year) for year in range(period.first.year, period.last.year + 1)]
        found = Q()
        for field in fields:
            found |= Q(**{f"{field}__in": years})
            for mark in MARKS:
                found |= Q(**{f"{field}__contains": mark})
        return found

    return condition


def span_when(record: Any) -> When:  # anything that runs from a start to an end
    """Give the date of what runs from ``start`` to ``end``."""
    start: PartialDate | None = record.start or None
    end: PartialDate | None = record.end or None
    if start and end and start != end:
        return When(f"{start}/{end}", format_span(start, end))
    one = start or end
    return When(str(one), format_partial(one)) if one else When("", "")


def date_when(field: str) -> Callable[[Any], When]:
    """Make the function that gives the date of a record in one field."""

    def when(record: Any) -> When:
        value: PartialDate | None = getattr(record, field) or None
        return When(str(value), format_partial(value)) if value else When("", "")

    return when
