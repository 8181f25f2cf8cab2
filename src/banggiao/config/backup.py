"""Makes a backup: the whole register as one checked file, while the server runs."""

from __future__ import annotations

import datetime as dt
import zipfile
from importlib.metadata import version
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.db import connection

from banggiao.config import databases
from banggiao.config.archive import (
    DATABASES,
    Manifest,
    Writer,
    beside,
    check,
    publish,
)
from banggiao.config.folder import data_dir
from banggiao.core.errors import Refused


def back_up(out: Path) -> Manifest:
    """Write the register to ``out`` and read it back; only a whole backup gets the name.

    Database first, files second: a file that comes in between is a file too many, never one too
    few. Refused: no register yet, a place that cannot be written, a file that is no backup.
    """
    out = out.expanduser().absolute()
    _check_place(out)
    databases.require_programs()
    if not databases.present():
        raise Refused("nothing_to_back_up", "There is no register yet: nothing to back up.")
    with beside(out) as scratch:
        name = DATABASES[connection.vendor]
        copy = scratch / name
        databases.dump(copy)
        migrations, events, last_hash = databases.state_of_copy(copy)
        finished = scratch / "backup"
        with zipfile.ZipFile(finished, "w", allowZip64=True) as archive:
            writer = Writer(archive)
            with copy.open("rb") as source:
                writer.add(name, source)
            _add_folder(writer)
            made_at = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
            manifest = Manifest(
                version("banggiao"),
                made_at,
                connection.vendor,
                migrations,
                events,
                last_hash,
                writer.members,
            )
            writer.finish(manifest)
        finished.chmod(0o600)  # it holds the secret key and restricted records
        written = check(finished)
        publish(finished, out)
    return written


def _check_place(out: Path) -> None:
    if not out.parent.is_dir():
        raise Refused("no_folder", f"There is no folder {out.parent}. Make it first.")
    if out.is_dir():
        raise Refused("is_folder", f"{out} is a folder. Name a file in it.")
    if out.exists():
        try:
            check(out)
        except Refused as refused:
            raise Refused(
                "not_overwritten", f"{out} is there already and is no backup. Choose another name."
            ) from refused


def _add_folder(writer: Writer) -> None:
    """Add the secret key in use, the mark of a demo, and every stored file."""
    writer.add("secret-key", BytesIO(settings.SECRET_KEY.encode("ascii")))
    mark = data_dir() / "demo"
    if mark.exists():
        writer.add("demo", BytesIO(mark.read_bytes()))
    root = Path(settings.MEDIA_ROOT)
    for path in sorted(root.rglob("*")):
        if path.is_file() and not path.is_symlink():
            with _readable(path) as source:
                writer.add(f"files/{path.relative_to(root).as_posix()}", source)


def _readable(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except OSError as error:
        raise Refused("cannot_read", f"{path} cannot be read ({error.strerror}).") from error
