"""The one way events get into the log: in the transaction of the change itself."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from itertools import batched
from typing import TYPE_CHECKING, Any, Protocol

from django.apps import apps
from django.db import connection, transaction
from django.utils import timezone

from banggiao.audit import context, vocabulary
from banggiao.audit.models import Event
from banggiao.audit.seal import START, seal
from banggiao.audit.snapshots import Snapshot, class_of, links_of_pieces, snapshot
from banggiao.core import search
from banggiao.core.inserting import insert
from banggiao.core.models import Record
from banggiao.core.references import Reference

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from django.db import models

LOCK = 0x62616E67  # "bang": the advisory lock that lets one transaction at a time extend the chain


class Actor(Protocol):
    """Whoever acts. The log copies the name, so that it outlives the account."""

    @property
    def username(self) -> str:
        """The name the person signs in with."""

    @property
    def full_name(self) -> str:
        """The name people know."""


@dataclass(frozen=True, slots=True)
class Change:
    """What happened to one record. ``before`` is None for a new one."""

    action: str
    record: models.Model
    before: Snapshot | None
    after: Snapshot | None
    about: Record | None = None
    class_before: int = 0


@contextmanager
def recorded(
    action: str, record: models.Model, *, by: Actor, reason: str = "", about: Record | None = None
) -> Iterator[None]:
    """Log what the block does to the record as one event, and refresh its search entry.

    ``action`` is a registered name. ``about`` is the record whose page tells of it too. A block
    that leaves every field as it was logs nothing. Raises where no transaction is open: a change
    and its event stand or fall together.
    """
    before = snapshot(record) if record.pk else None
    class_before = class_of(record) if record.pk else 0
    yield
    after = snapshot(record) if record.pk else None
    if before != after:
        change = Change(action, record, before, after, about, class_before)
        record_changes([change], by=by, reason=reason)
    if isinstance(record, Record):
        search.refresh(record)


def record_changes(changes: Sequence[Change], *, by: Actor, reason: str = "") -> list[Event]:
    """Append one event a change, in order, sealed to the last one."""
    if not connection.in_atomic_block:
        message = "audit events are written inside the transaction of the change"
        raise transaction.TransactionManagementError(message)
    previous = _last_hash()
    classes = _classes_of_links(changes)
    now, request_id = timezone.now(), context.current_id()
    events = []
    for change in changes:
        vocabulary.require_known(change.action)
        event = Event(
            at=now,
            action=change.action,
            actor=by.username,
            actor_name=by.full_name,
            reason=reason,
            request_id=request_id,
            object_type=change.record._meta.label_lower,
            object_code=_code(change.record),
            about_type=change.about._meta.label_lower if change.about else "",
            about_code=change.about.code if change.about else "",
            classification=_class_of(change, classes),
            before=change.before,
            after=change.after,
            previous_hash=previous,
        )
        event.hash = previous = seal(event)
        events.append(event)
    insert(events)
    return events


def _last_hash() -> str:
    """Give the hash to go on from. SQLite has one writer; PostgreSQL takes a lock till commit."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    return Event.objects.order_by("-pk").values_list("hash", flat=True).first() or START


def _class_of(change: Change, classes: Mapping[Reference, int]) -> int:
    """Give the highest class of the record before and after and of the page that tells of it.

    A change that only touches links to records of a higher class has their class: whoever may not
    know of those must not learn that something happened.
    """
    about = class_of(change.about) if change.about else 0
    pieces = _pieces_of(change)
    lowest = min((max((classes.get(r, 0) for r in p), default=0) for p in pieces), default=0)
    return max(class_of(change.record), change.class_before, about, lowest)


def _pieces_of(change: Change) -> list[set[Reference]]:
    if change.before is None or change.after is None:
        return []
    return links_of_pieces(change.before, change.after)


def _classes_of_links(changes: Sequence[Change]) -> dict[Reference, int]:
    """Give the class of every record that the changes link to, one query a model."""
    by_model: dict[str, set[str]] = {}
    for change in changes:
        for label, code in set().union(*_pieces_of(change)):
            by_model.setdefault(label, set()).add(code)
    classes: dict[Reference, int] = {}
    for label, codes in by_model.items():
        model: Any = apps.get_model(label)
        if issubclass(model, Record):
            for some in batched(codes, 500):
                rows = model._default_manager.filter(code__in=some)
                found = rows.values_list("code", "classification")
                classes |= {(label, code): classification for code, classification in found}
    return classes


def _code(record: Any) -> str:  # a record, or a model known by another natural key
    names = ("code", "username", "audit_code")
    return next(
        (str(code) for name in names if (code := getattr(record, name, ""))), str(record.pk)
    )
