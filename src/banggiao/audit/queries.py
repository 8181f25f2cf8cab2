"""Reads of the log, within what the reader may see."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.apps import apps
from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.utils import timezone

from banggiao.audit.models import Event
from banggiao.core.access import Viewer, clearance_of, cleared
from banggiao.core.enums import Classification
from banggiao.core.models import Record

if TYPE_CHECKING:
    from banggiao.audit.snapshots import Snapshot


def events_visible_to(viewer: Viewer) -> QuerySet[Event]:
    """Give the events within the reader's clearance, newest first.

    What happened to a record that is hidden today stays hidden, though the record was open then.
    """
    clearance = clearance_of(viewer)
    if clearance is None:
        return Event.objects.none()
    events = Event.objects.filter(classification__lte=clearance)
    if clearance < max(Classification.values):
        for model in apps.get_models():
            through = _hidden_by(model)
            if through:
                hidden = model._default_manager.exclude(cleared(viewer, *through))
                # Asked for each event that is shown, by the code's own index: never a list of all.
                now = Exists(hidden.filter(code=OuterRef("object_code")))
                events = events.exclude(Q(object_type=model._meta.label_lower) & now)
    return events.order_by("-pk")


def _hidden_by(model: type[Model]) -> tuple[str, ...]:
    """Give the links whose class hides a model's events; ``""`` is the row's own class."""
    if issubclass(model, Record):
        return ("", *model.visible_through)
    links: tuple[str, ...] = getattr(model, "visible_through", ())
    return links if hasattr(model, "code") else ()


def history_of(record: Record, viewer: Viewer) -> QuerySet[Event]:
    """Give what happened to the record and to what hangs on its page, newest first."""
    kind, code = record._meta.label_lower, record.code
    return events_visible_to(viewer).filter(
        Q(object_type=kind, object_code=code) | Q(about_type=kind, about_code=code)
    )


def as_of(record: Record, day: dt.date, viewer: Viewer) -> Snapshot | None:
    """Give the record as it was when the day ended.

    None where it was not there yet, or of a class that the reader is not cleared for.
    """
    end = timezone.make_aware(dt.datetime.combine(day + dt.timedelta(days=1), dt.time.min))
    kind, code = record._meta.label_lower, record.code
    events = Event.objects.filter(object_type=kind, object_code=code, at__lt=end)
    # The last of all and not of the visible ones: what lowers a class has the class before it.
    last: Snapshot | None = events.order_by("-pk").values_list("after", flat=True).first()
    clearance = clearance_of(viewer)
    if last is None or clearance is None or last.get("classification", 0) > clearance:
        return None
    return last
