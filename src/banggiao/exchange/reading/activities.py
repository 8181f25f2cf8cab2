"""Reads a row of a log of delegations, meetings and events."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Any

from banggiao.core.text import fold
from banggiao.exchange.kinds.mapping import MARKS
from banggiao.exchange.reading.cells import (
    choose,
    joined,
    line,
    listed,
    one_line,
    read,
    text,
)
from banggiao.exchange.reading.choices import read_choice
from banggiao.exchange.reading.headcounts import read_headcount
from banggiao.exchange.reading.money import read_money
from banggiao.exchange.reading.result import Cell, Got
from banggiao.exchange.reading.statuses import read_status
from banggiao.exchange.reading.when import read_when
from banggiao.exchange.reading.where import read_partner_and_country
from banggiao.exchange.values.dates import read_date
from banggiao.exchange.values.numbers import read_ordinal
from banggiao.exchange.values.people import read_people

if TYPE_CHECKING:
    from collections.abc import Sequence

    from banggiao.exchange.reading.around import Around
    from banggiao.exchange.reading.register import Register
    from banggiao.exchange.reading.result import Cells


DIRECTIONS = {
    **dict.fromkeys(("ra", "di", "out", "outbound", "abroad", "出", "往"), "delegation_out"),
    **dict.fromkeys(("vao", "den", "in", "inbound", "入", "来"), "delegation_in"),
}
"""Words so short that they say a direction only in a column of kinds, folded."""


def read_activity(cells: Cells, around: Around, register: Register) -> dict[str, Got]:
    """Read a row of a log."""
    partner, countries = read_partner_and_country(cells, around, register)
    return {
        "no": read(cells, "no", read_ordinal),
        "code": line(cells, "code"),
        "title": line(cells, "title", "content"),
        "kind": read_kind(cells, around),
        "countries": countries,
        **partner,
        "place": line(cells, "place"),
        **read_days(cells, around),
        "people": read_team(cells, around),
        **read_headcount(cells),
        "content": line(cells, "content") if cells.get("title") else Got(""),
        "mode": choose(cells, "mode", "modes"),
        "rank": choose(cells, "rank", "ranks"),
        **read_money(cells, around, "cost", "cost_partner"),
        "units": read_units(cells),
        "status": read_status(cells, around),
        "result": text(cells, "result"),
        "note": line(cells, "note"),
    }


def read_kind(cells: Cells, around: Around) -> Got:
    """Say what sort of activity it is: by its own cell, the section or title, or its name."""
    got = choose(cells, "kind", "activity_kinds")
    if code := DIRECTIONS.get(fold(got.raw)):
        return Got(code, got.raw, got.column)
    if got.value or got.problem:
        return got
    if around.kind:
        return Got(around.kind, got.raw, got.column)
    by_title = read_choice("activity_kinds", line(cells, "title", "content").value)
    if by_title.value and not by_title.problem:
        return Got(by_title.value, got.raw, got.column, doubt="kind_guessed")
    doubt = "kind_guessed" if around.likely_kind else "kind_missing"
    return Got(around.likely_kind, got.raw, got.column, doubt=doubt)


def read_days(cells: Cells, around: Around) -> dict[str, Got]:
    """Read the first and the last day, from two columns or from one that holds both.

    A month, a quarter or a day in a single column is both its ends. A range in the first of two
    columns fills both.
    """
    reader = partial(read_when, around=around)
    name = "start" if cells.get("start") or not cells.get("when") else "when"
    cells = with_month(cells, name)
    starts, ends = joined(cells, name), {"end": cells.get("end", [])[-1:]}
    start = read(cells if ends["end"] else starts, name, reader, "")
    end = read(ends, "end", reader, "")
    if cells.get(MARKS) and not (start.raw or end.raw):
        name, start = "when", read_marks(cells, around)
    elif not (start.raw or end.raw):
        start = read(cells, "year", reader, "")
    whole = str(start.value or "")
    first, slash, last = whole.partition("/")
    if end.raw:
        if whole and _before(str(end.value or ""), first):
            end = _in_next_year(end, first)
    elif slash:
        start.value, end = first, Got(last, start.raw, start.column, "", start.doubt)
    elif whole and (name == "when" or len(first) != len("2023-01-01")):
        end = Got(first, start.raw, start.column, "", start.doubt)
    return {"start": start, "end": end}


def with_month(cells: Cells, name: str) -> Cells:
    """Put a day and the month in another column into one cell."""
    some = cells.get(name, [])
    if len(some) != 2 or some[0].column == some[1].column:
        return cells
    day, month = sorted(some, key=lambda cell: fold(cell.text).startswith("thang"))
    text = f"{day.text}/{re.sub(r'[^0-9]', '', month.text)}"
    return cells | {name: [Cell(text, day.column, day.row)]}


def read_marks(cells: Cells, around: Around) -> Got:
    """Read the months or quarters whose columns are crossed, from the first to the last."""
    marks = cells[MARKS]
    said = [read_when(cell.value, around).value for cell in marks]
    told = sorted(one for one in said if one)
    raw = ", ".join(cell.text for cell in marks)
    if not told:
        return Got("", raw, marks[0].column, "year_missing")
    value = told[0] if told[0] == told[-1] else f"{told[0]}/{told[-1]}"
    return Got(value, raw, marks[0].column)


def _before(end: str, start: str) -> bool:
    """Whether the end surely lies before the start: both full days, or years apart."""
    if not end or not start:
        return False
    if len(end) == len(start) == len("2023-01-01"):
        return end < start
    return end[:4].isdigit() and start[:4].isdigit() and end[:4] < start[:4]


def _in_next_year(end: Got, start: str) -> Got:
    """Take an end without a year, early in it, for one after a start late in the year before."""
    bare = read_date(end.raw).value
    if bare.startswith("XXXX") and start[5:7] >= "10" and bare[5:7] <= "03":
        return Got(f"{int(start[:4]) + 1}{bare[4:]}", end.raw, end.column, "", "unclear_date")
    return Got("", end.raw, end.column, "end_before_start", end.doubt)


def read_team(cells: Cells, around: Around) -> Got:
    """Read who went: the head from its own column, or the first of a list; then the members."""
    people: list[dict[str, Any]] = []
    all_doubts, column = [], 0
    problem = ""
    named = [(name, cell) for name in TEAM for cell in cells.get(name, [])]
    titles = {cell.row: cell.text for cell in cells.get("people_titles", [])}
    for name, cell in named:
        answer = read_people(cell.value, single=name == "head")
        column = column or cell.column
        problem = problem or answer.problem
        all_doubts.append(answer.doubt)
        found = [_person(one, "member") for one in answer.value]
        _give_titles(found, titles.get(cell.row, "") if name == named[0][0] else "")
        if found and name == "head" and not people:
            found[0]["role"] = "head"
        people += found
    head_title = line(cells, "head_title").value
    if head_title and people and people[0]["role"] == "head" and not people[0]["title"]:
        people[0]["title"] = head_title
    if people and "head" not in around.columns and all(one["role"] != "head" for one in people):
        people[0]["role"] = "head"
    raw = "\n".join(cell.text for _name, cell in named)
    return Got(_once(people), raw, column, problem, next(filter(None, all_doubts), ""))


TEAM = ("head", "people", "members")


def _give_titles(people: Sequence[dict[str, Any]], titles: str) -> None:
    """Give people the titles of the column beside them, line by line where they are as many."""
    lines = titles.splitlines() if len(people) > 1 else [one_line(titles)]
    if titles and len(lines) == len(people):
        for one, title in zip(people, lines, strict=True):
            one["title"] = one["title"] or title


def _person(one: Any, role: str) -> dict[str, Any]:
    is_head = any(_HEAD.fullmatch(fold(part)) for part in re.split(r"[,;(\n–-]", one.title))
    return {"name": one.name, "title": one.title, "role": "head" if is_head else role}


_HEAD = re.compile(r"truong doan(?: .*)?|head of (?:the )?delegation|団 長")


def _once(people: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Leave out who stands there twice, as a head who is listed among the members too."""
    seen: dict[str, dict[str, Any]] = {}
    for one in people:
        seen.setdefault(fold(one["name"]), one)
    return list(seen.values())


def read_units(cells: Cells) -> Got:
    """Read the units in charge, as typed, the lead first."""
    got = text(cells, "units")
    got.value = listed(got)
    return got
