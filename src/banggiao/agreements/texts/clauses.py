"""The clauses of two texts made ready to be compared: who stands under whom, and with what words.

Numbers are left out of the words, so a clause that is only renumbered says the same. White space
and the composition of accents do not count (see `words`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rapidfuzz.distance import Indel

from banggiao.agreements.texts.words import weight, words

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from banggiao.agreements.texts.tree import Node

ROOT = -1
"""The place of what all clauses without a parent stand under."""

ROW = 120
"""Words by which clauses are compared, their own and those below them; enough to tell two apart,
and few enough that deep texts stay cheap."""


@dataclass(slots=True)
class Clauses:
    """The n clauses of a text by their place in it, 0 to n - 1.

    ``children``: the places under each place and under `ROOT`, in order. ``headings``: folded, may
    be empty. ``rows``: the first `ROW` words of a clause and all below it, as numbers.
    ``letters``: how much these say (`words.weight`). ``wholes``: equal numbers for clauses with
    equal words, themselves and all below.
    """

    nodes: Sequence[Node]
    children: dict[int, list[int]] = field(default_factory=dict)
    headings: list[str] = field(default_factory=list)
    rows: list[list[int]] = field(default_factory=list)
    letters: list[int] = field(default_factory=list)
    wholes: list[int] = field(default_factory=list)

    def below(self, place: int) -> list[int]:
        """Give the places under a place."""
        return self.children.get(place, [])


def outlined(nodes: Sequence[Node]) -> Clauses:
    """Work out who stands under whom, and nothing of the words.

    A parent that is named nowhere before counts as none, so there are no circles. Where two clauses
    claim one eid, it is the first's.
    """
    clauses = Clauses(nodes)
    places: dict[str, int] = {}
    for place, node in enumerate(nodes):
        clauses.children.setdefault(places.get(node.parent, ROOT), []).append(place)
        places.setdefault(node.eid, place)
    return clauses


def prepared(earlier: Sequence[Node], later: Sequence[Node]) -> tuple[Clauses, Clauses]:
    """Work out all of two texts, with numbers that mean the same in both. Linear."""
    numbers: dict[Hashable, int] = {}
    return _worded(earlier, numbers), _worded(later, numbers)


def likeness(a: Sequence[int], b: Sequence[int]) -> float:
    """Say which share of two rows of words is common to both, in order: 0 to 1."""
    return Indel.normalized_similarity(a, b)


def _worded(nodes: Sequence[Node], numbers: dict[Hashable, int]) -> Clauses:
    clauses = outlined(nodes)
    count = len(nodes)
    clauses.rows, clauses.letters = [[] for _ in nodes], [0] * count
    clauses.headings, clauses.wholes = [""] * count, [0] * count
    for place in reversed(range(count)):  # what stands below comes later, so is ready
        node = nodes[place]
        heading, text = words(node.heading).keys, words(node.text).keys
        clauses.headings[place] = " ".join(heading)
        row = clauses.rows[place]
        row += (numbers.setdefault(key, len(numbers)) for key in (*heading, *text)[:ROW])
        clauses.letters[place] = sum(map(weight, heading)) + sum(map(weight, text))
        below = clauses.below(place)
        for child in below:
            row += clauses.rows[child][: ROW - len(row)]
            clauses.letters[place] += clauses.letters[child]
        whole = (*heading, *text), tuple(clauses.wholes[child] for child in below)
        clauses.wholes[place] = numbers.setdefault(whole, len(numbers))
    return clauses
