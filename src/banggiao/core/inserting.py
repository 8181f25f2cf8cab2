"""Many new rows of one model in few statements, as `bulk_create` writes them.

`bulk_create` compiles every value of every row, which costs more than the database does. Here the
statement is made once and values that need no conversion are passed as they are. For models with a
key that the database gives; others, and rows that bring their key, go to `bulk_create`.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import batched
from typing import TYPE_CHECKING, Any

from django.db import connection, connections, models, transaction

from banggiao.core.dates import PartialDate

if TYPE_CHECKING:
    from collections.abc import Sequence

SIZE = 500

_TEXT: frozenset[type] = frozenset({str})
_NUMBER: frozenset[type] = frozenset({int, bool, type(None)})
_NOTHING: frozenset[type] = frozenset({type(None)})
_DAYS = (models.DateField, models.TimeField)
_NUMBERS = (models.IntegerField, models.BooleanField, models.ForeignKey)


@dataclass(frozen=True, slots=True)
class _Column:
    """A column: its field, and the types of values that the database takes as they are."""

    field: Any  # any concrete field
    attname: str
    as_is: frozenset[type]
    is_link: bool
    is_day: bool
    is_set_late: bool


@cache
def _columns(model: type[models.Model]) -> tuple[_Column, ...]:
    fields = [field for field in model._meta.concrete_fields if not field.primary_key]
    return tuple(
        _Column(f, f.attname, _as_is(f), f.is_relation, _is_day(f), _is_set_late(f)) for f in fields
    )


def _as_is(field: Any) -> frozenset[type]:  # any concrete field
    """Give the types that need no conversion: text for a field of text, numbers for numbers."""
    converts = type(field).get_prep_value
    if converts in {models.CharField.get_prep_value, models.TextField.get_prep_value}:
        return _TEXT
    if isinstance(field, _NUMBERS):
        return _NUMBER
    return _NOTHING if isinstance(field, _DAYS) else frozenset()


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
    row = []
    for column in columns:
        if column.is_link:
            _take_key(record, column)
        if column.is_set_late:
            column.field.pre_save(record, True)  # which sets it
        value = getattr(record, column.attname)
        row.append(value if type(value) in column.as_is else _converted(value, column, database))
    return row


def _converted(value: Any, column: _Column, database: Any) -> Any:
    """Give the value as the field would; the commonest sorts without asking it."""
    if type(value) is PartialDate:
        return value.text
    if column.is_day and type(value) is dt.date:
        return database.ops.adapt_datefield_value(value)
    if column.as_is is _TEXT and isinstance(value, str):
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
