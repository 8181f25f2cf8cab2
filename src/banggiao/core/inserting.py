"""Many new rows of one model in few statements, as `bulk_create` writes them.

`bulk_create` compiles every value of every row, which costs more than the database does. Here the
statement is made once and values that need no conversion are passed as they are. For models with a
key that the database gives; others, and rows that bring their key, go to `bulk_create`.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache, lru_cache
from inspect import getattr_static
from itertools import batched
from typing import TYPE_CHECKING, Any

from django.db import connection, connections, models, transaction
from django.db.models.fields.related_descriptors import ForeignKeyDeferredAttribute
from django.db.models.query_utils import DeferredAttribute

from banggiao.core.dates import PartialDate

if TYPE_CHECKING:
    from collections.abc import Sequence

SIZE = 500

_TEXT: frozenset[type] = frozenset({str})
_NUMBER: frozenset[type] = frozenset({int, bool, type(None)})
_KEY: frozenset[type] = frozenset({int})
_NOTHING: frozenset[type] = frozenset({type(None)})
_PLAIN = frozenset({DeferredAttribute, ForeignKeyDeferredAttribute})
_DAYS = (models.DateField, models.TimeField)
_NUMBERS = (models.IntegerField, models.BooleanField, models.ForeignKey)


@dataclass(frozen=True, slots=True)
class _Column:
    """A column: its field, and the types of values that the database takes as they are."""

    field: Any  # any concrete field
    attname: str
    as_is: frozenset[type]
    is_text: bool
    is_link: bool
    is_day: bool
    is_set_late: bool


@cache
def _columns(model: type[models.Model]) -> tuple[_Column, ...]:
    fields = [field for field in model._meta.concrete_fields if not field.primary_key]
    return tuple(
        _Column(
            field=f,
            attname=f.attname,
            as_is=_as_is(f) if _is_held_plainly(f) else frozenset(),
            is_text=_as_is(f) is _TEXT,
            is_link=f.is_relation,
            is_day=_is_day(f),
            is_set_late=_is_set_late(f),
        )
        for f in fields
    )


def _as_is(field: Any) -> frozenset[type]:  # any concrete field
    """Give the types that need no conversion: text for a field of text, numbers for numbers.

    None of a link may stand for a record that has its key by now, so it is looked at.
    """
    if _is_set_late(field):
        return frozenset()
    if field.is_relation:
        return _KEY if isinstance(field, _NUMBERS) else frozenset()
    converts = type(field).get_prep_value
    if converts in {models.CharField.get_prep_value, models.TextField.get_prep_value}:
        return _TEXT
    if isinstance(field, _NUMBERS):
        return _NUMBER
    return _NOTHING if isinstance(field, _DAYS) else frozenset()


def _is_held_plainly(field: Any) -> bool:  # any concrete field
    """Whether what a row holds under the name of the column is what reading it gives."""
    return type(getattr_static(field.model, field.attname)) in _PLAIN


def _is_day(field: Any) -> bool:  # any concrete field
    return isinstance(field, models.DateField) and not isinstance(field, models.DateTimeField)


def _is_set_late(field: Any) -> bool:  # any concrete field
    """Whether the field works its value out when the row is written, as a moment of change does."""
    by_itself = getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False)
    return by_itself or type(field).pre_save not in _READS


_READS = {
    f.pre_save for f in (models.Field, models.DateField, models.DateTimeField, models.TimeField)
}


def insert(records: Sequence[Any]) -> None:
    """Write new rows of one model; each gets its key. Raises what `bulk_create` raises."""
    if not records:
        return
    model: type[models.Model] = type(records[0])
    if not connection.features.can_return_rows_from_bulk_insert or any(r.pk for r in records):
        model._default_manager.bulk_create(records, batch_size=SIZE)
        return
    columns = _columns(model)
    database = connections[connection.alias]  # asked for each value: no proxy in between
    fields = [column.field for column in columns]
    size = min(SIZE, max(connection.ops.bulk_batch_size(fields, list(records)), 1))
    with transaction.atomic(savepoint=False), connection.cursor() as cursor:
        for some in batched(records, size):
            values = [value for record in some for value in _row(record, columns, database)]
            cursor.execute(_statement(model, len(some)), values)
            for record, (key,) in zip(some, cursor.fetchall(), strict=True):
                record.pk = key
                record._state.adding = False
                record._state.db = connection.alias


@lru_cache(maxsize=128)
def _statement(model: type[models.Model], rows: int) -> str:
    quote = connection.ops.quote_name
    meta = model._meta
    names = ", ".join(quote(column.field.column) for column in _columns(model))
    marks = ", ".join(["%s"] * len(_columns(model)))
    values = ", ".join([f"({marks})"] * rows)
    key = quote(str(meta.pk.column))
    return f"INSERT INTO {quote(meta.db_table)} ({names}) VALUES {values} RETURNING {key}"  # noqa: S608  # names of our own


def _row(record: Any, columns: Sequence[_Column], database: Any) -> list[Any]:  # any model's row
    held = record.__dict__
    return [
        value
        if type(value := held.get(column.attname, _ABSENT)) in column.as_is
        else _converted(record, column, database)
        for column in columns
    ]


_ABSENT = object()


def _converted(record: Any, column: _Column, database: Any) -> Any:  # any model's row
    """Give the value as the field would; the commonest sorts without asking it."""
    if column.is_link:
        _take_key(record, column)
    if column.is_set_late:
        column.field.pre_save(record, True)  # which sets it
    value = getattr(record, column.attname)
    if column.is_link and value is None:
        return None
    if type(value) is PartialDate:
        return value.text
    if column.is_day and type(value) is dt.date:
        return database.ops.adapt_datefield_value(value)
    if column.is_text and isinstance(value, str):
        return str(value)
    return column.field.get_db_prep_save(value, database)


def _take_key(record: Any, column: _Column) -> None:
    """Take the key of a linked record that was written after the link was made."""
    if record.__dict__.get(column.attname) is None and column.field.is_cached(record):
        target = column.field.get_cached_value(record)
        if target is None:
            return
        if target.pk is None:
            message = f"{column.field} of a new row links to a record that is not written"
            raise ValueError(message)
        record.__dict__[column.attname] = getattr(target, column.field.target_field.attname)
