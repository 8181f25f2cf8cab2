"""Vietnamese typed in the fonts of the 1990s, back to letters that every program knows.

Before Unicode, fonts drew Vietnamese letters in the places of Western ones: what .VnTime shows as
``Cộng hòa`` is stored as ``Céng hßa`` (TCVN3, also called ABC), what VNI-Times shows so, as ``Coäng
hoøa``. Spreadsheets keep the stored characters, so such texts look like nonsense without the font.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from unicodedata import normalize

from django.utils.translation import gettext as _

from banggiao.core.text import ACUTE, DOT, GRAVE, HOOK, TILDE
from banggiao.exchange.books.book import Book, Remark, Sheet, Value
from banggiao.exchange.books.syllables import is_syllable

_LOOKED_AT = 20_000
"""Different texts that decide; more cost time and change nothing."""

_FEWEST = 4
"""Different words that must become Vietnamese by the conversion, and only by it."""

_SHARE = 0.6
"""How many of the odd words must become so. Of French, German or Spanish ones, under a tenth do."""

# TCVN3: one character for each small letter, tone and all, in the order of the tones written here.
_TCVN_TONES = ("", GRAVE, HOOK, TILDE, ACUTE, DOT)
_TCVN_SMALL = {
    "a": "a\xb5\xb6\xb7\xb8\xb9",
    "ă": "\xa8\xbb\xbc\xbd\xbe\xc6",
    "â": "\xa9\xc7\xc8\xc9\xca\xcb",
    "e": "e\xcc\xce\xcf\xd0\xd1",
    "ê": "\xaa\xd2\xd3\xd4\xd5\xd6",
    "i": "i\xd7\xd8\xdc\xdd\xde",
    "o": "o\xdf\xe1\xe2\xe3\xe4",
    "ô": "\xab\xe5\xe6\xe7\xe8\xe9",
    "ơ": "\xac\xea\xeb\xec\xed\xee",
    "u": "u\xef\xf1\xf2\xf3\xf4",
    "ư": "\xad\xf5\xf6\xf7\xf8\xf9",
    "y": "y\xfa\xfb\xfc\xfd\xfe",
}
TCVN3 = {
    stored: normalize("NFC", letter + tone)
    for letter, row in _TCVN_SMALL.items()
    for stored, tone in zip(row, _TCVN_TONES, strict=True)
    if not stored.isascii()
} | dict(zip("\xae\xa1\xa2\xa3\xa4\xa5\xa6\xa7", "đĂÂÊÔƠƯĐ", strict=True))
"""Capital letters have no place with a tone: they are small ones in a font of capitals."""

# VNI: a Western letter, then a character that carries circumflex or breve, and the tone.
_CIRCUMFLEX, _BREVE, _HORN = "\u0302", "\u0306", "\u031b"
_VNI_TONES = dict(zip("ùøûõï", (ACUTE, GRAVE, HOOK, TILDE, DOT), strict=True))
_VNI_ROOF = dict(zip("âáàåãä", ("", ACUTE, GRAVE, HOOK, TILDE, DOT), strict=True))
_VNI_BOWL = dict(zip("êéèúüë", ("", ACUTE, GRAVE, HOOK, TILDE, DOT), strict=True))
_VNI_SINGLE = dict(zip("ñôöíìæóòî", "đơưíìỉĩịỵ", strict=True))
_VNI_SMALL = (
    _VNI_SINGLE
    | {letter + mark: letter + tone for letter in "aeouy" for mark, tone in _VNI_TONES.items()}
    | {"ô" + mark: "o" + _HORN + tone for mark, tone in _VNI_TONES.items()}
    | {"ö" + mark: "u" + _HORN + tone for mark, tone in _VNI_TONES.items()}
    | {
        letter + mark: letter + _CIRCUMFLEX + tone
        for letter in "aeo"
        for mark, tone in _VNI_ROOF.items()
    }
    | {"a" + mark: "a" + _BREVE + tone for mark, tone in _VNI_BOWL.items()}
)
VNI = {
    stored: normalize("NFC", letter.upper() if stored[0].isupper() else letter)
    for small, letter in _VNI_SMALL.items()
    for stored in (small, small.upper(), small.capitalize(), small[0] + small[1:].upper())
}
"""A capital letter takes a capital mark, and a small one from careless hands."""
_VNI_PIECE = re.compile("|".join(sorted(VNI, key=len, reverse=True)))

_WORD = re.compile(r"[A-Za-z\xa1-\xff]+")
_SMALL = re.compile(r"[a-z]")
_CAPITALS = re.compile(r"[A-Z]")
_BEYOND = re.compile("[^\x00-\xff\u2010-\u2026\u20ac]")
"""What no text of an old font holds: letters that Western fonts had no place for."""


def _from_tcvn3(word: str) -> str:
    return "".join(TCVN3.get(letter, letter) for letter in word)


def _from_vni(word: str) -> str:
    return _VNI_PIECE.sub(lambda match: VNI[match[0]], word)


@dataclass(frozen=True, slots=True)
class OldFont:
    """A way in which fonts drew Vietnamese. ``word`` turns one stored word into its letters."""

    name: str
    word: Callable[[str], str]
    has_capitals: bool
    """Whether capital letters with tones have places of their own."""


FONTS = (
    OldFont("TCVN3 (.VnTime)", lru_cache(maxsize=65_536)(_from_tcvn3), has_capitals=False),
    OldFont("VNI (VNI-Times)", lru_cache(maxsize=65_536)(_from_vni), has_capitals=True),
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the texts of a file say for a font, in different words.

    ``only_so`` are Vietnamese by the conversion alone, ``not_so`` neither with it nor without,
    ``proper`` are Vietnamese as they stand, with letters that old fonts could not hold.
    """

    font: OldFont
    only_so: int
    not_so: int
    proper: int

    @property
    def is_enough(self) -> bool:
        """Whether the file holds text in this font."""
        odd = self.only_so + self.not_so
        return self.only_so >= _FEWEST and self.only_so >= _SHARE * odd


def with_letters(book: Book) -> Book:
    """Give the book with its old texts in Unicode, and the remark ``old_font``; or as it is.

    Which font it was is decided for the whole file, whether to convert for each text: tables mix
    both. The cells of the book given are changed in place, as a copy could be too large.
    """
    found = told_font(_texts(book.sheets))
    if found is None:
        return book
    is_mostly_old = found.only_so > found.proper
    letters: dict[str, str] = {}
    for sheet in book.sheets:
        for cells in sheet.rows.values():
            for column, value in cells.items():
                if isinstance(value, str) and not value.isascii():
                    if value not in letters:
                        letters[value] = converted(value, found.font, if_unsure=is_mostly_old)
                    cells[column] = letters[value]
    message = _(
        "Texts of this file were typed in an old Vietnamese font, %(font)s. They were converted;"
        " compare a few names with the file."
    )
    remark = Remark("old_font", message % {"font": found.font.name})
    return replace(book, remarks=(*book.remarks, remark))


def told_font(texts: Iterable[str]) -> Evidence | None:
    """Tell in which old font the texts were typed; ``None`` for French, German, Unicode."""
    words: set[str] = set()
    proper: set[str] = set()
    for text in texts:
        if _BEYOND.search(text):
            proper.update(word for word in text.split() if _BEYOND.search(word))
        else:
            words.update(word for word in _WORD.findall(text) if _is_odd(word))
    count = sum(is_syllable(word) for word in proper)
    found = [_evidence(font, words, count) for font in FONTS]
    best = max(found, key=lambda evidence: evidence.only_so)
    return best if best.is_enough else None


def share_of_old_words(text: str) -> float:
    """Tell what share of the odd words in a text an old font explains, 0 to 1."""
    words = {word for word in _WORD.findall(text) if _is_odd(word)}
    found = [_evidence(font, words, 0) for font in FONTS]
    return max(evidence.only_so / (len(words) or 1) for evidence in found)


def converted(text: str, font: OldFont, *, if_unsure: bool = True) -> str:
    """Give a text in Unicode. One that is no text of this font stays as it is.

    ``if_unsure`` says what becomes of a text that is Vietnamese both with and without conversion.
    """
    if _BEYOND.search(text):
        return text
    odd = [word for word in _WORD.findall(text) if _is_odd(word)]
    good = sum(is_syllable(font.word(word)) for word in odd)
    bad = sum(_is_word(word) for word in odd) - good
    if bad > good or not (good or if_unsure):
        return text
    is_capital = not font.has_capitals and _is_capital(text)
    return _WORD.sub(lambda match: _letters(match[0], font, is_capital=is_capital), text)


def _texts(sheets: Iterable[Sheet]) -> Iterable[str]:
    found: dict[str, None] = {}
    values: Iterable[Value] = (
        value for sheet in sheets for cells in sheet.rows.values() for value in cells.values()
    )
    for value in values:
        if isinstance(value, str) and not value.isascii():
            found[value] = None
            if len(found) >= _LOOKED_AT:
                break
    return found


def _evidence(font: OldFont, odd: set[str], proper: int) -> Evidence:
    good = {word for word in odd if is_syllable(font.word(word))}
    others = sum(_is_word(word) for word in odd - good)
    return Evidence(font, only_so=len(good), not_so=others, proper=proper)


def _is_odd(word: str) -> bool:
    """Tell whether a word holds Western letters with marks and is no Vietnamese as it stands."""
    return not word.isascii() and bool(re.search("[A-Za-z]", word)) and not is_syllable(word)


def _is_word(word: str) -> bool:
    """Tell a word from an abbreviation such as ``Q§``, which proves nothing."""
    return _SMALL.search(word) is not None


def _is_capital(text: str) -> bool:
    """Tell whether a whole text stands in capitals, one word of two letters at least."""
    return not _SMALL.search(text) and any(
        len(_CAPITALS.findall(word)) > 1 for word in text.split()
    )


def _letters(word: str, font: OldFont, *, is_capital: bool) -> str:
    if word.isascii():
        return word
    found = font.word(word)
    if not is_syllable(found) and _is_word(word):
        return word  # a foreign name among Vietnamese words
    if len(word) == 1 and not word.isalpha():
        return word  # a sign that stands alone is meant
    if not font.has_capitals:
        capitals = len(_CAPITALS.findall(word))
        if is_capital or (capitals > 1 and not _SMALL.search(word)):
            return found.upper()
    return found
