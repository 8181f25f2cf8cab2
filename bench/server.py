"""The server as people run it, and what it takes to start and to hold."""

from __future__ import annotations

import http.client
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from bench.registers import Register

WORKERS = 2
START_SECONDS, STOP_SECONDS = 90, 25


class NotServing(RuntimeError):
    """The server did not answer in time, or has ended."""


@dataclass(frozen=True, slots=True)
class Server:
    """A running server: its port, its first process, and how long it took to answer."""

    port: int
    process: subprocess.Popen[bytes]
    started_in: float

    def require(self) -> None:
        """Stop where the server has ended: what comes after would be no measurement."""
        if self.process.poll() is not None:
            raise NotServing("A server ended while it was measured.")

    def workers(self) -> list[int]:
        """Give the web processes: children of the child of `banggiao serve`."""
        return [pid for parent in _children(self.process.pid) for pid in _children(parent)]

    def memory(self) -> float:
        """Give the share of memory of the largest worker in MB (PSS: shared pages divided)."""
        return max((_pss(pid) for pid in self.workers()), default=0.0)


def free_port() -> int:
    """Find a port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(register: Register) -> Iterator[Server]:
    """Run `banggiao serve` for as long as the block lasts."""
    port = free_port()
    command = str(Path(sys.executable).parent / "banggiao")
    began = time.perf_counter()
    process = subprocess.Popen(  # noqa: S603  # our own program
        [command, "serve", "--port", str(port), "--workers", str(WORKERS)],
        cwd=register.folder,
        env=register.environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
    )
    try:
        _wait(process, port)
        yield Server(port, process, time.perf_counter() - began)
    finally:
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(STOP_SECONDS)
        process.kill()
        process.wait()


def _wait(process: subprocess.Popen[bytes], port: int) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        if _is_healthy(port):
            return
        time.sleep(0.005)
    raise NotServing("`banggiao serve` did not answer; see what it wrote above.")


def _is_healthy(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _children(pid: int) -> list[int]:
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            parent = (folder / "stat").read_text().rpartition(")")[2].split()[1]
            if int(parent) == pid:
                found.append(int(folder.name))
    return found


def _pss(pid: int) -> float:
    with suppress(OSError):
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
        line = re.search(r"^Pss:\s+(\d+) kB", rollup, re.MULTILINE)
        return int(line[1]) / 1024 if line else 0.0
    return 0.0
