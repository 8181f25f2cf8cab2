"""What a figure is made of.

A figure is a function over what a viewer may see that gives records, not a number: the number is
how many there are, so that it always opens (docs/adr/0019).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import Q, QuerySet

from banggiao.core.access import Viewer

if TYPE_CHECKING:
    from django.db.models.expressions import Combinable
    from django.utils.functional import _StrPromise

type Text = str | _StrPromise


@dataclass(frozen=True, slots=True)
class Period:
    """The days a figure covers, both included; ``name`` and ``basis`` say by which rule.

    ``code`` is that of the rule, empty where the two days were chosen freely.
    """

    first: dt.date
    last: dt.date
    name: str = ""
    basis: str = ""
    code: str = ""
    year: int | None = None


@dataclass(frozen=True)
class Counted:
    """The records of a figure: those it counts, and those that may lie in the period.

    The second are sought only when somebody asks: most pages compare numbers alone.
    """

    sure: QuerySet[Any]
    seek: Callable[[], QuerySet[Any]]

    @cached_property
    def perhaps(self) -> QuerySet[Any]:
        """The records that may lie in the period and are not counted."""
        return self.seek()


class When(NamedTuple):
    """The date of a record as stored (EDTF; empty where it follows from others) and in words."""

    text: str
    words: str


@dataclass(frozen=True, slots=True)
class Part:
    """A way to cut a figure: by level, by country.

    ``field`` is the column it is cut by; ``made`` gives the expression instead, where the value
    hangs on what the viewer may see. ``words`` gives the labels of many values at once. A record
    has one value, so the parts of a figure add up to it; an empty value is "not known".
    """

    key: str
    label: Text
    field: str
    words: Callable[[set[Any]], dict[Any, str]]
    made: Callable[[Viewer], Combinable] | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that is defined once.

    ``count`` gives its records for a viewer and a period. ``amount`` names the column that is
    summed where the value is not how many records there are: seats, copies of a text. ``doubt``
    gives the condition that the date of a counted record is not certain, and ``when`` the date of
    a record. ``span`` names the pair of columns (``…_earliest``, ``…_latest``) that alone decide
    whether a record lies in the period, where that is so. ``at_end`` marks a figure of how things
    stood on the period's last day. ``stated_as`` names another figure and the bases of its stated
    numbers that stand beside this one.
    """

    code: str
    label: Text
    unit: Text
    meaning: Text
    count: Callable[[Viewer, Period], Counted]
    amount: str = ""
    doubt: Callable[[Period], Q] | None = None
    when: Callable[[Any], When] = lambda _record: When("", "")
    span: str = ""
    parts: tuple[Part, ...] = ()
    at_end: bool = False
    stated_as: tuple[str, tuple[str, ...]] | None = None

    def part(self, key: str) -> Part | None:
        """Give the cut of that name, or None."""
        return next((part for part in self.parts if part.key == key), None)


@dataclass(frozen=True, slots=True)
class Group:
    """Figures that stand under one heading."""

    key: str
    label: Text
    figures: tuple[Figure, ...]
