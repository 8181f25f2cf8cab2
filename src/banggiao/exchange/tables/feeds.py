"""The columns of the list of everybody's calendar links."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from banggiao.core.tables import Column
from banggiao.exchange.queries.feeds import name_for

if TYPE_CHECKING:
    import datetime as dt

    from banggiao.accounts.models import User
    from banggiao.exchange.models import Feed


def day(moment: dt.datetime | dt.date | None) -> str:
    """Write a day, of a moment the one it has here; empty for none."""
    if moment is None:
        return ""
    is_moment = hasattr(moment, "hour")
    return date_format(timezone.localtime(moment) if is_moment else moment, "d/m/Y")  # type: ignore[arg-type]  # a moment, then


def state(feed: Feed) -> tuple[str, str]:
    """Give the tone and the word of how a link stands."""
    if not feed.is_open:
        return "bad", _("revoked")
    if not feed.owner.is_active:
        return "plain", _("account closed")
    return "good", _("in use")


def feeds(viewer: User) -> tuple[Column[Feed], ...]:
    """Give the columns; of a link that may show more than the viewer may see no name."""
    return (
        Column(
            "owner",
            gettext_lazy("Owner"),
            lambda f: f.owner.full_name,
            sort=("owner__sort_key",),
            url=lambda f: reverse("exchange:revoke_feed", args=[f.code]) if f.is_open else "",
        ),
        Column(
            "name",
            gettext_lazy("Calendar"),
            lambda f: name_for(f, viewer) or _("name not shown"),
            sub=lambda f: f.get_kind_display(),
        ),
        Column(
            "class",
            gettext_lazy("Shows at most"),
            lambda f: f.get_classification_display(),
            sort=("classification", "pk"),
        ),
        Column("made", gettext_lazy("Made"), lambda f: day(f.created_at), sort=("created_at",)),
        Column(
            "read",
            gettext_lazy("Last read"),
            lambda f: day(f.last_read_on) or _("never"),
            sort=("last_read_on",),
        ),
        Column(
            "state",
            gettext_lazy("State"),
            lambda _feed: "",
            sort=("revoked_at", "created_at"),
            pill=state,
        ),
    )
