"""A whole calendar file: what it is called, its time zones, its events."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from banggiao.exchange.calendars.events import Event, Hours, lines_of
from banggiao.exchange.calendars.zones import lines_of_zone
from banggiao.exchange.content_lines import escaped, folded, joined

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MAKER = "-//Banggiao//Register//EN"
REFRESH = "PT4H"
"""How long a program may wait before it asks again."""


@dataclass(frozen=True, slots=True)
class Title:
    """How a calendar that somebody subscribes to is called, and what it says of itself."""

    name: str
    note: str
    zone: str


def feed_file(title: Title, events: Sequence[Event]) -> str:
    """Write a calendar that somebody subscribes to. It has no METHOD, for nobody is invited."""
    return joined(_lines(_said_of(title), events))


def single_file(events: Sequence[Event]) -> str:
    """Write a file that is opened once, to put its events into one's own calendar."""
    return joined(_lines(["METHOD:PUBLISH"], events))


def _lines(said: Sequence[str], events: Sequence[Event]) -> Iterator[str]:
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{MAKER}", "CALSCALE:GREGORIAN")
    yield from said
    yield from _zones(events)
    for event in events:
        yield from lines_of(event)
    yield "END:VCALENDAR"


def _said_of(title: Title) -> list[str]:
    """Say name, note and how often to ask, in the words of the standard and of older programs."""
    name, note = escaped(title.name), escaped(title.note)
    return [
        folded(f"NAME:{name}"),
        folded(f"X-WR-CALNAME:{name}"),
        folded(f"DESCRIPTION:{note}"),
        folded(f"X-WR-CALDESC:{note}"),
        f"X-WR-TIMEZONE:{title.zone}",
        f"REFRESH-INTERVAL;VALUE=DURATION:{REFRESH}",
        f"X-PUBLISHED-TTL:{REFRESH}",
    ]


def _zones(events: Sequence[Event]) -> Iterator[str]:
    """Describe each zone that hours stand in, over the years they lie in."""
    days: dict[str, list[dt.date]] = {}
    for event in events:
        if isinstance(event.when, Hours) and event.when.zone:
            days.setdefault(event.when.zone, []).append(event.when.day)
    for zone in sorted(days):
        first, last = min(days[zone]).year, max(days[zone]).year
        yield from lines_of_zone(zone, dt.date(first, 1, 1), dt.date(last, 12, 31))
