"""The top of the house: commands and system checks."""

from django.apps import AppConfig


class ConfigRoom(AppConfig):
    """Registers the system checks."""

    name = "banggiao.config"
    label = "config"

    def ready(self) -> None:
        """Register the checks."""
        from banggiao.config import checks  # noqa: F401, PLC0415  # app ready
