"""Writes the tables of a report, and every record behind its figures, as an Excel file."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from banggiao.core.papers.workbook import FONT, LINKS, new_sheet, workbook
from banggiao.reports.papers.docx import introduction

if TYPE_CHECKING:
    from collections.abc import Iterable

    from banggiao.reports.papers.lists import RecordList
    from banggiao.reports.queries.compiling import Content

ROWS = 1_000_000
NUMBER = "#,##0"


def as_xlsx(content: Content, lists: Iterable[RecordList]) -> bytes:
    """Write one sheet a table, one with all figures, and the records behind them, row by row."""
    out, title, author = BytesIO(), content["title"], content["own_body"]
    with workbook(out, title=title, author=author, language=content["language"]) as book:
        _Book(book, content).write(lists)
    return out.getvalue()


class _Book:
    def __init__(self, book: Any, content: Content) -> None:
        self.book, self.content = book, content
        font = {"font_name": FONT, "font_size": 12, "valign": "vcenter"}
        self.bold = book.add_format({**font, "bold": True})
        self.title = book.add_format({**font, "bold": True, "font_size": 14})
        frame = {**font, "border": 1, "text_wrap": True}
        self.head = book.add_format({**frame, "bold": True, "align": "center"})
        self.text = book.add_format(frame)
        self.group = book.add_format({**frame, "bold": True, "italic": True})
        self.number = book.add_format({**frame, "num_format": NUMBER, "align": "right"})
        self.plain = book.add_format(font)

    def write(self, lists: Iterable[RecordList]) -> None:
        """Write every sheet in the order of the paper."""
        self._cover()
        for table in self.content["tables"]:
            self._table(table)
        self._figures()
        self._records(lists)

    def _sheet(self, name: str) -> Any:
        return new_sheet(self.book, name)

    def _cover(self) -> None:
        content, sheet = self.content, self._sheet(pgettext("sheet", "Report"))
        sheet.set_column(0, 0, 110)
        lines = [
            (content["own_body"], self.bold),
            (content["kind"], self.title),
            (content["title"], self.title),
            *((line, self.plain) for line in introduction(content)),
            (f"{_('Class')}: {content['class_words']}", self.plain),
        ]
        if content["number"]:
            lines.append((f"{_('Number and symbol')}: {content['number']}", self.plain))
        for row, (text, style) in enumerate(lines):
            sheet.write_string(row, 0, text, style)

    def _table(self, table: Content) -> None:
        name = pgettext("sheet", "Table %(number)s") % {"number": table["number"]}
        sheet = self._sheet(name)
        sheet.set_column(0, 0, 44)
        sheet.set_column(1, max(1, len(table["heads"]) - 1), 15)
        sheet.write_string(0, 0, f"{name}. {table['title']}", self.title)
        for column, head in enumerate(table["heads"]):
            sheet.write_string(2, column, head, self.head)
        row = 2
        for row, one in enumerate(table["rows"], 3):
            style = self.text if one["kind"] == "row" else self.group
            sheet.write_string(row, 0, one["label"], style)
            for column, cell in enumerate(one["cells"], 1):
                self._cell(sheet, row, column, cell)
        if table["heads"]:
            sheet.freeze_panes(3, 1)
            sheet.repeat_rows(2)
        if table["note"]:
            sheet.write_string(row + 2, 0, table["note"], self.plain)

    def _cell(self, sheet: Any, row: int, column: int, cell: Content) -> None:
        if "value" not in cell:
            sheet.write_string(row, column, cell["text"], self.text)
            return
        # The link first: it would make the number a text.
        sheet.write_url(row, column, cell["url"], self.number, cell["text"])
        sheet.write_number(row, column, cell["value"], self.number)

    def _figures(self) -> None:
        sheet = self._sheet(pgettext("sheet", "Figures"))
        heads = [_("Code"), _("Figure"), _("Number"), _("Unit"), _("Date not certain"), _("Page")]
        for column, (head, width) in enumerate(zip(heads, (30, 46, 12, 16, 16, 60), strict=True)):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, head, self.head)
        sheet.freeze_panes(1, 0)
        sheet.repeat_rows(0)
        for row, figure in enumerate(self.content["figures"], 1):
            sheet.write_string(row, 0, figure["code"], self.text)
            sheet.write_string(row, 1, figure["label"], self.text)
            sheet.write_number(row, 2, figure["value"], self.number)
            sheet.write_string(row, 3, figure["unit"], self.text)
            sheet.write_number(row, 4, figure["uncertain_total"], self.number)
            sheet.write_url(row, 5, figure["url"], self.text, figure["url"])

    def _records(self, lists: Iterable[RecordList]) -> None:
        sheet: Any = None
        row, count = ROWS, 0
        for one in lists:
            if one.part:
                continue
            for record in one.records:
                if row >= ROWS:
                    count += 1
                    sheet, row = self._record_sheet(count), 1
                texts = (one.code, one.label, record.code, record.label, record.date_words)
                for column, text in enumerate(texts):
                    sheet.write_string(row, column, text, self.plain)
                sheet.write_boolean(row, 5, record.counted, self.plain)
                sheet.write_string(row, 6, record.remark, self.plain)
                if record.url and row < LINKS:
                    sheet.write_url(row, 7, record.url, self.plain, record.url)
                else:
                    sheet.write_string(row, 7, record.url, self.plain)
                row += 1

    def _record_sheet(self, number: int) -> Any:
        name = pgettext("sheet", "Records")
        sheet = self._sheet(name if number == 1 else f"{name} {number}")
        heads = [
            *(_("Code of the figure"), _("Figure"), _("Code"), _("Record"), _("Date")),
            *(_("Counted"), _("Remark"), _("Page")),
        ]
        widths = (28, 34, 34, 60, 22, 10, 26, 60)
        for column, (head, width) in enumerate(zip(heads, widths, strict=True)):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, head, self.head)
        sheet.freeze_panes(1, 0)
        sheet.repeat_rows(0)
        sheet.autofilter(0, 0, ROWS, len(heads) - 1)
        return sheet
