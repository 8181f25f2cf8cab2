"""Numbers in words, from 0 to 99, in Vietnamese, English and Japanese."""

from __future__ import annotations

from itertools import product

from banggiao.core.text import fold, fold_toned

_VI_ONES = {
    "không": 0, "một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7,
    "tám": 8, "chín": 9,
}  # fmt: skip
_VI_AFTER_TENS = _VI_ONES | {"mốt": 1, "tư": 4, "lăm": 5, "nhăm": 5}
del _VI_AFTER_TENS["năm"]  # mười năm is ten years, fifteen is mười lăm
_EN_ONES = [
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
    "nineteen",
]
_EN_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_KANJI = {"〇": 0, "一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}

LONGEST = 3
"""Words that make up the longest number."""


def _vietnamese() -> dict[str, int]:
    words = dict(_VI_ONES) | {"mười": 10, "một chục": 10}
    for word, number in _VI_AFTER_TENS.items():
        if number:
            words[f"mười {word}"] = 10 + number
    for tens, ones in product(_VI_ONES.items(), _VI_AFTER_TENS.items()):
        if tens[1] < 2:
            continue
        words[f"{tens[0]} mươi"] = words[f"{tens[0]} chục"] = tens[1] * 10
        if ones[1]:
            number = tens[1] * 10 + ones[1]
            words[f"{tens[0]} mươi {ones[0]}"] = number
            if ones[0] in {"mốt", "tư", "lăm", "nhăm"}:  # hai mốt, but not "hai ba": two, three
                words[f"{tens[0]} {ones[0]}"] = number
    return words


def _english() -> dict[str, int]:
    words = {word: number for number, word in enumerate(_EN_ONES)} | {"a dozen": 12, "dozen": 12}
    for index, tens in enumerate(_EN_TENS, 2):
        words[tens] = index * 10
        for number in range(1, 10):
            words[f"{tens} {_EN_ONES[number]}"] = index * 10 + number
    return words


def _japanese() -> dict[str, int]:
    words = dict(_KANJI) | {"十": 10}
    for digit, number in _KANJI.items():
        if number:
            words[f"十 {digit}"] = 10 + number
    for tens, ones in product(_KANJI.items(), _KANJI.items()):
        if tens[1] > 1:
            words[f"{tens[0]} 十"] = tens[1] * 10
            if ones[1]:
                words[f"{tens[0]} 十 {ones[0]}"] = tens[1] * 10 + ones[1]
    return words


_ALL = _vietnamese() | _english() | _japanese()
_TONED = {fold_toned(word): number for word, number in _ALL.items()}
_PLAIN = {fold(word): number for word, number in _ALL.items()}


def number_at_start(text: str) -> tuple[int, str] | None:
    """Give the number in words with which a text begins, and the folded words after it."""
    if not text[:1].isalpha() and text[:1] != "〇":
        return None
    known, words = (_PLAIN, fold(text)) if text.isascii() else (_TONED, fold_toned(text))
    parts = words.split(" ", LONGEST)
    for count in range(min(LONGEST, len(parts)), 0, -1):
        number = known.get(" ".join(parts[:count]))
        if number is not None:
            return number, fold(text).split(" ", count)[count] if len(parts) > count else ""
    return None
