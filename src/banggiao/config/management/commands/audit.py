"""`banggiao audit verify`: walk the sealed log."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from banggiao.audit.models import Event
from banggiao.audit.seal import verify
from banggiao.core.errors import Refused


class Command(BaseCommand):
    help = "Check the log of who changed what. Exit code 1 when it was tampered with."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        commands = parser.add_subparsers(dest="action", required=True, metavar="verify")
        one = commands.add_parser("verify", help="walk the log from its first event to its last")
        one.add_argument(
            "--seen",
            metavar="HASH",
            default="",
            help="a last hash noted earlier: checks that the log still holds that event, "
            "so that its end was not cut off",
        )

    def handle(self, *, seen: str, **_options: Any) -> None:
        verdict = verify()
        if verdict.broken is not None:
            event = Event.objects.get(pk=verdict.broken)
            raise Refused(
                "log_broken",
                f"The log is broken at event {event.pk} ({event.at:%Y-%m-%d %H:%M:%S %Z}, "
                f"{event.actor}, {event.action}, {event.object_type} {event.object_code}): it was "
                f"changed, or one before it was put in or taken out. "
                f"{verdict.events} events before it are whole; the last has hash "
                f"{verdict.last_hash}.",
            )
        if seen and not Event.objects.filter(hash=seen).exists():
            raise Refused("log_cut", f"The log has no event with hash {seen}: its end was cut off.")
        self.stdout.write(f"The log is whole: {verdict.events} events.")
        self.stdout.write(f"Last hash: {verdict.last_hash}")
