"""Parts of many records in memory, so that snapshots of all of them ask nothing."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models.sql import Query

if TYPE_CHECKING:
    from collections.abc import Sequence


class _Held(models.QuerySet[models.Model]):
    """Parts in memory in the order of their keys. `snapshot` asks for that order."""

    def order_by(self, *_fields: object) -> Self:
        return self

    def _chain(self) -> Self:
        message = "parts held in memory cannot be narrowed: that would ask of all records"
        raise TypeError(message)


@cache
def _no_question(model: type[models.Model]) -> Query:
    """Give one query for all held parts of a model: it is never asked, and making one costs."""
    return Query(model)


def hold(record: models.Model, name: str, parts: Sequence[models.Model]) -> None:
    """Make ``record.<name>.all()`` give these parts without a question, as a prefetch does."""
    relation: Any = record._meta.get_field(name)
    model = relation.related_model
    held: Any = _Held(model=model, query=_no_question(model))
    held._result_cache = sorted(parts, key=lambda part: part.pk)  # noqa: SLF001  # as prefetch_related does
    held._prefetch_done = True  # noqa: SLF001  # the same
    record.__dict__.setdefault("_prefetched_objects_cache", {})[name] = held


def hold_all(records: Sequence[models.Model], name: str, *links: str) -> None:
    """Load one kind of part of all records at once, with what the parts link to."""
    parts: dict[int, list[models.Model]] = {record.pk: [] for record in records}
    if not records:
        return
    relation: Any = records[0]._meta.get_field(name)
    back = relation.field
    owners = {record.pk: record for record in records}
    query = relation.related_model._default_manager.all()
    query = query.select_related(*links) if links else query
    for part in query.filter(**{f"{back.name}__in": list(owners)}).order_by("pk"):
        owner = owners[getattr(part, back.attname)]
        setattr(part, back.name, owner)
        parts[owner.pk].append(part)
    for record in records:
        hold(record, name, parts[record.pk])
