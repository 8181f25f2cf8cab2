"""What SQLite knows of how values are spread, by which it chooses an index.

PostgreSQL keeps this by itself. SQLite counts only when it is told to, and without it reads a whole
index where a narrow one would do: a hundred thousand activities took a hundred times as long.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection

if TYPE_CHECKING:
    from django.db import models

GROWN = 2
"""Count anew when a table is so many times as long as when it was last counted."""

SHORT = 1000
"""A table with fewer rows is read quickly by any index."""


def keep_statistics(model: type[models.Model]) -> bool:
    """Let SQLite count anew if the model's table has doubled since it last did. Tells whether."""
    if connection.vendor != "sqlite":
        return False
    newest = model._default_manager.order_by("-pk").values_list("pk", flat=True).first() or 0
    if newest < max(SHORT, GROWN * _counted(model._meta.db_table)):
        return False
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return True


def _counted(table: str) -> int:
    """Give how many rows the table had when it was last counted; 0 where it never was."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM sqlite_master WHERE name = 'sqlite_stat1'")
        if cursor.fetchone() is None:
            return 0
        cursor.execute("SELECT stat FROM sqlite_stat1 WHERE tbl = %s LIMIT 1", [table])
        found = cursor.fetchone()
    return int(found[0].split()[0]) if found else 0
