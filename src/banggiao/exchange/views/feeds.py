"""Pages of one's own calendar links, and the list of everybody's for administrators."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _

from banggiao.accounts.rules import require
from banggiao.core.htmx import render
from banggiao.core.lists import list_page
from banggiao.core.pages import Button, crumbs, form_page
from banggiao.core.tables import Table
from banggiao.exchange.actions import feeds as actions
from banggiao.exchange.filters_feeds import FeedFilter
from banggiao.exchange.forms.feeds import FeedForm, RenewForm, RevokeForm
from banggiao.exchange.models import Feed
from banggiao.exchange.queries import feeds as queries
from banggiao.exchange.tables import feeds as tables
from banggiao.exchange.views.links import Asked, facts_of, link_context, sections

if TYPE_CHECKING:
    from django.http import HttpResponse, HttpResponseBase

    from banggiao.core.htmx import Request


def feeds(request: Request) -> HttpResponse:
    """List one's own links with how each stands, and the ways to make one. Every role."""
    user = request.user
    rows = [
        {"feed": feed, "state": tables.state(feed), "read": tables.day(feed.last_read_on)}
        for feed in queries.feeds_of(user)
    ]
    context = {"rows": rows, "tabs": sections(user, "feeds")}
    return render(request, "exchange/feeds.html", context)


def all_feeds(request: Request) -> HttpResponseBase:
    """List everybody's links: whose, when last read, how each stands. Administrators."""
    require(request.user, "exchange.view_all_feeds")

    def table(found: Any) -> Table[Feed]:
        return Table(
            id="feeds",
            caption=_("Everybody's calendar links"),
            shape=tables.feeds(request.user),
            queryset=found,
            parameters=request.GET,
            default_sort="-made",
            empty_title=_("No calendar link fits this filter."),
        )

    filterset = FeedFilter(request.GET, queryset=queries.all_feeds(), request=request)
    return list_page(request, filterset, table, tabs=sections(request.user, "all_feeds"))


def _way() -> list[tuple[str, str]]:
    return [(_("My calendar links"), reverse("exchange:feeds"))]


def _mine(request: Request, link: str) -> Feed:
    found = queries.all_feeds().filter(owner_id=request.user.pk)
    feed: Feed = get_object_or_404(found, code=link)
    return feed


def feed(request: Request, link: str) -> HttpResponse:
    """Show a link of one's own: what stands in it today, and what could not be placed."""
    record = _mine(request, link)
    buttons = []
    if record.is_open:
        to = [record.code]
        buttons = [
            Button(_("Revoke"), reverse("exchange:revoke_feed", args=to)),
            Button(_("Renew the link"), reverse("exchange:renew_feed", args=to)),
        ]
    context = {
        "feed": record,
        "state": tables.state(record),
        "facts": facts_of(record, timezone.localdate()),
        "buttons": buttons,
        **crumbs(_way()),
    }
    return render(request, "exchange/feed.html", context)


def add_feed(request: Request) -> HttpResponse:
    """Make a link to what the address names: ``?what=``, ``?partner=``, ``?list=`` its filter."""
    asked, user = Asked.of(request), request.user
    form = FeedForm(
        request.POST or None,
        initial={"name": asked.name},
        clearance=user.clearance,
        lowest=asked.lowest,
        has_programme=asked.has_programme,
    )
    made: list[actions.Made] = []

    def write() -> None:
        facts = form.cleaned_data | asked.facts
        made.append(actions.make_feed(by=user, **facts))

    answer = form_page(
        request,
        form,
        write,
        title=_("Subscribe to the calendar"),
        way=_way(),
        intro=asked.intro,
        submit_label=_("Make the link"),
        done=_("The link is made."),
    )
    return _shown_once(request, made[0]) if made else answer


def renew_feed(request: Request, link: str) -> HttpResponse:
    """Give a link of one's own another address; the old one stops."""
    record = _mine(request, link)
    form = RenewForm(request.POST if request.method == "POST" else None)
    made: list[actions.Made] = []
    answer = form_page(
        request,
        form,
        lambda: made.append(actions.renew_feed(record, by=request.user)),
        title=_("Renew the link of %(name)s") % {"name": record},
        way=[*_way(), (str(record), record.get_absolute_url())],
        intro=_("The link you have now stops at once, wherever it is used. You get another one."),
        submit_label=_("Renew the link"),
        done=_("The link is renewed."),
    )
    return _shown_once(request, made[0]) if made else answer


def _shown_once(request: Request, made: actions.Made) -> HttpResponse:
    """Show the link itself.

    Not after a redirect, as other writes do: the link would have to be kept on the way.
    """
    context = link_context(made) | crumbs([*_way(), (str(made.feed), made.feed.get_absolute_url())])
    response = render(request, "exchange/link.html", context)
    add_never_cache_headers(response)
    return response


def revoke_feed(request: Request, link: str) -> HttpResponse:
    """Close a link for good: one's own, or as an administrator anybody's, with a reason."""
    user = request.user
    record: Feed = get_object_or_404(queries.all_feeds(), code=link)
    is_own = record.owner_id == user.pk
    if not user.has_perm("exchange.revoke_feed", record):
        raise Http404
    name = queries.name_for(record, user)
    home: list[tuple[str, Any]] = _way()
    if not is_own:
        home = [(_("Everybody's calendar links"), reverse("exchange:all_feeds"))]
    form = RevokeForm(request.POST if request.method == "POST" else None, is_own=is_own)
    return form_page(
        request,
        form,
        lambda: actions.revoke_feed(record, by=user, reason=form.cleaned_data.get("reason", "")),
        title=_("Revoke the link of %(name)s") % {"name": name or record.owner},
        way=home,
        back=home[0][1],
        intro=_("Whoever reads this link gets nothing any more. It cannot be opened again."),
        submit_label=_("Revoke"),
        done=_("The link is revoked."),
    )
