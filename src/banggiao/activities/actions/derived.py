"""What follows from the parts of an activity: what it is for us, its days, people and level.

Single and bulk writes go through `derive`, so that both come to the same (docs/adr/0020).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import astuple, dataclass, fields
from itertools import batched
from typing import TYPE_CHECKING, Any, NamedTuple

from banggiao.activities.enums import Direction, ParticipantRole, PartyRole, StepKind
from banggiao.activities.models import Activity, Participant, Party
from banggiao.core.dates import earliest_of, latest_of
from banggiao.partners.queries import level_of, levels
from banggiao.plans.enums import ActivityKind

if TYPE_CHECKING:
    from banggiao.activities.models import Step
    from banggiao.core.dates import PartialDate

type LevelOf = Callable[[str, dt.date | None], str]

HOLDS = frozenset({PartyRole.HOST, PartyRole.ORGANISER})
JOINS = frozenset({PartyRole.PARTICIPANT, PartyRole.SENDER, PartyRole.CHAIR})
COUNTED = frozenset(
    {
        ParticipantRole.HEAD,
        ParticipantRole.DEPUTY_HEAD,
        ParticipantRole.MEMBER,
        ParticipantRole.TRAINEE,
        ParticipantRole.INTERPRETER,
        ParticipantRole.SECRETARY,
    }
)
"""The roles of those who go or come. Guests, speakers and signatories are not counted."""

TRAVELS: dict[str, bool] = {ActivityKind.DELEGATION_OUT: True, ActivityKind.DELEGATION_IN: False}
"""Whether the delegation is ours. Both sides may name a head; that of the delegation counts."""

BATCH = 500


@dataclass(frozen=True, slots=True)
class Derived:
    """The columns that nobody enters, under the names they have in `Activity`."""

    direction: str
    is_chaired: bool
    was_postponed: bool
    was_moved_online: bool
    period_earliest: dt.date | None
    period_latest: dt.date | None
    people: int | None
    head_level: str


COLUMNS = tuple(field.name for field in fields(Derived))


def derive(
    activity: Activity,
    parties: Iterable[Party],
    participants: Iterable[Participant],
    steps: Iterable[Step],
    level: LevelOf | None = None,
) -> Derived:
    """Say what follows from the parts. Whoever derives many gives ``level`` once, from `levels()`.

    Of a party ``role`` and ``organisation.is_own`` are asked, of a participant ``role``, ``name``,
    ``title``, ``order`` and ``organisation``, of a step ``kind``.
    """
    parties, people = list(parties), list(participants)
    kinds = {step.kind for step in steps}
    own = {party.role for party in parties if party.organisation.is_own}
    first, last = period_of(activity.start, activity.end)
    return Derived(
        direction=_direction(activity.kind, own),
        is_chaired=PartyRole.CHAIR in own,
        was_postponed=StepKind.POSTPONED in kinds,
        was_moved_online=StepKind.MOVED_ONLINE in kinds,
        period_earliest=first,
        period_latest=last,
        people=_people(activity, people, parties),
        head_level=activity.level or _level_of_head(activity, people, level or level_of),
    )


def set_derived(activity: Activity, derived: Derived) -> bool:
    """Write the columns onto the activity, unsaved. Gives whether anything is new."""
    before = tuple(getattr(activity, name) for name in COLUMNS)
    for name in COLUMNS:
        setattr(activity, name, getattr(derived, name))
    return before != astuple(derived)


def keep_derived(activity: Activity) -> None:
    """Compute the columns anew from the stored parts. The activity is saved by the caller."""
    derived = derive(
        activity,
        activity.parties.select_related("organisation"),
        activity.participants.select_related("organisation"),
        activity.steps.all(),
    )
    set_derived(activity, derived)


def refresh_own(organisation_ids: Sequence[int]) -> None:
    """Compute anew every activity that names one of these bodies, because ownership changed.

    Called inside the transaction of that change. No event is written: what was entered stays as it
    was, and the change of the body is in the log.
    """
    level = levels()
    for some in batched(organisation_ids, BATCH):
        keys: set[int] = set()
        for parts in (Party.objects, Participant.objects):  # one by one: each has its index
            named: Any = parts.filter(organisation__in=some)
            keys.update(named.values_list("activity", flat=True))
        for chunk in batched(sorted(keys), BATCH):
            _refresh(chunk, level)


def refresh_levels() -> None:
    """Take the levels of all heads anew, because the table of titles changed. As `refresh_own`."""
    level = levels()
    heads: dict[int, list[Head]] = {}
    activities: dict[int, tuple[str, PartialDate | None, str]] = {}
    named = Participant.objects.filter(role=ParticipantRole.HEAD, activity__level="")
    rows: Any = named.values_list(
        "activity",
        "activity__kind",
        "activity__start",
        "activity__head_level",
        "order",
        "title",
        "organisation__is_own",
    )
    for key, kind, start, stored, *head in rows.order_by("activity", "pk").iterator():
        activities[key] = (kind, start, stored)
        heads.setdefault(key, []).append(Head(*head))
    turned: dict[str, list[int]] = {}
    for key, (kind, start, stored) in activities.items():
        new = _level(kind, start, heads[key], level)
        if new != stored:
            turned.setdefault(new, []).append(key)
    for new, keys in turned.items():
        for some in batched(keys, BATCH):
            Activity.objects.all().filter(pk__in=some).update(head_level=new)


def _refresh(keys: Sequence[int], level: LevelOf) -> None:
    """Compute some activities anew, with the bodies as they are stored now."""
    rows = Activity.objects.all().filter(pk__in=keys)
    found: Any = rows.prefetch_related(
        "parties__organisation", "participants__organisation", "steps"
    )
    turned = []
    for activity in found:
        parts = (activity.parties.all(), activity.participants.all(), activity.steps.all())
        if set_derived(activity, derive(activity, *parts, level)):
            turned.append(activity)
    Activity.objects.bulk_update(turned, COLUMNS, batch_size=BATCH)


def period_of(
    start: PartialDate | None, end: PartialDate | None
) -> tuple[dt.date | None, dt.date | None]:
    """Give the days between which it lies, from the first of ``start`` to the last of ``end``.

    Where one of the two is not known, both are those of the other.
    """
    first, last = _known(start), _known(end)
    return earliest_of(first or last), latest_of(last or first)


def _known(day: PartialDate | None) -> PartialDate | None:
    """Give the date, or None where nothing bounds it, such as a day without a year."""
    return day if day and (day.earliest or day.latest) else None


def _direction(kind: str, own: set[str]) -> str:
    """Give what it is for us from the roles in which an own body stands (table of decision 20)."""
    if kind == ActivityKind.DELEGATION_OUT:
        return Direction.OUT if PartyRole.SENDER in own else ""
    if kind == ActivityKind.DELEGATION_IN:
        return Direction.IN if PartyRole.HOST in own else ""
    if own & HOLDS:
        return Direction.HOSTED
    return Direction.ATTENDED if own & JOINS else ""


def _people(
    activity: Activity, participants: Iterable[Participant], parties: Iterable[Party]
) -> int | None:
    """Give the headcount, else how many different names stand there; None where nobody does.

    Of a delegation only those count who travel: not the people of the body that receives it.
    """
    if activity.headcount is not None:
        return activity.headcount
    counted = [person for person in participants if person.role in COUNTED]
    if activity.kind in TRAVELS:
        hosts = {party.organisation.pk for party in parties if party.role == PartyRole.HOST}
        counted = [p for p in counted if not _stays(p, hosts, is_ours=TRAVELS[activity.kind])]
    return len({person.name.casefold() for person in counted}) or None


def _stays(person: Participant, hosts: set[int], *, is_ours: bool) -> bool:
    body = person.organisation
    return body is not None and (body.pk in hosts or (body.is_own and not is_ours))


def _level_of_head(activity: Activity, participants: Iterable[Participant], level: LevelOf) -> str:
    """Give the level of the head's title by the table of titles; empty where not known."""
    heads = [
        Head(
            person.order, person.title, person.organisation.is_own if person.organisation else None
        )
        for person in participants
        if person.role == ParticipantRole.HEAD
    ]
    return _level(activity.kind, activity.start, heads, level)


class Head(NamedTuple):
    """A head of a delegation. ``is_own`` is that of the body; None: no body is named."""

    order: int
    title: str
    is_own: bool | None


def _level(kind: str, start: PartialDate | None, heads: Sequence[Head], level: LevelOf) -> str:
    """Give the level of the first head, who is not surely of the side that stays at home."""
    if not heads:
        return ""
    ours = TRAVELS.get(kind)
    head = min(heads, key=lambda h: (None not in {ours, h.is_own} and h.is_own != ours, h.order))
    return level(head.title, earliest_of(start)) if head.title else ""
