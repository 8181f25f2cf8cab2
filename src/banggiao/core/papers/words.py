"""How a paper writes numbers and days in the active language."""

from __future__ import annotations

import datetime as dt

from django.utils.formats import date_format
from django.utils.translation import get_language

SEPARATORS = {"vi": ".", "en": ",", "ja": ","}
ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


def plain_number(value: int) -> str:
    """Write a number as tables do: 4, 1.250 or 1,250."""
    language = (get_language() or "vi")[:2]
    return f"{value:,}".replace(",", SEPARATORS.get(language, ","))


def number_words(value: int) -> str:
    """Write a number as a Vietnamese paper does in a sentence: two digits from 1 to 9."""
    if 0 < value < 10 and (get_language() or "vi").startswith("vi"):
        return f"{value:02}"
    return plain_number(value)


def day_words(day: dt.date) -> str:
    """Write a day with figures only, such as 14/12/2020."""
    return date_format(day, "d/m/Y")


def dated_words(day: dt.date | None) -> str:
    """Write the date of a paper; of a draft, with room for it."""
    if not (get_language() or "vi").startswith("vi"):
        return date_format(day, "j F Y") if day else "…… …………… ……"
    if day is None:
        return "ngày ….. tháng ….. năm ……"
    # A day below 10 and the months January and February have two digits (Decree 30/2020).
    month = f"{day.month:02}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02} tháng {month} năm {day.year}"
