"""What the desk shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from banggiao.audit.presenting import headlines
from banggiao.audit.queries import events_visible_to
from banggiao.core import menu, search
from banggiao.core.dates import format_partial
from banggiao.core.text import fold

if TYPE_CHECKING:
    from banggiao.accounts.models import User

RECENT = 12
LOOKED_AT = 480


@dataclass(frozen=True, slots=True)
class Hit:
    """One line of what the search box found: a record, a page or an action."""

    label: str
    url: str
    kind_label: str
    sub: str = ""
    date_text: str = ""


def search_everything(user: User, text: str, limit: int) -> list[Hit]:
    """Give actions and pages that fit, then records; with no text, what one can do from here."""
    hits = _ways(user, text)
    for entry in search.find(user, text, limit=limit):
        day = format_partial(entry.date) if entry.date else ""
        kind = search.KINDS.get(entry.kind)
        label = str(kind.label) if kind else ""
        hits.append(Hit(entry.label, entry.url, label, entry.sub_text, day))
    return hits[:limit]


def _ways(user: User, text: str) -> list[Hit]:
    words = fold(text).split()
    sorts = ((menu.ACTIONS, _("Action")), (menu.ROOMS, _("Page")), (menu.PAGES, _("Page")))
    return [
        Hit(str(item.label), item.url, kind)
        for items, kind in sorts
        for item in items
        if item.is_for(user) and _fits(str(item.label), words)
    ]


def _fits(label: str, words: list[str]) -> bool:
    padded = f" {fold(label)}"
    return all(f" {word}" in padded for word in words)


def recent_changes(user: User) -> list[dict[str, Any]]:
    """Give the last changes the user may see, a line each.

    What hides itself leaves no gap: the next older change takes its place.
    """
    events = events_visible_to(user).exclude(object_type="accounts.user")
    lines: list[dict[str, Any]] = []
    for start in range(0, LOOKED_AT, 2 * RECENT):
        some = list(events[start : start + 2 * RECENT])
        lines += headlines(some, user)
        if len(lines) >= RECENT or len(some) < 2 * RECENT:
            break
    return lines[:RECENT]
