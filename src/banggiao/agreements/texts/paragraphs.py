"""Walks through the body of a Word file, paragraph by paragraph, and gives its lines."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from banggiao.agreements.texts.changes import Change, ChangeKind, Changes
from banggiao.agreements.texts.lines import Line, Place
from banggiao.agreements.texts.numbering import Element, Numbering, W, value
from banggiao.core.text import normalise

if TYPE_CHECKING:
    from collections.abc import Iterator

_TRACKED = {
    W + "ins": ChangeKind.INSERTED,
    W + "del": ChangeKind.DELETED,
    W + "moveFrom": ChangeKind.MOVED_FROM,
    W + "moveTo": ChangeKind.MOVED_TO,
}
_GONE = {
    Changes.ACCEPTED: (ChangeKind.DELETED, ChangeKind.MOVED_FROM),
    Changes.REJECTED: (ChangeKind.INSERTED, ChangeKind.MOVED_TO),
}
_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_SIGNS = {
    W + "tab": "\t",
    W + "ptab": "\t",
    W + "br": "\n",
    W + "cr": "\n",
    W + "noBreakHyphen": "-",
}
_WORDS = (W + "t", W + "delText")
_PICTURES = (W + "drawing", W + "pict", W + "object")
END_OF_PARAGRAPH = "¶"


def plain_words(element: Element | None) -> str:
    """Give all words below an element in one line, whatever was changed."""
    if element is None:
        return ""
    found = element.iter(W + "t", W + "p", W + "tab")
    pieces = [(one.text or "") if one.tag == W + "t" else " " for one in found]
    return normalise(" ".join("".join(pieces).split()))


@dataclass(slots=True)
class _Paragraph:
    """A paragraph while it is read."""

    words: list[str] = field(default_factory=list)
    notes: list[tuple[str, Element]] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)


class Walk:
    """The way through one file. ``lines`` grows; ``about`` has the words each comment is about."""

    def __init__(
        self, numbering: Numbering, notes: dict[str, dict[str, Element]], taken: Changes
    ) -> None:
        self.lines: list[Line] = []
        self.changes: list[Change] = []
        self.about: dict[str, list[str]] = {}
        self.hidden: list[str] = []
        self.pictures = 0
        self._numbering = numbering
        self._notes = notes
        self._taken = taken
        self._noted = 0
        self._open_comments: set[str] = set()
        self._tracked: list[ChangeKind] = []
        self._pending = _Paragraph()
        self._place = Place.BODY

    def block(self, holder: Element, place: Place = Place.BODY) -> None:
        """Read the paragraphs and tables below an element."""
        for child in holder:
            if child.tag == W + "p":
                self._paragraph(child, place)
            elif child.tag == W + "tbl":
                self.finish()
                self._table(child)
            elif child.tag in (W + "sdt", W + "customXml", *_TRACKED):
                content = child.find(W + "sdtContent") if child.tag == W + "sdt" else child
                self.block(() if content is None else content, place)
            elif child.tag == _COMPATIBILITY + "AlternateContent":
                self.block(_choice(child), place)

    def finish(self) -> None:
        """Give out what waits for a paragraph that never came."""
        if self._pending.words or self._pending.notes or self._pending.boxes:
            self._give(self._pending, "", self._place)
            self._pending = _Paragraph()

    def _table(self, table: Element) -> None:
        for row in _nearest(table, "tr"):
            properties = row.find(W + "trPr")
            kinds = [] if properties is None else [_TRACKED.get(one.tag) for one in properties]
            tracked = [kind for kind in kinds if kind]
            self._tracked += tracked
            for kind in tracked:
                mark = properties.find(_tag(kind))
                self._note(kind, mark, plain_words(row))
            gone = any(kind in _GONE[self._taken] for kind in tracked)
            if not gone:
                for cell in _nearest(row, "tc"):
                    self.block(cell, Place.TABLE)
                    self.finish()
            del self._tracked[len(self._tracked) - len(tracked) :]

    def _paragraph(self, paragraph: Element, place: Place) -> None:
        properties = paragraph.find(W + "pPr")
        self._place = place
        now = self._pending
        self._pending = _Paragraph()
        self._inline(paragraph, now)
        if self._end_is_gone(properties):
            self._pending = now  # what follows goes on in the same paragraph
            return
        self._give(now, self._mark(properties, now), place)

    def _mark(self, properties: Element | None, now: _Paragraph) -> str:
        """Count the paragraph, with the numbering it has or had."""
        if properties is None:
            return self._numbering.mark(None)
        before = properties.find(W + "pPrChange")
        own = properties.find(W + "numPr")
        came_with = own.find(W + "ins") if own is not None else None
        if before is None and came_with is None:
            return self._numbering.mark(properties)
        earlier = before.find(W + "pPr") if before is not None else None
        if came_with is not None or _list_of(earlier) != _list_of(properties):
            note = before if before is not None else came_with
            self._note(ChangeKind.RENUMBERED, note, "".join(now.words))
        if self._taken is Changes.ACCEPTED:
            return self._numbering.mark(properties)
        if before is None:  # the number itself was put in
            return ""
        return self._numbering.mark(earlier)

    def _end_is_gone(self, properties: Element | None) -> bool:
        """Tell whether the end of the paragraph was deleted or, rejected, put in."""
        look = None if properties is None else properties.find(W + "rPr")
        kinds = (
            {} if look is None else {_TRACKED[one.tag]: one for one in look if one.tag in _TRACKED}
        )
        for kind, mark in kinds.items():
            self._note(kind, mark, END_OF_PARAGRAPH)
        return any(kind in _GONE[self._taken] for kind in kinds)

    def _give(self, now: _Paragraph, mark: str, place: Place) -> None:
        texts = (mark + "".join(now.words)).split("\n")
        fresh = True
        for text in texts:
            line = normalise(text)
            if line:
                self.lines.append(Line(line, place, fresh=fresh))
                fresh = False
        for printed, note in now.notes:
            first = len(self.lines)
            self.block(note, Place.FOOTNOTE)
            self.finish()
            words = "".join(one.text for one in self.lines[first : first + 1])
            cited = Line(f"{printed} {words}".strip(), Place.FOOTNOTE, fresh=True)
            self.lines[first : first + 1] = [cited]
        for box in now.boxes:
            self.block(box, Place.BOX)
            self.finish()

    def _inline(self, holder: Element, now: _Paragraph) -> None:
        """Read the runs below an element, through links, fields and tracked changes."""
        for child in holder:
            tag = child.tag
            if tag == W + "r":
                self._run(child, now)
            elif tag in _TRACKED:
                self._in_change(child, _TRACKED[tag], now)
            elif tag in (W + "commentRangeStart", W + "commentRangeEnd"):
                self._comment_edge(child, opens=tag.endswith("Start"))
            elif tag == W + "sdt":
                content = child.find(W + "sdtContent")
                self._inline(() if content is None else content, now)
            elif tag in _THROUGH:
                self._inline(child, now)
            elif tag == _COMPATIBILITY + "AlternateContent":
                self._inline(_choice(child), now)

    def _in_change(self, element: Element, kind: ChangeKind, now: _Paragraph) -> None:
        words = "".join(_run_words(element))
        if words:
            self._note(kind, element, words)
        self._tracked.append(kind)
        self._inline(element, now)
        self._tracked.pop()

    def _comment_edge(self, element: Element, *, opens: bool) -> None:
        name = element.get(W + "id") or ""
        if opens:
            self._open_comments.add(name)
        else:
            self._open_comments.discard(name)

    def _note(self, kind: ChangeKind, element: Element, words: str) -> None:
        author, date = element.get(W + "author") or "", element.get(W + "date") or ""
        last = self.changes[-1] if self.changes else None
        if last and (last.kind, last.author, last.date) == (kind, author, date):
            # Word cuts one change into pieces where the look of the letters changes.
            self.changes[-1] = Change(kind, author, date, last.words + words)
        else:
            self.changes.append(Change(kind, author, date, words))

    def _run(self, run: Element, now: _Paragraph) -> None:
        if any(kind in _GONE[self._taken] for kind in self._tracked):
            return
        hidden = run.find(f"{W}rPr/{W}vanish")
        is_hidden = hidden is not None and hidden.get(W + "val") not in ("0", "false")
        for child in run:
            tag = child.tag
            if tag in (W + "footnoteReference", W + "endnoteReference"):
                self._cite(child, now)
            elif tag in _PICTURES or tag == _COMPATIBILITY + "AlternateContent":
                self._picture(child, now)
            else:
                words = _words_of(child)
                if words:
                    now.words.append(words)
                    self._hear(words, is_hidden=is_hidden)

    def _hear(self, words: str, *, is_hidden: bool) -> None:
        if is_hidden:
            self.hidden.append(words)
        for name in self._open_comments:
            self.about.setdefault(name, []).append(words)

    def _cite(self, reference: Element, now: _Paragraph) -> None:
        kind = reference.tag.removeprefix(W).removesuffix("Reference")
        # Taken out, so that a note that cites itself is read once.
        note = self._notes[kind].pop(reference.get(W + "id"), None)
        if note is not None:
            self._noted += 1
            printed = f"[{self._noted}]"
            now.words.append(printed)
            now.notes.append((printed, note))

    def _picture(self, element: Element, now: _Paragraph) -> None:
        """Count a picture; a frame with text is read after the paragraph that holds it."""
        if element.tag == _COMPATIBILITY + "AlternateContent":
            element = _choice(element)
        boxes = _nearest(element, "txbxContent") if len(element) else []
        now.boxes += boxes
        self.pictures += not boxes


_THROUGH = frozenset(
    W + name for name in ("hyperlink", "smartTag", "fldSimple", "customXml", "dir", "bdo")
)


def _tag(kind: ChangeKind) -> str:
    return next(tag for tag, one in _TRACKED.items() if one is kind)


def _list_of(properties: Element | None) -> tuple[str | None, str | None, str | None]:
    if properties is None:
        return None, None, None
    return (
        value(properties, "numPr/numId"),
        value(properties, "numPr/ilvl"),
        value(properties, "pStyle"),
    )


def _choice(alternatives: Element) -> Element:
    """Give the first way to show something, empty if there is none; the others say the same."""
    found = alternatives.find(_COMPATIBILITY + "Choice")
    if found is None:
        found = alternatives.find(_COMPATIBILITY + "Fallback")
    return () if found is None else found


def _nearest(holder: Element, name: str) -> list[Element]:
    """List what lies below an element by a name, without what lies in another of that name."""
    found = []
    waiting = list(reversed(holder))
    while waiting:
        one = waiting.pop()
        if one.tag == W + name:
            found.append(one)
        else:
            waiting.extend(reversed(one))
    return found


def _run_words(element: Element) -> Iterator[str]:
    for child in element.iter():
        yield _words_of(child)


def _words_of(element: Element) -> str:
    if element.tag in _WORDS:
        return element.text or ""
    if element.tag == W + "sym":
        code = element.get(W + "char") or ""
        number = int(code, 16) if len(code) <= 4 and code.isalnum() else 0
        return chr(number) if 0x20 < number < 0xD800 else ""
    return _SIGNS.get(element.tag, "")
