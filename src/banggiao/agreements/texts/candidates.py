"""Which clauses of two groups are alike in their words, without comparing each with each."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from banggiao.agreements.texts.clauses import likeness

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from banggiao.agreements.texts.clauses import Clauses

ALIKE = 0.6
"""Share of words in common from which two clauses are taken for one. Two that have nothing to do
with each other share 0.3 to 0.4 in legal language."""

FEW = 400
"""Pairs of clauses that are all compared; of more only those that share rare words are."""

RARE = 12
"""Clauses of a group that may hold a word which still counts as rare."""

NEAREST = 5
"""Clauses that one is compared with at most, when not all pairs are."""


class Similar(NamedTuple):
    """Two clauses by their places, and the share of words they have in common."""

    old: int
    new: int
    score: float


def similar(
    old: Clauses, new: Clauses, old_places: Sequence[int], new_places: Sequence[int]
) -> tuple[list[Similar], int]:
    """Give the pairs of one kind that are at least `ALIKE`, most alike first, then nearest.

    Beside them stands how many pairs were compared: no more than `FEW`, or than `NEAREST` for each
    new place.
    """
    if len(old_places) * len(new_places) <= FEW:
        pairs = [(i, j) for j in new_places for i in old_places]
    else:
        pairs = list(_sharing_rare_words(old, new, old_places, new_places))
    found: list[Similar] = []
    for i, j in pairs:
        if old.nodes[i].kind == new.nodes[j].kind and old.rows[i] and new.rows[j]:
            score = likeness(old.rows[i], new.rows[j])
            if score >= ALIKE:
                found.append(Similar(i, j, score))
    found.sort(key=lambda pair: (-pair.score, abs(pair.old - pair.new), pair.old, pair.new))
    return found, len(pairs)


def _sharing_rare_words(
    old: Clauses, new: Clauses, old_places: Sequence[int], new_places: Sequence[int]
) -> Iterator[tuple[int, int]]:
    """Give for each new place the old ones it shares most rare words with."""
    holders: dict[int, list[int]] = defaultdict(list)
    for i in old_places:
        for word in set(old.rows[i]):
            holders[word].append(i)
    rare = {word: places for word, places in holders.items() if len(places) <= RARE}
    for j in new_places:
        shared = Counter(i for word in set(new.rows[j]) for i in rare.get(word, ()))
        nearest = sorted(shared.items(), key=lambda item: (-item[1], abs(item[0] - j), item[0]))
        for i, _ in nearest[:NEAREST]:
            yield i, j
