"""What a row is told by what stands around it: year, month, direction, country, unit of money."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from banggiao.core.dates.words import ENGLISH_MONTHS
from banggiao.core.text import fold
from banggiao.exchange.values.date_rules import ERAS, year_of_era

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from banggiao.exchange.layout.parts import Section
    from banggiao.exchange.values.choices import Choices
    from banggiao.exchange.values.countries import Countries

_YEARS = r"(?:19[5-9]\d|20\d\d)"
_YEAR = re.compile(rf"(?<!\d){_YEARS}(?!\d|/\s*[^\W\d])")  # 1825/2008/QĐ is no year
_IN_BRACKETS = re.compile(r"\([^()]*\)|（[^（）]*）")
_YEAR_NAMED = re.compile(
    rf"(?:nam|year|fy)\s*({_YEARS})(?!\d)(?!\s*{_YEARS})|(?<!\d)({_YEARS})\s*年"
)
_SPAN = re.compile(
    rf"(?<!\d){_YEARS}\s*(?:[-–—/]|đến|tới|to|until)\s*(?:năm\s*)?(?:{_YEARS}(?!\d)|nay\b|now\b)"
    rf"|\b(?:từ|since)\s+(?:năm\s+)?{_YEARS}(?!\d)"
)
_DATED = re.compile(
    r"\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{2,4}"
    r"|ngày\s*[\d.…_/ ]*\s*(?:tháng\s*[\d.…_]*\s*)?(?:năm\s*[\d.…_]*)?"
    r"|\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日"
)
_YEAR_BEHIND = re.compile(rf" (?:nam )?{_YEARS}$| nam .*")
_SHORT_MONTHS = tuple(name[:3].lower() for name in ENGLISH_MONTHS)
_MONTH_NAME = re.compile("|".join([*_SHORT_MONTHS, *map(str.lower, ENGLISH_MONTHS), "sept"]))
_MONTH = re.compile(r"(?:thang|t) ?(\d{1,2})\b|(\d{1,2}) 月")
_MONTH_OF_TITLE = re.compile(rf"\bthang (\d{{1,2}}) (?:nam )?{_YEARS}\b|年 ?(\d{{1,2}}) 月(?! ?\d)")
_ERA = re.compile(rf"({'|'.join(ERAS)})\s*(元|\d{{1,2}})\s*年")
FISCAL = "年度"
"""A year that begins in April."""
_STATE = ("cong hoa xa hoi chu nghia viet nam", "doc lap tu do hanh phuc", "socialist republic")
"""What stands above every paper of the state, and says nothing of the rows."""


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around a row. ``section`` is the outermost section as printed.

    ``kind`` is a code of `plans.enums.ActivityKind` that the section or the title says, and
    ``likely_kind`` one that holds where a row does not say better; ``units``
    are the units of money of fields whose column or table names one, in đồng; ``columns`` are the
    fields that columns of the table tell: what a column leaves empty is not looked for elsewhere.
    The year is ``fiscal`` where it is called 年度. A row is ``struck`` through.
    """

    year: int | None = None
    month: int | None = None
    section: str = ""
    marker: str = ""
    kind: str = ""
    countries: tuple[str, ...] = ()
    words: str = ""
    units: Mapping[str, Decimal] = field(default_factory=dict)
    columns: frozenset[str] = frozenset()
    fiscal: bool = False
    likely_kind: str = ""
    struck: bool = False

    def as_data(self) -> dict[str, Any]:
        """Give it as it is stored."""
        units = {name: str(unit) for name, unit in self.units.items()}
        lists = {"countries": list(self.countries), "columns": sorted(self.columns)}
        return asdict(self) | lists | {"units": units}

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> Around:
        """Read it as it was stored."""
        units = {name: Decimal(unit) for name, unit in data.get("units", {}).items()}
        countries, columns = tuple(data.get("countries", ())), frozenset(data.get("columns", ()))
        return cls(**(data | {"countries": countries, "columns": columns, "units": units}))


@dataclass(frozen=True, slots=True)
class Papers:
    """What a whole table stands in: its title, that of its sheet, names of sheet and file.

    ``columns`` are the fields that columns tell. Where none names countries, the title may.
    """

    title: str = ""
    sheet_title: str = ""
    names: Sequence[str] = ()
    columns: frozenset[str] = frozenset()


def year_in(text: str) -> int | None:
    """Give the year a title, a section or a name says: one named as a year, or the only one.

    Days and spans of years say when something was signed, or for how long; not which year this is.
    """
    plain = _SPAN.sub(" ", _DATED.sub(" ", " ".join(text.split()).lower()))
    if year := named_year(plain):
        return year
    years = {int(year) for year in _YEAR.findall(plain)}
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
    return around_in(sections, Papers(title, title, names), kinds, countries)


def around_in(
    sections: Sequence[Section], papers: Papers, kinds: Choices, countries: Countries
) -> Around:
    """Say what the sections of a row, innermost first, then all that its table stands in tell."""
    inner = [section.words for section in reversed(sections)]
    lines = [*_own_lines(papers.title)]
    outer = [line for line in _own_lines(papers.sheet_title) if line not in lines]
    year = next((y for text in inner if (y := year_in(text))), None)
    month = next((m for text in inner if (m := _month_in(text))), None)
    first = sections[0] if sections else None
    told = _kind_of(inner, (), kinds)
    kind = told or _kind_of((), [*lines, *papers.names], kinds)
    if not kind and outer and all(_is_place_or_time(line, countries) for line in lines):
        kind = _kind_of((), outer, kinds)
    return Around(
        year=year or year_of([*lines, *outer], papers.names),
        month=month or next((m for text in lines if (m := _month_of_title(text))), None),
        section=first.text if first else "",
        marker=first.marker if first else "",
        kind=kind if told or kind in DELEGATIONS else "",
        likely_kind=kind,
        countries=_countries_of(inner, () if "countries" in papers.columns else lines, countries),
        words=" / ".join(reversed(inner)),
        columns=papers.columns,
        fiscal=any(FISCAL in text for text in (*inner, *lines, *outer)),
    )


def _is_place_or_time(line: str, countries: Countries) -> bool:
    """Whether a title only says of which country or time a part of the sheet is."""
    return bool(countries.read(line).value or _month_in(line) or year_in(line))


def _own_lines(title: str) -> list[str]:
    """Give the lines of a title from the last, which says most of the rows, without the state's."""
    lines = (line for line in reversed(title.splitlines()) if line.strip())
    return [line for line in lines if not any(words in fold(line) for words in _STATE)]


def year_of(lines: Sequence[str], names: Sequence[str]) -> int | None:
    """Give the year of a table: one that its title names as a year, then any other it says.

    ``names`` are those of sheet and file: a sheet is called by its year, a file by when it was
    made. What stands in brackets tells by which paper the table comes, and counts last.
    """
    bare = [_IN_BRACKETS.sub(" ", line) for line in lines]
    named = (y for line in bare if (y := _named_and_told(line)))
    aside = (y for line in lines if (y := _named_and_told(line)))
    told = (y for text in (*names[:1], *bare, *names[1:]) if (y := year_in(text)))
    return next(named, None) or next(told, None) or next(aside, None)


def _named_and_told(line: str) -> int | None:
    year = named_year(_DATED.sub(" ", line.lower()))
    return year if year and year == year_in(line) else None


def named_year(text: str) -> int | None:
    """Give the year that a text calls so: "năm 2023", 2023年, 令和5年."""
    text = _ERA.sub(lambda said: f"{year_of_era(said[1], said[2])}年", text)
    match = _YEAR_NAMED.search(fold(text).replace(" 年", "年"))
    return int(match[1] or match[2]) if match else None


def _month_in(text: str) -> int | None:
    words = _IN_BRACKETS.sub(" ", text).partition(":")[0]
    if name := _MONTH_NAME.fullmatch(_YEAR_BEHIND.sub("", fold(words))):
        return _SHORT_MONTHS.index(name[0][:3]) + 1
    match = _MONTH.fullmatch(_YEAR_BEHIND.sub("", fold(words)))
    return _month(match)


def _month_of_title(text: str) -> int | None:
    return _month(_MONTH_OF_TITLE.search(fold(_DATED.sub(" ", text.lower()))))


def _month(match: re.Match[str] | None) -> int | None:
    number = int(match[1] or match[2]) if match else 0
    return number if 1 <= number <= 12 else None


def _kind_of(inner: Iterable[str], outer: Iterable[str], kinds: Choices) -> str:
    """Give the kind a section names, or a title that names no other beside it."""
    for texts, is_title in ((inner, False), (outer, True)):
        for text in texts:
            if code := _kind_in(text, kinds, alone=is_title):
                return code
    return ""


def _kind_in(text: str, kinds: Choices, *, alone: bool) -> str:
    """Give the kind a heading names; one that names delegations out and in names none."""
    words = fold(text)
    if ("doan ra" in words and "doan vao" in words) or not words:
        return ""
    read = kinds.read(_PURPOSES.sub(" ", text) if alone else text)
    return "" if read.problem or (alone and read.doubt) else read.value


def _countries_of(
    inner: Iterable[str], lines: Iterable[str], countries: Countries
) -> tuple[str, ...]:
    for text in inner:
        if found := countries.in_text(text):
            return tuple(found)
    for line in lines:
        found = countries.in_text(line)
        if len(found) == 1 and found[0] != HOME:
            return tuple(found)
    return ()


_PURPOSES = re.compile(r"\b(?:đến |vào |đi )?(?:thăm|làm việc|học tập)\b", re.IGNORECASE)
"""What delegations of any direction come or go for, and so say nothing of their kind."""
DELEGATIONS = ("delegation_out", "delegation_in")
"""What a title says of all rows; "conferences" may stand above workshops too."""
HOME = "VN"
"""A title names the own country as its author, not as where a delegation goes."""
