"""Pages of series: rows of activities that come again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from banggiao.accounts.record_pages import bring_back_page, set_aside_page
from banggiao.accounts.rules import require
from banggiao.activities import queries, tables
from banggiao.activities.actions import series as actions
from banggiao.activities.filters import SeriesFilter
from banggiao.activities.forms import SeriesForm
from banggiao.activities.models import Series
from banggiao.activities.views.navigation import home, sections
from banggiao.audit.views import history_page
from banggiao.core.exports import export
from banggiao.core.lists import list_page
from banggiao.core.pages import OVERVIEW, Button, Head, form_page, record_page
from banggiao.core.panels import Tab
from banggiao.core.tables import Table

if TYPE_CHECKING:
    from django.http import HttpResponse, HttpResponseBase

    from banggiao.accounts.models import User
    from banggiao.core.htmx import Request

CHANGE = "activities.change_series"


def all_series(request: Request) -> HttpResponseBase:
    """List the series with how many editions of each one may see."""
    may_add = request.user.has_perm("activities.add_series")
    add = Button(_("Add a series"), reverse("activities:add_series"), primary=True)

    def table(found: Any) -> Table[Series]:
        return Table(
            id="series",
            caption=_("Series"),
            shape=tables.SERIES,
            queryset=found,
            parameters=request.GET,
            default_sort="name",
            empty_title=_("No series fits this filter."),
            empty_text=_("A series holds what comes again: a yearly workshop, a forum's meetings."),
            empty_action={"label": add.label, "url": add.url} if may_add else None,
        )

    found = queries.series_for_list(request.user)
    filterset = SeriesFilter(request.GET, queryset=found, request=request)
    buttons = [add] if may_add else []
    return list_page(request, filterset, table, buttons=buttons, tabs=sections("all_series"))


def _find(request: Request, code: str) -> Series:
    record: Series = get_object_or_404(queries.series_for_page(request.user), code=code)
    return record


def _way(record: Series | None = None) -> list[tuple[str, str]]:
    way = [home(), (_("Series"), reverse("activities:all_series"))]
    return [*way, (str(record), record.get_absolute_url())] if record else way


def _head(request: Request, record: Series) -> Head:
    history = reverse("activities:series_history", args=[record.code])
    organiser = queries.organiser_of(record)
    return Head(
        record=record,
        title=str(record),
        facts=[{"label": _("Held by"), "value": organiser}] if organiser else [],
        crumbs=_way(),
        tabs=[
            Tab(OVERVIEW, _("Overview"), record.get_absolute_url()),
            Tab("history", _("History"), history),
        ],
        buttons=_buttons(request.user, record),
        history_url=history,
    )


def _buttons(user: User, record: Series) -> list[Button]:
    if record.is_set_aside:
        may = user.has_perm("activities.set_aside_series", record)
        back = reverse("activities:series_bring_back", args=[record.code])
        return [Button(_("Bring back"), back)] if may else []
    buttons = []
    if user.has_perm(CHANGE, record):
        change = reverse("activities:change_series", args=[record.code])
        buttons.append(Button(_("Edit"), change))
    if user.has_perm("activities.add_activity"):
        add = f"{reverse('activities:add_activity')}?series={record.code}"
        buttons.append(Button(_("Add the next edition"), add, primary=True))
    return buttons


def series(request: Request, code: str) -> HttpResponseBase:
    """Show a series with its editions, or send them as the file asked for."""
    record = _find(request, code)
    top = _head(request, record)
    found = queries.activities_for_list(request.user).filter(series=record)
    primary = [button for button in top.buttons if button.primary]
    table = Table(
        id="editions",
        caption=_("Editions"),
        shape=tables.EDITIONS,
        queryset=queries.with_heads(found, request.user),
        parameters=request.GET,
        default_sort="-when",
        empty_title=_("No edition is entered."),
        empty_text=_("Each time it takes place is an activity of its own."),
        empty_action={"label": primary[0].label, "url": primary[0].url} if primary else None,
    )
    file = export(request, table)
    context = {"series": record, "table": table}
    return file or record_page(request, "activities/series.html", top, OVERVIEW, context)


def series_history(request: Request, code: str) -> HttpResponse:
    """Show who changed the series, and the series as it was on a day."""
    return history_page(request, _head(request, _find(request, code)))


def add_series(request: Request) -> HttpResponse:
    """Enter a series."""
    require(request.user, "activities.add_series")
    form = SeriesForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda: actions.add_series(by=request.user, **form.cleaned_data),
        title=_("Add a series"),
        way=_way(),
        done=_("The series is in the register. Add its editions."),
    )


def change_series(request: Request, code: str) -> HttpResponse:
    """Change a series."""
    record = _find(request, code)
    require(request.user, CHANGE, record)
    form = SeriesForm(request.POST or None, instance=record)
    aside = reverse("activities:series_set_aside", args=[code])
    return form_page(
        request,
        form,
        lambda: actions.change_series(record, by=request.user, **form.cleaned_data),
        title=_("Edit %(name)s") % {"name": record},
        way=_way(record),
        others=[Button(_("Set aside"), aside)],
    )


def series_set_aside(request: Request, code: str) -> HttpResponse:
    """Take a series entered by mistake out of the register, with a reason."""
    record = _find(request, code)
    return set_aside_page(request, record, _way(record))


def series_bring_back(request: Request, code: str) -> HttpResponse:
    """Put a series that was set aside back into the register."""
    record = _find(request, code)
    return bring_back_page(request, record, _way(record))
