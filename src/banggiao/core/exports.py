"""Sends a list as a file: exactly the rows and columns the page shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from django.http import HttpResponse, StreamingHttpResponse
from django.utils import timezone
from django.utils.translation import get_language, override

from banggiao.core.tables import as_csv, as_xlsx

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpResponseBase
    from django.utils.functional import _StrPromise

    from banggiao.core.htmx import Request

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Listing(Protocol):
    """What can be sent as a file: a table, or anything else that gives rows of texts."""

    @property
    def id(self) -> str:
        """The first part of the file's name."""

    @property
    def caption(self) -> str | _StrPromise:
        """The name of the sheet."""

    def export_rows(self) -> Iterator[list[str]]:
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
    """Give the file asked for by ``?export=csv`` or ``?export=xlsx``, else None."""
    wanted = request.GET.get("export")
    language = get_language() or "vi"
    name = f"{table.id}-{timezone.localdate():%Y-%m-%d}"
    response: HttpResponseBase
    if wanted == "csv":
        response = StreamingHttpResponse(
            _spoken(language, as_csv(table.export_rows())), content_type="text/csv; charset=utf-8"
        )
    elif wanted == "xlsx":
        response = HttpResponse(as_xlsx(table.export_rows(), str(table.caption)), content_type=XLSX)
    else:
        return None
    response["Content-Disposition"] = f'attachment; filename="{name}.{wanted}"'
    return response
