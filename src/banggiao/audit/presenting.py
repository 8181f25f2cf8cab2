"""Turns events into what people read, without a trace of what the reader may not see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from banggiao.audit import vocabulary
from banggiao.audit.snapshots import only_in, references
from banggiao.core.dates import BadDate, PartialDate, PartialDateField, format_partial
from banggiao.core.references import Records, Reference, resolve

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from banggiao.audit.models import Event
    from banggiao.audit.snapshots import Snapshot
    from banggiao.core.access import Viewer


@dataclass(frozen=True, slots=True)
class Line:
    """One field that changed, before and after as people read them."""

    label: str
    before: str
    after: str


def present(events: Sequence[Event], viewer: Viewer, as_of_url: str = "") -> list[dict[str, Any]]:
    """Give events for `core/_history.html`.

    A change that only touches links to hidden records is left out altogether.
    """
    names = _names_seen(events, viewer)
    shown = []
    for event in events:
        lines = list(_changes(event, names))
        if _tells_nothing(event, lines, names):
            continue
        moment = timezone.localtime(event.at)
        shown.append(
            {
                "at_text": date_format(moment, "H:i d/m/Y"),
                "actor": event.actor_name,
                "action_label": vocabulary.label(event.action),
                "reason": event.reason,
                "changes": lines,
                "is_new": event.before is None,
                "as_of_url": f"{as_of_url}?as_of={moment:%Y-%m-%d}" if as_of_url else "",
            }
        )
    return shown


def _tells_nothing(event: Event, lines: Sequence[Line], names: Records) -> bool:
    """Whether nothing is left for this reader: no line, or it hangs on what is hidden."""
    if event.before is not None and event.after is not None and not lines:
        return True
    data = event.after or event.before or {}
    through = getattr(apps.get_model(event.object_type), "visible_through", ())
    links = [data[name] for name in through if data.get(name)]
    return any(tuple(link["ref"]) not in names for link in links)


def _short(moment: datetime) -> str:
    """Give the hour of an event of today, the day of an older one."""
    local = timezone.localtime(moment)
    return date_format(local, "H:i" if local.date() == timezone.localdate() else "d/m/Y")


def headlines(events: Sequence[Event], viewer: Viewer) -> list[dict[str, Any]]:
    """Give one line an event: when, what, who, and the record with its address.

    Left out are hidden records, and changes that only touch links to hidden records.
    """
    wanted = {(event.object_type, event.object_code) for event in events}
    records = resolve(wanted, viewer)
    names = _names_seen(events, viewer)
    return [
        {
            "at_text": _short(event.at),
            "action_label": vocabulary.label(event.action),
            "actor": event.actor_name,
            "reason": event.reason,
            "label": str(record),
            "url": record.get_absolute_url() if hasattr(record, "get_absolute_url") else "",
        }
        for event in events
        if (record := records.get((event.object_type, event.object_code)))
        and not _tells_nothing(event, list(_changes(event, names)), names)
    ]


def facts_of(model_label: str, data: Snapshot, viewer: Viewer) -> list[dict[str, str]]:
    """Give a snapshot as label and value, for the page that shows a record as it was."""
    model = apps.get_model(model_label)
    names = resolve(references(data), viewer)
    return [
        {"label": _label(model, name), "value": text}
        for name in _in_order(model, data)
        if (text := _words(model, name, data[name], names))
    ]


def _changes(event: Event, names: Records) -> Iterator[Line]:
    model = apps.get_model(event.object_type)
    before, after = event.before or {}, event.after or {}
    for name in _in_order(model, {**after, **before}):
        old, new = before.get(name), after.get(name)
        if old == new:
            continue
        if _is_parts(old) or _is_parts(new):
            old, new = only_in(old, new), only_in(new, old)
        line = Line(
            _label(model, name), _words(model, name, old, names), _words(model, name, new, names)
        )
        if line.before or line.after:
            yield line


def _in_order(model: type[models.Model], data: Snapshot) -> list[str]:
    """Give a snapshot's names in the order of the model; PostgreSQL keeps its own for JSON."""
    fields = [field.name for field in model._meta.concrete_fields]
    places = {name: place for place, name in enumerate([*fields, *_parts_of(model)])}
    return sorted(data, key=lambda name: places.get(name, len(places)))


def _parts_of(model: type[models.Model]) -> tuple[str, ...]:
    parts: tuple[str, ...] = getattr(model, "audit_parts", ())
    return parts


def _is_parts(value: Any) -> bool:  # a value of a snapshot
    return isinstance(value, list)


def _label(model: type[models.Model], name: str) -> str:
    try:
        field = model._meta.get_field(name)
    except FieldDoesNotExist:
        return name
    if isinstance(field, models.Field):
        return _capital(str(field.verbose_name))
    related: Any = field.related_model
    return _capital(str(related._meta.verbose_name_plural))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _words(model: type[models.Model], name: str, value: Any, names: Records) -> str:
    """Give a snapshot's value as people read it; empty for nothing, and for what is hidden."""
    if value in (None, "", [], {}):
        return ""
    if isinstance(value, list):
        return _parts_in_words(model, name, value, names)
    if isinstance(value, dict):
        return str(names.get(tuple(value.get("ref", ("", ""))), ""))
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return _plain_in_words(model, name, value)


def _plain_in_words(model: type[models.Model], name: str, value: Any) -> str:
    try:
        field = model._meta.get_field(name)
    except FieldDoesNotExist:
        return str(value)
    is_day = isinstance(field, models.DateField) and not isinstance(field, models.DateTimeField)
    if is_day or isinstance(field, PartialDateField):
        return _date_in_words(str(value))
    choices = dict(getattr(field, "flatchoices", ()) or ())
    return str(choices.get(value, value))


def _date_in_words(text: str) -> str:
    try:
        return format_partial(PartialDate.parse(text))
    except BadDate:
        return text


def _parts_in_words(
    model: type[models.Model], name: str, parts: list[Snapshot], names: Records
) -> str:
    relation: Any = model._meta.get_field(name)
    part_model, back = relation.related_model, relation.field.name
    texts = []
    for part in parts:
        if "seal" in part:
            texts.append(_("kept under seal"))
            continue
        hidden = any(
            isinstance(v, dict) and tuple(v.get("ref", ())) not in names
            for k, v in part.items()
            if k != back
        )
        words = [
            _words(part_model, key, part[key], names)
            for key in _in_order(part_model, part)
            if key not in {"id", back, "code", "number"} and part[key] is not False
        ]
        if not hidden:
            texts.append(", ".join(word for word in words if word))
    return "\n".join(text for text in texts if text)


def _names_seen(events: Iterable[Event], viewer: Viewer) -> Records:
    wanted: set[Reference] = set()
    for event in events:
        wanted |= references(event.before) | references(event.after)
    return resolve(wanted, viewer)
