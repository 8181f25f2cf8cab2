"""Who may do what with plans: the whole table of this room."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rules.permissions import add_perm
from rules.predicates import predicate

from banggiao.accounts.enums import Role
from banggiao.accounts.rules import has_role, keeps_register, may_see
from banggiao.plans.enums import PlanStatus

if TYPE_CHECKING:
    from banggiao.accounts.models import User


@predicate
def of_own_unit(user: User | Any, line: Any) -> bool:
    """The line's lead unit is the user's own. No line: the user has a unit to speak for."""
    if user.unit_id is None:
        return False
    return line is None or line.lead_unit_id == user.unit_id


@predicate
def plan_is_draft(_user: User | Any, line: Any) -> bool:
    """The line's plan can still be written in."""
    return line is None or line.plan.status == PlanStatus.DRAFT


approves = has_role(Role.HEAD, Role.LEADER)
registers_wishes = has_role(Role.CONTRIBUTOR) & of_own_unit & plan_is_draft
writes_lines = keeps_register | registers_wishes

add_perm("plans.view_plan", may_see)
add_perm("plans.view_planline", may_see)
add_perm("plans.add_plan", keeps_register)
for verb in ("change", "set_aside", "submit", "adjust"):
    add_perm(f"plans.{verb}_plan", keeps_register & may_see)
for verb in ("return", "approve", "close"):
    add_perm(f"plans.{verb}_plan", approves & may_see)
for verb in ("add", "change", "set_aside"):
    add_perm(f"plans.{verb}_planline", writes_lines & may_see)
