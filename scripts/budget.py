"""The size budgets of the project. Nothing is exempt but migrations.

`python -m scripts.budget` prints what is over. With `--near` it prints what is over the soft
limit too: a good moment to make a package of the file.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

from scripts.tree import ROOT, SOURCE, Finding, files, relative, report

SOURCE_FILE, SOURCE_FILE_SOFT = 600, 400
TEST_FILE = 600
TEMPLATE = 150
FUNCTION, FUNCTION_SOFT = 60, 40
VIEW = 25
CLASS = 300

Function = ast.FunctionDef | ast.AsyncFunctionDef


def body_lines(function: Function, source: list[str]) -> int:
    """Count the lines of a function that do something: no signature, docstring, blank, comment."""
    body = function.body[1:] if ast.get_docstring(function, clean=False) else function.body
    if not body:
        return 0
    lines = (line.strip() for line in source[body[0].lineno - 1 : function.end_lineno])
    return sum(1 for line in lines if line and not line.startswith("#"))


def is_view(function: Function, path: Path) -> bool:
    """Tell whether a function answers a request: it stands in views and takes one first."""
    in_views = path.name == "views.py" or path.parent.name == "views"
    return in_views and bool(function.args.args) and function.args.args[0].arg == "request"


def _over(path: Path, line: int, what: str, count: int, limit: int) -> Iterator[Finding]:
    if count > limit:
        yield Finding(relative(path), line, f"{what} has {count} lines, the budget is {limit}")


def _python(path: Path, *, near: bool) -> Iterator[Finding]:
    text = path.read_text("utf-8")
    source = text.splitlines()
    is_test = path.is_relative_to(ROOT / "tests")
    soft = SOURCE_FILE_SOFT if near else SOURCE_FILE
    yield from _over(path, 1, "the file", len(source), TEST_FILE if is_test else soft)
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, Function):
            limit = FUNCTION_SOFT if near else FUNCTION
            if is_view(node, path):
                limit = VIEW
            count = body_lines(node, source)
            yield from _over(path, node.lineno, f"function {node.name}", count, limit)
        elif isinstance(node, ast.ClassDef):
            count = (node.end_lineno or node.lineno) - node.lineno + 1
            yield from _over(path, node.lineno, f"class {node.name}", count, CLASS)


def findings(*, near: bool = False) -> Iterator[Finding]:
    """Find files, functions, classes and templates that are over their budget."""
    for path in files():
        if path.suffix == ".py" and path.parent.name != "migrations":
            yield from _python(path, near=near)
        elif path.suffix == ".html" and path.is_relative_to(SOURCE):
            count = len(path.read_text("utf-8").splitlines())
            yield from _over(path, 1, "the template", count, TEMPLATE)


if __name__ == "__main__":
    sys.exit(report(findings(near="--near" in sys.argv)))
