"""Figures of duties: what was due, kept and late, on our side and on that of the partners."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from banggiao.duties import queries
from banggiao.reports.figures import cuts
from banggiao.reports.figures.dates import date_when, doubtful, end_of
from banggiao.reports.figures.shapes import Counted, Figure, Group

if TYPE_CHECKING:
    from banggiao.duties.queries import Side
    from banggiao.reports.figures.shapes import Period, Text

DUTIES = pgettext_lazy("unit", "duties")


def _due(code: str, label: Text, meaning: Text, side: Side) -> Figure:
    def count(viewer: Any, period: Period) -> Counted:
        days = (period.first, period.last, side)
        return Counted(queries.due_in(viewer, *days), lambda: queries.may_be_due_in(viewer, *days))

    return _figure(code, label, meaning, count, "due")


def _kept(code: str, label: Text, meaning: Text, side: Side) -> Figure:
    def count(viewer: Any, period: Period) -> Counted:
        days = (period.first, period.last, side)
        return Counted(
            queries.kept_in(viewer, *days), lambda: queries.may_be_kept_in(viewer, *days)
        )

    return _figure(code, label, meaning, count, "kept_on")


def _late(code: str, label: Text, meaning: Text, side: Side) -> Figure:
    def count(viewer: Any, period: Period) -> Counted:
        day = end_of(period)
        return Counted(
            queries.late_at(viewer, day, side), lambda: queries.may_be_late_at(viewer, day, side)
        )

    return _figure(code, label, meaning, count, "due", at_end=True, doubt=None)


def _figure(code: str, label: Text, meaning: Text, count: Any, date: str, **more: Any) -> Figure:
    options: dict[str, Any] = {
        "doubt": doubtful(date),
        "when": date_when(date),
        "parts": (cuts.DUTY_KIND,),
    }
    return Figure(code, label, DUTIES, meaning, count, **options | more)


PROMISES = Group(
    "duties",
    _("Duties"),
    (
        _due(
            "duties_due_ours",
            _("Our duties due"),
            _("What we owed and what was due in the period, kept or not."),
            "ours",
        ),
        _kept(
            "duties_kept_ours",
            _("Our duties kept"),
            _("What we owed and kept in the period."),
            "ours",
        ),
        _late(
            "duties_late_ours",
            _("Our duties late"),
            _("What we owed, was due before the last day, and was not kept by then."),
            "ours",
        ),
        _due(
            "duties_due_theirs",
            _("Partners’ duties due"),
            _("What partners owed and what was due in the period, kept or not."),
            "theirs",
        ),
        _kept(
            "duties_kept_theirs",
            _("Partners’ duties kept"),
            _("What partners owed and kept in the period."),
            "theirs",
        ),
        _late(
            "duties_late_theirs",
            _("Partners’ duties late"),
            _("What partners owed, was due before the last day, and was not kept by then."),
            "theirs",
        ),
    ),
)
