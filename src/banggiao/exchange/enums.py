"""Closed lists of this room."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Kind(models.TextChoices):
    """What the rows of a spreadsheet are about."""

    ACTIVITIES = "activities", _("Delegations, meetings and events")
    INSTRUMENTS = "instruments", _("Agreements")
    PLAN = "plan", _("The plan of a year")
    ORGANISATIONS = "organisations", _("Partners")
    PEOPLE = "people", _("People")


PARTICIPANTS = "participants"
"""Who takes part in an activity. No kind of file: such a list is pasted, never handed in alone."""


class FeedKind(models.TextChoices):
    """What a calendar link shows."""

    MINE = "mine", _("My work")
    ALL = "all", _("The whole calendar")
    PARTNER = "partner", _("All with one partner")
    ACTIVITIES = "activities", _("A list of activities")
    DUTIES = "duties", _("A list of what is due")


class ImportState(models.TextChoices):
    """How far a file has come on its way into the register."""

    WAITING = "waiting", pgettext_lazy("import", "Waiting to be read")
    READING = "reading", pgettext_lazy("import", "Being read")
    READY = "ready", pgettext_lazy("import", "To be looked at")
    WRITING = "writing", pgettext_lazy("import", "Being written")
    DONE = "done", pgettext_lazy("import", "In the register")
    TAKEN_BACK = "taken_back", pgettext_lazy("import", "Taken back")
    FAILED = "failed", pgettext_lazy("import", "Could not be read")
    DROPPED = "dropped", pgettext_lazy("import", "Given up")


class Decision(models.TextChoices):
    """What becomes of a row."""

    NEW = "new", pgettext_lazy("row", "New")
    UPDATE = "update", pgettext_lazy("row", "Changes")
    REPEATED = "repeated", pgettext_lazy("row", "Repeated")
    REFUSED = "refused", pgettext_lazy("row", "Refused")
    LEFT_OUT = "left_out", pgettext_lazy("row", "Left out")


class AnswerKind(models.TextChoices):
    """What sort of record a text of a file was asked about."""

    ORGANISATION = "organisation", _("Organisation")
    PERSON = "person", _("Person")
