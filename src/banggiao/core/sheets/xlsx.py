"""Lists as .xlsx: one sheet with typed cells, a frozen head and a filter, written row by row.

Neither the rows nor the file are held in memory: the library keeps them in temporary files, and
what comes out is a temporary file as well.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from itertools import chain, islice
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING, Any

from django.utils.translation import get_language

from banggiao.core.dates import PartialDate, format_partial
from banggiao.core.sheets.values import plain, sheet_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from banggiao.core.sheets.values import Plain, Value

OPTIONS = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}

PRODUCT = "Banggiao"
A4 = 9
NARROWEST, WIDEST = 8, 60
"""How many letters wide a column is at least and at most; longer texts go on in the next line."""
LOOKED_AT = 500
"""So many rows say how wide the columns are."""

FIRST_DAY = dt.date(1900, 3, 1)
"""Excel counts no day before 1900, and its February 1900 has one too many."""
RICH, LONGEST = "<r>", 32_767
"""How a rich text begins in the file, and how many characters a cell takes."""
EXACT = 10**15
"""Excel keeps fifteen digits of a number; a longer one stays a text, so that none is lost."""
PRINTED = 240
"""So many letters stand above a page; Excel takes 255, with the marks of the layout."""

DAYS = {"vi": "d/m/yyyy", "en": "[$-809]d mmmm yyyy", "ja": 'yyyy"年"m"月"d"日"'}
"""How a day shows, by language, as the page writes it; it stays a day whatever it looks like."""
TIMES = "hh:mm:ss dd/mm/yyyy"
NUMBER = "#,##0"
FRACTION = "#,##0.0##"


@dataclass(frozen=True, slots=True)
class About:
    """What a file says of itself. ``narrowed`` and ``footer`` are printed on every page."""

    title: str
    narrowed: str = ""
    footer: str = ""
    made_at: dt.datetime = field(default_factory=lambda: dt.datetime.now(dt.UTC))


def as_xlsx(rows: Iterable[Sequence[Value]], about: About) -> IO[bytes]:
    """Write rows, the first one the head, into a temporary file, and give it at its beginning.

    Whoever takes it closes it; then it is gone. No text runs as a formula or becomes a link.
    """
    import xlsxwriter  # noqa: PLC0415  # slow import

    out: IO[bytes] = TemporaryFile(prefix="banggiao-", suffix=".xlsx")  # noqa: SIM115  # the caller closes it
    try:
        with xlsxwriter.Workbook(out, OPTIONS) as book:
            book.set_properties(_properties(about))
            _Sheet(book, about).write(iter(rows))
        out.seek(0)
    except BaseException:
        out.close()
        raise
    return out


def _properties(about: About) -> dict[str, Any]:
    made = about.made_at.astimezone(dt.UTC).replace(tzinfo=None)
    return {
        "title": about.title,
        "subject": about.narrowed,
        "author": PRODUCT,
        "company": PRODUCT,
        "created": made,
    }


class _Sheet:
    """The one sheet of a list."""

    def __init__(self, book: Any, about: About) -> None:
        self.about = about
        self.sheet = book.add_worksheet(sheet_name(about.title))
        top = {"valign": "top"}
        edge = {"bottom": 1, "bg_color": "#EDEDED"}
        self.head = book.add_format({"bold": True, "text_wrap": True, "valign": "vcenter", **edge})
        self.text = book.add_format({**top, "text_wrap": True})
        self.whole = book.add_format({**top, "num_format": NUMBER})
        self.fraction = book.add_format({**top, "num_format": FRACTION})
        self.run = book.add_format()
        day = DAYS.get((get_language() or "vi")[:2], DAYS["en"])
        self.day = book.add_format({**top, "num_format": day, "align": "left"})
        self.time = book.add_format({**top, "num_format": TIMES, "align": "left"})

    def write(self, rows: Iterator[Sequence[Value]]) -> None:
        """Write the head and the rows; the layout follows from them."""
        head = [str(plain(cell) or "") for cell in next(rows, ())]
        first = list(islice(rows, LOOKED_AT))
        for column, label in enumerate(head):
            width = _width([label + "   ", *(row[column] for row in first)])
            self.sheet.set_column(column, column, width)
            self.sheet.write_string(0, column, label, self.head)
        last = 0
        for last, row in enumerate(chain(first, rows), 1):
            self._row(last, row)
        self._lay_out(last, len(head) - 1)

    def _row(self, number: int, row: Sequence[Value]) -> None:
        write, text = self.sheet.write_string, self.text
        for column, cell in enumerate(row):
            if isinstance(cell, str):
                if cell.startswith(RICH):
                    self._plainly(number, column, cell)
                elif cell:
                    write(number, column, cell, text)
            else:
                self._typed(number, column, plain(cell))

    def _typed(self, row: int, column: int, cell: Plain) -> None:
        sheet = self.sheet
        if isinstance(cell, dt.datetime):
            sheet.write_datetime(row, column, cell, self.time)
        elif isinstance(cell, dt.date) and cell >= FIRST_DAY:
            sheet.write_datetime(row, column, cell, self.day)
        elif isinstance(cell, int | float) and abs(cell) < EXACT:
            style = self.whole if cell == int(cell) else self.fraction
            sheet.write_number(row, column, cell, style)
        elif cell is not None:
            sheet.write_string(row, column, _words(cell), self.text)

    def _plainly(self, row: int, column: int, cell: str) -> None:
        """Write a text that the library would take for its own rich text, and put in as it is."""
        self.sheet.write_rich_string(row, column, cell[:1], self.run, cell[1:LONGEST], self.text)

    def _lay_out(self, last_row: int, last_column: int) -> None:
        """Freeze and filter the table, and set how it prints."""
        sheet, about = self.sheet, self.about
        sheet.freeze_panes(1, 0)
        if last_column >= 0:
            sheet.autofilter(0, 0, last_row, last_column)
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.set_margins(left=0.4, right=0.4, top=0.8, bottom=0.6)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        above = "\n".join(part for part in (about.title, about.narrowed) if part)
        sheet.set_header(f"&L{_printed(above)}")
        sheet.set_footer(f"&L{_printed(about.footer)}&R&P / &N")


def _words(cell: Plain) -> str:
    """Write what Excel has no number for: a day long ago, a number too long."""
    if isinstance(cell, dt.date):
        return format_partial(PartialDate.parse(cell.isoformat()))
    return str(cell)


def _printed(text: str) -> str:
    """Give a text as it may stand above or below a page, where & begins a mark of the layout."""
    longest = PRINTED // 2 if "&" in text else PRINTED
    return text[:longest].replace("&", "&&")


def _width(cells: Iterable[Value]) -> int:
    """Give how wide a column is whose first cells these are."""
    longest = max((len(line) for cell in cells for line in _shown(cell).split("\n")), default=0)
    return min(max(NARROWEST, longest + 2), WIDEST)


def _shown(cell: Value) -> str:
    known = plain(cell)
    if isinstance(known, dt.date):
        return TIMES if isinstance(known, dt.datetime) else "22 September 2013"
    return f"{known:,}" if isinstance(known, int | float) else known or ""
