"""What a figure is made of.

A figure is a function over what a viewer may see that gives records, not a number: the number is
how many there are, so that it always opens (docs/adr/0019).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import _StrPromise

from banggiao.core.access import Viewer
from banggiao.core.enums import Classification

type Text = str | _StrPromise


@dataclass(frozen=True, slots=True)
class Period:
    """The days a figure covers, both included; ``name`` and ``basis`` say by which rule."""

    first: dt.date
    last: dt.date
    name: str = ""
    basis: str = ""


@dataclass(frozen=True, slots=True)
class ClassViewer:
    """Whoever is cleared for one class: a report counts what such a reader may see."""

    clearance: int = Classification.INTERNAL

    @property
    def is_authenticated(self) -> bool:
        """A report is compiled for somebody."""
        return True

    @property
    def is_active(self) -> bool:
        """And that somebody's account is open."""
        return True


@dataclass(frozen=True, slots=True)
class Counted:
    """The records of a figure: those it counts, and those that may lie in the period."""

    sure: QuerySet[Any]
    perhaps: QuerySet[Any] | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A way to cut a figure: by level, by country. ``field`` is the column it is cut by.

    ``words`` gives the label of a value; of an empty one "not known".
    """

    key: str
    label: Text
    field: str
    words: Callable[[Any], str]


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that is defined once.

    ``count`` gives its records for a viewer and a period. ``value`` turns the counted records into
    the number, where it is not how many there are: seats, copies of a text. ``date`` is the field
    that says when a record took place, for "date not certain". ``at_end`` marks a figure of how
    things stood on the period's last day.
    """

    code: str
    label: Text
    unit: Text
    count: Callable[[Viewer, Period], Counted]
    meaning: Text = ""
    value: Callable[[QuerySet[Any]], int] | None = None
    date: str = ""
    parts: tuple[Part, ...] = ()
    at_end: bool = False
