"""Counts the statements each page asks the database. A program: `python -m bench.questions`."""

from __future__ import annotations

import json
import sys
from typing import Any

import django

NO_QUESTION = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT", "ROLLBACK")


def count(size: int, keys: list[str]) -> dict[str, int]:
    """Ask for each page once to warm it, once to count."""
    from django.db import connection  # noqa: PLC0415  # app ready
    from django.test import Client  # noqa: PLC0415  # app ready

    from banggiao.accounts.models import User  # noqa: PLC0415  # app ready
    from bench.pages import Turn  # noqa: PLC0415  # app ready
    from bench.rooms import pages  # noqa: PLC0415  # app ready

    counted: dict[str, int] = {}
    seen: list[str] = []

    def note(
        execute: Any, sql: str, params: Any, many: Any, context: Any
    ) -> Any:  # as Django calls
        seen.append(sql)
        return execute(sql, params, many, context)

    for page in (page for page in pages() if page.key in keys):
        client = Client(headers={"host": "127.0.0.1"})
        client.force_login(User.objects.get(username=page.user), _backend())
        for number in (900_001, 900_002):
            turn, seen = Turn(number, size), []
            with connection.execute_wrapper(note):
                answer = (
                    client.post(page.address(turn), page.form(turn))
                    if page.form
                    else client.get(page.address(turn))
                )
                b"".join(answer) if answer.streaming else answer.content
        counted[page.key] = sum(not sql.startswith(NO_QUESTION) for sql in seen)
    return counted


def _backend() -> str:
    from django.conf import settings  # noqa: PLC0415  # app ready

    return str(settings.AUTHENTICATION_BACKENDS[-1])


if __name__ == "__main__":
    django.setup()
    sys.stdout.write(json.dumps(count(int(sys.argv[1]), sys.argv[2:])) + "\n")
