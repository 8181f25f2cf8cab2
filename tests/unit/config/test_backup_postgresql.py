"""The same round trip where PostgreSQL keeps the register, with its own programs."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection

from tests.unit.config.running import banggiao, refusal

pytestmark = [
    pytest.mark.skipif(connection.vendor != "postgresql", reason="of PostgreSQL only"),
    pytest.mark.skipif(not shutil.which("pg_dump"), reason="pg_dump is not on this machine"),
]
NAME = f"banggiao_backup_{os.getpid()}"


def ask(database: str, *statements: str) -> list[Any]:
    import psycopg

    options = connection.settings_dict
    with psycopg.connect(
        host=options["HOST"],
        port=options["PORT"],
        user=options["USER"],
        password=options["PASSWORD"],
        dbname=database,
        autocommit=True,
    ) as other:
        for statement in statements:
            cursor = other.execute(statement)
        return list(cursor.fetchall()) if cursor.description else []


@pytest.fixture
def place() -> Iterator[dict[str, str]]:
    """Give a database of one's own, beside the one the tests run in."""
    ask("postgres", f"CREATE DATABASE {NAME}")
    url = os.environ["BANGGIAO_DATABASE_URL"].rpartition("/")[0]
    yield {"BANGGIAO_DATABASE_URL": f"{url}/{NAME}"}
    ask("postgres", f"DROP DATABASE {NAME} WITH (FORCE)")


def test_a_register_on_postgresql_comes_back(tmp_path, place):
    folder, out = tmp_path / "data", tmp_path / "b.zip"
    assert banggiao(folder, "migrate", **place).returncode == 0
    banggiao(folder, "first-admin", "an", "--password-stdin", stdin="gió-mùa-đông-bắc\n", **place)
    made = banggiao(folder, "backup", out, **place)
    ask(NAME, "DELETE FROM accounts_user WHERE username = 'an'")

    careful = banggiao(folder, "restore", out, **place)
    done = banggiao(folder, "restore", out, "--yes", **place)

    assert made.returncode == 0, made.stderr
    assert "--yes" in refusal(careful)
    assert done.returncode == 0, done.stderr
    users = ask(NAME, "SELECT username FROM accounts_user ORDER BY 1")
    assert users == [("an",), ("register",)]
    kept = [path for path in tmp_path.iterdir() if "before-restore" in path.name]
    assert len(kept) == 1
    assert (kept[0] / "database.pgdump").stat().st_size > 0
    assert banggiao(folder, "audit", "verify", **place).returncode == 0


def test_missing_programs_are_named(tmp_path, place):
    folder = tmp_path / "data"
    banggiao(folder, "migrate", **place)

    done = banggiao(folder, "backup", tmp_path / "b.zip", PATH=str(tmp_path), **place)

    assert "client programs of PostgreSQL" in refusal(done)
    assert not (tmp_path / "b.zip").exists()
