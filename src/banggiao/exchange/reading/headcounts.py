"""Reads how many people a row names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from banggiao.exchange.reading.cells import read, renamed
from banggiao.exchange.reading.result import Got
from banggiao.exchange.values.numbers import ADDED_UP, Count, read_count

if TYPE_CHECKING:
    from banggiao.exchange.reading.result import Cells

NEGATIVE = {"negative": "negative_headcount", "invalid": "invalid_number"}


def read_headcount(cells: Cells) -> dict[str, Got]:
    """Read a number of people; where several columns part it, such as nam and nữ, their sum."""
    some = [cell for cell in cells.get("headcount", []) if cell.text]
    got = read(cells, "headcount", read_count)
    if len(some) > 1 and not got.problem:
        answers = [read_count(cell.value) for cell in some]
        wrong = [(cell, one) for cell, one in zip(some, answers, strict=True) if one.problem]
        counts = [one.value for one in answers if one.value]
        if wrong:
            cell, answer = wrong[0]
            got = Got(None, cell.text, cell.column, answer.problem)
        elif len(counts) > 1:
            got.value, got.doubt = _sum(counts), ADDED_UP
        elif counts:
            got.value = counts[0]
    return _counted(renamed(got, **NEGATIVE))


def _sum(counts: list[Count]) -> Count:
    low, high = sum(one.low for one in counts), sum(one.high or one.low for one in counts)
    return Count(low, high if high > low else None, any(one.about for one in counts))


def _counted(count: Got) -> dict[str, Got]:
    """Give a number of people as its lowest and, where the cell says a range, its highest."""
    found = count.value
    return {
        "headcount": Got(
            found.low if found else None, count.raw, count.column, count.problem, count.doubt
        ),
        "headcount_max": Got(found.high if found else None, count.raw, count.column),
        "headcount_is_about": Got(bool(found and found.about), count.raw, count.column),
    }
