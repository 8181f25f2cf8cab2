"""`banggiao demo`: load the demo register and serve it."""

from __future__ import annotations

import os
from argparse import ArgumentParser
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.management.base import BaseCommand

from banggiao.config import processes, serving
from banggiao.config.demo_register import open_demo, reset_demo
from banggiao.config.folder import in_use
from banggiao.config.options import add_address
from banggiao.core.errors import Refused
from banggiao.demo import mark
from banggiao.demo.fiction import USERS

if TYPE_CHECKING:
    from banggiao.demo.mark import Mark


class Command(BaseCommand):
    help = (
        "Load the demo register (real public facts, made-up users) and serve it on this machine. "
        "What was entered stays until --reset. A real register is never touched."
    )
    requires_migrations_checks = False
    requires_system_checks = ()  # they ask the database: `_load` runs them apart

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_address(parser)
        parser.add_argument("--no-serve", action="store_true", help="load only")
        parser.add_argument("--reset", action="store_true", help="empty the demo and start afresh")

    def handle(
        self, *, host: str, port: int, workers: int, no_serve: bool, reset: bool, **_options: Any
    ) -> None:
        if not serving.is_loopback(host):
            raise Refused(
                "demo_beyond_loopback",
                "The demo is served on this machine only: its password is printed for all to see. "
                "Leave out --host.",
            )
        if not no_serve:
            serving.refuse_busy(host, port)
        if reset:
            processes.apart(reset_demo)
        with in_use():
            serving.prepare_pages()
            processes.apart(self._load, serving.warm)
            present = mark.read()
            if present is None:
                raise Refused("demo_missing", "The demo was not loaded. Start it again.")
            if no_serve:
                self._print_sign_ins(present)
                return
            address = f"http://{serving.bracketed(host)}:{port}"
            if "BANGGIAO_BASE_URL" not in os.environ:
                settings.BASE_URL = address  # the port is known only now
            processes.run(
                serving.children(host, port, workers),
                lambda: self._ready(host, port, address, present),
            )
        self._say("Stopped. What was entered is kept; `banggiao demo` goes on with it.")

    def _load(self) -> None:
        self.check()
        open_demo(self._say)

    def _say(self, line: str) -> None:
        self.stderr.write(line, self.style.NOTICE)
        self.stderr.flush()

    def _ready(self, host: str, port: int, address: str, present: Mark) -> bool:
        if not serving.answers(host, port):
            return False
        self._print_sign_ins(present, address)
        return True

    def _print_sign_ins(self, present: Mark, address: str = "") -> None:
        line = "-" * 64
        where = f"Banggiao demo: {address}/" if address else "The demo register is loaded."
        people = [f"  {u.username:<12} {u.full_name}, {u.job_title}" for u in USERS]
        password = f"Password of all: {present.password}"
        end = ["Stop with Ctrl-C."] if address else []
        text = [line, where, "", "Sign in as:", *people, "", password, *end, line]
        self.stdout.write("\n".join(text))
        self.stdout.flush()
