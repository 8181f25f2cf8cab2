"""The room of activities: what it registers with the rooms below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from banggiao.accounts.models import User
    from banggiao.core.pages import Button
    from banggiao.core.panels import Tab
    from banggiao.partners.models import Organisation
    from banggiao.plans.models import PlanLine


class ActivitiesRoom(AppConfig):
    """Registers action names, the menu entry, search entries and what partners' pages show."""

    name = "banggiao.activities"
    label = "activities"
    verbose_name = _("Activities")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register with the rooms below; nothing is read from the database here."""
        from banggiao.activities import entries, models, queries  # noqa: PLC0415  # app ready
        from banggiao.activities.actions import derived  # noqa: PLC0415  # app ready
        from banggiao.activities.queries.calendar import calendar_of  # noqa: PLC0415  # app ready
        from banggiao.activities.queries.meetings import meetings_under  # noqa: PLC0415  # app ready
        from banggiao.agreements import panels as of_agreements  # noqa: PLC0415  # app ready
        from banggiao.audit import vocabulary  # noqa: PLC0415  # app ready
        from banggiao.core import menu, search  # noqa: PLC0415  # app ready
        from banggiao.core.panels import CALENDAR, CalendarSource  # noqa: PLC0415  # app ready
        from banggiao.partners import panels  # noqa: PLC0415  # app ready
        from banggiao.plans import panels as of_plans  # noqa: PLC0415  # app ready

        vocabulary.register(ACTIONS)
        search.register(models.Activity, _("Activity"), entries.of_activity)
        search.register(models.Series, _("Series"), entries.of_series)
        menu.add_room(
            menu.Item(
                _("Activities"),
                "activities:activities",
                24,
                count=queries.urgent,
                also=("/series/",),
            )
        )
        menu.add_action(
            menu.Item(
                _("Add an activity"), "activities:add_activity", 24, "activities.add_activity"
            )
        )
        menu.add_page(menu.Item(_("Series of activities"), "activities:all_series", 25))
        menu.add_page(menu.Item(_("Log of delegations as a paper"), "activities:log", 25))
        panels.ORGANISATION_TIMELINE.add("activities", queries.timeline_of, rank=10)
        panels.ORGANISATION_TABS.add("activities", activities_tab, rank=20)
        panels.PERSON_TIMELINE.add("activities", queries.person_timeline)
        panels.RECIPROCITY.add("activities", queries.balance_with, rank=10)
        CALENDAR.add(
            "activities", CalendarSource(_("Activities"), calendar_of, mark="visit"), rank=10
        )
        panels.OWNERSHIP.add("activities", derived.refresh_own)
        panels.LEVELS.add("activities", derived.refresh_levels)
        of_agreements.LAST_DAY.add("activities", queries.last_day_under)
        of_agreements.CARRIED_OUT.add("activities", queries.carried_out)
        of_agreements.MEETINGS.add("activities", meetings_under)
        of_plans.LINE_ACTIVITIES.add("activities", queries.carried_by)
        of_plans.LINE_WAYS.add("activities", line_ways)
        of_plans.OUTSIDE_PLAN.add("activities", queries.outside_plan)


def line_ways(line: PlanLine, user: User) -> Sequence[Button]:
    """Offer on a plan line's page to enter what takes place, with what the line says filled in."""
    from django.urls import reverse  # noqa: PLC0415  # app ready

    from banggiao.core.pages import Button  # noqa: PLC0415  # app ready
    from banggiao.plans.enums import PlanStatus  # noqa: PLC0415  # app ready

    is_over = line.dropped_on or line.is_set_aside or line.plan.status != PlanStatus.APPROVED
    if is_over or not user.has_perm("activities.add_activity"):
        return []
    url = f"{reverse('activities:add_activity')}?line={line.code}"
    return [Button(str(_("Enter the activity")), url)]


def activities_tab(organisation: Organisation, user: User) -> Sequence[Tab]:
    """Show on a partner's page how many activities it stands in."""
    from django.urls import reverse  # noqa: PLC0415  # app ready

    from banggiao.activities.queries import count_with  # noqa: PLC0415  # app ready
    from banggiao.core.panels import Tab  # noqa: PLC0415  # app ready

    url = reverse("activities:of_partner", args=[organisation.code])
    return [Tab("activities", _("Activities"), url, count_with(organisation, user))]


ACTIONS = {
    "activities.activity_added": _("Activity entered"),
    "activities.activity_changed": _("Activity changed"),
    "activities.activity_set_aside": _("Activity set aside"),
    "activities.activity_brought_back": _("Activity brought back"),
    "activities.activities_imported": _("Activity imported"),
    "activities.activity_confirmed": _("Activity confirmed"),
    "activities.activity_started": _("Activity begun"),
    "activities.activity_finished": _("Activity held"),
    "activities.activity_postponed": _("Activity postponed"),
    "activities.activity_resumed": _("Activity taken up again"),
    "activities.activity_moved_online": _("Activity moved online"),
    "activities.activity_cancelled": _("Activity cancelled"),
    "activities.step_taken_back": _("Step taken back"),
    "activities.party_added": _("Body taking part entered"),
    "activities.party_removed": _("Body taking part removed"),
    "activities.participant_added": _("Participant entered"),
    "activities.participant_changed": _("Participant changed"),
    "activities.participant_removed": _("Participant removed"),
    "activities.item_added": _("Programme item entered"),
    "activities.item_changed": _("Programme item changed"),
    "activities.item_moved": _("Programme item moved"),
    "activities.item_removed": _("Programme item removed"),
    "activities.result_added": _("Result entered"),
    "activities.result_changed": _("Result changed"),
    "activities.result_removed": _("Result removed"),
    "activities.point_added": _("Agreed point entered"),
    "activities.point_changed": _("Agreed point changed"),
    "activities.point_removed": _("Agreed point removed"),
    "activities.duty_made": _("Agreed point made a duty"),
    "activities.point_freed": _("Agreed point parted from its duty"),
    "activities.series_added": _("Series entered"),
    "activities.series_changed": _("Series changed"),
    "activities.series_set_aside": _("Series set aside"),
    "activities.series_brought_back": _("Series brought back"),
    "activities.series_imported": _("Series imported"),
}
