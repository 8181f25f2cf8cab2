"""What differs between two texts, word by word, in an order people can read.

`words` says what a word is and when two are the same, `alignment` finds what the texts share. Here
that is made readable: a comma or an "and" left over between two rewritten passages is no help.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from banggiao.agreements.texts.alignment import Alignment, Run
from banggiao.agreements.texts.words import is_han, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from banggiao.agreements.texts.words import Words

EFFORT = 400_000_000
"""Pairs of words compared at most: two rows of 20,000 words, about 100 kB in any language.
Each pair takes one bit of memory, 50 MB in all."""

ISLAND = 15
"""Letters that unchanged words between two changes may have and still be taken into them. Below
`alignment.ANCHOR`, so that no line laid beside its like is ever torn away."""


class PieceKind(StrEnum):
    """What became of a piece of text."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


_MIRROR = {
    PieceKind.SAME: PieceKind.SAME,
    PieceKind.GONE: PieceKind.NEW,
    PieceKind.NEW: PieceKind.GONE,
}


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words, as the old text has it and as the new one has it.

    What is gone has no ``new``, what is new has no ``old``. What is the same has both; they differ
    at most in white space, in how accents are composed and in characters nobody sees.
    """

    kind: PieceKind
    old: str
    new: str

    @property
    def text(self) -> str:
        """What to show: the new wording, or what is gone."""
        return self.new or self.old


@dataclass(frozen=True, slots=True)
class Differences:
    """The pieces of two texts in reading order, what is gone before what is new.

    All ``old`` joined are the old text, all ``new`` the new one, to the letter. ``is_coarse``: some
    stretch was too long to compare by words, and stands as gone and new in whole sentences or
    whole. ``compared``: pairs of words compared, at most the effort allowed.
    """

    pieces: tuple[Piece, ...]
    is_coarse: bool
    compared: int

    @property
    def is_same(self) -> bool:
        """Tell whether no word differs."""
        return all(piece.kind == PieceKind.SAME for piece in self.pieces)


def differences(old: str, new: str, *, effort: int = EFFORT) -> Differences:
    """Compare two texts; ``effort`` is how many pairs of words may be compared.

    Texts whose words are equal give one piece, two empty texts none. Exchanging the texts
    exchanges gone and new and nothing else. Never fails; past the effort it is coarse.
    """
    if old > new:  # only one direction is worked out, so that both say the same
        found = differences(new, old, effort=effort)
        return Differences(_mirrored(found.pieces), found.is_coarse, found.compared)
    a, b = words(old), words(new)
    if a.keys == b.keys:
        same = (Piece(PieceKind.SAME, old, new),) if old or new else ()
        return Differences(same, is_coarse=False, compared=0)
    if not a.keys or not b.keys:
        return Differences(tuple(_change(old, new)), is_coarse=False, compared=0)
    alignment = Alignment(a, b, effort)
    runs = _whole_words(a, b, _without_islands(a, b, alignment.runs()))
    return Differences(tuple(_pieces(a, b, runs)), alignment.is_coarse, alignment.compared)


def _change(old: str, new: str) -> Iterator[Piece]:
    if old:
        yield Piece(PieceKind.GONE, old, "")
    if new:
        yield Piece(PieceKind.NEW, "", new)


def _mirrored(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """See the pieces from the other side, what is then gone again before what is new."""
    mirrored: list[Piece] = []
    for piece in pieces:
        seen = Piece(_MIRROR[piece.kind], piece.new, piece.old)
        follows_new = bool(mirrored) and mirrored[-1].kind == PieceKind.NEW
        place = -1 if seen.kind == PieceKind.GONE and follows_new else 0
        mirrored.insert(len(mirrored) + place, seen)
    return tuple(mirrored)


def _without_islands(a: Words, b: Words, runs: Sequence[Run]) -> list[Run]:
    """Drop the runs that say too little to stand between two changes.

    That is a run of at most `ISLAND` letters, and of no more than the change before it and the
    change after it, provided that something goes and something comes: two mere additions with a
    word between them read better apart. Linear, for a run is dropped once.
    """
    a_says, b_says = a.weights(), b.weights()

    def changed(before: Run, after: Run) -> int:
        gone = a_says[after.a] - a_says[before.a + before.size]
        new = b_says[after.b] - b_says[before.b + before.size]
        return max(gone, new)

    def is_island(before: Run, run: Run, after: Run) -> bool:
        left, right = _hole(before, run), _hole(run, after)
        if not any(left) or not any(right) or not all(map(sum, zip(left, right, strict=True))):
            return False
        says = a_says[run.a + run.size] - a_says[run.a]
        return says <= min(ISLAND, changed(before, run), changed(run, after))

    kept: list[Run] = []
    for run in (Run(0, 0, 0), *runs, Run(len(a.keys), len(b.keys), 0)):
        while len(kept) > 1 and is_island(kept[-2], kept[-1], run):
            kept.pop()
        kept.append(run)
    return kept[1:-1]


def _hole(before: Run, after: Run) -> tuple[int, int]:
    """Count the words that go and those that come between two runs."""
    return after.a - before.a - before.size, after.b - before.b - before.size


def _whole_words(a: Words, b: Words, runs: Sequence[Run]) -> list[Run]:
    """Give a Han character that is left alone to the change it touches.

    Most words are two characters long: 協力 became 協議, it did not keep its 協.
    """
    edged = (Run(0, 0, 0), *runs, Run(len(a.keys), len(b.keys), 0))
    rows = zip(edged, edged[1:], edged[2:], strict=False)
    return [run for row in rows if (run := _without_lone(a, b, *row)).size]


def _without_lone(a: Words, b: Words, before: Run, run: Run, after: Run) -> Run:
    left, right = _hole(before, run), _hole(run, after)
    a_end, b_end = run.a + run.size, run.b + run.size
    starts = (left[0] and _is_one_row(a, run.a)) or (left[1] and _is_one_row(b, run.b))
    ends = (right[0] and _is_one_row(a, a_end)) or (right[1] and _is_one_row(b, b_end))
    if run.size == 1:
        return Run(run.a, run.b, 0 if starts or ends else 1)
    first = 1 if starts and not _is_one_row(a, run.a + 1) else 0
    last = 1 if ends and not _is_one_row(a, a_end - 1) else 0
    return Run(run.a + first, run.b + first, run.size - first - last)


def _is_one_row(text: Words, place: int) -> bool:
    """Tell whether the words before and after a place are Han characters side by side."""
    before, after = text.keys[place - 1], text.keys[place]
    return is_han(before) and is_han(after) and not text.gap(place - 1)


def _pieces(a: Words, b: Words, runs: Sequence[Run]) -> Iterator[Piece]:
    """Give runs and what lies between them as pieces."""
    a_place = b_place = 0
    before = Run(0, 0, 0)
    for run in (*runs, Run(len(a.keys), len(b.keys), 0)):
        (a_from, a_to), (b_from, b_to) = _hole_in_text(a, b, before, run)
        if a_from > a_place or b_from > b_place:
            yield Piece(PieceKind.SAME, a.text[a_place:a_from], b.text[b_place:b_from])
        yield from _change(a.text[a_from:a_to], b.text[b_from:b_to])
        a_place, b_place, before = a_to, b_to, run
    if a_place < len(a.text) or b_place < len(b.text):
        yield Piece(PieceKind.SAME, a.text[a_place:], b.text[b_place:])


def _hole_in_text(
    a: Words, b: Words, before: Run, after: Run
) -> tuple[tuple[int, int], tuple[int, int]]:
    """Say where what lies between two runs begins and ends in each text.

    A word has other white space after it at the end of a line than further in. Where such a word
    stands before a change, the white space goes with the change, and that after the change with
    what follows: "signed" and "signed today" differ by " today". White space after both what is
    gone and what is new is the same.
    """
    a_start, b_start = before.a + before.size, before.b + before.size
    a_from, a_to = a.starts[a_start], a.starts[after.a]
    b_from, b_to = b.starts[b_start], b.starts[after.b]
    gone, new = after.a > a_start, after.b > b_start
    if gone and new and a.gap(after.a - 1) == b.gap(after.b - 1):
        a_to, b_to = a.ends[after.a - 1], b.ends[after.b - 1]
    if (gone or new) and before.size and a.gap(a_start - 1) != b.gap(b_start - 1):
        if gone or a.gap(a_start - 1) == b.gap(after.b - 1):
            a_from = a.ends[a_start - 1]
        if new or b.gap(b_start - 1) == a.gap(after.a - 1):
            b_from = b.ends[b_start - 1]
        if not new and b_from < b_to:
            a_to, b_to = a.ends[after.a - 1], b_from
        if not gone and a_from < a_to:
            a_to, b_to = a_from, b.ends[after.b - 1]
    return (a_from, a_to), (b_from, b_to)
