"""Takes off the name of a body what people add to it: a country, brackets, "delegation of"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from banggiao.core.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from banggiao.exchange.values.countries import Countries

_BRACKETS = re.compile(r"\(([^()]*)\)|（([^（）]*)）")
_BEFORE = re.compile(r"(?:doan(?: cong tac| dai bieu| can bo)?|dai dien|phia)\s+")
_MOST_WORDS = 5
"""So many words at most are read as the name of a country."""


def bare_forms(text: str, countries: Countries) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Give shorter forms of a name, each with the countries that were taken off it."""
    inside = [one or other for one, other in _BRACKETS.findall(text)]
    forms = [without_brackets(text), *inside] if inside else []
    if match := _BEFORE.match(fold(text)):
        forms.append(" ".join(text.split()[len(match[0].split()) :]))
    for form in [text, *forms]:
        if form != text:
            yield form, ()
        if named := countries.in_text(form):
            bare = without_country(form, named, countries)
            if bare and fold(bare) != fold(form):
                yield bare, tuple(named)


def without_brackets(text: str) -> str:
    """Leave out what stands in brackets."""
    return _BRACKETS.sub(" ", text).strip()


def without_country(text: str, codes: Sequence[str], countries: Countries) -> str:
    """Take the name of one of the countries off the end of a text, or off its beginning."""
    words = text.split()
    for count in range(min(_MOST_WORDS, len(words) - 1), 0, -1):
        for part, rest in ((words[-count:], words[:-count]), (words[:count], words[count:])):
            read = countries.read(" ".join(part))
            if not read.problem and set(read.value) & set(codes):
                return " ".join(rest).strip(" ,-–")
    return ""
