"""Reads words that stand for one of a closed list: kinds, modes, states, ranks.

The words are data (`data/choices.toml`). Problem: ``unknown_choice``. Doubts: ``several_choices``
(words of more than one were found, the first or longest was taken), ``not_known``.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from banggiao.core.text import fold, fold_toned
from banggiao.exchange.values.cells import (
    NOT_KNOWN,
    failure_of,
    is_blank,
    is_not_known,
    line_of,
)
from banggiao.exchange.values.read import Read

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from banggiao.exchange.books.book import Value

UNKNOWN, SEVERAL = "unknown_choice", "several_choices"
LONGEST = 2000
_REMEMBERED = 4096
_NEGATIONS = ("không", "ngoài", "chưa", "chẳng", "not", "no", "non", "未", "不", "非")


class Choices:
    """The words of one closed list. ``data`` gives the words of each code, any spelling of them."""

    def __init__(self, data: Mapping[str, Iterable[str]]) -> None:
        self.codes = tuple(data)
        self._toned = _Phrases(fold_toned, data)
        self._plain = _Phrases(fold, data)
        self._read: dict[str, Read[str]] = {}

    def read(self, value: Value) -> Read[str]:
        """Read a code; the empty text where the cell says nothing.

        The whole text is looked for first, then the phrase with which it begins, then the longest
        in it; each with diacritics, and only then without.
        """
        if problem := failure_of(value):
            return Read("", problem)
        line = line_of(value)[:LONGEST]
        if line not in self._read:
            if len(self._read) >= _REMEMBERED:
                self._read.clear()
            self._read[line] = self._of_line(line)
        return self._read[line]

    def _of_line(self, line: str) -> Read[str]:
        if is_blank(line):
            return Read("")
        # A word with its diacritics is not another one without: hợp is not họp. Two words may be.
        phrases = ((self._toned, 1), (self._plain, 1 if line.isascii() else 2))
        for known, least in phrases:
            if code := known.exact(line, least):
                return Read(code)
        if line in self.codes:
            return Read(line)
        for known, least in phrases:
            if found := known.contained(line, least):
                return found
        return Read("", doubt=NOT_KNOWN) if is_not_known(line) else Read("", UNKNOWN)


class _Phrases:
    """Phrases by their folded words. One that means two codes means none."""

    def __init__(self, key: Callable[[str], str], data: Mapping[str, Iterable[str]]) -> None:
        self.key = key
        self.codes: dict[str, str] = {}
        for code, words in data.items():
            for word in words:
                folded = key(word)
                self.codes[folded] = "" if self.codes.get(folded, code) != code else code
        self.negations = frozenset(map(key, _NEGATIONS))
        self.longest: dict[str, int] = {}
        for phrase in self.codes:
            first, count = phrase.partition(" ")[0], phrase.count(" ") + 1
            self.longest[first] = max(count, self.longest.get(first, 0))

    def exact(self, line: str, least: int) -> str:
        """Give the code of the whole line, if it has at least so many words."""
        words = self.key(line)
        return self.codes.get(words, "") if words.count(" ") + 1 >= least else ""

    def contained(self, line: str, least: int) -> Read[str] | None:
        """Find phrases from left to right, the longest at each word, none over another."""
        words = self.key(line).split(" ")
        found: list[tuple[int, int, str]] = []
        at = 0
        while at < len(words):
            count, code = self._at(words, at, least)
            if code and not (at and words[at - 1] in self.negations):
                found.append((at, count, code))
            at += max(count, 1)
        if not found:
            return None
        start, _count, first = found[0]
        _length, longest = max((count, -at, code) for at, count, code in found)[0::2]
        code = first if start == 0 else longest
        return Read(code, doubt=SEVERAL if len({code for *_, code in found}) > 1 else "")

    def _at(self, words: list[str], at: int, least: int) -> tuple[int, str]:
        for count in range(self.longest.get(words[at], 0), least - 1, -1):
            code = self.codes.get(" ".join(words[at : at + count]), "")
            if code and at + count <= len(words):
                return count, code
        return 0, ""


@cache
def choices(name: str) -> Choices:
    """Give the words of a list by its name in `data/choices.toml`, such as ``activity_kinds``."""
    return Choices(_data()[name])


@cache
def _data() -> dict[str, dict[str, list[str]]]:
    text = files("banggiao.exchange.values").joinpath("data/choices.toml").read_text("utf-8")
    return tomllib.loads(text)
