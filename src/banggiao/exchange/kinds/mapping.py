"""Says which column of a table tells which field."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from banggiao.exchange.enums import Kind
from banggiao.exchange.kinds.fields import (
    ESSENTIAL,
    MULTIPLE,
    SAME,
    counts_things,
    fields_of,
    fit,
    is_other,
    label_key,
    says_otherwise,
)
from banggiao.exchange.kinds.mapped import Mapped
from banggiao.exchange.kinds.marks import FEWEST, parts_amounts, time_of
from banggiao.exchange.kinds.neighbours import LOOKED_AT, settle

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from banggiao.exchange.layout import Table
    from banggiao.exchange.layout.parts import Heading

SURE = 0.55
"""Below this a label only shares a word with the name of a field."""
MARKS = "marks"
"""The field of columns that stand for a month, and are crossed."""
NOTHING = "-"
"""What stands for a column that a person wants left out."""


def layout_key(table: Table, kind: str) -> str:
    """Give what a layout is remembered by: its labels in their order, whatever stands below."""
    labels = "\n".join("/".join(map(label_key, h.labels)) for h in table.headings)
    return hashlib.sha256(f"{kind}\n{labels}".encode()).hexdigest()[:32]


def map_columns(
    table: Table, kind: str, chosen: Mapping[int, str] | None = None
) -> dict[int, Mapped]:
    """Give each column its field, best matches first; one column a field but for `MULTIPLE`.

    ``chosen`` is what a person decided by column, and goes before everything.
    """
    given = {column: name for column, name in (chosen or {}).items() if name}
    mapped = {
        h.column: Mapped(h, "" if given[h.column] == NOTHING else given[h.column], 1.0, chosen=True)
        for h in table.headings
        if h.column in given
    }
    for heading in table.headings[:1]:
        if heading.labels == ("",) and heading.column not in mapped:
            mapped[heading.column] = Mapped(heading, "no", 1.0)
    taken = {one.field for one in mapped.values()} - {""}
    if MARKS in fields_of(kind):
        mapped |= _marked(table.headings, mapped)
    for score, heading, name in _candidates(table, kind):
        if heading.column in mapped or score < SURE:
            continue
        if name in taken and (name not in MULTIPLE or score < 0.9):
            continue
        mapped[heading.column] = Mapped(heading, name, score)
        taken.add(name)
    for heading in table.headings:
        mapped.setdefault(heading.column, Mapped(heading, "", 0.0))
    settle(mapped, table, kind)
    return dict(sorted(mapped.items()))


def _marked(headings: Sequence[Heading], mapped: Mapping[int, Mapped]) -> dict[int, Mapped]:
    """Find columns that stand for months or quarters, if there are enough of them."""
    found = {
        h.column: Mapped(h, MARKS, 1.0)
        for h in headings
        if h.column not in mapped and time_of(h.labels)
    }
    return found if len(found) >= FEWEST else {}


def _candidates(table: Table, kind: str) -> list[tuple[float, Heading, str]]:
    """Give what columns may tell, best first; a label that means two things waits for others."""
    found: list[tuple[float, int, Heading, str]] = []
    for heading in table.headings:
        scores = {name: fit(heading.labels, kind, name) for name in fields_of(kind)}
        if scores.get("year") and not _holds_years(table, heading.column):
            del scores["year"]  # "Nam" is written as "Năm" is
        if says_otherwise(heading.labels, kind):
            scores = {name: score * 0.97 for name, score in scores.items()}
        if is_other(heading.labels) or parts_amounts(heading.labels):
            scores = {name: score for name, score in scores.items() if score >= SAME}
        said = list(scores.values())
        found += [
            (score, said.count(score), heading, name) for name, score in scores.items() if score > 0
        ]
    found.sort(key=lambda one: (-one[0], one[1], one[2].column))
    return [(score, heading, name) for score, _meanings, heading, name in found]


def _holds_years(table: Table, column: int) -> bool:
    texts = [text for row in table.rows[:LOOKED_AT] if (text := row.texts.get(column))]
    return sum(bool(_YEAR.search(text)) for text in texts) * 2 > len(texts)


_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def is_of_kind(mapped: Mapping[int, Mapped], kind: str) -> bool:
    """Whether the columns tell enough for rows of this kind."""
    fields = {one.field for one in mapped.values()}
    return all(group & fields for group in ESSENTIAL[kind])


def suits(table: Table, kind: str, mapped: Mapping[int, Mapped]) -> bool:
    """Whether the table is to be read as this kind: it tells enough, and is no list of another.

    What a person chose of its columns goes before everything.
    """
    if not is_of_kind(mapped, kind):
        return False
    if any(one.chosen for one in mapped.values()):
        return True
    fields = {one.field for one in mapped.values()}
    if any(counts_things(h.labels) for h in table.headings) and OWN.isdisjoint(fields):
        return False  # it sums up delegations, and names none
    return not MAIN.isdisjoint(fields) or kind_of(table) == kind


MAIN = frozenset({"title", "content", "name", "name_en", "name_ja", "name_native"})
"""What a row is called."""
OWN = frozenset(
    {"start", "when", "period", "signed", "signed_place", "head", "people", "members", "partner"}
)
"""What is said of one thing, and not of several that are counted."""

_WORDS = {
    Kind.PLAN: ("ke hoach", "du kien", "phu luc", "plan", "計 画", "予 定"),
    Kind.INSTRUMENTS: ("thoa thuan", "van kien", "ban ghi nho", "agreement", "memorand", "協 定"),
    Kind.ORGANISATIONS: ("doi tac", "co quan", "to chuc", "partner", "organi", "機 関"),
    Kind.PEOPLE: ("danh ba", "can bo", "nguoi", "lien he", "contact", "people", "名 簿"),
    Kind.ACTIVITIES: ("theo doi", "doan ra", "doan vao", "delegation", "activit", "visit", "出 張"),
}


def kind_of(table: Table) -> str:
    """Guess what the rows are about: the kind whose names fit most columns; empty if none."""
    title = label_key(f"{table.title} {table.sheet}")
    best, best_score = "", 0.0
    for kind in Kind.values:
        mapped = map_columns(table, kind)
        if not is_of_kind(mapped, kind):
            continue
        score = sum(one.score for one in mapped.values() if one.field not in {"no", "note", "code"})
        score += sum(0.75 for word in _WORDS[Kind(kind)] if word in title)
        if score > best_score + 0.01:
            best, best_score = kind, score
    return best
