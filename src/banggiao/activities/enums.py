"""Closed lists of this room. Kinds, modes and sources of money are those of `plans.enums`."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Stage(models.TextChoices):
    """How far an activity has come. Each change of it is a step with its day."""

    PREPARING = "preparing", pgettext_lazy("activity", "Being prepared")
    CONFIRMED = "confirmed", pgettext_lazy("activity", "Confirmed")
    UNDER_WAY = "under_way", pgettext_lazy("activity", "Under way")
    HELD = "held", pgettext_lazy("activity", "Held")
    POSTPONED = "postponed", pgettext_lazy("activity", "Postponed, no new date")
    CANCELLED = "cancelled", pgettext_lazy("activity", "Cancelled")


class StepKind(models.TextChoices):
    """What was done with an activity as a whole."""

    CONFIRMED = "confirmed", pgettext_lazy("activity step", "Confirmed")
    STARTED = "started", pgettext_lazy("activity step", "Started")
    FINISHED = "finished", pgettext_lazy("activity step", "Finished")
    POSTPONED = "postponed", pgettext_lazy("activity step", "Postponed")
    RESUMED = "resumed", pgettext_lazy("activity step", "Taken up again")
    MOVED_ONLINE = "moved_online", pgettext_lazy("activity step", "Moved online")
    CANCELLED = "cancelled", pgettext_lazy("activity step", "Cancelled")


class Direction(models.TextChoices):
    """What an activity is for us. Empty: no own body takes part, and it counts in no figure."""

    OUT = "out", _("Out")
    IN = "in", _("In")
    HOSTED = "hosted", _("Hosted by us")
    ATTENDED = "attended", _("Attended by us")


class PartyRole(models.TextChoices):
    """What a body does in an activity."""

    HOST = "host", _("Host")
    ORGANISER = "organiser", _("Co-organiser")
    SENDER = "sender", _("Sends the delegation")
    PARTICIPANT = "participant", _("Takes part")
    CHAIR = "chair", _("Chair")


class ParticipantRole(models.TextChoices):
    """What a person does in an activity. One person may have several roles."""

    HEAD = "head", _("Head of delegation")
    DEPUTY_HEAD = "deputy_head", _("Deputy head of delegation")
    MEMBER = "member", _("Member")
    CHAIR = "chair", _("Chair")
    SPEAKER = "speaker", _("Speaker")
    GUEST = "guest", _("Guest")
    TRAINEE = "trainee", _("Trainee")
    SIGNATORY = "signatory", _("Signatory")
    WITNESS = "witness", _("Witness")
    SECRETARY = "secretary", _("Secretary")
    INTERPRETER = "interpreter", _("Interpreter")


class ResultState(models.TextChoices):
    """Whether a result was reached."""

    REACHED = "reached", _("Reached")
    IN_TALKS = "in_talks", _("Still in talks")


class Side(models.TextChoices):
    """Who is to do what was agreed."""

    OURS = "ours", _("We")
    THEIRS = "theirs", _("The partner")
    BOTH = "both", _("Both sides")
