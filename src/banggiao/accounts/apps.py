"""The room of people who sign in."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsRoom(AppConfig):
    """Registers what can be done to accounts, and shows them in the menu."""

    name = "banggiao.accounts"
    label = "accounts"
    verbose_name = _("Accounts")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register action names and the menu entry."""
        from banggiao.audit import vocabulary  # noqa: PLC0415  # app ready
        from banggiao.core import menu  # noqa: PLC0415  # app ready

        vocabulary.register(
            {
                "accounts.user_added": _("Account opened"),
                "accounts.user_changed": _("Account changed"),
                "accounts.account_closed": _("Account closed"),
                "accounts.account_reopened": _("Account opened again"),
                "accounts.password_set": _("Password set"),
            }
        )
        menu.add_room(menu.Item(_("Users"), "accounts:users", 90, "accounts.view_users"))
        menu.add_action(menu.Item(_("Add a user"), "accounts:add", 90, "accounts.change_users"))
