"""Reads a row of the annex of a year's plan."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from banggiao.exchange.kinds.mapping import MARKS
from banggiao.exchange.reading.activities import (
    read_days,
    read_kind,
    read_marks,
    read_units,
)
from banggiao.exchange.reading.cells import choose, line, read, renamed
from banggiao.exchange.reading.headcounts import read_headcount
from banggiao.exchange.reading.money import read_money
from banggiao.exchange.reading.result import Got
from banggiao.exchange.reading.when import read_when
from banggiao.exchange.reading.where import read_partner_and_country
from banggiao.exchange.values.numbers import read_count, read_ordinal

if TYPE_CHECKING:
    from banggiao.exchange.reading.around import Around
    from banggiao.exchange.reading.register import Register
    from banggiao.exchange.reading.result import Cells


def read_plan_line(cells: Cells, around: Around, register: Register) -> dict[str, Got]:
    """Read a row. ``period`` is one EDTF text, as the annex gives it in one cell."""
    partner, countries = read_partner_and_country(cells, around, register)
    days = read(cells, "days", read_count)
    days = renamed(days, negative="negative_days", invalid="invalid_number")
    days.value = days.value.low if days.value else None
    return {
        "no": read(cells, "no", read_ordinal),
        "code": line(cells, "code"),
        "title": line(cells, "title", "content"),
        "kind": read_kind(cells, around),
        "rank": read_rank(cells),
        "countries": countries,
        **partner,
        "content": line(cells, "content") if cells.get("title") else Got(""),
        "place": line(cells, "place"),
        "period": read_period(cells, around),
        "days": days,
        **read_headcount(cells),
        **read_money(cells, around, "budget_state", "budget_partner"),
        "units": read_units(cells),
        "mode": choose(cells, "mode", "modes"),
        "basis": line(cells, "basis"),
        "note": line(cells, "note"),
    }


def read_rank(cells: Cells) -> Got:
    """Read the level of the head; words we do not know are a doubt, not an error."""
    got = choose(cells, "rank", "ranks")
    got.doubt = "unknown_rank" if got.doubt == "unknown_choice" else got.doubt
    return got


def read_period(cells: Cells, around: Around) -> Got:
    """Read when it is foreseen, as one EDTF text, also where two columns say it."""
    if cells.get("start") and not cells.get("period"):
        days = read_days(cells, around)
        start, end = days["start"], days["end"]
        start.problem = start.problem or end.problem
        if end.value and end.value != start.value:
            start.value = f"{start.value}/{end.value}"
        return start
    if cells.get(MARKS) and not cells.get("period"):
        return read_marks(cells, around)
    name = "period" if cells.get("period") else "year"
    return read(cells, name, partial(read_when, around=around), "")
