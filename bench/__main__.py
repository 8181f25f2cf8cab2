"""Measures the house: `python -m bench`, or `make bench ARGS='--quick'`. See docs/bench.md."""

from __future__ import annotations

import argparse
import signal
import sys
from dataclasses import replace
from types import FrameType
from typing import NoReturn

from bench import registers, reporting, texts
from bench.client import NotSignedIn
from bench.pages import Page
from bench.registers import POSTGRESQL, SQLITE
from bench.rooms import pages
from bench.running import Effort, Outcome, run
from bench.server import NotServing
from scripts import postgres

FULL = Effort(rounds=3, alone=6, together=2, starts=3, sizes=(10_000, 100_000))
QUICK = Effort(rounds=2, alone=4, together=1, starts=1, sizes=(1_000, 10_000))


def read(arguments: list[str]) -> argparse.Namespace:
    """Read the options."""
    parser = argparse.ArgumentParser(
        prog="python -m bench",
        description="Measures pages against the floor of the same run, at several sizes.",
        epilog="Built registers are kept in BENCH_CACHE (default: banggiao-bench in the system's "
        "temporary folder). Goals are compared, never asserted: a bench that ran ends with 0.",
    )
    parser.add_argument(
        "--sizes", type=int, nargs="+", help="activities in a register (10000 100000)"
    )
    parser.add_argument(
        "--databases",
        nargs="+",
        choices=[SQLITE, POSTGRESQL],
        help="default: sqlite, and postgresql where its programs are installed",
    )
    parser.add_argument(
        "--quick",
        action="store_true",
        help="two minutes: small registers, few requests, SQLite alone",
    )
    parser.add_argument(
        "--pages", nargs="+", choices=[page.key for page in pages()], help="default: all"
    )
    return parser.parse_args(arguments)


def _databases(options: argparse.Namespace) -> list[str]:
    if options.databases:
        return list(options.databases)
    with_postgresql = not options.quick and postgres.find_programs()
    return [SQLITE, POSTGRESQL] if with_postgresql else [SQLITE]


def _effort(options: argparse.Namespace) -> Effort:
    chosen = QUICK if options.quick else FULL
    sizes = tuple(sorted(options.sizes)) if options.sizes else chosen.sizes
    return replace(chosen, sizes=sizes)


def show(database: str, effort: Effort, chosen: list[Page]) -> None:
    """Measure one database and print what came of it, also when somebody ends it early."""
    outcomes = [Outcome(size) for size in effort.sizes]
    try:
        run(database, effort, chosen, outcomes)
    finally:
        print(f"\n{database}: milliseconds for one client and for 8, and ratios to the floor\n")
        print(reporting.pages_table(outcomes, chosen))
        print()
        print(reporting.machine_table(outcomes))
        for line in reporting.failures(outcomes, chosen):
            print(f"Not as it should be: {line}")
        sys.stdout.flush()


def _end(number: int, frame: FrameType | None) -> NoReturn:
    """Turn a request to end into an ordinary exit, so that servers are stopped."""
    print(f"Ended by {signal.Signals(number).name}.", file=sys.stderr, flush=True)
    sys.exit(128 + number)


def main(arguments: list[str]) -> int:
    """Measure what was asked for."""
    signal.signal(signal.SIGTERM, _end)
    signal.signal(signal.SIGHUP, _end)
    options = read(arguments)
    chosen = [page for page in pages() if not options.pages or page.key in options.pages]
    print(reporting.machine(), flush=True)
    try:
        with registers.alone():
            for database in _databases(options):
                show(database, _effort(options), chosen)
        if not options.pages:
            print("\nwords: seconds in one process, without a server\n")
            print(reporting.words_table(texts.rows()), flush=True)
    except (registers.Missing, postgres.PostgresMissing, NotServing, NotSignedIn) as stopped:
        print(f"The bench cannot go on. {stopped}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
