"""Pages of the programme: the printed sheet, and its items one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponseNotAllowed
from django.utils.translation import gettext as _

from banggiao.accounts.rules import require
from banggiao.activities import queries
from banggiao.activities.actions import programme as actions
from banggiao.activities.forms import ItemForm
from banggiao.activities.forms.repeated import AGAIN
from banggiao.activities.models import ProgrammeItem
from banggiao.activities.views.layout import sheet_of, sides_of
from banggiao.activities.views.navigation import PREPARE, find, link, way
from banggiao.activities.views.numbered import find_part
from banggiao.activities.views.parts import back_or_again
from banggiao.core.htmx import render
from banggiao.core.pages import Button, crumbs, form_page, reason_page, see_other

if TYPE_CHECKING:
    import datetime as dt

    from django.http import HttpResponse

    from banggiao.activities.models import Activity
    from banggiao.core.htmx import Request


def programme(request: Request, code: str) -> HttpResponse:
    """Show the programme with both sides' people as one sheet to print."""
    record, user = find(request, code), request.user
    context = {
        "activity": record,
        "when": queries.when(record),
        "sheet": sheet_of(record, queries.programme(record, user)),
        "sides": sides_of(queries.people(record, user)),
        **crumbs(way(record)),
    }
    return render(request, "activities/programme.html", context)


def add_item(request: Request, code: str) -> HttpResponse:
    """Enter an item of the programme."""
    record = find(request, code)
    require(request.user, PREPARE, record)
    item = ProgrammeItem(activity=record)
    initial = {"on": _next_day(request, record), AGAIN: request.GET.get(AGAIN) == "1"}
    form = ItemForm(request.POST or None, instance=item, initial=initial)
    return form_page(
        request,
        form,
        lambda: actions.add_item(record, by=request.user, **form.cleaned_data),
        title=_("Add to the programme"),
        way=way(record),
        back=back_or_again(request, record, "add_item"),
    )


def _next_day(request: Request, record: Activity) -> dt.date | None:
    """Give the day the next item most likely is on: that of the last one, else the first day."""
    items = [item for item in queries.programme(record, request.user) if item.on]
    if items:
        return items[-1].on
    return record.start.earliest if record.start and record.start.is_exact else None


def change_item(request: Request, code: str, number: int) -> HttpResponse:
    """Change an item of the programme."""
    record, stored = find_part(request, code, number, queries.programme)
    form = ItemForm(request.POST or None, instance=stored)
    return form_page(
        request,
        form,
        lambda: actions.change_item(stored, by=request.user, **form.cleaned_data),
        title=_("Edit an item of the programme"),
        way=way(record),
        back=record.get_absolute_url(),
        others=[Button(_("Remove"), link(record, "remove_item", number))],
    )


def remove_item(request: Request, code: str, number: int) -> HttpResponse:
    """Take an item out of the programme."""
    record, stored = find_part(request, code, number, queries.programme)
    return reason_page(
        request,
        lambda reason: actions.remove_item(stored, by=request.user, reason=reason),
        title=_("Remove an item of the programme"),
        way=way(record),
        back=record.get_absolute_url(),
        submit_label=_("Remove"),
        intro=str(stored),
    )


def move_item(request: Request, code: str, number: int) -> HttpResponse:
    """Let an item change places with its neighbour of the same day."""
    record, stored = find_part(request, code, number, queries.programme)
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    actions.move_item(stored, by=request.user, up=request.POST.get("way") == "up")
    return see_other(f"{record.get_absolute_url()}#programme")
