"""Lists of texts: all, those of a partner."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from banggiao.agreements import queries, tables
from banggiao.agreements.filters import InstrumentFilter
from banggiao.agreements.models import Instrument
from banggiao.agreements.views.navigation import sections
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
    from banggiao.core.htmx import Request


def instruments(request: Request) -> HttpResponseBase:
    """List the texts with how each stands today."""
    found = queries.instruments_for_list(request.user)
    return _list(request, found, _("Agreements"), "", tabs=sections("instruments"))


def of_partner(request: Request, code: str) -> HttpResponseBase:
    """List the texts a partner is a party to, under the partner's tabs."""
    partners = Organisation.objects.visible_to(request.user)
    partner: Organisation = get_object_or_404(partners, code=code)
    caption = _("Agreements with %(name)s") % {"name": partner}
    found = queries.texts_with(partner, request.user)
    return _list(request, found, caption, code, tabs=_partner_tabs(partner, request.user))


def _list(
    request: Request, found: QuerySet[Any], caption: str, partner: str, *, tabs: Sequence[Tab]
) -> HttpResponseBase:
    url = reverse("agreements:add_instrument") + (f"?partner={partner}" if partner else "")
    may_add = request.user.has_perm("agreements.add_instrument")
    add = Button(_("Add an agreement"), url, primary=True)

    def table(found: Any) -> Table[Instrument]:
        return Table(
            id="agreements",
            caption=caption,
            shape=tables.instruments(timezone.localdate(), in_file="export" in request.GET),
            queryset=found,
            parameters=request.GET,
            default_sort="-signed",
            empty_title=_("No agreement fits this filter."),
            empty_text=_("Remove a filter, or enter the agreement."),
            empty_action={"label": add.label, "url": add.url} if may_add else None,
        )

    filterset = InstrumentFilter(request.GET, queryset=found, request=request)
    return list_page(request, filterset, table, buttons=[add] if may_add else [], tabs=tabs)


def _partner_tabs(partner: Organisation, user: User) -> list[Tab]:
    tabs = [Tab(OVERVIEW, _("Overview"), partner.get_absolute_url())]
    for provide in panels.ORGANISATION_TABS:
        tabs += [
            Tab(t.key, t.label, t.url, t.count, active=t.key == "agreements")
            for t in provide(partner, user)
        ]
    history = reverse("partners:organisation_history", args=[partner.code])
    return [*tabs, Tab("history", _("History"), history)]
