"""Rewrites a date that people wrote into a few signs, whatever its language.

``5/3/2023`` is a day, ``m6/2023`` a month, ``q3`` a quarter, ``h1`` a half year, ``y`` the year
meant, a bare number whatever its neighbours say. ``>`` stands between the ends of a range, ``,``
between several. Used by `dates`, which knows what the signs mean.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from banggiao.core.dates.words import ENGLISH_MONTHS
from banggiao.exchange.values.cells import bare
from banggiao.exchange.values.date_rules import (
    CHINESE_DIGITS,
    ERAS,
    JAPANESE_RULES,
    RULES,
    year_of_era,
)

FIRST_OF_1900S = 50
"""Two-digit years from here on lie in the 1900s, those before in the 2000s."""

_NAMES = {name.casefold(): number for number, name in enumerate(ENGLISH_MONTHS, 1)}
_NAMES |= {name[:3]: number for name, number in _NAMES.items()} | {"sept": 9}
_NAME = "|".join(sorted(_NAMES, key=len, reverse=True))
_NAMED_SHORT_YEAR = re.compile(rf"\b({_NAME})\.?[-/ ]?(['-])(\d\d)\b(?![\d/.-])")
_NAMED = re.compile(rf"(?<![^\W\d_])({_NAME})\b\.?")
_ERA = re.compile(rf"({'|'.join(ERAS)})(元|\d{{1,2}})年(?:度)?")
_ERA_LETTER = re.compile(r"\b([rhst])(\d{1,2})[./](\d{1,2})(?:[./](\d{1,2}))?(?![\d./])")
_KANJI_QUARTER = re.compile("第([一二三四])四半期")
_TO, _FROM, _SIX = re.compile(r"\btới\b"), re.compile(r"\btừ\b"), re.compile(r"\bsáu\b")
_BRACKETS = re.compile(r"\(([^()]*)\)")
_ABOUT = re.compile(
    r"\b(?:khoang|uoc|tam|about|around|circa|approx(?:imately|\.)?|ca\.|c\.)(?= |\d)|頃|ごろ|約"
    r"|(?<=[\d年月日])~$|^~"
)
_UNSURE = re.compile(
    r"\(\?\)|\?+|\((?:chua chac chan|uncertain|未確定)\)|\b(?:co the|co le|possibly|maybe)\b"
)
_EXPECTED = re.compile(
    r"\(?\b(?:du kien|dk|expected|planned|tentative(?:ly)?|provisional)\b\)?:?|予定|見込み?"
)
_NOISE_IN_BRACKETS = re.compile(
    r"(?:du kien|dk|expected|tentative|ngay ky|thu \w+|chu nhat|\w+day|(?:ca )?ngay|sang|chieu|toi|"
    r"\d{1,2} (?:ngay|days?))?\W*|[月火水木金土日・祝]+"
)
_YEAR_AT_EDGE = re.compile(r"(\d{4})[ ,]+(.+)|(.+?[^ ,>-])[ ,]+(\d{4})")
_ALONE_YEAR = re.compile(r"(?<![\d/.mqh-])\d{4}(?![\d/.-])")


@dataclass(slots=True)
class Signs:
    """A date in signs, and what its words said beside it.

    ``since`` and ``until`` are open ends; ``year`` is one that stands for all of it. The flags
    become doubts and the marks of EDTF.
    """

    text: str = ""
    year: int | None = None
    about: bool = False
    unsure: bool = False
    rough: bool = False
    unclear: bool = False
    fiscal: bool = False
    more_words: bool = False
    says_day: bool = False
    since: bool = False
    until: bool = False
    ongoing: bool = False


def full_year(digits: str) -> int:
    """Give the year that two or four digits mean."""
    year = int(digits)
    if len(digits) != 2:
        return year
    return year + (1900 if year >= FIRST_OF_1900S else 2000)


def plain(text: str) -> str:
    """Fold a text: lower case, no marks on Latin letters, one kind of dash and of space."""
    # Said before the marks go: without them "until" is the evening, "from" the fourth.
    lower = _SIX.sub("6", _FROM.sub("from", _TO.sub("to", text.casefold())))
    dashed = re.sub("[\u2010\u2011\u2212]", "-", bare(lower))
    return " ".join(re.sub("[\u2012-\u2015〜→÷]|[-=]>", " > ", dashed).split())


def signs_of(text: str) -> Signs:
    """Rewrite a date; words that mean nothing here stay in the text, for `dates` to refuse."""
    signs = Signs()
    words = _without_brackets(_flagged(_japanese(plain(text), signs), signs), signs)
    words = _english(words, signs)
    for pattern, replacement, flag in RULES if words.isascii() else JAPANESE_RULES + RULES:
        rewritten = pattern.sub(replacement, words)
        if rewritten != words:
            words = rewritten
            if flag:
                setattr(signs, flag, True)
    words = _open_ends(words.strip(" ,.:;"), signs)
    words = _own_year(words, signs)
    signs.text = re.sub(r"\s*([-,>/.])\s*|\s+", r"\1", words) if _is_tight(words) else words
    return signs


def _is_tight(words: str) -> bool:
    """Tell whether no two values stand side by side with only a space between them."""
    return not re.search(r"[\w] +[\w]", words)


def _flagged(words: str, signs: Signs) -> str:
    for pattern, flag in ((_ABOUT, "about"), (_UNSURE, "unsure"), (_EXPECTED, "rough")):
        rewritten = pattern.sub(" ", words)
        if rewritten != words:
            setattr(signs, flag, True)
            words = rewritten
    return words.replace("~", " > ").strip()


def _without_brackets(words: str, signs: Signs) -> str:
    if "(" not in words:
        return words
    inner = _BRACKETS.fullmatch(words)
    if inner:
        return inner[1]
    for content in _BRACKETS.findall(words):
        signs.more_words = signs.more_words or not _NOISE_IN_BRACKETS.fullmatch(content.strip())
    return _BRACKETS.sub(" ", words)


def _of_era(match: re.Match[str]) -> str:
    """Write R5.3.5 and R5.3 with the year they mean."""
    letter, year, month, day = match.groups()
    if letter == "t" or (letter != "r" and not day):  # T6/2 and H1.2 are something else
        return match[0]
    return "/".join(filter(None, (day, month, str(year_of_era(letter, year)))))


def _japanese(words: str, signs: Signs) -> str:
    words = _ERA_LETTER.sub(_of_era, words)
    if words.isascii():
        return words
    words = _KANJI_QUARTER.sub(lambda m: f"第{CHINESE_DIGITS[m[1]]}四半期", words)
    signs.fiscal = "年度" in words
    return _ERA.sub(lambda m: f"{year_of_era(m[1], m[2])}年", words)


def _english(words: str, signs: Signs) -> str:
    """Write English months as numbers; ``Mar-23`` is how a spreadsheet shows March 2023."""

    def short(match: re.Match[str]) -> str:
        if match[2] == "-" and int(match[3]) <= 31:
            signs.unclear = True  # it may be the 23rd as well
        return f"m{_NAMES[match[1]]}/{full_year(match[3])}"

    if not re.search("[a-z]{3}", words):
        return words
    if not re.search(rf"\d[-/ .](?:{_NAME})", words):
        words = _NAMED_SHORT_YEAR.sub(short, words)
    return _NAMED.sub(lambda match: f"n{_NAMES[match[1]]}", words)


def _open_ends(words: str, signs: Signs) -> str:
    """Take off the words of an end that is open: since, until, until now."""
    if words.endswith(">"):
        signs.since, words = True, words[:-1].strip()
    if words.endswith("-"):
        signs.since, words = True, words[:-1].strip()
    if words.startswith(">"):
        signs.until, words = True, words[1:].strip()
    if words.startswith("<"):
        signs.since, words = True, words[1:].strip()
    if words.endswith("@"):  # until now
        words = words[:-1].strip(" >-")
        signs.since = signs.ongoing = True
    return words.replace("<", " ").strip()


def _own_year(words: str, signs: Signs) -> str:
    """Take off a year that stands before or after all of it: ``12-17/1, 2023``."""
    match = _YEAR_AT_EDGE.fullmatch(words)
    if not match:
        return words
    year, rest = (match[1], match[2]) if match[1] else (match[4], match[3])
    if _ALONE_YEAR.search(rest) or re.search(r"/\d{4}", rest) or rest.startswith((">", "-")):
        return words
    signs.year = int(year)
    return rest
