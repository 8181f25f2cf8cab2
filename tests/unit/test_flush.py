"""A transactional test leaves the database as the migrations made it (see tests/flush.py)."""

import pytest
from django.core.management import call_command
from django.db import connection

from tests.flush import APPEND_ONLY, triggers_lifted

pytestmark = pytest.mark.django_db(transaction=True)


def triggers():
    sql = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE tgrelid = to_regclass(%s) "
        "AND NOT tgisinternal AND tgenabled = 'O'",
    }
    with connection.cursor() as cursor:
        cursor.execute(sql[connection.vendor], APPEND_ONLY[:1])
        return {row[0] for row in cursor.fetchall()}


def test_flush_restores_rows_and_triggers():
    rows, guards = connection.creation.serialize_db_to_string(), triggers()

    call_command("flush", interactive=False, verbosity=0)

    assert connection.creation.serialize_db_to_string() == rows
    assert triggers() == guards


def test_the_append_only_log_is_guarded_but_for_the_flush():
    assert triggers()
    with triggers_lifted(connection):
        assert not triggers()
    assert triggers()
