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

    from banggiao.activities.models import Participant, Party, ProgrammeItem

OURS, UNKNOWN = "ours", "unknown"


@dataclass(slots=True)
class Line[P]:
    """A part with the number its forms know it by."""

    number: int
    part: P


@dataclass(slots=True)
class Side:
    """The people of one body; all of ours are one side."""

    title: str
    is_own: bool
    people: list[Line[Participant]] = field(default_factory=list)


@dataclass(slots=True)
class Day:
    """One day of the programme."""

    on: dt.date | None
    title: str
    items: list[Line[ProgrammeItem]] = field(default_factory=list)


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
        sides.setdefault(key, side).people.append(Line(number, person))
    ranks = {OURS: 0, UNKNOWN: 2}
    return [side for _key, side in sorted(sides.items(), key=lambda p: ranks.get(str(p[0]), 1))]


def days_of(items: Sequence[ProgrammeItem]) -> list[Day]:
    """Put the programme together by day, in the order in which it is given."""
    days: dict[dt.date | None, Day] = {}
    for number, item in enumerate(items, 1):
        title = date_format(item.on, "l, d/m/Y") if item.on else _("Day not set")
        days.setdefault(item.on, Day(item.on, title)).items.append(Line(number, item))
    return list(days.values())


def roles_of(parties: Sequence[Party]) -> list[tuple[str, list[Line[Party]]]]:
    """Put bodies together by what they do, in the order host, sender, those who take part."""
    labels = dict(PartyRole.choices)
    by_role: dict[str, list[Line[Party]]] = {}
    for number, party in enumerate(parties, 1):
        by_role.setdefault(party.role, []).append(Line(number, party))
    return [(str(labels[role]), by_role[role]) for role in labels if role in by_role]
