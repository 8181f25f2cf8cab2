"""What the pages of calendar links show: what an address asks for, facts, the link itself."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from allauth.mfa.adapter import get_adapter
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from banggiao.core.enums import Classification
from banggiao.core.panels import Tab
from banggiao.core.pickers import code_in
from banggiao.exchange.addresses import absolute
from banggiao.exchange.enums import FeedKind
from banggiao.exchange.queries.contents import content_of, count_undated, cut_in_words
from banggiao.exchange.queries.scopes import Scope, filter_in_words, is_readable, scope_of
from banggiao.exchange.tables.feeds import day
from banggiao.partners.models import Organisation

if TYPE_CHECKING:
    import datetime as dt

    from banggiao.accounts.models import User
    from banggiao.core.htmx import Request
    from banggiao.exchange.actions.feeds import Made
    from banggiao.exchange.models import Feed

NAME = 200


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody wants to subscribe to, as the address says."""

    scope: Scope

    @classmethod
    def of(cls, request: Request) -> Asked:
        """Read it. A partner the reader may not know of, or a filter nobody can read: 404."""
        query, user = request.GET, request.user
        kind = query.get("what", FeedKind.MINE)
        if kind not in FeedKind.values:
            raise Http404
        partner = None
        if code := code_in(query, "partner"):
            seen = Organisation.objects.visible_to(user).in_register()
            partner = get_object_or_404(seen, code=code)
        scope = Scope(kind, user, partner, query.get("list", "")[:1000])
        if (kind == FeedKind.PARTNER) != bool(partner) and kind in _WITHOUT_LIST:
            raise Http404
        if not is_readable(scope):
            raise Http404
        return cls(scope)

    @property
    def facts(self) -> dict[str, Any]:
        """What the action takes besides what the form collects."""
        scope = self.scope
        return {"kind": scope.kind, "organisation": scope.organisation, "filter": scope.filter}

    @property
    def name(self) -> str:
        """A name for it, for the person to change."""
        words = filter_in_words(self.scope)
        parts = [what_in_words(self.scope), words]
        return Truncator(" · ".join(part for part in parts if part)).chars(NAME)

    @property
    def lowest(self) -> int:
        """The lowest class a link to it can have: that of the partner it names."""
        partner = self.scope.organisation
        return partner.classification if partner else Classification.PUBLIC

    @property
    def has_programme(self) -> bool:
        """Whether programmes may stand in it."""
        return self.scope.has_activities

    @property
    def intro(self) -> str:
        """Say what one subscribes to."""
        kind = FeedKind(self.scope.kind)
        return {
            FeedKind.MINE: _(
                "Your calendar link shows the activities and duties you see to, and those of your "
                "unit that nobody sees to."
            ),
            FeedKind.ALL: _(
                "Your calendar link shows all that the calendar of the register shows you."
            ),
        }.get(kind) or _("Your calendar link shows: %(what)s. It follows what is entered.") % {
            "what": self.name
        }


_WITHOUT_LIST = {FeedKind.MINE, FeedKind.ALL, FeedKind.PARTNER}


def what_in_words(scope: Scope) -> str:
    """Say what a calendar holds."""
    partner = scope.organisation
    if scope.kind == FeedKind.PARTNER:
        return str(partner)
    if scope.kind == FeedKind.ACTIVITIES:
        return _("Activities with %(name)s") % {"name": partner} if partner else _("Activities")
    if scope.kind == FeedKind.DUTIES:
        return _("Promises with %(name)s") % {"name": partner} if partner else _("What is due")
    return str(FeedKind(scope.kind).label)


def sections(user: User, active: str) -> list[Tab]:
    """Give the tabs of somebody who also sees the links of others; others need none."""
    if not user.has_perm("exchange.view_all_feeds"):
        return []
    names = {"feeds": _("My calendar links"), "all_feeds": _("Everybody's calendar links")}
    return [
        Tab(key, label, reverse(f"exchange:{key}"), active=key == active)
        for key, label in names.items()
    ]


def facts_of(feed: Feed, today: dt.date) -> list[dict[str, Any]]:
    """Give what is known of a link of one's own; of an open one also what stands in it today."""
    scope = scope_of(feed)
    is_readable_now = is_readable(scope)
    rows: list[tuple[str, Any, str]] = [
        (_("What it shows"), what_in_words(scope) if is_readable_now else "", ""),
        (_("Filter"), filter_in_words(scope) if is_readable_now else "", ""),
        (_("Programmes"), _("each session with its hours") if feed.with_programme else "", ""),
        (_("Shows at most"), feed.get_classification_display(), _lowered(feed)),
        (_("Made"), day(feed.created_at), ""),
        (_("Renewed"), day(feed.renewed_at), ""),
        (_("Last read"), day(feed.last_read_on) or _("never"), ""),
        (_("Revoked"), day(feed.revoked_at), ""),
    ]
    if feed.is_open:
        rows += _today(scope, today) if is_readable_now else [_unreadable()]
    return [{"label": label, "value": value, "sub": sub} for label, value, sub in rows if value]


def _lowered(feed: Feed) -> str:
    """Say that the owner may see less today than the link was made for."""
    if feed.owner.clearance >= feed.classification:
        return ""
    return _("today less: you are cleared for %(class)s") % {
        "class": feed.owner.get_clearance_display().lower()
    }


def _unreadable() -> tuple[str, str, str]:
    return _("In it today"), _("nothing: what it is about is not there for you any more"), ""


def _today(scope: Scope, today: dt.date) -> list[tuple[str, Any, str]]:
    """Say how much stands in it today, and how much could not be placed on any day."""
    content = content_of(scope, today)
    left_out = content.unplaced + count_undated(scope)
    number = len(content.events)
    in_it = ngettext("%(number)s entry", "%(number)s entries", number) % {
        "number": number_format(number)
    }
    return [
        (_("In it today"), in_it, cut_in_words() if content.is_cut else ""),
        (
            _("Not in it"),
            number_format(left_out) if left_out else "",
            _("their day is not known, nor month or quarter"),
        ),
    ]


def link_context(made: Made) -> dict[str, Any]:
    """Give the link in the forms people need: to copy, to open here, to scan with a phone."""
    address = absolute(reverse("exchange:read_feed", args=[made.token]))
    svg = get_adapter().build_totp_svg(address)  # any text as a picture; ours is an address
    picture = base64.b64encode(svg.encode()).decode()
    return {
        "feed": made.feed,
        "address": address,
        # An s stays an s: nobody on the way may read the token.
        "open_here": f"webcal{address.removeprefix('http')}",
        "picture": f"data:image/svg+xml;base64,{picture}",
    }
