"""Pages of the table of titles: which title stands on which level of office."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from banggiao.accounts.rules import require
from banggiao.core.lists import list_page
from banggiao.core.pages import Button, form_page
from banggiao.core.tables import Table
from banggiao.partners import queries, tables
from banggiao.partners.actions import titles as actions
from banggiao.partners.filters import TitleFilter
from banggiao.partners.forms import TitleForm
from banggiao.partners.models import OfficeTitle
from banggiao.partners.views.navigation import home, sections

if TYPE_CHECKING:
    from django.http import HttpResponse, HttpResponseBase

    from banggiao.core.htmx import Request


def titles(request: Request) -> HttpResponseBase:
    """List the titles with their levels. Everybody may look; heads and administrators change."""
    may_write = request.user.has_perm("partners.keep_titles")
    found = queries.titles_for_list()
    filterset = TitleFilter(request.GET, queryset=found, request=request)
    url = reverse("partners:add_title")

    def table(found: Any) -> Table[OfficeTitle]:
        return Table(
            id="titles",
            caption=_("Levels of office"),
            shape=tables.titles(may_write=may_write),
            queryset=found,
            parameters=request.GET,
            default_sort="level",
            empty_title=_("No title fits this filter."),
            empty_text=_("Remove a filter, or enter the title with its level."),
            empty_action={"label": _("Add a title"), "url": url} if may_write else None,
        )

    buttons = [Button(_("Add a title"), url, primary=True)] if may_write else []
    return list_page(request, filterset, table, buttons=buttons, tabs=sections("titles"))


def add_title(request: Request) -> HttpResponse:
    """Enter on which level a title stands."""
    require(request.user, "partners.keep_titles")
    form = TitleForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda: actions.add_title(by=request.user, **form.cleaned_data),
        title=_("Add a title"),
        way=_way(),
    )


def change_title(request: Request, code: str) -> HttpResponse:
    """Change a title, its level, or who confirmed it."""
    record = get_object_or_404(OfficeTitle, code=code)
    require(request.user, "partners.keep_titles")
    form = TitleForm(request.POST or None, instance=record)
    return form_page(
        request,
        form,
        lambda: actions.change_title(record, by=request.user, **form.cleaned_data),
        title=_("Level of %(title)s") % {"title": record},
        way=_way(),
    )


def _way() -> list[tuple[str, str]]:
    return [home(), (_("Levels of office"), reverse("partners:titles"))]
