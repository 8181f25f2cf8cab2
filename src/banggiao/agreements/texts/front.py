"""What stands before the first clause: title, preamble, and what belongs to neither."""

from __future__ import annotations

from typing import TYPE_CHECKING

from banggiao.agreements.texts import headings, signs
from banggiao.agreements.texts.tree import Kind

if TYPE_CHECKING:
    from collections.abc import Callable

    from banggiao.agreements.texts.building import Builder, Draft
    from banggiao.agreements.texts.scanning import Scan, Zone

type Note = Callable[[str, int], None]

LONGEST_TITLE = 16
"""Lines, with the names of the bodies above it and place and date below."""

FULL = 50
"""Characters of a line that was broken because it was full; half as many in Japanese."""

PARAGRAPH = 12
"""Lines of a paragraph in which the signs of a preamble are looked for."""


def body_start(found: Scan, zone: Zone) -> int:
    """Give the line of the first clause, the end of the zone where there is none."""
    if zone.marked:
        first = zone.marked[0]
        above = found.before[first]
        is_caption = above >= zone.start and headings.groups(found, zone, above)
        return above if is_caption and signs.is_caption(found.lines[above].text) else first
    for at in range(title_end(found, zone.start, zone.end), zone.end):
        mark = found.marks[at]
        if mark and found.is_hard(at) and (mark.kind or (1,) in dict(mark.ranks).values()):
            return at
        if headings.groups(found, zone, at):
            return at
    return zone.end


def title_end(found: Scan, start: int, end: int) -> int:
    """Give the first line that is not of the title."""
    count, last = 0, -1
    for at in range(start, end):
        text = found.lines[at].text
        if not text:
            continue
        if found.marks[at] or count == LONGEST_TITLE or not _may_be_title(found, at, count):
            break
        last, count = at, count + 1
    if count < 2 or not found.lines[last].fresh:
        return last + 1 if count else start
    # "MỤC ĐÍCH" and a sentence right below it are the first heading of a text without articles.
    below = last + 1
    heads = below < end and found.lines[below].text and signs.ends_sentence(found.lines[below].text)
    preamble = below < end and signs.opens_preamble(found.lines[below].text)
    return last if heads and not preamble else last + 1


def _may_be_title(found: Scan, at: int, count: int) -> bool:
    text = found.lines[at].text
    if len(text) > signs.LONGEST_TITLE or signs.ends_sentence(text) or text[-1] == ",":
        return False
    if not any(map(str.isalpha, text[:80])):
        return count > 0
    if signs.opens_preamble(text) and not signs.is_caps(text):
        return False
    if not count and text[0].islower():
        return False
    return signs.is_caps(text) or not _is_of_preamble(found, at)


def _is_of_preamble(found: Scan, at: int) -> bool:
    """Tell whether a line begins a paragraph that is a recital, wherever its lines break.

    Only a line that is full has been broken.
    """
    lines, last = [found.lines[at].text], at
    while len(lines) < PARAGRAPH and last + 1 < found.stop and _is_full(lines[-1]):
        last += 1
        if not found.lines[last].text or found.lines[last].fresh or found.marks[last]:
            break
        lines.append(found.lines[last].text)
    return len(lines) > 1 and (signs.opens_preamble(" ".join(lines)) or lines[-1][-1] in ",;.:。")


def _is_full(text: str) -> bool:
    return len(text) >= (FULL if text[0] < "\u2e80" else FULL // 2)


def place_front(found: Scan, builder: Builder, end: int, note: Note, *, has_body: bool) -> None:
    """Put the lines before ``end`` into a title, a preamble and pieces that are not placed.

    Without a clause after it nothing is called a preamble: each paragraph is a piece of its own.
    ``note`` is told of each line and the eid of the clause it went to.
    """
    at = next((n for n in range(end) if found.lines[n].text), end)
    stop = title_end(found, at, end)
    while at < end and stop == at:  # a note above the title, as in a mail
        if has_body and signs.opens_preamble(found.lines[at].text):
            break
        at = _unplaced(found, builder, at, end, note)
        stop = title_end(found, at, end)
        if stop > at and not _is_loud(found, at):
            stop = at
    if stop > at:
        _fill(found, builder.lone(Kind.TITLE), at, stop, note)
    if not has_body:
        at = next((n for n in range(stop, end) if found.lines[n].text), end)
        while at < end:
            at = _unplaced(found, builder, at, end, note)
        return
    if any(found.lines[n].text for n in range(stop, end)):
        _fill(found, builder.lone(Kind.PREAMBLE), stop, end, note)


def _is_loud(found: Scan, at: int) -> bool:
    return signs.is_caps(found.lines[at].text) or found.lines[at].fresh


def _unplaced(found: Scan, builder: Builder, at: int, end: int, note: Note) -> int:
    """Keep one paragraph as a piece that a person places. Gives the line of the next one."""
    following = found.after[at]
    while following < end and not found.lines[following].fresh:
        if signs.is_caps(found.lines[following].text):
            break
        following = found.after[following]
    _fill(found, builder.lone(Kind.UNPLACED), at, min(following, end), note)
    return min(following, end)


def _fill(found: Scan, draft: Draft, start: int, end: int, note: Note) -> None:
    for at in range(start, end):
        if found.lines[at].text:
            draft.lines.append(found.lines[at].text)
            note(draft.eid, at)
