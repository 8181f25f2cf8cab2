"""Pages of imports: the list, handing a file in, one import in whatever state it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _

from banggiao.accounts.rules import require
from banggiao.core.errors import Refused
from banggiao.core.htmx import render
from banggiao.core.lists import list_page
from banggiao.core.pages import Button, crumbs, form_page, reason_page, see_other
from banggiao.core.tables import Table
from banggiao.exchange.actions import imports as actions
from banggiao.exchange.filters import ImportFilter
from banggiao.exchange.forms.imports import AskForm, ImportForm
from banggiao.exchange.models import Import
from banggiao.exchange.queries.imports import imports_for
from banggiao.exchange.tables.imports import IMPORTS
from banggiao.exchange.views import import_page
from banggiao.exchange.views.import_page import find, way

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse, HttpResponseBase

    from banggiao.core.htmx import Request


def imports(request: Request) -> HttpResponseBase:
    """List the files that the user may see on their way into the register."""
    may = request.user.has_perm("exchange.add_import")
    add = Button(_("Bring in a spreadsheet"), reverse("exchange:add_import"), primary=True)

    def table(queryset: Any) -> Table[Import]:
        return Table(
            id="imports",
            caption=_("Imports"),
            shape=IMPORTS,
            queryset=queryset,
            parameters=request.GET,
            default_sort="-when",
            empty_title=_("No spreadsheet was brought in"),
            empty_text=_(
                "Hand in the log, the register or the plan as you keep it: headings, section rows "
                "and notes may stay. You see each row as it was read before anything is written."
            ),
            empty_action={"label": add.label, "url": add.url} if may else None,
        )

    found = ImportFilter(request.GET, imports_for(request.user), request=request)
    return list_page(request, found, table, buttons=[add] if may else [])


def add_import(request: Request) -> HttpResponse:
    """Hand a file in; it is read beside, and its page says how far. Officers and heads."""
    require(request.user, "exchange.add_import")
    form = ImportForm(request.POST or None, request.FILES or None, clearance=request.user.clearance)

    def write() -> Import:
        facts = dict(form.cleaned_data)
        return actions.start_import(facts.pop("file"), by=request.user, **facts)

    return form_page(
        request,
        form,
        write,
        title=_("Bring in a spreadsheet"),
        way=way(),
        submit_label=_("Hand in and read"),
        done=_("The file is handed in. Nothing is in the register yet."),
    )


def one_import(request: Request, code: str) -> HttpResponse:
    """Show an import: how far it came, what it would write, row by row, or what it wrote."""
    one = find(request, code)
    context = import_page.page_context(request, one) | crumbs(way())
    if not one.is_under_way:
        context |= import_page.whole_context(request, one)
    return render(request, "exchange/import.html", context)


def progress(request: Request, code: str) -> HttpResponse:
    """Show how far the task is; the page asks again by itself, and loads anew when it ended."""
    one = find(request, code)
    if not request.htmx:
        return see_other(one.get_absolute_url())
    context = import_page.page_context(request, one)
    response = render(request, "exchange/_import_progress.html", context)
    if not one.is_under_way or context["has_stopped"]:
        response["HX-Refresh"] = "true"
    return response


def read_again(request: Request, code: str) -> HttpResponse:
    """Read the stored file again, as when the reading stopped half-way."""
    return _done(request, code, actions.read_again, _("The file is being read again."))


def confirm(request: Request, code: str) -> HttpResponse:
    """Let what the page shows be written into the register."""
    return _done(
        request, code, actions.confirm_import, _("Confirmed: the rows go into the register.")
    )


def _done(request: Request, code: str, write: Callable[..., Import], sentence: str) -> HttpResponse:
    """Do one thing that needs no form, and go back to the page; who only looks is led there."""
    one = find(request, code)
    if request.method == "POST":
        try:
            write(one, by=request.user)
        except Refused as refused:
            messages.error(request, str(refused.message))
        else:
            messages.success(request, sentence)
    return see_other(one.get_absolute_url())


def drop_import(request: Request, code: str) -> HttpResponse:
    """Give an import up before anything was written."""
    one = find(request, code)
    require(request.user, "exchange.change_import", one)
    return form_page(
        request,
        AskForm(request.POST if request.method == "POST" else None),
        lambda: actions.drop_import(one, by=request.user),
        title=_("Give up the import of %(name)s") % {"name": one},
        way=way(one),
        intro=_("Nothing of it is in the register. What you corrected here is lost."),
        submit_label=_("Give up"),
        done=_("The import is given up."),
    )


def take_back(request: Request, code: str) -> HttpResponse:
    """Take back all that an import wrote, with a reason."""
    one = find(request, code)
    require(request.user, "exchange.take_back_import", one)
    return reason_page(
        request,
        lambda reason: actions.take_back(one, by=request.user, reason=reason),
        title=_("Take back the import of %(name)s") % {"name": one},
        way=way(one),
        back=one.get_absolute_url(),
        intro=_(
            "What it entered is set aside, what it changed says again what it said before. The "
            "history keeps both. It is refused if somebody changed one of the records since."
        ),
        submit_label=_("Take back"),
        done=_("The import is taken back."),
    )
