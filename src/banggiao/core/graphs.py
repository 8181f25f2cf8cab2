"""Walks along links between records, for rules against circles."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


def reaches(start: int, goal: int, following: Callable[[set[int]], Iterable[int]]) -> bool:
    """Whether the links lead from one row to another. ``following`` asks one step for many rows."""
    seen: set[int] = set()
    frontier = {start}
    while frontier:
        if goal in frontier:
            return True
        seen |= frontier
        frontier = set(following(frontier)) - seen
    return False
