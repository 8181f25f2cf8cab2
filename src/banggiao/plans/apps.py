"""The room of plans: what it registers with the rooms below."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlansRoom(AppConfig):
    """Registers action names, the menu entry and search entries."""

    name = "banggiao.plans"
    label = "plans"
    verbose_name = _("Plans")
    default_auto_field = "django.db.models.BigAutoField"
