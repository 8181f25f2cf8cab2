"""Pairs the clauses of two texts by signs, sure ones before unsure ones."""

from __future__ import annotations

from collections import defaultdict
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from banggiao.agreements.texts.candidates import similar
from banggiao.agreements.texts.clauses import ROOT, likeness
from banggiao.agreements.texts.tree import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence

    from banggiao.agreements.texts.candidates import Similar
    from banggiao.agreements.texts.clauses import Clauses

    type Sign = Callable[[Clauses, int], Hashable]

SURE = 16
"""Letters a clause must have to be known again by its words anywhere in the text."""

_ONE_EACH = frozenset({Kind.TITLE, Kind.PREAMBLE, Kind.SIGNATURES})


class Reason(StrEnum):
    """Why a clause is taken for one of the earlier text."""

    SAME_WORDS = "same words"
    SAME_NUMBER_AND_HEADING = "same number and heading"
    SAME_HEADING = "same heading"
    SIMILAR_WORDS = "similar words"
    SAME_PLACE = "same place"
    NEW = "new"


# How sure a reason makes by itself; the words in common make up the rest.
_BY_ITSELF = {
    Reason.SAME_WORDS: 1.0,
    Reason.SAME_NUMBER_AND_HEADING: 0.75,
    Reason.SAME_HEADING: 0.5,
    Reason.SIMILAR_WORDS: 0.0,
    Reason.SAME_PLACE: 0.0,
}


class Pair(NamedTuple):
    """What a clause of the later text is taken for: the place of the earlier, why, how surely."""

    old: int
    reason: Reason
    score: float


class Pairing:
    """Two texts and the pairs found so far; each clause is in one pair at most.

    ``found`` holds the pair for each new place that has one. ``compared`` counts how often the
    words of two clauses were compared to find a pair.
    """

    def __init__(self, old: Clauses, new: Clauses) -> None:
        self.old, self.new = old, new
        self.found: dict[int, Pair] = {}
        self.compared = 0
        self._taken: dict[int, int] = {}  # the new place for each old one in a pair
        self._parents = [(ROOT, ROOT)]  # whose children belong together, as they are found
        self._reached = 1
        self._rules: list[Callable[[int, int], None]] = []

    def by_words(self) -> None:
        """Pair two versions in one language, with all signs there are."""
        self._with_rule(self._plain_under)
        self._anywhere_by(_many_words, Reason.SAME_WORDS)
        self._anywhere_by(_heading, Reason.SAME_HEADING)
        self._with_rule(self._similar_under)
        self._similar_anywhere()
        self._with_rule(self._neighbours_under)

    def by_place(self) -> None:
        """Pair two languages of one text, by structure alone."""
        self._with_rule(self._counted_under)

    def _with_rule(self, rule: Callable[[int, int], None]) -> None:
        """Apply one more rule under all matched parents, and all rules under those it matches."""
        known = list(self._parents)
        self._rules.append(rule)
        for parents in known:
            rule(*parents)
        self._go_down()

    def _go_down(self) -> None:
        """Apply the rules so far under the parents matched since the last time, and so on down."""
        while self._reached < len(self._parents):
            parents = self._parents[self._reached]
            self._reached += 1
            for rule in self._rules:
                rule(*parents)

    def _pair(self, i: int, j: int, reason: Reason, score: float | None = None) -> None:
        if i in self._taken or j in self.found:
            return
        if score is None:
            sure = _BY_ITSELF[reason]
            score = sure if sure == 1 else sure + (1 - sure) * self._likeness(i, j)
        self._taken[i] = j
        self.found[j] = Pair(i, reason, score)
        self._parents.append((i, j))

    def _likeness(self, i: int, j: int) -> float:
        return likeness(self.old.rows[i], self.new.rows[j])

    def _free(self, olds: Iterable[int], news: Iterable[int]) -> tuple[list[int], list[int]]:
        return [i for i in olds if i not in self._taken], [j for j in news if j not in self.found]

    def _groups(
        self, sign: Sign, olds: Iterable[int], news: Iterable[int]
    ) -> list[tuple[list[int], list[int]]]:
        """Put the free clauses of both texts together that share a sign; None is no sign."""
        olds, news = self._free(olds, news)
        groups: dict[Hashable, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
        for i in olds:
            groups[sign(self.old, i)][0].append(i)
        for j in news:
            groups[sign(self.new, j)][1].append(j)
        return [both for shared, both in groups.items() if shared is not None and all(both)]

    def _plain_under(self, parent: int, new_parent: int) -> None:
        """Pair by what is plain to see: words, or number and heading, or a heading used once."""
        olds, news = self.old.below(parent), self.new.below(new_parent)
        for sign, reason in _PLAIN:
            for some_olds, some_news in self._groups(sign, olds, news):
                for i, j in zip(some_olds, some_news, strict=False):
                    self._pair(i, j, reason)
        self._single_by(_heading, olds, news, Reason.SAME_HEADING)

    def _single_by(
        self, sign: Sign, olds: Iterable[int], news: Iterable[int], reason: Reason
    ) -> None:
        """Pair by a sign that one clause has in each text."""
        for some_olds, some_news in self._groups(sign, olds, news):
            if len(some_olds) == len(some_news) == 1:
                self._pair(some_olds[0], some_news[0], reason)

    def _anywhere_by(self, sign: Sign, reason: Reason) -> None:
        self._single_by(sign, range(len(self.old.nodes)), range(len(self.new.nodes)), reason)
        self._go_down()

    def _similar_under(self, parent: int, new_parent: int) -> None:
        for i, j, score in self._similar(self.old.below(parent), self.new.below(new_parent)):
            self._pair(i, j, Reason.SIMILAR_WORDS, score)

    def _similar_anywhere(self) -> None:
        olds = [i for i, letters in enumerate(self.old.letters) if letters >= SURE]
        news = [j for j, letters in enumerate(self.new.letters) if letters >= SURE]
        for i, j, score in self._similar(olds, news):
            self._pair(i, j, Reason.SIMILAR_WORDS, score)
            self._go_down()

    def _similar(self, olds: Iterable[int], news: Iterable[int]) -> list[Similar]:
        found, compared = similar(self.old, self.new, *self._free(olds, news))
        self.compared += compared
        return found

    def _neighbours_under(self, parent: int, new_parent: int) -> None:
        """Pair what is left between the same neighbours, in order, where it is as many.

        A clause without a heading that was written anew is known by nothing else. With neither a
        matched neighbour nor a matched parent nothing is known.
        """
        olds, news = self.old.below(parent), self.new.below(new_parent)
        self._single_by(_one_each, olds, news, Reason.SAME_PLACE)
        here = set(news)
        paired = {i: i for i in olds if self._taken.get(i) in here}
        paired_new = {j: pair.old for j in news if (pair := self.found.get(j))}
        old_gaps = _gaps(paired, [i for i in olds if i in paired or i not in self._taken])
        new_gaps = _gaps(
            paired_new, [j for j in news if paired_new.get(j) in paired or j not in self.found]
        )
        for around, gap in new_gaps.items():
            old_gap = old_gaps.get(around, [])
            if len(old_gap) == len(gap) and (parent != ROOT or around != (ROOT, ROOT)):
                for i, j in zip(old_gap, gap, strict=True):
                    if _fit(self.old, i) == _fit(self.new, j):
                        self._pair(i, j, Reason.SAME_PLACE)

    def _counted_under(self, parent: int, new_parent: int) -> None:
        """Pair clauses of a kind in order if they are as many or are points, else by number."""
        olds, news = self.old.below(parent), self.new.below(new_parent)
        for some_olds, some_news in self._groups(_kind, olds, news):
            if len(some_olds) == len(some_news):
                for i, j in zip(some_olds, some_news, strict=True):
                    same = _number(self.old, i) == _number(self.new, j)
                    self._pair(i, j, Reason.SAME_PLACE, 1.0 if same else 0.75)
            elif _kind(self.old, some_olds[0]) == Kind.POINT:
                for i, j in zip(some_olds, some_news, strict=False):
                    self._pair(i, j, Reason.SAME_PLACE, 0.5)
            else:
                for same_olds, same_news in self._groups(_number, some_olds, some_news):
                    for i, j in zip(same_olds, same_news, strict=False):
                        self._pair(i, j, Reason.SAME_PLACE, 0.75)


def _gaps(paired: Mapping[int, int], places: Sequence[int]) -> dict[tuple[int, int], list[int]]:
    """Give the runs of places that are not paired, by the pairs on either side of them.

    ``paired`` names a pair for a place; the start and the end of the row count as `ROOT`.
    """
    gaps: dict[tuple[int, int], list[int]] = {}
    before, gap = ROOT, list[int]()
    for place in places:
        if place in paired:
            gaps[before, paired[place]] = gap
            before, gap = paired[place], []
        else:
            gap.append(place)
    gaps[before, ROOT] = gap
    return gaps


# What clauses are known by. None where a clause lacks it.


def _marked_words(text: Clauses, place: int) -> Hashable:
    node = text.nodes[place]
    return node.kind, node.num, text.headings[place], text.wholes[place]


def _words(text: Clauses, place: int) -> Hashable:
    return text.wholes[place] if text.letters[place] else None


def _many_words(text: Clauses, place: int) -> Hashable:
    return text.wholes[place] if text.letters[place] >= SURE else None


def _heading(text: Clauses, place: int) -> Hashable:
    heading = text.headings[place]
    return (text.nodes[place].kind, heading) if heading else None


def _number_and_heading(text: Clauses, place: int) -> Hashable:
    node, heading = text.nodes[place], text.headings[place]
    return (node.kind, node.num, heading) if node.num and heading else None


def _one_each(text: Clauses, place: int) -> Hashable:
    kind = text.nodes[place].kind
    return kind if kind in _ONE_EACH else None


def _fit(text: Clauses, place: int) -> Hashable:
    return text.nodes[place].kind, text.headings[place]


def _kind(text: Clauses, place: int) -> Hashable:
    return text.nodes[place].kind


def _number(text: Clauses, place: int) -> Hashable:
    return text.nodes[place].num or None


_PLAIN = (
    (_marked_words, Reason.SAME_WORDS),
    (_words, Reason.SAME_WORDS),
    (_number_and_heading, Reason.SAME_NUMBER_AND_HEADING),
)
