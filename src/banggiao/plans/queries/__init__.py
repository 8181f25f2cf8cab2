"""Reads of plans. How a line stands on a day is said in `standing`; the others ask and show it."""

from banggiao.plans.queries.figures import (
    adjusted_in,
    approved_lines,
    frozen_lines,
    may_be_planned_in,
    planned_in,
)
from banggiao.plans.queries.lists import (
    approved_plan,
    line_for_page,
    lines_for_list,
    lines_of,
    newest_draft,
    partners_of,
    plan_for_page,
    plan_of,
    plans_for_list,
    possible_lines,
    visible_lines,
)
from banggiao.plans.queries.standing import LineOn, after, as_approved, in_order, line_on, span_of

__all__ = [
    "LineOn",
    "adjusted_in",
    "after",
    "approved_lines",
    "approved_plan",
    "as_approved",
    "frozen_lines",
    "in_order",
    "line_for_page",
    "line_on",
    "lines_for_list",
    "lines_of",
    "may_be_planned_in",
    "newest_draft",
    "partners_of",
    "plan_for_page",
    "plan_of",
    "planned_in",
    "plans_for_list",
    "possible_lines",
    "span_of",
    "visible_lines",
]
