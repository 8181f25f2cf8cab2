"""Writes of the calendars of working days."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from banggiao.accounts.rules import require
from banggiao.audit.actions import recorded
from banggiao.core.errors import Refused
from banggiao.core.models import LANGUAGE_ORDER
from banggiao.core.writing import assign, store
from banggiao.duties.models import CalendarYear, DayOff

if TYPE_CHECKING:
    from collections.abc import Iterable

    from banggiao.accounts.models import User
    from banggiao.duties.proposals import Proposal

YEAR_FIELDS = ("rest_days", "basis", "confirmed_by", "confirmed_on")
DAY_FIELDS = ("day", "kind", "basis", *(f"name_{language}" for language in LANGUAGE_ORDER))


@transaction.atomic
def enter_year(year: int, *, by: User, days: Iterable[Proposal] = (), **data: Any) -> CalendarYear:
    """Enter the calendar of a year with the days taken over. Heads and administrators.

    Refused: a year that is entered already (``year_entered``); a day of another year
    (``other_year``); a day twice.
    """
    require(by, "duties.keep_deadlines")
    if CalendarYear.objects.filter(year=year).exists():
        raise Refused("year_entered", _("This year is entered already. Change its days."))
    calendar = CalendarYear(year=year)
    with recorded("duties.year_entered", calendar, by=by):
        assign(calendar, data, YEAR_FIELDS)
        store(calendar)
        for day in days:
            facts = {name: getattr(day, name) for name in ("day", "kind", "name_vi", "name_en")}
            _write(DayOff(year=calendar), facts)
    return calendar


@transaction.atomic
def change_year(
    calendar: CalendarYear, /, *, by: User, reason: str = "", **data: Any
) -> CalendarYear:
    """Change the weekend of a year, its basis, or who confirmed it. Heads and administrators.

    Refused: who confirmed it without the day, or the other way round.
    """
    require(by, "duties.keep_deadlines")
    current = _held(calendar)
    with recorded("duties.year_changed", current, by=by, reason=reason):
        assign(current, data, YEAR_FIELDS)
        store(current)
    return current


@transaction.atomic
def add_day_off(calendar: CalendarYear, /, *, by: User, **data: Any) -> DayOff:
    """Enter a day off, or a weekend day worked for another. Heads and administrators.

    Refused: a day of another year (``other_year``), a day that is there already, no name.
    """
    require(by, "duties.keep_deadlines")
    current = _held(calendar)
    day = DayOff(year=current)
    with recorded("duties.day_off_added", current, by=by):
        _write(day, data)
    return day


@transaction.atomic
def change_day_off(day: DayOff, /, *, by: User, reason: str = "", **data: Any) -> DayOff:
    """Change a day of a calendar. Heads and administrators. Refused as by `add_day_off`."""
    require(by, "duties.keep_deadlines")
    calendar = _held(day.year)
    current = calendar.days.get(pk=day.pk)
    with recorded("duties.day_off_changed", calendar, by=by, reason=reason):
        _write(current, data)
    return current


@transaction.atomic
def remove_day_off(day: DayOff, *, by: User, reason: str) -> None:
    """Take a day out of a calendar. Heads and administrators. Refused: no reason."""
    require(by, "duties.keep_deadlines")
    if not reason.strip():
        raise Refused("reason_missing", _("Say why the day is removed."), field="reason")
    calendar = _held(day.year)
    with recorded("duties.day_off_removed", calendar, by=by, reason=reason):
        calendar.days.filter(pk=day.pk).delete()


def _held(calendar: CalendarYear) -> CalendarYear:
    return CalendarYear.objects.select_for_update().get(pk=calendar.pk)


def _write(day: DayOff, data: dict[str, Any]) -> None:
    assign(day, data, DAY_FIELDS)
    given: dt.date | None = data.get("day")
    if given and given.year != day.year.year:
        raise Refused(
            "other_year",
            _("This day lies in another year. Enter it in the calendar of %(year)s.")
            % {"year": given.year},
            field="day",
        )
    store(day)
