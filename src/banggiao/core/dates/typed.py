"""Dates as people type them, turned into EDTF, and back.

Only what has one reading is taken: the day comes before the month, as in every Vietnamese paper,
and the year has four digits. Words count with and without diacritics; the forms in which our own
pages print dates, in the three languages, are read too.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING
from unicodedata import normalize

from banggiao.core.dates.words import ENGLISH_MONTHS, ROMAN, format_partial

if TYPE_CHECKING:
    from collections.abc import Callable

    from banggiao.core.dates.partial import PartialDate

LONGEST = 100

_MONTHS = {name.casefold(): i for i, name in enumerate(ENGLISH_MONTHS, 1)}
_MONTHS |= {name[:3]: i for name, i in _MONTHS.items()}
_QUARTERS = {roman.casefold(): i for i, roman in enumerate(ROMAN, 1)}
_QUARTERS |= {str(i): i for i in _QUARTERS.values()}
_MONTH_NAME = "(?P<name>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + ")"
_D, _M, _Y = r"(?P<d>\d{1,2})", r"(?P<m>\d{1,2})", r"(?P<y>\d{4})"

_POINTS = tuple(
    re.compile(pattern, re.ASCII)
    for pattern in (
        rf"(?:ngay )?{_D}(?P<s>[/.-]){_M}(?P=s){_Y}",  # 22/4/2013
        rf"(?:ngay )?{_D} thang {_M}(?:,? nam |[/.-]| ){_Y}",  # ngày 22 tháng 4 năm 2013
        rf"(?:thang )?{_M}[/.-]{_Y}",  # 4/2013, tháng 4/2013
        rf"thang {_M}(?:,? nam | ){_Y}",  # tháng 4 năm 2013
        rf"(?:nam )?{_Y}",  # năm 2013
        rf"(?:quy |q)(?P<q>[1-4]|i{{1,3}}|iv)(?:[/-]|,? (?:nam )?){_Y}",  # quý 3/2026, Q3 2026
        rf"(?P<q>i{{1,3}}|iv)[/-]{_Y}",  # III/2026
        rf"{_Y}[/ -]?q(?P<q>[1-4])",  # 2026-Q3
        rf"{_Y}(?P<s>[/.-]){_M}(?P=s){_D}",  # 2013/4/22
        rf"{_Y}[/.](?P<m>0?[1-9]|1[0-2])",  # 2013/4
        rf"{_Y}-(?P<m>[1-9])",  # 2013-4
        rf"{_Y}年(?:{_M}月(?:{_D}日)?)?",  # 2013年4月22日
        rf"{_Y}年第(?P<q>[1-4])四半期",  # 2026年第3四半期
        rf"(?:{_D} )?{_MONTH_NAME},? {_Y}",  # 22 April 2013, April 2013
        rf"{_MONTH_NAME} {_D}, ?{_Y}",  # April 22, 2013
        rf"(?:ngay )?{_D}/{_M}, khong ro nam",  # 25/8, không rõ năm
        rf"{_D} {_MONTH_NAME}, year unknown",
        rf"{_M}月{_D}日 ?\(年不明\)",
    )
)
_ABOUT = re.compile(r"(?:khoang|about|circa|c\.) (.+)|(.+?) ?(?:~|頃)")
_UNSURE = re.compile(r"(.+?) ?(?:\?|\((?:chua chac chan|uncertain|未確定)\))")
_UNTIL = re.compile(r"(?:den|until) (.+)|(.+)まで")
_SINCE = re.compile(r"(?:tu|from|since) (.+)|(.+)から")
_BETWEEN = re.compile(
    r"(?:tu|from) (.+) (?:den|to) (.+)|(.+)から(.+)まで|(?:nam )?(\d{4})年?[-~〜](\d{4})年?",
    re.ASCII,
)
_DAYS = re.compile(rf"(?:ngay )?(?P<d1>\d{{1,2}})-{_D}/{_M}/{_Y}", re.ASCII)


@lru_cache(maxsize=8192)
def to_edtf(text: str) -> str:
    """Give the EDTF text of what was typed; what has none comes back as it is, to be refused."""
    if len(text) > LONGEST:
        return text
    plain = _plain(text)
    if match := _DAYS.fullmatch(plain):  # 23-25/7/2013
        month = f"{match['y']}-{match['m']:0>2}"
        return f"{month}-{match['d1']:0>2}/{month}-{match['d']:0>2}"
    if match := _BETWEEN.fullmatch(plain):
        return "/".join(_marked(end) for end in match.groups() if end)
    if match := _UNTIL.fullmatch(plain):
        return "/" + _marked(match[1] or match[2])
    if match := _SINCE.fullmatch(plain):
        return _marked(match[1] or match[2]) + "/"
    return _marked(plain)


def _plain(text: str) -> str:
    """Fold what was typed, and write every dash, slash and space the same way."""
    apart = normalize("NFKD", text.casefold())
    # Only the marks of Latin letters go: kana need theirs.
    bare = re.sub("[\u0300-\u036f]", "", apart).replace("đ", "d")
    bare = re.sub("[\u2010-\u2015\u2212]", "-", normalize("NFKC", bare))
    return re.sub(r" ?([/-]) ?", r"\1", " ".join(bare.split()))


def _marked(plain: str) -> str:
    """Turn one date into EDTF, with the mark that its words carry."""
    marks: tuple[tuple[re.Pattern[str], Callable[[str], str]], ...] = (
        (_UNSURE, lambda edtf: edtf[:-1] + "%" if edtf.endswith("~") else edtf + "?"),
        (_ABOUT, lambda edtf: edtf + "~"),
    )
    for pattern, add in marks:
        if match := pattern.fullmatch(plain):
            return add(_marked(next(group for group in match.groups() if group)))
    return _point(plain)


def _point(plain: str) -> str:
    for pattern in _POINTS:
        if match := pattern.fullmatch(plain):
            found = {key: value for key, value in match.groupdict().items() if value}
            year = found.get("y", "XXXX")
            if "q" in found:
                return f"{year}-{32 + _QUARTERS[found['q']]}"
            month = str(_MONTHS[found["name"]]) if "name" in found else found.get("m", "")
            return "-".join(part.zfill(2) for part in (year, month, found.get("d", "")) if part)
    return plain.upper()


def as_typed(value: PartialDate) -> str:
    """Give the text an officer would type for the date; `PartialDate.from_input` reads it back.

    22/4/2013, 4/2013, 2013, quý III/2026; anything less plain stays EDTF.
    """
    if value.is_uncertain or value.precision == "interval":
        return value.text
    if value.precision == "quarter":
        return format_partial(value, "vi")
    return "/".join(part.lstrip("0") for part in reversed(value.text.split("-")))
