"""A private, throw-away PostgreSQL cluster for one run of the tests.

It lives in a temporary folder, listens on a free port of this machine only, has a password made
for the run, and is taken down by its own process id, whatever ends the run.
"""

from __future__ import annotations

import contextlib
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

USER = "banggiao"
# A crash may lose this cluster, so it need not wait for the disk.
FAST = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=40"]
START_SECONDS = 30
TRIES = 5


class PostgresMissing(RuntimeError):
    """No cluster could be started. Its text says why."""


def find_programs() -> Path | None:
    """Give the folder of the newest server programs, or None."""
    installed = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    newest = sorted((path for path in installed if path.parent.parent.name.isdecimal()), key=_major)
    if newest:
        return newest[-1].parent
    on_path = shutil.which("initdb")
    folder = Path(on_path).resolve().parent if on_path else None
    return folder if folder and (folder / "postgres").exists() else None


def _major(initdb: Path) -> int:
    return int(initdb.parent.parent.name)


def _owner() -> pwd.struct_passwd | None:
    """Give the user that runs the server: PostgreSQL refuses to be run by root."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name)
    message = "PostgreSQL cannot be run by root, and there is no other user to run it."
    raise PostgresMissing(message)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Cluster:
    """One cluster in one folder, and the process that serves it."""

    def __init__(self, programs: Path, folder: Path) -> None:
        self.programs = programs
        self.folder = folder
        self.password = secrets.token_hex(16)
        self.owner = _owner()
        self.process: subprocess.Popen[bytes] | None = None
        self.port = 0

    def _spawn(self, program: str, *arguments: str) -> subprocess.Popen[bytes]:
        """Start one of the server programs as the owner, out of reach of the terminal's Ctrl-C."""
        with (self.folder / "log").open("ab") as log:
            return subprocess.Popen(
                [str(self.programs / program), *arguments],
                cwd=self.folder,
                env={"PATH": os.environ.get("PATH", ""), "LC_ALL": "C", "TZ": "UTC"},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                user=self.owner.pw_uid if self.owner else None,
                group=self.owner.pw_gid if self.owner else None,
                extra_groups=[] if self.owner else None,
            )

    def create(self) -> None:
        """Make the files of the cluster."""
        password_file = self.folder / "password"
        password_file.write_text(self.password)
        if self.owner:
            for path in (self.folder, password_file):
                os.chown(path, self.owner.pw_uid, self.owner.pw_gid)
        made = self._spawn(
            "initdb",
            f"--pgdata={self.folder / 'data'}",
            f"--username={USER}",
            f"--pwfile={password_file}",
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale=C",
            "--no-sync",
        )
        if made.wait() != 0:
            raise PostgresMissing(f"PostgreSQL made no cluster: {self.last_words()}")

    def start(self) -> None:
        """Start the server on a free port; another one if somebody took it meanwhile."""
        for _ in range(TRIES):
            self.port = _free_port()
            settings = ["listen_addresses=127.0.0.1", f"port={self.port}", *FAST]
            settings.append(f"unix_socket_directories={self.folder}")
            options = [part for setting in settings for part in ("-c", setting)]
            self.process = self._spawn("postgres", "-D", str(self.folder / "data"), *options)
            if self._answers():
                return
            self.stop()
        raise PostgresMissing(f"PostgreSQL did not start: {self.last_words()}")

    def _answers(self) -> bool:
        """Wait until the server takes connections. False once it has ended or the time is up."""
        deadline = time.monotonic() + START_SECONDS
        while self.process and self.process.poll() is None and time.monotonic() < deadline:
            ready = [
                str(self.programs / "pg_isready"),
                "-q",
                "-h",
                "127.0.0.1",
                "-p",
                str(self.port),
            ]
            if subprocess.run(ready, check=False).returncode == 0:
                return True
            time.sleep(0.1)
        return False

    def stop(self) -> None:
        """End the server by its process id: politely, then at once."""
        process, self.process = self.process, None
        for hint in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
            if process is None or process.poll() is not None:
                return
            process.send_signal(hint)
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(timeout=10)

    def last_words(self) -> str:
        """Give the last line the programs wrote."""
        log = self.folder / "log"
        lines = log.read_text(errors="replace").strip().splitlines() if log.exists() else []
        return lines[-1] if lines else "it said nothing"

    @property
    def url(self) -> str:
        """Give the address for BANGGIAO_DATABASE_URL."""
        return f"postgres://{USER}:{self.password}@127.0.0.1:{self.port}/postgres"


@contextlib.contextmanager
def throw_away() -> Iterator[str]:
    """Run a cluster for as long as the block lasts, and give its address."""
    programs = find_programs()
    if programs is None:
        raise PostgresMissing("No PostgreSQL server programs were found.")
    # As root the server runs as another user, who may not enter root's own temporary folder.
    place = "/tmp" if os.geteuid() == 0 and Path("/tmp").is_dir() else None  # noqa: S108  # mkdtemp
    folder = Path(tempfile.mkdtemp(prefix="banggiao-pg-", dir=place))
    cluster = Cluster(programs, folder)
    try:
        cluster.create()
        cluster.start()
        yield cluster.url
    finally:
        cluster.stop()
        shutil.rmtree(folder, ignore_errors=True)
