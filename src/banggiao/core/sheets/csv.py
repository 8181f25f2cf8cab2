"""Lists as .csv: UTF-8 with its mark, commas, lines ended as RFC 4180 says, a chunk at a time.

Commas, days as 2013-04-22 and a point in numbers stay the same in every language. What Excel takes
for the separator hangs on the settings of a machine, not on its language: no choice of ours fits
all of them, and whoever reads a .csv with a program must not have to guess. For Excel there is the
.xlsx beside it.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from itertools import batched
from typing import TYPE_CHECKING

from banggiao.core.dates import PartialDate
from banggiao.core.sheets.values import RISKY, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from banggiao.core.sheets.values import Value

AT_ONCE = 500
MARK = "\ufeff"
"""Without it Excel reads a .csv in the code page of the machine."""


def as_csv(rows: Iterable[Sequence[Value]]) -> Iterator[bytes]:
    """Write rows, the first one the head. A text that would run as a formula gets a ' in front.

    Numbers and days are no texts: -5 stays -5.
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    yield MARK.encode()
    for some in batched(rows, AT_ONCE):
        writer.writerows(map(_fields, some))
        yield buffer.getvalue().encode()
        buffer.seek(0)
        buffer.truncate()


def _fields(row: Sequence[Value]) -> list[str | int | float]:
    # Most cells are texts: a question less for each of a million is a tenth of the time.
    return [
        (value if not value or value[0] not in RISKY else f"'{value}")
        if type(value) is str
        else _field(value)
        for value in row
    ]


def _field(value: Value) -> str | int | float:
    if isinstance(value, PartialDate) and value.is_exact:
        return value.text
    known = plain(value)
    if known is None:
        return ""
    if isinstance(known, str):
        return f"'{known}" if known[:1] in RISKY else known
    if isinstance(known, dt.datetime):
        return known.isoformat(" ")
    return known.isoformat() if isinstance(known, dt.date) else known
