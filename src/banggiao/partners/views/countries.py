"""Pages of countries: tiles, one country, and what the agency calls it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from banggiao.accounts.rules import require
from banggiao.core.htmx import render
from banggiao.core.pages import Button, crumbs, form_page
from banggiao.core.tables import Table
from banggiao.partners import queries, tables
from banggiao.partners.actions import organisations as actions
from banggiao.partners.forms import CountryForm
from banggiao.partners.models import Country
from banggiao.partners.views.navigation import home, sections

if TYPE_CHECKING:
    from django.http import HttpResponse

    from banggiao.accounts.models import User
    from banggiao.core.htmx import Request


def countries(request: Request) -> HttpResponse:
    """Show the countries as tiles with their partners, or all names with ``?all=1``."""
    context: dict[str, Any] = {
        "title": _("Countries"),
        "tabs": sections("countries"),
        "tiles": queries.countries_with_partners(request.user),
    }
    if "all" in request.GET:
        context["table"] = Table(
            id="countries",
            caption=_("Countries"),
            shape=tables.COUNTRIES,
            queryset=Country.objects.all(),
            parameters=request.GET,
            default_sort="name",
        )
    return render(request, "partners/countries.html", context)


def country(request: Request, code: str) -> HttpResponse:
    """Show a country's partners and the ties between it and us."""
    record = get_object_or_404(Country, code=code)
    user = request.user
    found = queries.organisations_for_list(user).filter(country=record)
    ties = queries.ties_of_country(record, user)
    context = {
        "country": record,
        "title": str(record),
        "buttons": _buttons(record, user),
        "ties": [(tie, queries.current_milestone(tie)) for tie in ties],
        "table": Table(
            id="partners",
            caption=_("Partners"),
            shape=tables.organisations(user),
            queryset=found,
            parameters=request.GET,
            default_sort="name",
            empty_title=_("No partner in this country yet."),
        ),
        **crumbs([home(), (_("Countries"), reverse("partners:countries"))]),
    }
    return render(request, "partners/country.html", context)


def _buttons(record: Country, user: User) -> list[Button]:
    buttons = []
    if user.has_perm("partners.rename_country"):
        rename = reverse("partners:rename_country", args=[record.code])
        buttons.append(Button(_("Change the name"), rename))
    if user.has_perm("partners.add_organisation"):
        add = f"{reverse('partners:add_organisation')}?country={record.code}"
        buttons.append(Button(_("Add a partner"), add, primary=True))
    return buttons


def rename_country(request: Request, code: str) -> HttpResponse:
    """Give a country or territory the name the agency uses, with its ground."""
    record = get_object_or_404(Country, code=code)
    require(request.user, "partners.rename_country")
    form = CountryForm(request.POST or None, instance=record)
    return form_page(
        request,
        form,
        lambda: actions.rename_country(record, by=request.user, **form.cleaned_data),
        title=_("What we call %(name)s") % {"name": record},
        way=[home(), (str(record), record.get_absolute_url())],
    )
