"""`banggiao backup OUT`: the whole register as one file."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from banggiao.config.backup import back_up


class Command(BaseCommand):
    help = (
        "Write database, files and secret key to one file and read it back. Works while the "
        "server runs. Keep the file safe: it holds everything, restricted records too."
    )
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("out", metavar="OUT", type=Path, help="file to write, such as b.zip")

    def handle(self, *, out: Path, **_options: Any) -> None:
        manifest = back_up(out)
        size = sum(member.size for member in manifest.members) / 1024 / 1024
        self.stdout.write(
            f"Backed up to {out}: {len(manifest.members)} files, {size:.1f} MB unpacked, "
            f"{manifest.events} events in the log. Checked by reading it back."
        )
        self.stdout.write(f"Last hash: {manifest.last_hash}")
