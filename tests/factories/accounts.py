"""Users for tests, explicit in all that decides what they see and may."""

from __future__ import annotations

from typing import Any

from banggiao.accounts.models import Unit, User
from banggiao.core.writing import save

PASSWORD = "correct horse battery"


def make_user(role: str = "officer", clearance: int = 1, **fields: Any) -> User:
    """Make a user with this role and clearance, who reads English and signs in with PASSWORD.

    The user name is the role unless one is given.
    """
    password = fields.pop("password", PASSWORD)
    fields.setdefault("username", role)
    fields.setdefault("full_name", f"Test {role.capitalize()}")
    fields.setdefault("language", "en")
    user = User(role=role, clearance=clearance, **fields)
    user.set_password(password)
    save(user)
    return user


def make_unit(code: str = "giv", **fields: Any) -> Unit:
    """Make a unit of the own body."""
    fields.setdefault("name_en", f"Unit {code}")
    unit = Unit(code=code, **fields)
    save(unit)
    return unit
