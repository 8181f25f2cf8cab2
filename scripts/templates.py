"""Each template compiles, and holds nothing the content security policy would refuse.

`python -m scripts.templates` prints what is wrong.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from scripts.environment import use_django
from scripts.tree import SOURCE, Finding, files_below, relative, report

_ASSET = r"script|img|link|source|iframe|video|audio|use|object|embed"
REFUSED = [
    (r"\sstyle\s*=", "an inline style; write a class"),
    (r"<style\b", "a style element; write it in the stylesheet"),
    (r"<script\b(?![^>]*\ssrc\s*=)", "an inline script; write it in app.js"),
    (r"\son[a-z]+\s*=\s*[\"']", "an inline event handler; listen in app.js"),
    (r"\shx-on\b|=\s*[\"']js:|[\"']javascript:", "code inside an attribute; listen in app.js"),
    (rf"<(?:{_ASSET})\b[^>]*\b(?:src|href|data)\s*=\s*[\"']?(?:https?:)?//", "an outside asset"),
]
REFUSED_IN_STYLES = [
    (r"url\(\s*[\"']?(?:https?:)?//|@import\s+[\"'](?:https?:)?//", "an outside asset")
]


def _matches(path: Path, refused: list[tuple[str, str]]) -> Iterator[Finding]:
    text = path.read_text("utf-8")
    for pattern, sentence in refused:
        for found in re.finditer(pattern, text):
            yield Finding(relative(path), text.count("\n", 0, found.start()) + 1, sentence)


def markup_findings() -> Iterator[Finding]:
    """Find markup that the page's security policy refuses, or that asks an outside server."""
    for path in files_below(SOURCE, ".html"):
        yield from _matches(path, REFUSED)
    for path in files_below(SOURCE, ".css"):
        yield from _matches(path, REFUSED_IN_STYLES)


def compile_findings() -> Iterator[Finding]:
    """Find templates that do not compile."""
    use_django()
    from django.template import TemplateSyntaxError, engines  # noqa: PLC0415  # app ready

    for path in files_below(SOURCE, ".html", ".txt"):
        if "templates" not in path.relative_to(SOURCE).parts:
            continue
        try:
            engines["django"].from_string(path.read_text("utf-8"))
        except TemplateSyntaxError as error:
            yield Finding(relative(path), 1, f"does not compile: {error}")


def findings() -> Iterator[Finding]:
    """Find everything that is wrong in the templates."""
    yield from markup_findings()
    yield from compile_findings()


if __name__ == "__main__":
    sys.exit(report(findings()))
