"""Pages of the rules of periods: from which day to which a report runs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from banggiao.accounts.rules import require
from banggiao.core.exports import export
from banggiao.core.htmx import render
from banggiao.core.pages import crumbs, form_page
from banggiao.core.tables import Table
from banggiao.reports import tables
from banggiao.reports.actions import periods as actions
from banggiao.reports.forms.figures import PeriodRuleForm
from banggiao.reports.models import PeriodRule
from banggiao.reports.views.navigation import home, room_tabs

if TYPE_CHECKING:
    from django.http import HttpResponse, HttpResponseBase

    from banggiao.core.htmx import Request


def periods(request: Request) -> HttpResponseBase:
    """List the named periods with their basis. Everybody may look."""
    shape = tables.PERIODS
    if request.user.has_perm("reports.change_period"):
        change = replace(shape[0], url=lambda r: reverse("reports:change_period", args=[r.code]))
        shape = (change, *shape[1:])
    table: Table[PeriodRule] = Table(
        id="periods",
        caption=_("Periods of reports"),
        shape=shape,
        queryset=PeriodRule.objects.all(),
        parameters=request.GET,
        default_sort="name",
    )
    context = {"title": table.caption, "table": table, "tabs": room_tabs("periods")}
    file = export(request, table)
    return file or render(request, "reports/periods.html", context | crumbs([home()]))


def change_period(request: Request, code: str) -> HttpResponse:
    """Change from which day to which a named period runs, and on what that rests."""
    record = get_object_or_404(PeriodRule, code=code)
    require(request.user, "reports.change_period")
    form = PeriodRuleForm(request.POST or None, instance=record)
    return form_page(
        request,
        form,
        lambda: actions.change_period(record, by=request.user, **form.cleaned_data),
        title=_("The period “%(name)s”") % {"name": record},
        way=[home(), (_("Periods of reports"), reverse("reports:periods"))],
    )
