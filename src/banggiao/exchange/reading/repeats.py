"""Finds rows that say the same as an earlier one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from banggiao.core.text import fold_toned
from banggiao.exchange.reading.result import Repeated

if TYPE_CHECKING:
    from collections.abc import Sequence

    from banggiao.exchange.reading.result import ReadRow

UNTOLD = {"no"}
"""A number in the list does not make a row another one."""
FEWEST = 3
"""Rows that tell less than this may well be alike."""


def find_repeats(rows: Sequence[ReadRow]) -> list[Repeated]:
    """Find them, and note on each row which one it repeats."""
    seen: dict[tuple[object, ...], int] = {}
    repeated = []
    for row in rows:
        told = tuple(
            (name, fold_toned(" ".join(texts)))
            for name, texts in sorted(row.texts.items())
            if name not in UNTOLD and any(texts)
        )
        if len(told) < FEWEST:
            continue
        key = (row.sheet, row.kind, row.section, told)
        first = seen.setdefault(key, row.row)
        if first != row.row:
            row.duplicate_of = first
            repeated.append(Repeated(row.sheet, row.row, first))
    return repeated
