"""The columns of the lists of rules of deadlines and of days off."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from banggiao.core.dates import PartialDate, format_partial, format_span
from banggiao.core.enums import words_for
from banggiao.core.tables import Column, mark_column
from banggiao.duties.deadlines import days_in_words
from banggiao.duties.enums import CountsFrom, DayKind, Silence

if TYPE_CHECKING:
    import datetime as dt

    from banggiao.duties.models import DayOff, DeadlineRule

SILENCE = words_for(Silence)
COUNTS_FROM = words_for(CountsFrom)
DAY_KIND = words_for(DayKind)


def deadlines(today: dt.date, *, may_write: bool) -> tuple[Column[DeadlineRule], ...]:
    """Give the columns of the rules; for those who may change them, each leads there."""

    def edit(rule: DeadlineRule) -> str:
        return reverse("duties:change_deadline", args=[rule.code]) if may_write else ""

    def past(rule: DeadlineRule) -> tuple[str, str] | None:
        return None if rule.holds(today) else ("plain", gettext("not in force today"))

    return (
        Column("name", _("Rule"), str, sort=("sort_key",), url=edit),
        Column(
            "days",
            _("Deadline"),
            lambda r: days_in_words(r.days, r.unit),
            sort=("days", "sort_key"),
            pill=past,
            also=(mark_column("past", past),),
        ),
        Column("from", _("Counted from"), lambda r: COUNTS_FROM(r.counts_from), hide_on_phone=True),
        Column(
            "silence",
            _("Who has not answered"),
            lambda r: SILENCE(r.silence) if r.silence else "",
            hide_on_phone=True,
        ),
        Column("basis", _("Basis"), lambda r: r.basis),
        Column("holds", _("Holds"), _holds, sort=("valid_from", "sort_key"), hide_on_phone=True),
        Column("confirmed", _("Confirmed by"), confirmation, sort=("confirmed_by", "sort_key")),
    )


def confirmation(record: Any) -> str:  # a rule or a year: both say who confirmed them
    """Give who confirmed it and when, or that the agency still has to."""
    if not record.confirmed_by:
        return gettext("to be confirmed by the agency")
    day = record.confirmed_on
    return f"{record.confirmed_by}, {day_in_words(day)}" if day else str(record.confirmed_by)


def _holds(rule: DeadlineRule) -> str:
    return format_span(_known(rule.valid_from), _known(rule.valid_until))


def _known(day: dt.date | None) -> PartialDate | None:
    return PartialDate.parse(day.isoformat()) if day else None


def day_in_words(day: dt.date) -> str:
    """Give a day as people read it."""
    return format_partial(PartialDate.parse(day.isoformat()))


def days_off(*, may_write: bool) -> tuple[Column[DayOff], ...]:
    """Give the columns of the days of a year; for those who may change them, each leads there."""

    def edit(row: DayOff) -> str:
        args = [row.day.isoformat()]
        return reverse("duties:change_day_off", args=args) if may_write else ""

    return (
        Column(
            "day",
            _("Day"),
            lambda d: day_in_words(d.day),
            sort=("day",),
            url=edit,
            value=lambda d: d.day,
        ),
        Column("weekday", _("Weekday"), lambda d: date_format(d.day, "l")),
        Column("name", _("Name"), str),
        Column(
            "kind",
            _("Kind"),
            lambda d: DAY_KIND(d.kind),
            sort=("kind", "day"),
        ),
        Column("basis", _("Basis"), lambda d: d.basis, hide_on_phone=True),
    )
