"""Writes the register as an Excel file: every field a column, every commitment a row."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from banggiao.agreements.papers.columns import FIELDS, side_in_words
from banggiao.core.dates import format_partial
from banggiao.core.papers.word import whole_address
from banggiao.core.papers.workbook import A3, FONT, LINKS, new_sheet, workbook
from banggiao.duties.queries import PROGRESS, standing

if TYPE_CHECKING:
    from banggiao.agreements.papers.register import Register

FROZEN = 3
"""Number, code and title stay in sight."""

HIGHEST, LINE = 409, 15
"""Excel makes no row higher; how high a line of text is, both in points."""


def as_xlsx(register: Register) -> bytes:
    """Write the sheets: the register, its commitments, what the paper holds."""
    out, title, author = BytesIO(), register.title, register.own_body
    with workbook(out, title=title, author=author, language=register.language) as book:
        _Book(book, register).write()
    return out.getvalue()


class _Book:
    def __init__(self, book: Any, register: Register) -> None:
        self.book, self.register = book, register
        font = {"font_name": FONT, "font_size": 11}
        frame = {**font, "border": 1, "text_wrap": True, "valign": "top"}
        self.title = book.add_format({**font, "bold": True, "font_size": 14})
        self.plain = book.add_format({**font, "text_wrap": True, "valign": "top"})
        self.head = book.add_format(
            {**frame, "bold": True, "align": "center", "valign": "vcenter", "bg_color": "#EDEDED"}
        )
        self.text = book.add_format(frame)
        self.strong = book.add_format({**frame, "bold": True})
        self.group = book.add_format({**font, "bold": True, "italic": True, "bottom": 1})

    def write(self) -> None:
        """Write every sheet."""
        self._register()
        self._duties()
        self._cover()

    def _sheet(self, name: str) -> Any:
        sheet = new_sheet(self.book, name, paper=A3)
        sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.5)
        sheet.set_footer("&C&P / &N")
        return sheet

    def _register(self) -> None:
        register = self.register
        sheet = self._sheet(pgettext("sheet", "Register"))
        sheet.write_string(0, 0, f"{register.title} {register.as_of}", self.title)
        heads = [(_("No."), 6), *((str(field.label), field.width) for field in FIELDS)]
        for column, (head, width) in enumerate(heads):
            sheet.set_column(column, column, width)
            sheet.write_string(2, column, head, self.head)
        sheet.write_string(2, len(heads), _("Page"), self.head)
        sheet.set_column(len(heads), len(heads), 50)
        row, number = 3, 0
        for group in register.groups:
            sheet.write_string(row, 0, group.heading, self.group)
            row += 1
            for entry in group.entries:
                number += 1
                self._entry(sheet, row, number, entry)
                row += 1
        sheet.freeze_panes(3, FROZEN)
        sheet.repeat_rows(2)
        sheet.repeat_columns(0, FROZEN - 1)
        sheet.set_print_scale(70)

    def _entry(self, sheet: Any, row: int, number: int, entry: Any) -> None:
        texts = [field.text(entry) for field in FIELDS]
        lines = max(_height(text, f.width) for text, f in zip(texts, FIELDS, strict=True))
        sheet.set_row(row, min(HIGHEST, LINE * lines + 3))
        sheet.write_number(row, 0, number, self.text)
        for column, (text, field) in enumerate(zip(texts, FIELDS, strict=True), 1):
            strong = field.key in {"title_vi", "stands"}
            sheet.write_string(row, column, text, self.strong if strong else self.text)
        url = whole_address(entry.text.get_absolute_url())
        if row < LINKS:
            sheet.write_url(row, len(FIELDS) + 1, url, self.text, url)
        else:
            sheet.write_string(row, len(FIELDS) + 1, url, self.text)

    def _duties(self) -> None:
        sheet = self._sheet(pgettext("sheet", "Commitments"))
        heads = (
            *(
                (_("No."), 6),
                (_("Agreement"), 40),
                (_("Commitment"), 60),
                (_("Side"), 16),
                (_("Due"), 18),
            ),
            *((_("Lead unit"), 26), (_("State"), 18), (_("Kept on"), 16), (_("Evidence"), 40)),
            (_("Page"), 50),
        )
        for column, (head, width) in enumerate(heads):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, head, self.head)
        row = 0
        for number, entry in self.register.numbered:
            for duty in entry.duties:
                row += 1
                marked = standing(duty)
                texts = (
                    *(str(entry.text), str(duty), side_in_words(duty)),
                    format_partial(duty.due) if duty.due else "",
                    *(str(duty.unit or ""), marked.words if marked else PROGRESS(duty.progress)),
                    *(format_partial(duty.kept_on) if duty.kept_on else "", duty.evidence),
                )
                sheet.write_number(row, 0, number, self.text)
                for column, text in enumerate(texts, 1):
                    sheet.write_string(row, column, text, self.text)
                url = whole_address(duty.get_absolute_url())
                sheet.write_url(row, len(heads) - 1, url, self.text, url)
        sheet.freeze_panes(1, 0)
        sheet.repeat_rows(0)

    def _cover(self) -> None:
        register, sheet = self.register, self._sheet(pgettext("sheet", "About"))
        sheet.set_column(0, 0, 110)
        lines = (
            (register.own_body, self.plain),
            (register.title, self.title),
            (register.as_of, self.plain),
            *((line, self.plain) for line in register.intro),
            (f"{_('Class')}: {register.class_words}", self.plain),
        )
        for row, (text, style) in enumerate(lines):
            sheet.write_string(row, 0, text, style)


def _height(text: str, width: int) -> int:
    """Count the lines a text takes in a column of so many letters."""
    return sum(1 + len(line) // max(1, width - 2) for line in text.split("\n")) if text else 1
