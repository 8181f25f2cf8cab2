"""How a test that needs real transactions cleans up behind itself.

Such a test (`transaction=True`, `live_server`) ends with Django's `flush`, which empties every
table. Two things stand against that here. The audit log refuses UPDATE, DELETE and TRUNCATE by
database triggers: they are lifted around the flush, and only in tests. And flush also takes rows
that data migrations made, so they are put back as they were after the migrations. A test may
therefore rely on them wherever it runs, and no test needs `serialized_rollback`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.apps import apps
from django.core.management.color import no_style
from django.core.management.commands import flush
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

APPEND_ONLY = ("audit_event",)


def _sqlite_triggers(connection: BaseDatabaseWrapper) -> dict[str, str]:
    marks = ", ".join("%s" for _ in APPEND_ONLY)
    query = f"SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN ({marks})"
    with connection.cursor() as cursor:
        cursor.execute(query, APPEND_ONLY)
        return dict(cursor.fetchall())


@contextmanager
def _lifted_on_sqlite(connection: BaseDatabaseWrapper) -> Iterator[None]:
    triggers = _sqlite_triggers(connection)
    with connection.cursor() as cursor:
        for name in triggers:
            cursor.execute(f"DROP TRIGGER {connection.ops.quote_name(name)}")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            for create in triggers.values():
                cursor.execute(create.replace("%", "%%"), [])


@contextmanager
def _lifted_on_postgresql(connection: BaseDatabaseWrapper) -> Iterator[None]:
    with connection.cursor() as cursor:
        present = set(connection.introspection.table_names(cursor))
    tables = [connection.ops.quote_name(name) for name in APPEND_ONLY if name in present]

    def switch(verb: str) -> None:
        with connection.cursor() as cursor:
            for table in tables:
                cursor.execute(f"ALTER TABLE {table} {verb} TRIGGER USER")

    switch("DISABLE")
    try:
        yield
    finally:
        switch("ENABLE")


@contextmanager
def triggers_lifted(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Lift the triggers of the append-only tables, and put the same ones back."""
    lifted = _lifted_on_sqlite if connection.vendor == "sqlite" else _lifted_on_postgresql
    with lifted(connection):
        yield


def _count_on(connection: BaseDatabaseWrapper) -> None:
    """Let new keys follow the ones put back: PostgreSQL begins at 1 again after a flush."""
    models = apps.get_models(include_auto_created=True)
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)


def flush_as_migrated() -> Callable[[], None]:
    """Wrap Django's flush as described above. Give the call that undoes it."""
    contents = {
        connection.alias: connection.creation.serialize_db_to_string()
        for connection in connections.all()
    }
    original = flush.Command.handle

    def handle(command: flush.Command, **options: Any) -> None:
        connection = connections[options["database"]]
        with triggers_lifted(connection):
            original(command, **{**options, "inhibit_post_migrate": True})
            connection.creation.deserialize_db_from_string(contents[connection.alias])
            _count_on(connection)

    patch = pytest.MonkeyPatch()
    patch.setattr(flush.Command, "handle", handle)
    return patch.undo
