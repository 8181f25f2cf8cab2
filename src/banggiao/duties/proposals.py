"""A year's days off as the library of holidays knows them: a proposal that a person takes over.

The library knows the law and the swaps that were decided when it was made, no later ones. So
nothing here is entered by itself.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from banggiao.duties.enums import DayKind

COUNTRY = "VN"


@dataclass(frozen=True, slots=True)
class Proposal:
    """One day that differs from its weekday, with its names."""

    day: dt.date
    kind: str
    name_vi: str
    name_en: str


def proposals(year: int) -> list[Proposal]:
    """Give the days off of a year in Vietnam and the weekend days worked for them, in order."""
    from holidays import country_holidays  # noqa: PLC0415  # slow import

    named_vi = country_holidays(COUNTRY, years=year, language="vi")
    named_en = country_holidays(COUNTRY, years=year, language="en_US")
    found = [
        Proposal(day, DayKind.OFF, name, named_en.get(day) or "")
        for day, name in named_vi.items()
        if day.year == year
    ]
    worked: set[dt.date] = getattr(named_vi, "weekend_workdays", set())
    found += [
        Proposal(day, DayKind.MADE_UP, "Làm bù", "Made up for a day off")
        for day in worked
        if day.year == year
    ]
    return sorted(found, key=lambda proposal: proposal.day)
