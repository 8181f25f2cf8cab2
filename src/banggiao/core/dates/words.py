"""Partial dates in words, in Vietnamese, English and Japanese."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from django.utils.translation import get_language

from banggiao.core.dates.partial import PartialDate, parts_of

if TYPE_CHECKING:
    import datetime as dt

    from banggiao.core.dates.partial import Parts

ROMAN = ("I", "II", "III", "IV")
ENGLISH_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


@dataclass(frozen=True, slots=True)
class Forms:
    """How one language writes dates: patterns over day, month, name of month, year, quarter.

    Patterns of a span have two of each, numbered by `str.format`: 0 is the start, 1 the end.
    """

    day: str
    month: str
    quarter: str
    year: str
    bare_year: str
    decade: str
    years: str
    within: str
    no_month: str
    no_day: str
    day_no_year: str
    month_no_year: str
    nothing: str
    about: str
    unsure: str
    until: str
    since: str
    join: str
    days_of_month: str
    days_of_year: str
    days: str
    months: str
    quarters: str


VIETNAMESE = Forms(
    day="{0.d}/{0.m}/{0.y}",
    month="tháng {0.m}/{0.y}",
    quarter="quý {0.roman}/{0.y}",
    year="năm {0.y}",
    bare_year="{0.y}",
    decade="những năm {0.low}",
    years="{0.y}–{1.y}",
    within="trong khoảng {0.low}–{0.high}",
    no_month="năm {0.y}, không rõ tháng",
    no_day="tháng {0.m}/{0.y}, không rõ ngày",
    day_no_year="{0.d}/{0.m}, không rõ năm",
    month_no_year="tháng {0.m}, không rõ năm",
    nothing="không rõ năm",
    about="khoảng {}",
    unsure="{} (chưa chắc chắn)",
    until="đến {}",
    since="từ {}",
    join="từ {} đến {}",
    days_of_month="{0.d}–{1.d}/{1.m}/{1.y}",
    days_of_year="{0.d}/{0.m}–{1.d}/{1.m}/{1.y}",
    days="{0.d}/{0.m}/{0.y}–{1.d}/{1.m}/{1.y}",
    months="tháng {0.m}–{1.m}/{1.y}",
    quarters="quý {0.roman}–{1.roman}/{1.y}",
)
ENGLISH = Forms(
    day="{0.d} {0.name} {0.y}",
    month="{0.name} {0.y}",
    quarter="Q{0.q} {0.y}",
    year="{0.y}",
    bare_year="{0.y}",
    decade="{0.low}s",
    years="{0.y}–{1.y}",
    within="some time in {0.low}–{0.high}",
    no_month="{0.y}, month unknown",
    no_day="{0.name} {0.y}, day unknown",
    day_no_year="{0.d} {0.name}, year unknown",
    month_no_year="{0.name}, year unknown",
    nothing="year unknown",
    about="about {}",
    unsure="{} (uncertain)",
    until="until {}",
    since="from {}",
    join="from {} to {}",
    days_of_month="{0.d}–{1.d} {1.name} {1.y}",
    days_of_year="{0.d} {0.name} – {1.d} {1.name} {1.y}",
    days="{0.d} {0.name} {0.y} – {1.d} {1.name} {1.y}",
    months="{0.name}–{1.name} {1.y}",
    quarters="Q{0.q}–Q{1.q} {1.y}",
)
JAPANESE = Forms(
    day="{0.y}年{0.m}月{0.d}日",
    month="{0.y}年{0.m}月",
    quarter="{0.y}年第{0.q}四半期",
    year="{0.y}年",
    bare_year="{0.y}年",
    decade="{0.low}年代",
    years="{0.y}～{1.y}年",
    within="{0.low}～{0.high}年のいつか",
    no_month="{0.y}年（月不明）",
    no_day="{0.y}年{0.m}月（日不明）",
    day_no_year="{0.m}月{0.d}日（年不明）",
    month_no_year="{0.m}月（年不明）",
    nothing="年不明",
    about="{}頃",
    unsure="{}（未確定）",
    until="{}まで",
    since="{}から",
    join="{}から{}まで",
    days_of_month="{0.y}年{0.m}月{0.d}日～{1.d}日",
    days_of_year="{0.y}年{0.m}月{0.d}日～{1.m}月{1.d}日",
    days="{0.y}年{0.m}月{0.d}日～{1.y}年{1.m}月{1.d}日",
    months="{0.y}年{0.m}月～{1.m}月",
    quarters="{0.y}年第{0.q}～第{1.q}四半期",
)
LANGUAGES = {"vi": VIETNAMESE, "en": ENGLISH, "ja": JAPANESE}


class _Shown:
    """What a pattern may name of one date, without leading zeros."""

    def __init__(self, parts: Parts) -> None:
        self.y = parts.year
        self.m = parts.month.lstrip("0")
        self.d = parts.day.lstrip("0")
        self.q = parts.quarter
        self.roman = ROMAN[self.q - 1]
        self.low, self.high = (parts.year.replace("X", digit) for digit in "09")
        known = parts.month.isdigit() and not self.q
        self.name = ENGLISH_MONTHS[int(self.m) - 1] if known else ""


@lru_cache(maxsize=8192)
def _shown(parts: Parts) -> _Shown:
    return _Shown(parts)  # a long list names the same days again and again


def _forms(language: str | None) -> Forms:
    return LANGUAGES.get((language or get_language() or "vi")[:2], ENGLISH)


def format_partial(value: PartialDate, language: str | None = None) -> str:
    """Give the date in words: ``22/4/2013``, ``khoảng năm 2024``, ``từ 13/9/2008``.

    The language is vi, en or ja, else the active one; others read English.
    """
    if value.precision == "interval":
        return format_span(*value.ends, language=language)
    forms, parts = _forms(language), parts_of(value.text)
    pattern = _pattern(forms, parts)
    if parts.mark == "?" and pattern == forms.year:
        pattern = forms.bare_year
    words = pattern.format(_shown(parts))
    if parts.mark in {"~", "%"}:
        words = forms.about.format(words)
    return forms.unsure.format(words) if parts.mark in {"?", "%"} else words


def _pattern(forms: Forms, parts: Parts) -> str:
    if parts.year == "XXXX":
        without = forms.day_no_year if parts.day.isdigit() else forms.month_no_year
        return without if parts.month else forms.nothing
    if "X" in parts.year:
        return forms.decade if parts.year.count("X") == 1 else forms.within
    if parts.quarter:
        return forms.quarter
    if not parts.month.isdigit():
        return forms.no_month if parts.month else forms.year
    if not parts.day.isdigit():
        return forms.no_day if parts.day else forms.month
    return forms.day


def format_span(
    start: PartialDate | None, end: PartialDate | None, language: str | None = None
) -> str:
    """Join two dates shortly: ``23–25/7/2013``, ``28/2–2/3/2024``, ``từ 11/4/2024``.

    Equal ends are shown once; None is an end not known; two of them give the empty text.
    """
    forms = _forms(language)
    if start is None or end is None:
        known, pattern = (start, forms.since) if start else (end, forms.until)
        return pattern.format(format_partial(known, language)) if known else ""
    if start == end:
        return format_partial(start, language)
    if start.precision == end.precision != "interval" and not _doubtful(start, end):
        first, last = parts_of(start.text), parts_of(end.text)
        if pattern := _span_pattern(forms, start.precision, first, last):
            return pattern.format(_shown(first), _shown(last))
    return forms.join.format(format_partial(start, language), format_partial(end, language))


def _doubtful(*dates: PartialDate) -> bool:
    return any(value.is_uncertain for value in dates)


def _span_pattern(forms: Forms, precision: str, first: Parts, last: Parts) -> str:
    """Give the pattern of a span of two plain dates alike in precision, or the empty text."""
    same_year = first.year == last.year
    if precision == "day":
        if not same_year:
            return forms.days
        return forms.days_of_month if first.month == last.month else forms.days_of_year
    if precision == "year":
        return forms.years
    if not same_year:
        return ""
    return forms.quarters if precision == "quarter" else forms.months


TODAY = {"vi": "EEEE, d 'tháng' M 'năm' y", "ja": "y年M月d日(EEEE)"}


def format_today(day: dt.date, language: str | None = None) -> str:
    """Write a day with its weekday, as it stands on top of the desk."""
    from babel.dates import format_date  # noqa: PLC0415  # slow import

    code = (language or get_language() or "vi")[:2]
    text: str = format_date(day, TODAY.get(code, "EEEE, d MMMM y"), locale=code)
    return text
