"""Error pages and the health answer."""

from __future__ import annotations

import tempfile
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

if TYPE_CHECKING:
    from pathlib import Path


@login_not_required
def health(request: HttpRequest) -> JsonResponse:
    """Answer 200 once migrations are applied and storage answers, else 503 with the cause."""
    del request
    cause = _database_cause() or _storage_cause(settings.DATA_DIR)
    body = {"status": "ok", "database": connection.vendor} if not cause else {"status": cause}
    return JsonResponse(body, status=503 if cause else 200)


def _database_cause() -> str:
    try:
        executor = MigrationExecutor(connection)
        pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return "database does not answer"
    return "migrations are missing" if pending else ""


def _storage_cause(folder: Path) -> str:
    try:
        with tempfile.TemporaryFile(dir=folder) as probe:  # several may ask at once
            probe.write(b"ok")
    except OSError:
        return "data folder cannot be written"
    return ""


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that the form's key ran out, and that going back keeps what was typed."""
    del reason
    return render(request, "403_csrf.html", status=403)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Show that the address or the form cannot be read."""
    del exception
    return render(request, "400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Show that the right is missing, with the rule where the refusal named one."""
    return render(request, "403.html", {"exception": str(exception or "")}, status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Show that there is nothing here, or nothing this person may know of: the two look alike."""
    del exception
    return render(request, "404.html", status=404)
