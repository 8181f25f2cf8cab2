"""Which words of two texts correspond: the runs they share, within a bounded effort.

Unchanged lines, then unchanged sentences are laid beside each other first; words are compared only
in what is left between them. So a clause put in between stays whole, however many words it shares
with its neighbours.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz.distance import LCSseq

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Sequence

    from banggiao.agreements.texts.words import Words

ANCHOR = 16
"""Letters a line or sentence must have to be laid beside its like. "Article 5" alone says nothing:
after renumbering it is another article."""


class Run(NamedTuple):
    """``size`` words that stand in both texts, from word ``a`` of one and ``b`` of the other."""

    a: int
    b: int
    size: int


class _Stretch(NamedTuple):
    """The words from ``a`` to ``a_end`` of one text, beside those from ``b`` to ``b_end``."""

    a: int
    a_end: int
    b: int
    b_end: int


class Alignment:
    """The runs two texts share, once `runs` was called; and what it took to find them.

    ``compared``: pairs of words or sentences compared, at most ``effort``. ``is_coarse``: some
    stretch would have taken more, and was compared by sentences or not at all.
    """

    def __init__(self, a: Words, b: Words, effort: int) -> None:
        self.effort = effort
        self.compared = 0
        self.is_coarse = False
        self._a, self._b = _numbered(a.keys, b.keys)
        self._weights = a.weights()
        self._lines = a.lines(), b.lines()
        self._sentences = a.sentences(), b.sentences()
        self._found: list[Run] = []

    def runs(self) -> list[Run]:
        """Find the runs in order; no run goes on where the one before it ends."""
        everything = _Stretch(0, len(self._a), 0, len(self._b))
        for part in self._anchored(everything, self._lines):
            for smaller in self._anchored(part, self._sentences):
                self._compare(smaller)
        return _joined(sorted(self._found))

    def _anchored(
        self, stretch: _Stretch, places: tuple[Sequence[int], Sequence[int]]
    ) -> list[_Stretch]:
        """Note the lines (or sentences) that surely correspond; give what lies between them."""
        a_cuts = _cuts(places[0], stretch.a, stretch.a_end)
        b_cuts = _cuts(places[1], stretch.b, stretch.b_end)
        says = [self._weights[end] - self._weights[start] for start, end in pairwise(a_cuts)]
        a_units, b_units = _units(self._a, a_cuts), _units(self._b, b_cuts)
        runs = [
            Run(a_cuts[i], b_cuts[j], len(a_units[i])) for i, j in _anchors(a_units, b_units, says)
        ]
        self._found += runs
        return _between(stretch, runs)

    def _compare(self, stretch: _Stretch, *, is_part: bool = False) -> None:
        """Note what the words of a stretch share; by sentences if it is too long for words."""
        stretch = self._trimmed(stretch)
        a = self._a[stretch.a : stretch.a_end]
        b = self._b[stretch.b : stretch.b_end]
        if not a or not b:
            return
        if self._affords(len(a), len(b)):
            self._found += (Run(stretch.a + i, stretch.b + j, n) for i, j, n in _common(a, b))
        elif is_part:
            self.is_coarse = True
        else:
            for part in self._by_sentences(stretch):
                self._compare(part, is_part=True)

    def _trimmed(self, stretch: _Stretch) -> _Stretch:
        """Note the words alike at both ends of a stretch, and give what is left of it."""
        a, a_end, b, b_end = stretch
        head = _alike(self._a[a:a_end], self._b[b:b_end])
        a, b = a + head, b + head
        tail = _alike(self._a[a:a_end][::-1], self._b[b:b_end][::-1])
        a_end, b_end = a_end - tail, b_end - tail
        self._found += (Run(a - head, b - head, head), Run(a_end, b_end, tail))
        return _Stretch(a, a_end, b, b_end)

    def _by_sentences(self, stretch: _Stretch) -> list[_Stretch]:
        """Note the sentences a stretch shares, if that is affordable; give what lies between."""
        a_cuts = _cuts(self._sentences[0], stretch.a, stretch.a_end)
        b_cuts = _cuts(self._sentences[1], stretch.b, stretch.b_end)
        if not self._affords(len(a_cuts) - 1, len(b_cuts) - 1):
            return [stretch]
        common = _common(*_numbered(_units(self._a, a_cuts), _units(self._b, b_cuts)))
        runs = [Run(a_cuts[i], b_cuts[j], a_cuts[i + n] - a_cuts[i]) for i, j, n in common]
        self._found += runs
        return _between(stretch, runs)

    def _affords(self, n: int, m: int) -> bool:
        """Tell whether the effort left covers n by m comparisons, and book them if so."""
        if self.compared + n * m > self.effort:
            return False
        self.compared += n * m
        return True


def _numbered(a: Sequence[Hashable], b: Sequence[Hashable]) -> tuple[list[int], list[int]]:
    """Give equal things equal numbers, which compare faster and hash alike everywhere."""
    numbers: dict[Hashable, int] = {}
    first = [numbers.setdefault(thing, len(numbers)) for thing in a]
    return first, [numbers.setdefault(thing, len(numbers)) for thing in b]


def _common(a: Sequence[int], b: Sequence[int]) -> Iterator[Run]:
    """Give a longest common subsequence as runs. Takes len(a) * len(b) comparisons."""
    for code in LCSseq.opcodes(a, b):
        if code.tag == "equal":
            yield Run(code.src_start, code.dest_start, code.src_end - code.src_start)


def _alike(a: Sequence[Hashable], b: Sequence[Hashable]) -> int:
    """Count how many things are alike from the start."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(a, b, strict=False)))


def _cuts(places: Sequence[int], start: int, end: int) -> list[int]:
    """Give the places strictly between start and end, and these two."""
    return [start, *places[bisect_left(places, start + 1) : bisect_left(places, end)], end]


def _units(row: Sequence[int], cuts: Sequence[int]) -> list[tuple[int, ...]]:
    return [tuple(row[start:end]) for start, end in pairwise(cuts)]


def _between(stretch: _Stretch, runs: Sequence[Run]) -> list[_Stretch]:
    """Give the stretches that runs, in order, leave between them; none that is empty in one."""
    a, b, left = stretch.a, stretch.b, []
    for run in (*runs, Run(stretch.a_end, stretch.b_end, 0)):
        if a < run.a and b < run.b:
            left.append(_Stretch(a, run.a, b, run.b))
        a, b = run.a + run.size, run.b + run.size
    return left


def _joined(runs: Sequence[Run]) -> list[Run]:
    """Make one run of those that go on where the one before ends, and drop the empty."""
    joined: list[Run] = []
    for run in runs:
        last = joined[-1] if joined else None
        if last and (last.a + last.size, last.b + last.size) == (run.a, run.b):
            joined[-1] = Run(last.a, last.b, last.size + run.size)
        elif run.size:
            joined.append(run)
    return joined


def _anchors(
    a: Sequence[Hashable], b: Sequence[Hashable], says: Sequence[int]
) -> list[tuple[int, int]]:
    """Pair the units alike at both ends, and between them those that stand once in each text.

    ``says`` holds the letters of each unit of ``a``; between the ends only those with `ANCHOR`
    count. Of units that changed places the longest row in order is kept. n log n.
    """
    head = _alike(a, b)
    tail = _alike(a[head:][::-1], b[head:][::-1])
    a_end, b_end = len(a) - tail, len(b) - tail
    in_a, in_b = Counter(a[head:a_end]), Counter(b[head:b_end])
    once = {b[j]: j for j in range(head, b_end) if in_b[b[j]] == 1}
    pairs = [
        (i, once[a[i]])
        for i in range(head, a_end)
        if says[i] >= ANCHOR and in_a[a[i]] == 1 and a[i] in once
    ]
    heads = [(i, i) for i in range(head)]
    tails = [(a_end + k, b_end + k) for k in range(tail)]
    return [*heads, *_longest_rise(pairs), *tails]


def _longest_rise(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Give a longest row of pairs whose second numbers rise, as the first ones do already."""
    lows: list[int] = []  # lows[k]: the lowest end of a row of k + 1 pairs
    tops: list[int] = []  # the pair at that end
    before: list[int] = []  # for each pair the one before it in its row, or -1
    for place, (_, second) in enumerate(pairs):
        k = bisect_left(lows, second)
        before.append(tops[k - 1] if k else -1)
        lows[k : k + 1] = [second]
        tops[k : k + 1] = [place]
    row: list[tuple[int, int]] = []
    place = tops[-1] if tops else -1
    while place >= 0:
        row.append(pairs[place])
        place = before[place]
    return row[::-1]
