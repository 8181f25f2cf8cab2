"""A backup holds the whole register, is checked on both ends, and never half written."""

from __future__ import annotations

import json
import os
import resource
import shutil
import sqlite3
import subprocess
import sys
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from banggiao.config.archive import check
from banggiao.core.errors import Refused
from tests.unit.config.running import (
    banggiao,
    demo_register,
    environment,
    free_port,
    master_backup,
    refusal,
    start,
)


@pytest.fixture
def folder(tmp_path):
    data = demo_register(tmp_path / "data")
    (data / "files" / "2026").mkdir(parents=True, exist_ok=True)
    (data / "files" / "2026" / "công văn.pdf").write_bytes(b"%PDF" + bytes(range(256)) * 500)
    return data


def contents(folder: Path) -> tuple[str, dict[str, bytes]]:
    """Give the rows of the database as text, and the other files that a backup must hold."""
    with closing(sqlite3.connect(folder / "register.sqlite3")) as database:
        rows = {
            table: database.execute(f'SELECT * FROM "{table}" ORDER BY 1').fetchall()
            for (table,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            if not table.startswith("core_searchentry_words")
        }
    files = [folder / "secret-key", folder / "demo", *(folder / "files").rglob("*.pdf")]
    return str(rows), {str(path.relative_to(folder)): path.read_bytes() for path in files}


def left_in(place: Path) -> list[str]:
    return sorted(path.name for path in place.iterdir())


def test_what_was_backed_up_comes_back_in_an_empty_place(tmp_path, folder):
    out, other = tmp_path / "register.zip", tmp_path / "other"

    made = banggiao(folder, "backup", out)
    back = banggiao(other, "restore", out)

    assert made.returncode == 0, made.stderr
    assert back.returncode == 0, back.stderr
    assert contents(other) == contents(folder)
    assert out.stat().st_mode & 0o077 == 0
    assert left_in(tmp_path) == ["data", "other", "register.zip"]
    whole = banggiao(folder, "audit", "verify").stdout
    assert banggiao(other, "audit", "verify").stdout == whole
    assert whole.split()[-1] in made.stdout


def test_the_manifest_says_what_is_inside(tmp_path, folder):
    banggiao(folder, "backup", tmp_path / "b.zip")

    with zipfile.ZipFile(tmp_path / "b.zip") as archive:
        manifest = json.loads(archive.read("manifest.json"))

    assert manifest["format"] == "banggiao-backup-1"
    assert manifest["vendor"] == "sqlite"
    assert "0001_initial" in manifest["migrations"]["partners"]
    assert {member["name"] for member in manifest["members"]} == {
        "database.sqlite3",
        "secret-key",
        "demo",
        "files/2026/công văn.pdf",
    }
    assert all(len(member["sha256"]) == 64 for member in manifest["members"])


def test_a_backup_is_made_while_the_server_runs_and_a_restore_is_not(tmp_path, folder):
    port = free_port()
    server = start(folder, "demo", "--port", port)
    try:
        line = ""
        while "Stop with Ctrl-C" not in line:
            line = server.stdout.readline() if server.stdout else ""
            assert server.poll() is None
        made = banggiao(folder, "backup", tmp_path / "b.zip")
        back = banggiao(folder, "restore", tmp_path / "b.zip", "--yes")
    finally:
        server.terminate()
        server.communicate(timeout=30)

    assert made.returncode == 0, made.stderr
    assert "Stop it first" in refusal(back)


def test_a_register_is_only_replaced_with_yes_and_kept_beside(tmp_path, folder):
    out = tmp_path / "b.zip"
    banggiao(folder, "backup", out)
    before = contents(folder)
    (folder / "files" / "2026" / "later.pdf").write_bytes(b"later")

    careful = banggiao(folder, "restore", out)
    done = banggiao(folder, "restore", out, "--yes")

    assert "--yes" in refusal(careful)
    assert done.returncode == 0, done.stderr
    assert contents(folder) == before
    kept = [path for path in tmp_path.iterdir() if "before-restore" in path.name]
    assert len(kept) == 1
    assert (kept[0] / "files" / "2026" / "later.pdf").read_bytes() == b"later"
    assert str(kept[0]) in done.stdout


def test_a_database_outside_of_the_data_folder_comes_back_there(tmp_path):
    folder, database = tmp_path / "data", tmp_path / "db" / "r.sqlite3"
    database.parent.mkdir()
    place = {"BANGGIAO_DATABASE_URL": f"sqlite:///{database}"}
    banggiao(folder, "migrate", **place)
    banggiao(folder, "first-admin", "an", "--password-stdin", stdin="gió-mùa-đông-bắc\n", **place)
    banggiao(folder, "backup", tmp_path / "b.zip", **place)
    with closing(sqlite3.connect(database)) as open_database:
        open_database.execute("DELETE FROM accounts_user")
        open_database.commit()

    done = banggiao(folder, "restore", tmp_path / "b.zip", "--yes", **place)

    assert done.returncode == 0, done.stderr
    with closing(sqlite3.connect(database)) as open_database:
        users = open_database.execute("SELECT username FROM accounts_user ORDER BY 1").fetchall()
    assert users == [("an",), ("register",)]
    assert any("before-restore" in name for name in left_in(database.parent))


def rewritten(source: Path, target: Path, change) -> Path:
    """Write the backup again with one member changed."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            for written, content in change(name, old.read(name)):
                new.writestr(written, content)
    return target


def manifest_with(**changes):
    def change(name, content):
        if name != "manifest.json":
            return [(name, content)]
        return [(name, json.dumps(json.loads(content) | changes))]

    return change


@pytest.fixture
def backup(tmp_path):
    return Path(shutil.copy(master_backup(), tmp_path / "b.zip"))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda name, c: [(name, c + b"x" if name == "database.sqlite3" else c)], "not what was"),
        (lambda name, c: [] if name == "secret-key" else [(name, c)], "list of files"),
        (lambda name, c: [(name, c), *([("more", "x")] if name == "demo" else [])], "list of"),
        (manifest_with(format="banggiao-backup-9"), "format"),
        (
            manifest_with(members=[{"name": "files/../../evil", "size": 1, "sha256": ""}]),
            "files/../../evil",
        ),
    ],
    ids=["changed", "missing", "more", "format", "outside"],
)
def test_a_backup_that_was_changed_is_refused(tmp_path, backup, change, words):
    bad = rewritten(backup, tmp_path / "bad.zip", change)

    with pytest.raises(Refused, match=words) as refused:
        check(bad)

    assert refused.value.code == "backup_damaged"


@pytest.mark.parametrize("cut", [0, 10, 2000, -10])
def test_a_backup_that_was_cut_off_is_refused(tmp_path, backup, cut):
    (tmp_path / "cut.zip").write_bytes(backup.read_bytes()[:cut])

    with pytest.raises(Refused, match="no whole backup"):
        check(tmp_path / "cut.zip")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"vendor": "postgresql"}, "BANGGIAO_DATABASE_URL"),
        ({"migrations": {"partners": ["0999_future"]}}, "0999_future"),
    ],
    ids=["other database", "newer version"],
)
def test_a_backup_that_does_not_fit_changes_nothing(tmp_path, backup, change, words):
    other = rewritten(backup, tmp_path / "other.zip", manifest_with(**change))

    done = banggiao(tmp_path / "new", "restore", other)

    assert words in refusal(done)
    assert set(left_in(tmp_path / "new")) <= {"secret-key", "in-use"}


def test_places_that_cannot_be_written_are_refused(tmp_path, folder):
    place = tmp_path / "place"
    place.mkdir()
    (place / "letter.txt").write_text("dear")

    letter = banggiao(folder, "backup", place / "letter.txt")
    inside = banggiao(folder, "backup", place)
    nowhere = banggiao(folder, "backup", place / "not" / "there.zip")

    assert "is no backup" in refusal(letter)
    assert "is a folder" in refusal(inside)
    assert "no folder" in refusal(nowhere)
    assert (place / "letter.txt").read_text() == "dear"
    assert left_in(place) == ["letter.txt"]


def test_a_full_disk_leaves_nothing_and_keeps_the_last_backup(tmp_path, folder):
    place = tmp_path / "place"
    place.mkdir()
    out = place / "b.zip"
    banggiao(folder, "backup", out)
    good = out.read_bytes()

    done = subprocess.run(
        [sys.executable, "-m", "banggiao", "backup", str(out)],
        env=environment(folder),
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000)),
        capture_output=True,
        text=True,
        check=False,
    )

    refusal(done)
    assert out.read_bytes() == good
    assert left_in(place) == ["b.zip"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_one_may_not_write_is_refused(tmp_path, folder):
    place = tmp_path / "place"
    place.mkdir(mode=0o500)

    assert "cannot be written" in refusal(banggiao(folder, "backup", place / "b.zip"))


def test_there_must_be_something_to_back_up(tmp_path):
    done = banggiao(tmp_path / "new", "backup", tmp_path / "b.zip")

    assert "nothing to back up" in refusal(done)
    assert left_in(tmp_path) == ["new"]


def test_a_damaged_database_is_found_before_it_replaces_a_backup(tmp_path, folder):
    shutil.copy(folder / "register.sqlite3", tmp_path / "whole")
    data = bytearray((folder / "register.sqlite3").read_bytes())
    data[40_000:60_000] = os.urandom(20_000)
    (folder / "register.sqlite3").write_bytes(bytes(data))

    refusal(banggiao(folder, "backup", tmp_path / "b.zip"))

    assert not (tmp_path / "b.zip").exists()
