"""What a row would write, in the words of the rooms' bulk actions, and what is there already."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from banggiao.core.dates import PartialDate
from banggiao.core.text import SPACED, fold, fold_toned

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from banggiao.exchange.reading.register import Register


UNSURE_PERSON = "unsure_person"


@dataclass(slots=True)
class Proposal:
    """What a row would write. ``fields`` are columns of the room's bulk row; links are codes.

    ``parts`` are what is added to it: keys by which a part is known, with what the bulk row takes.
    ``words`` are what has no column of its own: they stand in the remark of a new record.
    ``inferred`` fields are not said by a cell: they fill a new record and change none.
    ``new_partners`` are names of bodies to enter first.
    """

    fields: dict[str, Any] = field(default_factory=dict)
    parts: dict[str, list[tuple[str, Any]]] = field(default_factory=dict)
    new_partners: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    inferred: set[str] = field(default_factory=set)
    doubts: list[tuple[str, str]] = field(default_factory=list)


@dataclass(slots=True)
class Existing:
    """A record of the register, with the columns a row could change and the keys of its parts.

    ``also`` are values that say the same of a column: other names, what follows from its parts.
    """

    code: str
    version: int
    label: str
    fields: dict[str, Any]
    parts: dict[str, set[str]] = field(default_factory=dict)
    also: dict[str, set[Any]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class About:
    """What every row of an import shares.

    ``own`` is the code of the own body; ``units`` codes of its units by folded name;
    ``planned_years`` have an approved plan; ``plan`` is the code of the plan of ``year`` that lines
    go to, empty where it is still to be entered. ``earlier`` are the records that rows of the very
    same file became when it was brought in before, by kind, sheet and row.
    """

    register: Register
    own: str
    units: Mapping[str, str]
    planned_years: frozenset[int]
    filename: str
    classification: int
    today: dt.date
    year: int | None = None
    plan: str = ""
    earlier: Mapping[tuple[str, str, int], str] = field(default_factory=dict)

    @property
    def said_by_file(self) -> str:
        """Give the reason of what only the file says."""
        return f"Theo tệp {self.filename}"[:300]


_ENGLISH = re.compile(
    r"\b(?:the|of|and|on|for|to|with|in|visit|meeting|workshop|delegation|training|seminar|"
    r"conference|memorandum|agreement|cooperation|study|course|between)\b"
)
_VIETNAMESE = re.compile("[ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]")


def named(text: str) -> dict[str, str]:
    """Give a name under its language: Japanese by script, English by its words, else Vietnamese."""
    if not text:
        return {}
    if SPACED.search(text) and not _VIETNAMESE.search(text.lower()):
        return {"name_ja": text}
    if not _VIETNAMESE.search(text.lower()) and _ENGLISH.search(text.lower()):
        return {"name_en": text}
    return {"name_vi": text}


def unit_of(words: Sequence[str], about: About) -> str:
    """Give the code of the first unit that is one of the own body's; empty if none is."""
    return next((code for word in words if (code := about.units.get(fold(word)))), "")


def plain_value(value: Any) -> Any:
    """Give a column as a row writes it: a partial date as its text."""
    return value.text if isinstance(value, PartialDate) else value


def joined(*lines: str) -> str:
    """Put remarks together, one a line, without what is empty or repeated."""
    return "\n".join(dict.fromkeys(line for line in lines if line))


def same(one: Any, other: Any) -> bool:
    """Whether two values say the same: case, spaces and the place of a tone do not count."""
    if isinstance(one, str) and isinstance(other, str):
        return one == other or fold_toned(one) == fold_toned(other) != ""
    return bool(one == other)


NAMES = ("name_vi", "name_en", "name_ja", "name_native")
ADDED_TO = frozenset({"remark", "purpose"})
"""Long texts: what a file says is added to them, never put in their place."""


def differences(proposal: Proposal, existing: Existing, own: str) -> list[dict[str, Any]]:
    """Give what the row would change: field, before, after. An empty cell changes nothing.

    A name that the record has in another language, or as another name, is no change.
    """
    found = []
    names = {fold_toned(str(existing.fields.get(name) or "")) for name in NAMES}
    for name, value in proposal.fields.items():
        if value in (None, "") or name not in existing.fields or name in proposal.inferred:
            continue
        before = existing.fields[name]
        if same(value, before) or value in existing.also.get(name, ()):
            continue
        if name in NAMES and fold_toned(value) in names | existing.also.get("names", set()):
            continue
        if name in ADDED_TO and before:
            if fold_toned(str(value)) in fold_toned(str(before)):
                continue
            value = f"{before}\n{value}"  # noqa: PLW2901  # what will stand there
        found.append({"field": name, "before": before, "after": value})
    for name, parts in proposal.parts.items():
        if name not in existing.parts:
            continue
        # That we take part ourselves is understood of a new record, and said by no cell.
        new = [key for key, _part in parts if key not in existing.parts[name] and key != own]
        if new:
            found.append({"field": name, "before": "", "after": "; ".join(new)})
    return found


def who(one: Mapping[str, Any], about: About) -> tuple[str, bool]:
    """Give the code of the person a name surely means, and whether somebody is to be asked.

    A name alone is never sure: a person says once whether it is the one the register knows.
    """
    found = about.register.people.find(one["name"])
    best = found[0] if found else None
    if best is None or not best.is_record:
        return "", False
    return (best.code, False) if best.is_sure else ("", True)
