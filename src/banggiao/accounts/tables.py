"""The columns of the list of users, for the page and the exported file alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from banggiao.accounts.actions import SYSTEM
from banggiao.core.tables import Column

if TYPE_CHECKING:
    from banggiao.accounts.models import User


def state(user: User) -> str:
    """Say whether the user may sign in."""
    if user.username == SYSTEM:
        return _("For commands only")
    return _("May sign in") if user.is_active else _("Closed")


USERS: tuple[Column[User], ...] = (
    Column(
        "name",
        gettext_lazy("Name"),
        lambda u: u.full_name,
        sort=("sort_key",),
        url=lambda u: reverse("accounts:user", args=[u.username]),
        sub=lambda u: u.job_title,
        also=(Column("position", gettext_lazy("Position"), lambda u: u.job_title),),
    ),
    Column("username", gettext_lazy("User name"), lambda u: u.username, sort=("username",)),
    Column("role", gettext_lazy("Role"), lambda u: u.get_role_display(), sort=("role", "sort_key")),
    Column(
        "unit",
        gettext_lazy("Unit"),
        lambda u: str(u.unit or ""),
        sort=("unit__sort_key", "sort_key"),
    ),
    Column(
        "clearance",
        gettext_lazy("May see up to"),
        lambda u: u.get_clearance_display(),
        sort=("clearance", "sort_key"),
    ),
    Column("state", gettext_lazy("State"), state, sort=("is_active", "sort_key")),
)
