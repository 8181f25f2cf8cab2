"""What needs a reason beside it: each dependency, each import inside a function.

`python -m scripts.reasons` prints what lacks one.
"""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

from scripts.tree import ROOT, SOURCE, Finding, files_below, relative, report

# Why an import may stand inside a function. Anything else belongs on top of the file.
IMPORT_REASONS = ("leaf", "slow import", "optional dependency", "app ready")
_IMPORT_REASON = re.compile(rf"#\s*(?:{'|'.join(IMPORT_REASONS)})\b")


def dependencies(text: str) -> Iterator[tuple[str, int, bool]]:
    """Give each dependency of a pyproject.toml: as written, its line, whether a reason follows."""
    tables = tomllib.loads(text)
    groups = [
        tables["project"]["dependencies"],
        *tables["project"].get("optional-dependencies", {}).values(),
        *tables.get("dependency-groups", {}).values(),
    ]
    lines = list(enumerate(text.splitlines(), start=1))
    for dependency in (item for group in groups for item in group if isinstance(item, str)):
        number, line = next(found for found in lines if f'"{dependency}"' in found[1])
        yield dependency, number, bool(line.rpartition('"')[2].partition("#")[2].strip())


def dependency_findings() -> Iterator[Finding]:
    """Find dependencies without a reason."""
    path = ROOT / "pyproject.toml"
    for name, line, has_reason in dependencies(path.read_text("utf-8")):
        if not has_reason:
            yield Finding(relative(path), line, f"{name} has no reason on its line")


def inline_imports(tree: ast.AST) -> Iterator[ast.Import | ast.ImportFrom]:
    """Give the imports that stand inside functions, each once."""
    found = {
        node.lineno: node
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    }
    yield from found.values()


def import_findings(path: Path) -> Iterator[Finding]:
    """Find imports inside functions of one file that give no reason of the closed list."""
    text = path.read_text("utf-8")
    lines = text.splitlines()
    for node in inline_imports(ast.parse(text)):
        if not _IMPORT_REASON.search(lines[node.lineno - 1]):
            allowed = " | ".join(IMPORT_REASONS)
            sentence = f"an import inside a function says why: # noqa: PLC0415  # {allowed}"
            yield Finding(relative(path), node.lineno, sentence)


def findings() -> Iterator[Finding]:
    """Find everything that lacks its reason."""
    yield from dependency_findings()
    for path in files_below(SOURCE, ".py"):
        yield from import_findings(path)


if __name__ == "__main__":
    sys.exit(report(findings()))
