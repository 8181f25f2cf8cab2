"""A table in the form of a state paper: heading, merged heads, sections with their sums, notes.

A room says what stands in it as data; how it looks and prints stands here once. The layout is that
of Decree 30/2020 as far as a spreadsheet can follow it: A4 lying, its margins and fonts, the heads
on every page. The last column, the codes of the records, is on the screen and not on the paper.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal
from io import BytesIO
from itertools import groupby
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from banggiao.core.dates import PartialDate
from banggiao.core.papers.words import ROMAN
from banggiao.core.papers.workbook import FONT, new_sheet, workbook
from banggiao.core.sheets.values import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

type Cell = str | int | Decimal | dt.date | PartialDate | None
"""What stands in a cell. Amounts are `Decimal`, so that sums are exact."""

DAY = "dd/mm/yyyy"
WHOLE, FRACTION = "#,##0", "#,##0.0##"
MARGINS = {"left": 1.18, "right": 0.59, "top": 0.87, "bottom": 0.79}
"""Inches: 30 mm left, 15 right, 22 on top, where the page number stands, 20 below."""
MILLION = Decimal(1_000_000)
GREY = "#808080"
LINE, HIGHEST = 15.5, 409
"""How high a line is, and the highest row that Excel makes, both in points."""
LETTERS = 1.12
"""So many letters of the paper's font stand where a column counts one."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head, and the head above it that it shares with its neighbours.

    ``width`` is in letters. ``is_summed``: sections and the whole state its sum.
    """

    head: str
    width: float
    group: str = ""
    is_summed: bool = False
    is_centred: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its cells without the number in front, and the record's code for the last column.

    ``is_slanted`` marks what a note below explains.
    """

    cells: Sequence[Cell]
    code: str = ""
    is_slanted: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """Rows under a heading, or parts of it with theirs. ``sum_label`` empty: no row of sums."""

    heading: str
    rows: Sequence[Row] = ()
    parts: Sequence[Section] = ()
    sum_label: str = ""

    @property
    def all_rows(self) -> list[Row]:
        """Its rows and those of its parts."""
        return [*self.rows, *(row for part in self.parts for row in part.all_rows)]


@dataclass(frozen=True, slots=True)
class StateSheet:
    """A paper. ``above`` is for an annex, which stands under the heading of the paper it goes with.

    Without it the two blocks of a state paper head the page: ``agency`` over ``unit``, the name of
    the State over its motto. ``mark`` says how far it may go. ``numbers_run_on``: numbers do not
    begin anew in each section.
    """

    name: str
    language: str
    title: str
    columns: Sequence[Column]
    sections: Sequence[Section]
    agency: str = ""
    unit: str = ""
    above: str = ""
    below: Sequence[str] = ()
    mark: str = ""
    total_label: str = ""
    notes: Sequence[str] = ()
    signed: str = ""
    numbers_run_on: bool = False
    code_head: str = field(default="")


def numbered(heading: str, number: int) -> str:
    """Put a Roman number before the heading of a section."""
    return f"{ROMAN[number]}. {heading}"


def as_sheet(paper: StateSheet) -> bytes:
    """Write the paper as .xlsx."""
    out = BytesIO()
    author = paper.agency or paper.title
    language = paper.language
    with workbook(
        out, title=paper.title, author=author, language=language, row_by_row=False
    ) as book:
        _Writer(book, paper).write()
    return out.getvalue()


class _Writer:
    """Writes one paper from top to bottom; ``row`` is the next one that is free."""

    def __init__(self, book: Any, paper: StateSheet) -> None:
        self.book, self.paper = book, paper
        self.sheet = new_sheet(book, paper.name)
        self.last = len(paper.columns)  # the number stands before them
        self.row = 0
        self.formats: dict[tuple[tuple[str, Any], ...], Any] = {}

    def style(self, **more: Any) -> Any:
        """Give a format; each is made once."""
        key = tuple(sorted(more.items()))
        if key not in self.formats:
            base = {"font_name": FONT, "font_size": 12, "valign": "vcenter"}
            self.formats[key] = self.book.add_format(base | more)
        return self.formats[key]

    def framed(self, **more: Any) -> Any:
        """Give the format of a cell of the table."""
        return self.style(border=1, text_wrap=True, **more)

    def write(self) -> None:
        """Write everything in its order."""
        self._set_widths()
        self._head_of_paper()
        first = self.row
        self._heads()
        self._print_setup(first, self.row - 1)
        self._body()
        self._foot()
        self.sheet.print_area(0, 0, self.row - 1, self.last)

    def _set_widths(self) -> None:
        self.sheet.set_column(0, 0, 5)
        for place, column in enumerate(self.paper.columns, 1):
            self.sheet.set_column(place, place, column.width)
        self.sheet.set_column(self.last + 1, self.last + 1, 14)

    def _print_setup(self, first: int, last: int) -> None:
        sheet = self.sheet
        sheet.set_margins(**MARGINS)
        sheet.set_header(f'&C&"{FONT}"&13&P', {"margin": 0.4})
        sheet.repeat_rows(first, last)
        sheet.freeze_panes(last + 1, 0)
        sheet.center_horizontally()

    # Above the table

    def _merge(self, left: int, right: int, text: str, style: Any, height: float = 0) -> None:
        """Write a text over several cells of the row at hand."""
        if left != right:
            self.sheet.merge_range(self.row, left, self.row, right, "", style)
        if text:
            self.sheet.write_string(self.row, left, text, style)
        if height:
            self.sheet.set_row(self.row, height)

    def _line(self, text: str, **style: Any) -> None:
        """Write a text over the whole width, as high as its lines need."""
        width = sum(column.width for column in self.paper.columns)
        height = LINE * lines_of(text, width) + 2
        self._merge(0, self.last, text, self.style(text_wrap=True, **style), height)
        self.row += 1

    def _head_of_paper(self) -> None:
        paper = self.paper
        if paper.above:
            self._line(paper.above, bold=True, align="center", font_size=13)
        else:
            self._state_head()
        self._line(paper.title, bold=True, align="center", font_size=14)
        for line in paper.below:
            self._line(line, italic=True, align="center", font_size=13)
        if paper.mark and paper.above:
            self._line(paper.mark, bold=True, align="center")
        self.row += 1

    def _state_head(self) -> None:
        """Write the block of the agency on the left and that of the State on the right."""
        paper, middle = self.paper, self._middle()
        state = _("SOCIALIST REPUBLIC OF VIET NAM"), _("Independence - Freedom - Happiness")
        agency: list[tuple[str, dict[str, Any]]] = [(paper.agency, {"bold": not paper.unit})]
        agency += [(paper.unit, {"bold": True})] if paper.unit else []
        right: list[tuple[str, dict[str, Any]]] = [
            (state[0], {"bold": True}),
            (state[1], {"bold": True, "underline": 1}),
        ]
        left = [*agency, ("", {}), ("", {})][:2]
        for (text, style), (word, other) in zip(left, right, strict=True):
            self._merge(0, middle, text, self.style(align="center", **style), LINE + 2)
            self._merge(middle + 1, self.last, word, self.style(align="center", **other))
            self.row += 1
        if paper.mark:
            self._merge(0, middle, paper.mark, self.style(align="center", bold=True, italic=True))
        self.row += 1 + bool(paper.mark)

    def _middle(self) -> int:
        """Give the last column of the left half of the page."""
        half, reached = sum(column.width for column in self.paper.columns) / 2, 0.0
        for place, column in enumerate(self.paper.columns, 1):
            reached += column.width
            if reached >= half:
                return max(0, min(place, self.last - 1))
        return 0

    # The table

    def _heads(self) -> None:
        """Write the heads: two rows where some columns share one, else one."""
        columns = (Column(_("No."), 5), *self.paper.columns)
        rows = 1 + any(column.group for column in columns)
        style = self.framed(bold=True, align="center")
        for group, some in groupby(enumerate(columns), lambda one: one[1].group):
            places = [place for place, _column in some]
            if group:
                self._merge(places[0], places[-1], group, style)
            for place in places:
                if group:
                    self.sheet.write_string(self.row + 1, place, columns[place].head, style)
                else:
                    self._merge_down(place, rows, columns[place].head, style)
        small = self.style(font_size=8, font_color=GREY)
        self.sheet.write_string(self.row, self.last + 1, self.paper.code_head, small)
        self._set_head_heights(columns, rows)
        self.row += rows

    def _set_head_heights(self, columns: Sequence[Column], rows: int) -> None:
        """Make room for the heads: those of one column over both rows, the others in the second."""
        whole = max(lines_of(column.head, column.width) for column in columns if not column.group)
        under = max((lines_of(c.head, c.width) for c in columns if c.group), default=0)
        first = max(1, whole - under) if rows > 1 else whole
        for row, lines in zip(range(self.row, self.row + rows), (first, under), strict=False):
            self.sheet.set_row(row, LINE * lines + 5)

    def _merge_down(self, place: int, rows: int, text: str, style: Any) -> None:
        if rows > 1:
            self.sheet.merge_range(self.row, place, self.row + rows - 1, place, "", style)
        self.sheet.write_string(self.row, place, text, style)

    def _body(self) -> None:
        number = 0
        for section in self.paper.sections:
            number = self._section(section, number if self.paper.numbers_run_on else 0)
        if self.paper.total_label:
            rows = [row for section in self.paper.sections for row in section.all_rows]
            self._sums(self.paper.total_label, rows)

    def _section(self, section: Section, number: int, *, is_part: bool = False) -> int:
        """Write a section. Gives the last number in it."""
        style = self.framed(bold=True, italic=is_part)
        self._merge(0, self.last, section.heading, style, LINE + 4)
        self.row += 1
        for row in section.rows:
            number += 1
            self._record(number, row)
        for part in section.parts:
            number = self._section(part, number, is_part=True)
        if section.sum_label:
            self._sums(section.sum_label, section.all_rows)
        return number

    def _record(self, number: int, row: Row) -> None:
        slant = {"italic": True} if row.is_slanted else {}
        top = {"valign": "top", **slant}
        self.sheet.write_number(self.row, 0, number, self.framed(align="center", **top))
        for place, (column, cell) in enumerate(zip(self.paper.columns, row.cells, strict=True), 1):
            align = {"align": "center"} if column.is_centred else {}
            self._cell(place, cell, {**top, **align})
        self.sheet.set_row(self.row, self._row_height(row))
        code = self.style(font_size=8, font_color=GREY, valign="top")
        self.sheet.write_string(self.row, self.last + 1, row.code, code)
        self.row += 1

    def _row_height(self, row: Row) -> float:
        """Give the height that the longest cell needs: programs do not agree on finding it."""
        lines = max(
            lines_of(_shown(cell), column.width)
            for column, cell in zip(self.paper.columns, row.cells, strict=True)
        )
        return min(HIGHEST, LINE * lines + 3)

    def _cell(self, place: int, cell: Cell, more: dict[str, Any]) -> None:
        sheet, row = self.sheet, self.row
        known = plain(float(cell) if isinstance(cell, Decimal) else cell)
        if isinstance(known, dt.date):
            style = self.framed(**{**more, "align": "center", "num_format": DAY})
            sheet.write_datetime(row, place, known, style)
        elif isinstance(known, int | float):
            pattern = WHOLE if known == int(known) else FRACTION
            style = self.framed(**{"align": "center", **more, "num_format": pattern})
            sheet.write_number(row, place, known, style)
        elif known:
            sheet.write_string(row, place, known, self.framed(**more))
        else:
            sheet.write_blank(row, place, None, self.framed(**more))

    def _sums(self, label: str, rows: Sequence[Row]) -> None:
        """Write a row of sums under the columns that have them."""
        columns = self.paper.columns
        summed = [place for place, column in enumerate(columns, 1) if column.is_summed]
        end = (summed[0] if summed else len(columns) + 1) - 1
        self._merge(0, end, label, self.framed(bold=True), LINE + 4)
        for place in range(end + 1, len(columns) + 1):
            total = sum_of(rows, place - 1) if place in summed else None
            self._cell(place, total, {"bold": True, "align": "center"})
        self.row += 1

    # Below the table

    def _foot(self) -> None:
        self.row += 1
        for note in self.paper.notes:
            self._line(note, italic=True, valign="top")
        if self.paper.signed:
            self._line(self.paper.signed)


def millions(dong: int | None) -> Decimal | None:
    """Give an amount in million dong, as the heads of such papers count it."""
    return None if dong is None else Decimal(dong) / MILLION


def lines_of(text: str, width: float) -> int:
    """Count the lines a text takes in a column of so many letters."""
    letters = max(1, int(width * LETTERS))
    return sum(max(1, len(wrap(line, letters))) for line in text.split("\n"))


def sum_of(rows: Sequence[Row], place: int) -> Decimal | None:
    """Add up the numbers of a column; words add nothing. None where there is no number at all."""
    cells = (row.cells[place] for row in rows)
    numbers = [Decimal(cell) for cell in cells if isinstance(cell, int | Decimal)]
    return sum(numbers, Decimal(0)) if numbers else None


def _shown(cell: Cell) -> str:
    known = plain(float(cell) if isinstance(cell, Decimal) else cell)
    return "" if known is None else "00/00/0000" if isinstance(known, dt.date) else str(known)
