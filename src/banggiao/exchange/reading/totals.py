"""Compares the sums a sheet states with what its rows sum up to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from banggiao.exchange.reading.result import Total

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from banggiao.exchange.books.book import Value
    from banggiao.exchange.layout import Table

SUMMED = {
    "headcount",
    "headcount_own",
    "cost",
    "cost_partner",
    "budget_state",
    "budget_partner",
    "days",
}
_NUMBER = re.compile(r"-?\d[\d.,  ]*")


def find_totals(table: Table, fields: Mapping[int, str]) -> list[Total]:
    """Give each sum with what stands in the rows it may count."""
    return list(_totals(table, fields))


def _totals(table: Table, fields: Mapping[int, str]) -> Iterator[Total]:
    from banggiao.exchange.reading.files import letter  # noqa: PLC0415  # leaf

    for total in table.totals:
        for column, value in total.cells.items():
            stated = number_in(value)
            if fields.get(column) not in SUMMED or stated is None:
                continue
            sums = [_sum(table, column, first, total.last) for first in total.firsts]
            fitting = [one for one in sums if abs(one - stated) < 0.005]
            # The widest section that is not the whole table is what a subtotal usually means.
            usual = sums[max(len(sums) - 2, 0)]
            yield Total(
                table.sheet,
                total.number,
                letter(column),
                fields[column],
                stated,
                fitting[0] if fitting else usual,
            )


def _sum(table: Table, column: int, first: int, last: int) -> float:
    rows = (row for row in table.rows if first <= row.number <= last and column in row.cells)
    return sum(number_in(row.cells[column]) or 0.0 for row in rows)


def number_in(value: Value) -> float | None:
    """Give the number a cell begins with, as it is summed up by hand; None where it has none."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return float(value)
    match = _NUMBER.match(str(value).strip())
    if not match:
        return None
    text = re.sub(r"[\s ]", "", match[0]).rstrip(".,")
    if "," in text:
        text = text.replace(".", "").replace(",", ".")
    try:
        return float(text)
    except ValueError:
        return None
