"""Pages on which a block copied from a spreadsheet is pasted, mended and added."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404
from django.utils.translation import gettext as _

from banggiao.audit.context import current_id
from banggiao.core.errors import Refused
from banggiao.core.htmx import render
from banggiao.core.pages import crumbs, reason_page, see_other
from banggiao.core.pickers import give_viewer
from banggiao.exchange.actions.pasting import Pasted, add_pasted, known_to, look_at
from banggiao.exchange.actions.unpasting import take_back_pasted
from banggiao.exchange.enums import Kind
from banggiao.exchange.forms.paste import BlockForm, Sheet, UsualForm, label_of, offered
from banggiao.exchange.pasting.block import read_block
from banggiao.exchange.pasting.columns import find_columns
from banggiao.exchange.pasting.table import lay_out
from banggiao.exchange.queries.pasted import people_of, records_of, trace_of
from banggiao.exchange.views.paste_grid import Grid
from banggiao.exchange.views.paste_places import place_of
from banggiao.plans.actions.checks import check_draft
from banggiao.plans.models import Plan

if TYPE_CHECKING:
    from django.http import HttpResponse

    from banggiao.core.htmx import Request
    from banggiao.exchange.views.paste_places import Place

UNTOLD = {"no", "code", "personal", "marks"}
"""Columns of which nobody has to know beforehand."""


def paste(request: Request, what: str, **codes: Any) -> HttpResponse:
    """Take a block, show it as fields, and add its rows; what is wrong stands in the cells."""
    place = place_of(request, what, **codes)
    if request.method == "POST" and "rows" in request.POST:
        return _sheet_page(request, place)
    if refusal := _refusal(place):
        messages.error(request, refusal)
        return see_other(place.back)
    form = BlockForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        ran, cells = form.submit(lambda: read_block(form.cleaned_data["text"]))
        if ran and cells:
            return _first_look(request, place, cells)
    context = _frame(place) | {"form": form, "understood": _understood(place.kind)}
    status = 422 if form.is_bound else 200
    return render(request, "exchange/paste.html", context, status=status)


def _refusal(place: Place) -> str:
    """Say why nothing can be pasted here now; empty where it can."""
    try:
        if isinstance(place.into, Plan):
            check_draft(place.into)
    except Refused as refused:
        return str(refused.message)
    return ""


def _frame(place: Place) -> dict[str, Any]:
    return {"place": place, "title": place.title, **crumbs(place.way)}


def _understood(kind: str) -> list[str]:
    """Give the columns that are understood, in the words of the page."""
    return [label_of(kind, name) for name in offered(kind) if name not in UNTOLD]


def _first_look(request: Request, place: Place, cells: list[list[str]]) -> HttpResponse:
    """Show a block that was just pasted, with what its columns seem to hold."""
    register = known_to(request.user)
    table = lay_out(cells, place.kind)
    usual = _usual_form(request, place, None)
    pasted = Pasted(
        kind=place.kind,
        table=table,
        columns=find_columns(table, place.kind, register),
        into=place.into,
        usual=usual.usual,
        left_out=frozenset(n for n, row in enumerate(table.rows, 1) if row.reason),
    )
    looked = look_at(pasted, by=request.user, register=register)
    return _grid_page(request, place, usual, Grid(pasted, looked, register, request.user))


def _usual_form(request: Request, place: Place, data: Any) -> UsualForm:
    form = UsualForm(data, kind=place.kind, lowest=place.lowest, clearance=request.user.clearance)
    give_viewer(form, request.user)
    return form


def _sheet_page(request: Request, place: Place) -> HttpResponse:
    """Look at a block whose cells were mended; add its rows where that was asked for."""
    usual = _usual_form(request, place, request.POST)
    try:
        sheet = Sheet.of(request.POST, place.kind)
    except Refused as refused:
        messages.error(request, str(refused.message))
        return see_other(place.url)
    pasted = _pasted(place, sheet, usual)
    register, user = known_to(request.user), request.user
    if "add" not in request.POST or not usual.is_valid():
        looked = look_at(pasted, by=user, register=register)
        return _grid_page(request, place, usual, Grid(pasted, looked, register, user))
    looked, number = add_pasted(
        pasted, by=user, register=register, seen=sheet.seen, version=sheet.version
    )
    if number:  # the page it leads to says how many
        return see_other(place.done_url(current_id()))
    return _grid_page(request, place, usual, Grid(pasted, looked, register, user), status=422)


def _pasted(place: Place, sheet: Sheet, usual: UsualForm) -> Pasted:
    return Pasted(
        kind=place.kind,
        table=sheet.table,
        columns=sheet.columns,
        into=place.into,
        usual=usual.usual,
        left_out=sheet.left_out,
        anew=sheet.anew,
        people=sheet.people or {},
    )


def _grid_page(
    request: Request, place: Place, usual: UsualForm, grid: Grid, *, status: int = 200
) -> HttpResponse:
    """Show the cells as fields. 422 where adding was asked for and did not happen."""
    context = _frame(place) | {
        "grid": grid,
        "looked": grid.looked,
        "usual": usual,
        "version": place.into.version if place.into else "",
        "was_asked": "add" in request.POST,
    }
    return render(request, "exchange/paste_sheet.html", context, status=status)


def done(request: Request, what: str, step: str, **codes: Any) -> HttpResponse:
    """Show what was added in one step, with a way to take it back."""
    place = place_of(request, what, **codes)
    trace = trace_of(step, place.into, request.user)
    if not trace:
        raise Http404
    records = records_of(trace, request.user)
    people = list(people_of(trace, request.user)) if trace.people else []
    context = _frame(place) | {
        "records": records,
        "people": people,
        "heading": place.counted(len(trace.people) or len(trace.records)),
        "take_back_url": place.done_url(step, takes_back=True) if records or people else "",
    }
    return render(request, "exchange/pasted.html", context)


def take_back(request: Request, what: str, step: str, **codes: Any) -> HttpResponse:
    """Take back what was pasted in one step, with a reason."""
    place = place_of(request, what, **codes)
    if not trace_of(step, place.into, request.user):
        raise Http404
    is_people = what not in {Kind.PLAN, Kind.ORGANISATIONS}
    return reason_page(
        request,
        lambda reason: take_back_pasted(step, place.into, by=request.user, reason=reason),
        title=_("Take back what was pasted"),
        way=[*place.way, (_("What was pasted"), place.done_url(step))],
        back=place.back,
        intro=_("The people leave the activity; the history keeps them.")
        if is_people
        else _("What was added is set aside. Nothing is deleted; it can be brought back."),
        submit_label=_("Take back"),
        done=_("It is taken back."),
    )
