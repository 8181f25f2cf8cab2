"""Runs the benchmarks, `make bench`."""

from __future__ import annotations

import runpy
import sys

from scripts.environment import use_scratch
from scripts.tree import ROOT


def main() -> int:
    """Run `bench/__main__.py`, or say that there is none."""
    if not (ROOT / "bench" / "__main__.py").exists():
        print("There are no benchmarks yet: bench/__main__.py is missing.", file=sys.stderr)
        return 1
    use_scratch(keep=("BANGGIAO_DATABASE_URL",))
    runpy.run_module("bench", run_name="__main__", alter_sys=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
