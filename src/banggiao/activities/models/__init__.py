"""What the room keeps: activities and series, who took part, what was said and what came of it."""

from banggiao.activities.models.activities import Activity, Series
from banggiao.activities.models.outcomes import AgreedPoint, Result, Step
from banggiao.activities.models.parts import ActivityInstrument, Participant, Party, Topic
from banggiao.activities.models.programme import ProgrammeItem

__all__ = [
    "Activity",
    "ActivityInstrument",
    "AgreedPoint",
    "Participant",
    "Party",
    "ProgrammeItem",
    "Result",
    "Series",
    "Step",
    "Topic",
]
