"""What a row is told by what stands around it: year, month, direction and country."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from banggiao.core.text import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from banggiao.exchange.layout.parts import Section
    from banggiao.exchange.values.choices import Choices
    from banggiao.exchange.values.countries import Countries

_YEAR = re.compile(r"(?<!\d)(19[5-9]\d|20\d\d)(?!\d)")
_YEAR_NAMED = re.compile(
    r"(?:nam|year|fy)\s*(19[5-9]\d|20\d\d)(?!\d)|(?<!\d)(19[5-9]\d|20\d\d)\s*年"
)
_DATED = re.compile(r"\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{2,4}|ngay\b.*")
_MONTH = re.compile(r"(?:thang|t)\s*(\d{1,2})\b|(\d{1,2})\s*月")


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around a row. ``section`` is the outermost section as printed.

    ``kind`` is a code of `plans.enums.ActivityKind` that the section or the title says.
    """

    year: int | None = None
    month: int | None = None
    section: str = ""
    marker: str = ""
    kind: str = ""
    countries: tuple[str, ...] = ()
    words: str = ""

    def as_data(self) -> dict[str, Any]:
        """Give it as it is stored."""
        return asdict(self) | {"countries": list(self.countries)}

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> Around:
        """Read it as it was stored."""
        return cls(**(data | {"countries": tuple(data.get("countries", ()))}))


def year_in(text: str) -> int | None:
    """Give the year a title, a section or a name says: one named as a year, or the only one."""
    if year := named_year(text):
        return year
    plain = " ".join(text.split())
    bare = _DATED.sub(" ", plain.lower())
    years = {int(year) for year in _YEAR.findall(bare)}
    return years.pop() if len(years) == 1 else None


def around(
    sections: Sequence[Section],
    *,
    title: str,
    names: Sequence[str],
    kinds: Choices,
    countries: Countries,
) -> Around:
    """Say what the sections of a row, innermost first, then the title and the names tell."""
    inner = [section.words for section in reversed(sections)]
    lines = list(reversed(title.splitlines()))
    year = next((y for text in inner if (y := year_in(text))), None) or year_of(lines, names)
    month = next((m for text in inner if (m := _month_in(text))), None)
    kind = next((k for text in (*inner, *lines) if (k := _kind_in(text, kinds))), "")
    where = next((c for text in inner if (c := countries.in_text(text))), ())
    first = sections[0] if sections else None
    return Around(
        year=year,
        month=month,
        section=first.text if first else "",
        marker=first.marker if first else "",
        kind=kind,
        countries=tuple(where),
        words=" / ".join(reversed(inner)),
    )


def year_of(lines: Sequence[str], names: Sequence[str]) -> int | None:
    """Give the year of a table: one that its title names as a year, then any other it says.

    A title in brackets only tells by which paper it comes.
    """
    named = (y for line in lines if (y := named_year(line)))
    told = (y for text in (*names, *lines) if not text.startswith("(") and (y := year_in(text)))
    return next(named, None) or next(told, None)


def named_year(text: str) -> int | None:
    """Give the year that a text calls so: "năm 2023", 2023年."""
    match = _YEAR_NAMED.search(fold(text).replace(" 年", "年"))
    return int(match[1] or match[2]) if match else None


def _month_in(text: str) -> int | None:
    match = _MONTH.fullmatch(fold(text).split(" nam ")[0].replace(" 月", "月"))
    number = int(match[1] or match[2]) if match else 0
    return number if 1 <= number <= 12 else None


def _kind_in(text: str, kinds: Choices) -> str:
    """Give the kind a heading names; one that names delegations out and in names none."""
    words = fold(text)
    if ("doan ra" in words and "doan vao" in words) or not words:
        return ""
    read = kinds.read(text)
    return "" if read.problem else read.value
