"""Writes of calendar links. The link itself is given once and never kept."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from banggiao.accounts.records import check_class
from banggiao.accounts.rules import require
from banggiao.audit.actions import recorded
from banggiao.core.errors import Refused
from banggiao.core.writing import assign, store
from banggiao.exchange.models import Feed
from banggiao.exchange.queries.feeds import MOST_LINKS, count_open, hash_of
from banggiao.exchange.queries.scopes import is_readable, read_filter, scope_of

if TYPE_CHECKING:
    from banggiao.accounts.models import User
    from banggiao.partners.models import Organisation

OCTETS = 32
"""So many random octets make a token: nobody guesses it."""


@dataclass(frozen=True, slots=True)
class Made:
    """A calendar link with its token, which stands nowhere else."""

    feed: Feed
    token: str


@transaction.atomic
def make_feed(
    *,
    by: User,
    name: str,
    kind: str,
    classification: int,
    organisation: Organisation | None = None,
    filter: str = "",  # noqa: A002  # the name of the column
    with_programme: bool = False,
) -> Made:
    """Make a calendar link of one's own. Everybody signed in.

    ``filter`` is that of a list, as it stands in an address. Refused: a class above one's own
    (`class_above_clearance`) or below that of what the link names (`partner_above_class`), a filter
    nobody can read (`filter_unreadable`), more than 30 open links (`too_many_links`).
    """
    require(by, "exchange.add_feed")
    check_class(classification, by)
    if count_open(by) >= MOST_LINKS:
        raise Refused(
            "too_many_links",
            _("You have %(number)s open links. Revoke one that you do not use any more.")
            % {"number": MOST_LINKS},
        )
    facts = {
        "name": name,
        "kind": kind,
        "classification": classification,
        "organisation": organisation,
        "with_programme": with_programme,
    }
    feed = Feed(owner=by, code=secrets.token_hex(8))
    assign(feed, facts, (*facts, "filter"))
    feed.filter = filter
    _read_names(feed)
    token = _new_token(feed)
    with recorded("exchange.feed_made", feed, by=by):
        store(feed)
    return Made(feed, token)


def _read_names(feed: Feed) -> None:
    """Put the filter into its lasting form; refuse what the reader of the link may not know of.

    The class of a link is never below that of what it names, so that neither its name nor the log
    tells more than that class.
    """
    scope = scope_of(feed)
    if not is_readable(scope):
        if is_readable(replace(scope, viewer=feed.owner)):
            raise Refused(
                "partner_above_class",
                _("What this calendar is about is of a higher class. Choose that class."),
                field="classification",
            )
        raise Refused(
            "filter_unreadable",
            _("The filter of this list cannot be read. Set it anew and subscribe again."),
        )
    feed.filter, named = read_filter(scope)
    feed.organisation = feed.organisation or named
    feed.with_programme = feed.with_programme and scope.has_activities


def _new_token(feed: Feed) -> str:
    token = secrets.token_urlsafe(OCTETS)
    feed.token_hash = hash_of(token)
    feed.fingerprint, feed.content_changed_at, feed.last_read_on = "", None, None
    return token


@transaction.atomic
def renew_feed(feed: Feed, *, by: User) -> Made:
    """Give a link another token; the old one opens nothing any more. Its owner only.

    Refused: a link that was revoked (`link_revoked`).
    """
    current = _lock(feed)
    require(by, "exchange.renew_feed", current)
    _refuse_revoked(current)
    with recorded("exchange.feed_renewed", current, by=by):
        token = _new_token(current)
        current.renewed_at = timezone.now()
        store(current)
    return Made(current, token)


@transaction.atomic
def revoke_feed(feed: Feed, *, by: User, reason: str = "") -> Feed:
    """Close a link for good. Its owner, and administrators, who say why.

    Refused: somebody else's link without a reason (`reason_missing`), one that was revoked before
    (`link_revoked`).
    """
    current = _lock(feed)
    require(by, "exchange.revoke_feed", current)
    _refuse_revoked(current)
    if current.owner_id != by.pk and not reason.strip():
        raise Refused(
            "reason_missing", _("Say why the link of somebody else is revoked."), field="reason"
        )
    with recorded("exchange.feed_revoked", current, by=by, reason=reason):
        current.revoked_at = timezone.now()
        store(current)
    return current


def note_read(feed: Feed, text: str, *, on: dt.date) -> None:
    """Keep on which day a link was last read, and whether it gave something else than before.

    Whoever has the link does this; it stands in no log. Sets ``fingerprint`` and
    ``content_changed_at`` on the feed, for the answer.
    """
    fingerprint = hashlib.sha256(text.encode()).hexdigest()
    news: dict[str, object] = {}
    if feed.fingerprint != fingerprint:
        news |= {"fingerprint": fingerprint, "content_changed_at": timezone.now()}
    if feed.last_read_on != on:
        news["last_read_on"] = on
    for column, value in news.items():
        setattr(feed, column, value)
    if news:
        Feed.objects.filter(pk=feed.pk, token_hash=feed.token_hash).update(**news)


def _lock(feed: Feed) -> Feed:
    rows = Feed.objects.select_for_update(of=("self",)).select_related("owner", "organisation")
    return rows.get(pk=feed.pk)


def _refuse_revoked(feed: Feed) -> None:
    if not feed.is_open:
        raise Refused("link_revoked", _("This link was revoked. Make a new one."))
