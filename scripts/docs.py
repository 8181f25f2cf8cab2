"""What a person may set, run or keep is written down: settings, commands, targets, records.

`python -m scripts.docs` prints what the documentation lacks.
"""

from __future__ import annotations

import functools
import re
import sys
import tomllib
from collections.abc import Iterator

from scripts.environment import use_django
from scripts.tree import ROOT, SOURCE, Finding, files_below, relative, report

CHANGELOG = "CHANGELOG.md"


@functools.cache
def documentation() -> str:
    """Give the whole documentation as one text."""
    pages = [*files_below(ROOT / "docs", ".md"), *ROOT.glob("*.md")]
    return "\n".join(path.read_text("utf-8") for path in sorted(pages))


def says(words: str) -> bool:
    """Tell whether the documentation holds these words, as words of their own."""
    return bool(re.search(rf"(?<![\w-]){re.escape(words)}(?![\w-])", documentation()))


def setting_findings() -> Iterator[Finding]:
    """Find environment variables that no page names."""
    from banggiao.config import env  # noqa: PLC0415  # leaf

    path = relative(SOURCE / "config" / "env.py")
    for name in env.VARIABLES:
        if not says(env.PREFIX + name):
            yield Finding(path, 1, f"{env.PREFIX}{name} is named on no page of docs/")


def target_findings() -> Iterator[Finding]:
    """Find make targets that no page names."""
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for target in re.findall(r"^(?!help)([a-z][a-z-]*):", makefile, re.MULTILINE):
        if not says(f"make {target}"):
            yield Finding("Makefile", 1, f"make {target} is named on no page of docs/")


def command_findings() -> Iterator[Finding]:
    """Find commands that no page names."""
    for path in files_below(SOURCE, ".py"):
        is_command = path.parent.name == "commands" and path.parent.parent.name == "management"
        if is_command and not path.name.startswith("_") and not says(f"banggiao {path.stem}"):
            yield Finding(relative(path), 1, f"banggiao {path.stem} is named on no page of docs/")


def record_findings() -> Iterator[Finding]:
    """Find records that the page of their room, docs/domain/<room>.md, does not name."""
    use_django()
    from django.apps import apps  # noqa: PLC0415  # app ready

    for room in apps.get_app_configs():
        page = ROOT / "docs" / "domain" / f"{room.label}.md"
        if not room.name.startswith("banggiao."):
            continue
        text = page.read_text("utf-8") if page.exists() else ""
        for model in room.get_models():
            if not re.search(rf"\b{model.__name__}\b", text):
                yield Finding(relative(page), 1, f"does not name the record {model.__name__}")


def changelog_findings() -> Iterator[Finding]:
    """Find out whether the changelog has a section for what comes, or for this version."""
    path = ROOT / CHANGELOG
    text = path.read_text("utf-8") if path.exists() else ""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    current = re.escape(project["version"])
    if not re.search(rf"^## .*(?:Unreleased|\b{current}\b)", text, re.MULTILINE | re.IGNORECASE):
        yield Finding(CHANGELOG, 1, "has no section called Unreleased or after this version")


def findings() -> Iterator[Finding]:
    """Find everything the documentation lacks."""
    yield from setting_findings()
    yield from target_findings()
    yield from command_findings()
    yield from record_findings()
    yield from changelog_findings()


if __name__ == "__main__":
    sys.exit(report(findings()))
