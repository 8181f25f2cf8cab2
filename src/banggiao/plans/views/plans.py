"""Pages of plans."""

from __future__ import annotations

from typing import TYPE_CHECKING

from banggiao.core.pages import OVERVIEW, record_page
from banggiao.plans.views.navigation import find_line, find_plan, line_head, plan_head

if TYPE_CHECKING:
    from django.http import HttpResponse

    from banggiao.core.htmx import Request


def plan(request: Request, code: str) -> HttpResponse:
    """Show a plan."""
    head = plan_head(request, find_plan(request, code))
    return record_page(request, "core/record.html", head, OVERVIEW, {})


def line(request: Request, code: str) -> HttpResponse:
    """Show a line."""
    head = line_head(request, find_line(request, code))
    return record_page(request, "core/record.html", head, OVERVIEW, {})
