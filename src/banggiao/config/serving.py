"""Serves the register: what must be ready first, and the processes that run side by side."""

from __future__ import annotations

import ctypes
import hashlib
import ipaddress
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.error import URLError
from urllib.request import ProxyHandler, build_opener

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.contrib.staticfiles.management.commands import collectstatic
from django.core.management import call_command
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor
from django.tasks import DEFAULT_TASK_BACKEND_ALIAS, task_backends
from django_tasks_db import DatabaseBackend
from whitenoise.storage import CompressedManifestStaticFilesStorage

from banggiao.config.catalogues import compile_stale
from banggiao.config.folder import data_dir
from banggiao.core.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

START_SECONDS, STOP_SECONDS = 60, 15
LONG_ENOUGH, MOST_PAUSE = 300.0, 60.0
"""Seconds a child ran without trouble; the longest pause before it is started again."""


@dataclass(frozen=True, slots=True)
class Child:
    """A process that runs as long as the command does."""

    name: str
    command: Sequence[str]
    restarts: bool = False


def children(host: str, port: int, workers: int, *, background: bool = True) -> list[Child]:
    """Give the processes of one machine: the web server, and a worker where work waits for one.

    A worker that ends by itself is started again: pages go on without it.
    """
    python = sys.executable
    worker = Child("the background worker", [python, "-m", "banggiao", "worker"], restarts=True)
    return [
        Child(
            "the web server",
            [
                *(python, "-m", "gunicorn", "banggiao.config.wsgi:application"),
                *("--config", "python:banggiao.config.web"),
                *("--bind", f"{bracketed(host)}:{port}", "--workers", str(workers)),
            ],
        ),
        *([worker] if background and needs_worker() else []),
    ]


def needs_worker() -> bool:
    """Whether background work waits in the database for a worker."""
    return isinstance(task_backends[DEFAULT_TASK_BACKEND_ALIAS], DatabaseBackend)


def bracketed(host: str) -> str:
    """Give the host as it stands in an address."""
    return f"[{host}]" if ":" in host else host


def is_loopback(host: str) -> bool:
    """Whether the name or number leads to this machine only."""
    try:
        found = {info[4][0] for info in socket.getaddrinfo(host, None)}
    except OSError:
        return False
    return all(ipaddress.ip_address(str(one).partition("%")[0]).is_loopback for one in found)


def refuse_busy(host: str, port: int) -> None:
    """Refuse a port that another program listens on, or an address that is not ours."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
            probe.listen(1)
        except OSError as error:
            other = port + 1 if 1024 <= port < 65535 else 8001
            raise Refused(
                "port_busy",
                f"Port {port} on {host} cannot be used ({error.strerror}). "
                f"Choose another with --port, for example --port {other}.",
            ) from error


def refuse_unmigrated() -> None:
    """Refuse to serve a database that is not up to date."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise Refused(
            "migrations_missing", "The database is not up to date. Run `banggiao migrate` first."
        )


def prepare_pages() -> None:
    """Make what pages need besides the database: message catalogues and static files."""
    compile_stale()
    collect_static()


def collect_static() -> None:
    """Collect the static files of all packages, unless nothing changed since the last time."""
    root = settings.STATIC_ROOT
    stamp, now = root / ".collected-from", _fingerprint()
    if stamp.exists() and (root / "staticfiles.json").exists() and stamp.read_text() == now:
        return
    data_dir()
    command = collectstatic.Command()
    # Not the one of the settings: they know it only once the files are there.
    command.storage = CompressedManifestStaticFilesStorage()
    call_command(command, interactive=False, verbosity=0)
    stamp.write_text(now)


def _fingerprint() -> str:
    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            state = Path(storage.path(name)).stat()
            digest.update(f"{name}\0{state.st_size}\0{state.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def run(processes: Sequence[Child], environment: dict[str, str], ready: Callable[[], bool]) -> None:
    """Run the processes until somebody stops us; when one ends by itself, the others are ended.

    ``ready`` is asked until it says so, and tells the person then. Ctrl-C, SIGTERM and a closed
    terminal all stop everything. Raises `Refused` when a process ended by itself, unless it is one
    that is started again.
    """
    connections.close_all()  # this process only watches
    stop = threading.Event()
    signals = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = {number: signal.signal(number, lambda *_: stop.set()) for number in signals}
    running = [Running(child, environment) for child in processes]
    try:
        _watch(running, stop, ready)
    finally:
        for one in running:
            one.process.terminate()
        for one in running:
            with suppress(subprocess.TimeoutExpired):
                one.process.wait(STOP_SECONDS)
            one.process.kill()
            one.process.wait()
        for number, handler in before.items():
            signal.signal(number, handler)


class Running:
    """A child under way. One that may be started again waits longer each time it ends early."""

    def __init__(self, child: Child, environment: dict[str, str]) -> None:
        self.child, self.environment = child, environment
        self.pause, self.again_at, self.since = 1.0, 0.0, 0.0
        self.process = self._start()

    def _start(self) -> subprocess.Popen[bytes]:
        self.since = time.monotonic()
        return subprocess.Popen(  # noqa: S603  # our own programs
            self.child.command,
            env=self.environment,
            preexec_fn=_end_with_parent,  # noqa: PLW1509  # one thread here
        )

    def look_after(self) -> None:
        """Start it again if it ended. Raises `Refused` where it must not end."""
        if self.process.poll() is None:
            return
        if not self.child.restarts:
            raise Refused("child_ended", f"{self.child.name.capitalize()} ended by itself.")
        now = time.monotonic()
        if not self.again_at:
            self.pause = 1.0 if now - self.since > LONG_ENOUGH else min(self.pause * 2, MOST_PAUSE)
            self.again_at = now + self.pause
        elif now >= self.again_at:
            self.again_at = 0.0
            self.process = self._start()


def _watch(running: Sequence[Running], stop: threading.Event, ready: Callable[[], bool]) -> None:
    waited, answered = 0.0, False
    while not stop.wait(0.1):
        for one in running:
            one.look_after()
        answered = answered or ready()
        waited += 0.1
        if not answered and waited > START_SECONDS:
            raise Refused("not_ready", "The web server does not answer. See the lines above.")


def _end_with_parent() -> None:
    """Ask Linux to end this process when the command is killed. Elsewhere it would stay."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGTERM)


def answers(host: str, port: int) -> bool:
    """Whether the server answers, well or not. No proxy is asked: the machine is this one."""
    local = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104  # read, not bound
    try:
        opener = build_opener(ProxyHandler({}))
        with opener.open(f"http://{bracketed(local)}:{port}/healthz", timeout=5):
            return True
    except URLError as error:
        return hasattr(error, "code")
    except OSError:
        return False
