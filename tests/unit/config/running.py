"""Runs the `banggiao` command as a person would: its own process, its own data folder."""

from __future__ import annotations

import atexit
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path
from urllib.request import ProxyHandler, build_opener

SECONDS = 240


def environment(folder: Path, **more: str) -> dict[str, str]:
    """Give the environment of one register on SQLite, whatever the tests themselves run on."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("BANGGIAO_")}
    return {**kept, "BANGGIAO_DATA_DIR": str(folder), "PYTHONUNBUFFERED": "1", **more}


def banggiao(
    folder: Path, *arguments: object, stdin: str = "", **more: str
) -> subprocess.CompletedProcess[str]:
    """Run one command to its end."""
    return subprocess.run(
        [sys.executable, "-m", "banggiao", *map(str, arguments)],
        env=environment(folder, **more),
        input=stdin,
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )


def start(folder: Path, *arguments: object) -> subprocess.Popen[str]:
    """Start a command that stays."""
    return subprocess.Popen(
        [sys.executable, "-m", "banggiao", *map(str, arguments)],
        env=environment(folder),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def refusal(done: subprocess.CompletedProcess[str], code: int = 1) -> str:
    """Give the one sentence of a command that was refused; it must be that, and no traceback."""
    assert done.returncode == code, (done.returncode, done.stdout, done.stderr)
    lines = [line for line in done.stderr.splitlines() if line]
    assert "Traceback" not in done.stderr
    return lines[-1]


def free_port() -> int:
    """Give a port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def get(port: int, path: str) -> tuple[int, str]:
    """Ask the server for a page."""
    with build_opener(ProxyHandler({})).open(f"http://127.0.0.1:{port}{path}", timeout=10) as page:
        return page.status, page.read().decode()


@cache
def _master() -> Path:
    scratch = Path(tempfile.mkdtemp(prefix="banggiao-demo-"))
    atexit.register(shutil.rmtree, scratch, ignore_errors=True)
    folder = scratch / "data"
    done = banggiao(folder, "demo", "--no-serve")
    assert done.returncode == 0, done.stderr
    return folder


def demo_register(folder: Path) -> Path:
    """Give a loaded demo register of one's own: a copy of one that is loaded once a process."""
    shutil.copytree(_master(), folder)
    return folder


@cache
def master_backup() -> Path:
    """Give a backup of a loaded demo register, made once a process. Copy it before changing it."""
    out = _master().with_name("master.zip")
    done = banggiao(_master(), "backup", out)
    assert done.returncode == 0, done.stderr
    return out
