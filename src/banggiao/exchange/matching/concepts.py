"""Takes the name of a body apart into concepts, so that its translation is found too."""

from __future__ import annotations

import tomllib
from functools import cache, lru_cache
from importlib.resources import files

from banggiao.core.text import fold

FEWEST = 2
"""A name of a single concept, such as "Ministry", is no name."""


@cache
def _phrases() -> dict[tuple[str, ...], str]:
    """Give words of a phrase to its concept; fillers to the empty one."""
    text = files("banggiao.exchange.matching").joinpath("data/concepts.toml").read_text("utf-8")
    data = tomllib.loads(text)
    found = {
        tuple(fold(words).split()): concept
        for concept, names in data["concepts"].items()
        for words in names
    }
    return found | {tuple(fold(words).split()): "" for words in data["fillers"]}


@cache
def words_of_concepts() -> frozenset[str]:
    """Give every folded word that a name with a meaning may have, its country apart."""
    return frozenset(word for phrase in _phrases() for word in phrase)


@lru_cache(maxsize=50_000)
def concepts_of(name: str) -> frozenset[str]:
    """Give the concepts a name is made of; nothing where it has any other word.

    The name comes without its country.
    """
    words = fold(name).split()
    phrases = _phrases()
    longest = max(map(len, phrases))
    found: set[str] = set()
    at = 0
    while at < len(words):
        for count in range(min(longest, len(words) - at), 0, -1):
            concept = phrases.get(tuple(words[at : at + count]))
            if concept is not None:
                found.add(concept)
                at += count
                break
        else:
            return frozenset()
    found.discard("")
    return frozenset(found) if len(found) >= FEWEST else frozenset()
