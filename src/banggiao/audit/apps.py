"""The log's room. Rooms above register the names of their actions in its vocabulary."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AuditRoom(AppConfig):
    """Shows the log in the menu to those who may read all of it."""

    name = "banggiao.audit"
    label = "audit"
    verbose_name = _("History")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Add the log to the menu."""
        from banggiao.core import menu  # noqa: PLC0415  # app ready

        menu.add_room(menu.Item(_("Log"), "audit:log", 95, permission="audit.read_log"))
