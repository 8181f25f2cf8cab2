"""Sends a list as a file: exactly the rows and columns the page shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponse, StreamingHttpResponse
from django.utils import timezone

from banggiao.core.tables import as_csv, as_xlsx

if TYPE_CHECKING:
    from django.http import HttpResponseBase

    from banggiao.core.htmx import Request
    from banggiao.core.tables import Table

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def export(request: Request, table: Table[Any]) -> HttpResponseBase | None:
    """Give the file asked for by ``?export=csv`` or ``?export=xlsx``, else None."""
    wanted = request.GET.get("export")
    name = f"{table.id}-{timezone.localdate():%Y-%m-%d}"
    response: HttpResponseBase
    if wanted == "csv":
        response = StreamingHttpResponse(
            as_csv(table.export_rows()), content_type="text/csv; charset=utf-8"
        )
    elif wanted == "xlsx":
        response = HttpResponse(as_xlsx(table.export_rows(), str(table.caption)), content_type=XLSX)
    else:
        return None
    response["Content-Disposition"] = f'attachment; filename="{name}.{wanted}"'
    return response
