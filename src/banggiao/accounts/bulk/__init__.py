"""What every room's bulk action is made of.

All or nothing, idempotent by code, one audit event a record, one step id, one transaction, a
constant number of queries for 500 rows. `partners.actions.bulk` shows how a room uses it.
"""

from banggiao.accounts.bulk.answers import Imported, RowError, RowsRefused
from banggiao.accounts.bulk.drafts import Draft, Drafts, finish
from banggiao.accounts.bulk.parts import hold, hold_all
from banggiao.accounts.bulk.problems import Problems, judged_by_database
from banggiao.accounts.bulk.steps import (
    SIZE,
    clean,
    found,
    given,
    not_found,
    one_import,
    update,
)
from banggiao.core.inserting import insert

__all__ = [
    "SIZE",
    "Draft",
    "Drafts",
    "Imported",
    "Problems",
    "RowError",
    "RowsRefused",
    "clean",
    "finish",
    "found",
    "given",
    "hold",
    "hold_all",
    "insert",
    "judged_by_database",
    "not_found",
    "one_import",
    "update",
]
