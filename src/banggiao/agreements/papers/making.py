"""Makes the register in one of its forms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from banggiao.core.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Callable

    from banggiao.agreements.papers.register import Register

FORMS = ("docx", "pdf", "xlsx")
"""The forms known by the ending of a file."""
BOOK = "book"
"""The book as it is kept in print: an Excel file too, with fewer columns."""


def make(form: str, register: Register) -> bytes:
    """Write the register as a file of one form. Refused: what that form cannot do here."""
    maker = _makers().get(form)
    if maker is None:
        raise Refused(
            "format_unknown",
            _("The register is written as .docx, .pdf or .xlsx. Choose one of these."),
            field="format",
        )
    return maker(register)


def _makers() -> dict[str, Callable[[Register], bytes]]:
    # Each form has a library of its own: a web process that only shows pages needs none of them.
    from banggiao.agreements.papers.book import as_book  # noqa: PLC0415  # slow import
    from banggiao.agreements.papers.docx import as_docx  # noqa: PLC0415  # slow import
    from banggiao.agreements.papers.xlsx import as_xlsx  # noqa: PLC0415  # slow import
    from banggiao.core.papers.pdf import as_pdf  # noqa: PLC0415  # slow import

    return {
        "docx": as_docx,
        "pdf": lambda register: as_pdf(as_docx(register)),
        "xlsx": as_xlsx,
        BOOK: as_book,
    }
