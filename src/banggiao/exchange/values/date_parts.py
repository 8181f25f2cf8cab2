"""The parts of a date in signs: what each says, and what it takes from its neighbours.

In "28/02 - 03/03/2023" the first day takes its year from the second; in "T11-12" the second number
is a month because the first is one.
"""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from banggiao.core.dates.partial import FIRST_YEAR, BadDate, PartialDate, Wrong
from banggiao.exchange.values.date_words import full_year

Kind = Literal["day", "month", "quarter", "half", "year", "number"]

MOST_PARTS = 12
MONTHS_ACROSS = 4
"""A period may run this many months over the end of a year before its years need to be written."""

_SHAPES = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?P<d>\d{1,2})[/.](?P<m>\d{1,2})[/.](?P<y>\d{4}|\d{2})",
        r"(?P<d>\d{1,2})-(?P<m>\d{1,2})-(?P<y>\d{4}|\d{2})",
        r"(?P<y>\d{4})([/.-])(?P<m>\d{1,2})\2(?P<d>\d{1,2})",
        r"(?P<y>(?:19|20)\d\d)(?P<m>0\d|1[0-2])(?P<d>[0-3]\d)",
        r"(?P<y>\d{4})-4(?P<edtf_half>[01])",
        r"(?P<y>\d{4})-3(?P<edtf_quarter>[3-6])",
        r"(?P<n>\d{1,2})[/.-](?P<y>\d{4})",
        r"(?P<y>\d{4})[/.-](?P<m>\d{1,2})",
        r"(?P<d>\d{1,2})[/.](?P<m>\d{1,2})",
        r"m(?P<m>\d{1,2})(?:[/.-](?P<y>\d{4}|(?<!-)\d{2}))?",
        r"q(?P<q>[1-4])(?:[/.-](?P<y>\d{4}|(?<!-)\d{2}))?",
        r"h(?P<h>[12])(?:[/.-](?P<y>\d{4}|(?<!-)\d{2}))?",
        r"(?P<roman>i{1,3}|iv)(?:[/.-](?P<y>\d{4}))?",
        r"(?P<y>\d{4})",
        r"(?P<whole>y)",
        r"(?P<n>\d{1,2})",
    )
)
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_NUMBERED: dict[str, tuple[Kind, int]] = {
    "q": ("quarter", 0),
    "roman": ("quarter", 0),
    "edtf_quarter": ("quarter", -2),  # 33 to 36 in the place of the month
    "h": ("half", 0),
    "edtf_half": ("half", 1),  # 40 and 41
}


@dataclass(slots=True)
class Part:
    """One date of a range or list, as far as it is said. 0 stands for what is not."""

    kind: Kind
    year: int = 0
    month: int = 0
    day: int = 0
    number: int = 0
    is_sworn: bool = True
    """Whether the kind stands in the text and was not guessed."""

    @property
    def edtf(self) -> str:
        """Give it as EDTF; where the year is not known, with X in its place."""
        year = f"{self.year:04}" if self.year else "XXXX"
        if self.kind == "day":
            return f"{year}-{self.month:02}-{self.day:02}"
        if self.kind == "month":
            return f"{year}-{self.month:02}"
        if self.kind == "quarter":
            return f"{year}-{32 + self.number}"
        return f"{year}-{39 + self.number}" if self.kind == "half" else year

    @property
    def place(self) -> tuple[int, int, int]:
        """Give where it begins, to say which of two comes first."""
        month = self.month
        if self.kind in {"quarter", "half"}:
            month = 1 + (self.number - 1) * (3 if self.kind == "quarter" else 6)
        return self.year, month, self.day


def parts_of(text: str) -> list[list[Part]] | None:
    """Take apart signs: a list of dates and ranges. None for what is neither."""
    groups = []
    for item in text.split(","):
        ends = item.split(">")
        if len(ends) == 3 and all(end.isdigit() for end in ends):
            ends = ["/".join(ends)]  # 20 - 1 - 2023
        parts: list[Part] = []
        for end in ends:
            found = _range_of(end)
            if found is None:
                return None
            parts += found
        if len(parts) > 2 and ">" in item and len(ends) > 2:
            return None
        groups.append(parts)
    return groups if sum(map(len, groups)) <= MOST_PARTS else None


def _range_of(text: str) -> list[Part] | None:
    if part := _part_of(text):
        return [part]
    pieces = text.split("-")
    if len(pieces) == 6:  # 31-3-2023-2-4-2023
        pieces = ["-".join(pieces[:3]), "-".join(pieces[3:])]
    parts = [part for piece in pieces if (part := _part_of(piece))]
    return parts if 1 < len(pieces) == len(parts) <= 3 else None


def _part_of(text: str) -> Part | None:
    for shape in _SHAPES:
        if match := shape.fullmatch(text):
            return _part(match.groupdict())
    return None


def _part(said: dict[str, str | None]) -> Part:
    year = full_year(digits) if (digits := said.get("y")) else 0
    if day := said.get("d"):
        return Part("day", year, int(said["m"] or 0), int(day))
    if month := said.get("m"):
        return Part("month", year, int(month))
    if number := said.get("n"):
        return Part("number", year, number=int(number), is_sworn=False)
    for name, (kind, add) in _NUMBERED.items():
        if number := said.get(name):
            return Part(kind, year, number=(_ROMAN.get(number) or int(number)) + add)
    return Part("year", year)


def settle(parts: list[Part], *, year: int, month: int) -> None:
    """Let each part take what it lacks from its neighbours, then from what stands around it."""
    _settle_kinds(parts, month)
    for part, after in reversed(list(pairwise(parts))):
        _take(part, after)
    for before, part in pairwise(parts):
        _take(part, before)
    for part in parts:
        if part.kind == "day" and not part.month:
            part.month = month
        part.year = part.year or year


def _settle_kinds(parts: list[Part], month: int) -> None:
    for index, part in enumerate(parts):
        if part.kind != "number":
            continue
        sworn = [p.kind for p in parts[:index][::-1] if p.is_sworn]
        sworn += [p.kind for p in parts[index + 1 :] if p.is_sworn]
        kind: Kind = sworn[0] if sworn else "month"
        if part.year and kind not in {"month", "quarter"}:
            kind = "month"
        elif not sworn and month and not part.year:
            kind = "day"
        elif not sworn and any(p.kind == "number" and p.year for p in parts):
            kind = "month"
        _become(part, kind)


def _become(part: Part, kind: Kind) -> None:
    part.kind = kind
    if kind == "day":
        part.day = part.number
    elif kind == "month":
        part.month = part.number


def _take(part: Part, other: Part) -> None:
    if part.kind == "day" and not part.month and other.kind in {"day", "month"}:
        part.month = other.month
    if not part.year:
        part.year = other.year


def written_years(parts: list[Part]) -> list[int]:
    """Give the years that stand in the text, 0 where a part has none."""
    return [part.year for part in parts]


def across_new_year(parts: list[Part], written: list[int]) -> bool:
    """Let a range run over the end of a year where only so it has an order. Say whether it does.

    "28/12 - 03/01/2023" begins in 2022. A longer way back is no range: the end is wrong.
    """
    first, last = parts[0], parts[-1]
    if len(parts) != 2 or first.year != last.year or all(written) or not may_cross(parts):
        return False
    if not first.year:
        return True
    if written[1] and not written[0]:
        first.year -= 1
    else:
        last.year += 1
    return True


def may_cross(parts: list[Part]) -> bool:
    """Tell whether a range whose end has the smaller month may run into the next year."""
    start, end = parts[0].place[1], parts[-1].place[1]
    return 0 < end < start and 12 - start + end <= MONTHS_ACROSS


def follow_each_other(parts: list[Part]) -> bool:
    """Tell whether no day, month or quarter is left out between the parts."""
    for part, after in pairwise(parts):
        if part.kind != after.kind:
            return False
        if (bounds_of(after)[0] - bounds_of(part)[1]).days != 1:
            return False
    return True


def bounds_of(part: Part) -> tuple[dt.date, dt.date]:
    """Give the first and last day of a part. Raises `BadDate` for what the calendar has not.

    Where the year is not known, it is a leap year: the 29th of February may be meant.
    """
    most = {"quarter": 4, "half": 2}.get(part.kind)
    if most and not 1 <= part.number <= most:
        raise BadDate(Wrong.UNREADABLE, part.edtf)
    if part.kind in {"quarter", "half"} and part.year >= FIRST_YEAR:
        first = part.place[1]  # not asked of the core, whose library takes its time
        last = first + (2 if part.kind == "quarter" else 5)
        days = monthrange(part.year, last)[1]
        return dt.date(part.year, first, 1), dt.date(part.year, last, days)
    known = PartialDate.parse(part.edtf.replace("XXXX", "2000"))
    if known.earliest is None or known.latest is None:
        raise BadDate(Wrong.UNREADABLE, known.text)
    return known.earliest, known.latest
