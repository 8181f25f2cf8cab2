"""Pages of plans: the list, the plan of a year, and the plan against what was done."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from banggiao.accounts.record_pages import bring_back_page, set_aside_page
from banggiao.accounts.rules import require
from banggiao.audit.views import history_page
from banggiao.core.exports import export
from banggiao.core.filters import filter_alone, filter_context
from banggiao.core.htmx import render
from banggiao.core.pages import OVERVIEW, Button, form_page, record_page
from banggiao.core.tables import Table
from banggiao.plans import queries, tables
from banggiao.plans.actions import plans as actions
from banggiao.plans.filters import LineFilter
from banggiao.plans.forms import PlanForm, this_year
from banggiao.plans.queries.lists import PLAN_LIMIT
from banggiao.plans.views.navigation import AGAINST, find_plan, home, plan_head, way
from banggiao.plans.views.shown import compared, groups, total_in_words

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpResponse, HttpResponseBase

    from banggiao.core.htmx import Request
    from banggiao.plans.models import Plan


def plans(request: Request) -> HttpResponseBase:
    """List the plans, the newest first."""
    add = Button(_("Add a plan"), reverse("plans:add_plan"), primary=True)
    may_add = request.user.has_perm("plans.add_plan")
    table: Table[Plan] = Table(
        id="plans",
        caption=_("Year plan"),
        shape=tables.plans(request.user),
        queryset=queries.plans_for_list(request.user),
        parameters=request.GET,
        default_sort="-year",
        empty_title=_("No plan is entered yet."),
        empty_text=_("Enter the plan of a year, then its lines; last year's can be copied."),
        empty_action={"label": add.label, "url": add.url} if may_add else None,
    )
    context = {"title": table.caption, "table": table, "buttons": [add] if may_add else []}
    return export(request, table) or render(request, "core/list_page.html", context)


def plan(request: Request, code: str) -> HttpResponseBase:
    """Show a plan: its year as a strip, its lines by kind, what was done with it."""
    record, user = find_plan(request, code), request.user
    filterset = LineFilter(
        request.GET, queryset=queries.lines_of(record, user), request=request, year=record.year
    )
    context = filter_context(request, filterset)
    alone = filter_alone(request, context)
    if alone is not None:
        return alone
    found = list(filterset.qs[:PLAN_LIMIT])
    shown = queries.plan_against_done(record, user, timezone.localdate(), found)
    file = export(request, _file(request, record, filterset.qs, shown))
    if file is not None:
        return file
    context |= {
        "plan": record,
        "strip": queries.strip_of(shown),
        "groups": groups(shown, user),
        "columns": tables.lines({}, user),
        "total": total_in_words(shown.total),
        "exports": _exports(request),
        "steps": record.steps.select_related("by").order_by("-number"),
    }
    return record_page(request, "plans/plan.html", plan_head(request, record), OVERVIEW, context)


def _exports(request: Request) -> list[dict[str, str]]:
    kept = request.GET.copy()
    kept.pop("export", None)
    kinds = {"xlsx": "Excel", "csv": "CSV"}
    return [
        {"label": label, "url": f"?{kept.urlencode()}{'&' if kept else ''}export={kind}"}
        for kind, label in kinds.items()
    ]


def _file(
    request: Request, record: Plan, found: QuerySet[Any], shown: queries.Comparison
) -> Table[Any]:
    outcomes = {outcome.line.pk: outcome for outcome in shown.outcomes}
    return Table(
        id=record.code,
        caption=str(record),
        shape=tables.lines(outcomes, request.user, in_file=True),
        queryset=found,
        parameters=request.GET,
        default_sort="number",
    )


def against(request: Request, code: str) -> HttpResponseBase:
    """Show a plan against what was done by a day, today or any other."""
    record, user = find_plan(request, code), request.user
    day = _day(request.GET.get("on", ""))
    shown = queries.plan_against_done(record, user, day)
    table = _file(request, record, queries.lines_of(record, user), shown)
    file = export(request, table)
    if file is not None:
        return file
    context = {
        "plan": record,
        "day": day,
        "before_approval": bool(record.approved_on and day < record.approved_on),
        "strip": queries.strip_of(shown),
        "exports": _exports(request),
        **compared(shown),
    }
    return record_page(request, "plans/against.html", plan_head(request, record), AGAINST, context)


def _day(text: str) -> dt.date:
    """Give the day the address asks for; today where it names none, or one to come."""
    today = timezone.localdate()
    try:
        return min(dt.date.fromisoformat(text), today)
    except ValueError:
        return today


def plan_history(request: Request, code: str) -> HttpResponse:
    """Show who changed the plan, and the plan as it was on a day."""
    return history_page(request, plan_head(request, find_plan(request, code)))


def add_plan(request: Request) -> HttpResponse:
    """Enter the plan of a year."""
    require(request.user, "plans.add_plan")
    form = PlanForm(request.POST or None, initial={"year": this_year()})
    return form_page(
        request,
        form,
        lambda: actions.add_plan(by=request.user, **form.cleaned_data),
        title=_("Add a plan"),
        way=[home()],
        done=_("The plan is a draft. Add its lines, or copy those of another year."),
    )


def change_plan(request: Request, code: str) -> HttpResponse:
    """Change a plan as a whole."""
    record = find_plan(request, code)
    require(request.user, "plans.change_plan", record)
    form = PlanForm(request.POST or None, instance=record)
    aside = reverse("plans:set_aside_plan", args=[code])
    return form_page(
        request,
        form,
        lambda: actions.change_plan(record, by=request.user, **form.cleaned_data),
        title=_("Edit %(name)s") % {"name": record},
        way=way(record),
        others=[Button(_("Set aside"), aside)],
    )


def set_aside_plan(request: Request, code: str) -> HttpResponse:
    """Take a plan entered by mistake out of the register, with a reason."""
    record = find_plan(request, code)
    return set_aside_page(request, record, way(record))


def bring_back_plan(request: Request, code: str) -> HttpResponse:
    """Put a plan that was set aside back into the register."""
    record = find_plan(request, code)
    return bring_back_page(request, record, way(record))
