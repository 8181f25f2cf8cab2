"""The calendar that a phone reads by its link."""

from __future__ import annotations

from bench.pages import Page, Turn
from bench.rooms.exchange import token_of


def _link(turn: Turn) -> str:
    return f"/feeds/{token_of(turn.number)}.ics"


PAGES = (Page("calendar link", _link, seconds=0.15),)
