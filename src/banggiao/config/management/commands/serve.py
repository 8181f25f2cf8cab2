"""`banggiao serve`: serve a real register."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from banggiao.config import processes, serving
from banggiao.config.folder import in_use
from banggiao.config.options import add_address
from banggiao.core.errors import Refused
from banggiao.demo import mark


class Command(BaseCommand):
    help = "Serve the register. Run `banggiao migrate` first; stop with Ctrl-C."
    requires_migrations_checks = False
    requires_system_checks = ()  # they ask the database: `_check` runs them apart

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_address(parser)
        parser.add_argument(
            "--no-worker",
            action="store_true",
            help="start no background worker; `banggiao worker` runs elsewhere",
        )

    def handle(
        self, *, host: str, port: int, workers: int, no_worker: bool, **_options: Any
    ) -> None:
        if mark.read() is not None and not serving.is_loopback(host):
            raise Refused(
                "demo_beyond_loopback",
                "This is a demo register: its password is known to many. It is served on "
                "127.0.0.1 only.",
            )
        serving.refuse_busy(host, port)
        with in_use():
            serving.prepare_pages()
            processes.apart(self._check, serving.warm)
            address = f"http://{serving.bracketed(host)}:{port}/"
            processes.run(
                serving.children(host, port, workers, background=not no_worker),
                lambda: (
                    serving.answers(host, port)
                    and (self.stdout.write(f"Serving {address} . Stop with Ctrl-C."), True)[1]
                ),
            )

    def _check(self) -> None:
        self.check()
        serving.refuse_unmigrated()
