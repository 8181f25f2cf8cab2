"""Who may do what with duties."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rules.permissions import add_perm
from rules.predicates import predicate

from banggiao.accounts.enums import Role
from banggiao.accounts.rules import has_role, keeps_accounts, keeps_register, may_see

if TYPE_CHECKING:
    from banggiao.accounts.models import User


@predicate
def sees_to_it(user: User | Any, duty: Any) -> bool:
    """The duty is the user's own."""
    return duty is not None and duty.owner_id is not None and duty.owner_id == user.pk


@predicate
def of_lead_unit(user: User | Any, duty: Any) -> bool:
    """The user belongs to the unit that leads."""
    return duty is not None and duty.unit_id is not None and duty.unit_id == user.unit_id


concerns = sees_to_it | (has_role(Role.CONTRIBUTOR) & of_lead_unit)

add_perm("duties.view_duty", may_see)
add_perm("duties.add_duty", keeps_register)
add_perm("duties.change_duty", keeps_register & may_see)
add_perm("duties.keep_duty", (keeps_register | concerns) & may_see)
add_perm("duties.set_aside_duty", keeps_register & may_see)
add_perm("duties.keep_deadlines", keeps_accounts | has_role(Role.HEAD))
