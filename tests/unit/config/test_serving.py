"""Serving: what is refused before, what runs, and how it ends."""

from __future__ import annotations

import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from banggiao.config import serving
from tests.unit.config.running import (
    banggiao,
    demo_register,
    environment,
    free_port,
    get,
    refusal,
    start,
)


def until_ready(server: subprocess.Popen[str]) -> str:
    """Read what the command says until it serves."""
    said = ""
    assert server.stdout
    for line in server.stdout:
        said += line
        if "Stop with Ctrl-C" in line:
            return said
    raise AssertionError(said)


def children_of(process: int) -> list[int]:
    tasks = Path(f"/proc/{process}/task/{process}/children")
    return [int(child) for child in tasks.read_text().split()]


def gone(process: int) -> bool:
    """Whether the process ends within some seconds. One that nobody waited for is gone too."""
    for _ in range(100):
        try:
            state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
        except OSError:
            return True
        if state == "Z":
            return True
        time.sleep(0.1)
    return False


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_the_demo_serves_and_stops_with_everything_it_started(tmp_path, number):
    port = free_port()
    server = start(demo_register(tmp_path / "data"), "demo", "--port", port)
    said = until_ready(server)
    answer, health = get(port, "/healthz")
    page = get(port, "/account/sign-in/")[1]
    arbiter = children_of(server.pid)
    workers = [worker for one in arbiter for worker in children_of(one)]

    server.send_signal(number)
    rest = server.communicate(timeout=30)[0]

    assert (answer, '"ok"' in health) == (200, True)
    assert f"http://127.0.0.1:{port}/" in said
    assert re.search(r"tokens\.[0-9a-f]{12}\.css", page)
    assert len(workers) == 2
    assert server.returncode == 0, rest
    assert "Traceback" not in rest
    assert all(gone(one) for one in [*arbiter, *workers])


def test_nothing_stays_behind_a_command_that_was_killed(tmp_path):
    port = free_port()
    server = start(demo_register(tmp_path / "data"), "demo", "--port", port)
    until_ready(server)
    arbiter = children_of(server.pid)

    server.kill()
    server.communicate(timeout=30)

    assert arbiter
    assert all(gone(one) for one in arbiter)


def test_the_printed_password_signs_in_and_stands_in_no_log(tmp_path):
    folder, port = demo_register(tmp_path / "data"), free_port()
    server = start(folder, "demo", "--port", port)
    said = until_ready(server)
    found = re.search(r"Password of all: (\S+)", said)
    server.terminate()
    rest = server.communicate(timeout=30)[0]

    assert found
    assert found[1] not in rest
    with closing(sqlite3.connect(folder / "register.sqlite3")) as database:
        assert found[1] not in "\n".join(database.iterdump())
    for name in ("officer", "head", "leader", "contributor", "clerk", "auditor", "admin"):
        assert f"\n  {name} " in said


def test_a_busy_port_is_named_with_the_way_out(tmp_path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        sentence = refusal(banggiao(tmp_path / "data", "demo", "--port", port))

    assert f"Port {port} on 127.0.0.1 cannot be used" in sentence
    assert "--port" in sentence
    assert not (tmp_path / "data" / "demo").exists()


@pytest.mark.parametrize("host", ["0.0.0.0", "::"])
def test_a_demo_never_listens_beyond_this_machine(tmp_path, host):
    folder = demo_register(tmp_path / "data")

    assert "this machine only" in refusal(banggiao(folder, "demo", "--host", host))
    assert "demo register" in refusal(
        banggiao(folder, "serve", "--host", host, "--port", free_port())
    )


def test_serve_wants_a_database_that_is_up_to_date(tmp_path):
    done = banggiao(tmp_path / "data", "serve", "--port", free_port())

    assert refusal(done) == "The database is not up to date. Run `banggiao migrate` first."


def test_serve_serves_a_real_register(tmp_path):
    folder, port = tmp_path / "data", free_port()
    banggiao(folder, "migrate")
    server = start(folder, "serve", "--port", port, "--workers", 1)
    try:
        said = until_ready(server)
        status = get(port, "/healthz")[0]
    finally:
        server.terminate()
        rest = server.communicate(timeout=30)[0]

    assert (status, server.returncode) == (200, 0), rest
    assert "Password" not in said
    assert not (folder / "demo").exists()


ONE_FAILS = """
import sys, time
from banggiao.config.processes import Child, run
sleeper = Child("the sleeper", "bg-sleeper", lambda: time.sleep(60))
failing = Child("the failing one", "bg-failing", lambda: sys.exit(1))
run([sleeper, failing], lambda: True)
"""


def test_a_child_that_ends_by_itself_ends_the_others(tmp_path):
    done = banggiao(tmp_path / "data", "shell", "-v", "0", "-c", ONE_FAILS)

    assert refusal(done) == "The failing one ended by itself."
    names = [path.read_text() for path in Path("/proc").glob("[0-9]*/comm") if path.exists()]
    assert "bg-sleeper\n" not in names


@pytest.mark.parametrize(
    ("host", "expected"),
    [("127.0.0.1", True), ("127.1.2.3", True), ("::1", True), ("0.0.0.0", False), ("::", False)],
)
def test_loopback_is_told_from_the_rest(host, expected):
    assert serving.is_loopback(host) is expected


OPENS = """
import os, sys, threading
from django.db.backends.sqlite3.base import DatabaseWrapper
from banggiao.config.cli import main
first, opened = os.getpid(), DatabaseWrapper.get_new_connection
def noted(self, options):
    who = "the command" if os.getpid() == first else "a child"
    thread = f"{os.getpid()}-{threading.get_ident()}"
    print(f"database opened by {who} in thread {thread}", flush=True)
    return opened(self, options)
DatabaseWrapper.get_new_connection = noted
main(sys.argv[1:])
"""


@pytest.mark.parametrize("command", ["serve", "demo"])
def test_the_process_that_splits_never_opens_the_database(tmp_path, command):
    """SQLite's locks do not survive a split: what was open before it would be open without them."""
    said = served(tmp_path, command, lambda port: get(port, "/healthz"))

    assert "opened by a child" in said
    assert "opened by the command" not in said


def test_a_thread_of_the_server_opens_the_database_once(tmp_path):
    """Opened and closed with each request, SQLite loses its locks one day: see ADR 22."""

    def ask(port: int) -> None:
        with ThreadPoolExecutor(8) as clients:
            list(clients.map(lambda _: get(port, "/healthz"), range(60)))

    threads = re.findall(r"in thread (\S+)", served(tmp_path, "serve", ask))

    assert len(threads) > 3
    assert len(threads) == len(set(threads))


def served(tmp_path: Path, command: str, ask: Callable[[int], object]) -> str:
    """Run a command that serves, ask it something, stop it, and give what was said."""
    folder, port = demo_register(tmp_path / "data"), free_port()
    server = subprocess.Popen(
        [sys.executable, "-c", OPENS, command, "--port", str(port)],
        env=environment(folder),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        said = until_ready(server)
        ask(port)
    finally:
        server.terminate()
        said += server.communicate(timeout=30)[0]
    return said
