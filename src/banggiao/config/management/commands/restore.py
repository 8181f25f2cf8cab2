"""`banggiao restore IN`: put a backup in the place of the register."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from banggiao.config import serving
from banggiao.config.restore import restore
from banggiao.core.errors import Refused


class Command(BaseCommand):
    help = (
        "Check a backup and put it in the place of the register. The server must be stopped. "
        "A register that is there is kept beside it."
    )
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("source", metavar="IN", type=Path, help="file that `backup` wrote")
        parser.add_argument("--yes", action="store_true", help="replace the register that is there")

    def handle(self, *, source: Path, yes: bool, **_options: Any) -> None:
        done = restore(source, replace=yes)
        self.stdout.write(
            f"Restored the register of {done.manifest.made_at}: {done.manifest.events} events in "
            "the log, all whole."
        )
        if done.kept:
            self.stdout.write(f"What was there before is kept in {done.kept}.")
        try:
            serving.refuse_unmigrated()
        except Refused as refused:
            self.stdout.write(f"It is of an older version. {refused.message}")
