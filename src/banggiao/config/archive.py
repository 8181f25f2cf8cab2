"""The one file of a backup: a zip with a manifest that holds a checksum of every member."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
import zipfile
import zlib
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO, TYPE_CHECKING

from banggiao.core.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Iterator

FORMAT = "banggiao-backup-1"
MANIFEST = "manifest.json"
DATABASES = {"sqlite": "database.sqlite3", "postgresql": "database.pgdump"}
SINGLE = {*DATABASES.values(), "secret-key", "demo"}
CHUNK = 1024 * 1024
DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, KeyError)


@dataclass(frozen=True, slots=True)
class Member:
    """One file inside, with what it must be when it is read again."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself."""

    version: str
    made_at: str
    vendor: str
    migrations: dict[str, list[str]]
    events: int
    last_hash: str
    members: list[Member] = field(default_factory=list)
    format: str = FORMAT


class Writer:
    """Puts files into a backup and remembers what they were."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive = archive
        self.members: list[Member] = []

    def add(self, name: str, source: IO[bytes]) -> None:
        """Add one file, read in pieces."""
        digest, size = hashlib.sha256(), 0
        info = zipfile.ZipInfo(name)
        info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
        with self.archive.open(info, "w", force_zip64=True) as out:
            while piece := source.read(CHUNK):
                digest.update(piece)
                size += len(piece)
                out.write(piece)
        self.members.append(Member(name, size, digest.hexdigest()))

    def finish(self, manifest: Manifest) -> None:
        """Add the manifest, which closes the backup."""
        text = json.dumps(asdict(manifest), ensure_ascii=False, indent=1)
        self.archive.writestr(MANIFEST, text)


@contextmanager
def beside(out: Path) -> Iterator[Path]:
    """Give a scratch folder on the disk of ``out``, gone afterwards whatever happens."""
    with (
        refusing_full_disk(out),
        tempfile.TemporaryDirectory(prefix=".banggiao-", dir=out.parent) as folder,
    ):
        yield Path(folder)


@contextmanager
def refusing_full_disk(place: Path) -> Iterator[None]:
    """Turn what the disk refuses into one sentence."""
    try:
        yield
    except OSError as error:
        raise Refused(
            "cannot_write",
            f"{place} cannot be written ({error.strerror or error}). Nothing was left there; "
            "make room or choose another place.",
        ) from error


def publish(finished: Path, out: Path) -> None:
    """Give the finished file its name, once it is safe on the disk."""
    descriptor = os.open(finished, os.O_RDONLY)
    os.fsync(descriptor)
    os.close(descriptor)
    finished.replace(out)
    folder = os.open(out.parent, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)


def check(path: Path) -> Manifest:
    """Read the whole backup and compare each member with the manifest. Refused: any difference."""
    try:
        with zipfile.ZipFile(path) as archive:
            manifest = _manifest(archive)
            names = sorted(info.filename for info in archive.infolist())
            if names != sorted([MANIFEST, *(member.name for member in manifest.members)]):
                raise _damaged(path, "its list of files does not fit")
            for member in manifest.members:
                _compare(archive, member, path)
    except FileNotFoundError as error:
        raise Refused("no_backup", f"There is no file {path}.") from error
    except DAMAGED as error:
        raise _damaged(path, str(error) or type(error).__name__) from error
    except OSError as error:
        raise Refused("cannot_read", f"{path} cannot be read ({error.strerror}).") from error
    return manifest


def _manifest(archive: zipfile.ZipFile) -> Manifest:
    data = json.loads(archive.read(MANIFEST))
    if data.get("format") != FORMAT:
        message = f"format {data.get('format')!r} is not known"
        raise ValueError(message)
    members = [Member(**member) for member in data.pop("members")]
    for member in members:
        parts = PurePosixPath(member.name).parts
        is_file = len(parts) > 1 and parts[0] == "files" and ".." not in parts
        if member.name not in SINGLE and not is_file:
            message = f"it holds {member.name!r}"
            raise ValueError(message)
    return Manifest(**data, members=members)


def _compare(archive: zipfile.ZipFile, member: Member, path: Path) -> None:
    digest, size = hashlib.sha256(), 0
    with archive.open(member.name) as source:
        while piece := source.read(CHUNK):
            digest.update(piece)
            size += len(piece)
    if (size, digest.hexdigest()) != (member.size, member.sha256):
        raise _damaged(path, f"{member.name} is not what was written")


def _damaged(path: Path, cause: str) -> Refused:
    return Refused("backup_damaged", f"{path} is no whole backup of Banggiao: {cause}.")


def unpack(path: Path, folder: Path) -> None:
    """Write the members of a checked backup below the folder, readable by the owner only."""
    with zipfile.ZipFile(path) as archive:
        for member in _manifest(archive).members:
            target = folder / member.name
            target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            with (
                archive.open(member.name) as source,
                os.fdopen(
                    os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb"
                ) as out,
            ):
                while piece := source.read(CHUNK):
                    out.write(piece)
                out.flush()
                os.fsync(out.fileno())
