"""Mends what can be mended by itself, `make fix`; `make check` shows what is left."""

from __future__ import annotations

import subprocess
import sys

from scripts import messages
from scripts.check import template_paths, tool
from scripts.tree import ROOT


def main() -> int:
    """Run the tools that write."""
    templates = template_paths()
    commands = [
        tool("ruff", "check", "--fix-only", "--quiet"),
        tool("ruff", "format", "--quiet"),
        *([tool("djangofmt", "check", "--fix", *templates)] if templates else []),
        *([tool("djangofmt", "--quiet", *templates)] if templates else []),
    ]
    worst = max(subprocess.run(line, cwd=ROOT, check=False).returncode for line in commands)
    return max(worst, messages.update())


if __name__ == "__main__":
    sys.exit(main())
