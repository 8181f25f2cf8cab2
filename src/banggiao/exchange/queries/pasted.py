"""What somebody pasted in one step, found in the log."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.apps import apps

from banggiao.activities.models import Activity, Participant
from banggiao.audit.models import Event
from banggiao.plans.models import Plan

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import QuerySet

    from banggiao.accounts.models import User
    from banggiao.core.models import Record
    from banggiao.core.references import Reference

LINES, BODIES = "plans.planline", "partners.organisation"


@dataclass(frozen=True, slots=True)
class Trace:
    """What one person entered in one step: records by type and code, or people by their keys.

    ``last`` is the key of the last event of each record, by its code.
    """

    records: tuple[Reference, ...] = ()
    people: tuple[int, ...] = ()
    last: tuple[tuple[str, int], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.records or self.people)


def trace_of(step: str, into: Plan | Activity | None, user: User) -> Trace:
    """Give what the user's own paste entered; an empty trace where the log has no such step."""
    mine = Event.objects.filter(request_id=step, actor=user.username).order_by("pk")
    if isinstance(into, Activity):
        events = mine.filter(object_type="activities.activity", object_code=into.code)
        return Trace(people=tuple(key for event in events for key in _new_people(event)))
    found: list[Event] = []
    if isinstance(into, Plan):
        about = mine.filter(about_type="plans.plan", about_code=into.code)
        found += [e for e in about if e.object_type == LINES and e.before is None]
    # New partners of the lines stand in the same step, on pages of their own.
    if into is None or found:
        bodies = mine.filter(object_type=BODIES)
        found += [event for event in bodies if event.before is None]
    return Trace(
        records=tuple((event.object_type, event.object_code) for event in found),
        last=tuple((event.object_code, event.pk) for event in found),
    )


def _new_people(event: Event) -> list[int]:
    """Give the keys of the participants that came with an event."""
    before, after = ((s or {}).get("participants", []) for s in (event.before, event.after))
    there = {one["id"] for one in before}
    return [one["id"] for one in after if one["id"] not in there]


def records_of(trace: Trace, user: User) -> list[Record]:
    """Give the records of a trace that are in the register, as far as the user may see them."""
    found: list[Record] = []
    for label in dict.fromkeys(label for label, _code in trace.records):
        model: Any = apps.get_model(label)
        codes = [code for one, code in trace.records if one == label]
        seen = model.objects.visible_to(user).in_register().filter(code__in=codes)
        found += sorted(seen, key=lambda record: codes.index(record.code))
    return found


def people_of(trace: Trace, user: User) -> QuerySet[Participant]:
    """Give the people of a trace who still stand in their activity."""
    seen = Participant.objects.visible_to(user).filter(pk__in=trace.people)
    return seen.order_by("order", "pk")


def changed_since(trace: Trace, records: Sequence[Record]) -> Record | None:
    """Give a record that somebody changed after the step, or None."""
    last = dict(trace.last)
    codes = [record.code for record in records]
    labels = {label for label, _code in trace.records}
    later = Event.objects.filter(object_type__in=labels, object_code__in=codes)
    newest = dict(later.order_by("pk").values_list("object_code", "pk"))
    return next((r for r in records if newest.get(r.code, 0) > last.get(r.code, 0)), None)
