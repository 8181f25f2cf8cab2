"""Reads a row of a log of delegations, meetings and events."""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any

from banggiao.core.text import fold
from banggiao.exchange.reading.cells import line, listed, read, renamed, text
from banggiao.exchange.reading.partners import read_partner
from banggiao.exchange.reading.result import Got
from banggiao.exchange.values.amounts import read_amount
from banggiao.exchange.values.choices import choices
from banggiao.exchange.values.dates import read_date
from banggiao.exchange.values.numbers import read_count, read_ordinal
from banggiao.exchange.values.people import read_people

if TYPE_CHECKING:
    from collections.abc import Sequence

    from banggiao.exchange.reading.around import Around
    from banggiao.exchange.reading.register import Register
    from banggiao.exchange.reading.result import Cells

MILLION = Decimal(1_000_000)
"""The unit of money in annexes of plans and logs where the heading names none."""

NEGATIVE = {"negative": "negative_headcount", "invalid": "invalid_number"}


def read_activity(
    cells: Cells, around: Around, register: Register, units: dict[int, Decimal]
) -> dict[str, Got]:
    """Read a row. ``units`` are the units of money of columns, where their heading says one."""
    countries = read_countries(cells, around, register)
    partner = read_partner(cells, register, countries.value or ())
    if not countries.value and not countries.problem and not countries.raw:
        countries = Got(country_of_partner(partner, register))
    count = read(cells, "headcount", read_count)
    return {
        "no": read(cells, "no", read_ordinal),
        "code": line(cells, "code"),
        "title": line(cells, "title", "content"),
        "kind": read_kind(cells, around),
        "countries": countries,
        **partner,
        "place": line(cells, "place"),
        **read_days(cells, around),
        "people": read_team(cells),
        **counted(count),
        "content": line(cells, "content") if cells.get("title") else Got(""),
        "mode": read(cells, "mode", choices("modes").read, ""),
        "rank": read(cells, "rank", choices("ranks").read, ""),
        **read_money(cells, "cost", "cost_partner", units),
        "units": read_units(cells),
        "status": read(cells, "status", choices("activity_states").read, ""),
        "result": text(cells, "result"),
        "note": line(cells, "note"),
    }


def read_kind(cells: Cells, around: Around) -> Got:
    """Say what sort of activity it is: by its own cell, the section or title, or its name."""
    kinds = choices("activity_kinds")
    got = read(cells, "kind", kinds.read, "")
    if got.value:
        return got
    if around.kind:
        return Got(around.kind, got.raw, got.column)
    by_title = kinds.read(line(cells, "title", "content").value)
    if by_title.value and not by_title.problem:
        return Got(by_title.value, got.raw, got.column, doubt="kind_guessed")
    return Got("", got.raw, got.column, got.problem, "kind_missing")


def read_countries(cells: Cells, around: Around, register: Register) -> Got:
    """Read the countries of a row; where it has none, those its section names."""
    got = read(cells, "countries", register.countries.read, ())
    if not got.raw:
        return Got(list(around.countries))
    got.value = list(got.value or ())
    return got


def country_of_partner(partner: dict[str, Got], register: Register) -> list[str]:
    """Give the countries of the bodies a row names, where it has no country of its own."""
    found = []
    for match in register.organisations.find(partner["partner"].value):
        if match.is_sure and match.country:
            found.append(match.country)
        break
    return found


def read_days(cells: Cells, around: Around) -> dict[str, Got]:
    """Read the first and the last day, from two columns or from one that holds both.

    A month, a quarter or a day in a single column is both its ends. A range in the first of two
    columns fills both.
    """
    reader = partial(read_date, year=around.year, month=around.month)
    name = "start" if _has(cells, "start") or not _has(cells, "when") else "when"
    start, end = read(cells, name, reader, ""), read(cells, "end", reader, "")
    has_own_end = bool(end.raw)
    whole = str(start.value or "")
    first, _, last = whole.partition("/")
    if _ and not has_own_end:
        start.value = first
        end = Got(last, start.raw, start.column, "", start.doubt)
    elif whole and not has_own_end and (name == "when" or len(first) != len("2023-01-01")):
        end = Got(first, start.raw, start.column, "", start.doubt)
    elif whole and has_own_end and _before(str(end.value or ""), first):
        end.problem, end.value = "end_before_start", ""
    return {"start": start, "end": end}


def _before(end: str, start: str) -> bool:
    """Whether the end surely lies before the start: both full days, or years apart."""
    if not end or not start:
        return False
    if len(end) == len(start) == len("2023-01-01"):
        return end < start
    return end[:4].isdigit() and start[:4].isdigit() and end[:4] < start[:4]


def _has(cells: Cells, name: str) -> bool:
    return bool(cells.get(name))


def read_team(cells: Cells) -> Got:
    """Read who went: the head from its own column, or the first of a list; then the members."""
    people: list[dict[str, Any]] = []
    doubts, raws, column = [], [], 0
    for name, role in (("head", "head"), ("people", "member"), ("members", "member")):
        for cell in cells.get(name, []):
            answer = read_people(cell.value, single=name == "head")
            raws.append(str(cell.value))
            column = column or cell.column
            doubts.append(answer.problem or answer.doubt)
            people += [
                _person(one, role if one is answer.value[0] else "member") for one in answer.value
            ]
    head_title = line(cells, "head_title").value
    if head_title and people and people[0]["role"] == "head" and not people[0]["title"]:
        people[0]["title"] = head_title
    if people and not any(one["role"] == "head" for one in people) and not cells.get("members"):
        people[0]["role"] = "head"
    return Got(_once(people), "\n".join(raws), column, "", next(filter(None, doubts), ""))


def _person(one: Any, role: str) -> dict[str, Any]:
    said = fold(one.title)
    is_head = said == "truong doan" or said.startswith("truong doan ")
    return {"name": one.name, "title": one.title, "role": "head" if is_head else role}


def _once(people: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Leave out who stands there twice, as a head who is listed among the members too."""
    seen: dict[str, dict[str, Any]] = {}
    for one in people:
        seen.setdefault(fold(one["name"]), one)
    return list(seen.values())


def counted(count: Got) -> dict[str, Got]:
    """Give a number of people as its lowest and, where the cell says a range, its highest."""
    count = renamed(count, **NEGATIVE)
    found = count.value
    return {
        "headcount": Got(
            found.low if found else None, count.raw, count.column, count.problem, count.doubt
        ),
        "headcount_max": Got(found.high if found else None, count.raw, count.column),
        "headcount_is_about": Got(bool(found and found.about), count.raw, count.column),
    }


def read_money(cells: Cells, ours: str, theirs: str, units: dict[int, Decimal]) -> dict[str, Got]:
    """Read what it costs in dong, and who pays: the state budget, the host, a project."""
    own, paid = _amount(cells, ours, units), _amount(cells, theirs, units)
    payer = (own.value.payer if own.value else "") or (paid.value.payer if paid.value else "")
    has_own = bool(own.value and own.value.dong is not None)
    has_paid = bool(paid.value and paid.value.dong is not None)
    if not payer and has_paid and not has_own:
        payer = "host"
    if not payer and has_own and theirs in cells:
        payer = "shared" if has_paid else "state_budget"
    by_word = read(cells, "funding", choices("funding").read, "")
    chosen = own if has_own or own.problem or not has_paid else paid
    amount = chosen.value.dong if chosen.value else None
    return {
        "cost": Got(amount, chosen.raw, chosen.column, chosen.problem, chosen.doubt),
        "budget_state": Got(
            _plain(own.value.millions) if has_own and own.value else None,
            own.raw,
            own.column,
            own.problem,
        ),
        "funding": Got(by_word.value or payer, by_word.raw or chosen.raw, chosen.column),
    }


def _amount(cells: Cells, name: str, units: dict[int, Decimal]) -> Got:
    column = next((cell.column for cell in cells.get(name, [])), 0)
    got = read(cells, name, partial(read_amount, unit=units.get(column, MILLION)))
    return renamed(got, negative="negative_amount", invalid="invalid_number")


def _plain(amount: Decimal) -> int | float:
    return int(amount) if amount == amount.to_integral_value() else float(amount)


def read_units(cells: Cells) -> Got:
    """Read the units in charge, as typed, the lead first."""
    got = text(cells, "units")
    got.value = listed(got)
    return got
