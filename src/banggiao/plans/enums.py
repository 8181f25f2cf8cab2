"""Closed lists of plans. Activities use the kinds, modes and sources of money too."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ActivityKind(models.TextChoices):
    """What is planned, and what then takes place."""

    DELEGATION_OUT = "delegation_out", _("Outgoing delegation")
    DELEGATION_IN = "delegation_in", _("Incoming delegation")
    WORKSHOP = "workshop", _("Workshop")
    CONFERENCE = "conference", _("Conference")
    TRAINING = "training", _("Training")
    MEETING = "meeting", _("Meeting")
    COURTESY_CALL = "courtesy_call", _("Courtesy call")
    SIGNING = "signing", _("Signing")
    MULTILATERAL_MEETING = "multilateral_meeting", _("Multilateral meeting")
    OTHER = "other", _("Other")


class Mode(models.TextChoices):
    """How people meet. Empty: not known."""

    IN_PERSON = "in_person", _("In person")
    ONLINE = "online", _("Online")
    HYBRID = "hybrid", _("In person and online")


class Funding(models.TextChoices):
    """Who pays. Empty: not known."""

    STATE_BUDGET = "state_budget", _("State budget")
    HOST = "host", _("The host")
    PARTNER = "partner", _("The partner")
    PROJECT = "project", _("A project")
    SHARED = "shared", _("Shared")
    OTHER = "other", _("Other")


class PlanStatus(models.TextChoices):
    """How far a plan has come. An approved plan is frozen: only adjustments follow."""

    DRAFT = "draft", pgettext_lazy("plan", "Draft")
    SUBMITTED = "submitted", pgettext_lazy("plan", "Submitted")
    APPROVED = "approved", pgettext_lazy("plan", "Approved")
    CLOSED = "closed", pgettext_lazy("plan", "Closed")


class PlanStepKind(models.TextChoices):
    """What was done with a plan as a whole."""

    SUBMITTED = "submitted", pgettext_lazy("plan step", "Submitted")
    RETURNED = "returned", pgettext_lazy("plan step", "Returned with comments")
    WITHDRAWN = "withdrawn", pgettext_lazy("plan step", "Taken back to be changed")
    APPROVED = "approved", pgettext_lazy("plan step", "Approved")
    CLOSED = "closed", pgettext_lazy("plan step", "Closed")
    REOPENED = "reopened", pgettext_lazy("plan step", "Opened again")


class AdjustmentKind(models.TextChoices):
    """What an adjustment changes in an approved plan."""

    ADDED = "added", _("Line added")
    DROPPED = "dropped", _("Line dropped")
    POSTPONED = "postponed", _("Postponed")
    MODE_CHANGED = "mode_changed", _("Moved online")
    LEVEL_CHANGED = "level_changed", _("Level changed")
    COST_CHANGED = "cost_changed", _("Cost changed")


class Standing(models.TextChoices):
    """How a line stands today, after its adjustments."""

    PLANNED = "planned", pgettext_lazy("plan line", "Planned")
    POSTPONED = "postponed", pgettext_lazy("plan line", "Postponed")
    DROPPED = "dropped", pgettext_lazy("plan line", "Dropped")
