"""Finds rows that say the same as an earlier one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from banggiao.core.text import fold_toned
from banggiao.exchange.reading.result import Repeated

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from banggiao.exchange.reading.result import ReadRow

UNTOLD = frozenset({"no", "partner_id", "partner_ids", "partner_new", "partner_words"})
"""A number in the list does not make a row another one; what partners were found goes by name."""
FEWEST = 3
"""Rows that tell less than this may well be alike."""
ROUGHLY = ("kind", "countries", "start", "end", "period", "signed", "headcount", "days", "cost")
"""Rows that differ in one of these need not be compared word by word."""


def find_repeats(rows: Sequence[ReadRow]) -> list[Repeated]:
    """Find them, and note on each row which one it repeats.

    Rows say the same if what was read from each cell is the same, however it was typed; cells that
    say nothing readable are compared as they stand.
    """
    alike: dict[tuple[object, ...], list[ReadRow]] = {}
    for row in rows:
        said = tuple(repr(row.values[name].value) for name in ROUGHLY if name in row.values)
        alike.setdefault((row.sheet, row.kind, row.section, said), []).append(row)
    for some in alike.values():
        if len(some) > 1:
            _compare(some)
    return [
        Repeated(row.sheet, row.row, row.duplicate_of)
        for row in rows
        if row.duplicate_of is not None
    ]


def _compare(rows: Sequence[ReadRow]) -> None:
    seen: dict[tuple[object, ...], int] = {}
    for row in rows:
        told = tuple(_told(row))
        if len(told) < FEWEST:
            continue
        first = seen.setdefault((told, fold_toned(" ".join(row.unread))), row.row)
        if first != row.row:
            row.duplicate_of = first


def _told(row: ReadRow) -> Iterator[tuple[str, ...]]:
    """Give what each cell of a row tells, or its text where nothing was read from it."""
    cells: dict[tuple[int, str], list[str]] = {}
    for name, got in row.values.items():
        if name not in UNTOLD and got.raw:
            said = cells.setdefault((got.column, got.raw), [])
            if got.value and not got.problem:
                plain = got.value if isinstance(got.value, str) else repr(got.value)
                said.append(f"{name} {fold_toned(plain)}")
    for (_column, raw), said in cells.items():
        yield tuple(said) or (fold_toned(raw),)
