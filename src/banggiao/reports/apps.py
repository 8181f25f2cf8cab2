"""The room of figures and reports: what it registers with the rooms below."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportsRoom(AppConfig):
    """Registers action names, the menu entry and search entries."""

    name = "banggiao.reports"
    label = "reports"
    verbose_name = _("Reports")
    default_auto_field = "django.db.models.BigAutoField"
