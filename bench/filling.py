"""Fills a register through the bulk actions. A program of its own: `python -m bench.filling`.

It needs the settings in its environment (`bench.registers` sets them), migrates, opens the
accounts that sign in, lets each room load its rows, and prints what it took as JSON.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import batched
from random import Random
from typing import TYPE_CHECKING, Any

import django

if TYPE_CHECKING:
    from banggiao.accounts.models import User

PASSWORD = "only-for-benchmarks-9"  # noqa: S105  # of a register that is thrown away
BODIES = 10_000
FILE_ROWS = 5000
"""Rows of one bulk action, as of one large file."""


@dataclass(frozen=True, slots=True)
class Filling:
    """One register on its way. ``start`` numbers the first record, ``size`` activities to load.

    There are as many organisations, but never more than ten thousand, and half as many people.
    """

    size: int
    by: User
    start: int = 0
    took: dict[str, list[float]] = field(default_factory=dict)

    @property
    def chance(self) -> Random:
        """The same luck in every run."""
        return Random(self.size + self.start)

    @property
    def bodies(self) -> int:
        """How many organisations to load."""
        return min(self.size, BODIES)

    @property
    def people(self) -> int:
        """How many people to load."""
        return self.bodies // 2

    def body(self, chance: Random) -> int:
        """Give the number of any organisation."""
        return self.start + chance.randrange(self.bodies)

    def person(self, chance: Random) -> int:
        """Give the number of any person."""
        return self.start + chance.randrange(self.people)

    @property
    def is_new(self) -> bool:
        """Whether this fills an empty register, not adds to one."""
        return self.start == 0

    def load(self, name: str, action: Callable[..., Any], rows: Iterator[Any]) -> None:
        """Run the bulk action over the rows, a file at a time, and keep how fast it went."""
        for some in batched(rows, FILE_ROWS):
            with self.timed(name, len(some)):
                action(some, by=self.by)

    @contextmanager
    def timed(self, name: str, rows: int) -> Iterator[None]:
        """Add the rows, the seconds of the block, and those in which this process worked."""
        began, worked = time.perf_counter(), time.process_time()
        yield
        kept = self.took.setdefault(name, [0, 0.0, 0.0])
        kept[0] += rows
        kept[1] += time.perf_counter() - began
        kept[2] += time.process_time() - worked


def open_accounts() -> None:
    """Open the accounts that the measured pages are asked for with."""
    from banggiao.accounts.actions import add_user, system_user  # noqa: PLC0415  # app ready
    from banggiao.accounts.enums import Role  # noqa: PLC0415  # app ready
    from banggiao.core.enums import Classification  # noqa: PLC0415  # app ready

    actor = system_user()
    actor.role = Role.ADMINISTRATOR  # for these accounts only: the row stays as it is
    for name, role, clearance in (
        ("officer", Role.OFFICER, Classification.INTERNAL),
        ("head", Role.HEAD, Classification.RESTRICTED),
        ("auditor", Role.AUDITOR, Classification.RESTRICTED),
    ):
        add_user(
            by=actor,
            password=PASSWORD,
            username=name,
            full_name=f"Bench {name}",
            role=role,
            clearance=clearance,
        )


def settle() -> None:
    """Leave the database as it is after a quiet hour: nothing waits in a journal.

    PostgreSQL gathers its statistics by itself within minutes. SQLite gathers none unless the
    product asks it to, so nothing is asked for here.
    """
    from django.db import connection  # noqa: PLC0415  # app ready

    statements = {"postgresql": "VACUUM ANALYZE", "sqlite": "PRAGMA wal_checkpoint(TRUNCATE)"}
    with connection.cursor() as cursor:
        cursor.execute(statements[connection.vendor])


def fill(size: int, start: int) -> dict[str, list[float]]:
    """Fill an empty register, or add to one from a number on. Gives rows and seconds a kind."""
    from django.core.management import call_command  # noqa: PLC0415  # app ready

    from banggiao.accounts.actions import system_user  # noqa: PLC0415  # app ready
    from bench.rooms import steps  # noqa: PLC0415  # app ready

    if not start:
        call_command("migrate", interactive=False, verbosity=0)
        open_accounts()
    filling = Filling(size, system_user(), start)
    for step in steps():
        step(filling)
    settle()
    return filling.took


if __name__ == "__main__":
    django.setup()
    sys.stdout.write(json.dumps(fill(int(sys.argv[1]), int(sys.argv[2]))) + "\n")
