"""Reads what a row costs, and who pays."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

from banggiao.exchange.reading.cells import choose, line, read, renamed
from banggiao.exchange.reading.result import Got
from banggiao.exchange.values.amounts import read_amount

if TYPE_CHECKING:
    from banggiao.exchange.reading.around import Around
    from banggiao.exchange.reading.result import Cells

MILLION = Decimal(1_000_000)
"""The unit of money in annexes of plans and logs where the heading names none."""


_PRICED = re.compile(r"\d ?(?:triệu|tr|tỷ|tỉ|nghìn|đồng|vnđ|vnd)\b", re.IGNORECASE)


def read_money(cells: Cells, around: Around, ours: str, theirs: str) -> dict[str, Got]:
    """Read what it costs in dong, and who pays: the state budget, the host, a project.

    ``ours`` and ``theirs`` are the fields of both columns; what is wrong with one of them is said
    of it.
    """
    if not cells.get(ours) and _PRICED.search(line(cells, "funding").value):
        cells = cells | {ours: cells["funding"]}  # NSNN: 450 triệu
    own, paid = _amount(cells, ours, around), _amount(cells, theirs, around)
    payer = (own.value.payer if own.value else "") or (paid.value.payer if paid.value else "")
    has_own = bool(own.value and own.value.dong is not None)
    has_paid = bool(paid.value and paid.value.dong is not None)
    if not payer and has_paid and not has_own:
        payer = "host"
    if not payer and has_own and theirs in cells:
        payer = "shared" if has_paid else "state_budget"
    by_word = choose(cells, "funding", "funding")
    chosen = paid if has_paid and not (has_own or own.problem) else own
    state = _plain(own.value.millions) if has_own and own.value else None
    return {
        ours: Got(None, own.raw, own.column, own.problem, own.doubt),
        theirs: Got(
            _plain(paid.value.millions) if has_paid and paid.value else None,
            paid.raw,
            paid.column,
            paid.problem,
            paid.doubt,
        ),
        "cost": Got(
            chosen.value.dong if chosen.value else None,
            chosen.raw,
            chosen.column,
            own.problem if ours == "cost" else "",
            chosen.doubt,
        ),
        "budget_state": Got(
            state, own.raw, own.column, own.problem if ours == "budget_state" else ""
        ),
        "funding": Got(by_word.value or payer, by_word.raw or chosen.raw, chosen.column),
    }


def _amount(cells: Cells, name: str, around: Around) -> Got:
    unit = around.units.get(name, MILLION)
    got = read(cells, name, partial(read_amount, unit=unit or MILLION))
    if not unit and got.value and got.value.dong is not None:
        got.value, got.doubt = replace(got.value, dong=None, millions=Decimal(0)), "other_currency"
    elif got.value and got.value.currency not in {"", "VND"}:
        got.doubt = got.doubt or "other_currency"
    return renamed(got, negative="negative_amount", invalid="invalid_number")


def _plain(amount: Decimal) -> int | float:
    return int(amount) if amount == amount.to_integral_value() else float(amount)
