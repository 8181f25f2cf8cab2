"""The room at the bottom: it knows no other."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoreRoom(AppConfig):
    """Registers nothing; other rooms register with its panels."""

    name = "banggiao.core"
    label = "core"
    verbose_name = _("Shared parts")
    default_auto_field = "django.db.models.BigAutoField"
