"""Time zones: which one a place has, and how a calendar file describes it."""

from __future__ import annotations

import datetime as dt
from functools import cache, lru_cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

if TYPE_CHECKING:
    from collections.abc import Iterator

ONE_DAY = dt.timedelta(days=1)


@cache
def zone_of(country: str) -> str:
    """Give the one time zone of a country; empty where it has several, or none is known."""
    from babel.core import get_global  # noqa: PLC0415  # slow import

    zones = [zone for zone, where in get_global("zone_territories").items() if where == country]
    return zones[0] if len(zones) == 1 and _is_known(zones[0]) else ""


def _is_known(zone: str) -> bool:
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError):
        return False
    return True


@lru_cache(maxsize=64)
def lines_of_zone(name: str, first: dt.date, last: dt.date) -> tuple[str, ...]:
    """Describe a zone from one day on, with every change of its clocks until another."""
    zone = ZoneInfo(name)
    begin = dt.datetime.combine(first, dt.time.min, dt.UTC)
    lines = ["BEGIN:VTIMEZONE", f"TZID:{name}"]
    offset = _offset(begin, zone)
    lines += _observance(begin.replace(tzinfo=None), offset, begin, zone)
    for moment in _changes(zone, begin, last):
        lines += _observance((moment + offset).replace(tzinfo=None), offset, moment, zone)
        offset = _offset(moment, zone)
    return (*lines, "END:VTIMEZONE")


def _changes(zone: ZoneInfo, begin: dt.datetime, last: dt.date) -> Iterator[dt.datetime]:
    """Give the moments at which the clocks are changed, to the minute."""
    day = begin
    while day.date() <= last:
        after = day + ONE_DAY
        if _state(after, zone) != _state(day, zone):
            yield _moment(zone, day, after)
        day = after


def _moment(zone: ZoneInfo, low: dt.datetime, high: dt.datetime) -> dt.datetime:
    """Find the minute of a change that lies between two moments."""
    minute = dt.timedelta(minutes=1)
    while high - low > minute:
        middle = low + (high - low) // minute // 2 * minute
        if _state(middle, zone) == _state(low, zone):
            low = middle
        else:
            high = middle
    return high


def _state(moment: dt.datetime, zone: ZoneInfo) -> tuple[dt.timedelta, str, bool]:
    local = moment.astimezone(zone)
    return local.utcoffset() or dt.timedelta(), local.tzname() or "", bool(local.dst())


def _offset(moment: dt.datetime, zone: ZoneInfo) -> dt.timedelta:
    return _state(moment, zone)[0]


def _observance(
    start: dt.datetime, before: dt.timedelta, moment: dt.datetime, zone: ZoneInfo
) -> list[str]:
    """Say what holds from a moment on; ``start`` is that moment by the clocks before it."""
    offset, name, is_summer = _state(moment, zone)
    kind = "DAYLIGHT" if is_summer else "STANDARD"
    return [
        f"BEGIN:{kind}",
        f"DTSTART:{start.isoformat().replace('-', '').replace(':', '')}",
        f"TZOFFSETFROM:{_signed(before)}",
        f"TZOFFSETTO:{_signed(offset)}",
        f"TZNAME:{name}",
        f"END:{kind}",
    ]


def _signed(offset: dt.timedelta) -> str:
    """Write an offset: +0700."""
    minutes = round(offset.total_seconds() / 60)
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}{abs(minutes) % 60:02}"
