"""On which records others rest, so that these cannot be set aside."""

from __future__ import annotations

from functools import cache
from itertools import batched
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db import models

from banggiao.core.enums import RecordState
from banggiao.core.models import Record

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    Leaving = Mapping[type[models.Model], Collection[int]]

SIZE = 500


class _Link(NamedTuple):
    """A column of another table that points to the model, and the way to whose row that is."""

    field: Any  # a foreign key
    to_owner: str
    owner: type[models.Model] | None


def rested_on(
    model: type[Record], keys: Collection[int], leaving: Leaving | None = None
) -> set[int]:
    """Give those of these records to which something that counts points.

    What counts are records in the register and what belongs to such a record; own parts do not
    matter. ``leaving`` names records that go in the same step, by their keys: they count no more.
    """
    rested: set[int] = set()
    for link in _links_to(model):
        gone = (leaving or {}).get(link.owner, ()) if link.owner else ()
        for some in batched(sorted(set(keys) - rested), SIZE):
            rested.update(key for key, owner in _pointing(link, some) if owner not in gone)
    return rested


def _pointing(link: _Link, keys: Collection[int]) -> set[tuple[int, int]]:
    """Give the keys that are pointed to, each with the key of the record that does."""
    rows: Any = link.field.model._default_manager.filter(**{f"{link.field.name}__in": keys})
    if link.owner is not None:
        rows = rows.filter(**{f"{link.to_owner}state": RecordState.ACTIVE})
    return set(rows.order_by().values_list(link.field.attname, f"{link.to_owner}pk"))


@cache
def _links_to(model: type[Record]) -> tuple[_Link, ...]:
    links = []
    for relation in model._meta.get_fields(include_hidden=True):
        if not isinstance(relation, models.ManyToOneRel):
            continue
        if relation.on_delete is models.CASCADE or relation.name in model.audit_parts:
            continue
        owner, to_owner = _owner_of(relation.related_model)
        links.append(_Link(relation.field, to_owner, owner))
    return tuple(links)


def _owner_of(model: Any) -> tuple[type[models.Model] | None, str]:
    """Give the record that rows of the model belong to, and the way there; None: to themselves."""
    if issubclass(model, Record):
        return model, ""
    for field in model._meta.concrete_fields:
        target = field.related_model if field.is_relation else None
        if target and field.remote_field.name in getattr(target, "audit_parts", ()):
            owner, further = _owner_of(target)
            return owner, f"{field.name}__{further}"
    return None, ""
