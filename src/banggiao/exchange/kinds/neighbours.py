"""What columns tell because of the columns beside them, and of what stands in them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from banggiao.exchange.kinds.fields import SAME, fields_of, fit, is_other, label_key, part_of
from banggiao.exchange.kinds.mapped import Mapped

if TYPE_CHECKING:
    from banggiao.exchange.layout import Table


def settle(mapped: dict[int, Mapped], table: Table, kind: str) -> None:
    """Settle what single labels leave open. What a person chose stays."""
    _join_day_and_month(mapped)
    _part_pairs(mapped)
    _end_what_begins(mapped, kind)
    _tell_content(mapped, kind)
    _go_on_counting(mapped)
    _join_names(mapped, kind)
    _turn_round(mapped)
    _count_people(mapped, table)
    _add_up(mapped, kind)


def _join_day_and_month(mapped: dict[int, Mapped]) -> None:
    """Take a column of days and one of months for one day."""
    labels = {c: label_key(one.heading.labels[-1]) for c, one in mapped.items() if not one.chosen}
    days = [column for column, label in labels.items() if label in DAYS]
    months = [column for column, label in labels.items() if label in MONTHS]
    if len(days) != 1 or len(months) != 1:
        return
    fields = {mapped[column].field for column in (*days, *months)} & {"when", "start"}
    if len(fields) == 1:
        (field,) = fields
        for column in (*days, *months):
            mapped[column] = Mapped(mapped[column].heading, field, SURELY)


DAYS = frozenset({"ngay", "day", "日"})
MONTHS = frozenset({"thang", "month", "月"})
"""What columns of days and of months are called, folded."""


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
    fields = {one.field: one.heading.labels for one in mapped.values()}
    if "title" not in fields or "content" in fields or "content" not in fields_of(kind):
        return
    for column, one in mapped.items():
        if one.heading.labels == fields["title"]:
            continue  # its heading is merged over both
        score = 0.0 if one.field or one.chosen else fit(one.heading.labels, kind, "title")
        if score >= SAME and not is_other(one.heading.labels):
            mapped[column] = Mapped(one.heading, "content", score)
            return


def _go_on_counting(mapped: dict[int, Mapped]) -> None:
    """Take "Nước 2" for what "Nước 1" tells."""
    fields = {
        match[1]: one.field
        for one in mapped.values()
        if one.field in SEVERAL and (match := _COUNTED.fullmatch(label_key(one.heading.labels[-1])))
    }
    for column, one in mapped.items():
        match = _COUNTED.fullmatch(label_key(one.heading.labels[-1]))
        if match and not (one.field or one.chosen) and match[1] in fields:
            mapped[column] = Mapped(one.heading, fields[match[1]], SURELY)


SEVERAL = frozenset({"countries", "partner", "members", "people", "units"})
_COUNTED = re.compile(r"(.+?) ?\d")


def _join_names(mapped: dict[int, Mapped], kind: str) -> None:
    """Take two columns of a name for one, and "Title" beside "Job title" for Mr and Ms."""
    if "salutation" not in fields_of(kind):
        return
    parts = [c for c, one in mapped.items() if label_key(one.heading.labels[-1]) in NAME_PARTS]
    told = {one.field for one in mapped.values() if one.chosen}
    if len(parts) > 1 and "name" not in told:
        for column in parts:
            mapped[column] = Mapped(mapped[column].heading, "name", SURELY)
    for column, one in list(mapped.items()):
        label = label_key(one.heading.labels[-1])
        if one.field != "title" or label != "title":
            continue
        others = [c for c, other in mapped.items() if not (other.field or other.chosen)]
        for other in others:
            if fit(mapped[other].heading.labels, kind, "title") >= SAME:
                mapped[column] = Mapped(one.heading, "salutation", SURELY)
                mapped[other] = Mapped(mapped[other].heading, "title", SAME)
                return


NAME_PARTS = frozenset(
    {
        "first name",
        "given name",
        "given names",
        "middle name",
        "last name",
        "surname",
        "family name",
    }
    | {"ho", "ho dem", "ho va ten dem", "ho ten dem", "ten dem", "ten", "姓", "名"}
)


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
