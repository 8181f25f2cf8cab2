"""Pages of plan lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from banggiao.accounts.rules import require
from banggiao.audit.views import history_page
from banggiao.core.pages import OVERVIEW, Button, form_page, reason_page, record_page, see_other
from banggiao.plans import panels, queries
from banggiao.plans.actions import lines as actions
from banggiao.plans.forms import CopyForm, FrozenLineForm, LineForm
from banggiao.plans.views.adjustments import deeds_for, ledger_of
from banggiao.plans.views.facts import approved_facts, line_facts, standing_facts
from banggiao.plans.views.navigation import find_line, find_plan, line_head, way
from banggiao.plans.views.shown import carried

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpResponse

    from banggiao.accounts.models import User
    from banggiao.core.htmx import Request
    from banggiao.plans.models import Plan, PlanLine

CHANGE = "plans.change_planline"


def line(request: Request, code: str) -> HttpResponse:
    """Show a line: as approved, its adjustments, what came of it, and as it stands."""
    record, user = find_line(request, code), request.user
    outcome = queries.outcome_of(record, user, timezone.localdate())
    may_adjust = user.has_perm("plans.adjust_plan", record.plan)
    context = {
        "line": record,
        "plan": record.plan,
        "approved": approved_facts(record),
        "standing": standing_facts(outcome),
        "facts": line_facts(record, user),
        "partners": queries.partners_of(record),
        "ledger": ledger_of(record, user),
        "carried": carried(outcome),
        "ways": [way for provide in panels.LINE_WAYS for way in provide(record, user)],
        "deeds": deeds_for(record) if may_adjust else [],
        "may_adjust": may_adjust and record.plan.status == "approved",
    }
    return record_page(request, "plans/line.html", line_head(request, record), OVERVIEW, context)


def line_history(request: Request, code: str) -> HttpResponse:
    """Show who changed the line, and the line as it was on a day."""
    return history_page(request, line_head(request, find_line(request, code)))


def add_line(request: Request, code: str) -> HttpResponse:
    """Enter a line of a draft plan."""
    plan = find_plan(request, code)
    require(request.user, "plans.add_planline")
    initial = {"classification": plan.classification}
    form = LineForm(request.POST or None, initial=initial, user=request.user)
    return form_page(
        request,
        form,
        lambda: actions.add_line(plan, by=request.user, **form.cleaned_data),
        title=_("Add a line"),
        way=way(plan),
        back=plan.get_absolute_url(),
        intro=str(plan),
        done=_("The line is in the plan."),
        others=[Button(_("Copy lines of another year"), reverse("plans:copy_lines", args=[code]))],
    )


def add_to_draft(request: Request) -> HttpResponse:
    """Enter a line of the newest draft plan; without one, say so where plans are listed."""
    draft = queries.newest_draft(request.user)
    require(request.user, "plans.add_planline")
    if draft is None:
        return see_other(reverse("plans:plans"))
    return see_other(reverse("plans:add_line", args=[draft.code]))


def change_line(request: Request, code: str) -> HttpResponse:
    """Change a line. Of an approved one only who sees to it, and who may see it."""
    record = find_line(request, code)
    require(request.user, CHANGE, record)
    data = request.POST or None
    is_draft = record.plan.status == "draft"
    form: Any = (
        LineForm(data, instance=record, user=request.user)
        if is_draft
        else FrozenLineForm(data, instance=record)
    )
    aside = Button(_("Set aside"), reverse("plans:set_aside_line", args=[code]))
    return form_page(
        request,
        form,
        lambda: actions.change_line(record, by=request.user, **form.cleaned_data),
        title=_("Edit %(name)s") % {"name": record},
        way=way(record),
        intro="" if is_draft else _("What was approved is fixed; an adjustment changes it."),
        others=[aside] if is_draft else [],
    )


def set_aside_line(request: Request, code: str) -> HttpResponse:
    """Take a line entered by mistake out of a draft plan, with a reason."""
    record = find_line(request, code)
    require(request.user, "plans.set_aside_planline", record)
    return reason_page(
        request,
        lambda reason: actions.set_aside_line(record, by=request.user, reason=reason),
        title=_("Set aside %(name)s") % {"name": record},
        way=way(record),
        submit_label=_("Set aside"),
        intro=_(
            "It leaves the plan, search and figures. Nothing is deleted; you can bring it back."
        ),
        done=_("Set aside. Its history stays."),
    )


def bring_back_line(request: Request, code: str) -> HttpResponse:
    """Put a line that was set aside back into its draft plan."""
    record = find_line(request, code)
    require(request.user, "plans.set_aside_planline", record)
    return reason_page(
        request,
        lambda reason: actions.bring_back_line(record, by=request.user, reason=reason),
        title=_("Bring back %(name)s") % {"name": record},
        way=way(record),
        submit_label=_("Bring back"),
        done=_("The record counts again."),
    )


def copy_lines(request: Request, code: str) -> HttpResponse:
    """Choose lines of another year and enter them in this plan."""
    plan, user = find_plan(request, code), request.user
    require(user, "plans.add_planline")
    others = queries.plans_for_list(user).exclude(pk=plan.pk).order_by("-year")
    earlier = others.filter(year__lt=plan.year).first()
    source = others.filter(code=request.GET.get("from", "")).first() or earlier
    offered = _offered(source, user)
    form = CopyForm(
        request.POST or None, lines=offered, initial={"lines": _not_there_yet(offered, plan, user)}
    )
    address = reverse("plans:copy_lines", args=[code])
    return form_page(
        request,
        form,
        lambda: _copied(plan, form.cleaned_data["lines"], user),
        title=_("Copy lines of another year"),
        way=way(plan),
        back=plan.get_absolute_url(),
        intro=_copy_intro(source),
        submit_label=_("Copy the chosen lines"),
        done=_("The lines are in the plan. Check dates, people and cost of each."),
        others=[Button(str(one), f"{address}?from={one.code}") for one in others[:5]],
    )


def _copied(plan: Plan, lines: QuerySet[Any], user: User) -> None:
    actions.copy_lines(plan, lines.order_by("number"), by=user)


def _offered(source: Plan | None, user: User) -> QuerySet[Any]:
    """Give the lines one may copy: a contributor those of the own unit."""
    found = queries.lines_for_list(user)
    if source is None:
        return found.none()
    mine = found.filter(plan=source)
    return mine.filter(lead_unit=user.unit_id) if user.role == "contributor" else mine


def _not_there_yet(offered: QuerySet[PlanLine], plan: Plan, user: User) -> list[int]:
    """Choose beforehand what was not dropped and has no namesake in the plan."""
    there = {line.sort_key for line in queries.visible_lines(user).filter(plan=plan)}
    return [
        line.pk for line in offered if line.sort_key not in there and line.standing != "dropped"
    ]


def _copy_intro(source: Plan | None) -> str:
    if source is None:
        return _("There is no plan of another year yet. Add the lines one by one.")
    return _("From: %(plan)s. Months and quarters move to the new year; days are left open.") % {
        "plan": source
    }
