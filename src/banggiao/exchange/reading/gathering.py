"""From the rows of a table to the cells of one thing by field."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from banggiao.core.text import fold
from banggiao.exchange.kinds.fields import label_key
from banggiao.exchange.kinds.mapping import MARKS
from banggiao.exchange.kinds.marks import time_of
from banggiao.exchange.kinds.neighbours import MONTHS
from banggiao.exchange.layout import lists_people
from banggiao.exchange.reading.result import Cell
from banggiao.exchange.values.amounts import CURRENCIES, read_unit_of_heading
from banggiao.exchange.values.cells import bare
from banggiao.exchange.values.ditto import is_ditto

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from banggiao.exchange.books.book import Value
    from banggiao.exchange.kinds.mapped import Mapped
    from banggiao.exchange.layout import Row, Table
    from banggiao.exchange.reading.result import Cells

PEOPLE = frozenset(
    {"people", "members", "head", "signatories", "signatories_vn", "signatories_foreign"}
)
BESIDE_PEOPLE = frozenset({"note", "head_title", "people_titles"})
"""A row with nothing but people, and these beside them, belongs to the row above it."""
NAMING = frozenset({"no", "title", "number"})
"""What a row has of its own if it is another thing."""
MONEY = frozenset({"cost", "cost_partner", "budget_state", "budget_partner"})
NAMES = frozenset({"name", "name_vi", "name_en", "name_ja", "name_native"})
"""What a body or a person is called: each such row is one, whatever it has in common."""
WHEN = frozenset({"start", "end", "when", "period", MARKS, "signed", "signed_place"})
COUNTED = MONEY | {"headcount", "headcount_own", "days", "term"}
WORDS = frozenset({"title", "content", "partner", "place", "units", "result", "note"})
GOING_ON = PEOPLE | BESIDE_PEOPLE | WORDS | WHEN | {"countries"}
"""What a numbered row may go on with in a row without a number: more countries, their days."""
OTHER_MONEY = Decimal(0)
"""The unit of amounts in another currency: they count in no đồng."""

_UNIT_LINE = re.compile(r"(?:đvt|đơn vị(?: tính)?|unit|単位)\s*[:：]", re.IGNORECASE)


def grouped(table: Table, mapped: Mapping[int, Mapped]) -> Iterator[list[Row]]:
    """Put rows that only say more people of the row above together with it.

    Rows in which nothing stands in a known column are left out.
    """
    group: list[Row] = []
    for row in table.rows:
        if group and row.sections == group[0].sections and listing_of(row):
            group.append(row)
            continue
        if not any(c in mapped and mapped[c].field for c in row.cells.keys() - row.carried):
            continue
        if group and row.sections == group[0].sections and _continues(row, group[0], mapped):
            group.append(row)
            continue
        if group:
            yield group
        group = [row]
    if group:
        yield group


def listing_of(row: Row) -> str:
    """Give the line that names the people of the row above, where a row is nothing else."""
    own = [text for column, text in row.texts.items() if column not in row.carried]
    if len(own) != 1 or not lists_people(own[0]):
        return ""
    label, _colon, rest = own[0].replace("：", ":").partition(":")
    return own[0] if fold(label).startswith("truong doan") else rest.strip()


BELOW = -1
"""Stands for the column of people who are named in a line below their row."""


def _continues(row: Row, first: Row, mapped: Mapping[int, Mapped]) -> bool:
    fields = {c: one.field for c in row.cells if (one := mapped.get(c)) and one.field}
    told = {name for column, name in fields.items() if column not in row.carried}
    carried = {name for column, name in fields.items() if column in row.carried}
    if told & NAMES:
        return False
    if "no" in carried and told & NAMING:
        return not told & (WHEN | COUNTED)  # lines of words below one number
    if carried & NAMING:
        return not told & NAMING
    if told & PEOPLE and told <= PEOPLE | BESIDE_PEOPLE:
        return True
    return _is_numbered(first, mapped) and told <= GOING_ON and not _begins(row, mapped)


def _is_numbered(row: Row, mapped: Mapping[int, Mapped]) -> bool:
    return any(mapped[c].field == "no" for c in row.cells if c in mapped)


def _begins(row: Row, mapped: Mapping[int, Mapped]) -> bool:
    """Whether a row without a number is another thing: its title is one, and no rest of one."""
    titles = [text for c, text in row.texts.items() if c in mapped and mapped[c].field in TITLES]
    return any(not text[:1].islower() for text in titles)


TITLES = frozenset({"title", "content"})


def cells_of(
    group: Sequence[Row], mapped: Mapping[int, Mapped], before: Mapping[int, Cell]
) -> dict[int, list[Cell]]:
    """Gather the cells of a group by column. "As above" is what stands above, in ``before``."""
    found: dict[int, list[Cell]] = {}
    for place, row in enumerate(group):
        if place and (listing := listing_of(row)):
            found.setdefault(BELOW, []).append(Cell(listing, min(row.cells), row.number))
            continue
        for column, value in row.cells.items():
            one = mapped.get(column)
            name = one.field if one else ""
            if place and (column in row.carried or name not in GOING_ON):
                continue
            text = row.texts[column]
            if column in before and isinstance(value, str) and _is_ditto(text):
                cell = Cell(before[column].value, column, row.number)
            elif one and name == MARKS:
                cell = Cell(time_of(one.heading.labels) or one.heading.text, column, row.number)
            elif name in {"when", "start"} and one and _is_month(one, text):
                cell = Cell(f"tháng {text}", column, row.number)
            else:
                cell = Cell(_as_said(value, text), column, row.number)
            found.setdefault(column, []).append(cell)
    return found


def _is_month(one: Mapped, text: str) -> bool:
    """Whether a bare number stands in a column of months."""
    return text.isdecimal() and label_key(one.heading.labels[-1]) in MONTHS


def _is_ditto(text: str) -> bool:
    return len(text) <= LONGEST_DITTO and _short_ditto(text)


LONGEST_DITTO = 20
_short_ditto = lru_cache(maxsize=4096)(is_ditto)


def _as_said(value: Value, text: str) -> Value:
    """Give a text as a person reads it, anything else as it stands in the file."""
    return text if isinstance(value, str) else value


def by_field(found: Mapping[int, list[Cell]], mapped: Mapping[int, Mapped]) -> Cells:
    """Give gathered cells by the field that their column tells."""
    cells: Cells = {"people": found[BELOW][:]} if BELOW in found else {}
    for column, some in found.items():
        one = mapped.get(column)
        if one and one.field:
            cells.setdefault(one.field, []).extend(some)
    return cells


def units_of(table: Table, mapped: Mapping[int, Mapped]) -> dict[str, Decimal]:
    """Give the unit of money of each field: of its labels, or of a line above the table.

    It is how many đồng an amount counts in; `OTHER_MONEY` where another currency is named.
    """
    lines = [*table.title.splitlines(), *table.sheet_title.splitlines()]
    above = next((u for line in lines if (u := _unit_line(line)) is not None), None)
    found: dict[str, Decimal] = {}
    for one in mapped.values():
        if one.field in MONEY:
            labels = one.heading.labels[::-1]
            unit = next((u for label in labels if (u := _unit_in(label)) is not None), above)
            if unit is not None:
                found[one.field] = unit
    return found


def _unit_line(line: str) -> Decimal | None:
    return _unit_in(line) if _UNIT_LINE.search(line) else None


def _unit_in(text: str) -> Decimal | None:
    unit = read_unit_of_heading(text)
    plain = bare(text)
    others = (pattern for code, pattern in CURRENCIES if code != "VND")
    if unit is None and any(pattern.search(plain) for pattern in others):
        return OTHER_MONEY
    return unit
