"""Many texts at once: what imports and the demo go through.

The same rights, rules and constraints as the single actions; the shared steps are in
`accounts.bulk`. All or nothing: `RowsRefused` carries every error of every row. Idempotent by code:
what is in the register already, word for word, is left alone.
"""

from banggiao.agreements.actions.bulk.instruments import import_instruments
from banggiao.agreements.actions.bulk.rows import ActRow, InstrumentRow, SignatoryRow

__all__ = ["ActRow", "InstrumentRow", "SignatoryRow", "import_instruments"]
