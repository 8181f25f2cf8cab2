"""Reads of the log, within what the reader may see."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet
from django.utils import timezone

from banggiao.audit.models import Event
from banggiao.core.access import Viewer, clearance_of

if TYPE_CHECKING:
    from banggiao.audit.snapshots import Snapshot
    from banggiao.core.models import Record


def events_visible_to(viewer: Viewer) -> QuerySet[Event]:
    """Give the events within the reader's clearance, newest first."""
    clearance = clearance_of(viewer)
    if clearance is None:
        return Event.objects.none()
    return Event.objects.filter(classification__lte=clearance).order_by("-pk")


def history_of(record: Record, viewer: Viewer) -> QuerySet[Event]:
    """Give what happened to the record and to what hangs on its page, newest first."""
    kind, code = record._meta.label_lower, record.code
    return events_visible_to(viewer).filter(
        Q(object_type=kind, object_code=code) | Q(about_type=kind, about_code=code)
    )


def as_of(record: Record, day: dt.date, viewer: Viewer) -> Snapshot | None:
    """Give the record as it was when the day ended, or None where it was not there yet."""
    end = timezone.make_aware(dt.datetime.combine(day + dt.timedelta(days=1), dt.time.min))
    kind, code = record._meta.label_lower, record.code
    return (
        events_visible_to(viewer)
        .filter(object_type=kind, object_code=code, at__lt=end)
        .values_list("after", flat=True)
        .first()
    )
