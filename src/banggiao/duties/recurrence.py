"""When a duty that repeats is due next."""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange

from banggiao.core.dates import PartialDate

PLAIN = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2]))?(?:-(\d\d))?")
"""A day, a month or a year; what else a date may be does not say when the next time is."""
YEAR = 12


def next_due(due: PartialDate | None, months: int) -> PartialDate | None:
    """Give the due date so many months on, as far as the first one is known.

    A year goes on by whole years only. None: from this date no next one follows. The last day of a
    month that the next one does not have becomes its last day.
    """
    found = PLAIN.fullmatch(due.text) if due else None
    if found is None:
        return None
    year, month, day = found[1], found[2], found[3]
    if month is None:
        if months % YEAR or int(year) + months // YEAR > dt.MAXYEAR:
            return None
        return PartialDate.parse(f"{int(year) + months // YEAR:04}")
    years, number = divmod(int(year) * YEAR + int(month) - 1 + months, YEAR)
    if years > dt.MAXYEAR:
        return None
    text = f"{years:04}-{number + 1:02}"
    if day is not None:
        text += f"-{min(int(day), monthrange(years, number + 1)[1]):02}"
    return PartialDate.parse(text)
