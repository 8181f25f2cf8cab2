"""`banggiao report`: compile a report and write it as a file. The register is only read."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import override

from banggiao.config.paper_files import check_place, form_of, write_whole
from banggiao.config.period_options import add_period, class_of, period_from
from banggiao.reports.definitions import DEFINITIONS, definition_of
from banggiao.reports.enums import PaperFormat
from banggiao.reports.papers.making import lists_of, make
from banggiao.reports.queries.compiling import Asked, compile_report, live_address

LANGUAGES = ("vi", "en")
"""The languages in which there is a template."""

FORMS = (PaperFormat.DOCX, PaperFormat.PDF, PaperFormat.XLSX, PaperFormat.JSON)


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
        form = form_of(out, FORMS, "a report")
        wanted = definition_of(definition)
        check_place(out)
        period_from(options, usual=wanted.rule)  # what it refuses is said in English
        with override(lang):
            period = period_from(options, usual=wanted.rule)
        compiled = compile_report(
            Asked(wanted, period, language=lang, classification=class_of(options["classification"]))
        )
        lists = lists_of(compiled, live_address(period), form)
        write_whole(out, make(form, compiled.content, lists))
        self.stderr.write(f"Written: {out}")
