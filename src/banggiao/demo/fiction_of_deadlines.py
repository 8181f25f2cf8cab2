"""Takes over the days off that are proposed for the years around today; nobody confirmed them."""

from __future__ import annotations

from banggiao.demo.calendar import this_year
from banggiao.demo.fiction import MARK
from banggiao.demo.fiction_of_plans import user
from banggiao.duties.actions.calendars import enter_year
from banggiao.duties.models import CalendarYear
from banggiao.duties.proposals import proposals

BASIS = f"Lịch do hệ thống đề xuất, cần đối chiếu với thông báo của năm {MARK}"


def write_days_off() -> str:
    """Enter last year, this year and the next one, as far as they are not there yet."""
    today = this_year()
    there = set(CalendarYear.objects.values_list("year", flat=True))
    years = {today.year - 1, today.year, today.year + 1} - there
    for year in sorted(years):
        enter_year(year, by=user("head"), days=proposals(year), basis=BASIS)
    return f"days off of {len(years)} years, as proposed"
