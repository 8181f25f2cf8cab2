"""Blocks in quotation marks: the new wording in an amendment, whose marks are not of this text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from banggiao.agreements.texts.lines import Line

LONGEST = 400
"""Lines. A quotation mark whose partner stands further off is taken for a slip."""

_PAIRS = (("“", "”"), ("«", "»"), ("「", "」"), ("『", "』"), ('"', '"'))
_ANY = re.compile('[“«「『"]')
_BLOCK = re.compile('(?:^|[:：]\\s*|^\\S{1,12}\\s+)([“«「『"])')
"""A block begins a line, or follows a colon or the mark of a clause; a quoted word does neither."""


def quoted_lines(lines: Sequence[Line]) -> set[int]:
    """Give the lines that lie in a quoted block, without the one in which it opens.

    The block ends with the first line that ends in the closing mark. Goes through the lines once.
    """
    inside: set[int] = set()
    opened = [at for at, line in enumerate(lines) if _ANY.search(line.text)]
    if not opened:
        return inside
    closers = dict(_PAIRS)
    ends: dict[str, list[int]] = {}
    until = -1
    for at in opened:
        if at <= until:
            continue
        opener = _left_open(lines[at].text)
        if opener and opener not in ends:
            ends[opener] = _next_ends(lines, opener, closers[opener])
        end = ends[opener][at] if opener else -1
        if 0 <= end - at <= LONGEST:
            inside.update(range(at + 1, end + 1))
            until = end
    return inside


def _left_open(text: str) -> str:
    """Give the mark of a block that opens in this line and does not close in it, "" if none."""
    for found in _BLOCK.finditer(text):
        opener = found[1]
        closer = dict(_PAIRS)[opener]
        if opener == closer:
            unclosed = text.count(opener) % 2 == 1
        else:
            unclosed = text.rfind(opener) > text.rfind(closer)
        if unclosed:
            return opener
    return ""


def _next_ends(lines: Sequence[Line], opener: str, closer: str) -> list[int]:
    """Give for each line the next one after it that closes a block, -1 where none does."""
    after = [-1] * len(lines)
    following = -1
    for at in range(len(lines) - 1, -1, -1):
        after[at] = following
        text = lines[at].text
        if text.rstrip(" .;,。")[-1:] == closer and _closes(text, opener, closer):
            following = at
    return after


def _closes(text: str, opener: str, closer: str) -> bool:
    if opener == closer:
        return text.count(closer) % 2 == 1
    # Where a quotation has several paragraphs, each begins with the mark again.
    return text.count(closer) > text.count(opener) - text.startswith(opener)
