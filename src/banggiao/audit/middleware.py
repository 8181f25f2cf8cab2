"""Opens a step around each request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from banggiao.audit.context import step

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest
    from django.http.response import HttpResponseBase


def audit_context(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Let all events of one request share an id."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        with step():
            return get_response(request)

    return middleware
