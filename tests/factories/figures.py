"""Stated figures, made the way the office makes them: through the actions."""

from __future__ import annotations

import datetime as dt
from typing import Any

from banggiao.accounts.models import User
from banggiao.core.access import ClassViewer
from banggiao.core.enums import Classification
from banggiao.reports.actions.stated import add_stated
from banggiao.reports.figures import FIGURES, Measured, Period, measure
from banggiao.reports.models import StatedFigure
from tests.factories.duties import own_body
from tests.factories.partners import writer


def stated(figure: str = "delegations_out", *, by: User | None = None, **data: Any) -> StatedFigure:
    """Enter a number that a paper gives of the own body; six delegations of 2016 unless said."""
    facts: dict[str, Any] = {"figure": figure, "period": "2016", "value": 6}
    if "organisation" not in data and "scope" not in data:
        facts["organisation"] = own_body()
    return add_stated(by=by or writer(), **facts | data)


def year(number: int = 2019) -> Period:
    """Give a calendar year."""
    return Period(dt.date(number, 1, 1), dt.date(number, 12, 31), code="year", year=number)


def cleared(level: int = Classification.RESTRICTED) -> ClassViewer:
    """Give a reader cleared for a class."""
    return ClassViewer(level)


def measured(code: str, *, of: Period | None = None, level: int = 2, part: str = "") -> Measured:
    """Measure a figure, of 2019 and for a reader of everything unless said otherwise."""
    return measure(FIGURES[code], cleared(level), of or year(), part=part)
