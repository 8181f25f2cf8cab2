"""Runs the whole suite, `make test`: on PostgreSQL where it is found, then on SQLite.

The pass on SQLite is the complete one (browser and repository tests too) and comes last, so that
the last line is pytest's own. A pass that fails ends the run, and its line is then the last.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from contextlib import ExitStack, suppress
from types import FrameType
from typing import NoReturn

from scripts import browser, postgres
from scripts.tree import ROOT

PYTEST = [sys.executable, "-m", "pytest", "-n", "2", "--dist", "worksteal"]
NOTHING_COLLECTED = 5
PATIENCE_SECONDS = 15
IN_CI = os.environ.get("CI") == "true"


def install_what_is_missing() -> None:
    """Install browser, PostgreSQL and fonts where that needs no question: as root, with apt-get."""
    if os.environ.get("INSTALL") != "0" and not (browser.find() and postgres.find_programs()):
        subprocess.run(["sh", "scripts/system_packages.sh"], cwd=ROOT, check=False)


def left_out() -> list[str]:
    """Name what cannot be tested on this machine."""
    missing = []
    if browser.find() is None:
        missing.append("the browser tests (no Chromium; name one in CHROMIUM)")
    if postgres.find_programs() is None:
        missing.append("the pass on PostgreSQL (no server programs)")
    return missing


def on_postgresql(arguments: list[str]) -> int:
    """Run what depends on the database once more, on a cluster made for this run."""
    if postgres.find_programs() is None:
        return 0
    print("On PostgreSQL:", flush=True)
    chosen = ["-m", "not browser", "--ignore=tests/browser", "--ignore=tests/repo"]
    with ExitStack() as stack:
        try:
            url = stack.enter_context(postgres.throw_away())
        except postgres.PostgresMissing as error:
            print(f"Left out: the pass on PostgreSQL. {error}", file=sys.stderr, flush=True)
            return 1 if IN_CI else 0
        code = run_pytest([*chosen, *arguments], {**os.environ, "BANGGIAO_DATABASE_URL": url})
    return 0 if code == NOTHING_COLLECTED else code


def on_sqlite(arguments: list[str]) -> int:
    """Run the complete suite on the default database."""
    print("On SQLite:", flush=True)
    names = os.environ.keys() - {"BANGGIAO_DATABASE_URL"}
    return run_pytest(arguments, {name: os.environ[name] for name in names})


def run_pytest(arguments: list[str], environment: dict[str, str]) -> int:
    """Run pytest and give its exit code. Whoever ends us ends it too, and it may tidy up."""
    with tempfile.TemporaryDirectory(prefix="banggiao-test-", ignore_cleanup_errors=True) as folder:
        process = subprocess.Popen(
            [*PYTEST, *arguments], cwd=ROOT, env={**environment, "TMPDIR": folder}
        )
        try:
            return process.wait()
        except SystemExit:  # after Ctrl-C pytest has had the signal itself
            process.send_signal(signal.SIGINT)
            raise
        finally:
            with suppress(subprocess.TimeoutExpired):
                process.wait(timeout=PATIENCE_SECONDS)
            process.kill()


def _end(number: int, frame: FrameType | None) -> NoReturn:
    """Turn a request to end into an ordinary exit, so that the cluster is taken down."""
    sys.exit(128 + number)


def main(arguments: list[str]) -> int:
    """Run both passes."""
    signal.signal(signal.SIGTERM, _end)
    signal.signal(signal.SIGHUP, _end)
    install_what_is_missing()
    for part in (missing := left_out()):
        print(f"Left out: {part}.", file=sys.stderr, flush=True)
    if missing and IN_CI:
        return 1
    return on_postgresql(arguments) or on_sqlite(arguments)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
