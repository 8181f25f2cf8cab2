"""Puts a backup in the place of the register, and keeps what was there beside it."""

from __future__ import annotations

import datetime as dt
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from django.db import connection, connections
from django.db.migrations.loader import MigrationLoader

from banggiao.audit.seal import verify
from banggiao.config import databases
from banggiao.config.archive import DATABASES, Manifest, check, refusing_full_disk, unpack
from banggiao.config.folder import data_dir, holds_something, in_use
from banggiao.core.errors import Refused


@dataclass(frozen=True, slots=True)
class Restored:
    """What came back, and where the register that was there is now."""

    manifest: Manifest
    kept: Path | None


def restore(source: Path, *, replace: bool) -> Restored:
    """Check the backup, lay it out beside the data folder, and only then change places.

    Refused: a damaged backup, one of another database or of a newer version, a server that runs,
    and a register that is there already unless ``replace``.
    """
    source = source.expanduser().absolute()
    manifest = check(source)
    _check_fits(manifest)
    databases.require_programs()
    occupied = holds_something() or databases.present()
    if occupied and not replace:
        raise Refused(
            "register_there",
            f"{data_dir()} holds a register. Add --yes to put the backup in its place; the present "
            "one is kept beside it.",
        )
    connections.close_all()
    with in_use(alone=True), refusing_full_disk(data_dir()):
        kept = _change_places(source, manifest, occupied=occupied)
    _check_restored(manifest)
    return Restored(manifest, kept)


def _check_fits(manifest: Manifest) -> None:
    if manifest.vendor != connection.vendor:
        raise Refused(
            "other_database",
            f"The backup is of a {manifest.vendor} database and this register is set to "
            f"{connection.vendor}. Set BANGGIAO_DATABASE_URL to the same kind.",
        )
    known = MigrationLoader(None).disk_migrations or {}
    newer = [f"{a}.{n}" for a, names in manifest.migrations.items() for n in names]
    if unknown := [name for name in newer if tuple(name.split(".", 1)) not in known]:
        raise Refused(
            "newer_version",
            f"The backup was made by version {manifest.version}, which knows {unknown[0]} and this "
            "one does not. Install that version or a later one first.",
        )


def _change_places(source: Path, manifest: Manifest, *, occupied: bool) -> Path | None:
    folder = data_dir()
    stage = Path(tempfile.mkdtemp(prefix=f".{folder.name}-restore-", dir=folder.parent))
    stamp = dt.datetime.now(dt.UTC).strftime("%Y%m%d-%H%M%S")
    kept = folder.with_name(f"{folder.name}-before-restore-{stamp}")
    try:
        unpack(source, stage)
        (stage / "files").mkdir(exist_ok=True)
        database = stage / DATABASES[manifest.vendor]
        if manifest.vendor == "postgresql":
            if databases.present():
                databases.dump(stage / "kept.pgdump")
                connections.close_all()
            databases.load_postgresql(database)
            database.unlink()
        elif databases.sqlite_path().is_relative_to(folder):
            inside = stage / databases.sqlite_path().relative_to(folder)
            inside.parent.mkdir(parents=True, exist_ok=True)
            database.rename(inside)
        else:
            _replace_outside(database, stamp)
        folder.rename(kept)
        try:
            stage.rename(folder)
        except OSError:
            kept.rename(folder)
            raise
    finally:
        shutil.rmtree(stage, ignore_errors=True)
    if (dump := folder / "kept.pgdump").exists():
        dump.rename(kept / DATABASES["postgresql"])
    if occupied:
        return kept
    shutil.rmtree(kept, ignore_errors=True)  # it held nothing but what every command makes
    return None


def _replace_outside(database: Path, stamp: str) -> None:
    """Change places with a SQLite file that does not lie in the data folder."""
    target = databases.sqlite_path()
    near = target.with_name(f".{target.name}.restore")
    shutil.copyfile(database, near)
    database.unlink()
    for suffix in ("-wal", "-shm", ""):  # the log first: without it the file is an older state
        old = target.with_name(target.name + suffix)
        if old.exists():
            old.rename(target.with_name(f"{target.name}.before-restore-{stamp}{suffix}"))
    near.rename(target)


def _check_restored(manifest: Manifest) -> None:
    """Walk the log of the register as it stands now."""
    verdict = verify()
    if verdict.broken is not None:
        raise Refused(
            "log_broken",
            f"The backup is in place, but its log is broken at event {verdict.broken}. "
            "It was tampered with before the backup was made: run `banggiao audit verify`.",
        )
    same = (verdict.events, verdict.last_hash) == (manifest.events, manifest.last_hash)
    if manifest.vendor == "sqlite" and manifest.events and not same:
        raise Refused("log_differs", "The backup is in place, but its log is not the one it names.")
