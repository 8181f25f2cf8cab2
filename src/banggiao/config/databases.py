"""The database as one file, and back: SQLite by itself, PostgreSQL by its programs."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.backends.sqlite3._functions import (  # type: ignore[import-untyped]  # has no types
    register,
)

from banggiao.core.errors import Refused


def present() -> bool:
    """Whether the database holds anything yet. Makes no file."""
    if connection.vendor == "sqlite" and not sqlite_path().exists():
        return False
    return bool(connection.introspection.table_names())


def sqlite_path() -> Path:
    """Give the file of the SQLite database."""
    return Path(str(settings.DATABASES["default"]["NAME"])).absolute()


def dump(target: Path) -> None:
    """Write the whole database to a file, as it is at one moment, while others go on working."""
    if connection.vendor == "postgresql":
        _run("pg_dump", "--format=custom", "--no-owner", f"--file={target}")
    else:
        _copy_sqlite(target)


def _copy_sqlite(target: Path) -> None:
    """Copy by SQLite's backup interface in one go: readers never block the register's writers."""
    try:
        with (
            closing(sqlite3.connect(f"file:{_quoted(sqlite_path())}?mode=ro", uri=True)) as source,
            closing(sqlite3.connect(target)) as copy,
        ):
            source.backup(copy)
            register(copy)  # our constraints use functions that Django adds
            copy.execute("PRAGMA journal_mode=DELETE")  # one file, without companions
            answer = copy.execute("PRAGMA integrity_check").fetchone()[0]
    except sqlite3.Error as error:
        raise Refused("database_not_copied", f"The database cannot be copied ({error}).") from error
    if answer != "ok":
        raise Refused("database_broken", f"The database is damaged: {answer}.")


def _quoted(path: Path) -> str:
    return str(path).replace("%", "%25").replace("?", "%3f").replace("#", "%23")


def state_of_copy(target: Path) -> tuple[dict[str, list[str]], int, str]:
    """Give the migrations, the number of events and the last hash of what was dumped.

    On PostgreSQL they are read from the running database, which may be an event ahead.
    """
    migrations = "SELECT app, name FROM django_migrations ORDER BY id"
    events = "SELECT count(*) FROM audit_event"
    last = "SELECT hash FROM audit_event ORDER BY id DESC LIMIT 1"
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            answers = [_all(cursor, sql) for sql in (migrations, events, last)]
    else:
        with closing(sqlite3.connect(target)) as copy:
            answers = [copy.execute(sql).fetchall() for sql in (migrations, events, last)]
    applied: dict[str, list[str]] = {}
    for app, name in answers[0]:
        applied.setdefault(app, []).append(name)
    return applied, int(answers[1][0][0]), str(answers[2][0][0]) if answers[2] else ""


def _all(cursor: Any, sql: str) -> list[tuple[Any, ...]]:
    cursor.execute(sql)
    return list(cursor.fetchall())


def load_postgresql(source: Path) -> None:
    """Replace what the database holds by a dump, in one transaction: all of it or nothing."""
    _run(
        "pg_restore",
        *("--clean", "--if-exists", "--no-owner", "--single-transaction", "--exit-on-error"),
        f"--dbname={settings.DATABASES['default']['NAME']}",
        str(source),
    )


def require_programs() -> None:
    """Refuse early when PostgreSQL's own programs are not on this machine."""
    if connection.vendor == "postgresql":
        for name in ("pg_dump", "pg_restore"):
            if shutil.which(name) is None:
                raise Refused(
                    "programs_missing",
                    f"{name} is not on this machine: install the client programs of PostgreSQL.",
                )


def _run(program: str, *arguments: str) -> None:
    options = settings.DATABASES["default"]
    environment = {
        **os.environ,
        "PGHOST": str(options["HOST"]),
        "PGPORT": str(options["PORT"]),
        "PGUSER": str(options["USER"]),
        "PGPASSWORD": str(options["PASSWORD"]),
        "PGDATABASE": str(options["NAME"]),
    }
    done = subprocess.run(  # noqa: S603  # PostgreSQL's own program, our own arguments
        [shutil.which(program) or program, *arguments],
        env={name: value for name, value in environment.items() if value},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        lines = [line for line in done.stderr.splitlines() if "error:" in line]
        cause = (lines or done.stderr.splitlines() or ["it did not say why"])[0]
        raise Refused("program_failed", f"{program} failed: {cause}.")
