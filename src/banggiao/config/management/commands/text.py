"""`banggiao text split`: the clauses of an agreement, from its Word file or plain text."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandParser

from banggiao.agreements.texts.changes import Changes
from banggiao.agreements.texts.reading import LARGEST_FILE, read_file
from banggiao.agreements.texts.split import split

if TYPE_CHECKING:
    from banggiao.agreements.texts.split import Split
    from banggiao.agreements.texts.tree import Node

SHOWN = 100
"""Characters of a clause that stand in the outline."""


class Command(BaseCommand):
    help = (
        "Work on the text of an agreement. `split` reads a Word file (.docx) or plain text and "
        "prints its clauses: articles, paragraphs, points. The register is neither read nor "
        "changed."
    )
    requires_system_checks = []
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser) -> None:
        commands = parser.add_subparsers(dest="action", required=True, metavar="split")
        one = commands.add_parser(
            "split",
            help="print the clauses of a text",
            description="Print the clauses of a text as an outline, or as JSON. What a person "
            "should look at (numbers that are missing or come twice, tracked changes, comments) "
            "goes to the error output, one sentence a line.",
        )
        one.add_argument("file", type=Path, metavar="FILE", help="a .docx file, or plain text")
        one.add_argument(
            "--json", dest="as_json", action="store_true", help="write JSON instead of an outline"
        )
        one.add_argument(
            "--changes",
            choices=[taken.value for taken in Changes],
            default=Changes.ACCEPTED.value,
            help="read tracked changes as accepted (default) or rejected",
        )

    def handle(self, *, file: Path, as_json: bool, changes: str, **_options: Any) -> None:
        with file.open("rb") as opened:
            content = opened.read(LARGEST_FILE + 1)
        reading = read_file(content, changes=Changes(changes))
        found = split(reading.lines)
        self.stdout.write(_as_json(found) if as_json else _outline(found))
        for finding in (*reading.findings, *found.findings):
            self.stderr.write(" ".join(finding.sentence.split()))


def _as_json(found: Split) -> str:
    data = {"language": found.language, "nodes": [_as_data(node) for node in found.nodes]}
    return json.dumps(data, ensure_ascii=False, indent=2)


def _as_data(node: Node) -> dict[str, str]:
    return {
        "eid": node.eid,
        "kind": node.kind.value,
        "num": node.num,
        "printed": node.printed,
        "heading": node.heading,
        "text": node.text,
        "parent": node.parent,
    }


def _outline(found: Split) -> str:
    """Give a line for each clause, moved in as deep as it lies."""
    depths = {"": -1}
    lines = [f"language: {found.language}"]
    for node in found.nodes:
        depth = depths[node.eid] = depths[node.parent] + 1
        words = " ".join(node.words.split())
        shown = words if len(words) <= SHOWN else f"{words[:SHOWN]}…"
        lines.append(f"{'  ' * depth}{node.eid}" + (f": {shown}" if shown else ""))
    return "\n".join(lines)
