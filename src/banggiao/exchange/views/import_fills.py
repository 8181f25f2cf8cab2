"""Gives one value to all rows that lack it, and takes it off again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from banggiao.accounts.rules import require
from banggiao.core.errors import Refused
from banggiao.core.htmx import render
from banggiao.core.pages import crumbs, see_other
from banggiao.exchange.actions import import_rows as actions
from banggiao.exchange.forms.fills import FillForm
from banggiao.exchange.queries.import_fills import lacks_of
from banggiao.exchange.views import import_page
from banggiao.exchange.views.import_page import find, way
from banggiao.plans.queries.words import grouped

if TYPE_CHECKING:
    from django.http import HttpResponse

    from banggiao.core.htmx import Request
    from banggiao.exchange.models import Import


def fill(request: Request, code: str) -> HttpResponse:
    """Take the text for the rows that lack a field, or with ``undo`` take it off them."""
    one = find(request, code)
    back = f"{one.get_absolute_url()}#missing"
    if request.method != "POST":
        return see_other(back)
    require(request.user, "exchange.change_import", one)
    name, text = request.POST.get("field", ""), request.POST.get("text", "")
    lack = next((lack for lack in lacks_of(one) if lack.field == name), None)
    form = FillForm(request.POST, lack=lack) if lack and "undo" not in request.POST else None
    if form is not None and not form.is_valid():
        return _page(request, one, form)
    try:
        if form is not None:
            text = form.cleaned_data["text"]
        write = actions.undo_fill if "undo" in request.POST else actions.fill_missing
        followed = write(one, name, text, by=request.user)
    except Refused as refused:
        messages.error(request, str(refused.message))
        return see_other(back)
    sentence = ngettext("%(number)s row follows.", "%(number)s rows follow.", followed)
    if not followed:
        sentence = _("No row lacks this any more.")
    messages.success(request, sentence % {"number": grouped(followed)})
    return see_other(back)


def _page(request: Request, one: Import, form: FillForm) -> HttpResponse:
    """Show the import again with what was typed and what is wrong with it."""
    context: dict[str, Any] = import_page.page_context(request, one) | crumbs(way())
    context |= import_page.whole_context(request, one)
    context["lacks"] = [form if f.lack == form.lack else f for f in context["lacks"]]
    return render(request, "exchange/import.html", context, status=422)
