"""One draft of an annual report, over the year whose figures are measured."""

from __future__ import annotations

from typing import TYPE_CHECKING

from banggiao.reports.actions.reports import add_report
from banggiao.reports.models import Report
from banggiao.reports.periods import calendar_year
from bench.rooms.activities.pages import YEAR
from bench.rooms.reports import REPORT

if TYPE_CHECKING:
    from bench.filling import Filling


def fill_reports(filling: Filling) -> None:
    """Begin the report of a new register; what is added later brings none."""
    if filling.is_new:
        report = add_report(by=filling.by, definition="annual", period=calendar_year(int(YEAR)))
        Report.objects.get_queryset().filter(pk=report.pk).update(code=REPORT)


STEPS = [fill_reports]
