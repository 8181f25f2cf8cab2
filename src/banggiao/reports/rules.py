"""Who may do what with figures and reports."""

from __future__ import annotations

from rules.permissions import add_perm

from banggiao.accounts.enums import Role
from banggiao.accounts.rules import has_role, keeps_accounts, keeps_register, may_see

add_perm("reports.view_statedfigure", may_see)
add_perm("reports.add_statedfigure", keeps_register)
add_perm("reports.change_statedfigure", keeps_register & may_see)
add_perm("reports.set_aside_statedfigure", keeps_register & may_see)
add_perm("reports.change_period", keeps_accounts | has_role(Role.HEAD))
