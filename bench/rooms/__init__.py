"""The rooms that bring pages to measure and rows to fill registers with.

A new room is a folder here and a word in `ROOMS`, after the rooms its own rows point to. In it,
`pages.py` holds ``PAGES`` and imports no Django. `rows.py`, if it brings records, holds ``STEPS``:
functions that take a `bench.filling.Filling` and load through the room's bulk actions.
"""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from bench.filling import Filling
    from bench.pages import Page

ROOMS = ("desk", "partners", "agreements", "plans", "activities", "exchange", "reports", "audit")


def pages() -> list[Page]:
    """Give the pages of all rooms."""
    return [page for room in ROOMS for page in import_module(f"bench.rooms.{room}.pages").PAGES]


def steps() -> list[Callable[[Filling], None]]:
    """Give what fills a register, in order. Needs Django."""
    with_rows = [room for room in ROOMS if find_spec(f"bench.rooms.{room}.rows")]
    return [step for room in with_rows for step in import_module(f"bench.rooms.{room}.rows").STEPS]
