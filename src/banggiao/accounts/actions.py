"""Writes of users and units."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from banggiao.accounts.enums import Role
from banggiao.accounts.models import Unit, User
from banggiao.accounts.rules import require
from banggiao.audit.actions import Change, record_changes, recorded
from banggiao.core.enums import Classification
from banggiao.core.errors import Refused
from banggiao.core.writing import assign, prepare, save

if TYPE_CHECKING:
    from collections.abc import Mapping

USER_FIELDS = ("username", "full_name", "job_title", "unit", "role", "clearance", "language")


@transaction.atomic
def add_user(*, password: str, by: User, **data: Any) -> User:
    """Open an account. Administrators only; a weak password is refused by Django's own checks."""
    require(by, "accounts.change_users")
    user = User()
    assign(user, data, USER_FIELDS)
    validate_password(password, user)
    user.set_password(password)
    with recorded("accounts.user_added", user, by=by):
        save(user)
    return user


@transaction.atomic
def change_user(user: User, *, by: User, reason: str = "", **data: Any) -> User:
    """Change name, unit, role or clearance. Administrators only."""
    require(by, "accounts.change_users")
    current = User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    if data.get("role", current.role) != Role.ADMINISTRATOR:
        _require_other_administrator(current)
    with recorded("accounts.user_changed", current, by=by, reason=reason):
        assign(current, data, USER_FIELDS)
        save(current)
    return current


@transaction.atomic
def close_account(user: User, *, by: User, reason: str) -> User:
    """Stop a person from signing in. The account and its history stay. Administrators only."""
    require(by, "accounts.change_users")
    current = User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    _require_other_administrator(current)
    with recorded("accounts.account_closed", current, by=by, reason=reason):
        current.is_active = False
        save(current)
    return current


@transaction.atomic
def reopen_account(user: User, *, by: User, reason: str = "") -> User:
    """Let a person sign in again. Administrators only."""
    require(by, "accounts.change_users")
    current = User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    with recorded("accounts.account_reopened", current, by=by, reason=reason):
        current.is_active = True
        save(current)
    return current


@transaction.atomic
def set_password(user: User, *, password: str, by: User) -> User:
    """Give a user a new password. Administrators only; the log says that, never the password."""
    require(by, "accounts.change_users")
    current = User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    validate_password(password, current)
    current.set_password(password)
    save(current)
    change = Change("accounts.password_set", current, None, None)
    record_changes([change], by=by)
    return current


@transaction.atomic
def choose_language(user: User, *, language: str) -> User:
    """Keep the language a user reads the pages in. Everybody for themselves; not logged."""
    User.objects.filter(pk=user.pk).update(language=language)
    user.language = language
    return user


@transaction.atomic
def keep_unit(code: str, names: Mapping[str, str], *, parent: str, abbreviation: str = "") -> Unit:
    """Keep the unit that stands for one of the own body's organisations. Called by `partners`."""
    unit = Unit.objects.filter(code=code).first() or Unit(code=code)
    for name, value in names.items():
        setattr(unit, name, value)
    unit.abbreviation = abbreviation
    unit.parent = Unit.objects.filter(code=parent).first() if parent else None
    prepare(unit)
    unit.full_clean()
    unit.save()
    return unit


SYSTEM = "register"


def system_user() -> User:
    """Give the account under which commands write. Nobody can sign in with it."""
    user, made = User.objects.get_or_create(
        username=SYSTEM,
        defaults={
            "full_name": "Banggiao",
            "role": Role.OFFICER,
            "clearance": Classification.RESTRICTED,
        },
    )
    if made:
        user.set_unusable_password()
        user.save(update_fields=["password"])
    return user


def _require_other_administrator(user: User) -> None:
    """Refuse to take away the last administrator: nobody could open an account any more."""
    others = User.objects.filter(role=Role.ADMINISTRATOR, is_active=True).exclude(pk=user.pk)
    if user.role == Role.ADMINISTRATOR and user.is_active and not others.exists():
        raise Refused(
            "last_administrator",
            _("This is the last administrator. Make somebody else administrator first."),
        )
