"""What every Excel paper has in common: how its file is opened, and how its sheets print."""

from __future__ import annotations

from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING, Any

from django.utils.translation import override

from banggiao.core.sheets.values import sheet_name
from banggiao.core.sheets.xlsx import A4, OPTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["A3", "A4", "FONT", "LINKS", "new_sheet", "workbook"]

A3 = 8
FONT = "Times New Roman"
LINKS = 60_000
"""Excel takes some 65,000 links a sheet; rows after that name their address as text."""


@contextmanager
def workbook(
    out: BytesIO, *, title: str, author: str, language: str, row_by_row: bool = True
) -> Iterator[Any]:
    """Open a workbook written into ``out``, in the language of the paper.

    ``row_by_row`` keeps memory small where rows come in their order; merged cells need it off.
    """
    import xlsxwriter  # noqa: PLC0415  # slow import

    options = OPTIONS | {"constant_memory": row_by_row}
    with override(language), xlsxwriter.Workbook(out, options) as book:
        book.set_properties({"title": title, "author": author})
        yield book


def new_sheet(book: Any, name: str, *, paper: int = A4) -> Any:
    """Give a new sheet that prints lying, one page wide. Its name is one that Excel takes."""
    sheet = book.add_worksheet(sheet_name(name))
    sheet.set_landscape()
    sheet.set_paper(paper)
    sheet.fit_to_pages(1, 0)
    return sheet
