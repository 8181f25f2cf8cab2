"""Reads the countries a cell names, and finds those that a longer text names.

Problem: ``unknown_country``, also where another name in the cell is known: a row must not lose a
country unseen. Doubts: ``from_city`` (only a city is named), ``more_words`` (other words stand
before a country, as a place does), ``not_known``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from banggiao.exchange.values.cells import (
    MORE_WORDS,
    NOT_KNOWN,
    failure_of,
    is_blank,
    is_not_known,
    text_of,
)
from banggiao.exchange.values.country_names import (
    Names,
    cities,
    claims_to_be_country,
    joined,
)
from banggiao.exchange.values.country_text import TextNames
from banggiao.exchange.values.read import Read

if TYPE_CHECKING:
    from collections.abc import Iterable

    from banggiao.exchange.books.book import Value

UNKNOWN, FROM_CITY = "unknown_country", "from_city"
LONGEST = 3000
_REMEMBERED = 8192
_MOST_JOINED = 5

_SEPARATOR = re.compile(
    r"(\s*[\n;,、，/|+&・]\s*|\s+[-–—]\s*|\s*[-–—]\s+|\s+(?:và|and|cùng|với)\s+|と)", re.IGNORECASE
)
_NUMBERING = re.compile(r"^(?:\(?(?:\d{1,2}|[IVX]{1,4}|[a-zđ])[.)]|[-–•*+])\s*(?=\D)")
_BRACKET = re.compile(r"(?P<outer>[^()]+?)\s*\((?P<inner>[^()]*)\)\s*")
_PLACE = re.compile(
    r"(?:tp|thành phố|tỉnh|thủ đô|bang|quận|huyện|thị xã|city of|province of)\b\.?\s*",
    re.IGNORECASE,
)
_COMMA = frozenset({",", "、", "，"})


class Countries:
    """Knows countries by name.

    ``entries`` gives code and names of each country of the register, in any language; only these
    codes are ever read. Usual spellings and official forms are added from our own data.
    """

    def __init__(self, entries: Iterable[tuple[str, Iterable[str]]]) -> None:
        self._names = Names(entries)
        self._cities = {name: code for name, code in cities() if code in self._names.codes}
        self._text = TextNames(self._names)
        self._read: dict[str, Read[tuple[str, ...]]] = {}

    def read(self, value: Value) -> Read[tuple[str, ...]]:
        """Read the countries of a cell, as ISO 3166-1 alpha-2 codes in the order they stand in."""
        if problem := failure_of(value):
            return Read((), problem)
        text = text_of(value)
        if text not in self._read:
            if len(self._read) >= _REMEMBERED:
                self._read.clear()
            if len(text) > LONGEST:
                return Read((), UNKNOWN)
            self._read[text] = self._of_text(text)
        return self._read[text]

    def in_text(self, text: str) -> tuple[str, ...]:
        """Find countries in a heading or the name of a body: "1. Nhật Bản", "ACRC Hàn Quốc".

        Whole words with a capital count, the longest name first. A name that is a person's or
        another word too ("Anh", "Pháp chế") counts only where nothing else can be meant.
        """
        line = text_of(text[:LONGEST])
        alone = self._names.find(_NUMBERING.sub("", line).strip(" .:"))
        return (alone,) if alone else self._text.find(line)

    def _of_text(self, text: str) -> Read[tuple[str, ...]]:
        if is_blank(text):
            return Read(())
        if code := self._names.find(text.replace("\n", " ")):
            return Read((code,))
        if is_not_known(text):
            return Read((), doubt=NOT_KNOWN)
        lines = (_NUMBERING.sub("", line) for line in text.split("\n"))
        pieces = _SEPARATOR.split("\n".join(lines).strip(" ,;.\n"))
        found: dict[str, None] = {}
        doubt = ""
        at = 0
        while at < len(pieces):
            codes, said, used = self._at(pieces, at)
            if codes is None:
                return Read((), UNKNOWN)
            found |= dict.fromkeys(codes)
            doubt = doubt or said
            at += used
        return Read(tuple(found), doubt=doubt)

    def _at(self, pieces: list[str], at: int) -> tuple[tuple[str, ...] | None, str, int]:
        """Read the longest run of pieces from here that is a name; odd places hold separators.

        Gives the codes, a doubt, and how many pieces were used. None for codes: it is none.
        """
        for end in range(min(len(pieces), at + 2 * _MOST_JOINED - 1), at, -2):
            if code := self._names.find("".join(pieces[at:end]).strip(" .")):
                return (code,), "", end - at + 1
        piece = pieces[at].strip(" .")
        if not piece:
            return (), "", 2
        if codes := self._of_piece(piece):
            return codes, "", 2
        is_before_country = (
            at + 2 < len(pieces)
            and pieces[at + 1].strip() in _COMMA
            and bool(self._names.find(pieces[at + 2].strip(" .")))
        )
        city = self._cities.get(joined(_PLACE.sub("", piece)), "")
        if city:
            same = is_before_country and self._names.find(pieces[at + 2].strip(" .")) == city
            return ((), "", 2) if same else ((city,), FROM_CITY, 2)
        if is_before_country and not claims_to_be_country(piece):
            return (), "" if _PLACE.match(piece) else MORE_WORDS, 2
        return None, "", 2

    def _of_piece(self, piece: str) -> tuple[str, ...]:
        """Read a name with a city in brackets, a city with its country, two joined by a dash."""
        if match := _BRACKET.fullmatch(piece):
            outer, inner = match["outer"].strip(), match["inner"].strip()
            if code := self._names.find(outer):
                return (code,)
            if not claims_to_be_country(outer) and (code := self._names.find(inner)):
                return (code,)
        if "-" in piece[1:-1]:
            for cut in [i for i, char in enumerate(piece) if char == "-"][:6]:
                sides = self._names.find(piece[:cut]), self._names.find(piece[cut + 1 :])
                if all(sides):
                    return sides
        return ()
