"""The roles of the house."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What a person does in the register. One person has one role."""

    OFFICER = "officer", _("Officer")
    HEAD = "head", _("Head of department")
    LEADER = "leader", _("Leader")
    CONTRIBUTOR = "contributor", _("Contributor of another unit")
    CLERK = "clerk", _("Clerk")
    AUDITOR = "auditor", _("Auditor")
    ADMINISTRATOR = "administrator", _("Administrator")
