"""A value as a person sees it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

from banggiao.core.text import normalise
from banggiao.exchange.books.book import Value

_SPACES = re.compile(r"[ \t]+")
_AROUND_BREAKS = re.compile(r" ?\n ?")


def shown(value: Value | None) -> str:
    """Give what stands in a cell as text, as a Vietnamese spreadsheet shows it.

    Days are ``05/02/2023``, moments ``05/02/2023 08:30``, decimals have a comma, whole numbers no
    point. Texts come in NFC, without outer and double spaces and without characters that nobody can
    see; line breaks stay. Nothing is an empty text.
    """
    return "" if value is None else _WRITTEN.get(type(value), str)(value)


def tidy(text: str) -> str:
    r"""Give a text in NFC with single spaces; ``\n`` stays, each line without outer spaces."""
    return _AROUND_BREAKS.sub("\n", _SPACES.sub(" ", normalise(text))).strip()


def _number(value: float) -> str:
    """Write out a number to fifteen digits, as far as a spreadsheet counts; no exponents."""
    text = f"{value:.15g}"
    if "e" in text:
        text = f"{value:.15f}".rstrip("0").rstrip(".")
    return text.replace(".", ",")


def _clock(value: dt.datetime | dt.time) -> str:
    return value.strftime("%H:%M:%S" if value.second else "%H:%M")


def _hours(value: dt.timedelta) -> str:
    seconds = abs(round(value.total_seconds()))
    minutes, second = divmod(seconds, 60)
    text = f"{minutes // 60}:{minutes % 60:02d}" + (f":{second:02d}" if second else "")
    return f"-{text}" if value < dt.timedelta() else text


def _day(value: dt.date) -> str:
    return f"{value.day:02d}/{value.month:02d}/{value.year}"


_WRITTEN: dict[type, Callable[..., str]] = {
    str: tidy,
    bool: lambda value: "TRUE" if value else "FALSE",
    float: _number,
    dt.datetime: lambda value: f"{_day(value)} {_clock(value)}",
    dt.date: _day,
    dt.time: _clock,
    dt.timedelta: _hours,
}
