"""Which country a name means: the register's names, usual spellings, official forms, ISO codes."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from banggiao.core.text import fold, fold_toned

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_PREFIXES = (
    *("nước", "cộng hòa", "CH", "vương quốc", "VQ", "nhà nước", "liên bang", "LB", "CHLB"),
    *("cộng hòa liên bang", "cộng hòa dân chủ nhân dân", "CHDCND", "cộng hòa xã hội chủ nghĩa"),
    *("CHXHCN", "cộng hòa nhân dân", "CHND", "cộng hòa dân chủ", "CHDC", "cộng hòa hồi giáo"),
    *("CHHG", "cộng hòa ả rập", "cộng hòa hợp tác", "cộng hòa thống nhất", "nhà nước đa dân tộc"),
    *("đại công quốc", "công quốc", "thân vương quốc", "quần đảo", "đảo quốc", "quốc gia"),
    *("cộng hòa đa dân tộc", "cộng hòa bolivar", "liên minh các quốc đảo", "chính phủ"),
    *("the", "republic of", "the republic of", "kingdom of", "the kingdom of", "state of"),
    *("federal republic of", "the federal republic of", "people's republic of", "sultanate of"),
    *("the people's republic of", "democratic republic of", "islamic republic of", "union of"),
    *("federation of", "the federation of", "commonwealth of", "principality of", "grand duchy of"),
    *("socialist republic of", "the socialist republic of", "arab republic of", "the state of"),
    *("democratic socialist republic of", "united republic of", "federative republic of"),
    *("hashemite kingdom of", "plurinational state of", "bolivarian republic of", "government of"),
)
_SUFFIXES = ("人民共和国", "連邦共和国", "民主共和国", "共和国", "王国", "連邦", "公国", "国")
_NOT_DERIVED = frozenset(
    map(fold, ("republic of China", "cộng hòa Trung Hoa", "the republic of China"))
)
"""Forms that a rule would give to another country than the one that bore the name."""

_CODE = re.compile(r"[A-Z]{2,3}", re.ASCII)
_TURNED = re.compile(r"(?P<name>[^,(]{2,80})(?:,\s*|\s*\()(?P<form>[^,()]{2,80})\)?")
_MOST_PREFIXES = 2
_SURE_WITHOUT_MARKS = 6


def joined(text: str) -> str:
    """Give a name as names are compared: with its diacritics, without spaces and hyphens.

    So Cam-pu-chia, Cam pu chia and Campuchia are one.
    """
    return fold_toned(text).replace(" ", "")


class Names:
    """Finds the code of a country by a name of it, whole and alone."""

    def __init__(self, entries: Iterable[tuple[str, Iterable[str]]]) -> None:
        self.toned: dict[str, str] = {}
        self.plain: dict[str, str] = {}
        self.codes: dict[str, str] = {}
        self.words: dict[str, set[str]] = defaultdict(set)
        for code, names in entries:
            self.codes[code] = code
            for name in names:
                self._add(code, name)
        known = dict(self.codes)
        for code, spellings in _data("countries.csv"):
            if code not in known:
                continue
            self.codes[spellings[0]] = code  # ISO alpha-3
            self.words[code] |= {code.lower(), spellings[0].lower()}
            for spelling in spellings[1:]:
                self._add(code, spelling)

    def _add(self, code: str, name: str) -> None:
        """Remember a name; what was said first counts, and the register goes first."""
        if not name:
            return
        self.toned.setdefault(joined(name), code)
        words = fold(name)
        self.words[code].update(words.split())
        bare = words.replace(" ", "")
        self.plain[bare] = "" if self.plain.get(bare, code) != code else code

    def find(self, text: str) -> str:
        """Give the code that a name means, or the empty text."""
        if _CODE.fullmatch(text) and text in self.codes:
            return self.codes[text]
        return self._by_name(text) or self._by_form(text) or self._turned(text)

    def _by_name(self, text: str) -> str:
        key = joined(text)
        if code := self.toned.get(key, ""):
            return code
        # Without diacritics only where none were typed, or where enough is left to be sure.
        bare = fold(text).replace(" ", "")
        if len(bare) > 1 and (text.isascii() or len(bare) >= _SURE_WITHOUT_MARKS):
            return self.plain.get(bare, "")
        return ""

    def _by_form(self, text: str) -> str:
        """Take off what only says what sort of state it is: CH, Vương quốc, Republic of, 共和国."""
        if fold(text) in _NOT_DERIVED:
            return ""
        rest = text
        for _round in range(_MOST_PREFIXES):
            stripped = _without_prefix(rest)
            if stripped is None:
                break
            rest = stripped
            if code := self._by_name(rest):
                return code
        key = joined(text)
        for suffix in _SUFFIXES:
            if key.endswith(suffix) and (code := self.toned.get(key.removesuffix(suffix), "")):
                return code
        return ""

    def _turned(self, text: str) -> str:
        """Read "Korea, Republic of" and "Iran (Islamic Republic of)"."""
        match = _TURNED.fullmatch(text)
        if not match or not is_form(match["form"]):
            return ""
        turned = f"{match['form']} {match['name']}"
        return self._by_name(turned) or self._by_form(turned)


def is_form(text: str) -> bool:
    """Tell whether a text only says what sort of state it is."""
    return fold(text) in _forms()


def claims_to_be_country(text: str) -> bool:
    """Tell whether a text begins as the name of a state does, whatever follows."""
    words = fold(text).split()
    starts = _forms() | {"lien minh", "union", "hiep hoi", "khoi"}
    return any(" ".join(words[:count]) in starts for count in range(1, 6))


def _without_prefix(text: str) -> str | None:
    words = text.split()
    for count in range(min(6, len(words) - 1), 0, -1):
        if fold(" ".join(words[:count])) in _forms():
            return " ".join(words[count:])
    return None


@cache
def form_words() -> frozenset[str]:
    """Give the folded words that only say what sort of state it is."""
    return frozenset(word for form in (*_forms(), *map(fold, _SUFFIXES)) for word in form.split())


@cache
def _forms() -> frozenset[str]:
    return frozenset(fold(prefix) for prefix in _PREFIXES)


def spellings() -> Iterator[tuple[str, str]]:
    """Give our own spellings of countries, each with its code."""
    for code, names in _data("countries.csv"):
        for name in names[1:]:
            yield name, code


def short_forms() -> Iterator[tuple[str, str]]:
    """Give words that name a country only where nothing else stands: French, TQ."""
    for code, words in _data("short_countries.csv"):
        for word in words:
            yield word, code


def cities() -> Iterator[tuple[str, str]]:
    """Give well-known cities by name, each with the code of its country."""
    for code, names in _data("cities.csv"):
        for name in names:
            yield name, code


def _data(name: str) -> Iterator[tuple[str, list[str]]]:
    text = files("banggiao.exchange.values").joinpath(f"data/{name}").read_text("utf-8")
    for code, names in list(csv.reader(text.splitlines()))[1:]:
        yield code, names.split("|")
