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

    def ready(self) -> None:
        """Register with the rooms below; nothing is read from the database here."""
        from banggiao.audit import vocabulary  # noqa: PLC0415  # app ready
        from banggiao.core import menu, search  # noqa: PLC0415  # app ready
        from banggiao.reports import entries, models  # noqa: PLC0415  # app ready

        vocabulary.register(ACTIONS)
        search.register(models.Report, _("Report"), entries.of_report)
        menu.add_room(
            menu.Item(_("Figures and reports"), "reports:figures", 65, also=("/reports/",))
        )
        menu.add_page(menu.Item(_("Reports"), "reports:reports", 65))
        menu.add_action(
            menu.Item(_("Begin a report"), "reports:add_report", 66, "reports.add_report")
        )
        menu.add_page(menu.Item(_("Stated figures"), "reports:stated_figures", 66))
        menu.add_page(menu.Item(_("Periods of reports"), "reports:periods", 67))
        menu.add_action(
            menu.Item(
                _("Add a stated figure"),
                "reports:add_stated",
                65,
                "reports.add_statedfigure",
            )
        )


ACTIONS = {
    "reports.statedfigure_added": _("Stated figure entered"),
    "reports.statedfigure_changed": _("Stated figure changed"),
    "reports.statedfigure_set_aside": _("Stated figure set aside"),
    "reports.statedfigure_brought_back": _("Stated figure brought back"),
    "reports.statedfigures_imported": _("Stated figure imported"),
    "reports.period_changed": _("Period of reports changed"),
    "reports.report_added": _("Report begun"),
    "reports.report_changed": _("Report changed"),
    "reports.section_written": _("Section written"),
    "reports.report_checked": _("Report checked"),
    "reports.report_returned": _("Report returned"),
    "reports.report_issued": _("Report issued"),
    "reports.signed_paper_named": _("Signed paper of a report named"),
    "reports.report_set_aside": _("Report set aside"),
    "reports.report_brought_back": _("Report brought back"),
    "reports.paper_asked": _("File of a report asked for"),
}
