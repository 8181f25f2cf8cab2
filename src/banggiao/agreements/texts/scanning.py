"""The first look at a text: which lines bear marks, and where its annexes and signatures begin."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from banggiao.agreements.texts import signs
from banggiao.agreements.texts.lines import Place
from banggiao.agreements.texts.marks import STRUCTURAL, Mark, Order, read_mark
from banggiao.agreements.texts.quotes import quoted_lines
from banggiao.agreements.texts.tree import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from banggiao.agreements.texts.lines import Line

MOST_MARKS, MOST_LINES = 25_000, 60_000
"""Marks and lines of a text. No agreement has as many; what follows is kept without a look."""

SHORT = 40
"""Characters of a line after which a mark may follow although the line is not closed."""

BLOCK_AT_END = 60
"""Lines at the end of a text among which somebody signs for somebody."""


def follows(last: Order, order: Order) -> bool:
    """Tell whether a number is the next one: 6 after 5, 5bis after 5, 6 after 5bis."""
    if not last or not order:
        return False
    return order[0] == last[0] + 1 or (order[0] == last[0] and order[1:] > last[1:])


@dataclass(frozen=True, slots=True)
class Zone:
    """The body of a text, or one annex: lines from ``start`` up to ``end``."""

    start: int
    end: int
    marked: tuple[int, ...]
    """Lines with the mark of an article or of what holds articles."""


@dataclass(slots=True)
class Scan:
    """The lines of a text with what a first look tells of each."""

    lines: Sequence[Line]
    marks: list[Mark | None] = field(default_factory=list)
    quoted: set[int] = field(default_factory=set)
    before: list[int] = field(default_factory=list)
    """For each line the one before it that is not empty, -1 where there is none."""
    after: list[int] = field(default_factory=list)
    """For each line the next one that is not empty, the number of lines where there is none."""
    stop: int = 0
    """The first line that is not looked at."""

    def is_hard(self, at: int) -> bool:
        """Tell whether something may begin in this line: what stands before it is finished."""
        before = self.before[at]
        if self.lines[at].fresh or before < 0:
            return True
        text, mark = self.lines[before].text, self.marks[before]
        return (
            signs.is_closed(text)
            or signs.is_caps(text)
            or self.lines[before].place is not self.lines[at].place
            or (mark is not None and not mark.rest)
            or (len(text) <= SHORT and not signs.is_open_end(text))
        )

    def is_referred_to(self, at: int) -> bool:
        """Tell whether the line before ends in "theo", "of": a mark here belongs to a sentence."""
        before = self.before[at]
        if self.lines[at].fresh or before < 0:
            return False
        return signs.refers_on(self.lines[before].text)

    def is_plain(self, at: int) -> bool:
        """Tell whether this is a line of the body without a mark and without quotation marks."""
        return (
            at < self.stop
            and self.marks[at] is None
            and at not in self.quoted
            and bool(self.lines[at].text)
            and self.lines[at].place is Place.BODY
        )

    def structural(self, at: int) -> Mark | None:
        """Give the mark of a part, chapter, section, article or annex at this line."""
        mark = self.marks[at] if at < self.stop else None
        return mark if mark and (mark.kind in STRUCTURAL or mark.kind is Kind.ANNEX) else None


def scan(lines: Sequence[Line]) -> Scan:
    """Look at each line once: read marks, and drop those that are references or quoted."""
    looked_at = lines[:MOST_LINES]
    found = Scan(lines, quoted=quoted_lines(looked_at), stop=len(looked_at))
    found.before, found.after = _neighbours(looked_at)
    found.marks = [None] * len(looked_at)
    count = 0
    last_article: Order = ()
    for at, line in enumerate(looked_at):
        mark = read_mark(line.text) if line.text else None
        if mark is None or not _is_of_this_text(found, at, mark):
            continue
        if mark.kind in STRUCTURAL or mark.kind is Kind.ANNEX:
            if not _opens(found, at, mark, last_article):
                continue
            if mark.kind is Kind.ARTICLE:
                last_article = mark.order
            elif mark.kind is Kind.ANNEX:
                last_article = ()
        count += 1
        if count > MOST_MARKS:
            found.stop = at
            break
        found.marks[at] = mark
    return found


def _neighbours(lines: Sequence[Line]) -> tuple[list[int], list[int]]:
    before, after = [-1] * len(lines), [len(lines)] * len(lines)
    last = -1
    for at, line in enumerate(lines):
        before[at] = last
        last = at if line.text else last
    last = len(lines)
    for at in range(len(lines) - 1, -1, -1):
        after[at] = last
        last = at if lines[at].text else last
    return before, after


def _is_of_this_text(found: Scan, at: int, mark: Mark) -> bool:
    """Drop marks that stand in a quotation, a table of contents, a footnote or a plain table."""
    line = found.lines[at]
    if at in found.quoted or signs.is_contents_line(line.text):
        return False
    if line.place is Place.BODY:
        return True
    # Tables number their rows; but a whole text may be set in one, language beside language.
    return line.place is Place.TABLE and mark.kind in STRUCTURAL


def _opens(found: Scan, at: int, mark: Mark, last_article: Order) -> bool:
    """Tell whether a mark opens a clause here or is a reference at the start of a line."""
    if found.is_referred_to(at):
        return False
    if mark.kind is Kind.ANNEX:
        sentence = signs.ends_sentence(mark.rest) and len(mark.rest) > 60
        return (found.is_hard(at) or not mark.rest) and not sentence
    expected = mark.kind is Kind.ARTICLE and follows(last_article, mark.order)
    return expected or found.is_hard(at)


def zones_of(found: Scan) -> Iterator[Zone]:
    """Give the body, which may be empty, and then each annex with its mark."""
    start = 0
    marked: list[int] = []
    for at in range(found.stop):
        mark = found.structural(at)
        if mark and mark.kind is Kind.ANNEX:
            yield Zone(start, at, tuple(marked))
            start, marked = at, []
        elif mark:
            marked.append(at)
    yield Zone(start, found.stop, tuple(marked))


def signatures_in(found: Scan, zone: Zone, begin: int) -> int:
    """Give the line at which the signatures of a zone begin, its end where it has none.

    They stand after the last article and the last numbered paragraph.
    """
    last = max((begin, *zone.marked[-1:]))
    for at in range(zone.end - 1, last, -1):
        mark = found.marks[at]
        if mark and mark.kind is None and mark.path and mark.order[0] > 1:
            last = at
            break
    for at in range(last + 1, zone.end):
        line = found.lines[at]
        if not line.text or found.marks[at] or at in found.quoted or not found.is_hard(at):
            continue
        near_the_end = zone.end - at <= BLOCK_AT_END
        below_mark = found.marks[found.before[at]] is not None
        if (
            signs.opens_signatures(line.text)
            or (near_the_end and signs.signs_for(line.text))
            or (not below_mark and signs.says_signed(line.text))
        ):
            return at
    return zone.end
