"""A list of records: columns as data, sorting by an allow-list, bounded totals, exports.

One definition serves the page, the phone, the print and the exported file, so that a file holds
exactly what the page shows.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from itertools import batched
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import F
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from banggiao.core.cells import body
from banggiao.core.dates import format_partial

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from django.db.models import QuerySet
    from django.db.models.expressions import OrderBy
    from django.http import QueryDict
    from django.utils.functional import _StrPromise
    from django.utils.safestring import SafeString

    from banggiao.core.dates import PartialDate
    from banggiao.core.sheets.values import Value

PAGE_SIZE = 50
EXACT_UP_TO = 1000
"""Totals are exact up to here; beyond, counting costs more than it tells (`?total=exact` asks)."""
EXPORT_LIMIT = 200_000
AT_ONCE = 500
"""So many rows of a file are made at once, column by column: a million cells take half the time."""


@dataclass(frozen=True, slots=True)
class Column[R]:
    """One column. ``text`` gives what the page shows of a record, and the file too.

    ``value`` gives a file the same with its type, where that is more than a text: a number, a day
    as far as it is known. ``sort`` names the database fields that order it, ascending; empty: not
    sortable. ``pill`` gives a tone and a word shown as a mark instead of plain text. ``also`` are
    columns of the file for what the page shows in a second line or as a mark.
    """

    key: str
    label: str | _StrPromise
    text: Callable[[R], str]
    sort: tuple[str, ...] = ()
    url: Callable[[R], str] | None = None
    sub: Callable[[R], str] | None = None
    pill: Callable[[R], tuple[str, str] | None] | None = None
    numeric: bool = False
    hide_on_phone: bool = False
    value: Callable[[R], Value] | None = None
    also: tuple[Column[R], ...] = ()


CODE: Column[Any] = Column("code", gettext_lazy("Code"), lambda record: record.code)
"""The last column of a file: by it a record is known again when the file comes back."""


def day_column[R](
    key: str,
    label: str | _StrPromise,
    day: Callable[[R], PartialDate | None],
    *,
    sort: tuple[str, ...] = (),
    hide_on_phone: bool = False,
    pill: Callable[[R], tuple[str, str] | None] | None = None,
) -> Column[R]:
    """Make a column of days as far as they are known: words on the page, days in a file.

    What the ``pill`` marks stands in a column of its own in the file.
    """

    def text(record: R) -> str:
        known = day(record)
        return format_partial(known) if known else ""

    also = (mark_column(f"{key}_mark", pill),) if pill else ()
    return Column(
        key, label, text, sort, pill=pill, hide_on_phone=hide_on_phone, value=day, also=also
    )


def mark_column[R](key: str, pill: Callable[[R], tuple[str, str] | None]) -> Column[R]:
    """Make a column of a file for what the page shows as a mark."""

    def text(record: R) -> str:
        mark = pill(record)
        return mark[1] if mark else ""

    return Column(key, gettext_lazy("Mark"), text)


class Cell(NamedTuple):
    """What the template shows of one record in one column."""

    text: str
    url: str
    sub: str
    pill: tuple[str, str] | None
    numeric: bool
    flag: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A column's head with the link that sorts by it."""

    key: str
    label: str | _StrPromise
    numeric: bool
    hide_on_phone: bool
    sort_url: str
    sorted: str


def _where_empty_first(name: str, *, descending: bool) -> OrderBy:
    """Order by a column that may be empty: first going up, last going down, on every database."""
    column = F(name)
    return column.desc(nulls_last=True) if descending else column.asc(nulls_first=True)


@dataclass
class Table[R]:
    """A page of a queryset. ``parameters`` is the query string, which holds all of its state."""

    id: str
    caption: str | _StrPromise
    shape: tuple[Column[R], ...]
    queryset: QuerySet[Any, Any]
    parameters: QueryDict
    default_sort: str
    empty_title: str | _StrPromise = ""
    empty_text: str | _StrPromise = ""
    empty_action: dict[str, Any] | None = None
    restricted: Callable[[R], bool] = field(default=lambda r: bool(getattr(r, "is_restricted", 0)))
    read: Callable[[QuerySet[Any, Any]], Iterable[Any]] | None = None
    """Reads records in a lighter way than as instances, if there is one; each has a ``pk``."""
    is_filtered: bool = False
    """A filter may be slow: where records are read lightly, page and total then take one look."""
    narrowed: str = ""
    """By what the list is filtered, in words, for those who hold it on paper."""

    def _sort(self) -> tuple[Column[R], bool]:
        wanted = self.parameters.get("sort", self.default_sort)
        by_key = {c.key: c for c in self.shape if c.sort}
        if wanted.lstrip("-") not in by_key:
            wanted = self.default_sort
        return by_key[wanted.lstrip("-")], wanted.startswith("-")

    @cached_property
    def ordered(self) -> QuerySet[Any, Any]:
        """The queryset in the order asked for; the key at the end makes it total."""
        column, descending = self._sort()
        empty = {f.name for f in self.queryset.model._meta.concrete_fields if f.null}
        order = (
            _where_empty_first(name, descending=descending)
            if name in empty
            else f"{'-' if descending else ''}{name}"
            for name in (*column.sort, "pk")
        )
        return self.queryset.order_by(*order)

    @cached_property
    def number(self) -> int:
        """The page asked for, from 1."""
        text = self.parameters.get("page", "1")
        return (
            max(1, int(text)) if text.isdecimal() and len(text) < 6 else 1
        )  # five digits of pages

    @cached_property
    def _fetched(self) -> list[R]:
        first = (self.number - 1) * PAGE_SIZE
        last = first + PAGE_SIZE + 1
        found = self.ordered[first:last]
        if self.read is None or not self.is_filtered:
            return list(self.read(found) if self.read else found)
        keys = self._keys[first:last] if last <= EXACT_UP_TO + 1 else self._keys_of(first, last)
        found = self.queryset.model._default_manager.filter(pk__in=keys)[: len(keys)]  # all seen
        by_key: dict[Any, R] = {record.pk: record for record in self.read(found)}
        return [by_key[key] for key in keys if key in by_key]

    @cached_property
    def _keys(self) -> list[Any]:
        """The first keys, as many as totals are exact for: a page and the total by one look."""
        return self._keys_of(0, EXACT_UP_TO + 1)

    def _keys_of(self, first: int, last: int) -> list[Any]:
        return list(self.ordered.values_list("pk", flat=True)[first:last])

    @property
    def records(self) -> list[R]:
        """The records of this page."""
        return self._fetched[:PAGE_SIZE]

    @cached_property
    def total(self) -> int | None:
        """How many there are; None when there are more than `EXACT_UP_TO` and nobody asked."""
        if self.number == 1 and len(self._fetched) <= PAGE_SIZE:
            return len(self._fetched)
        unordered = self.queryset.order_by().values("pk")  # without what rows show besides
        if self.parameters.get("total") == "exact":
            return unordered.count()
        one_look = self.read and self.is_filtered
        counted = len(self._keys) if one_look else unordered[: EXACT_UP_TO + 1].count()
        return counted if counted <= EXACT_UP_TO else None

    @property
    def total_text(self) -> str:
        """The total as a sentence."""
        if self.total is None:
            return _("More than %(number)s records") % {"number": number_format(EXACT_UP_TO)}
        return ngettext("%(number)s record", "%(number)s records", self.total) % {
            "number": number_format(self.total)
        }

    @property
    def exact_url(self) -> str:
        """Where to ask for the exact total; empty when it is known."""
        return self._link(total="exact") if self.total is None else ""

    def _link(self, **changes: str) -> str:
        query = self.parameters.copy()
        for name, value in changes.items():
            query[name] = value
            if not value:
                del query[name]
        return f"?{query.urlencode()}"

    @cached_property
    def columns(self) -> list[Heading]:
        """The heads of the columns."""
        column, descending = self._sort()
        return [
            Heading(
                key=c.key,
                label=c.label,
                numeric=c.numeric,
                hide_on_phone=c.hide_on_phone,
                sort_url=self._link(
                    sort=f"-{c.key}" if c is column and not descending else c.key, page=""
                )
                if c.sort
                else "",
                sorted=("desc" if descending else "asc") if c is column else "",
            )
            for c in self.shape
        ]

    @cached_property
    def rows(self) -> list[dict[str, Any]]:
        """The rows of this page: an address and the cells."""
        return [self._row(record) for record in self.records]

    @property
    def body(self) -> SafeString:
        """The rows of this page as HTML."""
        return body(self.rows, self.columns)

    def _row(self, record: R) -> dict[str, Any]:
        cells = [
            Cell(
                text=column.text(record),
                url=column.url(record) if column.url else "",
                sub=column.sub(record) if column.sub else "",
                pill=column.pill(record) if column.pill else None,
                numeric=column.numeric,
                flag="restricted" if index == 0 and self.restricted(record) else "",
            )
            for index, column in enumerate(self.shape)
        ]
        return {"url": next((cell.url for cell in cells if cell.url), ""), "cells": cells}

    @cached_property
    def pager(self) -> dict[str, Any]:
        """Where this page stands and its neighbours."""
        more = len(self._fetched) > PAGE_SIZE
        pages = -(-self.total // PAGE_SIZE) if self.total else None
        text = (
            _("Page %(number)s of %(pages)s") % {"number": self.number, "pages": pages}
            if pages
            else _("Page %(number)s") % {"number": self.number}
        )
        return {
            "number": self.number,
            "pages_text": text,
            "prev_url": self._link(page=str(self.number - 1)) if self.number > 1 else "",
            "next_url": self._link(page=str(self.number + 1)) if more else "",
        }

    @property
    def export_urls(self) -> list[dict[str, str]]:
        """The files that hold what this list shows, all pages of it."""
        return [
            {"label": "Excel", "url": self._link(export="xlsx", page="")},
            {"label": "CSV", "url": self._link(export="csv", page="")},
        ]

    @property
    def file_shape(self) -> tuple[Column[R], ...]:
        """The columns of the file: all that the list shows, and the record's code if it has one."""
        shown = [one for column in self.shape for one in (column, *column.also)]
        keys = {column.key for column in shown}
        names = {field.name for field in self.queryset.model._meta.concrete_fields}
        is_coded = CODE.key in names and CODE.key not in keys
        return (*shown, *([CODE] if is_coded else []))

    def export_rows(self) -> Iterator[Sequence[Value]]:
        """Give the head and then every row, each cell with its type."""
        shape = self.file_shape
        yield [str(column.label) for column in shape]
        values = [column.value or column.text for column in shape]
        found = self.ordered[:EXPORT_LIMIT]
        records = self.read(found) if self.read else found.iterator(chunk_size=2000)
        for some in batched(records, AT_ONCE):
            yield from zip(*[map(value, some) for value in values], strict=True)
