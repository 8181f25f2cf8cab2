"""Parts of a record kept in memory, so that whoever asks for them asks the database nothing."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models.sql import Query

if TYPE_CHECKING:
    from collections.abc import Sequence


class _Held(models.QuerySet[models.Model]):
    """Parts in memory in the order of their keys, which is the one that snapshots ask for."""

    def order_by(self, *_fields: object) -> Self:
        return self

    def _chain(self) -> Self:
        message = "parts held in memory cannot be narrowed: that would ask of all records"
        raise TypeError(message)


def hold(record: models.Model, name: str, parts: Sequence[models.Model]) -> None:
    """Make ``record.<name>.all()`` give these parts without a question, as a prefetch does."""
    held: Any = _Held(**_way_in(type(record), name))
    held._result_cache = sorted(parts, key=_key)  # noqa: SLF001  # as prefetch_related does
    held._prefetch_done = True  # noqa: SLF001  # the same
    record.__dict__.setdefault("_prefetched_objects_cache", {})[name] = held


def let_go(record: models.Model) -> None:
    """Hold no parts of the record any more. They point back to it, so neither would be freed."""
    record.__dict__.pop("_prefetched_objects_cache", None)


@cache
def _way_in(model: type[models.Model], name: str) -> dict[str, Any]:
    """Give the model of the parts and one query for all of them: it is never asked."""
    relation: Any = model._meta.get_field(name)
    return {"model": relation.related_model, "query": Query(relation.related_model)}


def _key(part: models.Model) -> Any:  # the type of its key
    return part.pk


def parts_by_key(record: models.Model, name: str) -> list[models.Model]:
    """Give the parts of a record as the database has them, or as they are held in memory."""
    held = record.__dict__.get("_prefetched_objects_cache", {}).get(name)
    if type(held) is _Held:
        return list(held)
    parts: Any = getattr(record, name).all().order_by("pk")
    return list(parts)
