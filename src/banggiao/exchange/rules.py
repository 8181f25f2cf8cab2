"""Who may do what in this room."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rules.permissions import add_perm
from rules.predicates import is_authenticated, predicate

from banggiao.accounts.enums import Role
from banggiao.accounts.rules import keeps_accounts, keeps_register
from banggiao.core.access import clearance_of
from banggiao.exchange.enums import PARTICIPANTS, Kind

if TYPE_CHECKING:
    from banggiao.accounts.models import User

RIGHTS = {
    Kind.PLAN.value: "plans.add_planline",
    PARTICIPANTS: "activities.change_activity",
    Kind.ORGANISATIONS.value: "partners.add_organisation",
}
"""What somebody needs to paste rows of a kind."""


@predicate
def owns(user: User | Any, thing: Any) -> bool:
    """The calendar link or the import is the user's own."""
    return thing is not None and thing.owner_id == user.pk


@predicate
def sees_import(user: User | Any, one: Any) -> bool:
    """The import is the user's own, or of somebody who sees no more than this head does.

    Says the same as `Import.objects.visible_to(user)`.
    """
    if one is None or one.owner_id == user.pk:
        return one is not None and bool(user.is_active)
    clearance = clearance_of(user)
    if clearance is None or user.role != Role.HEAD:
        return False
    return bool(max(one.owner.clearance, one.classification) <= clearance)


add_perm("exchange.add_import", keeps_register)
add_perm("exchange.view_import", is_authenticated & sees_import)
add_perm("exchange.change_import", keeps_register & owns)
add_perm("exchange.take_back_import", keeps_register & sees_import)
add_perm("exchange.add_feed", is_authenticated)
add_perm("exchange.view_feed", is_authenticated & owns)
add_perm("exchange.renew_feed", is_authenticated & owns)
add_perm("exchange.revoke_feed", is_authenticated & (owns | keeps_accounts))
add_perm("exchange.view_all_feeds", keeps_accounts)
