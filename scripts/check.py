"""The quality gate, `make check`: writes nothing, prints one line a check.

Only a check that fails shows what it printed. Caches (.mypy_cache and the like) are not counted
as writing: git ignores them.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from scripts.environment import use_scratch
from scripts.tree import ROOT, SOURCE, files_below, relative

PYTHON = [sys.executable, "-m"]
TOOLS = Path(sys.executable).parent


@dataclass(frozen=True, slots=True)
class Check:
    """One check: what it looks at, and the command that looks."""

    name: str
    command: list[str]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a check ended."""

    check: Check
    passed: bool
    seconds: float
    output: str


def tool(name: str, *arguments: str) -> list[str]:
    """Give the command of a tool of the environment."""
    return [str(TOOLS / name), *arguments]


def template_paths() -> list[str]:
    """List the templates, as the formatter takes them."""
    return [relative(path) for path in files_below(SOURCE, ".html")]


def checks() -> list[Check]:
    """List the checks, the slow ones first so that the others run beside them."""
    templates = template_paths()
    formatted = [
        Check("template format", tool("djangofmt", "--check", *templates)),
        Check("template lint", tool("djangofmt", "check", *templates)),
    ]
    return [
        Check("types", tool("mypy")),
        Check("import order", tool("lint-imports", "--no-cache")),
        Check("migrations", [*PYTHON, "scripts.migrations", "--check"]),
        Check("templates", [*PYTHON, "scripts.templates"]),
        Check("documentation", [*PYTHON, "scripts.docs"]),
        Check("translations", [*PYTHON, "scripts.messages", "check"]),
        Check("lint", tool("ruff", "check", "--quiet")),
        Check("format", tool("ruff", "format", "--check", "--quiet", "--diff")),
        *(formatted if templates else []),
        Check("sizes", [*PYTHON, "scripts.budget"]),
        Check("reasons", [*PYTHON, "scripts.reasons"]),
        Check("clean files", [*PYTHON, "scripts.tree"]),
    ]


def run(check: Check) -> Outcome:
    """Run one check and keep what it printed."""
    start = time.monotonic()
    done = subprocess.run(
        check.command,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )
    output = (done.stdout + done.stderr).strip()
    return Outcome(check, done.returncode == 0, time.monotonic() - start, output)


def main() -> int:
    """Run all checks, two or more at a time, and show those that failed."""
    use_scratch()
    start = time.monotonic()
    failed: list[Outcome] = []
    with ThreadPoolExecutor(max(2, os.cpu_count() or 2)) as pool:
        for outcome in pool.map(run, checks()):
            mark = "ok    " if outcome.passed else "FAILED"
            print(f"{mark} {outcome.check.name:<16} {outcome.seconds:5.1f} s", flush=True)
            if not outcome.passed:
                failed.append(outcome)
    for outcome in failed:
        print(f"\n--- {outcome.check.name}\n{outcome.output}")
    print(f"\n{len(failed)} of {len(checks())} checks failed, {time.monotonic() - start:.0f} s.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
