"""Writes of the rules of periods."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from banggiao.accounts.rules import require
from banggiao.audit.actions import recorded
from banggiao.core.errors import Refused
from banggiao.core.models import LANGUAGE_ORDER
from banggiao.core.writing import assign, save
from banggiao.reports.models import PeriodRule

if TYPE_CHECKING:
    from banggiao.accounts.models import User

FIELDS = (
    *(f"name_{language}" for language in LANGUAGE_ORDER),
    *("first_year", "first_month", "first_day"),
    *("last_year", "last_month", "last_day"),
    *("basis", "valid_from", "valid_until", "confirmed_by"),
)
LEAP_YEAR = 2024


@transaction.atomic
def change_period(rule: PeriodRule, *, by: User, reason: str = "", **data: Any) -> PeriodRule:
    """Change from which day to which a named period runs, its basis, or who confirmed it.

    Heads and administrators. Refused: no basis (``basis_missing``), a day that the calendar does
    not have (``no_such_day``), an end before the beginning (``dates_reversed``). Reports that were
    issued keep the days they were issued with.
    """
    require(by, "reports.change_period")
    current = PeriodRule.objects.select_for_update().get(pk=rule.pk)
    with recorded("reports.period_changed", current, by=by, reason=reason):
        assign(current, data, FIELDS)
        if not current.basis.strip():
            raise Refused("basis_missing", _("Say on what the period rests."), field="basis")
        first = _day(current.first_year, current.first_month, current.first_day, "first_day")
        last = _day(current.last_year, current.last_month, current.last_day, "last_day")
        if first > last:
            raise Refused(
                "dates_reversed", _("It cannot end before it begins."), field="last_month"
            )
        save(current)
    return current


def _day(year: int, month: int, day: int, field: str) -> dt.date:
    try:
        return dt.date(LEAP_YEAR + year, month, day)
    except ValueError:
        raise Refused(
            "no_such_day", _("The calendar has no such day: check it."), field=field
        ) from None
