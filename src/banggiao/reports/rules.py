"""Who may do what with figures and reports."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rules.permissions import add_perm
from rules.predicates import predicate

from banggiao.accounts.enums import Role
from banggiao.accounts.rules import has_role, keeps_accounts, keeps_register, may_see

if TYPE_CHECKING:
    from banggiao.accounts.models import User


@predicate
def not_issued(user: User | Any, report: Any) -> bool:
    """The report has not been sent: what was sent stays."""
    return report is None or not report.is_frozen


signs = has_role(Role.HEAD, Role.LEADER)

add_perm("reports.view_statedfigure", may_see)
add_perm("reports.add_statedfigure", keeps_register)
add_perm("reports.change_statedfigure", keeps_register & may_see)
add_perm("reports.set_aside_statedfigure", keeps_register & may_see)
add_perm("reports.change_period", keeps_accounts | has_role(Role.HEAD))
add_perm("reports.view_report", may_see)
add_perm("reports.add_report", keeps_register)
add_perm("reports.change_report", keeps_register & may_see & not_issued)
add_perm("reports.check_report", has_role(Role.HEAD) & may_see & not_issued)
add_perm("reports.issue_report", signs & may_see & not_issued)
add_perm("reports.attach_paper", (keeps_register | has_role(Role.CLERK)) & may_see & ~not_issued)
add_perm("reports.set_aside_report", keeps_register & may_see & not_issued)
