"""Options of the commands that count over a period: which days, and up to which class."""

from __future__ import annotations

import datetime as dt
from argparse import ArgumentParser, ArgumentTypeError
from typing import TYPE_CHECKING, Any

from banggiao.core.enums import Classification
from banggiao.core.errors import Refused
from banggiao.reports.periods import between, calendar_year, period_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from banggiao.reports.figures.shapes import Period

CLASSES = {one.name.lower(): int(one) for one in Classification}


def add_period(parser: ArgumentParser) -> None:
    """Add --year, --period, --from, --to and --class."""
    add_year(parser, "the year; alone it is the calendar year")
    parser.add_argument("--period", metavar="NAME", help="the period of a rule, with --year")
    parser.add_argument("--from", dest="first", type=_day, metavar="DAY", help="first day")
    parser.add_argument("--to", dest="last", type=_day, metavar="DAY", help="last day")
    add_class(parser, "count the records up to this class (internal)")


def add_year(parser: ArgumentParser, words: str) -> None:
    """Add --year."""
    parser.add_argument("--year", type=_year, help=words)


def add_class(parser: ArgumentParser, words: str) -> None:
    """Add --class."""
    parser.add_argument(
        "--class", dest="classification", choices=CLASSES, default="internal", help=words
    )


def class_of(name: str) -> int:
    """Give the class of that name."""
    return CLASSES[name]


def period_from(options: Mapping[str, Any], usual: str = "") -> Period:
    """Give the period that was asked for. ``usual`` is the rule where only a year is named.

    Refused: no period, half of one, two of them, and what `reports.periods` refuses.
    """
    year, name = options["year"], options["period"]
    first, last = options["first"], options["last"]
    if first or last:
        if not (first and last) or year or name:
            raise Refused(
                "period_incomplete", "Give --from and --to together, and no --year beside them."
            )
        return between(first, last)
    if year is None:
        raise Refused("period_missing", "Say which period: --year 2020, or --from and --to.")
    rule = name or usual
    return period_of(rule, year) if rule else calendar_year(year)


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        message = f"{text!r} is no day: write it as 2020-12-31"
        raise ArgumentTypeError(message) from None


def _year(text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) != 4:
        message = f"{text!r} is no year: write four digits, such as 2020"
        raise ArgumentTypeError(message)
    return int(text)
