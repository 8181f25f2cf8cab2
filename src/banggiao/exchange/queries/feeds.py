"""Calendar links: whose they are, and the one a token opens."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from django.db.models import F

from banggiao.accounts.rules import may_see
from banggiao.exchange.models import Feed

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from banggiao.accounts.models import User

MOST_LINKS = 30
"""So many open links one person may have."""

LISTED = 200


def hash_of(token: str) -> str:
    """Give what is kept of a token. It is long and random, so that one fast hash is enough."""
    return hashlib.sha256(token.encode()).hexdigest()


def open_feed(token: str) -> Feed | None:
    """Give the feed whose link this is.

    None where there is none, where it was revoked, and where the account of its owner is closed:
    whoever asks does not learn which.
    """
    found = Feed.objects.select_related("owner__unit", "organisation")
    return found.filter(
        token_hash=hash_of(token), revoked_at__isnull=True, owner__is_active=True
    ).first()


def feeds_of(user: User) -> QuerySet[Feed]:
    """Give the links of a user, the open ones on top and the newest first, at most 200."""
    found = Feed.objects.filter(owner_id=user.pk).select_related("owner", "organisation")
    open_first = F("revoked_at").desc(nulls_first=True)
    return found.order_by(open_first, "-created_at", "-pk")[:LISTED]


def all_feeds() -> QuerySet[Feed]:
    """Give everybody's links, for those with ``exchange.view_all_feeds``."""
    return Feed.objects.select_related("owner", "organisation")


def count_open(user: User) -> int:
    """Count the links of a user that were not revoked."""
    return Feed.objects.filter(owner_id=user.pk, revoked_at__isnull=True).count()


def name_for(feed: Feed, viewer: User) -> str:
    """Give the name of a link, as far as it may not tell the viewer of something hidden.

    Its owner chose the words, and may have named what only the owner's clearance shows. Empty for
    whoever is not cleared for all that it may show.
    """
    return feed.name if feed.owner_id == viewer.pk or may_see.test(viewer, feed) else ""
