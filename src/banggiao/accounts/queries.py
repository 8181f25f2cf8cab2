"""Reads of users and units."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from allauth.mfa.models import Authenticator
from django.conf import settings

from banggiao.accounts.enums import Role
from banggiao.accounts.models import Unit, User
from banggiao.audit.queries import events_visible_to
from banggiao.core.text import fold

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from banggiao.audit.models import Event


def users_visible_to(user: User) -> QuerySet[User]:
    """Give the accounts: all for those who may view them, else one's own."""
    if user.has_perm("accounts.view_users"):
        return User.objects.select_related("unit")
    return User.objects.select_related("unit").filter(pk=user.pk)


def named_like(users: QuerySet[User], text: str) -> QuerySet[User]:
    """Keep the users whose name, position or user name has every word, diacritics or not.

    Folded here and not by the database: an office has some hundred accounts.
    """
    words = fold(text).split()
    rows = users.values_list("pk", "full_name", "job_title", "username")
    found = [
        pk
        for pk, *texts in rows
        if all(f" {word}" in f" {fold(' '.join(texts))}" for word in words)
    ]
    return users.filter(pk__in=found)


def is_last_administrator(user: User) -> bool:
    """Whether nobody could open an account any more without this one."""
    if user.role != Role.ADMINISTRATOR or not user.is_active:
        return False
    others = User.objects.filter(role=Role.ADMINISTRATOR, is_active=True)
    return not others.exclude(pk=user.pk).exists()


def history_of_user(user: User, viewer: User) -> QuerySet[Event]:
    """Give what happened to the account, newest first."""
    kind = User._meta.label_lower
    return events_visible_to(viewer).filter(object_type=kind, object_code=user.username)


@dataclass(frozen=True, slots=True)
class SecondStep:
    """What a person has set up besides the password."""

    app: bool
    passkeys: int
    codes_left: int | None

    @property
    def is_on(self) -> bool:
        """Whether sign-in asks for more than the password."""
        return self.app or self.passkeys > 0


def second_step_of(user: User) -> SecondStep:
    """Give what the user has set up for the second step of sign-in."""
    by_type: dict[str, list[Authenticator]] = {}
    for one in Authenticator.objects.filter(user_id=user.pk):
        by_type.setdefault(one.type, []).append(one)
    codes = by_type.get(Authenticator.Type.RECOVERY_CODES)
    return SecondStep(
        app=Authenticator.Type.TOTP in by_type,
        passkeys=len(by_type.get(Authenticator.Type.WEBAUTHN, [])),
        codes_left=len(codes[0].wrap().get_unused_codes()) if codes else None,
    )


def own_body() -> Unit | None:
    """Give the organisation that keeps this register, or None before it was entered."""
    return Unit.objects.filter(code=settings.OWN_BODY).first()
