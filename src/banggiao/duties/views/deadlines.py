"""Pages of the rules of deadlines, and of counting by them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from banggiao.accounts.rules import require
from banggiao.core.exports import export
from banggiao.core.htmx import render
from banggiao.core.pages import Button, crumbs, form_page
from banggiao.core.tables import Table
from banggiao.duties import tables_deadlines as tables
from banggiao.duties.actions import deadlines as actions
from banggiao.duties.forms.deadlines import CountForm, DeadlineRuleForm
from banggiao.duties.models import DeadlineRule
from banggiao.duties.views.navigation import home, room_tabs

if TYPE_CHECKING:
    from django.http import HttpResponse, HttpResponseBase

    from banggiao.core.htmx import Request


def deadlines(request: Request) -> HttpResponseBase:
    """List the rules with their basis. Everybody may look; heads and administrators change."""
    may_write = request.user.has_perm("duties.keep_deadlines")
    url = reverse("duties:add_deadline")
    table: Table[DeadlineRule] = Table(
        id="deadlines",
        caption=_("Rules of deadlines"),
        shape=tables.deadlines(timezone.localdate(), may_write=may_write),
        queryset=DeadlineRule.objects.all(),
        parameters=request.GET,
        default_sort="name",
        empty_title=_("No rule is entered."),
        empty_text=_("Enter the first one, with the law it rests on."),
        empty_action={"label": _("Add a rule"), "url": url} if may_write else None,
    )
    buttons = [Button(_("Add a rule"), url, primary=True)] if may_write else []
    context = {"title": table.caption, "table": table, "buttons": buttons}
    context |= {"tabs": room_tabs("deadlines")} | crumbs([home()])
    return export(request, table) or render(request, "duties/deadlines.html", context)


def add_deadline(request: Request) -> HttpResponse:
    """Enter a rule of a deadline."""
    require(request.user, "duties.keep_deadlines")
    form = DeadlineRuleForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda: actions.add_deadline(by=request.user, **form.cleaned_data),
        title=_("Add a rule of a deadline"),
        way=_way(),
    )


def change_deadline(request: Request, code: str) -> HttpResponse:
    """Change a rule, its validity, or who confirmed it."""
    record = get_object_or_404(DeadlineRule, code=code)
    require(request.user, "duties.keep_deadlines")
    form = DeadlineRuleForm(request.POST or None, instance=record)
    return form_page(
        request,
        form,
        lambda: actions.change_deadline(record, by=request.user, **form.cleaned_data),
        title=_("The rule “%(name)s”") % {"name": record},
        way=_way(),
        intro=_(
            "If the law changed, do not change the number: give this rule the day it held until, "
            "and enter a new one. Days of the past stay counted as they were."
        ),
    )


def _way() -> list[tuple[str, str]]:
    return [home(), (_("Rules of deadlines"), reverse("duties:deadlines"))]


def count(request: Request) -> HttpResponse:
    """Count the day something is due, by a rule or by a number of days. Nothing is written."""
    form = CountForm(request.GET if "start" in request.GET else None)
    due = form.due if form.is_bound and form.is_valid() else None
    context = {
        "title": _("Count a deadline"),
        "form": form,
        "due": due,
        "rule": form.cleaned_data.get("rule") if due else None,
        "day": tables.day_in_words(due.day) if due else "",
        "tabs": room_tabs("count"),
    }
    status = 422 if form.is_bound and due is None else 200
    return render(request, "duties/count.html", context | crumbs([home()]), status=status)
