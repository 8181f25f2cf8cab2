"""Periods that figures cover: by a rule of the register and a year, or between two days.

No legal date stands here: the rules are rows of `PeriodRule`, with their basis and with who
confirmed them. The calendar year alone needs no rule.
"""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import override

from banggiao.core.dates import PartialDate, format_span
from banggiao.core.errors import Refused
from banggiao.reports.figures.shapes import Period
from banggiao.reports.models import PeriodRule

FIRST_YEAR, LAST_YEAR = 1945, 2100
CALENDAR_YEAR = "year"
"""The code of the rule that needs no row."""


def period_of(name: str, year: int) -> Period:
    """Give the period of a rule in a year, such as ``reporting-year`` 2026.

    Refused: a name that no rule has (``period_unknown``), a year out of range
    (``year_out_of_range``), a rule that does not hold that year (``period_not_valid``).
    """
    check_year(year)
    rule = PeriodRule.objects.filter(code=name).first()
    if rule is None and name == CALENDAR_YEAR:
        return calendar_year(year)
    if rule is None:
        known = ", ".join(PeriodRule.objects.order_by("code").values_list("code", flat=True))
        raise Refused(
            "period_unknown",
            _("There is no period “%(name)s”. Choose one of these: %(known)s.")
            % {"name": name, "known": known},
            field="period",
        )
    return period_by(rule, year)


def period_by(rule: PeriodRule, year: int) -> Period:
    """Give the days a rule means in a year. Refused where the rule does not hold then."""
    first = _day(year + rule.first_year, rule.first_month, rule.first_day)
    last = _day(year + rule.last_year, rule.last_month, rule.last_day)
    ended = rule.valid_until is not None and rule.valid_until < last
    if ended or (rule.valid_from is not None and rule.valid_from > last):
        raise Refused(
            "period_not_valid",
            _("The period “%(name)s” does not hold in %(year)s. Choose another one.")
            % {"name": rule, "year": year},
            field="period",
        )
    return Period(first, last, f"{rule} {year}", rule.basis, rule.code, year)


def _day(year: int, month: int, day: int) -> dt.date:
    """Give a day of a rule; the 30th of February is its last day."""
    return dt.date(year, month, min(day, monthrange(year, month)[1]))


def calendar_year(year: int) -> Period:
    """Give the year from 1 January to 31 December. Refused: a year out of range."""
    check_year(year)
    name = _("Calendar year %(year)s") % {"year": year}
    basis = _("Calendar year")
    return Period(dt.date(year, 1, 1), dt.date(year, 12, 31), name, basis, CALENDAR_YEAR, year)


def between(first: dt.date, last: dt.date) -> Period:
    """Give the period between two days, both included. Refused: the first after the last."""
    if first > last:
        raise Refused(
            "dates_reversed",
            _("The period ends before it begins: put the earlier day first."),
            field="to",
        )
    check_year(first.year)
    check_year(last.year)
    one, other = PartialDate.parse(first.isoformat()), PartialDate.parse(last.isoformat())
    return Period(first, last, format_span(one, other), _("Days chosen freely"))


def in_language(period: Period, language: str) -> Period:
    """Give the same days with name and basis in a language: a paper keeps them as text."""
    with override(language):
        if period.code and period.year is not None:
            named = period_of(period.code, period.year)
        else:
            named = between(period.first, period.last)
    return replace(period, name=named.name, basis=named.basis)


def year_before(period: Period) -> Period | None:
    """Give the same period a year earlier, to compare with; None before the first year."""
    return _years_on(period, -1)


def year_after(period: Period) -> Period | None:
    """Give the same period a year later; None after the last year."""
    return _years_on(period, 1)


def _years_on(period: Period, years: int) -> Period | None:
    try:
        if period.code and period.year is not None:
            return period_of(period.code, period.year + years)
        return between(_moved(period.first, years), _moved(period.last, years))
    except Refused:
        return None


def _moved(day: dt.date, years: int) -> dt.date:
    return _day(day.year + years, day.month, day.day)


def check_year(year: int) -> None:
    """Refuse a year of which the register can hold nothing."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Refused(
            "year_out_of_range",
            _("Write a year from %(first)s to %(last)s.")
            % {"first": FIRST_YEAR, "last": LAST_YEAR},
            field="year",
        )
