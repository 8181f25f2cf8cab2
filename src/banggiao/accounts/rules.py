"""Predicates on people, and who may do what with accounts and the log.

A right is named ``room.verb_noun``. Rooms compose their own from `has_role` and `may_see`; the
whole table of a room fits its `rules.py`, and docs/operate/roles.md is made from all of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _
from rules.permissions import add_perm
from rules.predicates import Predicate, predicate

from banggiao.accounts.enums import Role
from banggiao.core.access import clearance_of, linked

if TYPE_CHECKING:
    from banggiao.accounts.models import User


def has_role(*roles: Role) -> Predicate:
    """Make a predicate: the user has one of the roles."""

    def check(user: User | Any) -> bool:
        return user.is_authenticated and user.role in roles

    return Predicate(check, name=f"has_role:{','.join(roles)}")


@predicate
def may_see(user: User | Any, record: Any) -> bool:
    """The record, and what it hangs on, is within the user's clearance. No record: nothing hidden.

    Says the same as `visible_to(user)` does for sets; a property test holds the two together.
    """
    if record is None:
        return True
    clearance = clearance_of(user)
    if clearance is None or record.classification > clearance:
        return False
    targets = (linked(record, path) for path in getattr(record, "visible_through", ()))
    return all(target.classification <= clearance for target in targets if target is not None)


def seen_or_none[R](record: R | None, user: User) -> R | None:
    """Give a linked record if the user may know of it: a page shows no trace of it otherwise."""
    return record if record is not None and may_see.test(user, record) else None


keeps_register = has_role(Role.OFFICER, Role.HEAD)
keeps_accounts = has_role(Role.ADMINISTRATOR)

add_perm("accounts.view_users", keeps_accounts | has_role(Role.HEAD, Role.AUDITOR))
add_perm("accounts.change_users", keeps_accounts)
add_perm("audit.read_log", has_role(Role.AUDITOR, Role.ADMINISTRATOR))


def require(user: User, permission: str, record: Any = None) -> None:
    """Raise PermissionDenied unless the user has the right, with a sentence for people."""
    if not user.has_perm(permission, record):
        raise PermissionDenied(
            _("Your role does not allow this (%(permission)s). Ask the head of department.")
            % {"permission": permission}
        )
