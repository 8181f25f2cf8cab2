"""Closed lists of this room."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class DutyKind(models.TextChoices):
    """Why something is owed."""

    PROMISE = "promise", _("Promise")
    REPORT = "report", _("Report to be sent")
    OPINION = "opinion", _("Opinion asked of us")
    FOLLOW_UP = "follow_up", _("Follow-up of a meeting")
    OBLIGATION = "obligation", _("Obligation under a rule")
    OTHER = "other", _("Other")


class Progress(models.TextChoices):
    """How far a duty has come. Late is no value here: it follows from the due date and the day."""

    OPEN = "open", pgettext_lazy("duty", "Open")
    KEPT = "kept", _("Kept")
    WAIVED = "waived", _("Waived")


class PartyRole(models.TextChoices):
    """On which side of a duty a body stands."""

    PROMISOR = "promisor", _("Owes it")
    BENEFICIARY = "beneficiary", _("It is owed to")


class DayUnit(models.TextChoices):
    """In which days a deadline is counted."""

    WORKING = "working", _("Working days")
    CALENDAR = "calendar", _("Calendar days")


class CountsFrom(models.TextChoices):
    """The day a deadline counts from. That day itself is not counted."""

    DOSSIER = "dossier", _("The day the full file is received")
    SENT = "sent", _("The day of sending")
    SIGNED = "signed", _("The day of signing")
    ENDED = "ended", _("The day it ended")
    OTHER = "other", _("Another day")


class Silence(models.TextChoices):
    """What it means that a body which was asked has not answered by the day."""

    AGREED = "agreed", _("Counts as agreed")
    NO_OPINION = "no_opinion", _("Counts as having no opinion")
    NOT_ANSWERED = "not_answered", _("Counts as not having answered")


class Matter(models.TextChoices):
    """What a deadline is for. Of one matter, only one rule is in force on a day."""

    OPINION = "opinion", _("Opinion on an international agreement")
    OPINION_SHORT = "opinion_short", _("Opinion on an international agreement, short procedure")
    TREATY_OPINION = "treaty_opinion", _("Opinion on a treaty")
    SIGNED_COPY = "signed_copy", _("Copy of a signed agreement to the Ministry of Foreign Affairs")
    OTHER = "other", _("Other")


class DayKind(models.TextChoices):
    """What a day that differs from its weekday is."""

    OFF = "off", _("Day off")
    MADE_UP = "made_up", _("Working day, made up for another")


class Every(models.IntegerChoices):
    """How often a duty comes again, in months. Empty: once."""

    MONTH = 1, _("Each month")
    QUARTER = 3, _("Each quarter")
    HALF_YEAR = 6, _("Every six months")
    YEAR = 12, _("Each year")
    TWO_YEARS = 24, _("Every two years")
    FIVE_YEARS = 60, _("Every five years")
