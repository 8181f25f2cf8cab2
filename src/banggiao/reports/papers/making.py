"""Makes a paper in one of its forms, from what was compiled just now or from what was sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import override

from banggiao.core.errors import Refused
from banggiao.core.papers.word import whole_address
from banggiao.reports.enums import PaperFormat
from banggiao.reports.papers.lists import (
    LISTED,
    Listed,
    RecordList,
    absolute,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from banggiao.reports.figures.measuring import Entry
    from banggiao.reports.queries.compiling import Address, Compiled, Content

type Maker = Callable[[Content, Iterable[RecordList]], bytes]


def make(form: str, content: Content, lists: Iterable[RecordList]) -> bytes:
    """Write a report as a file of one form. Refused: what that form cannot do here."""
    maker = _makers().get(form)
    if maker is None:
        raise Refused(
            "format_unknown",
            _("A report is written as .docx, .pdf, .xlsx or .json. Choose one of these."),
            field="format",
        )
    with override(content["language"]):
        return maker(absolute(content), lists)


def _makers() -> dict[str, Maker]:
    # Each form has a library of its own: a web process that only shows pages needs none of them.
    from banggiao.core.papers.pdf import as_pdf  # noqa: PLC0415  # slow import
    from banggiao.reports.papers.docx import as_docx  # noqa: PLC0415  # slow import
    from banggiao.reports.papers.json import as_json  # noqa: PLC0415  # slow import
    from banggiao.reports.papers.xlsx import as_xlsx  # noqa: PLC0415  # slow import

    return {
        PaperFormat.DOCX: as_docx,
        PaperFormat.PDF: lambda content, lists: as_pdf(as_docx(content, lists)),
        PaperFormat.XLSX: as_xlsx,
        PaperFormat.JSON: as_json,
    }


def limit_of(form: str) -> int | None:
    """Give how many records a figure a form lists; the Word paper is read by people."""
    return LISTED if form in {PaperFormat.DOCX, PaperFormat.PDF} else None


def lists_of(compiled: Compiled, address: Address, form: str) -> Iterator[RecordList]:
    """Give the records behind every figure of a report that was compiled just now."""
    for behind in compiled.lists(limit_of(form)):
        figure = compiled.measured[behind.code].figure
        yield RecordList(
            code=behind.code,
            part=behind.part,
            label=str(figure.label),
            unit=str(figure.unit),
            value=behind.value,
            url=whole_address(address(behind.code, behind.part)),
            records=[_listed(one) for one in behind.entries],
            total=behind.total,
        )


def _listed(one: Entry) -> Listed:
    return Listed(
        type=one.type,
        code=one.code,
        label=one.label,
        url=whole_address(one.url),
        date_words=one.date_words,
        counted=one.counted,
        uncertain=bool(one.why),
    )
