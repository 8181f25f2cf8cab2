"""Lists of activities: all, and those with a partner."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from banggiao.activities import queries, tables
from banggiao.activities.filters import ActivityFilter
from banggiao.activities.views.navigation import sections
from banggiao.core.lists import list_page
from banggiao.core.pages import OVERVIEW, Button
from banggiao.core.panels import Tab
from banggiao.core.tables import Table
from banggiao.partners import panels
from banggiao.partners.models import Organisation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import QuerySet
    from django.http import HttpResponseBase

    from banggiao.accounts.models import User
    from banggiao.activities.models import Activity
    from banggiao.core.htmx import Request


def activities(request: Request) -> HttpResponseBase:
    """List the activities, the newest first."""
    found = queries.visible_activities(request.user)
    asked = request.GET
    part = "open" if asked.get("stage") == "open" else "mine" if asked.get("mine") else "activities"
    return _list(request, found, _("Activities"), tabs=sections(part))


def of_partner(request: Request, code: str) -> HttpResponseBase:
    """List the activities a partner has a part in, under the partner's tabs."""
    user = request.user
    partner: Organisation = get_object_or_404(Organisation.objects.visible_to(user), code=code)
    found = queries.with_partner(queries.visible_activities(user), partner)
    caption = _("Activities with %(name)s") % {"name": partner}
    return _list(request, found, caption, partner, tabs=_partner_tabs(partner, user))


def _list(
    request: Request,
    found: QuerySet[Any],
    caption: str,
    partner: Organisation | None = None,
    *,
    tabs: Sequence[Tab],
) -> HttpResponseBase:
    url = reverse("activities:add_activity") + (f"?partner={partner.code}" if partner else "")
    may_add = request.user.has_perm("activities.add_activity")
    may_add = may_add and not (partner and partner.is_set_aside)
    add = Button(_("Add an activity"), url, primary=True)

    def table(found: Any) -> Table[Activity]:
        return Table(
            id="activities",
            caption=caption,
            shape=tables.activities(in_file="export" in request.GET),
            queryset=found,
            parameters=request.GET,
            read=lambda ordered: queries.list_rows(ordered, request.user),
            default_sort="-when",
            empty_title=_("No activity fits this filter."),
            empty_text=_("Remove a filter, or enter the activity: a visit, a meeting, a workshop."),
            empty_action={"label": add.label, "url": add.url} if may_add else None,
        )

    filterset = ActivityFilter(request.GET, queryset=found, request=request)
    return list_page(request, filterset, table, buttons=[add] if may_add else [], tabs=tabs)


def _partner_tabs(partner: Organisation, user: User) -> list[Tab]:
    tabs = [Tab(OVERVIEW, _("Overview"), partner.get_absolute_url())]
    for provide in panels.ORGANISATION_TABS:
        tabs += [
            Tab(t.key, t.label, t.url, t.count, active=t.key == "activities")
            for t in provide(partner, user)
        ]
    history = reverse("partners:organisation_history", args=[partner.code])
    return [*tabs, Tab("history", _("History"), history)]
