"""One database measured: its registers side by side, pages and floors in turn.

Other work on the machine then slows all of them alike, and ratios hold where seconds do not.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from random import Random
from statistics import median

from bench import registers
from bench.client import Session, Times, in_turn, sign_in, together
from bench.exporting import FORMS
from bench.filling import FILE_ROWS
from bench.importing import WAYS
from bench.pages import Page
from bench.registers import Register
from bench.server import serving

MANY = 8
WARMING = 3
"""Clients that show a heavy page to the workers before it counts."""
TIMES = 3
"""The whole list is sent so many times: other work on the machine makes it slower, never faster."""
ADDED_FROM = 500_000
"""Where the records begin that are added to see how fast bulk loading is today."""


@dataclass(frozen=True, slots=True)
class Effort:
    """How much is measured: rounds, requests of each client in a round, starts of the server."""

    rounds: int
    alone: int
    together: int
    starts: int
    sizes: tuple[int, ...]


@dataclass(slots=True)
class Measured:
    """What was measured of one page on one register, for one client and for many."""

    page: dict[int, Times] = field(default_factory=lambda: {1: Times(), MANY: Times()})
    floor: dict[int, Times] = field(default_factory=lambda: {1: Times(), MANY: Times()})
    statements: int | None = None


@dataclass(slots=True)
class Outcome:
    """Everything measured on one register."""

    size: int
    pages: dict[str, Measured] = field(default_factory=dict)
    cold_start: float = 0.0
    memory: float = 0.0
    bulk: dict[str, list[float]] = field(default_factory=dict)
    exports: dict[str, tuple[float, float]] = field(default_factory=dict)
    """By the form of the file: seconds, and the peak of memory of its process in megabytes."""
    imports: dict[str, tuple[float, float]] = field(default_factory=dict)
    """By the way of importing: the same."""


@dataclass(slots=True)
class Target:
    """A register that answers, and who is signed in there."""

    register: Register
    outcome: Outcome
    sessions: dict[str, Session] = field(default_factory=dict)

    def open(self, port: int, pages: Sequence[Page]) -> None:
        """Sign in whoever is needed, and let every worker show every page before it counts."""
        self.sessions = {
            user: sign_in(port, self.register.size, user) for user in {p.user for p in pages}
        }
        for page in pages:
            together(self.sessions[page.user], page, WARMING if page.heavy else MANY, 1)


def run(database: str, effort: Effort, pages: Sequence[Page], outcomes: Sequence[Outcome]) -> None:
    """Measure one database at all sizes, into outcomes that are there if it is cut short."""
    with ExitStack() as stack:
        targets = []
        for outcome in outcomes:
            register = stack.enter_context(registers.opened(database, outcome.size))
            targets.append(Target(register, outcome))
        for target in targets:
            _say(f"{database}, {target.register.size:,}: start, memory, statements")
            _measure_server(target, effort.starts, pages)
            _count_statements(target, pages)
            _measure_exports(target)
            _measure_imports(target)
        _measure_pages(targets, effort, pages)
        _say(f"{database}: bulk loading")
        for target in targets:
            target.outcome.bulk = target.register.fill(FILE_ROWS, ADDED_FROM)


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _measure_server(target: Target, starts: int, pages: Sequence[Page]) -> None:
    """Start the server alone a few times; the first start collects files and does not count."""
    times = []
    for number in range(starts + 1):
        with serving(target.register) as server:
            times.append(server.started_in)
            if number == starts:
                target.open(server.port, pages)
                target.outcome.memory = server.memory()
    target.outcome.cold_start = median(times[1:])


def _count_statements(target: Target, pages: Sequence[Page]) -> None:
    keys = [page.key for page in pages]
    answer = target.register.call("bench.questions", str(target.register.size), *keys)
    for key, number in json.loads(answer).items():
        target.outcome.pages[key] = Measured(statements=number)


def _measure_exports(target: Target) -> None:
    """Send the whole list in each form, a process each."""
    for form in FORMS:
        target.outcome.exports[form] = _best(target, "bench.exporting", form)


def _measure_imports(target: Target) -> None:
    """Bring ten thousand messy rows in, a process each; nothing of it stays."""
    for way in WAYS:
        target.outcome.imports[way] = _best(target, "bench.importing", way)


def _best(target: Target, program: str, way: str) -> tuple[float, float]:
    """Run a program several times: the fastest counts, and the highest peak of memory."""
    runs = [json.loads(target.register.call(program, way)) for _number in range(TIMES)]
    return min(seconds for seconds, _peak in runs), max(peak for _seconds, peak in runs)


def _measure_pages(targets: Sequence[Target], effort: Effort, pages: Sequence[Page]) -> None:
    order, chance = list(pages), Random(1)
    with ExitStack() as stack:
        servers = [stack.enter_context(serving(target.register)) for target in targets]
        for target, server in zip(targets, servers, strict=True):
            target.open(server.port, pages)
        for number in range(effort.rounds):
            _say(f"  round {number + 1} of {effort.rounds}")
            chance.shuffle(order)
            for page in order:
                for target, server in zip(targets, servers, strict=True):
                    server.require()
                    _measure_page(target, page, effort)


def _measure_page(target: Target, page: Page, effort: Effort) -> None:
    """Measure a page and its floor: in turn for one client, one after the other for many."""
    kept = target.outcome.pages.setdefault(page.key, Measured())
    session = target.sessions[page.user]
    pair = in_turn(session, page, 1 if page.heavy else effort.alone)
    kept.page[1].add(pair.page)
    kept.floor[1].add(pair.floor)
    count = 1 if page.heavy else effort.together
    kept.page[MANY].add(together(session, page, MANY, count))
    if page.floor:
        kept.floor[MANY].add(together(session, page, MANY, count, floor=True))
