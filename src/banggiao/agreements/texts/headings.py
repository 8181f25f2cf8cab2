"""What beside or below a mark is a heading, and what is already the text of the clause."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from banggiao.agreements.texts import signs
from banggiao.agreements.texts.marks import Mark
from banggiao.agreements.texts.tree import Kind

if TYPE_CHECKING:
    from banggiao.agreements.texts.scanning import Scan, Zone

MOST_LINES, MOST_WRAPPED = 4, 2
"""Lines that a heading may run over, in capitals and otherwise."""

LONGEST_CLOSED, LONGEST_ALONE, LONGEST_IN_LIST = 80, 60, 80


@dataclass(frozen=True, slots=True)
class Opening:
    """What the first lines of a clause hold, and the line after them."""

    heading: str
    text: str
    following: int


@dataclass(frozen=True, slots=True)
class Custom:
    """What the articles of a text do: how many bear a heading beside their mark, how many text."""

    headings: int = 0
    texts: int = 0


def custom_of(found: Scan, zone: Zone) -> Custom:
    """Count what stands beside the marks of the articles of a zone."""
    headings = texts = 0
    for at in zone.marked:
        mark = found.marks[at]
        if mark and mark.kind is Kind.ARTICLE and mark.rest:
            is_heading = signs.may_be_heading(mark.rest) and has_body(found, zone, at)
            headings, texts = headings + is_heading, texts + (not is_heading)
    return Custom(headings, texts)


def has_body(found: Scan, zone: Zone, at: int) -> bool:
    """Tell whether a line of the same clause follows."""
    after = found.after[at]
    return after < zone.end and found.structural(after) is None


def opening_of_holder(found: Scan, zone: Zone, at: int, rest: str) -> Opening:
    """Read the heading of an annex, part, chapter or section: beside its mark, else below it."""
    if signs.ends_sentence(rest) and len(rest) > LONGEST_CLOSED:
        return Opening("", rest, at + 1)
    parts = [rest] if rest else []
    following = at + 1
    after = found.after[at]
    while after < zone.end and len(parts) < MOST_LINES and found.is_plain(after):
        text = found.lines[after].text
        goes_on = bool(parts) and signs.is_caps(parts[-1]) and signs.is_caps(text)
        if not goes_on and (parts or not signs.may_be_heading(text)):
            break
        if signs.opens_signatures(text) or (goes_on and _is_own_heading(found, zone, after)):
            break
        parts.append(text)
        following, after = after + 1, found.after[after]
    return Opening(" ".join(parts), "", following)


def _is_own_heading(found: Scan, zone: Zone, at: int) -> bool:
    """Tell whether a line in capitals opens a group of its own: an empty line is before it."""
    return found.lines[at].fresh and found.after[at] < zone.end


def opening_of_article(found: Scan, zone: Zone, at: int, mark: Mark, custom: Custom) -> Opening:
    """Read the heading of an article, from its line or the next, and what begins its text."""
    caption, remainder = signs.split_caption(mark.rest)
    if caption:
        return Opening(caption, remainder, at + 1)
    if not mark.rest:
        return _opening_below(found, zone, at)
    parts, following = _wrapped(found, zone, at, [mark.rest])
    whole = " ".join(parts)
    if len(parts) > MOST_WRAPPED and not signs.is_caps(whole):
        return Opening("", mark.rest, at + 1)
    body = following < zone.end and has_body(found, zone, following - 1)
    if len(whole) > signs.LONGEST_HEADING:
        is_heading = False
    elif signs.ends_sentence(whole):
        custom_says = custom.headings > custom.texts and whole[-1] not in ";,"
        is_heading = body and custom_says and len(whole) <= LONGEST_CLOSED
    elif body:
        is_heading = True
    else:  # the article has one line: text or an empty article
        longest = LONGEST_CLOSED if custom.headings else LONGEST_ALONE
        is_heading = len(whole) <= longest
    if is_heading:
        return Opening(whole, "", following)
    return Opening("", mark.rest, at + 1)


def _opening_below(found: Scan, zone: Zone, at: int) -> Opening:
    """Take the next line as the heading if it looks like one and something follows it."""
    nothing = Opening("", "", at + 1)
    below = found.after[at]
    if below >= zone.end or not found.is_plain(below):
        return nothing
    text = found.lines[below].text
    if not signs.may_be_heading(text) or signs.opens_signatures(text):
        return nothing
    parts, following = _wrapped(found, zone, below, [text])
    whole = " ".join(parts)
    wraps_as_prose = len(parts) > MOST_WRAPPED and not signs.is_caps(whole)
    if wraps_as_prose or signs.ends_sentence(whole) or not has_body(found, zone, following - 1):
        return nothing
    return Opening(whole, "", following)


def _wrapped(found: Scan, zone: Zone, at: int, parts: list[str]) -> tuple[list[str], int]:
    """Add the lines onto which what stands in this one runs over."""
    following = at + 1
    while following < zone.end and len(parts) < MOST_LINES and found.is_plain(following):
        line = found.lines[following]
        in_capitals = signs.is_caps(parts[-1]) and signs.is_caps(line.text)
        goes_on = line.text[0].islower() or line.text[0].isdigit()
        runs_over = goes_on or signs.is_open_end(parts[-1]) or in_capitals
        if line.fresh or not runs_over or signs.ends_sentence(parts[-1]):
            break
        parts.append(line.text)
        following += 1
    return parts, following


def heads_list(
    found: Scan, zone: Zone, at: int, beside: str, style: str, *, in_article: bool
) -> bool:
    """Tell whether what stands beside a number is a heading: short, open, and something under it.

    Inside an article only a list of another kind makes it one, below "2.1" a sentence too.
    """
    after = found.after[at]
    if after >= zone.end or not signs.may_be_heading(beside, LONGEST_IN_LIST):
        return False
    below = found.marks[after]
    if below:
        return below.kind is None and below.style != style
    line = found.lines[after]
    begins = line.text[:1].isalpha() and not line.text[0].islower()
    prose = not in_article or (style.startswith("1.") and signs.ends_sentence(line.text))
    return begins and prose and len(beside) <= LONGEST_ALONE


def groups(found: Scan, zone: Zone, at: int) -> bool:
    """Tell whether a line without a number is a heading that opens a group of clauses."""
    if not found.is_plain(at) or not found.is_hard(at):
        return False
    text, after = found.lines[at].text, found.after[at]
    if signs.is_supplement(text):
        return True
    if after >= zone.end or not signs.may_be_heading(text, 100) or found.is_referred_to(at):
        return False
    below = found.marks[after]
    if zone.marked:
        loud = signs.is_caps(text) or signs.is_caption(text) or found.lines[at].fresh
        return below is not None and below.kind in (Kind.ARTICLE, Kind.SECTION) and loud
    short = signs.is_caps(text) or found.lines[at].fresh or len(text) <= 45
    if below:
        return short and below.order == (1,) and len(text) <= 60
    return short and not found.lines[after].text[0].islower() and _is_prose(found, after)


def _is_prose(found: Scan, at: int) -> bool:
    text = found.lines[at].text
    long_for_a_heading = len(text) > 60 and not signs.is_caps(text)
    return signs.ends_sentence(text) or long_for_a_heading
