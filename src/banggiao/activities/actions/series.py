"""Writes of series."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from banggiao.accounts.records import check_class
from banggiao.accounts.rules import require
from banggiao.activities.models import Series
from banggiao.audit.actions import recorded
from banggiao.core.writing import assign, lock, save

if TYPE_CHECKING:
    from banggiao.accounts.models import User

FIELDS = (
    "code",
    "classification",
    "name_vi",
    "name_en",
    "name_ja",
    "name_native",
    "organiser",
    "remark",
)


@transaction.atomic
def add_series(*, by: User, **fields: Any) -> Series:
    """Enter a row of activities that come again. Officers and heads.

    Refused: a class above one's clearance, an organiser the writer may not see, no name.
    """
    require(by, "activities.add_series")
    series = Series()
    assign(series, fields, FIELDS)
    check_class(series.classification, by)
    require(by, "partners.view_organisation", series.organiser)
    with recorded("activities.series_added", series, by=by):
        save(series)
    return series


@transaction.atomic
def change_series(
    series: Series, *, by: User, version: int | None = None, reason: str = "", **fields: Any
) -> Series:
    """Change a series. Officers and heads who may see it. Refused: a stale ``version`` too."""
    current = lock(series, version)
    require(by, "activities.change_series", current)
    organiser = current.organiser_id
    with recorded("activities.series_changed", current, by=by, reason=reason):
        assign(current, fields, FIELDS)
        check_class(current.classification, by)
        if current.organiser_id != organiser:
            require(by, "partners.view_organisation", current.organiser)
        save(current)
    return current
