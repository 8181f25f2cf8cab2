"""Reads the countries a cell names, and finds those that a longer text names.

Problem: ``unknown_country``, also where another name in the cell is known: a row must not lose a
country unseen. Doubts: ``from_city`` (only a city is named), ``more_words`` (other words stand
before a country, as a place does), ``no_country`` (words for many or none), ``not_known``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from banggiao.core.text import fold
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
    form_words,
    joined,
    short_forms,
)
from banggiao.exchange.values.country_text import TextNames
from banggiao.exchange.values.read import Read

if TYPE_CHECKING:
    from collections.abc import Iterable

    from banggiao.exchange.books.book import Value

UNKNOWN, FROM_CITY, NO_COUNTRY = "unknown_country", "from_city", "no_country"
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
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_NO_COUNTRY = frozenset(
    joined(words)
    for words in (
        *("đa phương", "nhiều nước", "các nước", "một số nước", "các nước ASEAN", "ASEAN", "APEC"),
        *("EU", "Liên minh châu Âu", "European Union", "Liên hợp quốc", "LHQ", "UN", "quốc tế"),
        *("toàn cầu", "khu vực", "châu Á", "châu Âu", "trực tuyến", "online", "multilateral"),
        *("WB", "World Bank", "Ngân hàng Thế giới", "ADB", "UNDP", "UNODC", "OECD", "IMF", "WTO"),
        *("UNESCO", "UNICEF", "ASEM", "Interpol", "ILO", "WHO", "ASEAN-PAC", "OIF", "Pháp ngữ"),
        *("tổ chức quốc tế", "các tổ chức quốc tế", "international organisation"),
        *("international organisations", "international organizations", "国際機関"),
        *("various countries", "several countries", "多国間", "オンライン", "各国", "国際"),
    )
)
"""Words in the place of a country that mean none, or many."""
_COMMA = frozenset({",", "、", "，"})


class Countries:
    """Knows countries by name.

    ``entries`` gives code and names of each country of the register, in any language; only these
    codes are ever read. Usual spellings and official forms are added from our own data.
    """

    def __init__(self, entries: Iterable[tuple[str, Iterable[str]]]) -> None:
        self._names = Names(entries)
        self._short = {joined(word): c for word, c in short_forms() if c in self._names.codes}
        self._cities = {joined(name): code for name, code in cities() if code in self._names.codes}
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

    def words_of(self, code: str) -> frozenset[str]:
        """Give every folded word that may stand in the name of a country or of its cities."""
        in_cities = (fold(name).split() for name, where in cities() if where == code)
        return frozenset(self._names.words[code]).union(form_words(), *in_cities)

    def _of_text(self, text: str) -> Read[tuple[str, ...]]:
        if is_blank(text):
            return Read(())
        if code := self._names.find(text.replace("\n", " ")):
            return Read((code,))
        if is_not_known(text):
            return Read((), doubt=NOT_KNOWN)
        lines = (_NUMBERING.sub("", line) for line in text.split("\n"))
        pieces = _cut("\n".join(lines).strip(" ,;.\n"))
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
        if code := self._short.get(joined(piece), ""):
            return (code,), "", 2
        return (*self._of_other_words(piece, pieces[at + 1 : at + 3]), 2)

    def _of_other_words(self, piece: str, behind: list[str]) -> tuple[tuple[str, ...] | None, str]:
        """Read words that are no country: a city, a place before its country, or many countries."""
        if joined(piece) in _NO_COUNTRY:
            return (), NO_COUNTRY
        is_placed = len(behind) == 2 and behind[0].strip() in _COMMA
        country = self._names.find(behind[1].strip(" .")) if is_placed else ""
        if city := self._cities.get(joined(_PLACE.sub("", piece)), ""):
            return ((), "") if city == country else ((city,), FROM_CITY)
        if country and not claims_to_be_country(piece):
            return (), "" if _PLACE.match(piece) else MORE_WORDS
        return None, ""

    def _of_piece(self, piece: str) -> tuple[str, ...]:
        """Read a name with a city in brackets, a city with its country, two joined by a dash."""
        if match := _BRACKET.fullmatch(piece):
            outer, inner = match["outer"].strip(), match["inner"].strip()
            if code := self._names.find(outer):
                return (code,)
            if not claims_to_be_country(outer) and (codes := self._of_text(inner).value):
                return codes
        if "-" in piece[1:-1]:
            for cut in [i for i, char in enumerate(piece) if char == "-"][:6]:
                sides = self._names.find(piece[:cut]), self._names.find(piece[cut + 1 :])
                if all(sides):
                    return sides
        return ()


def _cut(text: str) -> list[str]:
    """Cut between countries, outside brackets; pieces and what stands between them take turns."""
    closed = [match.span() for match in _IN_BRACKETS.finditer(text)]
    pieces, begin, at = [], 0, 0
    for match in _SEPARATOR.finditer(text):
        while at < len(closed) and closed[at][1] <= match.start():
            at += 1
        if at < len(closed) and closed[at][0] < match.start():
            continue
        pieces += [text[begin : match.start()], match[0]]
        begin = match.end()
    return [*pieces, text[begin:]]
