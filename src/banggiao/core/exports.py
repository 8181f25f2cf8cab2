"""Sends a list as a file: exactly the rows and columns the page shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from django.http import FileResponse, StreamingHttpResponse
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from banggiao.core.enums import Classification
from banggiao.core.sheets.csv import as_csv
from banggiao.core.sheets.xlsx import About, as_xlsx

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from django.http import HttpResponseBase
    from django.utils.functional import _StrPromise

    from banggiao.core.htmx import Request
    from banggiao.core.sheets.values import Value

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Listing(Protocol):
    """What can be sent as a file: a table, or anything else that gives rows of values."""

    @property
    def id(self) -> str:
        """The first part of the file's name."""

    @property
    def caption(self) -> str | _StrPromise:
        """The title of the file and the name of its sheet."""

    def export_rows(self) -> Iterator[Sequence[Value]]:
        """Give the head and the rows."""


def _spoken(language: str, chunks: Iterator[bytes]) -> Iterator[bytes]:
    """Give the chunks in the reader's language: they are made after the page's own has ended."""
    while True:
        with override(language):
            chunk = next(chunks, None)
        if chunk is None:
            return
        yield chunk


def export(request: Request, table: Listing) -> HttpResponseBase | None:
    """Give the file asked for by ``?export=csv`` or ``?export=xlsx``, else None.

    Neither stands in memory as a whole: .csv is sent while it is written, .xlsx from a temporary
    file that is gone when it was sent.
    """
    wanted = request.GET.get("export")
    name = f"{table.id}-{timezone.localdate():%Y-%m-%d}.{wanted}"
    if wanted == "csv":
        chunks = _spoken(get_language() or "vi", as_csv(table.export_rows()))
        response = StreamingHttpResponse(chunks, content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response
    if wanted == "xlsx":
        file = as_xlsx(table.export_rows(), _about(request, table))
        return FileResponse(file, as_attachment=True, filename=name, content_type=XLSX)
    return None


def _about(request: Request, table: Listing) -> About:
    """Say what the file is, and up to which class it may hold records: it leaves our protection."""
    words = _("Banggiao, %(day)s, made by %(name)s. Holds records up to the class “%(class)s”.") % {
        "day": f"{timezone.localdate():%d/%m/%Y}",
        "name": request.user.full_name,
        "class": str(Classification(request.user.clearance).label).lower(),
    }
    return About(str(table.caption), getattr(table, "narrowed", ""), words)
