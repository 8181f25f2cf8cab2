"""How clauses are numbered: digits, Roman and kanji numerals, letters, kana, words."""

from __future__ import annotations

import re
from unicodedata import normalize

VIETNAMESE = "abcdđeghiklmnopqrstuvxy"
"""The letters that points of a Vietnamese text go by: no f, j, w, z, and none with a hat."""

LATIN = "abcdefghijklmnopqrstuvwxyz"
IROHA = "イロハニホヘトチリヌルヲワカヨタレソツネナラム"
AIUEO = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホ"
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
KANJI = "一二三四五六七八九"

_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_ROMAN_STEPS = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")),
    *((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_ROMAN_SHAPE = re.compile(
    r"(?=[ivxlc])(?:xc|xl|l?x{0,4}|c{1,3}(?:xc|xl|l?x{0,4}))(?:ix|iv|v?i{0,4})"
)
_UNITS = {"十": 10, "百": 100, "千": 1000}
_WORDS = {
    **dict.fromkeys(("một", "nhất", "one", "first"), 1),
    **dict.fromkeys(("hai", "nhì", "two", "second"), 2),
    **dict.fromkeys(("ba", "three", "third"), 3),
    **dict.fromkeys(("bốn", "tư", "four", "fourth"), 4),
    **dict.fromkeys(("năm", "five", "fifth"), 5),
    **dict.fromkeys(("sáu", "six", "sixth"), 6),
    **dict.fromkeys(("bảy", "seven", "seventh"), 7),
    **dict.fromkeys(("tám", "eight", "eighth"), 8),
    **dict.fromkeys(("chín", "nine", "ninth"), 9),
    **dict.fromkeys(("mười", "ten", "tenth"), 10),
}
WORDS = "|".join(_WORDS)
_LATIN_SUFFIX = {"bis": 2, "ter": 3, "quater": 4, "quinquies": 5}
_FULL_WIDTH = re.compile("[\uff01-\uff5e]")
_HALF_WIDTH = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}


def half_width(text: str) -> str:
    """Give full-width signs as plain ones, each in its place: "（１）" gives "(1)"."""
    return text.translate(_HALF_WIDTH) if _FULL_WIDTH.search(text) else text


def from_roman(text: str) -> int:
    """Give the number of a Roman numeral below 400, 0 if it is none."""
    low = text.lower()
    if not _ROMAN_SHAPE.fullmatch(low):
        return 0
    values = [_ROMAN[letter] for letter in low]
    following = [*values[1:], 0]
    return sum(-v if v < after else v for v, after in zip(values, following, strict=True))


def to_roman(number: int) -> str:
    """Write a number as a small Roman numeral."""
    written = ""
    for value, letters in _ROMAN_STEPS:
        times, number = divmod(number, value)
        written += letters * times
    return written


def from_kanji(text: str) -> int:
    """Give the number of a kanji numeral ("十二", "二〇"), 0 if it is none."""
    total = current = 0
    for sign in text:
        if sign in KANJI:
            current = current * 10 + KANJI.index(sign) + 1
        elif sign == "〇":
            current *= 10
        elif sign in _UNITS:
            total, current = total + (current or 1) * _UNITS[sign], 0
        else:
            return 0
    return total + current


def to_kanji(number: int) -> str:
    """Write a number from 1 to 9999 in kanji."""
    written = ""
    for unit, sign in ((1000, "千"), (100, "百"), (10, "十")):
        times, number = divmod(number, unit)
        if times:
            written += (KANJI[times - 1] if times > 1 else "") + sign
    return written + (KANJI[number - 1] if number else "")


def number_of(text: str) -> int:
    """Give the number of digits, a Roman or kanji numeral, or a word; 0 if it is none of them."""
    plain = normalize("NFKC", text).strip().lower()
    if plain.isascii() and plain.isdigit():
        return int(plain)
    return _WORDS.get(plain) or from_roman(plain) or from_kanji(plain)


def suffix_order(suffix: str) -> int:
    """Give the place of what follows a number: "" 0, "a" 1, "b" 2, "bis" 2, "ter" 3, "2" 2."""
    plain = suffix.strip().lower()
    if plain.isdigit():
        return int(plain)
    alphabet = VIETNAMESE if plain in VIETNAMESE else LATIN
    return _LATIN_SUFFIX.get(plain) or (alphabet.find(plain) + 1 if plain else 0)
