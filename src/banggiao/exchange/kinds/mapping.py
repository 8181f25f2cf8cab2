"""Says which column of a table tells which field."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
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
    part_of,
)
from banggiao.exchange.kinds.marks import FEWEST, parts_amounts, time_of

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


@dataclass(frozen=True, slots=True)
class Mapped:
    """A column with the field it tells, and how well its label names it, from 0 to 1.

    ``field`` is empty for a column that nobody knows; ``chosen`` says that a person decided.
    """

    heading: Heading
    field: str
    score: float
    chosen: bool = False


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
    _part_pairs(mapped)
    _end_what_begins(mapped, kind)
    _tell_content(mapped, kind)
    _turn_round(mapped)
    _count_people(mapped, table)
    _add_up(mapped, kind)
    return dict(sorted(mapped.items()))


def _marked(headings: Sequence[Heading], mapped: Mapping[int, Mapped]) -> dict[int, Mapped]:
    """Find columns that stand for months or quarters, if there are enough of them."""
    found = {
        h.column: Mapped(h, MARKS, 1.0)
        for h in headings
        if h.column not in mapped and time_of(h.labels)
    }
    return found if len(found) >= FEWEST else {}


def _part_pairs(mapped: dict[int, Mapped]) -> None:
    """Take two columns below one label for the first and the last day."""
    for column, one in list(mapped.items()):
        other = mapped.get(column + 1)
        if other is None or other.field or one.chosen or one.field not in {"when", "period"}:
            continue
        names = {each.field for each in mapped.values()}
        if other.heading.labels == one.heading.labels and not names & {"start", "end"}:
            mapped[column] = Mapped(one.heading, "start", one.score)
            mapped[column + 1] = Mapped(other.heading, "end", one.score)


def _end_what_begins(mapped: dict[int, Mapped], kind: str) -> None:
    """Take the second of two columns that may say the first day for the last day.

    "Ngày đến" and "Ngày đi", "Ngày ra" and "Ngày vào" change places with where people come from.
    """
    names = [one.field for one in mapped.values()]
    if "start" not in names or "end" in names:
        return
    start = list(mapped)[names.index("start")]
    for column in (start + 1, start - 1):
        one = mapped.get(column)
        if one is None or one.chosen or one.field not in {"", "when", "period"}:
            continue
        score = fit(one.heading.labels, kind, "start")
        nearly = one.field and one.score < SURELY and score > one.score - 0.1
        if score >= SAME or nearly:
            first, last = sorted((start, column))
            mapped[first] = Mapped(mapped[first].heading, "start", mapped[start].score)
            mapped[last] = Mapped(mapped[last].heading, "end", score)
            return


SURELY = 0.9
"""Below this a label may well tell another field than the one its words fit best."""


def _tell_content(mapped: dict[int, Mapped], kind: str) -> None:
    """Take a second column that may say what something is called for what it is about."""
    fields = {one.field for one in mapped.values()}
    if "title" not in fields or "content" in fields or "content" not in fields_of(kind):
        return
    for column, one in mapped.items():
        score = 0.0 if one.field or one.chosen else fit(one.heading.labels, kind, "title")
        if score >= SAME and not is_other(one.heading.labels):
            mapped[column] = Mapped(one.heading, "content", score)
            return


def _turn_round(mapped: dict[int, Mapped]) -> None:
    """Take "đến" left of "đi" for the day of coming: elsewhere it means "until"."""
    by_label = {label_key(one.heading.labels[-1]): c for c, one in mapped.items() if not one.chosen}
    come, leave = by_label.get("den"), by_label.get("di")
    if come and leave and come < leave and mapped[come].field == "end":
        mapped[come] = Mapped(mapped[come].heading, "start", mapped[come].score)
        mapped[leave] = Mapped(mapped[leave].heading, "end", mapped[leave].score)


def _count_people(mapped: dict[int, Mapped], table: Table) -> None:
    """Take a column of people for their number, where nothing but numbers stands in it."""
    if any(one.field == "headcount" for one in mapped.values()):
        return
    for column, one in mapped.items():
        if one.field not in {"people", "members"} or one.chosen:
            continue
        texts = [text for row in table.rows[:LOOKED_AT] if (text := row.texts.get(column))]
        if texts and all(_COUNT.fullmatch(text) for text in texts):
            mapped[column] = Mapped(one.heading, "headcount", one.score)
            return


def _add_up(mapped: dict[int, Mapped], kind: str) -> None:
    """Take the parts of a number of people for it where no column says the whole."""
    if HEADCOUNT not in fields_of(kind):
        return
    parts: dict[str, list[int]] = {}
    for column, one in mapped.items():
        if not one.chosen and (over := part_of(one.heading.labels, kind, HEADCOUNT)):
            parts.setdefault(over, []).append(column)
    told = {column for column, one in mapped.items() if one.field == HEADCOUNT}
    for columns in parts.values():
        if len(columns) > 1 and told <= set(columns):
            for column in columns:
                mapped[column] = Mapped(mapped[column].heading, HEADCOUNT, SAME)
            return


HEADCOUNT = "headcount"
LOOKED_AT = 100
_COUNT = re.compile(
    r"(?:(?:khoảng|hơn|gần|about|approx\.?|over|nearly|~|約)\s?)?\d[\d .,+~–-]*"
    r"(?:\s?(?:người|khách|đại biểu|persons?|people|pax|名|人))?",
    re.IGNORECASE,
)


def _candidates(table: Table, kind: str) -> list[tuple[float, Heading, str]]:
    """Give what columns may tell, best first; a label that means two things waits for others."""
    found: list[tuple[float, int, Heading, str]] = []
    for heading in table.headings:
        scores = {name: fit(heading.labels, kind, name) for name in fields_of(kind)}
        if scores.get("year") and not _holds_years(table, heading.column):
            del scores["year"]  # "Nam" is written as "Năm" is
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
    if not MAIN.isdisjoint(fields):
        return True
    return not any(counts_things(h.labels) for h in table.headings) and kind_of(table) == kind


MAIN = frozenset({"title", "content", "name", "name_en", "name_ja", "name_native"})
"""What a row is called."""

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
