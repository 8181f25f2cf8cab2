"""Many series or activities at once: what imports and the demo go through.

The same rights, rules and constraints as the single actions; the shared steps are in
`accounts.bulk`. All or nothing: `RowsRefused` carries every error of every row. Idempotent by code:
what is in the register already, word for word, is left alone.
"""

from banggiao.activities.actions.bulk.activities import import_activities
from banggiao.activities.actions.bulk.rows import (
    ActivityRow,
    ParticipantRow,
    ResultRow,
    SeriesRow,
    SessionRow,
)
from banggiao.activities.actions.bulk.series import import_series

__all__ = [
    "ActivityRow",
    "ParticipantRow",
    "ResultRow",
    "SeriesRow",
    "SessionRow",
    "import_activities",
    "import_series",
]
