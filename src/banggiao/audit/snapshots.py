"""A record and its parts as plain data, for the log."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any

from banggiao.core.access import linked
from banggiao.core.dates import PartialDate, PartialDateBound
from banggiao.core.held import parts_by_key
from banggiao.core.models import Record
from banggiao.core.references import Reference

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.db import models

BOOKKEEPING = {"version", "changed_at", "created_at", "sort_key", "password", "last_login"}
"""Fields that follow from the write itself, or that must never stand in a log."""

ABOUT = ("about_type", "about_code")
"""The pair of columns with which a model names a record of a room above."""

Snapshot = dict[str, Any]

_AS_IS = frozenset({str, int, bool, type(None)})


def snapshot(record: models.Model) -> Snapshot:
    """Give every field but ``derived`` ones, and by name each part listed in ``audit_parts``.

    A link to another record is ``{"ref": [type, code]}``, without a name: who reads the log sees
    the name only if they may see that record.
    """
    data = _fields(record)
    for name in getattr(record, "audit_parts", ()):
        data[name] = [{"id": part.pk, **_part(part)} for part in parts_by_key(record, name)]
    return data


def _part(part: Any) -> Snapshot:  # any model that is part of another
    sealed = getattr(part, "personal_data", None)
    return {"seal": salted_hash(part.salt, sealed())} if sealed else snapshot(part)


def references(value: Any) -> set[Reference]:  # any part of a snapshot
    """Give every link that stands in a snapshot or in a part of one."""
    if isinstance(value, dict):
        if "ref" in value:
            return {(value["ref"][0], value["ref"][1])}
        return set().union(*(references(v) for v in value.values())) if value else set()
    if isinstance(value, list):
        return set().union(*(references(v) for v in value)) if value else set()
    return set()


def only_in(these: list[Any] | None, those: list[Any] | None) -> list[Any]:
    """Give the parts that stand in one snapshot and not in the other."""
    return [part for part in these or [] if part not in (those or [])]


def links_of_pieces(before: Snapshot, after: Snapshot) -> list[set[Reference]]:
    """Give the links of each piece that changed: a field before, a field after, a part."""
    pieces: list[set[Reference]] = []
    for name in {**after, **before}:
        old, new = before.get(name), after.get(name)
        if isinstance(old, list) or isinstance(new, list):
            pieces += [references(part) for part in only_in(old, new) + only_in(new, old)]
        elif old != new:
            pieces += [references(value) for value in (old, new) if value is not None]
    return pieces


def salted_hash(salt: str, data: Mapping[str, str]) -> str:
    """Give what the log keeps of personal fields. Without the salt nothing can be read from it."""
    text = json.dumps([salt, sorted(data.items())], ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _fields(record: models.Model) -> Snapshot:
    data: Snapshot = {}
    for name, attname, field in _kept(type(record)):
        if field is not None:
            data[name] = _reference(record, field)
        elif name == ABOUT[1]:
            data[name] = _about(record)
        else:
            data[name] = _plain(getattr(record, attname))
    return data


@cache
def _kept(model: type[models.Model]) -> tuple[tuple[str, str, Any], ...]:
    """Give name, column and, of a link, the field of everything that stands in a snapshot."""
    derived = getattr(model, "derived", ())
    return tuple(
        (field.name, field.attname, field if field.is_relation else None)
        for field in model._meta.concrete_fields
        if field.name not in BOOKKEEPING
        and field.name not in derived
        and not field.primary_key
        and not isinstance(field, PartialDateBound)
        and field.name != ABOUT[0]
    )


def _about(record: Any) -> dict[str, list[str]] | None:  # any model with such a pair
    """Give a link upward, kept by type and code, as what it is: a link."""
    label, code = (getattr(record, name) for name in ABOUT)
    return {"ref": [label, code]} if label and code else None


def _reference(record: models.Model, field: Any) -> dict[str, list[str]] | None:  # a relation field
    if getattr(record, field.attname) is None:
        return None
    target = getattr(record, field.name)
    code = target.code if hasattr(target, "code") else str(target.pk)
    return {"ref": [target._meta.label_lower, code]}


def _plain(value: Any) -> Any:  # any field value to JSON
    if type(value) in _AS_IS:
        return value
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
        target = linked(record, name)
        if isinstance(target, Record):
            classes.append(int(target.classification))
    return max(classes)
