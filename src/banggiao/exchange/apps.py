"""The room of exchange: what it registers with the rooms below."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExchangeRoom(AppConfig):
    """Registers action names and menu entries."""

    name = "banggiao.exchange"
    label = "exchange"
    verbose_name = _("Exchange")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register with the rooms below; nothing is read from the database here."""
