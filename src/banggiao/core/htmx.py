"""The typed request, and answers that serve a whole page or one named part of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render as render_template
from django.utils.cache import patch_vary_headers

if TYPE_CHECKING:
    from django_htmx.middleware import HtmxDetails


class Request(HttpRequest):
    """A request after the middleware: somebody is signed in, and htmx is known."""

    htmx: HtmxDetails
    if TYPE_CHECKING:
        user: Any  # a User once signed in; the model lives a room above


def render(
    request: HttpRequest,
    template: str,
    context: dict[str, Any],
    *,
    partial: str = "",
    status: int = 200,
) -> HttpResponse:
    """Render the page, or only ``partial`` of it when htmx asks for that element.

    The part is a `partialdef` of the same template named like the id it replaces, so the page and
    its fragment cannot differ. A history restore always gets the page.
    """
    htmx = getattr(request, "htmx", None)
    wants_part = (
        partial and htmx and not htmx.history_restore_request and htmx.target in {partial, None}
    )
    name = f"{template}#{partial}" if wants_part else template
    response = render_template(request, name, context, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response
