"""Random registers written as random spreadsheets: whatever an office may choose, by hypothesis."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st

from tests.factories.sheets import (
    BODIES,
    OWN,
    Leaf,
    as_csv,
    as_ods,
    as_xls,
    as_xlsx,
    letter_of,
)

YEAR = 2023
LANGUAGES = ("vi", "en", "ja")

COUNTRIES = {
    "JP": ("Nhật Bản", "Nhật bản", "Japan", "日本"),
    "MY": ("Ma-lai-xi-a", "Malaysia", "マレーシア"),
    "LA": ("Lào", "CHDCND Lào", "Lao PDR", "ラオス"),
    "FR": ("Pháp", "CH Pháp", "Cộng hoà Pháp", "France", "フランス"),
    "KR": ("Hàn Quốc", "Hàn quốc", "Republic of Korea", "韓国"),
    "DE": ("Đức", "CHLB Đức", "Germany", "ドイツ"),
}
TITLES = ("Chuyên viên", "Vụ trưởng Vụ HTQT", "Phó Tổng Thanh tra", "Thanh tra viên chính")
NAMES = ("Nguyễn Văn A{}", "Trần Thị B{}", "Lê Văn C{}", "Khách X{}")
THINGS = ("Học tập kinh nghiệm", "Dự họp thường niên", "Trao đổi về thanh tra", "Hội đàm")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

Draw = Callable[[Any], Any]
Row = dict[str, Any]


@dataclass(frozen=True)
class Column:
    """A column: what it is called by language, under which group, and how a cell is written."""

    labels: dict[str, tuple[str, ...]]
    write: Callable[[Row, Draw], Any]
    group: dict[str, str] = field(default_factory=dict)


@dataclass
class Sheet:
    """A sheet that grows row by row. ``data`` are the numbers of the rows that hold things."""

    width: int
    left: int
    rows: list[list[Any]] = field(default_factory=list)
    merged: list[str] = field(default_factory=list)
    data: list[int] = field(default_factory=list)

    def add(self, *cells: Any) -> int:
        """Add a row, and give its number."""
        self.rows.append([None] * self.left + list(cells))
        return len(self.rows)

    def merge(self, top: int, left: int, bottom: int, right: int) -> None:
        """Merge cells; columns are counted from the first of the table."""
        first, last = letter_of(self.left + left), letter_of(self.left + right)
        self.merged.append(f"{first}{top}:{last}{bottom}")


class Made:
    """A file with what reading it should give. No dataclass: it prints as a sheet."""

    def __init__(self, sheet: Sheet, rows: list[Row], content: bytes, name: str) -> None:
        self.sheet, self.rows, self.content, self.name = sheet, rows, content, name

    def __repr__(self) -> str:
        lines = "\n".join(f"{number}: {row}" for number, row in enumerate(self.sheet.rows, 1))
        return f"{self.name}, merged {self.sheet.merged}\n{lines}"


def days(draw: Draw, year: int = YEAR) -> tuple[dt.date, dt.date]:
    """Give a first and a last day of a year."""
    start = draw(st.dates(dt.date(year, 1, 1), dt.date(year, 12, 20)))
    return start, start + dt.timedelta(days=draw(st.integers(0, 9)))


def day_text(day: dt.date, draw: Draw) -> Any:
    """Write a day in one of the ways of officials, or as a day of the spreadsheet."""
    ways = (
        day,
        f"{day:%d/%m/%Y}",
        f"{day.day}.{day.month}.{day.year}",
        f"{day.day}/{day.month}/{day:%y}",
        f"ngày {day.day}/{day.month}/{day.year}",
        f"{day.day} {MONTHS[day.month - 1]} {day.year}",
        f"{day.year}年{day.month}月{day.day}日",
        day.isoformat(),
    )
    return draw(st.sampled_from(ways))


def span_text(start: dt.date, end: dt.date, draw: Draw) -> Any:
    """Write a first and a last day into one cell."""
    if start == end:
        return day_text(start, draw)
    one, other = f"{start:%d/%m}", f"{end:%d/%m/%Y}"
    ways = [
        f"{one} - {other}",
        f"{start:%d/%m/%Y} - {other}",
        f"từ ngày {start:%d/%m/%Y} đến ngày {other}",
        f"{start.day} {MONTHS[start.month - 1]} - {end.day} {MONTHS[end.month - 1]} {end.year}",
        f"{start.year}年{start.month}月{start.day}日～{end.month}月{end.day}日",
    ]
    if start.month == end.month:
        ways += [
            f"{start.day:02}-{other}",
            f"{start.day} – {end.day}/{end.month}/{end.year}",
            f"{start.day}-{end.day} {MONTHS[end.month - 1]} {end.year}",
        ]
    return draw(st.sampled_from(ways))


def people(draw: Draw, number: int, count: int) -> list[dict[str, str]]:
    """Give people of made-up names, all different."""
    return [
        {
            "name": draw(st.sampled_from(NAMES)).format(f"{number}{place}"),
            "title": draw(st.sampled_from(TITLES)),
        }
        for place in range(count)
    ]


def person_text(one: dict[str, str], draw: Draw) -> str:
    """Write a person with their title."""
    name, title = one["name"], one["title"]
    ways = (f"{name}, {title}", f"{name} ({title})", f"{title} {name}", f"Ông {name} - {title}")
    return str(draw(st.sampled_from(ways)))


def spelled(text: str, draw: Draw) -> str:
    """Put stray spaces around a text, or between its words."""
    return str(draw(st.sampled_from((text, f" {text}", f"{text}\u00a0 ", text.replace(" ", "  ")))))


def country_text(row: Row, draw: Draw) -> str:
    return spelled(draw(st.sampled_from(COUNTRIES[row["country"]])), draw)


def count_text(number: int, draw: Draw) -> Any:
    return draw(st.sampled_from((number, str(number), f"{number:02} người", f"{number} 名")))


def partner(draw: Draw) -> tuple[str, str]:
    """Give a body of the small register, and a name of it."""
    body = draw(st.sampled_from([body for body in BODIES if body.code != OWN]))
    return body.code, draw(st.sampled_from(body.names))


def write(draw: Draw, columns: Sequence[Column], groups: Sequence[tuple[str, list[Row]]]) -> Sheet:
    """Write rows in groups. Each group has the words of its section, or none where there is one."""
    language = draw(st.sampled_from(LANGUAGES))
    sheet = Sheet(len(columns), draw(st.integers(0, 2)))
    _block(sheet, draw)
    head = _head(sheet, columns, language, draw)
    has_sums = draw(st.booleans())
    for place, (section, rows) in enumerate(groups):
        if section:
            _section(sheet, section, place, draw)
        for row in rows:
            sheet.data.append(sheet.add(*(column.write(row, draw) for column in columns)))
        if has_sums and section:
            sheet.add(None, f"Cộng mục {'I' * (place + 1)}", *[None] * (len(columns) - 2))
        if place + 1 < len(groups) and draw(st.booleans()):
            if draw(st.booleans()):
                sheet.add()
            head()
    if has_sums:
        sheet.add(None, "Tổng cộng")
    if draw(st.booleans()):
        sheet.add()
        sheet.add("Ghi chú: số liệu minh hoạ.")
        sheet.add(*[None] * (len(columns) - 1), "NGƯỜI LẬP BIỂU")
        sheet.add(*[None] * (len(columns) - 1), "Nguyễn Văn A1")
    return sheet


def _block(sheet: Sheet, draw: Draw) -> None:
    for _line in range(draw(st.integers(0, 3))):
        sheet.add()
    if draw(st.booleans()):
        half = max(sheet.width // 2, 1)
        sheet.add("BỘ X", *[None] * (half - 1), "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
        sheet.add("VỤ Y", *[None] * (half - 1), "Độc lập - Tự do - Hạnh phúc")
        sheet.add()
    number = sheet.add(
        draw(st.sampled_from(("SỔ THEO DÕI NĂM {}", "Danh mục năm {}"))).format(YEAR)
    )
    if draw(st.booleans()):
        sheet.merge(number, 1, number, sheet.width)
    if draw(st.booleans()):
        sheet.add("(Số liệu minh hoạ)")
    if draw(st.booleans()):
        sheet.add()


def _head(sheet: Sheet, columns: Sequence[Column], language: str, draw: Draw) -> Callable[[], None]:
    """Write the head, and give what writes it again."""
    stacked = any(column.group for column in columns)
    merges = draw(st.booleans())
    numbered = draw(st.booleans())
    labels = [draw(st.sampled_from(column.labels[language])) for column in columns]
    over = [column.group.get(language, "") for column in columns]

    def add() -> None:
        if not stacked:
            sheet.add(*labels)
        else:
            first = [
                (group if group not in over[:place] else None) if group else label
                for place, (group, label) in enumerate(zip(over, labels, strict=True))
            ]
            top = sheet.add(*first)
            sheet.add(
                *(label if group else None for group, label in zip(over, labels, strict=True))
            )
            if merges:
                _merge_head(sheet, over, top)
        if numbered:
            sheet.add(*(f"({place})" for place in range(1, len(columns) + 1)))

    add()
    return add


def _merge_head(sheet: Sheet, over: Sequence[str], top: int) -> None:
    for place, group in enumerate(over, 1):
        if not group:
            sheet.merge(top, place, top + 1, place)
        elif group not in over[: place - 1] and over.count(group) > 1:
            sheet.merge(top, place, top, place + over.count(group) - 1)


def _section(sheet: Sheet, words: str, place: int, draw: Draw) -> None:
    marker = ("I", "II", "III")[place]
    if draw(st.booleans()):
        sheet.add(marker, words)
        return
    number = sheet.add(f"{marker}. {words}")
    if draw(st.booleans()):
        sheet.merge(number, 1, number, sheet.width)


def made(sheet: Sheet, rows: list[Row], draw: Draw, *, numbered: bool) -> Made:
    """Write the sheet in some format. Where rows have no numbers, none are expected."""
    rows = rows if numbered else [row | {"no": None} for row in rows]
    leaf = Leaf("Trang 1", sheet.rows, sheet.merged)
    write_as = draw(st.sampled_from((as_xlsx, as_xls, as_ods, as_csv)))
    if write_as is not as_csv:
        return Made(sheet, rows, write_as(leaf), "bảng")
    sign, encoding = draw(st.sampled_from(((";", "utf-8-sig"), (",", "utf-8"), ("\t", "utf-16"))))
    return Made(sheet, rows, as_csv(leaf, sign, encoding), "bảng.csv")
