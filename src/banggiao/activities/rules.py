"""Who may do what with activities and series: the whole table of this room."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rules.permissions import add_perm
from rules.predicates import predicate

from banggiao.accounts.enums import Role
from banggiao.accounts.rules import has_role, keeps_register, may_see

if TYPE_CHECKING:
    from banggiao.accounts.models import User


@predicate
def sees_to_it(user: User | Any, activity: Any) -> bool:
    """The activity is the user's own to prepare."""
    return activity is not None and activity.owner_id is not None and activity.owner_id == user.pk


@predicate
def of_lead_unit(user: User | Any, activity: Any) -> bool:
    """The user belongs to the unit that leads."""
    unit = None if activity is None else activity.lead_unit_id
    return unit is not None and unit == user.unit_id


concerns = sees_to_it | (has_role(Role.CONTRIBUTOR) & of_lead_unit)

for model in ("activity", "series"):
    add_perm(f"activities.view_{model}", may_see)
    add_perm(f"activities.add_{model}", keeps_register)
    add_perm(f"activities.change_{model}", keeps_register & may_see)
    add_perm(f"activities.set_aside_{model}", keeps_register & may_see)
add_perm("activities.prepare_activity", (keeps_register | concerns) & may_see)
