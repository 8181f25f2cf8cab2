"""Pages of stated figures: numbers that old papers give."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from banggiao.accounts.record_pages import bring_back_page, set_aside_page
from banggiao.accounts.rules import require
from banggiao.audit.views import history_page
from banggiao.core.dates import format_partial
from banggiao.core.lists import list_page
from banggiao.core.pages import OVERVIEW, Button, Head, form_page, record_page
from banggiao.core.panels import Tab
from banggiao.core.tables import Table
from banggiao.reports import tables
from banggiao.reports.actions import stated as actions
from banggiao.reports.figures.labels import label_of, unit_words
from banggiao.reports.figures.registry import FIGURES
from banggiao.reports.filters import StatedFilter
from banggiao.reports.forms.figures import StatedForm
from banggiao.reports.models import StatedFigure
from banggiao.reports.queries.stated import BASIS, stated_in_register
from banggiao.reports.views.navigation import home, room_tabs
from banggiao.reports.words import plain_number

if TYPE_CHECKING:
    from django.http import HttpResponse, HttpResponseBase

    from banggiao.accounts.models import User
    from banggiao.core.htmx import Request


def stated_figures(request: Request) -> HttpResponseBase:
    """List the numbers that old papers give."""
    url = reverse("reports:add_stated")
    may_add = request.user.has_perm("reports.add_statedfigure")
    buttons = [Button(_("Add a stated figure"), url, primary=True)] if may_add else []
    found = stated_in_register(request.user)
    filterset = StatedFilter(request.GET, queryset=found, request=request)

    def table(found: Any) -> Table[StatedFigure]:
        return Table(
            id="stated",
            caption=_("Stated figures"),
            shape=tables.stated(),
            queryset=found,
            parameters=request.GET,
            default_sort="-period",
            empty_title=_("No stated figure fits this filter."),
            empty_text=_("Remove a filter, or enter a number that an old paper gives."),
            empty_action={"label": _("Add a stated figure"), "url": url} if may_add else None,
        )

    return list_page(request, filterset, table, buttons=buttons, tabs=room_tabs("stated"))


def _find(request: Request, code: str) -> StatedFigure:
    record: StatedFigure = get_object_or_404(
        StatedFigure.objects.visible_to(request.user), code=code
    )
    return record


def _way(record: StatedFigure | None = None) -> list[tuple[str, str]]:
    way = [home(), (_("Stated figures"), reverse("reports:stated_figures"))]
    return [*way, (label_of(record.figure), record.get_absolute_url())] if record else way


def _head(request: Request, record: StatedFigure) -> Head:
    history_url = reverse("reports:stated_history", args=[record.code])
    facts = [
        {"label": pgettext("stated", "Basis"), "value": BASIS(record.basis)},
        {"label": _("Period"), "value": format_partial(record.period) if record.period else ""},
    ]
    number = plain_number(record.value)
    return Head(
        record=record,
        title=f"{label_of(record.figure)}: {number} {unit_words(record.unit)}".strip(),
        facts=facts,
        crumbs=_way(),
        tabs=[
            Tab(OVERVIEW, _("Overview"), record.get_absolute_url()),
            Tab("history", _("History"), history_url),
        ],
        buttons=_buttons(request.user, record),
        history_url=history_url,
    )


def _buttons(user: User, record: StatedFigure) -> list[Button]:
    def url(name: str) -> str:
        return reverse(f"reports:{name}", args=[record.code])

    if record.is_set_aside:
        may = user.has_perm("reports.set_aside_statedfigure", record)
        return [Button(_("Bring back"), url("bring_back_stated"))] if may else []
    may = user.has_perm("reports.change_statedfigure", record)
    return [Button(_("Edit"), url("change_stated"))] if may else []


def stated(request: Request, code: str) -> HttpResponse:
    """Show a stated figure: of what, for when, whose, and from where."""
    record = _find(request, code)
    context = {"facts": _facts(record)}
    return record_page(request, "reports/stated.html", _head(request, record), OVERVIEW, context)


def _facts(record: StatedFigure) -> list[dict[str, Any]]:
    figure = FIGURES.get(record.figure)
    body = record.organisation
    live = ""
    if figure and record.period and record.period.earliest and record.period.latest:
        days = f"from={record.period.earliest}&to={record.period.latest}"
        live = f"{reverse('reports:figure', args=[figure.code])}?{days}"
    rows: list[tuple[str, Any, str]] = [
        (_("Figure"), label_of(record.figure), live),
        (
            _("Whose number"),
            body or tables.scope_words(record.scope),
            body.get_absolute_url() if body else "",
        ),
        (_("Unit"), unit_words(record.unit), ""),
        (_("Remark"), record.note, ""),
    ]
    return [{"label": label, "value": value, "url": url} for label, value, url in rows if value]


def history(request: Request, code: str) -> HttpResponse:
    """Show who changed the stated figure, and how it was on a day."""
    return history_page(request, _head(request, _find(request, code)))


def add_stated(request: Request) -> HttpResponse:
    """Enter a number that an old paper gives; the address may name the figure."""
    require(request.user, "reports.add_statedfigure")
    initial = {name: request.GET.get(name, "") for name in ("figure", "period")}
    form = StatedForm(request.POST or None, initial=initial)
    return form_page(
        request,
        form,
        lambda: actions.add_stated(by=request.user, **form.cleaned_data),
        title=_("Add a stated figure"),
        way=_way(),
        intro=_("It stands beside what the register counts and is never counted itself."),
        done=_("The stated figure is in the register."),
    )


def change_stated(request: Request, code: str) -> HttpResponse:
    """Change a stated figure."""
    record = _find(request, code)
    require(request.user, "reports.change_statedfigure", record)
    form = StatedForm(request.POST or None, instance=record)
    aside = Button(_("Set aside"), reverse("reports:set_aside_stated", args=[code]))
    return form_page(
        request,
        form,
        lambda: actions.change_stated(record, by=request.user, **form.cleaned_data),
        title=_("Edit %(name)s") % {"name": label_of(record.figure)},
        way=_way(record),
        others=[aside],
    )


def set_aside(request: Request, code: str) -> HttpResponse:
    """Take a stated figure entered by mistake out of the register, with a reason."""
    record = _find(request, code)
    return set_aside_page(request, record, _way(record))


def bring_back(request: Request, code: str) -> HttpResponse:
    """Put a stated figure that was set aside back into the register."""
    record = _find(request, code)
    return bring_back_page(request, record, _way(record))
