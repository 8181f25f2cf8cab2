"""The desk."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeskRoom(AppConfig):
    """Shows the desk and the calendar on top of the menu."""

    name = "banggiao.desk"
    label = "desk"
    verbose_name = _("Desk")

    def ready(self) -> None:
        """Add the menu entries."""
        from banggiao.core import menu  # noqa: PLC0415  # app ready

        menu.add_room(menu.Item(_("Desk"), "desk:home", 10))
        menu.add_room(menu.Item(_("Calendar"), "desk:calendar", 12))
