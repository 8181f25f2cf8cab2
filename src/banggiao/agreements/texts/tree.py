"""A text as a tree of clauses, kept as a list in reading order."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING
from unicodedata import normalize

if TYPE_CHECKING:
    from collections.abc import Iterable


class Kind(StrEnum):
    """What a node of a text is. The names are those of Akoma Ntoso where it has one."""

    TITLE = "title"
    PREAMBLE = "preamble"
    PART = "part"
    CHAPTER = "chapter"
    SECTION = "section"
    ARTICLE = "article"
    PARAGRAPH = "paragraph"
    POINT = "point"
    HEADING = "heading"
    """A heading without a number that opens a group of clauses."""
    SIGNATURES = "signatures"
    ANNEX = "annex"
    UNPLACED = "unplaced"
    """Kept where it stood; a person says what it is."""


@dataclass(frozen=True, slots=True)
class Node:
    """A clause. ``eid`` is its place in this text and ``parent`` the eid it stands under.

    ``printed`` is the mark as it stands ("Điều 5.", "a)"), ``num`` the bare number ("5", "a",
    "5bis"); both empty where there is none. ``heading`` is the line beside the mark, ``text`` the
    rest.
    """

    eid: str
    kind: Kind
    num: str
    printed: str
    heading: str
    text: str
    parent: str

    @property
    def words(self) -> str:
        """All that stands in it, in order."""
        return "\n".join(part for part in (self.printed, self.heading, self.text) if part)


# What an editor or a mail program puts between letters without a reader seeing it.
_UNSEEN = re.compile("[\xad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
# Han, kana, and the full-width signs that go with them: written without spaces.
DENSE = "\u2e80-\u2fdf\u3001-\ua4cf\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff9f\U00020000-\U0003ffff"
_BESIDE_DENSE = re.compile(f" (?=[{DENSE}])|(?<=[{DENSE}]) ")
# "1.Hai" and "a)Trao" are typed for "1. Hai" and "a) Trao".
_MARK_TOUCHES = re.compile(r"([.):])(?=[^\W\d_])")


def seen(text: str) -> str:
    """Give the text composed, without what nobody sees; every white space stays."""
    return normalize("NFC", _UNSEEN.sub("", text))


def folded(text: str) -> str:
    """Give the text as it is compared: composed, one space for any white space, nothing unseen.

    A full stop, bracket or colon always has a space before a letter, and a letter of Chinese or
    Japanese has none beside it: so a mark may be parted from its clause, and nothing else changes.
    """
    words = _MARK_TOUCHES.sub(r"\1 ", seen(text)).split()
    return _BESIDE_DENSE.sub("", " ".join(words))


def joined(nodes: Iterable[Node]) -> str:
    """Give the text back: printed mark, heading and text of every node in order."""
    return "\n".join(node.words for node in nodes if node.words)
