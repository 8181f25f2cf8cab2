"""No page of plans is measured by itself: home and the figures of a year read them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bench.pages import Page

PAGES: list[Page] = []
