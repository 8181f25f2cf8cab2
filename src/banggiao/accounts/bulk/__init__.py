"""What every room's bulk action is made of.

All or nothing, idempotent by code, one audit event a record, one step id, one transaction, a
constant number of queries for 500 rows. `partners.actions.bulk` shows how a room uses it.
"""

from banggiao.accounts.bulk.answers import Imported, Outcome, RowError, RowsRefused
from banggiao.accounts.bulk.aside import NotSetAside, Stays, set_aside_many
from banggiao.accounts.bulk.drafts import Draft, Drafts, finish
from banggiao.accounts.bulk.parts import delete, hold_all, take_out
from banggiao.accounts.bulk.problems import Problems, judged_by_database
from banggiao.accounts.bulk.steps import (
    CLEAR,
    SIZE,
    Clear,
    Number,
    clean,
    found,
    given,
    not_found,
    one_import,
    uncollected,
    update,
)
from banggiao.accounts.bulk.trial import trial
from banggiao.core.held import hold
from banggiao.core.inserting import insert

__all__ = [
    "CLEAR",
    "SIZE",
    "Clear",
    "Draft",
    "Drafts",
    "Imported",
    "NotSetAside",
    "Number",
    "Outcome",
    "Problems",
    "RowError",
    "RowsRefused",
    "Stays",
    "clean",
    "delete",
    "finish",
    "found",
    "given",
    "hold",
    "hold_all",
    "insert",
    "judged_by_database",
    "not_found",
    "one_import",
    "set_aside_many",
    "take_out",
    "trial",
    "uncollected",
    "update",
]
