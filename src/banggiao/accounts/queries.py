"""Reads of users and units."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings

from banggiao.accounts.models import Unit, User

if TYPE_CHECKING:
    from django.db.models import QuerySet


def users_visible_to(user: User) -> QuerySet[User]:
    """Give the accounts: all for those who may view them, else one's own."""
    if user.has_perm("accounts.view_users"):
        return User.objects.select_related("unit")
    return User.objects.select_related("unit").filter(pk=user.pk)


def own_body() -> Unit | None:
    """Give the organisation that keeps this register, or None before it was entered."""
    return Unit.objects.filter(code=settings.OWN_BODY).first()
