"""What the room keeps: texts, their parts, and what follows from their acts."""

from banggiao.agreements.models.course import Course
from banggiao.agreements.models.instruments import Instrument
from banggiao.agreements.models.parts import Act, Party, Signatory, Topic

__all__ = ["Act", "Course", "Instrument", "Party", "Signatory", "Topic"]
