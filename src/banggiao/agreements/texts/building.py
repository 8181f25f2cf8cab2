"""The tree while it grows: clauses in reading order, each with an eid nobody else has.

An eid follows Akoma Ntoso: the clause's own part after its parent's, joined by two underscores.
Articles are numbered through a text, so chapters do not stand in theirs: ``art_5``,
``art_5__para_2__point_a``, ``chp_2__sec_1``, ``annex_1__art_1``. A number that comes twice gets an
underscore and which one it is: ``art_5_2`` is the second Article 5.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from banggiao.agreements.texts.tree import Kind, Node

if TYPE_CHECKING:
    from banggiao.agreements.texts.marks import Mark, Order

_PARTS = {
    Kind.PART: "part",
    Kind.CHAPTER: "chp",
    Kind.SECTION: "sec",
    Kind.ARTICLE: "art",
    Kind.PARAGRAPH: "para",
    Kind.POINT: "point",
    Kind.HEADING: "hdg",
    Kind.ANNEX: "annex",
    Kind.UNPLACED: "unplaced",
}
_RANKS = {
    Kind.ANNEX: 1,
    Kind.PART: 2,
    Kind.CHAPTER: 3,
    Kind.SECTION: 4,
    Kind.HEADING: 5,
    Kind.ARTICLE: 6,
}
_NOT_IN_EIDS = re.compile(r"[\W_]+")


@dataclass(slots=True)
class Draft:
    """A clause that still takes lines. ``order`` and ``style`` say how it is numbered."""

    eid: str
    kind: Kind
    parent: str
    num: str = ""
    printed: str = ""
    heading: str = ""
    ranks: dict[str, Order] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)
    has_children: bool = False

    @property
    def is_bare(self) -> bool:
        """Whether nothing stands in it yet but its mark and heading."""
        return not self.lines and not self.has_children

    def node(self) -> Node:
        """Give the clause as it stays."""
        text = "\n".join(self.lines)
        return Node(self.eid, self.kind, self.num, self.printed, self.heading, text, self.parent)


@dataclass(slots=True)
class Builder:
    """Opens clauses one after the other and keeps which ones are open."""

    drafts: list[Draft] = field(default_factory=list)
    holders: list[Draft] = field(default_factory=list)
    """The open annex, part, chapter, section, heading and article, the widest first."""
    used: dict[str, int] = field(default_factory=dict)
    prefix: str = ""
    """What the eids of an annex begin with."""

    @property
    def current(self) -> Draft | None:
        """The clause that was opened last."""
        return self.drafts[-1] if self.drafts else None

    @property
    def holder(self) -> Draft | None:
        """The innermost open clause that is no paragraph or point."""
        return self.holders[-1] if self.holders else None

    @property
    def article(self) -> Draft | None:
        """The open article."""
        holder = self.holder
        return holder if holder and holder.kind is Kind.ARTICLE else None

    def lone(self, kind: Kind, name: str = "") -> Draft:
        """Open what stands beside the clauses: title, preamble, signatures, a piece unplaced."""
        annex = self.holders[0] if self.prefix and self.holders else None
        self.holders = [annex] if annex else []
        numbered = f"{self.prefix}{_PARTS[kind]}_{self._count(kind)}" if kind in _PARTS else ""
        eid = self._unique(numbered or f"{self.prefix}{name or kind.value}")
        return self._add(Draft(eid, kind, annex.eid if annex else ""))

    def hold(self, kind: Kind, mark: Mark | None, heading: str = "") -> Draft:
        """Open an annex, part, chapter, section, heading or article."""
        rank = _RANKS[kind]
        while self.holders and _RANKS[self.holders[-1].kind] >= rank:
            self.holders.pop()
        if kind is Kind.ANNEX:
            self.prefix = ""
        parent = self.holder
        num = (mark.num if mark else "") or str(self._count(kind, parent))
        if kind is Kind.ARTICLE:
            base = self.prefix
        else:
            wider = next((one for one in reversed(self.holders) if one.kind in _PARTS), None)
            base = f"{wider.eid}__" if wider else ""
        eid = self._unique(f"{base}{_PARTS[kind]}_{_safe(num)}")
        draft = Draft(eid, kind, parent.eid if parent else "", heading=heading)
        if mark:
            draft.num, draft.printed, draft.ranks = mark.num, mark.printed, dict(mark.ranks)
        if kind is Kind.ANNEX:
            self.prefix = f"{eid}__"
        if parent:
            parent.has_children = True
        self.holders.append(draft)
        return self._add(draft)

    def list_item(self, kind: Kind, mark: Mark, parent: Draft | None, num: str) -> Draft:
        """Open a paragraph or point, or a section of a text that has no articles."""
        last = str(mark.path[-1]) if len(mark.path) > 1 else num
        base = f"{parent.eid}__" if parent else self.prefix
        eid = self._unique(f"{base}{_PARTS[kind]}_{_safe(last)}")
        draft = Draft(eid, kind, parent.eid if parent else "", num, mark.printed)
        if parent:
            parent.has_children = True
        return self._add(draft)

    def _add(self, draft: Draft) -> Draft:
        self.drafts.append(draft)
        return draft

    def _count(self, kind: Kind, parent: Draft | None = None) -> int:
        """Count what has no number of its own: headings, annexes, pieces unplaced."""
        key = f"#{kind} {parent.eid if parent else self.prefix}"
        self.used[key] = self.used.get(key, 0) + 1
        return self.used[key]

    def _unique(self, eid: str) -> str:
        count = self.used.get(eid, 0) + 1
        unique = eid
        while count > 1 and (unique := f"{eid}_{count}") in self.used:
            count += 1
        self.used[eid] = count
        if unique != eid:
            self.used[unique] = 1
        return unique


def _safe(num: str) -> str:
    return _NOT_IN_EIDS.sub("-", num).strip("-")
