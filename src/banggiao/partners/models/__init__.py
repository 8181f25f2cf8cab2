"""What the room keeps: one file an aggregate."""

from banggiao.partners.models.levels import OfficeTitle
from banggiao.partners.models.notes import SituationNote
from banggiao.partners.models.organisations import Alias, Country, Organisation, Succession
from banggiao.partners.models.people import Person, PersonalDetails, Post, Sighting
from banggiao.partners.models.relationships import Milestone, Relationship

__all__ = [
    "Alias",
    "Country",
    "Milestone",
    "OfficeTitle",
    "Organisation",
    "Person",
    "PersonalDetails",
    "Post",
    "Relationship",
    "Sighting",
    "SituationNote",
    "Succession",
]
