"""Pages of the rows of an import: columns, questions, one row, a cell of the grid."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponseNotAllowed
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from banggiao.accounts.rules import require
from banggiao.core.errors import Refused
from banggiao.core.htmx import render
from banggiao.core.pages import crumbs, see_other
from banggiao.exchange.actions import import_rows as actions
from banggiao.exchange.actions.imports import choose_columns, choose_kind
from banggiao.exchange.forms.imports import AnswersForm, KindForm
from banggiao.exchange.queries.import_rows import row_of
from banggiao.exchange.queries.imports import questions_of
from banggiao.exchange.views import import_page
from banggiao.exchange.views.import_page import find, way
from banggiao.exchange.views.import_row import layouts_of, row_form, row_page

if TYPE_CHECKING:
    from django.http import HttpResponse

    from banggiao.core.htmx import Request
    from banggiao.exchange.models import Import, ImportRow


def columns(request: Request, code: str) -> HttpResponse:
    """Say what each column holds; the layout is remembered and the file read again."""
    one = find(request, code)
    require(request.user, "exchange.change_import", one)
    chosen = "kind" in request.POST
    kind_form = KindForm(request.POST if chosen else None, initial={"kind": one.kind})
    if chosen and kind_form.is_valid():
        kind = kind_form.cleaned_data["kind"]
        ran, _read = kind_form.submit(lambda: choose_kind(one, kind, by=request.user))
        if ran:
            messages.success(request, _("The file is being read again."))
            return see_other(one.get_absolute_url())
    layouts = layouts_of(one, request.POST)
    sent = next((layout for layout in layouts if layout.is_sent), None)
    form = sent.form if sent else None
    if sent and form and form.is_valid():
        ran, _read = form.submit(
            lambda: choose_columns(one, sent.key, form.chosen, by=request.user)
        )
        if ran:
            messages.success(request, _("The file is being read again with these columns."))
            return see_other(one.get_absolute_url())
    context = import_page.page_context(request, one) | crumbs(way(one))
    context |= {"layouts": layouts, "kind_form": kind_form}
    status = 422 if sent or chosen else 200
    return render(request, "exchange/import_columns.html", context, status=status)


def answer(request: Request, code: str) -> HttpResponse:
    """Take the answers to what was asked; rows follow them, and nobody is asked again."""
    one = find(request, code)
    if request.method != "POST":
        return see_other(f"{one.get_absolute_url()}#questions")
    form = AnswersForm(request.POST, questions=questions_of(one, request.user), viewer=request.user)
    if form.is_valid():
        ran, followed = form.submit(lambda: _answered(one, form, request.user))
        if ran:
            sentence = ngettext("%(number)s row follows.", "%(number)s rows follow.", followed or 0)
            messages.success(request, sentence % {"number": followed})
            return see_other(f"{one.get_absolute_url()}#questions")
    context = import_page.page_context(request, one) | crumbs(way())
    context |= import_page.whole_context(request, one) | {"answers": form}
    return render(request, "exchange/import.html", context, status=422)


def _answered(one: Import, form: AnswersForm, by: Any) -> int:
    return sum(
        actions.answer_question(one, question.what, question.text, by=by, **answer)
        for question, answer in form.answers
    )


def row(request: Request, code: str, number: int) -> HttpResponse:
    """Show a row with the text of each field beside what was read; correct it, decide it."""
    found = _row(request, code, number)
    shown, form = row_form(request, found)
    if request.method == "POST" and form.is_valid():
        ran, _result = form.submit(lambda: _corrected(found, form, request.user))
        if ran:
            messages.success(request, _("The row is read again."))
            return see_other(request.path if "stay" in request.POST else shown.next_url)
    status = 422 if request.method == "POST" else 200
    return row_page(request, shown, form, status=status)


def _row(request: Request, code: str, number: int) -> ImportRow:
    one = find(request, code)
    found = row_of(one, number)
    if found is None:
        raise Http404
    found.of = one
    return found


def _corrected(row: ImportRow, form: Any, by: Any) -> ImportRow:
    for name, text in form.corrected.items():
        row = actions.correct_cell(row, name, text, by=by)
    for name in form.undone:
        row = actions.undo_correction(row, name, by=by)
    if form.decided is not None:
        decision, target = form.decided
        row = actions.decide_row(row, decision, by=by, target=target)
    return row


def correct(request: Request, code: str, number: int) -> HttpResponse:
    """Take the text typed into a cell of the grid, or with ``undo`` what stands in the file."""
    found, refusal = _row(request, code, number), ""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    name, user = request.POST.get("field", ""), request.user
    try:
        if "undo" in request.POST:
            found = actions.undo_correction(found, name, by=user)
        else:
            found = actions.correct_cell(found, name, request.POST.get("text", ""), by=user)
    except Refused as refused:
        refusal = str(refused.message)
    return _line(request, code, found, refusal)


def decide(request: Request, code: str, number: int) -> HttpResponse:
    """Take what somebody decided of a row: new, a change of ``target``, left out, or as it was."""
    found, refusal = _row(request, code, number), ""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    decision, target = request.POST.get("decision", ""), request.POST.get("target", "")
    decision, _colon, named = decision.partition(":")
    try:
        found = actions.decide_row(found, decision, by=request.user, target=target or named)
    except Refused as refused:
        refusal = str(refused.message)
    return _line(request, code, found, refusal)


def _line(request: Request, code: str, row: ImportRow, refusal: str) -> HttpResponse:
    """Give the row as it stands now, and with it the numbers of the import."""
    one = row.of = find(request, code)
    if not request.htmx:
        if refusal:
            messages.error(request, refusal)
        return see_other(f"{one.get_absolute_url()}#row-{row.number}")
    context = import_page.line_context(request, row) | {"refusal": refusal}
    return render(request, "exchange/_import_line.html", context, status=422 if refusal else 200)
