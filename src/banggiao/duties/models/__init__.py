"""What is owed, and by which rules the day it is due is counted."""

from banggiao.duties.models.calendars import CalendarYear, DayOff
from banggiao.duties.models.deadlines import DeadlineRule
from banggiao.duties.models.duties import Duty, DutyParty, DutyPartyQuerySet
from banggiao.duties.models.requests import OpinionRequest

__all__ = [
    "CalendarYear",
    "DayOff",
    "DeadlineRule",
    "Duty",
    "DutyParty",
    "DutyPartyQuerySet",
    "OpinionRequest",
]
