"""The project's files, and what no file of it may hold.

A file is one that git knows or would add. `python -m scripts.tree` prints each finding.
"""

from __future__ import annotations

import functools
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "banggiao"
SKIPPED_FOLDERS = {".git", ".venv", "__pycache__", ".mypy_cache", ".ruff_cache", ".pytest_cache"}
CODE_ENDINGS = {".py", ".sh", ".js", ".css", ".html"}
TEXT_ENDINGS = CODE_ENDINGS | {".csv", ".json", ".md", ".po", ".svg", ".toml", ".txt", ".yml"}


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing that is wrong, at one place."""

    path: str
    line: int
    text: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.text}"


def listing(findings: Iterable[Finding]) -> str:
    """Give the findings as a text, one a line; nothing found is an empty text."""
    return "\n".join(map(str, sorted(findings)))


def report(findings: Iterable[Finding]) -> int:
    """Print the findings, one a line, and give the exit code: 1 where there are any."""
    found = listing(findings)
    if found:
        print(found)
    return 1 if found else 0


def relative(path: Path) -> str:
    """Give the path as a reader of the repository writes it."""
    return (path.relative_to(ROOT) if path.is_relative_to(ROOT) else path).as_posix()


@functools.cache
def files() -> tuple[Path, ...]:
    """List the project's files, without what git ignores."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if listing.returncode == 0:
        paths = (ROOT / name for name in listing.stdout.decode().split("\0") if name)
    else:  # an unpacked archive
        paths = (path for path in ROOT.rglob("*") if not SKIPPED_FOLDERS & set(path.parts))
    return tuple(sorted(path for path in paths if path.is_file()))


def files_below(folder: Path, *endings: str) -> Iterator[Path]:
    """Give the project's files under a folder that have one of the endings."""
    for path in files():
        if path.is_relative_to(folder) and path.suffix in endings:
            yield path


def is_text(path: Path) -> bool:
    """Tell whether a person reads this file, by its name."""
    return path.suffix in TEXT_ENDINGS or not path.suffix or path.name.startswith(".")


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern that no line may match, and what to say of it."""

    pattern: re.Pattern[str]
    text: str
    code_only: bool = False


# Written in two halves each, so that this file passes its own rules.
_TODO = "TO" + "DO"
_NOQA = "no" + "qa"
HOSTS = ["py" + "pi.org", "python" + "hosted.org", "registry.npm" + "js", "deb.de" + "bian.org"]
_FOLDERS = ["/ro" + "ot/", "/ho" + "me/[a-z]", "/wo" + "rk/", "/Us" + "ers/[A-Za-z]"]
RULES = [
    Rule(
        re.compile(rf"(?<![\w.$}}~*-])(?:{'|'.join(_FOLDERS)})"),
        "names a folder of one machine",
    ),
    Rule(
        re.compile("|".join(map(re.escape, HOSTS))),
        "names the host of a package registry",
    ),
    Rule(
        re.compile(rf"\b{_TODO}\b(?!.*#\d)"),
        f"a {_TODO} names its issue: # {_TODO} #12: what is left",
        code_only=True,
    ),
    Rule(
        re.compile(rf"#\s*{_NOQA}(?!:\s*[A-Z]+\d+(?:,\s*[A-Z]+\d+)*\s+#\s*\S)"),
        f"a lint exception names its rule and its reason: # {_NOQA}: S603  # our own command",
        code_only=True,
    ),
    Rule(
        re.compile(r"#\s*type:\s*ignore(?!\[[\w, -]+\]\s+#\s*\S)"),
        "a type exception names its code and its reason: # type: ignore[arg-type]  # stub is wrong",
        code_only=True,
    ),
]


def _rules_for(path: Path) -> list[Rule]:
    code = path.suffix in CODE_ENDINGS or path.name == "Makefile"
    return [rule for rule in RULES if code or not rule.code_only]


def findings() -> Iterator[Finding]:
    """Find lines that no file of the project may hold, and addresses in the lock."""
    for path in files():
        if not is_text(path) or path == Path(__file__).resolve():
            continue
        rules = _rules_for(path)
        text = path.read_text("utf-8", errors="replace")
        for number, line in enumerate(text.splitlines(), start=1):
            for rule in rules:
                if rule.pattern.search(line):
                    yield Finding(relative(path), number, rule.text)
            if "requirements" in path.parts and "://" in line:
                yield Finding(relative(path), number, "the lock holds an address")


if __name__ == "__main__":
    sys.exit(report(findings()))
