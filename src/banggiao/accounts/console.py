"""Who acts before there is an administrator."""

from __future__ import annotations

from banggiao.accounts.actions import system_user
from banggiao.accounts.enums import Role
from banggiao.accounts.models import User


def console() -> User:
    """Give the actor for what only an administrator may do, before there is one.

    Whoever can run commands on this machine could open the database as well. The row of the
    register's own account is not touched: it stays an officer nobody can sign in with.
    """
    actor = system_user()
    actor.role = Role.ADMINISTRATOR
    return actor
