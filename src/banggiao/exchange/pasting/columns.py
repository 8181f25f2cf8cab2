"""Says what the columns of a pasted block hold: by their headings, or by what stands in them."""

from __future__ import annotations

import re
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from banggiao.core.text import SPACED, fold
from banggiao.exchange.enums import Kind
from banggiao.exchange.kinds.fields import MULTIPLE
from banggiao.exchange.kinds.mapping import map_columns
from banggiao.exchange.layout.parts import Table
from banggiao.exchange.values.choices import choices
from banggiao.exchange.values.dates import read_date
from banggiao.exchange.values.numbers import read_count
from banggiao.exchange.values.people import read_people

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from banggiao.exchange.pasting.table import PastedTable
    from banggiao.exchange.reading.register import Register

    Test = Callable[[str], bool]
    Tests = Sequence[tuple[str, float, Test]]

LOOKED_AT = 60
"""So many rows are looked at to find out what a column holds."""
FEW_PEOPLE = 200
"""A number up to this is likely one of people; a higher one is money."""
MOSTLY, HALF, SOME = 0.7, 0.5, 0.3
"""How much of a column has to look so, before it is taken for that."""
SHORT = 20
"""What counts people is no longer."""

_YEAR = re.compile(r"(?:1[6-9]|20)\d\d")
_ORDINAL = re.compile(r"\(?(\d{1,3})[.)]?", re.ASCII)
_NUMBER = re.compile(r"[\d., ]+(?:\D{0,12})")
_SITE = re.compile(r"(?:https?://|www\.)\S+|\S+\.(?:org|com|net|gov|edu|vn|jp|kr|eu|int)\b\S*")
_SHORT = re.compile(r"[A-ZĐ][A-ZĐ&.\-/]{1,11}")
_VIETNAMESE = re.compile("[ăđơưạ-ỹ]", re.IGNORECASE)


def find_columns(table: PastedTable, kind: str, register: Register) -> dict[int, str]:
    """Give the field of each column; empty for one that nobody knows.

    Headings decide where there are any; else what most cells of a column look like. A person sees
    it and may say otherwise.
    """
    if table.has_headings:
        mapped = map_columns(Table("", table.heads, ()), kind)
        return {column: one.field for column, one in mapped.items()}
    return _by_values(table, _tests(kind, register))


def field_twice(columns: Mapping[int, str]) -> dict[int, int]:
    """Give the columns that hold a field an earlier one holds already, with that earlier one."""
    first: dict[str, int] = {}
    twice = {}
    for column, name in sorted(columns.items()):
        if not name or name in MULTIPLE - {"people", "members"}:
            continue
        if first.setdefault(name, column) != column:
            twice[column] = first[name]
    return twice


def _by_values(table: PastedTable, tests: Tests) -> dict[int, str]:
    """Go through the tests in their order; each takes the column that looks most like it."""
    found = dict.fromkeys(table.columns, "")
    texts = {c: [t for t in table.texts(c)[:LOOKED_AT] if t] for c in table.columns}
    if len(found) > 1 and _number_rows(texts[1]):
        found[1] = "no"
    for name, least, test in tests:
        shares = [
            (sum(map(test, texts[column])) / len(texts[column]), -column)
            for column in table.columns
            if texts[column] and not found[column]
        ]
        share, column = max(shares, default=(0.0, 0))
        if share >= least and column:
            found[-column] = name
    return found


def _number_rows(texts: Sequence[str]) -> bool:
    """Whether a column numbers the rows: 1, 2, 3, and from 1 again under each section."""
    numbers = [int(match[1]) for text in texts if (match := _ORDINAL.fullmatch(text))]
    goes_on = all(after in {1, before + 1} for before, after in pairwise(numbers))
    return bool(numbers) and len(numbers) == len(texts) and goes_on


def _tests(kind: str, register: Register) -> Tests:
    if kind == Kind.PLAN:
        return _plan_tests(register)
    return _partner_tests(register) if kind == Kind.ORGANISATIONS else _people_tests(register)


def _plan_tests(register: Register) -> Tests:
    return (
        ("period", HALF, _is_date),
        ("countries", HALF, partial(_is_country, register)),
        ("kind", MOSTLY, partial(_is_choice, "activity_kinds", 4)),
        ("mode", MOSTLY, partial(_is_choice, "modes", 4)),
        ("rank", HALF, partial(_is_choice, "ranks", 8)),
        ("partner", SOME, partial(_is_body, register)),
        ("headcount", MOSTLY, _is_small_number),
        ("budget_state", MOSTLY, _is_number),
        ("title", HALF, _is_text),
        ("content", HALF, _is_text),
    )


def _partner_tests(register: Register) -> Tests:
    return (
        ("website", HALF, lambda text: bool(_SITE.fullmatch(text))),
        ("countries", HALF, partial(_is_country, register)),
        ("founded", HALF, lambda text: bool(_YEAR.fullmatch(text)) or _is_date(text)),
        ("abbreviation", MOSTLY, lambda text: bool(_SHORT.fullmatch(text))),
        ("name_ja", MOSTLY, lambda text: bool(SPACED.search(text))),
        ("name", SOME, lambda text: " " in text and bool(_VIETNAMESE.search(text))),
        # A name may begin with what it is, as ministries do: so it is looked for before the kind.
        ("kind", MOSTLY, partial(_is_choice, "organisation_kinds", 4)),
        ("name_en", HALF, _is_text),
        ("name", HALF, _is_text),
        ("note", HALF, _is_text),
    )


def _people_tests(register: Register) -> Tests:
    return (
        ("name", HALF, _is_person),
        ("role", MOSTLY, partial(_is_choice, "participant_roles", 4)),
        ("organisation", SOME, partial(_is_body, register)),
        ("title", HALF, _is_text),
        ("organisation", HALF, _is_text),
        ("name", HALF, _is_text),
        ("note", HALF, _is_text),
    )


def _is_date(text: str) -> bool:
    """Whether it is a time: a bare number may be one of people."""
    answer = read_date(text, year=2000)
    return bool(answer.value) and not _is_number(text.replace("/", "a").replace("-", "a"))


def _is_country(register: Register, text: str) -> bool:
    answer = register.countries.read(text)
    return bool(answer.value) and not answer.problem


def _is_choice(name: str, words: int, text: str) -> bool:
    """Whether it is a word of the list, alone and not in a sentence."""
    answer = choices(name).read(text)
    return bool(answer.value) and not answer.problem and fold(text).count(" ") < words


def _is_body(register: Register, text: str) -> bool:
    return any(match.is_sure for match in register.organisations.find(text)[:1])


def _is_person(text: str) -> bool:
    answer = read_people(text, single=True)
    return bool(answer.value) and not answer.problem and not answer.doubt


def _is_number(text: str) -> bool:
    return bool(_NUMBER.fullmatch(text)) and any(char.isdigit() for char in text)


def _is_small_number(text: str) -> bool:
    count = read_count(text).value
    return count is not None and count.low <= FEW_PEOPLE and len(text) <= SHORT


def _is_text(text: str) -> bool:
    return not _is_number(text)
