"""What the room keeps: texts, their parts and wording, and what follows from their acts."""

from banggiao.agreements.models.consultations import (
    Consultation,
    Enclosure,
    Opinion,
    Reminder,
    Slip,
)
from banggiao.agreements.models.course import Course
from banggiao.agreements.models.instruments import Instrument
from banggiao.agreements.models.negotiation import (
    Item,
    Negotiation,
    Position,
    Remark,
    Round,
    Seat,
    Wording,
)
from banggiao.agreements.models.parts import Act, Party, Signatory, Topic
from banggiao.agreements.models.path import PathEntry, PathPlace, PathStep, SigningRule
from banggiao.agreements.models.versions import Clause, Equivalence, Text, Version

__all__ = [
    "Act",
    "Clause",
    "Consultation",
    "Course",
    "Enclosure",
    "Equivalence",
    "Instrument",
    "Item",
    "Negotiation",
    "Opinion",
    "Party",
    "PathEntry",
    "PathPlace",
    "PathStep",
    "Position",
    "Remark",
    "Reminder",
    "Round",
    "Seat",
    "Signatory",
    "SigningRule",
    "Slip",
    "Text",
    "Topic",
    "Version",
    "Wording",
]
