"""One event of a calendar file, and its lines.

Written here and not by a library: it takes a third of a second for two thousand events, and a
phone asks many times a day. The tests read the lines back with three libraries.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from banggiao.core.enums import Classification
from banggiao.exchange.calendars.spans import Span
from banggiao.exchange.content_lines import escaped, folded

ONE_DAY = dt.timedelta(days=1)
CLASSES: dict[int, str] = {
    Classification.PUBLIC: "PUBLIC",
    Classification.INTERNAL: "PRIVATE",
    Classification.RESTRICTED: "CONFIDENTIAL",
}


class Status(StrEnum):
    """How sure it is that something takes place."""

    TENTATIVE = "TENTATIVE"
    CONFIRMED = "CONFIRMED"
    CANCELLED = "CANCELLED"


class Hours(NamedTuple):
    """Hours of one day. ``zone`` is the name of a time zone; empty: the hours of the place."""

    day: dt.date
    start: dt.time
    end: dt.time | None = None
    zone: str = ""


class Event(NamedTuple):
    """What a calendar shows of a record. ``uid`` stays for good; ``version`` counts its changes.

    ``text`` is the one line people read, ``note`` what stands below it. ``is_busy``: whoever has it
    in the own calendar has no time for other things meanwhile.
    """

    uid: str
    version: int
    changed_at: dt.datetime
    when: Span | Hours
    text: str
    url: str
    note: str = ""
    place: str = ""
    category: str = ""
    status: Status = Status.CONFIRMED
    classification: int = Classification.INTERNAL
    is_busy: bool = False

    @property
    def first(self) -> dt.date:
        """The first day of it."""
        return self.when.first if isinstance(self.when, Span) else self.when.day


def lines_of(event: Event) -> list[str]:
    """Give the lines of an event, folded."""
    stamp, when = utc(event.changed_at), event.when
    lines = [
        "BEGIN:VEVENT",
        folded(f"UID:{event.uid}"),
        f"DTSTAMP:{stamp}",
        f"LAST-MODIFIED:{stamp}",
        f"SEQUENCE:{event.version}",
        *(_days(when) if isinstance(when, Span) else _hours(when)),
        folded(f"SUMMARY:{escaped(event.text)}"),
    ]
    if event.note:
        lines.append(folded(f"DESCRIPTION:{escaped(event.note)}"))
    if event.place:
        lines.append(folded(f"LOCATION:{escaped(event.place)}"))
    if event.category:
        lines.append(folded(f"CATEGORIES:{escaped(event.category)}"))
    lines += (
        folded(f"URL:{event.url}"),
        f"CLASS:{CLASSES[event.classification]}",
        f"STATUS:{event.status}",
        "TRANSP:OPAQUE" if event.is_busy else "TRANSP:TRANSPARENT",
        "END:VEVENT",
    )
    return lines


def _days(span: Span) -> list[str]:
    """Give whole days; the end is the day after, for it is not included."""
    begin = f"DTSTART;VALUE=DATE:{day_text(span.first)}"
    if span.last == dt.date.max:  # it takes one day, as without an end
        return [begin]
    return [begin, f"DTEND;VALUE=DATE:{day_text(span.last + ONE_DAY)}"]


def _hours(hours: Hours) -> list[str]:
    """Give hours with their zone. One that ends as it begins, or nobody knows when, has no end."""
    zone, day = f";TZID={hours.zone}" if hours.zone else "", day_text(hours.day)
    begin = f"DTSTART{zone}:{day}T{hours.start:%H%M%S}"
    if hours.end is None or hours.end <= hours.start:
        return [begin]
    return [begin, f"DTEND{zone}:{day}T{hours.end:%H%M%S}"]


@lru_cache(maxsize=4096)
def day_text(day: dt.date) -> str:
    """Write a day: 20261103."""
    return day.isoformat().replace("-", "")


def utc(moment: dt.datetime) -> str:
    """Write a moment: 20261103T081500Z."""
    text = moment.astimezone(dt.UTC).isoformat()[:19]  # to the second; `strftime` takes longer
    return f"{text.replace('-', '').replace(':', '')}Z"
