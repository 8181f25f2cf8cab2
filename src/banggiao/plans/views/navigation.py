"""What the pages of plans and lines share: finding them, the way back up, heads and buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from banggiao.core.pages import OVERVIEW, Head
from banggiao.core.panels import Tab
from banggiao.plans import queries

if TYPE_CHECKING:
    from banggiao.core.htmx import Request
    from banggiao.plans.models import Plan, PlanLine


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


def plan_head(request: Request, plan: Plan) -> Head:
    """Give the head of a plan's pages."""
    return Head(
        record=plan,
        title=str(plan),
        crumbs=[home()],
        tabs=[Tab(OVERVIEW, _("Overview"), plan.get_absolute_url())],
    )


def line_head(request: Request, line: PlanLine) -> Head:
    """Give the head of a line's pages."""
    return Head(
        record=line,
        title=str(line),
        crumbs=[home(), (str(line.plan), line.plan.get_absolute_url())],
        tabs=[Tab(OVERVIEW, _("Overview"), line.get_absolute_url())],
    )
