"""The first account of a new register."""

from __future__ import annotations

import sqlite3
from contextlib import closing

from tests.unit.config.running import banggiao, refusal

PASSWORD = "sương-mờ-trên-đồi-7"


def test_the_first_administrator_is_opened_and_logged_and_the_second_refused(tmp_path):
    folder = tmp_path / "data"
    banggiao(folder, "migrate")

    done = banggiao(folder, "first-admin", "an.nguyen", "--password-stdin", stdin=f"{PASSWORD}\n")
    second = banggiao(folder, "first-admin", "b", "--password-stdin", stdin=f"{PASSWORD}\n")

    assert done.returncode == 0, done.stderr
    assert "administrator already" in refusal(second)
    with closing(sqlite3.connect(folder / "register.sqlite3")) as database:
        rows = database.execute("SELECT username, role, clearance FROM accounts_user").fetchall()
        events = database.execute("SELECT action, actor, object_code FROM audit_event").fetchall()
        everything = "\n".join(database.iterdump())
    assert ("an.nguyen", "administrator", 0) in rows
    assert ("register", "officer", 2) in rows
    assert events == [("accounts.user_added", "register", "an.nguyen")]
    assert PASSWORD not in everything
    assert PASSWORD not in done.stdout + done.stderr


def test_a_weak_password_a_bad_name_and_no_terminal_are_refused(tmp_path):
    folder = tmp_path / "data"
    banggiao(folder, "migrate")

    weak = banggiao(folder, "first-admin", "an", "--password-stdin", stdin="123456\n")
    none = banggiao(folder, "first-admin", "an", "--password-stdin")
    blind = banggiao(folder, "first-admin", "an")
    name = banggiao(folder, "first-admin", "An N", "--password-stdin", stdin=f"{PASSWORD}\n")

    assert "12" in refusal(weak)
    assert "holds no password" in refusal(none)
    assert "--password-stdin" in refusal(blind)
    assert "a-z" in refusal(name)
