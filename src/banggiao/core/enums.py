"""Closed lists that every room uses."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Classification(models.IntegerChoices):
    """Who may see a record. The order is the rank: a clearance covers all classes up to it.

    State secrets (Mật and above) have no value here on purpose: they must not be stored on a
    networked machine (Law 117/2025/QH15).
    """

    PUBLIC = 0, _("Public")
    INTERNAL = 1, _("Internal")
    RESTRICTED = 2, _("Restricted")


class RecordState(models.TextChoices):
    """Whether a record counts. A record is never deleted: one entered by mistake is set aside."""

    ACTIVE = "active", _("In the register")
    SET_ASIDE = "set_aside", _("Set aside")
