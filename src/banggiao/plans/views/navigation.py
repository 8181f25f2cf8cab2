"""What the pages of plans and lines share: finding them, the way back up, heads and buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from banggiao.core.pages import OVERVIEW, Button, Head
from banggiao.core.panels import Tab
from banggiao.plans import queries, tables
from banggiao.plans.enums import PlanStatus
from banggiao.plans.models import Plan
from banggiao.plans.queries import words

if TYPE_CHECKING:
    from banggiao.accounts.models import User
    from banggiao.core.htmx import Request
    from banggiao.plans.models import PlanLine

AGAINST = "against"


def find_plan(request: Request, code: str) -> Plan:
    """Find a plan among those the reader may see."""
    record: Plan = get_object_or_404(queries.plan_for_page(request.user), code=code)
    return record


def find_line(request: Request, code: str) -> PlanLine:
    """Find a line among those the reader may see."""
    record: PlanLine = get_object_or_404(queries.line_for_page(request.user), code=code)
    return record


def home() -> tuple[str, str]:
    """Give the first crumb of every page here."""
    return _("Year plan"), reverse("plans:plans")


def way(record: Plan | PlanLine) -> list[tuple[str, str]]:
    """Give the way back up from a form over a plan or a line."""
    own = (str(record), record.get_absolute_url())
    if isinstance(record, Plan):
        return [home(), own]
    return [home(), (str(record.plan), record.plan.get_absolute_url()), own]


def plan_head(request: Request, plan: Plan) -> Head:
    """Give the head of a plan's pages."""
    history = reverse("plans:plan_history", args=[plan.code])
    return Head(
        record=plan,
        title=str(plan),
        facts=_plan_line(plan, request.user),
        crumbs=[home()],
        tabs=[
            Tab(OVERVIEW, _("Overview"), plan.get_absolute_url()),
            Tab(AGAINST, _("Plan and done"), reverse("plans:against", args=[plan.code])),
            Tab("history", _("History"), history),
        ],
        buttons=_plan_buttons(plan, request.user),
        history_url=history,
    )


def _plan_line(plan: Plan, user: User) -> list[dict[str, Any]]:
    """Give the line under a plan's name: how far it has come, and what approved it."""
    mark = (words.STATUS_TONES[PlanStatus(plan.status)], plan.get_status_display())
    facts: list[dict[str, Any]] = [{"label": _("Status"), "value": "", "pill": mark}]
    if plan.approved_on:
        paper = plan.approving_document
        is_seen = paper is not None and tables.paper_of(plan, user) == str(paper)
        facts.append(
            {
                "label": _("Approved on"),
                "value": tables.day_in_words(plan.approved_on),
            }
        )
        facts.append(
            {
                "label": _("Approving paper"),
                "value": tables.paper_of(plan, user),
                "url": paper.get_absolute_url() if paper is not None and is_seen else "",
                "sub": plan.approving_text if is_seen else "",
            }
        )
    return [fact for fact in facts if fact["value"] or fact.get("pill")]


def _plan_buttons(plan: Plan, user: User) -> list[Button]:
    """Give what the user may do with a plan as it stands; the likeliest first and marked."""

    def may(verb: str) -> bool:
        return user.has_perm(f"plans.{verb}_plan", plan)

    def button(label: str, name: str, *, primary: bool = False) -> Button:
        return Button(label, reverse(f"plans:{name}", args=[plan.code]), primary=primary)

    if plan.is_set_aside:
        return [button(_("Bring back"), "bring_back_plan")] if may("set_aside") else []
    may_add = user.has_perm("plans.add_planline")
    is_past = plan.year < timezone.localdate().year
    offered = {
        PlanStatus.DRAFT: [
            (may_add, button(_("Copy lines of another year"), "copy_lines")),
            (may("approve") and is_past, button(_("Approve"), "approve")),
            (may("submit"), button(_("Submit"), "submit")),
            (may_add, button(_("Add a line"), "add_line", primary=True)),
        ],
        PlanStatus.SUBMITTED: [
            (may("submit"), button(_("Take back"), "withdraw")),
            (may("return"), button(_("Return with comments"), "return")),
            (may("approve"), button(_("Approve"), "approve", primary=True)),
        ],
        PlanStatus.APPROVED: [
            (may("close"), button(_("Close the plan"), "close")),
            (may("adjust"), button(_("Add to the approved plan"), "add_late_line", primary=True)),
        ],
        PlanStatus.CLOSED: [(may("close"), button(_("Open again"), "reopen"))],
    }
    edit = (may("change") and plan.status != PlanStatus.CLOSED, button(_("Edit"), "change_plan"))
    return [one for is_offered, one in (edit, *offered[PlanStatus(plan.status)]) if is_offered]


def line_head(request: Request, line: PlanLine) -> Head:
    """Give the head of a line's pages."""
    history = reverse("plans:line_history", args=[line.code])
    outcome = queries.outcome_of(line, request.user, timezone.localdate())
    mark = words.verdict(outcome) if line.plan.is_frozen else None
    first: dict[str, Any] = {"label": _("Kind"), "value": line.get_kind_display()}
    facts = [first | ({"pill": mark} if mark else {})]
    then = words.days_in_words(line.now_start, line.now_end)
    if then:
        facts.append({"label": _("When"), "value": then})
    unit = queries.unit_of(line, request.user)
    if unit:
        facts.append({"label": _("Lead unit"), "value": str(unit)})
    return Head(
        record=line,
        title=str(line),
        facts=facts,
        crumbs=[home(), (str(line.plan), line.plan.get_absolute_url())],
        tabs=[
            Tab(OVERVIEW, _("Overview"), line.get_absolute_url()),
            Tab("history", _("History"), history),
        ],
        buttons=_line_buttons(line, request.user),
        history_url=history,
    )


def _line_buttons(line: PlanLine, user: User) -> list[Button]:
    may_change = user.has_perm("plans.change_planline", line)
    if line.is_set_aside:
        back = Button(_("Bring back"), reverse("plans:bring_back_line", args=[line.code]))
        return [back] if user.has_perm("plans.set_aside_planline", line) else []
    if not may_change or line.plan.status == PlanStatus.CLOSED:
        return []
    return [Button(_("Edit"), reverse("plans:change_line", args=[line.code]))]
