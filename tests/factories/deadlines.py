"""Rules of deadlines and calendars of years, made through the actions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from banggiao.accounts.models import User
from banggiao.duties.actions import calendars, deadlines
from banggiao.duties.enums import CountsFrom, DayKind, DayUnit, Matter
from banggiao.duties.models import CalendarYear, DeadlineRule
from banggiao.duties.proposals import Proposal
from tests.factories.partners import writer


def rule(name_vi: str = "Việc khác", *, by: User | None = None, **data: Any) -> DeadlineRule:
    """Enter a rule of ten working days, where nothing else is said."""
    facts: dict[str, Any] = {
        "name_vi": name_vi,
        "matter": Matter.OTHER,
        "days": 10,
        "unit": DayUnit.WORKING,
        "counts_from": CountsFrom.SENT,
        "basis": "Quy chế của cơ quan",
    }
    return deadlines.add_deadline(by=by or writer(), **facts | data)


def calendar(
    year: int,
    *,
    off: Iterable[str] = (),
    made_up: Iterable[str] = (),
    by: User | None = None,
    **data: Any,
) -> CalendarYear:
    """Enter a year with these days off and these weekend days worked for others."""
    named = [*((day, DayKind.OFF, "Nghỉ lễ") for day in off)]
    named += [(day, DayKind.MADE_UP, "Làm bù") for day in made_up]
    days = [Proposal(dt.date.fromisoformat(day), kind, name, "") for day, kind, name in named]
    return calendars.enter_year(year, by=by or writer(), days=days, **data)
