"""`banggiao audit verify` finds what was done to the log behind the register's back."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from tests.unit.config.running import banggiao, demo_register, refusal


def tamper(folder, *statements):
    """Do what an administrator of the machine could: lift the triggers, change the log."""
    with closing(sqlite3.connect(folder / "register.sqlite3")) as database:
        triggers = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?"
        for (name,) in database.execute(triggers, ("audit_event",)).fetchall():
            database.execute(f'DROP TRIGGER "{name}"')
        for statement in statements:
            database.execute(statement)
        database.commit()


def test_a_whole_log_is_counted_and_its_last_hash_printed(tmp_path):
    folder = demo_register(tmp_path / "data")
    with closing(sqlite3.connect(folder / "register.sqlite3")) as database:
        count = database.execute("SELECT count(*) FROM audit_event").fetchone()[0]
        last = database.execute("SELECT hash FROM audit_event ORDER BY id DESC").fetchone()[0]

    done = banggiao(folder, "audit", "verify")
    seen = banggiao(folder, "audit", "verify", "--seen", last)

    assert done.returncode == 0, done.stderr
    assert done.stdout == f"The log is whole: {count} events.\nLast hash: {last}\n"
    assert seen.returncode == 0


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_event SET actor = 'nobody' WHERE id = 17",
        "UPDATE audit_event SET after = replace(after, 'active', 'set_aside') WHERE id = 17",
    ],
)
def test_a_changed_event_is_named(tmp_path, statement):
    folder = demo_register(tmp_path / "data")
    tamper(folder, statement)

    sentence = refusal(banggiao(folder, "audit", "verify"))

    assert sentence.startswith("The log is broken at event 17 ")
    assert "16 events before it are whole" in sentence


def test_a_missing_event_shows_at_the_next_one(tmp_path):
    folder = demo_register(tmp_path / "data")
    tamper(folder, "DELETE FROM audit_event WHERE id = 17")

    assert "broken at event 18 " in refusal(banggiao(folder, "audit", "verify"))


def test_a_cut_end_shows_against_a_hash_noted_earlier(tmp_path):
    folder = demo_register(tmp_path / "data")
    noted = banggiao(folder, "audit", "verify").stdout.split()[-1]
    tamper(folder, "DELETE FROM audit_event WHERE id > 250")

    alone = banggiao(folder, "audit", "verify")
    against = banggiao(folder, "audit", "verify", "--seen", noted)

    assert alone.returncode == 0
    assert "cut off" in refusal(against)


def test_the_log_cannot_be_changed_while_its_triggers_stand(tmp_path):
    folder = demo_register(tmp_path / "data")
    with (
        closing(sqlite3.connect(folder / "register.sqlite3")) as database,
        pytest.raises(sqlite3.IntegrityError, match="append-only"),
    ):
        database.execute("DELETE FROM audit_event")
