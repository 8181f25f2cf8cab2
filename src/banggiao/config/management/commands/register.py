"""`banggiao register`: write the office's register of agreements as a file."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from banggiao.agreements.papers.making import FORMS, make
from banggiao.agreements.papers.register import Asked, compile_register
from banggiao.config.paper_files import check_place, form_of, write_whole
from banggiao.config.period_options import add_class, add_year, class_of
from banggiao.core.papers.forms import LANGUAGES

KINDS = ("instruments",)


class Command(BaseCommand):
    help = (
        "Write the register of agreements as a file: .docx, .pdf or .xlsx, by the ending. With "
        "--year the list of that year for the Ministry of Foreign Affairs. The register is only "
        "read."
    )
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "kind", metavar="KIND", choices=KINDS, help=f"of what: {', '.join(KINDS)}"
        )
        add_year(parser, "only the list of this year")
        add_class(parser, "name the records up to this class (internal)")
        parser.add_argument("--lang", choices=LANGUAGES, default="vi", help="language (vi)")
        parser.add_argument("--out", type=Path, required=True, help="the file to write")

    def handle(
        self, *, year: int | None, classification: str, lang: str, out: Path, **options: Any
    ) -> None:
        form = form_of(out, FORMS, "the register")
        check_place(out)
        asked = Asked(year=year, classification=class_of(classification), language=lang)
        write_whole(out, make(form, compile_register(asked)))
        self.stderr.write(f"Written: {out}")
