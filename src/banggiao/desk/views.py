"""Home, the calendar, search and the choice of language."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render as render_template
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from banggiao.accounts.actions import choose_language
from banggiao.agreements.queries.watches import desk_board
from banggiao.core import search
from banggiao.core.dates import format_today
from banggiao.core.htmx import render
from banggiao.core.pages import see_other
from banggiao.core.panels import CALENDAR
from banggiao.core.pickers import as_option
from banggiao.desk import home as cards
from banggiao.desk import queries
from banggiao.desk.calendar import Month, kind_ways, month_ways, sheet
from banggiao.partners.queries import countries_with_partners

if TYPE_CHECKING:
    from banggiao.core.htmx import Request

PALETTE, PAGE, OPTIONS, TILES = 12, 50, 10, 12


def home(request: Request) -> HttpResponse:
    """Show what is due, what comes, what waits for the reader, and how the year stands."""
    user = request.user
    today = timezone.localdate()
    coming = cards.soon(user, today)
    board = desk_board(user, today, cards.SHOWN)
    against = cards.comparison(user, today)
    waiting = cards.waiting_lines(user, today)
    context = {
        "today": format_today(today),
        "this_week": cards.this_week(coming, today),
        "ways": cards.ways(user),
        "figures": cards.figures(user, today, against, cards.running_out(board)),
        "year": str(today.year),
        **cards.year(user, against),
        "soon": cards.soon_lines(coming),
        "due": cards.due_lines(user, today),
        "oversees": cards.oversees(user),
        "waiting": waiting[: cards.SHOWN],
        "waiting_more": waiting[cards.SHOWN :],
        "waiting_count": len(waiting),
        "to_look_at": cards.lines_to_look_at(board),
        "changes": queries.recent_changes(user),
        "tiles": countries_with_partners(user, TILES),
    }
    return render(request, "desk/home.html", context)


def calendar(request: Request) -> HttpResponse:
    """Show a month; ``?month=2026-11``, and ``?what=duties`` for one kind of things."""
    today = timezone.localdate()
    asked = request.GET.get("month", "")
    month = Month.parse(asked) or Month.of(today)
    what = request.GET.get("what", "")
    key = what if what in dict(CALENDAR.items()) else ""
    context = {
        "title": _("Calendar of %(month)s") % {"month": month.words},
        "sheet": sheet(month, request.user, today, key),
        "ways": month_ways(month, today, key),
        "subscribe_url": f"{reverse('exchange:add_feed')}?what=all",
        "kinds": kind_ways(month, key),
        "unread": asked if asked and Month.parse(asked) is None else "",
    }
    return render(request, "desk/calendar.html", context)


def find(request: Request) -> HttpResponse:
    """Search records, pages and actions; ``?palette=1`` gives the short list of Ctrl-K."""
    text = request.GET.get("q", "")[:200]
    palette = "palette" in request.GET
    hits = queries.search_everything(request.user, text, PALETTE if palette else PAGE)
    context = {
        "hits": hits,
        "search_text": text,
        "total_text": ngettext("%(number)s found", "%(number)s found", len(hits))
        % {"number": len(hits)},
        "all_url": f"{request.path}?{urlencode({'q': text})}" if len(hits) == PALETTE else "",
        "title": _("Search"),
    }
    template = "core/_hits.html" if palette else "desk/search.html"
    return render(request, template, context)


def options(request: Request) -> HttpResponse:
    """Give the suggestions of a field that takes a record, as the browser's own list."""
    name = request.GET.get("field", "")
    text = request.GET.get(name, "") if name else ""
    kind = request.GET.get("kind", "")
    known = kind in search.KINDS
    hits = search.find(request.user, text[:200], limit=OPTIONS, kind=kind) if known else []
    found = [as_option(hit.label, hit.code) for hit in hits]
    return render_template(request, "desk/options.html", {"options": found})


@login_not_required
@require_POST
def language(request: Request) -> HttpResponse:
    """Keep the language chosen, for the user or until the browser forgets, and go back."""
    chosen = request.POST.get("language", "")
    after = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(after, {request.get_host()}):
        after = "/"
    response = see_other(after)
    if chosen in {code for code, _name in settings.LANGUAGES}:
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME, chosen, max_age=365 * 24 * 3600, samesite="Lax"
        )
        if request.user.is_authenticated:
            choose_language(request.user, language=chosen)
    return response
