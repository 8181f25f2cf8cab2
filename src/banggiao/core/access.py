"""Permission inside the query: what `visible_to(user)` rests on in every room."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol, Self

from django.db import models
from django.db.models import Q

from banggiao.core.enums import Classification, RecordState


class Viewer(Protocol):
    """Whoever looks: a user, or nobody signed in. Only these three things are asked of them."""

    @property
    def is_authenticated(self) -> bool:
        """Whether somebody is signed in."""

    @property
    def is_active(self) -> bool:
        """Whether the account is open."""

    @property
    def clearance(self) -> int:
        """The highest class this person may see."""


@dataclass(frozen=True, slots=True)
class ClassViewer:
    """Whoever is cleared for one class: a paper is compiled for such a reader."""

    clearance: int = Classification.INTERNAL

    @property
    def is_authenticated(self) -> bool:
        """A paper is compiled for somebody."""
        return True

    @property
    def is_active(self) -> bool:
        """And that somebody's account is open."""
        return True


def clearance_of(viewer: Viewer | Any) -> int | None:
    """Give the highest class the viewer may see, or None for nobody."""
    if not (viewer.is_authenticated and viewer.is_active):
        return None
    return int(viewer.clearance)


def cleared(viewer: Viewer | Any, *paths: str) -> Q:
    """Give the condition that everything named by ``paths`` is within the viewer's clearance.

    A path leads to a record: ``""`` is the row itself, ``"organisation"`` one it points to.
    A link that is empty hides nothing.
    """
    clearance = clearance_of(viewer)
    if clearance is None:
        return Q(pk__in=[])
    condition = Q()
    for path in paths:
        if path:
            field = f"{path}__classification"
            condition &= Q(**{f"{field}__lte": clearance}) | Q(**{f"{path}__isnull": True})
        else:
            condition &= Q(classification__lte=clearance)
    return condition


def linked(record: Any, path: str) -> Any:  # any record; whatever the path leads to
    """Follow a path such as ``"item__negotiation"`` from a record; None where a link is empty."""
    for name in path.split("__"):
        record = None if record is None else getattr(record, name)
    return record


class RecordQuerySet[M: models.Model](models.QuerySet[M]):
    """Reads of a record. Everything shown to a person starts from `visible_to`.

    ``visible_through`` of the model names the links whose targets must be visible too.
    """

    def visible_to(self, viewer: Viewer | Any) -> Self:
        """Keep the rows the viewer may know of."""
        paths = ("", *getattr(self.model, "visible_through", ()))
        return self.filter(cleared(viewer, *paths))

    def in_register(self) -> Self:
        """Keep what counts: nothing that was set aside."""
        return self.filter(state=RecordState.ACTIVE)


class RecordManager[M: models.Model](models.Manager[M]):
    """Starts every read of a record.

    Forward links of all rows of a page are loaded in one query, so that no list asks once a row.
    """

    def get_queryset(self) -> RecordQuerySet[M]:
        """Give all rows."""
        queryset: RecordQuerySet[M] = RecordQuerySet(self.model, using=self._db)
        return queryset.fetch_mode(models.FETCH_PEERS)

    def visible_to(self, viewer: Viewer | Any) -> RecordQuerySet[M]:
        """Give the rows the viewer may know of."""
        return self.get_queryset().visible_to(viewer)

    def in_register(self) -> RecordQuerySet[M]:
        """Give what counts: nothing that was set aside."""
        return self.get_queryset().in_register()
