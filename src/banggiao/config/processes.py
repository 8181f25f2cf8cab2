"""Processes that run side by side for as long as a command does.

Each is split off from the command itself: what the command has loaded and checked need not be
loaded again, and the memory that holds it is shared.
"""

from __future__ import annotations

import ctypes
import gc
import multiprocessing
import signal
import sys
import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import connections

from banggiao.config import memory
from banggiao.core.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from multiprocessing.connection import Connection

START_SECONDS, STOP_SECONDS = 60, 15
LONG_ENOUGH, MOST_PAUSE = 300.0, 60.0
"""Seconds a child ran without trouble; the longest pause before it is started again."""
STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
FORK = multiprocessing.get_context("fork")
SET_NAME, SET_DEATH_SIGNAL = 15, 1
"""What Linux calls these two with `prctl`."""


@dataclass(frozen=True, slots=True)
class Child:
    """A process that runs ``main`` as long as the command does.

    ``name`` is how sentences call it, ``title`` (15 letters) how `top` does. One that ``restarts``
    is started again when it ends by itself.
    """

    name: str
    title: str
    main: Callable[[], object]
    restarts: bool = False


def apart(work: Callable[[], object], meanwhile: Callable[[], object] | None = None) -> None:
    """Do some work in a process of its own and wait for its end: nothing it opens is inherited.

    SQLite wants no connection in a process that splits, not even a closed one. What goes wrong is
    raised here as it was there. ``meanwhile`` is done in this process while it waits.
    """
    connections.close_all()
    reader, writer = FORK.Pipe(duplex=False)
    process = FORK.Process(target=_tell, args=(work, writer))
    process.start()
    writer.close()
    if meanwhile is not None:
        meanwhile()
    try:
        said: tuple[str, str] | Exception | None = reader.recv()
    except EOFError:
        said = "work_ended", "It ended before it was done. See the lines above."
    process.join()
    if isinstance(said, Exception):
        raise said
    if said is not None:
        raise Refused(*said)


def _tell(work: Callable[[], object], writer: Connection) -> None:
    """Run the work, and send what went wrong, or None."""
    _end_with_parent()
    said: tuple[str, str] | Exception | None = None
    try:
        work()
    except KeyboardInterrupt:
        sys.exit(1)
    except Refused as refused:
        said = refused.code, str(refused.message)
    except Exception as error:  # noqa: BLE001  # raised again where the work was asked for
        said = error
    finally:
        connections.close_all()
    writer.send(said)


def run(children: Sequence[Child], ready: Callable[[], bool]) -> None:
    """Run the processes until somebody stops us; when one ends by itself, the others are ended.

    ``ready`` is asked until it says so, and tells the person then. Ctrl-C, SIGTERM and a closed
    terminal all stop everything. Raises `Refused` when a process ended by itself, unless it is one
    that is started again.
    """
    connections.close_all()  # no connection may be shared, and this process only watches
    gc.collect()
    gc.freeze()  # the collector would touch, and so copy, what the children share
    stop = threading.Event()
    before = {number: signal.signal(number, lambda *_: stop.set()) for number in STOPPING}
    running = [_Running(child) for child in children]
    try:
        _watch(running, stop, ready)
    finally:
        for one in running:
            one.process.terminate()
        for one in running:
            one.process.join(STOP_SECONDS)
            one.process.kill()
            one.process.join()
        for number, handler in before.items():
            signal.signal(number, handler)
        gc.unfreeze()


class _Running:
    """A child under way. One that may be started again waits longer each time it ends early."""

    def __init__(self, child: Child) -> None:
        self.child = child
        self.pause, self.again_at, self.since = 1.0, 0.0, 0.0
        self.process = self._start()

    def _start(self) -> multiprocessing.process.BaseProcess:
        self.since = time.monotonic()
        process = FORK.Process(target=_begin, args=(self.child,), name=self.child.title)
        process.start()
        return process

    def look_after(self) -> None:
        """Start it again if it ended. Raises `Refused` where it must not end."""
        if self.process.is_alive():
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


def _begin(child: Child) -> None:
    """Run a child in its own process: it stops when the command does, also when that is killed."""
    _end_with_parent()
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(SET_NAME, child.title.encode())
    for number in STOPPING:
        signal.signal(number, signal.SIG_DFL)
    memory.give_back()
    child.main()


def _end_with_parent() -> None:
    """Ask Linux to end this process when the command is killed. Elsewhere it would stay."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(SET_DEATH_SIGNAL, signal.SIGTERM)


def _watch(running: Sequence[_Running], stop: threading.Event, ready: Callable[[], bool]) -> None:
    waited, answered = 0.0, False
    while not stop.wait(0.1):
        for one in running:
            one.look_after()
        answered = answered or ready()
        waited += 0.1
        if not answered and waited > START_SECONDS:
            raise Refused("not_ready", "The web server does not answer. See the lines above.")
