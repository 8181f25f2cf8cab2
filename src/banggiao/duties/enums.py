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
