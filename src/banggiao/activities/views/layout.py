"""How people and programme are put together for a page or a sheet."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from banggiao.activities.enums import PartyRole

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from banggiao.activities.models import Activity, Participant, Party, ProgrammeItem

OURS, UNKNOWN = "ours", "unknown"


@dataclass(slots=True)
class Line[P]:
    """A part with the number its forms know it by."""

    number: int
    part: P


@dataclass(slots=True)
class Entry(Line["ProgrammeItem"]):
    """An item of the programme with its hours in words."""

    @property
    def hours(self) -> str:
        """The hours as programmes print them: 09:00–10:30."""
        known = (self.part.starts_at, self.part.ends_at)
        first, last = (time.strftime("%H:%M") if time else "" for time in known)
        return f"{first}–{last}" if last else first


@dataclass(slots=True)
class Attendee:
    """One person of a body, with every role the person has."""

    lines: list[Line[Participant]] = field(default_factory=list)

    @property
    def first(self) -> Participant:
        """The first of the roles, which names the person."""
        return self.lines[0].part

    @property
    def titles(self) -> str:
        """The titles that day, each once."""
        return "; ".join(dict.fromkeys(line.part.title for line in self.lines if line.part.title))

    @property
    def remarks(self) -> str:
        """What is remarked of any role."""
        return "; ".join(dict.fromkeys(line.part.remark for line in self.lines if line.part.remark))


@dataclass(slots=True)
class Side:
    """The people of one body; all of ours are one side."""

    title: str
    is_own: bool
    by_name: dict[object, Attendee] = field(default_factory=dict)

    @property
    def people(self) -> list[Attendee]:
        """Who is on this side, in the order of the list."""
        return list(self.by_name.values())


@dataclass(slots=True)
class Day:
    """One day of the programme."""

    on: dt.date | None
    title: str
    items: list[Entry] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The programme, and which of its columns hold anything."""

    days: list[Day]
    has_hours: bool
    has_places: bool
    has_charges: bool

    @property
    def width(self) -> int:
        """How many columns it has."""
        return 1 + self.has_hours + self.has_places + self.has_charges


def sides_of(people: Sequence[Participant]) -> list[Side]:
    """Put people together by side: ours first, then body by body, those without a body last."""
    sides: dict[object, Side] = {}
    for number, person in enumerate(people, 1):
        body = person.organisation
        if body is None:
            key, side = UNKNOWN, Side(_("Body not recorded"), is_own=False)
        elif body.is_own:
            key, side = OURS, Side(_("Our side"), is_own=True)
        else:
            key, side = f"{body.pk}", Side(str(body), is_own=False)
        names = sides.setdefault(key, side).by_name
        names.setdefault((person.name, person.person_id), Attendee()).lines.append(
            Line(number, person)
        )
    ranks = {OURS: 0, UNKNOWN: 2}
    return [side for _key, side in sorted(sides.items(), key=lambda p: ranks.get(str(p[0]), 1))]


def sheet_of(activity: Activity, items: Sequence[ProgrammeItem]) -> Sheet:
    """Put the programme together by day, in the order in which it is given.

    Of an activity of one day, that day stands above what names none.
    """
    days: dict[dt.date | None, Day] = {}
    for number, item in enumerate(items, 1):
        day = item.on or _only_day(activity)
        title = date_format(day, "l, d/m/Y") if day else _("Day not set")
        days.setdefault(day, Day(day, title)).items.append(Entry(number, item))
    return Sheet(
        days=list(days.values()),
        has_hours=any(item.starts_at or item.ends_at for item in items),
        has_places=any(item.place for item in items),
        has_charges=any(item.in_charge for item in items),
    )


def _only_day(activity: Activity) -> dt.date | None:
    """Give the day of an activity that surely lasts one day."""
    start, end = activity.start, activity.end
    lasts_one = start is not None and start.is_exact and (end is None or end == start)
    return start.earliest if start is not None and lasts_one else None


def roles_of(parties: Sequence[Party]) -> list[tuple[str, list[Line[Party]]]]:
    """Put bodies together by what they do, in the order host, sender, those who take part."""
    labels = dict(PartyRole.choices)
    by_role: dict[str, list[Line[Party]]] = {}
    for number, party in enumerate(parties, 1):
        by_role.setdefault(party.role, []).append(Line(number, party))
    return [(str(labels[role]), by_role[role]) for role in labels if role in by_role]
