"""Which days a calendar shows of a date that is known in part. No day is made up."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from banggiao.core.dates.periods import QUARTER

if TYPE_CHECKING:
    from banggiao.core.dates import PartialDate


@dataclass(frozen=True, slots=True)
class Span:
    """Whole days, both included. Not ``is_exact``: it lies among them, or begins or ends there.

    What is not exact is shown with its date in words, and takes up nobody's time.
    """

    first: dt.date
    last: dt.date
    is_exact: bool = True


def span_of(start: PartialDate | None, end: PartialDate | None = None) -> Span | None:
    """Give the days of something that begins and ends on dates known in part.

    Both known to the day: these days. Known to the month or quarter: all days of it. With only one
    end known: the days of that end. None where neither is known so well, such as "in 2026".
    """
    known = start or end
    if known is None:
        return None
    first, last = known.ends[0], (end or known).ends[1]
    if start is None:
        first = None
    if first and last and first.is_exact and last.is_exact and first.earliest and last.latest:
        return Span(first.earliest, last.latest)
    near = [bounds for day in (first, last) if (bounds := _near(day))]
    return Span(near[0][0], near[-1][1], is_exact=False) if near else None


def _near(date: PartialDate | None) -> tuple[dt.date, dt.date] | None:
    """Give the first and last day of a date that is known to the quarter at least."""
    if date is None or date.earliest is None or date.latest is None:
        return None
    is_near = date.latest - date.earliest <= QUARTER + dt.timedelta(days=1)
    return (date.earliest, date.latest) if is_near else None
