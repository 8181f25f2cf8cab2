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
        from banggiao.audit import vocabulary  # noqa: PLC0415  # app ready
        from banggiao.core import menu, panels  # noqa: PLC0415  # app ready
        from banggiao.exchange import paste_ways, ways  # noqa: PLC0415  # app ready

        vocabulary.register(ACTIONS)
        panels.RECORD_CARDS.add("exchange.along", ways.along_card, rank=95)
        panels.LIST_LINKS.add("exchange.feeds", ways.list_links)
        panels.RECORD_CARDS.add("exchange.paste", paste_ways.paste_card, rank=5)
        panels.LIST_LINKS.add("exchange.paste", paste_ways.list_links)
        menu.add_room(menu.Item(_("Imports"), "exchange:imports", 75, "exchange.add_import"))
        menu.add_action(
            menu.Item(_("Bring in a spreadsheet"), "exchange:add_import", 75, "exchange.add_import")
        )
        menu.add_own(menu.Item(_("My calendar links"), "exchange:feeds", 92))
        menu.add_page(
            menu.Item(
                _("Everybody's calendar links"),
                "exchange:all_feeds",
                93,
                "exchange.view_all_feeds",
            )
        )


ACTIONS = {
    "exchange.import_started": _("Spreadsheet handed in"),
    "exchange.import_confirmed": _("Import confirmed"),
    "exchange.columns_chosen": _("Columns of a spreadsheet explained"),
    "exchange.import_read_again": _("Spreadsheet read again"),
    "exchange.import_written": _("Import written"),
    "exchange.import_taken_back": _("Import taken back"),
    "exchange.import_dropped": _("Import given up"),
    "exchange.feed_made": _("Calendar link made"),
    "exchange.feed_renewed": _("Calendar link renewed"),
    "exchange.feed_revoked": _("Calendar link revoked"),
}
