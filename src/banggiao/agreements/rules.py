"""Who may do what with texts: the whole table of this room."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rules.permissions import add_perm
from rules.predicates import predicate

from banggiao.accounts.enums import Role
from banggiao.accounts.rules import has_role, keeps_accounts, keeps_register, may_see
from banggiao.core.access import clearance_of
from banggiao.core.enums import Classification

if TYPE_CHECKING:
    from banggiao.accounts.models import User

add_perm("agreements.view_instrument", may_see)
add_perm("agreements.add_instrument", keeps_register)
add_perm("agreements.change_instrument", keeps_register & may_see)
add_perm("agreements.set_aside_instrument", keeps_register & may_see)
add_perm("agreements.keep_rules", keeps_accounts | has_role(Role.HEAD))
add_perm("agreements.view_version", may_see)
add_perm("agreements.change_version", keeps_register & may_see)
add_perm("agreements.set_aside_version", keeps_register & may_see)


@predicate
def sees_positions(user: User | Any) -> bool:
    """Cleared for what is restricted: only such people learn that there is a position."""
    clearance = clearance_of(user)
    return clearance is not None and clearance >= Classification.RESTRICTED


add_perm("agreements.view_negotiation", may_see)
add_perm("agreements.open_negotiation", keeps_register & may_see)
add_perm("agreements.change_negotiation", keeps_register & may_see)
add_perm("agreements.set_aside_negotiation", keeps_register & may_see)
add_perm("agreements.view_item", may_see)
add_perm("agreements.change_item", keeps_register & may_see)
add_perm("agreements.set_aside_item", keeps_register & may_see)
add_perm("agreements.view_position", may_see)
add_perm("agreements.open_position", keeps_register & may_see & sees_positions)
add_perm("agreements.change_position", keeps_register & may_see & sees_positions)
add_perm("agreements.set_aside_position", keeps_register & may_see & sees_positions)


@predicate
def sees_slip(user: User | Any, slip: Any) -> bool:
    """The consultation and the body asked are within the user's clearance."""
    return slip is None or (
        may_see.test(user, slip.consultation)
        and may_see.test(user, slip.consultation.instrument)
        and may_see.test(user, slip.organisation)
    )


@predicate
def asks_own_unit(user: User | Any, slip: Any) -> bool:
    """The body asked is the user's own unit."""
    return slip is not None and user.unit is not None and slip.organisation.code == user.unit.code


add_perm("agreements.view_consultation", may_see)
add_perm("agreements.add_consultation", keeps_register & may_see)
add_perm("agreements.change_consultation", keeps_register & may_see)
add_perm("agreements.set_aside_consultation", keeps_register & may_see)
answers = keeps_register | (has_role(Role.CONTRIBUTOR) & asks_own_unit)
add_perm("agreements.answer_slip", answers & sees_slip)
