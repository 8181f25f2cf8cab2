"""Counting deadlines: the day something is due by a rule, and how that day came about.

The day counted from is not counted itself. Working days leave out the weekend and the days off of
the calendar; calendar days count all, and an end that falls on a day off moves to the next working
day. Where the calendar of a year is not entered, only the weekend is left out, and the result says
so.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import F, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override, pgettext

from banggiao.core.dates import PartialDate, format_partial
from banggiao.core.errors import Refused
from banggiao.duties.enums import DayKind, DayUnit
from banggiao.duties.models import CalendarYear, DayOff, DeadlineRule
from banggiao.duties.models.calendars import FIRST_YEAR, LAST_YEAR, WEEKEND

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from django.db.models import QuerySet

ONE_DAY = dt.timedelta(days=1)
SHORT_YEAR = 150
"""No year has fewer working days: how far ahead calendars are read follows from it."""


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """Which days are worked: by weekday of each year entered, and the days that differ."""

    rest_days: Mapping[int, str]
    differing: Mapping[dt.date, str]

    def is_worked(self, day: dt.date) -> bool:
        """Whether the day is a working day, as far as calendars are entered."""
        kind = self.differing.get(day)
        return kind == DayKind.MADE_UP if kind else self.by_weekday(day)

    def by_weekday(self, day: dt.date) -> bool:
        """Whether the day would be worked if it were like any other day of the week."""
        return str(day.isoweekday()) not in self.rest_days.get(day.year, WEEKEND)


@dataclass(frozen=True, slots=True)
class DueDay:
    """The day something is due, with how it came about.

    ``off`` are the days of the calendar that were left out, ``made_up`` the weekend days that were
    counted, ``missing`` the years whose calendar is not entered, ``moved`` whether the end fell on
    a day off.
    """

    day: dt.date
    start: dt.date
    days: int
    unit: str
    off: int = 0
    made_up: int = 0
    moved: bool = False
    missing: tuple[int, ...] = ()

    @property
    def sentence(self) -> str:
        """How the day came about, in one sentence of the language of now."""
        start = format_partial(PartialDate.parse(self.start.isoformat()))
        words = _counted(self.days, self.unit) % {"days": self.days, "start": start}
        parts = [words]
        if self.off:
            said = ngettext(
                "%(days)s public holiday left out", "%(days)s public holidays left out", self.off
            )
            parts.append(said % {"days": self.off})
        if self.made_up:
            said = ngettext(
                "%(days)s made-up day worked", "%(days)s made-up days worked", self.made_up
            )
            parts.append(said % {"days": self.made_up})
        if self.moved:
            parts.append(_("the last day is off, so the next working day counts"))
        return pgettext("list", ", ").join(parts)

    @property
    def warning(self) -> str:
        """What is not certain about the day; empty where nothing is."""
        if not self.missing:
            return ""
        years = ", ".join(str(year) for year in self.missing)
        return _(
            "The days off of %(years)s are not entered: only weekends were left out. "
            "Enter them, then count again."
        ) % {"years": years}

    @property
    def words(self) -> str:
        """The sentence, and the warning if there is one."""
        return f"{self.sentence}. {self.warning}" if self.warning else self.sentence


def _counted(days: int, unit: str) -> str:
    if unit == DayUnit.WORKING:
        return ngettext(
            "%(days)s working day from %(start)s", "%(days)s working days from %(start)s", days
        )
    return ngettext("%(days)s day from %(start)s", "%(days)s days from %(start)s", days)


def days_in_words(days: int, unit: str) -> str:
    """Give a number of days with their kind."""
    if unit == DayUnit.WORKING:
        words = ngettext("%(days)s working day", "%(days)s working days", days)
    else:
        words = ngettext("%(days)s day", "%(days)s days", days)
    return words % {"days": days}


def in_each_language(due: DueDay) -> dict[str, str]:
    """Give how the day came about in each language of the house, to be kept beside the day."""
    found = {}
    for language, _name in settings.LANGUAGES:
        with override(language):
            found[language] = due.words
    return found


def rules_on(day: dt.date) -> QuerySet[DeadlineRule]:
    """Give the rules in force on the day."""
    began = Q(valid_from__isnull=True) | Q(valid_from__lte=day)
    return DeadlineRule.objects.filter(began, Q(valid_until__isnull=True) | Q(valid_until__gte=day))


def rule_for(matter: str, day: dt.date) -> DeadlineRule:
    """Give the rule of a matter in force on the day. Refused: there is none (``no_rule``)."""
    newest = F("valid_from").desc(nulls_last=True)
    rule = rules_on(day).filter(matter=matter).order_by(newest, "pk").first()
    if rule is None:
        raise Refused(
            "no_rule",
            _(
                "No rule of a deadline is in force on %(day)s for this. "
                "Ask the head of department to enter one, or give the day yourself."
            )
            % {"day": format_partial(PartialDate.parse(day.isoformat()))},
        )
    return rule


def due_day(rule: DeadlineRule, start: dt.date) -> DueDay:
    """Give the day something is due by a rule that counts from the day."""
    return count(start, rule.days, rule.unit)


def count(start: dt.date, days: int, unit: str, calendar: WorkingDays | None = None) -> DueDay:
    """Give the day so many days after a day. Refused: a day out of range (``day_out_of_range``).

    ``calendar`` saves the question where many days are counted.
    """
    ahead = start.year + days // SHORT_YEAR + 1
    if start.year < FIRST_YEAR or ahead > LAST_YEAR:
        raise Refused(
            "day_out_of_range",
            _("Days are counted in the years from %(first)s to %(last)s only.")
            % {"first": FIRST_YEAR, "last": LAST_YEAR},
            field="start",
        )
    calendar = calendar or working_days(range(start.year, ahead + 1))
    if unit == DayUnit.WORKING:
        day = _after(start, days, calendar)
        moved = False
    else:
        ending = start + days * ONE_DAY
        day = ending if calendar.is_worked(ending) else _after(ending, 1, calendar)
        moved = day != ending
    return _told(DueDay(day, start, days, unit, moved=moved), calendar)


def _after(start: dt.date, days: int, calendar: WorkingDays) -> dt.date:
    """Give the working day so many working days after the day."""
    day, left = start, days
    while left:
        day += ONE_DAY
        left -= calendar.is_worked(day)
    return day


def _told(due: DueDay, calendar: WorkingDays) -> DueDay:
    """Add what the calendar had to do with the day."""
    missing = tuple(
        y for y in range(due.start.year, due.day.year + 1) if y not in calendar.rest_days
    )
    off = made_up = 0
    if due.unit == DayUnit.WORKING:
        passed = [day for day in calendar.differing if due.start < day <= due.day]
        off = sum(calendar.by_weekday(d) and not calendar.is_worked(d) for d in passed)
        made_up = sum(calendar.is_worked(d) and not calendar.by_weekday(d) for d in passed)
    return DueDay(due.day, due.start, due.days, due.unit, off, made_up, due.moved, missing)


def working_days(years: Iterable[int]) -> WorkingDays:
    """Read the calendars of years: two questions, however many there are."""
    wanted = list(years)
    entered = CalendarYear.objects.filter(year__in=wanted).values_list("year", "rest_days")
    differing = DayOff.objects.filter(year__year__in=wanted).values_list("day", "kind")
    return WorkingDays(dict(entered), dict(differing))
