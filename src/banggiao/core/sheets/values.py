"""What a cell of a file holds: a text, a number, a day; and how each stands in a file."""

from __future__ import annotations

import datetime as dt
import re

from django.utils.translation import gettext as _

from banggiao.core.dates import PartialDate, format_partial

type Value = str | int | float | dt.date | PartialDate | None
"""A cell as a column gives it. A `datetime.datetime` is a day with its time, in local time.

A bool becomes a word, a date known in part its words; None is an empty cell.
"""

type Plain = str | int | float | dt.date | None
"""A cell as a file holds it."""

RISKY = frozenset("=+-@\t\r\n＝＋－＠")  # a Japanese Excel runs the wide ones too
"""A text that begins with one of these runs as a formula where a file has no types."""

NOT_IN_SHEETS = re.compile(r"[][:*?/\\]")
LONGEST_NAME = 31
"""What Excel refuses in the name of a sheet."""


def plain(value: Value) -> Plain:
    """Give a cell as a file holds it: a whole day as a date, words for what no file has a type for.

    Whole days stay dates, so that a spreadsheet sorts and filters them; a month, a quarter or a
    doubtful day stays as people read it. A time is the one on the clock.
    """
    if isinstance(value, PartialDate):
        return value.earliest if value.is_exact else format_partial(value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, dt.datetime):
        return value.replace(tzinfo=None, microsecond=0)
    return value


def sheet_name(title: str) -> str:
    """Give a title as Excel takes it for the name of a sheet."""
    return NOT_IN_SHEETS.sub("", title)[:LONGEST_NAME].strip(" '") or "1"
