"""Finds names of countries inside a longer text, word by word."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from banggiao.core.text import SPACED
from banggiao.exchange.values.country_names import is_form, joined

if TYPE_CHECKING:
    from collections.abc import Iterator

    from banggiao.exchange.values.country_names import Names

_OTHER_WORDS = (
    *("Anh", "Nga", "Đức", "Mỹ", "Mĩ", "Pháp", "Trung", "Hàn", "Nhật", "Áo", "Úc", "Ý", "Bỉ"),
    *("Ấn", "Thái", "Sát", "Séc", "Cúc", "Hung", "Síp", "Xíp", "Tiệp", "Ca-ta", "Jordan"),
    *("Chad", "Georgia", "In-đô", "Man-ta", "Niger", "Trung Hoa", "Tòa thánh", "Saudi", "Lao"),
)
"""Names that are also names of people or other words."""

_OTHER_NAMES = ("Ấn Độ Dương", "Thái Bình Dương", "Trung Đông", "Indian Ocean", "Nam Định")
"""Names with which a country's name begins; the longest name wins, and these are of no country."""

_BEFORE_PEOPLE = frozenset(
    {"ông", "bà", "anh", "chị", "cô", "chú", "em", "bác", "thầy", "ngài", "chí", "tiếng", "họ"}
)
_WORD = re.compile(r"[^\W\d_]+(?:[-'’.][^\W\d_]+)*")
_BREAK = re.compile(r"[,;:()\n\[\]\"“”/]|\.\s")
_KATAKANA = re.compile("[ァ-ヺー]")
_MOST_WORDS = 9


class TextNames:
    """The names of countries, ready to be found in texts."""

    def __init__(self, names: Names) -> None:
        self._codes = names.toned | {joined(name): "" for name in _OTHER_NAMES}
        self._longest = max(map(len, names.toned), default=0)
        self._starts = {name[:3] for name in names.toned}
        self._plain = {name: code for name, code in names.plain.items() if code and len(name) >= 5}
        self._spaced = max((len(n) for n in names.toned if SPACED.search(n)), default=0)
        self._doubtful = {joined(word) for word in _OTHER_WORDS}

    def find(self, text: str) -> tuple[str, ...]:
        """Give the codes of the countries a text names, in the order they stand in."""
        found: dict[str, None] = {}
        words = list(_WORD.finditer(text))
        at = after = 0
        while at < len(words):
            if SPACED.search(words[at][0]):
                found |= dict.fromkeys(self._in_spaced(words[at][0]))
                at += 1
                continue
            code, used = self._at(text, words, at, is_joined=0 < after == at)
            at += used
            if code:
                found[code] = None
                after = at
        return tuple(found)

    def _at(
        self, text: str, words: list[re.Match[str]], at: int, *, is_joined: bool
    ) -> tuple[str, int]:
        """Find the longest name that begins at a word: its code, and how many words it has."""
        first = words[at][0]
        if not first[0].isupper() or not self._may_start(_key(first)):
            return "", 1
        best, used = "", 1
        for key, count in self._runs(text, words, at):
            code = self._codes.get(key)
            if code is None and text.isascii():
                code = self._plain.get(key)
            if code is None:
                continue
            if key not in self._doubtful or _is_meant(text, words, at, count, is_joined=is_joined):
                best, used = code, count
        return best, used

    def _may_start(self, key: str) -> bool:
        return key[:3] in self._starts or len(key) < 3

    def _runs(self, text: str, words: list[re.Match[str]], at: int) -> Iterator[tuple[str, int]]:
        """Give the words from here, joined: one, two, three, up to where a clause ends."""
        key = ""
        for count in range(1, min(_MOST_WORDS, len(words) - at) + 1):
            if count > 1:
                between = text[words[at + count - 2].end() : words[at + count - 1].start()]
                if _BREAK.search(between):
                    return
            key += _key(words[at + count - 1][0])
            if len(key) > self._longest:
                return
            yield key, count

    def _in_spaced(self, run: str) -> Iterator[str]:
        """Find names in a script that sets no spaces; a single letter is no name here."""
        at = 0
        while at < len(run):
            for end in range(min(len(run), at + self._spaced), at + 1, -1):
                code = self._codes.get(run[at:end], "")
                if code and not _is_inside_katakana(run, at, end):
                    yield code
                    at = end - 1
                    break
            at += 1


def _is_inside_katakana(run: str, at: int, end: int) -> bool:
    """Tell whether a foreign word goes on beside a name: タイ is not in タイプ."""
    before = at > 0 and _KATAKANA.match(run[at - 1]) and _KATAKANA.match(run[at])
    after = end < len(run) and _KATAKANA.match(run[end]) and _KATAKANA.match(run[end - 1])
    return bool(before or after)


def _is_meant(
    text: str, words: list[re.Match[str]], at: int, count: int, *, is_joined: bool
) -> bool:
    """Tell whether a name that may be another word stands where only a country can.

    A clause ends after it, and before it stands a word in small letters, an abbreviation, what
    sort of state it is, or another country with a dash.
    """
    end = words[at + count - 1].end()
    if at + count < len(words) and not re.match(r"\s*[,;:()/\n–-]|\s+và\b|\.\s", text[end:]):
        return False
    if at == 0:
        return False
    before = words[at - 1][0]
    between = text[words[at - 1].end() : words[at].start()]
    if is_joined and between.strip() in {"-", "–"}:
        return True
    if before.lower() in _BEFORE_PEOPLE or between.strip():
        return False
    if is_form(before) or (at > 1 and is_form(f"{words[at - 2][0]} {before}")):
        return True
    return before[0].islower() or (before.isupper() and len(before) > 1 and before.isascii())


@lru_cache(maxsize=8192)
def _key(word: str) -> str:
    return joined(word)
