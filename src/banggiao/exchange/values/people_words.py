"""What is known of names and titles (`data/people.toml`), asked word by word."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from banggiao.core.text import SPACED, fold, fold_toned
from banggiao.exchange.values.country_names import cities, joined, spellings

LONGEST_NAME = 6
_MOST_BEFORE = 3
_LONGEST_LABEL = 5
_CODE = re.compile(r"[A-ZĐ]\d{1,4}[a-z]?")
_ABBREVIATION = re.compile(r"[A-Z][A-Z&/-]+\d*", re.ASCII)
_EDGES = ".,;:()-–'\""
_MARKED = re.compile(
    r"[àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ]", re.IGNORECASE
)


@lru_cache(maxsize=16384)
def key_of(word: str) -> str:
    """Give a word as words are compared: folded, with its diacritics."""
    return fold_toned(word)


@lru_cache(maxsize=16384)
def _first_key(word: str) -> str:
    return key_of(word).partition(" ")[0]


def keys_of(words: list[str]) -> str:
    """Give several words as they are compared."""
    return " ".join(map(key_of, words))


class _Phrases:
    """Phrases of few words, found at a place in a list of words."""

    def __init__(self, phrases: list[str]) -> None:
        self.known = frozenset(fold_toned(phrase) for phrase in phrases)
        self.longest: dict[str, int] = {}
        for phrase in self.known:
            first, count = phrase.partition(" ")[0], phrase.count(" ") + 1
            self.longest[first] = max(count, self.longest.get(first, 0))

    def at(self, words: list[str], at: int) -> int:
        """Give how many words the longest phrase here has; 0 where none is."""
        if not 0 <= at < len(words):
            return 0
        # Most words begin no phrase; a hyphen may make two of one word.
        longest = self.longest.get(_first_key(words[at]), 0)
        for count in range(min(longest, len(words) - at), 0, -1):
            if keys_of(words[at : at + count]) in self.known:
                return count
        return 0


@cache
def _data() -> dict[str, Any]:
    text = files("banggiao.exchange.values").joinpath("data/people.toml").read_text("utf-8")
    return tomllib.loads(text)


@cache
def _phrases(name: str) -> _Phrases:
    return _Phrases(_data()[name])


@cache
def _surnames() -> frozenset[str]:
    return frozenset(fold_toned(name) for name in _data()["surnames"].split())


@cache
def _plain_surnames() -> frozenset[str]:
    return frozenset(fold(name) for name in _data()["plain_surnames"].split())


@cache
def _not_names() -> frozenset[str]:
    text = _data()["not_names"].strip().replace("\n", "|")
    return frozenset(fold_toned(words) for words in text.split("|"))


def title_at(words: list[str], at: int, depth: int = 0) -> int:
    """Give how many words a title has that begins here, with what belongs before it; 0 for none."""
    best = _phrases("titles").at(words, at)
    before = _phrases("before_titles").at(words, at) if depth < _MOST_BEFORE else 0
    if before and at + before < len(words):
        after = title_at(words, at + before, depth + 1)
        best = max(best, before + after if after else 0)
    return best


def salutation_at(words: list[str], at: int) -> int:
    """Give how many words of courtesy or learning stand here; 0 for none."""
    count = _phrases("salutations").at(words, at)
    if count:
        return 0 if keys_of(words[at : at + 2]) in _not_names() else count  # Bà Rịa
    follows_name = at + 1 < len(words) and is_surname(words, at + 1)
    return _phrases("doubtful_salutations").at(words, at) if follows_name else 0


def body_at(words: list[str], at: int) -> int:
    """Give how many words of a body's name stand here, such as Vụ or Department; 0 for none."""
    return opens_body_at(words, at) or english_body_at(words, at)


def english_body_at(words: list[str], at: int) -> int:
    """Give how many words of an English body's name stand here; no name of a person has them."""
    return _phrases("english_bodies").at(words, at)


def opens_body_at(words: list[str], at: int) -> int:
    """Give how many words open the Vietnamese name of a body here: its own name follows."""
    return _phrases("bodies").at(words, at)


def is_label(text: str) -> bool:
    """Tell whether words only say that people follow."""
    words = text.split(" ", _LONGEST_LABEL)
    return len(words) <= _LONGEST_LABEL and _phrases("labels").at(words, 0) == len(words)


@lru_cache(maxsize=16384)
def _may_be_surname(word: str) -> bool:
    word = word.strip(_EDGES)
    return key_of(word) in _surnames() or (word.isascii() and fold(word) in _plain_surnames())


def is_surname(words: list[str], at: int) -> bool:
    """Tell whether a Vietnamese family name stands here, and no other words that begin so."""
    if not _may_be_surname(words[at]):
        return False
    return not any(
        keys_of(words[at : at + count]) in _not_names()
        for count in (2, 3)
        if at + count <= len(words)
    )


def is_place(words: list[str]) -> bool:
    """Tell whether words are the name of a country, as our own data spell it, or of a place."""
    keys = keys_of(words)
    return keys.replace(" ", "") in _places() or keys in _not_names()


@cache
def _places() -> frozenset[str]:
    return frozenset(joined(name) for name, _code in (*spellings(), *cities()))


def is_abbreviation(word: str) -> bool:
    """Tell whether a word is an abbreviation of a body or a post: HTQT, UBND, PCTN."""
    return bool(_ABBREVIATION.fullmatch(word.strip(_EDGES)))


@lru_cache(maxsize=16384)
def is_name_word(word: str) -> bool:
    """Tell whether a word may stand in a person's name, by its shape."""
    bare = word.strip(".,;:'\"")
    if not bare:
        return False
    if _CODE.fullmatch(bare):
        return True
    if any(char.isdigit() or char in "()/[]@%" for char in bare):
        return False
    if bare in _particles():
        return True
    first = bare[0]
    # Scripts without capitals, such as Thai, Khmer and Han, have only this case.
    return first.isupper() or (first.isalpha() and first.lower() == first.upper())


@cache
def _particles() -> frozenset[str]:
    return frozenset(_data()["particles"])


def has_vietnamese_marks(word: str) -> bool:
    """Tell whether a word has letters that Vietnamese has and few other languages."""
    return bool(_MARKED.search(word))


def is_spaced(text: str) -> bool:
    """Tell whether a text is written in Han, kana or hangul."""
    return bool(SPACED.search(text))


def japanese(kind: str) -> tuple[str, ...]:
    """Give the endings of Japanese ``titles`` or ``bodies``, the longest first."""
    return _endings(kind)


@cache
def _endings(kind: str) -> tuple[str, ...]:
    return tuple(sorted(_data()["japanese"][kind], key=len, reverse=True))


def honorifics() -> tuple[str, ...]:
    """Give what Japanese adds to a name."""
    return tuple(_data()["honorifics"])
