"""What an amendment makes of a text: what it orders is carried out, clause by clause.

An order names its place and, unless it strikes, holds the new words between quotation marks:
"Sửa đổi khoản 2 Điều 5 như sau: “2. …”". Nothing is guessed: what names no single clause, or one
that the text does not have, is left and told.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from textwrap import shorten
from typing import TYPE_CHECKING
from unicodedata import normalize

from banggiao.agreements.texts.places import eid_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from banggiao.agreements.texts.tree import Node

LONGEST = 300
"""Letters of an order that is told."""

_PAIRS = {"“": "”", "«": "»", "「": "」", "『": "』", '"': '"'}
_OPENER = re.compile('[“«「『"]')
_AS_FOLLOWS = re.compile(r"như sau|as follows|次のように|以下のように")
_OF_WORDS = re.compile(
    r"cụm từ|từ ngữ|\b(?:từ|câu|đoạn|dòng|tên|tiêu đề)\b|字句|文言|の語|一文|ただし書|見出し"
    r"|\b(?:words?|phrases?|sentences?|headings?|titles?|lines?)\b"
)
"""Where less than a clause changes, the quotation is no clause: that is left to a person."""
_AFTER = re.compile(r"(?:\b(?:vào )?sau|\bafter)\s(.+)$|(.+?)の(?:次|後)に", re.DOTALL)
_ADDS = re.compile(r"\b(?:bổ sung|thêm|insert\w*|add\w*)\b|加え|追加")
_REPLACES = re.compile(r"\b(?:sửa đổi|thay|thay thế|sửa|amend\w*|replac\w*)\b|改め|改正|置き換え")
_STRIKES = re.compile(r"\b(?:bãi bỏ|hủy bỏ|bỏ|delet\w*|repeal\w*|struck)\b|削る|削除")


@dataclass(slots=True)
class Consolidated:
    """The words of the text with its amendment, and its orders: those done, those left."""

    words: str = ""
    done: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Orders:
    """What is to be done at a place of the text."""

    replaced: dict[str, str] = field(default_factory=dict)
    struck: set[str] = field(default_factory=set)
    added: dict[str, list[str]] = field(default_factory=dict)

    def take(self, said: str, new: str, around: str, there: set[str]) -> bool:
        """Note one order about a place that is there; ``around`` is what the clause above says."""
        spoken = normalize("NFC", said[-LONGEST:]).lower()
        opens = _AS_FOLLOWS.search(spoken) or spoken.rstrip().endswith((":", "："))
        if (new and not opens) or _OF_WORDS.search(spoken):
            return False
        plain = _AS_FOLLOWS.sub("", spoken).strip(" \n:：,.;")
        after = _AFTER.search(plain) if _ADDS.search(plain) else None
        place = _place("".join(after.groups("")) if after else plain, around)
        if place not in there:
            return False
        if after and new:
            self.added.setdefault(place, []).append(new)
        elif new and _REPLACES.search(plain):
            self.replaced[place] = new
        elif not new and _STRIKES.search(plain):
            self.struck.add(place)
        else:
            return False
        return True


def consolidated(base: Sequence[Node], amendment: Sequence[Node]) -> Consolidated:
    """Carry out on ``base`` what ``amendment`` orders."""
    orders, result = _Orders(), Consolidated()
    there = {node.eid for node in base}
    headings = {node.eid: f"{node.heading}\n{node.text}" for node in amendment}
    for node in amendment:
        around = headings.get(node.parent, "")
        for said, new in _said(f"{node.heading}\n{node.text}"):
            if not new and not _STRIKES.search(normalize("NFC", said[-LONGEST:]).lower()):
                continue
            if orders.take(said, new, around, there):
                result.done.append(" ".join(f"{node.printed} {said}".split()))
            elif _told(node) not in result.left:
                result.left.append(_told(node))
    result.words = "\n".join(_words(base, orders))
    return result


def _told(node: Node) -> str:
    """Give a clause that orders something in one line, for the person who has to do it."""
    return shorten(f"{node.printed} {node.heading} {node.text}", LONGEST, placeholder=" …")


def _said(words: str) -> list[tuple[str, str]]:
    """Cut words into orders: what is said, and the new words in quotation marks after it."""
    found, at, looked = [], 0, 0
    unclosed: set[str] = set()
    while opened := _OPENER.search(words, looked):
        looked = opened.end()
        mark = opened[0]
        end = -1 if mark in unclosed else words.find(_PAIRS[mark], looked)
        if end < 0:
            unclosed.add(mark)  # nor does it close later: each mark is sought in vain once
            continue
        found.append((words[at : opened.start()].strip(), words[looked:end].strip()))
        at = looked = end + 1
    rest = words[at:].strip(" \n.;,")
    return [*found, *((line, "") for line in rest.splitlines() if line.strip())]


def _place(words: str, around: str) -> str:
    """Give the place that is named, a part of what the clause above names if it has no article."""
    part = eid_of(f"{words} {around}")
    return eid_of(words) or (part if part != eid_of(around) else "")


def _words(base: Sequence[Node], orders: _Orders) -> list[str]:
    """Write the text anew, with its orders carried out."""
    written: list[str] = []
    gone: list[str] = []  # places whose clauses are replaced or struck
    waiting: list[tuple[str, list[str]]] = []  # what follows a place once all of it is written
    for node in base:
        while waiting and not _is_within(node.eid, waiting[-1][0]):
            written += waiting.pop()[1]
        if node.eid in orders.added:
            waiting.append((node.eid, orders.added[node.eid]))
        if any(_is_within(node.eid, place) for place in gone):
            continue
        if node.eid in orders.replaced:
            written.append(orders.replaced[node.eid])
            gone.append(node.eid)
        elif node.eid in orders.struck:
            gone.append(node.eid)
        else:
            written.append(_line(node))
    for _place_done, words in reversed(waiting):
        written += words
    return [one for one in written if one]


def _is_within(eid: str, place: str) -> bool:
    return eid == place or eid.startswith(f"{place}__")


def _line(node: Node) -> str:
    """Write a clause as a person would: its mark before its heading or its first words."""
    if node.heading or not node.printed:
        head = " ".join(part for part in (node.printed, node.heading) if part)
        return "\n".join(part for part in (head, node.text) if part)
    return f"{node.printed} {node.text}".strip()
