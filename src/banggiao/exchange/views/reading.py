"""What a calendar link answers: without sign-in, to whoever has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.http import HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from banggiao.exchange.actions.feeds import note_read
from banggiao.exchange.queries.contents import feed_text
from banggiao.exchange.queries.feeds import open_feed

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

    from banggiao.exchange.models import Feed

A_MINUTE = 30
"""So often a link is answered within a minute."""

CALENDAR = "text/calendar; charset=utf-8"
PLAIN = "text/plain; charset=utf-8"


@login_not_required
@require_safe
def read_feed(request: HttpRequest, token: str) -> HttpResponseBase:
    """Give the calendar of a link, in the language of its owner.

    One answer for every link that gives nothing: never made, revoked, its account closed, about
    what its owner may not see any more.
    """
    feed = open_feed(token)
    if feed is None:
        return _nothing()
    with override(feed.owner.language):
        if _is_too_often(feed):
            return _wait()
        today = timezone.localdate()
        text = feed_text(feed, today)
    if text is None:
        return _nothing()
    note_read(feed, text, on=today)
    return _answer(request, feed, text)


def _answer(request: HttpRequest, feed: Feed, text: str) -> HttpResponseBase:
    """Send the file, or say that nothing changed since the program read it last."""
    etag = f'"{feed.fingerprint}"'
    changed = int(feed.content_changed_at.timestamp()) if feed.content_changed_at else None
    response = HttpResponse(text.encode(), content_type=CALENDAR)
    response["ETag"] = etag
    if changed is not None:
        response["Last-Modified"] = http_date(changed)
    response["Cache-Control"] = "private, no-cache"  # may be kept, and is asked for each time
    response["Content-Language"] = feed.owner.language
    response["Content-Disposition"] = 'inline; filename="calendar.ics"'
    conditional = get_conditional_response(request, etag, changed, response)
    return conditional or response


def _is_too_often(feed: Feed) -> bool:
    """Count the reads of a link in this minute; one process counts for itself."""
    key = f"exchange.feed.{feed.code}.{timezone.now():%H%M}"
    cache.add(key, 0, timeout=120)
    try:
        return cache.incr(key) > A_MINUTE
    except ValueError:  # forgotten between the two lines
        return False


def _nothing() -> HttpResponse:
    return _plain(_("There is no calendar at this address."), 404)


def _wait() -> HttpResponse:
    response = _plain(_("This calendar was read too often. Wait a minute."), 429)
    response["Retry-After"] = "60"
    return response


def _plain(sentence: str, status: int) -> HttpResponse:
    response = HttpResponse(f"{sentence}\n", status=status, content_type=PLAIN)
    response["Cache-Control"] = "no-store"
    return response
