"""Writes of users and units."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from unicodedata import normalize

from allauth.mfa.models import Authenticator
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from banggiao.accounts.enums import Role
from banggiao.accounts.models import Unit, User
from banggiao.accounts.queries import is_last_administrator
from banggiao.accounts.rules import require
from banggiao.audit.actions import Change, record_changes, recorded
from banggiao.core.enums import Classification
from banggiao.core.errors import Refused
from banggiao.core.writing import assign, prepare, save, store

if TYPE_CHECKING:
    from collections.abc import Mapping

USER_FIELDS = ("username", "full_name", "job_title", "unit", "role", "clearance", "language")
CHANGING_FIELDS = USER_FIELDS[1:]
"""What of an account may change. The log knows people by their user name, so that stays."""

SYSTEM = "register"
TAKEN_NAMES = {SYSTEM, "add"}
"""Names no person can have: the account of the commands, and a word in our addresses."""


def password_text(typed: str) -> str:
    """Give a password as it is hashed and compared: NFKC, nothing else.

    Vietnamese keyboards write the same letters as one character or as two; both must fit.
    """
    return normalize("NFKC", typed)


@transaction.atomic
def add_user(*, password: str, by: User, **data: Any) -> User:
    """Open an account.

    Administrators only. Refused: a weak password, by Django's own checks; a user name that is
    taken or kept for the register itself. The log says that an account was opened, never the
    password.
    """
    require(by, "accounts.change_users")
    user = User()
    assign(user, data, USER_FIELDS)
    if user.username in TAKEN_NAMES:
        raise Refused(
            "username_reserved",
            _("This user name is kept for the register itself. Choose another."),
            field="username",
        )
    _give_password(user, password)
    with recorded("accounts.user_added", user, by=by):
        save(user)
    return user


@transaction.atomic
def change_user(user: User, *, by: User, reason: str = "", **data: Any) -> User:
    """Change name, unit, role, clearance or language; the user name stays.

    Administrators only. Refused: another role for the last administrator.
    """
    require(by, "accounts.change_users")
    current = _lock(user)
    if data.get("role", current.role) != Role.ADMINISTRATOR:
        _require_other_administrator(current, field="role")
    with recorded("accounts.user_changed", current, by=by, reason=reason):
        assign(current, data, CHANGING_FIELDS)
        save(current)
    return current


@transaction.atomic
def close_account(user: User, *, by: User, reason: str) -> User:
    """Stop a person from signing in; open sessions end. The account and its history stay.

    Administrators only. Refused without a reason, and for the last administrator.
    """
    require(by, "accounts.change_users")
    current = _lock(user)
    if not reason.strip():
        raise Refused("reason_missing", _("Say why the account is closed."), field="reason")
    _require_other_administrator(current)
    with recorded("accounts.account_closed", current, by=by, reason=reason):
        current.is_active = False
        save(current)
    return current


@transaction.atomic
def reopen_account(user: User, *, by: User, reason: str = "") -> User:
    """Let a person sign in again, with the password they had. Administrators only."""
    require(by, "accounts.change_users")
    current = _lock(user)
    with recorded("accounts.account_reopened", current, by=by, reason=reason):
        current.is_active = True
        save(current)
    return current


@transaction.atomic
def set_password(user: User, *, password: str, by: User, drop_second_step: bool = False) -> User:
    """Give a user a new password; their open sessions end.

    With ``drop_second_step`` the app, passkeys and recovery codes go too: the way back in for
    somebody who lost the phone. Administrators only. Refused: a weak password. The log says that
    it happened, never the password.
    """
    require(by, "accounts.change_users")
    current = _lock(user)
    reason = ""
    if drop_second_step:
        Authenticator.objects.filter(user=current).delete()
        reason = gettext("The second step was removed too.")
    return _write_password(current, password, by, reason)


@transaction.atomic
def change_own_password(user: User, *, password: str) -> User:
    """Give oneself a new password, after the page has asked for the old one. Logged as above."""
    return _write_password(_lock(user), password, user)


@transaction.atomic
def choose_language(user: User, *, language: str) -> User:
    """Keep the language a user reads the pages in. Everybody for themselves; not logged."""
    User.objects.filter(pk=user.pk).update(language=language)
    user.language = language
    return user


@transaction.atomic
def keep_unit(
    code: str,
    names: Mapping[str, str],
    *,
    parent: str,
    abbreviation: str = "",
    classification: int = Classification.INTERNAL,
) -> Unit:
    """Keep the unit that stands for one of the own body's organisations. Called by `partners`."""
    unit = Unit.objects.filter(code=code).first() or Unit(code=code)
    for name, value in names.items():
        setattr(unit, name, value)
    unit.abbreviation, unit.classification = abbreviation, classification
    unit.parent = Unit.objects.filter(code=parent).first() if parent else None
    prepare(unit)
    store(unit)
    return unit


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
        prepare(user)
        user.save()
    return user


def _lock(user: User) -> User:
    """Hold the account and every administrator till the end: two who close each other must queue.

    The account of the commands is refused: whoever gave it a password could write unnamed.
    """
    if user.username == SYSTEM:
        raise Refused("system_account", _("This account belongs to the register. It stays as is."))
    wanted = Q(pk=user.pk) | Q(role=Role.ADMINISTRATOR)
    rows = User.objects.select_for_update(of=("self",)).filter(wanted).order_by("pk")
    return next(row for row in rows if row.pk == user.pk)


def _give_password(user: User, password: str) -> None:
    text = password_text(password)
    try:
        validate_password(text, user)
    except ValidationError as weak:
        raise ValidationError({"password": weak.error_list}) from weak
    user.set_password(text)


def _write_password(user: User, password: str, by: User, reason: str = "") -> User:
    _give_password(user, password)
    save(user)
    change = Change("accounts.password_set", user, None, None)
    record_changes([change], by=by, reason=reason)
    return user


def _require_other_administrator(user: User, field: str | None = None) -> None:
    """Refuse to take away the last administrator: nobody could open an account any more."""
    if is_last_administrator(user):
        raise Refused(
            "last_administrator",
            _("This is the last administrator. Make somebody else administrator first."),
            field=field,
        )
