"""Splits a text into its clauses. Whatever the text, no word of it is lost.

Two passes over the lines: `scanning` finds the marks, this puts what stands between them into the
tree. The cost grows with the length of the text alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from banggiao.agreements.texts import checking, headings, signs
from banggiao.agreements.texts.building import Builder
from banggiao.agreements.texts.front import body_start, place_front
from banggiao.agreements.texts.language import language_of
from banggiao.agreements.texts.lines import Finding, Line, Place, lines_of
from banggiao.agreements.texts.marks import STRUCTURAL, Mark
from banggiao.agreements.texts.placing import Lists
from banggiao.agreements.texts.scanning import Scan, Zone, scan, signatures_in, zones_of
from banggiao.agreements.texts.tree import Kind, Node

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Split:
    """A text in its clauses, in reading order: a parent stands before what it holds.

    ``language`` is "vi", "en", "ja" or "und".
    """

    language: str
    nodes: tuple[Node, ...]
    findings: tuple[Finding, ...]


def split_text(text: str) -> Split:
    """Split a plain text. Never fails; an empty text has no clauses."""
    return split(lines_of(text))


def split(lines: Iterable[Line]) -> Split:
    """Split the lines of a text, as `reading` gives them. Never fails.

    What cannot be placed is kept where it stood, as kind ``unplaced``, with a finding. What joined
    nodes give is what the lines held: ``folded(joined(nodes))`` equals the folded text.
    """
    given = list(lines)
    walk = _Walk(scan(given))
    walk.go()
    nodes = tuple(draft.node() for draft in walk.builder.drafts)
    language = language_of("\n".join(line.text for line in given))
    found = checking.Checked(walk.builder.drafts, nodes, language, walk.seen)
    return Split(language, nodes, tuple(checking.findings(found)))


class _Walk:
    """Goes through the lines and opens clauses."""

    def __init__(self, found: Scan) -> None:
        self.found = found
        self.builder = Builder()
        self.lists = Lists(self.builder)
        self.seen = checking.Seen()
        self.custom = headings.Custom()

    def go(self) -> None:
        for number, zone in enumerate(zones_of(self.found)):
            self._zone(zone, is_annex=number > 0)
        self._rest(self.found.stop)
        self.seen.too_deep = self.lists.too_deep

    def _zone(self, zone: Zone, *, is_annex: bool) -> None:
        self.custom = headings.custom_of(self.found, zone)
        self.lists.close()
        begin = zone.start if is_annex else body_start(self.found, zone)
        signed = signatures_in(self.found, zone, begin if is_annex else max(begin, 0) - 1)
        if not is_annex:
            front_end = min(begin, signed)
            has_body = begin < zone.end
            place_front(self.found, self.builder, front_end, self._note_place, has_body=has_body)
        at = begin
        while at < signed:
            at = self._line(zone, at) if self.found.lines[at].text else at + 1
        if signed < zone.end:
            self._signatures(signed, zone.end)

    def _signatures(self, start: int, end: int) -> None:
        self.lists.close()
        self.builder.lone(Kind.SIGNATURES)
        for at in range(start, end):
            self._text(at)

    def _rest(self, start: int) -> None:
        """Keep in one piece what stands behind more than any agreement has."""
        kept = [line.text for line in self.found.lines[start:] if line.text]
        if kept:
            self.lists.close()
            self.builder.lone(Kind.UNPLACED).lines.extend(kept)
            self.seen.stopped = True

    def _line(self, zone: Zone, at: int) -> int:
        """Put one line where it belongs. Gives the next line to look at."""
        mark = self.found.marks[at]
        if mark is None:
            if self._opens_group(zone, at):
                self.lists.close()
                self.builder.hold(Kind.HEADING, None, self.found.lines[at].text)
            else:
                self._text(at)
            return at + 1
        if mark.kind is Kind.ARTICLE:
            opening = headings.opening_of_article(self.found, zone, at, mark, self.custom)
            return self._hold(mark.kind, mark, opening, at)
        if mark.kind in STRUCTURAL or mark.kind is Kind.ANNEX:
            opening = headings.opening_of_holder(self.found, zone, at, mark.rest)
            return self._hold(mark.kind, mark, opening, at)
        return self._list_item(zone, at, mark)

    def _opens_group(self, zone: Zone, at: int) -> bool:
        article = self.builder.article
        text = self.found.lines[at].text
        if article and article.is_bare and not signs.is_caption(text):
            return False  # it would take the only line away from the article above
        return headings.groups(self.found, zone, at)

    def _hold(self, kind: Kind, mark: Mark, opening: headings.Opening, at: int) -> int:
        self.lists.close()
        draft = self.builder.hold(kind, mark, opening.heading)
        if opening.text:
            draft.lines.append(opening.text)
        self._note_place(draft.eid, at)
        return opening.following

    def _list_item(self, zone: Zone, at: int, mark: Mark) -> int:
        draft = self.lists.place(
            mark, hard=self.found.is_hard(at), referred=self.found.is_referred_to(at)
        )
        if draft is None:
            self._text(at)
            return at + 1
        if draft.kind is Kind.SECTION:
            opening = headings.opening_of_holder(self.found, zone, at, mark.rest)
            draft.heading = opening.heading
            draft.lines += [opening.text] if opening.text else []
            return opening.following
        beside, below = mark.rest, self.found.after[at]
        if not beside and below < zone.end and self.found.is_plain(below):
            at, beside = below, self.found.lines[below].text  # the mark stands alone on its line
        in_article = self.builder.article is not None
        if draft.kind is Kind.PARAGRAPH and headings.heads_list(
            self.found, zone, at, beside, mark.style, in_article=in_article
        ):
            draft.heading = beside
        elif beside:
            draft.lines.append(beside)
        return at + 1

    def _text(self, at: int) -> None:
        """Add a line to the clause that was opened last."""
        text = self.found.lines[at].text
        if not text:
            return
        draft = self.builder.current or self.builder.lone(Kind.UNPLACED)
        draft.lines.append(text)
        self._note_place(draft.eid, at)

    def _note_place(self, eid: str, at: int) -> None:
        place = self.found.lines[at].place
        if place is not Place.BODY:
            self.seen.places.setdefault((place, eid))
        if at in self.found.quoted:
            self.seen.quoted.setdefault(eid)
