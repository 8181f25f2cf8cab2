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

    def ready(self) -> None:
        """Register with the rooms below; nothing is read from the database here."""
        from banggiao.accounts.panels import SETTING_ASIDE  # noqa: PLC0415  # app ready
        from banggiao.audit import vocabulary  # noqa: PLC0415  # app ready
        from banggiao.core import menu, search  # noqa: PLC0415  # app ready
        from banggiao.core.panels import CALENDAR, CalendarSource  # noqa: PLC0415  # app ready
        from banggiao.plans import entries, models  # noqa: PLC0415  # app ready
        from banggiao.plans.actions.lines import fixed_lines  # noqa: PLC0415  # app ready
        from banggiao.plans.queries.calendar import calendar_of  # noqa: PLC0415  # app ready

        vocabulary.register(ACTIONS)
        SETTING_ASIDE.add("plans", fixed_lines)
        CALENDAR.add(
            "plans", CalendarSource(_("Plan lines"), calendar_of, mark="milestone"), rank=20
        )
        search.register(models.PlanLine, _("Plan line"), entries.of_line)
        menu.add_room(menu.Item(_("Year plan"), "plans:plans", 35))
        menu.add_action(
            menu.Item(_("Add a plan line"), "plans:add_to_draft", 35, "plans.add_planline")
        )


ACTIONS = {
    "plans.plan_added": _("Plan entered"),
    "plans.plan_changed": _("Plan changed"),
    "plans.plan_set_aside": _("Plan set aside"),
    "plans.plan_brought_back": _("Plan brought back"),
    "plans.plan_submitted": _("Plan submitted"),
    "plans.plan_returned": _("Plan returned with comments"),
    "plans.plan_withdrawn": _("Plan taken back to be changed"),
    "plans.plan_approved": _("Plan approved"),
    "plans.plan_closed": _("Plan closed"),
    "plans.plan_reopened": _("Plan opened again"),
    "plans.planline_added": _("Plan line entered"),
    "plans.planline_changed": _("Plan line changed"),
    "plans.planline_set_aside": _("Plan line set aside"),
    "plans.planline_brought_back": _("Plan line brought back"),
    "plans.planlines_imported": _("Plan line imported"),
    "plans.line_added": _("Plan line added after approval"),
    "plans.line_dropped": _("Plan line dropped"),
    "plans.line_postponed": _("Plan line postponed"),
    "plans.line_mode_changed": _("Plan line moved online"),
    "plans.line_level_changed": _("Level of a plan line changed"),
    "plans.line_cost_changed": _("Cost of a plan line changed"),
    "plans.adjustment_removed": _("Adjustment removed"),
}
