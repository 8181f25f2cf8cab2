"""Pages of organisations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from banggiao.accounts.record_pages import bring_back_page, set_aside_page
from banggiao.accounts.rules import require, seen_or_none
from banggiao.audit.views import history_page
from banggiao.core.dates import format_partial
from banggiao.core.lists import list_page
from banggiao.core.pages import Button, Head, form_page, reason_page, record_page
from banggiao.core.panels import Tab
from banggiao.core.tables import Table
from banggiao.partners import panels, queries, tables
from banggiao.partners.actions import organisations as actions
from banggiao.partners.filters import OrganisationFilter
from banggiao.partners.forms import OrganisationForm, SuccessionForm
from banggiao.partners.models import Organisation, Relationship, Succession
from banggiao.partners.views.navigation import home, sections

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpResponse, HttpResponseBase
    from django.utils.safestring import SafeString

    from banggiao.core.htmx import Request


def organisations(request: Request) -> HttpResponseBase:
    """List the organisations; partners first unless the filter says otherwise."""
    user = request.user
    found = queries.organisations_for_list(user)
    if not request.GET.get("ours"):
        found = found.filter(is_own=False)
    filterset = OrganisationFilter(request.GET, queryset=found, request=request)
    may_add = user.has_perm("partners.add_organisation")
    url = reverse("partners:add_organisation")

    def table(found: Any) -> Table[Organisation]:
        return Table(
            id="partners",
            caption=_("Partners"),
            shape=tables.organisations(user),
            queryset=found,
            parameters=request.GET,
            default_sort="name",
            empty_title=_("No partner fits this filter."),
            empty_text=_("Remove a filter, or enter the partner."),
            empty_action={"label": _("Add a partner"), "url": url} if may_add else None,
        )

    buttons = [Button(_("Add a partner"), url, primary=True)] if may_add else []
    return list_page(request, filterset, table, buttons=buttons, tabs=sections("organisations"))


def _find(request: Request, code: str) -> Organisation:
    visible = Organisation.objects.visible_to(request.user).select_related("country", "parent")
    record: Organisation = get_object_or_404(visible, code=code)
    return record


def _way(organisation: Organisation) -> list[tuple[str, str]]:
    return [home(), (str(organisation), organisation.get_absolute_url())]


def _head(
    request: Request, organisation: Organisation, ties: Sequence[Relationship] | None = None
) -> Head:
    """Give the head of a partner's pages: name, facts in one line, ways on, tabs."""
    user = request.user
    ties = queries.ties_of(organisation, user) if ties is None else ties
    names = [organisation.abbreviation, organisation.own_name]
    crumbs = [home()]
    if organisation.country:
        crumbs.append((str(organisation.country), organisation.country.get_absolute_url()))
    parent = seen_or_none(organisation.parent, user)
    if parent:
        crumbs.append((str(parent), parent.get_absolute_url()))
    return Head(
        record=organisation,
        title=str(organisation),
        subtitle=" · ".join(name for name in names if name),
        facts=_headline(organisation, ties),
        crumbs=crumbs,
        tabs=_tabs(organisation, user),
        buttons=_buttons(organisation, user),
        history_url=reverse("partners:organisation_history", args=[organisation.code]),
    )


def _headline(organisation: Organisation, ties: Sequence[Relationship]) -> list[dict[str, Any]]:
    """Give the one line under the name: what it is, and how far we have come with it."""
    facts = [{"label": _("Kind"), "value": organisation.get_kind_display()}]
    for tie in ties:
        milestone = queries.current_milestone(tie)
        if milestone:
            since = format_partial(milestone.on) if milestone.on else ""
            facts.append(
                {
                    "label": _("Framework") if tie.country_a_id else _("Relationship"),
                    "value": milestone.get_level_display(),
                    "url": tie.get_absolute_url(),
                    "sub": since,
                }
            )
    return facts[:4]


def _tabs(organisation: Organisation, user: Any) -> list[Tab]:  # the request's user
    code = [organisation.code]
    tabs = [Tab("overview", _("Overview"), reverse("partners:organisation", args=code))]
    for provide in panels.ORGANISATION_TABS:
        tabs += provide(organisation, user)
    tabs.append(Tab("history", _("History"), reverse("partners:organisation_history", args=code)))
    return tabs


def _buttons(organisation: Organisation, user: Any) -> list[Button]:  # the request's user
    if not user.has_perm("partners.change_organisation", organisation):
        return []
    code = [organisation.code]
    if organisation.is_set_aside:
        return [Button(_("Bring back"), reverse("partners:bring_back_organisation", args=code))]
    return [
        Button(_("Write a note"), reverse("partners:add_note", args=code)),
        Button(_("Edit"), reverse("partners:change_organisation", args=code), primary=True),
    ]


def organisation(request: Request, code: str) -> HttpResponse:
    """Show a partner: facts, give and take, people, and everything dated in one line of time."""
    record = _find(request, code)
    user = request.user
    ties = queries.ties_of(record, user)
    context = {
        "organisation": record,
        "facts": _facts(record, user),
        "ties": [(tie, queries.current_milestone(tie)) for tie in ties],
        "lineage": queries.lineage(record, user),
        "posts": queries.people_of(record, user),
        "parts": queries.parts_of(record, user),
        "entries": queries.organisation_timeline(record, user, ties),
        "lines": queries.reciprocity(record, user),
        "may_change": (may_change := user.has_perm("partners.change_organisation", record)),
        "aside": queries.notes_set_aside(record, user) if may_change else [],
    }
    return record_page(
        request, "partners/organisation.html", _head(request, record, ties), "overview", context
    )


def _facts(organisation: Organisation, user: Any) -> list[dict[str, Any]]:  # the request's user
    parent = seen_or_none(organisation.parent, user)
    country = organisation.country
    rows: list[tuple[Any, Any, str]] = [
        (_("Vietnamese"), organisation.name_vi, ""),
        (_("English"), organisation.name_en, ""),
        (_("Japanese"), organisation.name_ja, ""),
        (_("Own script"), organisation.name_native, ""),
        (_("Kind"), organisation.get_kind_display(), ""),
        (_("Country"), country, country.get_absolute_url() if country else ""),
        (_("Belongs to"), parent, parent.get_absolute_url() if parent else ""),
        (_("Exists since"), _day(organisation.founded), ""),
        (_("Existed until"), _day(organisation.dissolved), ""),
        (_("Website"), organisation.website, organisation.website),
        (_("Other names"), "; ".join(a.name for a in organisation.aliases.all()), ""),
        (_("Remark"), organisation.remark, ""),
    ]
    return [{"label": label, "value": value, "url": url} for label, value, url in rows if value]


def _day(value: Any) -> str | SafeString:  # a date known in part, or none
    return format_partial(value) if value else ""


def organisation_history(request: Request, code: str) -> HttpResponse:
    """Show who changed the partner and its notes, and the partner as it was on a day."""
    return history_page(request, _head(request, _find(request, code)))


def add_organisation(request: Request) -> HttpResponse:
    """Enter an organisation."""
    require(request.user, "partners.add_organisation")
    country = request.GET.get("country", "")
    form = OrganisationForm(request.POST or None, initial={"country": country})
    return form_page(
        request,
        form,
        lambda: actions.add_organisation(by=request.user, **form.cleaned_data),
        title=_("Add a partner"),
        way=[home()],
        done=_("The partner is in the register."),
    )


def change_organisation(request: Request, code: str) -> HttpResponse:
    """Change an organisation."""
    record = _find(request, code)
    require(request.user, "partners.change_organisation", record)
    form = OrganisationForm(request.POST or None, instance=record)
    return form_page(
        request,
        form,
        lambda: actions.change_organisation(record, by=request.user, **form.cleaned_data),
        title=_("Edit %(name)s") % {"name": record},
        way=_way(record),
        others=[
            Button(_("Set aside"), reverse("partners:set_aside_organisation", args=[code])),
        ],
    )


def set_aside_organisation(request: Request, code: str) -> HttpResponse:
    """Take an organisation entered by mistake out of the register, with a reason."""
    record = _find(request, code)
    return set_aside_page(request, record, _way(record))


def bring_back_organisation(request: Request, code: str) -> HttpResponse:
    """Put an organisation that was set aside back into the register."""
    record = _find(request, code)
    return bring_back_page(request, record, _way(record))


def add_succession(request: Request, code: str) -> HttpResponse:
    """Enter which body followed this one."""
    record = _find(request, code)
    require(request.user, "partners.change_organisation", record)
    form = SuccessionForm(request.POST or None, instance=Succession(older=record))
    return form_page(
        request,
        form,
        lambda: actions.record_succession(record, by=request.user, **form.cleaned_data),
        title=_("What followed %(name)s") % {"name": record},
        way=_way(record),
        back=record.get_absolute_url(),
    )


def remove_succession(request: Request, code: str, newer: str) -> HttpResponse:
    """Take back a succession entered by mistake."""
    record = _find(request, code)
    require(request.user, "partners.change_organisation", record)
    succession = get_object_or_404(Succession, older=record, newer=_find(request, newer))
    return reason_page(
        request,
        lambda reason: actions.remove_succession(succession, by=request.user, reason=reason),
        title=_("Remove this succession"),
        way=_way(record),
        back=record.get_absolute_url(),
        submit_label=_("Remove"),
    )
