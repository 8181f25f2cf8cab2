"""Finds bodies by what their names say, whatever the language: a country at a time, when asked."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Protocol

from banggiao.core.text import fold
from banggiao.exchange.matching.bare import without_country
from banggiao.exchange.matching.concepts import concepts_of, words_of_concepts

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from banggiao.exchange.values.countries import Countries


class _Named(Protocol):
    @property
    def country(self) -> str: ...
    @property
    def names(self) -> tuple[str, ...]: ...


class Meanings[T: _Named]:
    """Bodies by their country and the concepts of their names.

    A large register has thousands of bodies and a file asks after few countries, so the names of a
    country are taken apart when it is asked after for the first time.
    """

    def __init__(self, bodies: Iterable[T], countries: Countries) -> None:
        self._countries = countries
        self._bodies: dict[str, list[T]] = defaultdict(list)
        for body in bodies:
            self._bodies[body.country].append(body)
        self._known: dict[str, Mapping[frozenset[str], Sequence[T]]] = {}

    def find(self, country: str, meaning: frozenset[str]) -> Sequence[T]:
        """Give the bodies of a country that have a name of this meaning."""
        if country not in self._known:
            self._known[country] = self._of(country)
        return self._known[country].get(meaning, ())

    def _of(self, country: str) -> Mapping[frozenset[str], Sequence[T]]:
        found: dict[frozenset[str], dict[int, T]] = defaultdict(dict)
        words = words_of_concepts() | self._countries.words_of(country)
        for place, body in enumerate(self._bodies.get(country, ())):
            for name in body.names:
                if not words.issuperset(fold(name).split()):
                    continue  # it has a word that no translation is known of
                bare = without_country(name, (country,), self._countries)
                if meaning := concepts_of(bare or name):
                    found[meaning][place] = body
        return {meaning: list(bodies.values()) for meaning, bodies in found.items()}
