"""The least a page can cost: the frame alone, and the frame around rows of one statement."""

from __future__ import annotations

from django.db import connection
from django.http import Http404, HttpResponse  # noqa: TID251  # these are views

from banggiao.core.access import clearance_of
from banggiao.core.htmx import Request, render
from bench.pages import PAGE_ROWS, Rows
from bench.rooms import pages

ROWS: dict[str, Rows] = {page.key: page.rows for page in pages() if page.rows}


def empty(request: Request) -> HttpResponse:
    """Show the signed-in frame with nothing in it."""
    return render(request, "floor/empty.html", {})


def rows(request: Request, key: str) -> HttpResponse:
    """Show the rows of a measured page in plain columns, read by its bare statements."""
    if key not in ROWS:
        raise Http404
    clearance = {"clearance": clearance_of(request.user)}
    bare = ROWS[key].on(connection.vendor)
    with connection.cursor() as cursor:
        cursor.execute(bare.statement, clearance)
        context = {"rows": cursor.fetchall()[:PAGE_ROWS]}
        if bare.count:
            cursor.execute(bare.count, clearance)
            context["total"] = cursor.fetchone()[0]
    return render(request, "floor/rows.html", context)
