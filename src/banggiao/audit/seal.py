"""The chain of hashes that shows whether the log was touched."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from banggiao.audit.models import Event

if TYPE_CHECKING:
    from collections.abc import Iterable

START = "0" * 64
SEALED = (
    "action",
    "actor",
    "actor_name",
    "reason",
    "request_id",
    "object_type",
    "object_code",
    "about_type",
    "about_code",
    "classification",
    "before",
    "after",
    "previous_hash",
)

_AS_TEXT = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def seal(event: Event) -> str:
    """Give the hash over all that the event says, the time in UTC to the microsecond."""
    data: dict[str, Any] = {name: getattr(event, name) for name in SEALED}
    data["at"] = event.at.astimezone(dt.UTC).isoformat(timespec="microseconds")
    return hashlib.sha256(_AS_TEXT.encode(data).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a walk along the log found. ``broken`` numbers the first event that is wrong."""

    events: int
    last_hash: str
    broken: int | None


def verify(events: Iterable[Event] | None = None) -> Verdict:
    """Walk the log from the first event. Stops at the first that was changed or put in or out."""
    previous, count = START, 0
    walk = Event.objects.order_by("pk").iterator(chunk_size=1000) if events is None else events
    for event in walk:
        if event.previous_hash != previous or seal(event) != event.hash:
            return Verdict(count, previous, event.pk)
        previous = event.hash
        count += 1
    return Verdict(count, previous, None)
