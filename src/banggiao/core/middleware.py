"""What happens around a page before any room is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import OperationalError, ProgrammingError
from django.http import HttpResponse
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest
    from django.http.response import HttpResponseBase


def database_missing(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Answer 503 with one sentence when the database is not there or not migrated."""

    class Guard:
        def __call__(self, request: HttpRequest) -> HttpResponseBase:
            return get_response(request)

        def process_exception(
            self, request: HttpRequest, exception: Exception
        ) -> HttpResponse | None:
            del request
            if not isinstance(exception, OperationalError | ProgrammingError):
                return None
            sentence = _(
                "The database does not answer or is not up to date. "
                "Run `banggiao migrate`, or check BANGGIAO_DATABASE_URL and the free disk space."
            )
            import logging  # noqa: PLC0415  # leaf

            logging.getLogger(__name__).error("database: %s", exception)
            return HttpResponse(sentence, status=503, content_type="text/plain; charset=utf-8")

    return Guard()
