"""Takes a printed name apart into family name, given names and what stands between.

Only as far as the print shows it: a name is never turned round, and where nothing tells where the
family name ends, the whole name stands as one.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache
from itertools import takewhile
from typing import TYPE_CHECKING

from banggiao.partners.enums import NameOrder

if TYPE_CHECKING:
    from collections.abc import Mapping

VIETNAM = "VN"
LATIN = "Latn"


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a name. ``sort_as`` says by what it is sorted where that is not its order."""

    family: str
    given: str = ""
    middle: str = ""
    sort_as: tuple[str, ...] = ()


def parts_of(name: str, order: str, country: str = "") -> Parts:
    """Take a name apart, as printed in this order. ``country`` is an ISO code.

    In Vietnam the last word is the given name and people are sorted by it. Elsewhere a family name
    in capitals ends where the capitals end; particles such as "van der" belong to it.
    """
    words = name.split()
    if order == NameOrder.SINGLE or len(words) < 2:
        return Parts(name.strip())
    if order == NameOrder.GIVEN_FIRST:
        return _given_first(words)
    if country == VIETNAM:
        family, *middle, given = words
        rest = " ".join([family, *middle])
        return Parts(family, given, " ".join(middle), sort_as=(given, rest))
    end = _capitals(words)
    if end in {0, len(words)}:
        end = 1
    return Parts(" ".join(words[:end]), " ".join(words[end:]))


def _given_first(words: list[str]) -> Parts:
    """Take the last word as family name; with it what is in capitals, or a particle before it."""
    start = max(len(words) - max(_capitals(words[::-1]), 1), 1)
    while start > 1 and words[start - 1].islower():
        start -= 1
    family, given = words[start:], words[:start]
    bare = [word for word in family if not word.islower()]
    sort_as = (" ".join(bare), " ".join(given)) if bare and bare != family else ()
    return Parts(" ".join(family), " ".join(given), sort_as=sort_as)


def _capitals(words: list[str]) -> int:
    """Count the words in capitals at the beginning."""
    return len(list(takewhile(_is_capital, words)))


def _is_capital(word: str) -> bool:
    """Whether a word is printed in capitals, as family names are. A single letter is an initial."""
    letters = [char for char in word if char.isalpha()]
    return len(letters) > 1 and all(char.isupper() for char in letters)


def language_of(name: str, country: str) -> str:
    """Give the language tag of a name of somebody from a country; empty where it is not known.

    In Latin letters where the language has a script of its own: its reading, such as ``ko-Latn``.
    """
    language = _only_language(country)
    if not language:
        return ""
    writes_latin = _script_of(language) == LATIN
    if _is_latin(name):
        return language if writes_latin else f"{language}-{LATIN}"
    return "" if writes_latin else language


@cache
def _script_of(language: str) -> str:
    """Give the script a language is usually written in."""
    from babel.core import get_global  # noqa: PLC0415  # slow import

    likely: Mapping[str, str] = get_global("likely_subtags")
    return next((part for part in likely.get(language, "").split("_") if len(part) == 4), "")


@cache
def _only_language(country: str) -> str:
    """Give the one official language of a country; empty where it has several."""
    from babel.languages import get_official_languages  # noqa: PLC0415  # slow import

    found = get_official_languages(country) if country else ()
    return str(found[0]) if len(found) == 1 else ""


def _is_latin(name: str) -> bool:
    letters = (char for char in name if char.isalpha())
    return all("LATIN" in unicodedata.name(char, "") for char in letters)
