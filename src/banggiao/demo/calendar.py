"""Days of the made-up year: written as days of any year or as days from today.

What the plan foresees stays within the year, so that each day of the calendar gives a register in
which something was, is and will be.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

APPROVED = (12, 16)
"""Month and day of the year before on which the plan of a year is approved."""

FRIDAY, SATURDAY = 4, 5

QUARTERS = {"Q1": 33, "Q2": 34, "Q3": 35, "Q4": 36}
"""How EDTF writes a quarter in the place of the month."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """The year around one day."""

    today: dt.date

    @property
    def year(self) -> int:
        """The year of the plan."""
        return self.today.year

    @property
    def approved_on(self) -> dt.date:
        """The day the plan was approved; always some weeks ago."""
        return dt.date(self.year - 1, *APPROVED)

    def from_today(self, days: int) -> dt.date:
        """Give the day so many days from today."""
        return self.today + dt.timedelta(days=days)

    def day(self, text: str) -> dt.date:
        """Read ``02-24``, a day of the year, or ``+6`` and ``-24``, days from today.

        A day that lies in another year becomes the day as far on the other side of today; a
        Saturday or Sunday the working day next to it, away from today.
        """
        if text[0] in "+-":
            day, other = self.from_today(int(text)), self.from_today(-int(text))
            return self.working_day(day if day.year == self.year else other)
        return self.working_day(dt.date.fromisoformat(f"{self.year}-{text}"))

    def working_day(self, day: dt.date) -> dt.date:
        """Give the day, or of a weekend the Friday before or the Monday after, within its year."""
        if day.weekday() < SATURDAY:
            return day
        friday = day - dt.timedelta(days=day.weekday() - FRIDAY)
        monday = friday + dt.timedelta(days=3)
        near, other = (friday, monday) if day < self.today else (monday, friday)
        return near if near.year == day.year else other

    def planned(self, text: str, day: dt.date) -> str:
        """Give what the plan says of a day as EDTF: its month, its quarter, a month by number."""
        if text == "month":
            return f"{day:%Y-%m}"
        return f"{day.year}-{QUARTERS.get(text, text)}"

    def until(self, start: dt.date, days: int) -> dt.date:
        """Give the last of so many days, within the year in which they begin."""
        return min(start + dt.timedelta(days=days - 1), dt.date(start.year, 12, 31))

    def decided(self, start: dt.date, days_ago: int) -> dt.date:
        """Give a day on which something was decided of what begins then: weeks before, and past."""
        latest = min(start - dt.timedelta(days=21), self.from_today(-days_ago))
        return max(latest, self.approved_on + dt.timedelta(days=1))


def this_year() -> Calendar:
    """Give the year around today."""
    return Calendar(timezone.localdate())
