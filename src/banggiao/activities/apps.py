"""The room of activities: what it registers with the rooms below."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ActivitiesRoom(AppConfig):
    """Registers action names, the menu entry, search entries and what partners' pages show."""

    name = "banggiao.activities"
    label = "activities"
    verbose_name = _("Activities")
    default_auto_field = "django.db.models.BigAutoField"
