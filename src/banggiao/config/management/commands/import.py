"""`banggiao import`: bring a spreadsheet into the register, or only say what it holds."""  # noqa: N999  # a command is called by its file's name

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand

from banggiao.accounts.actions import system_user
from banggiao.accounts.models import User
from banggiao.config.paper_files import check_place, write_whole
from banggiao.config.period_options import add_class, add_year, class_of
from banggiao.core.errors import Refused
from banggiao.exchange.command import Asked, as_json, bring_in, read_only
from banggiao.exchange.enums import Decision, Kind
from banggiao.exchange.models import AUTO

if TYPE_CHECKING:
    from banggiao.exchange.deciding.deciding import Decided
    from banggiao.exchange.reading.result import Reading

SHOWN = 20
"""So many errors are printed; all of them stand in the JSON."""


class Command(BaseCommand):
    help = (
        "Bring a spreadsheet (.xlsx, .xls, .ods, .csv) into the register: all or nothing, each "
        "record citing file, sheet and row. With --dry-run nothing is written."
    )
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "kind",
            metavar="KIND",
            choices=[*Kind.values, AUTO],
            help=", ".join([*Kind.values, AUTO]),
        )
        parser.add_argument("file", metavar="FILE", type=Path, help="the spreadsheet")
        parser.add_argument("--dry-run", action="store_true", help="only say what would be done")
        parser.add_argument(
            "--json", dest="out", type=Path, metavar="OUT", help="write what was read to this file"
        )
        parser.add_argument("--as", dest="username", metavar="USER", help="whose rights count")
        add_year(parser, "the plan that lines go to; else the title of the file says it")
        add_class(parser, "the class of the new records (internal)")
        parser.add_argument(
            "--leave-out-refused",
            action="store_true",
            help="write the other rows where some cannot be taken in",
        )

    def handle(self, *, file: Path, kind: str, out: Path | None, **options: Any) -> None:
        if not file.is_file():
            raise Refused("file_missing", f"There is no file {file}.")
        if out is not None:
            check_place(out)
        asked = Asked(file, kind, class_of(options["classification"]), options["year"])
        by = _user(options["username"])
        if options["dry_run"] or out is not None:
            reading, decided = read_only(asked, by)
            if out is not None:
                text = json.dumps(as_json(reading, decided), ensure_ascii=False, indent=2)
                write_whole(out, f"{text}\n".encode())
            self._tell(reading, decided)
        if not options["dry_run"]:
            one = bring_in(asked, by, leave_out_refused=options["leave_out_refused"])
            self.stdout.write(f"Written: {one.total} rows, import {one.code}.")

    def _tell(self, reading: Reading, decided: list[Decided]) -> None:
        counts = Counter(str(one.decision) for one in decided)
        words = ", ".join(f"{counts[name]} {name}" for name in Decision.values if counts[name])
        self.stdout.write(f"{len(reading.rows)} rows: {words}.")
        for problem in reading.problems[:SHOWN]:
            place = f"{problem.sheet}, row {problem.row}, column {problem.column or '-'}"
            self.stderr.write(f"{place}: {problem.code} ({problem.value})")
        if len(reading.problems) > SHOWN:
            self.stderr.write(f"… and {len(reading.problems) - SHOWN} more errors")
        for remark in reading.remarks:
            self.stderr.write(str(remark.message))


def _user(username: str | None) -> User:
    """Give whose rights count: the person named, or the register's own account."""
    if not username:
        return system_user()
    found = User.objects.filter(username=username, is_active=True).first()
    if found is None:
        raise Refused("user_unknown", f"There is no open account {username!r}.")
    return found
