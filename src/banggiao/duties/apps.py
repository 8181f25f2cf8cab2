"""The room of duties: what it registers with the rooms below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from banggiao.accounts.models import User
    from banggiao.core.panels import Tab
    from banggiao.partners.models import Organisation


class DutiesRoom(AppConfig):
    """Registers action names, the menu entry, search entries and what partners' pages show."""

    name = "banggiao.duties"
    label = "duties"
    verbose_name = _("Duties")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register with the rooms below; nothing is read from the database here."""
        from banggiao.audit import vocabulary  # noqa: PLC0415  # app ready
        from banggiao.core import menu, search  # noqa: PLC0415  # app ready
        from banggiao.core.panels import CALENDAR, CalendarSource  # noqa: PLC0415  # app ready
        from banggiao.duties import entries, models, queries  # noqa: PLC0415  # app ready
        from banggiao.duties.actions import duties as actions  # noqa: PLC0415  # app ready
        from banggiao.partners import panels  # noqa: PLC0415  # app ready

        vocabulary.register(ACTIONS)
        search.register(models.Duty, _("Duty"), entries.of_duty)
        menu.add_room(
            menu.Item(
                _("What is due"),
                "duties:duties",
                60,
                count=queries.urgent,
                also=("/deadlines/", "/days-off/"),
            )
        )
        menu.add_page(menu.Item(_("Rules of deadlines"), "duties:deadlines", 61))
        menu.add_page(menu.Item(_("Days off"), "duties:days_off", 62))
        menu.add_page(menu.Item(_("Count a deadline"), "duties:count", 63))
        menu.add_action(menu.Item(_("Add a duty"), "duties:add_duty", 60, "duties.add_duty"))
        CALENDAR.add(
            "duties", CalendarSource(_("What is due"), queries.calendar_of, mark="duty"), rank=60
        )
        panels.ORGANISATION_TIMELINE.add("duties", queries.timeline_of)
        panels.ORGANISATION_TABS.add("duties", duties_tab)
        panels.OWNERSHIP.add("duties", actions.refresh_sides)
        panels.RECIPROCITY.add("duties", queries.balance_with, rank=80)


def duties_tab(organisation: Organisation, user: User) -> Sequence[Tab]:
    """Show on a partner's page how many open duties it stands in."""
    from django.urls import reverse  # noqa: PLC0415  # app ready

    from banggiao.core.panels import Tab  # noqa: PLC0415  # app ready
    from banggiao.duties.queries import open_with  # noqa: PLC0415  # app ready

    url = reverse("duties:of_partner", args=[organisation.code])
    return [Tab("duties", _("Promises"), url, open_with(organisation, user))]


ACTIONS = {
    "duties.duty_added": _("Duty entered"),
    "duties.duty_changed": _("Duty changed"),
    "duties.duty_handed_over": _("Duty handed over"),
    "duties.duty_postponed": _("Duty postponed"),
    "duties.duty_kept": _("Duty kept"),
    "duties.next_duty_added": _("Next time of a duty entered"),
    "duties.duty_waived": _("Duty waived"),
    "duties.request_kept": _("Opinion asked and answer entered"),
    "duties.duty_reopened": _("Duty opened again"),
    "duties.duty_set_aside": _("Duty set aside"),
    "duties.duty_brought_back": _("Duty brought back"),
    "duties.duties_imported": _("Duty imported"),
    "duties.deadline_added": _("Rule of a deadline entered"),
    "duties.deadline_changed": _("Rule of a deadline changed"),
    "duties.year_entered": _("Days off of a year entered"),
    "duties.year_changed": _("Calendar of a year changed"),
    "duties.day_off_added": _("Day off entered"),
    "duties.day_off_changed": _("Day off changed"),
    "duties.day_off_removed": _("Day off removed"),
}
