"""Finds organisations by what people call them: name, short form, other name, own script."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from banggiao.core.text import fold, fold_toned
from banggiao.exchange.matching.bare import bare_forms, without_brackets, without_country
from banggiao.exchange.matching.concepts import concepts_of
from banggiao.exchange.matching.meanings import Meanings
from banggiao.exchange.reading.register import Match

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from banggiao.exchange.values.countries import Countries

BY_NAME, BY_PLAIN_NAME, BY_PART, BY_MEANING, BY_WORDS = 1.0, 0.98, 0.96, 0.95, 0.9
"""How sure a match is: the very name; the name without diacritics; a name with a country or a short
form beside it; the name translated; and at most so for names that are only alike."""
ALIKE = 80
"""From here on, of 100, two names are alike enough to ask a person about."""
MOST = 5
MOST_COMPARED = 400
"""So many names at most are compared word by word with one that nobody knows."""


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation with everything it is called."""

    code: str
    label: str
    country: str
    names: tuple[str, ...]
    is_own: bool = False


@dataclass(slots=True)
class Organisations:
    """The organisations an importer may see, found by their names.

    The country of a row decides between bodies of one name; it never makes a match by itself.
    """

    bodies: Sequence[Body]
    countries: Countries
    _by_key: dict[str, list[Body]] = field(init=False)
    _meanings: Meanings[Body] = field(init=False)
    _found: dict[tuple[str, tuple[str, ...]], tuple[Match, ...]] = field(init=False)
    _home: set[str] = field(init=False)
    _words: dict[str, list[tuple[str, Body]]] | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        self._by_key = defaultdict(list)
        self._meanings = Meanings(self.bodies, self.countries)
        self._found = {}
        self._home = {body.country for body in self.bodies if body.is_own} - {""}
        for body in self.bodies:
            for key in {fold(name) for name in body.names} - {""}:
                self._by_key[key].append(body)

    def find(self, text: str, countries: Sequence[str] = ()) -> tuple[Match, ...]:
        """Give what the text may name, the surest first; at most five."""
        key = (text, tuple(countries))
        known = self._found.get(key)
        if known is None:
            known = self._found[key] = tuple(self._matches(text, key[1]))
        return known

    def _matches(self, text: str, countries: tuple[str, ...]) -> Iterable[Match]:
        if not fold(text):
            return []
        return (
            self._exact(text, countries)
            or self._part(text, countries)
            or self._translated(text, countries)
            or self._alike(text, countries)
        )

    def _translated(self, text: str, countries: tuple[str, ...]) -> list[Match]:
        """Find a body of the same country whose name in another language says the same."""
        named = self.countries.in_text(text)
        bare = without_country(text, named, self.countries) if named else text
        meaning = concepts_of(without_brackets(bare) or text)
        for country in (named or countries) if meaning else ():
            if found := self._meanings.find(country, meaning):
                return _one_of(found, BY_MEANING, (country,))
        return []

    def _exact(self, text: str, countries: tuple[str, ...]) -> list[Match]:
        """Find by the whole name, first as it is written, then without its diacritics."""
        found = self._by_key.get(fold(text))
        if not found:
            return []
        toned = fold_toned(text)
        same = [body for body in found if any(fold_toned(name) == toned for name in body.names)]
        matches = _one_of(same or found, BY_NAME if same else BY_PLAIN_NAME, countries)
        if len(matches) == 1 and self._is_ours(matches[0], countries) and concepts_of(text):
            return [replace(matches[0], sureness=BY_WORDS)]
        return matches

    def _is_ours(self, match: Match, countries: tuple[str, ...]) -> bool:
        """Whether it is a body at home where a row is abroad: each country has its own ministries.

        Those of other countries are told apart by names that carry their country.
        """
        return match.country in self._home and bool(countries) and match.country not in countries

    def _part(self, text: str, countries: tuple[str, ...]) -> list[Match]:
        """Find by the name without what people add: a country, brackets, "delegation of"."""
        for bare, where in bare_forms(text, self.countries):
            found = self._exact(bare, where or countries)
            if where and found and found[0].country not in where:
                continue
            if found:
                sureness = BY_PART if len(found) == 1 or found[0].is_sure else BY_WORDS
                return [Match(m.code, min(m.sureness, sureness), m.label, m.country) for m in found]
        return []

    def _alike(self, text: str, countries: tuple[str, ...]) -> list[Match]:
        """Find names that share words with the text; a person is asked about them."""
        key = fold(text)
        pool = _candidates(key, self._by_word())
        best: dict[str, tuple[float, Body]] = {}
        for name, body in pool:
            if countries and body.country and body.country not in countries:
                continue
            score = max(fuzz.token_sort_ratio(key, name), fuzz.ratio(key, name))
            if f" {name} " in f" {key} " and " " in name:
                score = max(score, 90.0)
            if score >= ALIKE and score > best.get(body.code, (0.0, body))[0]:
                best[body.code] = (score, body)
        ranked = sorted(best.values(), key=lambda one: (-one[0], one[1].code))[:MOST]
        return [_match(body, min(score / 100, BY_WORDS)) for score, body in ranked]

    def _by_word(self) -> dict[str, list[tuple[str, Body]]]:
        """Give the names by their words. Most files need none of this, so it is made when asked."""
        if self._words is None:
            self._words = defaultdict(list)
            for key, bodies in self._by_key.items():
                for word in set(key.split()):
                    self._words[word] += [(key, body) for body in bodies]
        return self._words


def _candidates(key: str, by_word: dict[str, list[tuple[str, Body]]]) -> Iterable[tuple[str, Body]]:
    """Give names that share the rarest words with the text, a bounded number of them."""
    pool: dict[tuple[str, str], tuple[str, Body]] = {}
    words = sorted((w for w in set(key.split()) if w in by_word), key=lambda w: len(by_word[w]))
    for word in words:
        for name, body in by_word[word][:MOST_COMPARED]:
            pool.setdefault((name, body.code), (name, body))
        if len(pool) >= MOST_COMPARED:
            break
    return pool.values()


def _one_of(found: Sequence[Body], sureness: float, countries: tuple[str, ...]) -> list[Match]:
    """Give one sure match, or several unsure ones where the country does not decide."""
    bodies = list({body.code: body for body in found}.values())
    if len(bodies) > 1 and countries:
        here = [body for body in bodies if body.country in countries]
        bodies = here or bodies
    if len(bodies) == 1:
        return [_match(bodies[0], sureness)]
    return [_match(body, BY_WORDS) for body in sorted(bodies, key=lambda b: b.code)[:MOST]]


def _match(body: Body, sureness: float) -> Match:
    return Match(body.code, round(sureness, 3), body.label, body.country)
