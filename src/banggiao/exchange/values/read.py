"""What reading a cell gives: the value, what is wrong with it, what a person should look at."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Read[T]:
    """A value read from a cell.

    ``problem`` is a stable error code, and then the value is the empty one of its type; ``doubt``
    is a stable code of something that was read but that a person should look at.
    """

    value: T
    problem: str = ""
    doubt: str = ""
