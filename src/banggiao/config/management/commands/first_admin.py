"""`banggiao first-admin`: open the first account of a new register."""

from __future__ import annotations

import sys
from getpass import getpass
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from banggiao.accounts.actions import add_user
from banggiao.accounts.console import console
from banggiao.accounts.enums import Role
from banggiao.accounts.models import User
from banggiao.audit.context import step
from banggiao.core.enums import Classification
from banggiao.core.errors import Refused


class Command(BaseCommand):
    help = (
        "Open the account of the first administrator, who opens all others in the register. "
        "Asks for the password twice."
    )
    requires_migrations_checks = False

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        return super().create_parser(prog_name, subcommand.replace("_", "-"), **kwargs)

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username", help="small letters a-z, digits, dots and hyphens")
        parser.add_argument("--full-name", default="", help="the user name, if left out")
        parser.add_argument(
            "--password-stdin",
            action="store_true",
            help="read the password from the first line of standard input",
        )

    def handle(
        self, *, username: str, full_name: str, password_stdin: bool, **_options: Any
    ) -> None:
        refuse_second()
        password = _from_stdin() if password_stdin else _from_terminal()
        with step():
            add_user(
                by=console(),
                password=password,
                username=username,
                full_name=full_name or username,
                role=Role.ADMINISTRATOR,
                clearance=Classification.PUBLIC,
            )
        self.stdout.write(f"{username} is administrator now and can sign in.")


def refuse_second() -> None:
    """Refuse when there is an administrator already: they open accounts in the register."""
    if User.objects.filter(role=Role.ADMINISTRATOR, is_active=True).exists():
        raise Refused(
            "administrator_exists",
            "There is an administrator already. They open further accounts under Users.",
        )


def _from_terminal() -> str:
    if not sys.stdin.isatty():
        raise Refused(
            "no_terminal", "There is no terminal to ask for the password. Use --password-stdin."
        )
    password = getpass("Password: ")
    if password != getpass("Again: "):
        raise Refused("passwords_differ", "The two passwords differ. Nothing was changed.")
    return password


def _from_stdin() -> str:
    password = sys.stdin.readline().rstrip("\r\n")
    if not password:
        raise Refused("password_missing", "Standard input holds no password.")
    return password
