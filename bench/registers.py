"""Built registers: made once, kept in a cache folder, copied for each run.

A register is a folder: ``data`` is the data folder, ``cluster`` a stopped PostgreSQL cluster,
``built.json`` how fast it was loaded. Its name carries a digest of what it was made from, so that
a changed migration or row builds anew.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from scripts import postgres
from scripts.tree import ROOT, SOURCE

SQLITE, POSTGRESQL = "sqlite", "postgresql"
FILLED_BY = [ROOT / "bench" / name for name in ("filling.py", "words.py", "settings.py")]


class Missing(RuntimeError):
    """Something a measurement needs is not there. Its text says what."""


@dataclass(slots=True)
class Register:
    """A register in use: where it is, and the environment in which programs find it."""

    database: str
    size: int
    folder: Path
    environment: dict[str, str] = field(default_factory=dict)
    built: dict[str, list[float]] = field(default_factory=dict)

    def call(self, *arguments: str) -> str:
        """Run a program of ours on this register, and give what it printed."""
        done = subprocess.run(  # noqa: S603  # our own programs
            [sys.executable, "-m", *arguments],
            cwd=ROOT,
            env=self.environment,
            stdout=subprocess.PIPE,
            text=True,
            check=False,
        )
        if done.returncode:
            raise Missing(f"{' '.join(arguments)} failed; see what it wrote above.")
        return done.stdout

    def fill(self, size: int, start: int) -> dict[str, list[float]]:
        """Fill it, or add to it. Gives rows and seconds a kind."""
        kinds: dict[str, list[float]] = json.loads(
            self.call("bench.filling", str(size), str(start))
        )
        return kinds


def cache_folder() -> Path:
    """Give the folder that keeps built registers, made where it is missing."""
    folder = Path(os.environ.get("BENCH_CACHE") or Path(tempfile.gettempdir()) / "banggiao-bench")
    folder.mkdir(parents=True, exist_ok=True)
    return folder.absolute()


@contextmanager
def alone() -> Iterator[None]:
    """Keep a second bench from starting: each would only measure the other."""
    with (cache_folder() / "in-use").open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Missing(f"Another bench is running on {cache_folder()}.") from None
        yield


def _digest() -> str:
    """Give a mark of what registers are made from: migrations, and the rows of the rooms."""
    files = [*SOURCE.rglob("migrations/*.py"), *(ROOT / "bench/rooms").rglob("*.py"), *FILLED_BY]
    digest = hashlib.sha256()
    for path in sorted(path for path in files if path.name != "pages.py"):
        digest.update(f"{path.relative_to(ROOT)}\0".encode() + path.read_bytes())
    return digest.hexdigest()[:12]


@contextmanager
def opened(database: str, size: int) -> Iterator[Register]:
    """Give a throw-away copy of the register, built now if the cache does not have it."""
    with ExitStack() as stack:
        kept = _kept(database, size)
        # PostgreSQL's own user must be able to enter it, so not a folder made by `mkdtemp`.
        folder = cache_folder() / f"run-{os.getpid()}-{database}-{size}"
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        subprocess.run(["cp", "-a", "--reflink=auto", str(kept), str(folder)], check=True)  # noqa: S603, S607  # keeps owners
        yield stack.enter_context(_running(database, size, folder))


def _kept(database: str, size: int) -> Path:
    """Give the built register's folder in the cache."""
    place = cache_folder() / f"{database}-{size}-{_digest()}"
    if (place / "built.json").exists():
        return place
    for old in cache_folder().glob(f"{database}-{size}-*"):
        shutil.rmtree(old, ignore_errors=True)
    print(f"Building {database}, {size:,} activities …", file=sys.stderr, flush=True)
    began = time.perf_counter()
    with ExitStack() as stack:
        folder = place.with_name(f"{place.name}.part")
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        (folder / "data").mkdir(parents=True)
        if database == POSTGRESQL:
            _cluster(folder).create()
        with _running(database, size, folder) as register:
            built = register.fill(size, 0)
        (folder / "built.json").write_text(json.dumps(built))
        folder.rename(place)
    print(f"  built in {time.perf_counter() - began:.0f} s", file=sys.stderr, flush=True)
    return place


@contextmanager
def _running(database: str, size: int, folder: Path) -> Iterator[Register]:
    """Make the register answer: with PostgreSQL, start its cluster for as long as needed."""
    built = folder / "built.json"
    register = Register(database, size, folder)
    register.built = json.loads(built.read_text()) if built.exists() else {}
    own = {name: value for name, value in os.environ.items() if not name.startswith("BANGGIAO_")}
    own.pop("PYTHONDONTWRITEBYTECODE", None)
    register.environment = own | {
        "PYTHONPYCACHEPREFIX": str(cache_folder() / "compiled"),
        "BANGGIAO_DATA_DIR": str(folder / "data"),
        "DJANGO_SETTINGS_MODULE": "bench.settings",
        "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'src'}",
    }
    if database == SQLITE:
        yield register
        return
    cluster = _cluster(folder)
    try:
        cluster.start()
        register.environment["BANGGIAO_DATABASE_URL"] = cluster.url
        yield register
    finally:
        cluster.stop()


def _cluster(folder: Path) -> postgres.Cluster:
    """Give the cluster of a register; once made, it goes by the password it was made with."""
    programs = postgres.find_programs()
    if programs is None:
        raise Missing("No PostgreSQL server programs were found.")
    place = folder / "cluster"
    place.mkdir(exist_ok=True)
    cluster = postgres.Cluster(programs, place)
    if (place / "password").exists():
        cluster.password = (place / "password").read_text()
    return cluster
