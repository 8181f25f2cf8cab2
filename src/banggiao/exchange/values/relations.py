"""Reads what a text is to the one before it: "Sửa đổi văn kiện số 5", "Thay thế TTQT-05/2005"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from banggiao.exchange.values.cells import MORE_WORDS, bare, failure_of, line_of
from banggiao.exchange.values.read import Read

if TYPE_CHECKING:
    from banggiao.exchange.books.book import Value

LONGEST = 1000
OTHER_WAY, NO_TARGET = "other_way", "no_target"


@dataclass(frozen=True, slots=True)
class Relation:
    """What a text is to another: a code of `agreements.enums.Relation`, or empty.

    The other is named by the ``number`` of its row or by its ``code``.
    """

    kind: str = ""
    number: int | None = None
    code: str = ""


_AMENDS = (
    r"sua doi|bo sung|dieu chinh|chinh sua|amend\w*|modif\w*|revis\w*|supplement\w*|"
    r"改正|改定|修正|変更"
)
_WORDS = (
    ("replaces", r"thay the|thay cho|replac\w*|supersed\w*|代替|置き換え|に代わる"),
    ("upgrades", r"nang cap|nang muc|upgrad\w*|格上げ"),
    ("renews", r"gia han|ky lai|keo dai|tai ky|renew\w*|exten[ds]\w*|更新|延長"),
    ("amends", _AMENDS),
    ("follows", r"tiep noi|tiep theo|ke tiep|ke thua|noi tiep|follow\w*|continu\w*|後継|継続"),
)
KINDS = tuple((kind, re.compile(words)) for kind, words in _WORDS)
_NOT_SO = re.compile(r"(?:khong|chua|not|no)\s+(?:duoc\s+)?$")
_OTHER_WAY = re.compile(r"(?:duoc|bi|da duoc|is|was|been|to be)\s+$|^\S*\s+(?:boi|bang|by)\b")
_NUMBER = re.compile(
    r"(?:van (?:kien|ban)|thoa thuan|ban ghi nho|muc|stt|dong)?\s*"
    r"(?:\bso(?: thu tu| tt)?|\bmuc|\bstt|\btt|\bno\b\.?|\bnumber|\bnr\b\.?|№|#|第)\s*:?\s*"
    r"(\d{1,5})(?![a-z\d/.-]*[a-z\d/])"
)
_CODE = re.compile(r"(?<![\w/-])(?=[\w/.&-]*\d)(?=[\w/.&-]*[A-ZĐ])[A-ZĐ0-9][\w/.&-]*[\w]")


def read_relation(value: Value) -> Read[Relation]:
    """Read how a text relates to an earlier one; nothing where the cell says something else.

    Doubts: ``other_way`` (the other text changes this one: no relation is read), ``no_target``
    (the other text is not named).
    """
    if problem := failure_of(value):
        return Read(Relation(), problem)
    if not isinstance(value, str) or len(value) > LONGEST:
        return Read(Relation())
    return _of_text(value)


@lru_cache(maxsize=4096)
def _of_text(value: str) -> Read[Relation]:
    line = line_of(value)
    text = bare(line)
    found = sorted(
        (match.start(), kind, match.end()) for kind, words in KINDS if (match := words.search(text))
    )
    for start, kind, end in found:
        if _NOT_SO.search(text[:start]):
            continue
        if _OTHER_WAY.search(text[:start]) or re.match(r"\s+(?:boi|bang|by)\b", text[end:]):
            return Read(Relation(), doubt=OTHER_WAY)
        return _with_target(kind, line, text, end)
    return Read(Relation())


def _with_target(kind: str, line: str, text: str, end: int) -> Read[Relation]:
    """Find the text that is meant: it mostly stands behind the word, but may stand before."""
    for part in (text[end:], text):
        if match := _NUMBER.search(part):
            several = _NUMBER.search(part, match.end())
            return Read(Relation(kind, int(match[1])), doubt=MORE_WORDS if several else "")
        source = line[len(line) - len(part) :] if len(line) == len(text) else line
        if code := _CODE.search(source):
            return Read(Relation(kind, None, code[0].strip(".-/&")))
    return Read(Relation(kind), doubt=NO_TARGET)
