"""Compares the sums a sheet states with what its rows sum up to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from banggiao.exchange.reading.around import Around
from banggiao.exchange.reading.gathering import MONEY
from banggiao.exchange.reading.letters import letter
from banggiao.exchange.reading.money import MILLION
from banggiao.exchange.reading.result import Total
from banggiao.exchange.values.amounts import read_amount
from banggiao.exchange.values.numbers import read_count

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from decimal import Decimal

    from banggiao.exchange.books.book import Value
    from banggiao.exchange.layout import Table, TotalRow
    from banggiao.exchange.reading.result import ReadRow

CLOSE = 0.005

SUMMED = MONEY | {"headcount", "headcount_own", "days"}
_NEGATIVE = re.compile(r"\s*[-−–]\s*(\d+)")


@dataclass(frozen=True, slots=True)
class Sums:
    """A table with the fields of its columns and what was read of its rows."""

    table: Table
    fields: Mapping[int, str]
    rows: Sequence[ReadRow]


def find_totals(sums: Sums) -> Iterator[Total]:
    """Give each sum with what stands in the rows it may count, in the unit of its column."""
    table = sums.table
    units = Around.from_data(sums.rows[0].around).units if sums.rows else {}
    repeated = {row.row for row in sums.rows if row.duplicate_of is not None}
    numbers: dict[int, list[tuple[int, float]]] = {}
    for total in table.totals:
        for column, value in total.cells.items():
            name = sums.fields.get(column, "")
            unit = units.get(name, MILLION) if name in MONEY else None
            stated = number_in(value, unit) if name in SUMMED else None
            if stated is None:
                continue
            if column not in numbers:
                numbers[column] = list(_numbers(table, column, unit))
            counted = _closest(stated, total, numbers[column], repeated)
            yield Total(table.sheet, total.number, letter(column), name, stated, counted)


def _numbers(table: Table, column: int, unit: Decimal | None) -> Iterator[tuple[int, float]]:
    for row in table.rows:
        if column in row.cells and column not in row.carried:
            yield row.number, number_in(row.cells[column], unit) or 0.0


def _closest(
    stated: float, total: TotalRow, numbers: Sequence[tuple[int, float]], repeated: set[int]
) -> float:
    """Give the sum that agrees; else that of the widest section, which a subtotal usually means.

    Repeated rows are counted or not, as whoever summed up did.
    """
    found = []
    for first in total.firsts:
        mine = [(row, one) for row, one in numbers if first <= row <= total.last]
        found.append(round(sum(one for _row, one in mine), 6))
        without = round(sum(one for row, one in mine if row not in repeated), 6)
        if abs(without - stated) < CLOSE:
            return without
    fitting = [one for one in found if abs(one - stated) < CLOSE]
    return fitting[0] if fitting else found[max(len(found) - 2, 0)]


def number_in(value: Value, unit: Decimal | None = None) -> float | None:
    """Give the number of a cell as it is summed up by hand, the negative ones too.

    ``unit`` is how many đồng an amount of money counts in; none for people, days and other money.
    None where there is no number.
    """
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    if match := _NEGATIVE.match(str(value)):
        return -float(match[1])
    if not unit:
        count = read_count(value).value
        return float(count.low) if count else None
    amount = read_amount(value, unit=unit).value
    return float(amount.dong / unit) if amount and amount.dong is not None else None
