"""What the pages of this room share: the way back up and its sections."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from banggiao.core.panels import Tab


def home() -> tuple[str, str]:
    """Give the way back to the room's first page."""
    return _("What is due"), reverse("duties:duties")


def room_tabs(active: str) -> list[Tab]:
    """Give the sections of the room with the active one marked."""
    pages = [
        ("duties", _("What is due"), "duties:duties"),
        ("deadlines", _("Rules of deadlines"), "duties:deadlines"),
        ("days_off", _("Days off"), "duties:days_off"),
        ("count", _("Count a deadline"), "duties:count"),
    ]
    return [Tab(key, label, reverse(name), active=key == active) for key, label, name in pages]
