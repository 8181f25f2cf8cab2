"""The rules by which words of dates become signs, in the order in which they are tried.

Everything is folded before (`date_words.plain`): no case, no diacritics. Rules are data with a
flag: what the reader notes when the rule applied.
"""

from __future__ import annotations

import re
from collections.abc import Callable

type Rewrite = Callable[[re.Match[str]], str]
type Rule = tuple[re.Pattern[str], str | Rewrite, str]
"""A pattern, what takes its place, the flag of `date_words.Signs` that is set when it applied."""

ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "大正": 1911}
"""Japanese eras, with the year before their first."""
_LETTERS = {"r": "令和", "h": "平成", "s": "昭和", "t": "大正"}
CHINESE_DIGITS = {"一": "1", "二": "2", "三": "3", "四": "4"}

_VI_NUMBERS = {"muoi mot": 11, "muoi hai": 12, "mot": 1, "gieng": 1, "hai": 2, "ba": 3, "tu": 4}
_VI_NUMBERS |= {"bon": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9, "muoi": 10, "chap": 12}
_EN_ORDINALS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3}
_EN_ORDINALS |= {"fourth": 4, "4th": 4, "last": 4}
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_ROMANS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_ROMAN_MONTHS = "|".join(sorted(_ROMANS, key=len, reverse=True))

_TIME = (
    r"\d{1,2} ?(?:h(?![a-z]|[12]\b)|g(?![a-z])|gio|:|時)(?: ?\d{2}(?![\d/.]))?(?::\d{2})?"
    r"(?: ?(?:phut|分|'))?(?: ?[ap]\.?m\b\.?)?"
)
_WEEKDAY = (
    r"\b(?:thu (?:hai|ba|tu|nam|sau|bay|[2-7])|chu nhat|(?:mon|tue|wednes|thurs|fri|satur|sun)day"
    r"|mon|tues?|wed|thu(?:rs?)?|fri|sat|sun)\b[.,]?"
)


def year_of_era(era: str, number: str) -> int:
    """Give the year of a Japanese era, which is written with its name or its letter; 0 for none."""
    return ERAS[_LETTERS.get(era, era)] + (1 if number == "元" else int(number))


def _first_months(match: re.Match[str]) -> str:
    said = match[1]
    count = int(said) if said.isdigit() else _VI_NUMBERS[said]
    if not 1 <= count <= 12:
        return match[0]
    if count == 6:
        return " h1 " if match[2] == "dau" else " h2 "
    return f" m1>m{count} " if match[2] == "dau" else f" m{13 - count}>m12 "


def _half(match: re.Match[str]) -> str:
    return " h1 " if match[1] in {"dau", "first", "1st", "上", "前"} else " h2 "


def _quarter(match: re.Match[str]) -> str:
    said = match[1]
    return f" q{_ROMAN.get(said) or _EN_ORDINALS.get(said) or said} "


def _short_year(match: re.Match[str]) -> str:
    year = int(match[1])
    return f" {year + (1900 if year >= 50 else 2000)} "


def _roman_month(match: re.Match[str]) -> str:
    return f"{match[1]}{_ROMANS.index(match[2]) + 1}"


def _month_word(match: re.Match[str]) -> str:
    return f" m{_VI_NUMBERS[match[1]]} "


_PART_OF = "(?:thuong|trung|ha) tuan|dau|giua|cuoi|early|mid(?:dle)?|late|beginning|end|start"
_ALL_YEAR = (
    "hang (?:nam|quy|thang|tuan)|thuong (?:xuyen|nien)|quanh nam|nhieu dot|annually|quarterly|"
    "monthly|throughout the year"
)
_BY_THEN = "truoc|before|by|prior to|khong muon hon|khong qua|no later than|(?:cham|muon) nhat"
_VI_NUMBER = "|".join(sorted(_VI_NUMBERS, key=len, reverse=True))
_NEXT_MONTH = r"(?! (?:thang|th|t|quy|n|m|q)\.? ?\d| thang)"

_JAPANESE: tuple[tuple[str, str | Rewrite, str], ...] = (
    (r"[月火水木金土日]曜日?|午前|午後", " ", ""),
    (r"(?<=\d)[、・,](?=\d{1,2}日)", "日,", ""),
    (r"(\d{4})年度?(\d{1,2})月(\d{1,2})日", r" \3/\2/\1 ", ""),
    (r"(\d{4})年度?(\d{1,2})月", r" m\2/\1 ", ""),
    (r"(\d{1,2})月(\d{1,2})日", r" \2/\1 ", ""),
    (r"(\d{1,2})月", r" m\1 ", ""),
    (r"(\d{1,2})日", r" \1 ", ""),
    (r"(\d{4})年度?", r" \1 ", ""),
    (r"第([1-4])(?:四半期|(?= *>))", r" q\1 ", ""),
    (r"[上中下初]旬|初め|初頭|年?末|半ば|中頃|[春夏秋冬]", " ", "rough"),
    (r"(上|下|前|後)(?:半期|半年|半|期)", _half, ""),
    (r"から|より", " > ", ""),
    (r"^([^>]*)まで$", r" > \1", ""),
    (r"まで$", " ", ""),
    (r"現在$", "@", ""),
)
_TABLE: tuple[tuple[str, str | Rewrite, str], ...] = (
    # A month in Roman numbers: 12-15/III/2024.
    (rf"(?<=\d)( ?[/.-] ?)({_ROMAN_MONTHS})(?= ?[/.-] ?(?:\d{{4}}|\d\d)\b| ?$)", _roman_month, ""),
    # Going and coming back, each with its label.
    (r"^(?:ngay )?(?:di|den|dep|departure|arr|arrival) ?[:.] ?(?=.*\d)", " ", ""),
    (r"[;,]? ?\b(?:ngay )?(?:ve|di|ret|return|dep|departure) ?[:.] ?(?=\d)", " > ", ""),
    # What a program writes after a day; a bullet.
    (r"(?<=\d)t\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:z|[+-]\d\d:?\d\d)?", " ", ""),
    (r"^[-*•+] ", " ", ""),
    (r"^(?:(?:ngay|da)? ?ky(?: ket)?|thoi gian|tg|date|signed)(?: ngay| on)?\b ?:? ?", " ", ""),
    (r"^\d{1,2} (?:ngay|days?)\b ?[,:;-]? ?(?=.*\d)(?!\d{1,2} thang)", " ", ""),
    (r"\b(?:giai doan|thoi ky|nhiem ky|period)\b", " ", ""),
    (r" (?:tai|o|at) [^\d]*$", " ", "more_words"),
    (r"\b([12])h[ /-]?(20\d\d)\b", r" h\1/\2 ", ""),
    # Hours and weekdays say nothing of the day.
    (rf"(?:\b(?:luc|vao luc|hoi|at|tu|from) ?)?{_TIME}(?: ?(?:-|>|den|to) ?{_TIME})?", " ", ""),
    (r"\b(?:buoi )?(?:sang|chieu|trua|toi)\b(?= ngay| \d|,| thu)", " ", ""),
    (r"\btuan (?:thu )?(?:dau|cuoi|hai|ba|tu|giua|[1-5])\b(?: cua|/)?", " ", "rough"),
    (
        rf"\b(?:{_ALL_YEAR})\b",
        " y ",
        "rough",
    ),
    (r"\b(?:mua (?:xuan|he|ha|thu|dong)|spring|summer|autumn|fall|winter)\b", " y ", "rough"),
    (_WEEKDAY, " ", ""),
    (r"\b(?:t[2-7]|cn)[, ]+(?=(?:ngay )?\d{1,2}[/.]\d{1,2}(?!\d))", " ", ""),
    # Halves, and the first or last months of a year.
    (rf"\b(\d{{1,2}}|{_VI_NUMBER}) thang (dau|cuoi)\b(?: cua)?(?: nam)?", _first_months, ""),
    (rf"\bnua (?:nam )?(dau|cuoi|sau)\b(?: cua)?(?: nam)?{_NEXT_MONTH}", _half, ""),
    (r"\bnua (?:dau|cuoi|sau)\b", " ", "rough"),
    (
        rf"\b(first|1st|second|2nd) (?:half|semester)\b(?: of)?(?: the)?(?: year)?{_NEXT_MONTH}",
        _half,
        "",
    ),
    (r"\b(?:first|1st|second|2nd) half\b(?: of)?", " ", "rough"),
    # Quarters.
    (r"(?<![\d/.])(\d{4})[ /-]?q([1-4])\b(?![/-])", r" q\2/\1 ", ""),
    (r"\b(first|second|third|fourth|last|1st|2nd|3rd|4th) quarter\b(?: of)?", _quarter, ""),
    (r"\b(?:quy|qui|quarter|q)\.? ?(iv|i{1,3}|[1-4])\b(?!\d)", _quarter, ""),
    (r"\b(\d{4})[ /-]+h([12])\b", r" h\2/\1 ", ""),
    # What is said of a part of the period.
    (
        rf"\b(?:{_PART_OF})\b[ -]?(?:of )?(?:the )?",
        " ",
        "rough",
    ),
    (r"(\d)(?:st|nd|rd|th)\b", r"\1", ""),
    (rf"\bthang ({_VI_NUMBER})\b(?! thang)", _month_word, ""),
    (r"\b(?:nam nay|this year)\b", " ", ""),
    # Words between dates. Those at the beginning and the end say what is open.
    (r"\b(?:den|until|till|to|>) (?:hien )?(?:nay|now|present|date|today)\b", " @", ""),
    (r"(?<=[-> ])(?:hien )?(?:nay|now|present|today)$", " @", ""),
    (
        rf"^(?:{_BY_THEN})\b",
        " > ",
        "rough",
    ),
    (r"^(?:sau|after)\b(?! thang (?:dau|cuoi))", " < ", "rough"),
    (
        r"\b(?:(?:cho )?den het|^het|cho (?:den|toi)|den|toi|to|until|till|through|thru|up ?to)\b",
        " > ",
        "",
    ),
    (r"\b(?:bat dau tu|ke tu|tu|from|since|starting|tu khi)\b", " < ", ""),
    (r"\b(?:tro di|onwards?)$", " > ", ""),
    (r"\bbetween\b(.*?)\band\b", r"\1>", ""),
    (r"(?: - | -(?=\S)|(?<=\S)- )", " > ", ""),
    (r"\b(?:hoac|or|hay)\b", " , ", "unclear"),
    (r"\b(?:va|and)\b|[&+;、・]", " , ", ""),
    # Months by number; years.
    (r"\b(?:thang|thg|th|t)\.? ?0?(\d{1,2})\b", r" m\1 ", ""),
    (r"\b(?:ngay|days?)\b", " ", "says_day"),
    (r"\b(?:thang|cac|trong|vao|cua|the|in|on|of|at|during|thoi gian|date|dated)\b", " ", ""),
    (r"\b(?:ca |toan )?(?:nam|year|fy) ?(\d{4})\b", r" \1 ", ""),
    (r"\b(?:nam|year) (\d\d)\b(?! thang)", _short_year, ""),
    (r"\b(?:ca |toan |quanh )?(?:nam|year)\b", " y ", ""),
    # A day beside its month: 12 May 2023, May 12, ngày 5 tháng 3.
    (r"\b(\d{1,2})([-/. ])n(\d{1,2})\2'?(\d{4}|\d{2})\b(?! ?[n/.-])", r" \1/\3/\4 ", ""),
    (r"\bn(\d{1,2})[-/ ](\d{1,2})[-, ]+(\d{4})\b", r" \2/\1/\3 ", ""),
    (r"\b(\d{1,2})[-/. ]+[nm](\d{1,2})\b(?!\d|[-/]m)", r" \1/\2 ", ""),
    (r"\bn(\d{1,2}) (\d{1,2})(?![\d/.])", r" \2/\1 ", ""),
    (r"\bn(\d{1,2})\b", r" m\1 ", ""),
    (r"\b([mq]\d{1,2}) */ *(?=[mq]\d)", r"\1-", ""),
    (r"(?<=\d)\. *(?=[-,>])", "", ""),
    (r" *([/.]) *(?=\d)", r"\1", ""),
    # A year beside its period, two periods side by side.
    (r"\b([mqh]\d{1,2}|\d{1,2}[/.]\d{1,2}) *[ ,/.-] *(\d{4})\b(?![/.]\d)", r"\1/\2", ""),
    (r"\b([mqh]\d{1,2}|\d{1,2}/\d{1,2}) +y\b", r"\1", ""),
    (r"\by\b(?=.*\d{4})|(?<=\d{4}) +y\b", " ", ""),
    (r"\b([mq]\d{1,2}(?:/\d{4})?) +(?=[mq]\d)", r"\1>", ""),
    (r"  +", " ", ""),
)


def _compiled(table: tuple[tuple[str, str | Rewrite, str], ...]) -> tuple[Rule, ...]:
    return tuple((re.compile(pattern), replacement, flag) for pattern, replacement, flag in table)


JAPANESE_RULES = _compiled(_JAPANESE)
"""Tried first, and only on text beyond ASCII."""
RULES = _compiled(_TABLE)
