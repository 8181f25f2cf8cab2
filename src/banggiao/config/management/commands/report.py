"""`banggiao report`: compile a report and write it as a file. The register is only read."""

from __future__ import annotations

import tempfile
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import override

from banggiao.config.period_options import add_period, class_of, period_from
from banggiao.core.errors import Refused
from banggiao.reports.definitions import DEFINITIONS, definition_of
from banggiao.reports.enums import PaperFormat
from banggiao.reports.papers.making import lists_of, make
from banggiao.reports.queries.compiling import Asked, compile_report, live_address

LANGUAGES = ("vi", "en")
"""The languages in which there is a template."""


class Command(BaseCommand):
    help = (
        "Compile a report and write it as a file: .docx, .pdf, .xlsx or .json, by the ending. "
        "Its figures count the records up to the class; nothing is written to the register."
    )
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "definition", metavar="REPORT", help=f"which report: {', '.join(DEFINITIONS)}"
        )
        add_period(parser)
        parser.add_argument("--lang", choices=LANGUAGES, default="vi", help="language (vi)")
        parser.add_argument("--out", type=Path, required=True, help="the file to write")

    def handle(self, *, definition: str, lang: str, out: Path, **options: Any) -> None:
        form = _form_of(out)
        wanted = definition_of(definition)
        _check_place(out)
        period_from(options, usual=wanted.rule)  # what it refuses is said in English
        with override(lang):
            period = period_from(options, usual=wanted.rule)
        compiled = compile_report(
            Asked(wanted, period, language=lang, classification=class_of(options["classification"]))
        )
        lists = lists_of(compiled, live_address(period), form)
        _write(out, make(form, compiled.content, lists))
        self.stderr.write(f"Written: {out}")


def _form_of(out: Path) -> str:
    ending = out.suffix.lower().lstrip(".")
    if ending not in PaperFormat.values:
        raise Refused(
            "format_unknown",
            f"The ending of {out.name!r} names no form of a report. "
            "Write .docx, .pdf, .xlsx or .json.",
        )
    return ending


def _check_place(out: Path) -> None:
    """Refuse a place where nothing can be written, before anything is counted."""
    if out.is_dir() or not out.parent.is_dir():
        what = "is a folder" if out.is_dir() else "lies in a folder that is not there"
        raise Refused("out_unwritable", f"{out} {what}. Name a file in a folder that is there.")


def _write(out: Path, content: bytes) -> None:
    """Write the whole file or nothing: one that was there before stays until then."""
    try:
        with tempfile.NamedTemporaryFile(dir=out.parent, prefix=".report-", delete=False) as file:
            file.write(content)
        place = Path(file.name)
        place.chmod(0o644)
        place.replace(out)
    except OSError as error:
        raise Refused(
            "out_unwritable",
            f"{out} cannot be written ({error.strerror}). Name another file with --out.",
        ) from error
