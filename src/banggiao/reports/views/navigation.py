"""What the pages of this room share: the way back up and its sections."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from banggiao.core.panels import Tab


def home() -> tuple[str, str]:
    """Give the way back to the room's first page."""
    return _("Figures and reports"), reverse("reports:figures")


def room_tabs(active: str) -> list[Tab]:
    """Give the sections of the room with the active one marked."""
    pages = [
        ("figures", _("Figures"), "reports:figures"),
        ("reports", _("Reports"), "reports:reports"),
        ("stated", _("Stated figures"), "reports:stated_figures"),
        ("periods", _("Periods of reports"), "reports:periods"),
    ]
    return [Tab(key, label, reverse(name), active=key == active) for key, label, name in pages]
