"""The implementation sheet of a text as a Word paper on A4 lying on its side.

It goes to a meeting or into the yearly report, so it is Vietnamese whatever the reader reads.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import override

from banggiao.agreements.queries import acts_of, view_of
from banggiao.agreements.queries.implementation import sheet_of
from banggiao.core.enums import Classification
from banggiao.core.papers.word import fill, mark_of_class, template_for, whole_address
from banggiao.core.papers.wordml import GROUP, HEAD, TEXT, Cell, Fragment, Links, table
from banggiao.core.papers.words import dated_words
from banggiao.partners.queries import own_body

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from banggiao.accounts.models import User
    from banggiao.agreements.models import Instrument
    from banggiao.agreements.queries.implementation import Sheet

OURS = Path(__file__).parent.parent / "templates_word"
TEMPLATE = "implementation_vi.docx"
LANGUAGE = "vi"
WIDTHS = (760, 1700, 4190, 2700, 1900, 3320)
"""Twentieths of a point; together the width between the margins of a sheet on its side."""
HEADS = (
    "STT",
    "Điều, khoản",
    "Nội dung cam kết",
    "Bên thực hiện, đầu mối",
    "Thời hạn",
    "Tình hình thực hiện",
)
NOTHING = "…"


def implementation_paper(instrument: Instrument, user: User, year: int | None = None) -> bytes:
    """Write the sheet as far as the user may see. Refused: a template that cannot be filled."""
    with override(LANGUAGE):
        sheet = sheet_of(instrument, user, year)
        return fill(
            template_for(TEMPLATE, OURS),
            LANGUAGE,
            lambda links: _context(instrument, sheet, year, links),
        )


def file_name(instrument: Instrument, year: int | None = None) -> str:
    """Give the name of the file."""
    return f"thuc-hien-{instrument.code}{f'-{year}' if year else ''}.docx"


def _context(
    instrument: Instrument, sheet: Sheet, year: int | None, links: Links
) -> dict[str, Any]:
    """Give everything a template may use (docs/operate/word-templates.md)."""
    own = own_body()
    today = timezone.localdate()
    view = view_of(instrument, acts_of(instrument), today)
    highest = max(instrument.classification, sheet.classification)
    return {
        "own_body": own.name_in(LANGUAGE) if own else NOTHING,
        "dated": dated_words(today),
        "mark": mark_of_class(Classification(highest).name.lower()),
        "title": instrument.name_in(LANGUAGE),
        "year": year or "",
        "standing": view.word,
        "number": sheet.number,
        "kept": sheet.kept,
        "grid": _grid(sheet, links),
    }


def _grid(sheet: Sheet, links: Links) -> Fragment | None:
    rows = list(_rows(sheet))
    heads = [Cell(head, style=HEAD) for head in HEADS]
    return table(WIDTHS, heads, rows, links, signed_below=True) if rows else None


def _rows(sheet: Sheet) -> Iterator[Sequence[Cell]]:
    """Give a row a promise, under the heading of its side."""
    number = 0
    for heading, promises in sheet.groups:
        yield [Cell(heading, style=GROUP, columns=len(WIDTHS))]
        for promise in promises:
            number += 1
            said = "\n".join(part for part in (promise.word, promise.evidence) if part)
            yield (
                Cell(str(number), style=TEXT),
                Cell(promise.place),
                Cell(str(promise.duty), url=whole_address(promise.duty.get_absolute_url())),
                Cell(promise.who),
                Cell(promise.due),
                Cell(said[:1].upper() + said[1:]),
            )
