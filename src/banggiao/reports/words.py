"""How a report writes numbers, days and periods in the active language."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.utils.translation import pgettext

from banggiao.core.papers.words import (
    ROMAN,
    dated_words,
    day_words,
    number_words,
    plain_number,
)

if TYPE_CHECKING:
    from banggiao.reports.figures.shapes import Period

__all__ = ["ROMAN", "dated_words", "day_words", "number_words", "period_words", "plain_number"]


def period_words(period: Period) -> str:
    """Write the period as the title of a report does."""
    year = period.year or period.last.year
    match period.code:
        case "year" | "reporting-year":
            return pgettext("report title", "of %(year)s") % {"year": year}
        case "six-months" | "first-half":
            return pgettext("report title", "of the first six months of %(year)s") % {"year": year}
        case "nine-months":
            return pgettext("report title", "of the first nine months of %(year)s") % {"year": year}
    if period.first == dt.date(year, 1, 1) and period.last == dt.date(year, 12, 31):
        return pgettext("report title", "of %(year)s") % {"year": year}
    return pgettext("report title", "from %(first)s to %(last)s") % {
        "first": day_words(period.first),
        "last": day_words(period.last),
    }
