"""What rooms above tell this room: which of their records cannot be set aside, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from banggiao.core.panels import Panel

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from banggiao.core.errors import Refused
    from banggiao.core.models import Record

SETTING_ASIDE: Panel[Callable[[type[Record], Collection[str]], Mapping[str, Refused]]] = Panel(
    "accounts.setting_aside"
)
"""Rules of a room of its own, asked inside the transaction and before the records are held.

A provider gets a model and codes of it, and gives the refusals by code; for models of other rooms
none. It may hold what its rule rests on, such as the plan of a line.
"""
