"""What is measured, as data. Nothing here knows Django: the measuring process does without it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlencode

EMPTY = "/floor/empty/"
PAGE_ROWS = 50

LIST_GOAL = 2.5
"""A list or a search costs at most so many times its own rows in plain columns."""
RECORD_GOAL = 12.0
"""A page of one record, or a write, costs at most so many times an empty page."""
GROWTH_GOAL = 1.5
"""The largest register costs at most so many times the smallest."""


@dataclass(frozen=True, slots=True)
class Rows:
    """The same rows as a page's, by bare statements with ``%(clearance)s``; six columns.

    ``count`` is empty where the page counts nothing; ``postgresql`` where both databases speak
    alike.
    """

    statement: str
    count: str = ""
    postgresql: Rows | None = None

    def on(self, vendor: str) -> Rows:
        """Give the statements as the database speaks them."""
        return self.postgresql if vendor == "postgresql" and self.postgresql else self


@dataclass(frozen=True, slots=True)
class Turn:
    """One request: its number, never given twice to one server, and the size of the register."""

    number: int
    size: int


@dataclass(frozen=True, slots=True)
class Page:
    """One measured page. ``address`` and ``form`` say where a request goes and what it sends.

    The floor is the page of its ``rows``, or the empty page. ``goal`` is the ratio to it;
    ``seconds`` an absolute goal instead. ``user`` signs in; ``heavy``: measured a few times only.
    """

    name: str
    address: Callable[[Turn], str]
    goal: float = LIST_GOAL
    rows: Rows | None = None
    form: Callable[[Turn], dict[str, str]] | None = field(default=None)
    seconds: float | None = None
    user: str = "officer"
    heavy: bool = False

    @property
    def key(self) -> str:
        """The name as it stands in an address and in `--pages`."""
        return self.name.replace(" ", "-")

    @property
    def floor(self) -> str:
        """The address of the floor; empty where the goal is in seconds."""
        if self.seconds is not None:
            return ""
        return f"/floor/rows/{self.key}/" if self.rows else EMPTY


def at(address: str, **query: str) -> Callable[[Turn], str]:
    """Make an address that is the same for every request."""
    full = f"{address}?{urlencode(query)}" if query else address
    return lambda _turn: full


def bounded(matching: str) -> str:
    """Count as lists do: exactly to a thousand, no further. ``matching`` begins with FROM."""
    return f"SELECT count(*) FROM (SELECT 1 {matching} LIMIT 1001) AS counted"  # noqa: S608  # our own words
