"""The parts of the room, shown as tabs above its lists."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from banggiao.core.panels import Tab


def sections(active: str) -> list[Tab]:
    """Give the room's lists with the current one marked."""
    names = {
        "organisations": _("Organisations"),
        "people": _("People"),
        "relationships": _("Relationships"),
        "countries": _("Countries"),
        "titles": _("Levels of office"),
    }
    return [
        Tab(key, label, reverse(f"partners:{key}"), active=key == active)
        for key, label in names.items()
    ]


def home() -> tuple[str, str]:
    """Give the first crumb of every page here."""
    return _("Partners"), reverse("partners:organisations")
