"""Where a number in a list belongs: to a list that is open, to a new one below it, or to neither.

How deep "1.", "a)", "(i)" lie differs from text to text, so depth follows from their order alone:
a mark goes on with an open list of its own style, or begins a list inside the last clause.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from banggiao.agreements.texts import numerals
from banggiao.agreements.texts.scanning import follows
from banggiao.agreements.texts.tree import Kind

if TYPE_CHECKING:
    from banggiao.agreements.texts.building import Builder, Draft
    from banggiao.agreements.texts.marks import Mark, Order

DEEPEST = 5
"""Lists inside one another. What lies deeper is kept as text of the clause around it."""

FURTHEST_START, FURTHEST_STEP = 20, 20
"""A number this far from where its list begins or stands is taken for a number in a sentence."""

_WEAK = re.compile(r"1|一|イ|ア|A[./].*")
"""Styles that a sentence could begin with too: a bare number, an initial."""

_ROMAN_TOP = re.compile(r"\(?A[.)/] roman")
_LETTER_TOP = re.compile(r"A[./] .*")


@dataclass(slots=True)
class Level:
    """An open list: its last clause, and the ways its marks can still be read."""

    draft: Draft
    last: dict[str, Order]
    path: Order


class Lists:
    """The lists that are open inside the article, or inside whatever holds them."""

    def __init__(self, builder: Builder) -> None:
        self.builder = builder
        self.levels: list[Level] = []
        self.too_deep = 0

    def close(self) -> None:
        """Forget all lists: another article, chapter or heading begins."""
        self.levels.clear()

    def place(self, mark: Mark, *, hard: bool, referred: bool) -> Draft | None:
        """Open the clause of a mark, None if the mark is part of a sentence.

        ``hard`` says that what stands before is finished, ``referred`` that it ends in a word such
        as "theo".
        """
        if referred:
            return None
        if len(mark.path) > 1:
            return self._place_path(mark, hard=hard)
        ranks = dict(mark.ranks)
        return (
            self._go_on(mark, ranks)
            or self._begin(mark, ranks, hard=hard)
            or (self._repeat(mark, ranks) if hard else None)
            or (self._begin_late(mark, ranks) if hard else None)
        )

    def _go_on(self, mark: Mark, ranks: dict[str, Order]) -> Draft | None:
        """Take the mark as the next of the innermost list it fits."""
        for depth in range(len(self.levels) - 1, -1, -1):
            last = self.levels[depth].last
            fitting = {
                style: order
                for style, order in ranks.items()
                if style in last and follows(last[style], order)
            }
            if fitting:
                return self._open(mark, depth, fitting)
        return None

    def _begin(self, mark: Mark, ranks: dict[str, Order], *, hard: bool) -> Draft | None:
        """Take the mark as the first of a new list."""
        first: dict[str, Order] = {
            style: order
            for style, order in ranks.items()
            if order == (1,) and not any(style in level.last for level in self.levels)
        }
        if not first or (not hard and _WEAK.fullmatch(mark.style)):
            return None
        return self._open(mark, self._depth_of_new(mark), first)

    def _repeat(self, mark: Mark, ranks: dict[str, Order]) -> Draft | None:
        """Take the mark into the innermost list of its style although its number does not fit."""
        for depth in range(len(self.levels) - 1, -1, -1):
            last = self.levels[depth].last
            shared = {style: order for style, order in ranks.items() if style in last}
            near = [abs(order[0] - last[style][0]) for style, order in shared.items()]
            if near and min(near) <= FURTHEST_STEP:
                return self._open(mark, depth, shared)
        return None

    def _begin_late(self, mark: Mark, ranks: dict[str, Order]) -> Draft | None:
        """Take the mark as the start of a list whose first clause is missing or unnumbered."""
        weak = _WEAK.fullmatch(mark.style) and mark.order != (2,)
        known = any(style in level.last for style in ranks for level in self.levels)
        if weak or known or mark.order[0] > FURTHEST_START:
            return None
        return self._open(mark, self._depth_of_new(mark), ranks)

    def _depth_of_new(self, mark: Mark) -> int:
        """Say where a new list lies: in the last clause, or right in the article.

        Japanese numbers paragraphs with bare digits, and may list points before the second one.
        """
        return 0 if mark.style == "1" and self.builder.article else len(self.levels)

    def _place_path(self, mark: Mark, *, hard: bool) -> Draft | None:
        """Place "2.1" in the clause that is numbered 2, else beside what stands there."""
        ranks = dict(mark.ranks)
        for depth in range(len(self.levels) - 1, -1, -1):
            if self.levels[depth].path == mark.path[:-1]:
                return self._open(mark, depth + 1, ranks)
        article = self.builder.article
        if article and (article.ranks.get("article") or (0,))[:1] == mark.path[:-1]:
            return self._open(mark, 0, ranks)
        if not hard or max(mark.path) > FURTHEST_STEP:
            return None
        same = next((n for n, one in enumerate(self.levels) if mark.style in one.last), None)
        return self._open(mark, len(self.levels) if same is None else same, ranks)

    def _open(self, mark: Mark, depth: int, ranks: dict[str, Order]) -> Draft | None:
        if depth >= DEEPEST:
            self.too_deep += 1
            return None
        del self.levels[depth:]
        parent = self.levels[-1].draft if self.levels else self.builder.holder
        kind = self._kind(mark, depth, ranks)
        num = mark.num
        if kind is Kind.SECTION and all(style.endswith("roman") for style in ranks):
            num = str(numerals.from_roman(num))
        draft = self.builder.list_item(kind, mark, parent, num)
        draft.ranks = ranks
        self.levels.append(Level(draft, ranks, mark.path))
        return draft

    def _kind(self, mark: Mark, depth: int, ranks: dict[str, Order]) -> Kind:
        if mark.kind:
            return mark.kind
        in_article = self.builder.article is not None
        if depth == 0 and not in_article and _opens_section(ranks):
            return Kind.SECTION
        above = self.levels[-1].draft.kind if self.levels else None
        numbered = bool(mark.path) or mark.style in ("1", "①")
        if above in (None, Kind.SECTION):
            return Kind.PARAGRAPH if numbered or (not in_article and depth == 0) else Kind.POINT
        return Kind.PARAGRAPH if len(mark.path) > 1 and above is Kind.PARAGRAPH else Kind.POINT


def _opens_section(ranks: dict[str, Order]) -> bool:
    """Tell whether a list at the top is numbered with capitals: "I.", "A."."""
    return any(_ROMAN_TOP.fullmatch(style) or _LETTER_TOP.fullmatch(style) for style in ranks)
