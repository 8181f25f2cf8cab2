"""The worker: a real process makes a paper, and a server without one goes on."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pytest

from banggiao.config import serving
from banggiao.config.env import WrongSetting, tasks
from tests.unit.config.running import (
    banggiao,
    demo_register,
    environment,
    free_port,
    get,
    refusal,
    start,
)

ASK = """
from banggiao.accounts.models import User
from banggiao.reports.actions import papers, reports
from banggiao.reports.periods import calendar_year
head = User.objects.get(username="head")
report = reports.add_report(
    by=head, definition="annual", period=calendar_year(2020), language="vi"
)
papers.ask_paper(report, by=head, form="json")
"""
LOOK = """
from banggiao.reports.models import Paper
paper = Paper.objects.latest("pk")
print("state", paper.state, paper.size > 1000)
"""


def run(folder: Path, code: str) -> str:
    done = banggiao(folder, "shell", "-v", "0", "-c", code)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_worker_makes_the_paper_somebody_asked_for(tmp_path):
    folder = demo_register(tmp_path / "data")
    run(folder, ASK)
    assert "state waiting" in run(folder, LOOK)

    done = banggiao(folder, "worker", "--once")

    assert (done.returncode, done.stderr) == (0, "")
    assert "state ready True" in run(folder, LOOK)


def test_there_is_no_worker_where_pages_do_the_work_themselves(tmp_path):
    folder = demo_register(tmp_path / "data")

    sentence = refusal(banggiao(folder, "worker", BANGGIAO_TASKS="immediate"))

    assert "nothing for a worker to do" in sentence


@pytest.mark.parametrize("value", ["sometimes", "no.such.backend"])
def test_a_wrong_backend_stops_the_start_with_one_sentence(monkeypatch, value):
    monkeypatch.setenv("BANGGIAO_TASKS", value)
    with pytest.raises(WrongSetting, match=value):
        tasks()


def children_of(process: int) -> dict[str, int]:
    tasks = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    return {Path(f"/proc/{child}/comm").read_text().strip(): int(child) for child in tasks}


def wait_for(asked, seconds: float = 30) -> bool:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if asked():
            return True
        time.sleep(0.2)
    return False


def test_a_worker_that_ends_is_started_again_and_pages_go_on(tmp_path):
    port = free_port()
    server = start(demo_register(tmp_path / "data"), "demo", "--port", port)
    try:
        assert wait_for(lambda: "banggiao-worker" in children_of(server.pid))
        first = children_of(server.pid)["banggiao-worker"]
        assert wait_for(lambda: serving.answers("127.0.0.1", port))
        os.kill(first, signal.SIGKILL)

        assert wait_for(lambda: children_of(server.pid).get("banggiao-worker", first) != first)
        assert get(port, "/healthz")[0] == 200
        assert server.poll() is None
    finally:
        server.terminate()
        rest = server.communicate(timeout=30)[0]
    assert server.returncode == 0, rest


def test_serve_leaves_the_worker_out_where_one_runs_elsewhere(tmp_path):
    names = [child.name for child in serving.children("127.0.0.1", 1, 1, background=False)]

    assert names == ["the web server"]
    assert "BANGGIAO_TASKS" not in environment(tmp_path)
