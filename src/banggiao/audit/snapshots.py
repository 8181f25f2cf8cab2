"""A record and its parts as plain data, for the log."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from banggiao.core.dates import PartialDate, PartialDateBound
from banggiao.core.models import Record

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.db import models

BOOKKEEPING = {"version", "changed_at", "created_at", "sort_key", "password", "last_login"}
"""Fields that follow from the write itself, or that must never stand in a log."""

Snapshot = dict[str, Any]


def snapshot(record: models.Model) -> Snapshot:
    """Give every field, and under its name each part the model lists in ``audit_parts``.

    A link to another record is ``{"ref": [type, code]}``, without a name: who reads the log sees
    the name only if they may see that record.
    """
    data = _fields(record)
    for name in getattr(record, "audit_parts", ()):
        parts = getattr(record, name).all().order_by("pk")
        data[name] = [{"id": part.pk, **_part(part)} for part in parts]
    return data


def _part(part: Any) -> Snapshot:  # any model that is part of another
    sealed = getattr(part, "personal_data", None)
    return {"seal": salted_hash(part.salt, sealed())} if sealed else _fields(part)


def salted_hash(salt: str, data: Mapping[str, str]) -> str:
    """Give what the log keeps of personal fields. Without the salt nothing can be read from it."""
    text = json.dumps([salt, sorted(data.items())], ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _fields(record: models.Model) -> Snapshot:
    data: Snapshot = {}
    for field in record._meta.concrete_fields:
        if field.name in BOOKKEEPING or field.primary_key or isinstance(field, PartialDateBound):
            continue
        if field.is_relation:
            data[field.name] = _reference(record, field)
        else:
            data[field.name] = _plain(getattr(record, field.attname))
    return data


def _reference(record: models.Model, field: Any) -> dict[str, list[str]] | None:  # a relation field
    if getattr(record, field.attname) is None:
        return None
    target = getattr(record, field.name)
    code = target.code if hasattr(target, "code") else str(target.pk)
    return {"ref": [target._meta.label_lower, code]}


def _plain(value: Any) -> Any:  # any field value to JSON
    if isinstance(value, PartialDate):
        return value.text
    if isinstance(value, dt.date | dt.datetime | dt.time):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    return value


def class_of(record: models.Model) -> int:
    """Give the class an event about the record has: the highest of its own and what it hangs on."""
    classes = [int(getattr(record, "classification", 0))]
    for name in getattr(record, "visible_through", ()):
        target = getattr(record, name, None)
        if isinstance(target, Record):
            classes.append(int(target.classification))
    return max(classes)
