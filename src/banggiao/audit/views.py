"""The history of a record, the record as it was, and the whole log."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from banggiao.audit import queries
from banggiao.audit.presenting import facts_of, present
from banggiao.audit.tables import LOG
from banggiao.core.htmx import Request, render
from banggiao.core.pages import Head, record_page
from banggiao.core.tables import Table

if TYPE_CHECKING:
    from django.http import HttpResponse

PAGE = 50


def history_page(request: Request, head: Head) -> HttpResponse:
    """Show what happened to a record; with ``?as_of=`` the record as it was on that day.

    Each room calls this for its own records, after it found the record among the visible ones.
    """
    day = _day(request.GET.get("as_of", ""))
    context: dict[str, Any] = {"as_of_value": day.isoformat() if day else ""}
    if day:
        data = queries.as_of(head.record, day, request.user)
        context["snapshot"] = (
            facts_of(head.record._meta.label_lower, data, request.user) if data else None
        )
        context["as_of"] = {
            "date_text": date_format(day, "d/m/Y"),
            "now_url": head.record.get_absolute_url(),  # type: ignore[attr-defined]  # every record with a head has a page
        }
    else:
        start = _offset(request)
        events = list(queries.history_of(head.record, request.user)[start : start + PAGE + 1])
        context["events"] = present(events[:PAGE], request.user, head.history_url)
        context["more_url"] = f"?from={start + PAGE}" if len(events) > PAGE else ""
    return record_page(request, "audit/history.html", head, "history", context)


def _day(text: str) -> dt.date | None:
    try:
        return min(dt.date.fromisoformat(text), timezone.localdate()) if text else None
    except ValueError:
        return None


def _offset(request: Request) -> int:
    text = request.GET.get("from", "0")
    return int(text) if text.isdecimal() and len(text) < 7 else 0  # a million events is far enough


def log(request: Request) -> HttpResponse:
    """Show every event within one's clearance. Auditors and administrators."""
    if not request.user.has_perm("audit.read_log"):
        raise PermissionDenied(_("The whole log is for auditors and administrators."))
    table = Table(
        id="log",
        caption=_("Log"),
        shape=LOG,
        queryset=queries.events_visible_to(request.user),
        parameters=request.GET,
        default_sort="-at",
        empty_title=_("Nothing was changed yet."),
    )
    return render(request, "core/list_page.html", {"title": _("Log"), "table": table})
