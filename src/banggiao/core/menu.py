"""The rooms on the left and the actions of Ctrl-K, each added by the room it belongs to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.urls import reverse

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.utils.functional import _StrPromise


@dataclass(frozen=True, slots=True)
class Item:
    """A place or an action somebody can go to. ``permission`` empty: everybody signed in.

    ``also`` names the first parts of addresses that belong to the room besides its own.
    """

    label: str | _StrPromise
    url_name: str
    rank: int
    permission: str = ""
    count: Callable[[Any], int] | None = None
    also: tuple[str, ...] = ()

    @property
    def url(self) -> str:
        """The address it leads to."""
        return reverse(self.url_name)

    def is_for(self, user: Any) -> bool:  # the user model lives a room above
        """Whether the user may go there."""
        return not self.permission or user.has_perm(self.permission)


ROOMS: list[Item] = []
ACTIONS: list[Item] = []
PAGES: list[Item] = []
OWN: list[Item] = []


def add_room(item: Item) -> None:
    """Show a room in the menu."""
    ROOMS.append(item)
    ROOMS.sort(key=lambda i: i.rank)


def add_action(item: Item) -> None:
    """Offer an action in the search box."""
    ACTIONS.append(item)
    ACTIONS.sort(key=lambda i: i.rank)


def add_page(item: Item) -> None:
    """Offer a page inside a room in the search box."""
    PAGES.append(item)
    PAGES.sort(key=lambda i: i.rank)


def add_own(item: Item) -> None:
    """Show a page of one's own things in the person's menu, and in the search box."""
    OWN.append(item)
    OWN.sort(key=lambda i: i.rank)
    add_page(item)
