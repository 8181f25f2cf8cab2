"""The title somebody held on a day, as the default for a participant."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Q

from banggiao.core.dates import earliest_of, latest_of
from banggiao.partners.models import Post

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from banggiao.accounts.models import User
    from banggiao.partners.models import Person

ENOUGH = 50


def post_on(person: Person, day: dt.date | None, user: User) -> Post | None:
    """Give the one post the person held on the day, as far as the user may see.

    First what is known for sure: a span or a sighting that covers the day. Else the post that was
    begun last before it and has no end. None where there is no such post, or more than one.
    """
    if day is None:
        return None
    posts: Any = Post.objects
    found = posts.visible_to(user).in_register().filter(person=person)
    spanned = Q(start_latest__lte=day, end_earliest__gte=day)
    sighted = Q(sightings__on_earliest=day, sightings__on_latest=day)
    held = list(found.filter(spanned | sighted).distinct().select_related("organisation")[:2])
    if held:
        return held[0] if len(held) == 1 else None
    begun = found.filter(start_latest__lte=day).select_related("organisation")
    newest = list(begun.order_by("-start_latest", "-pk")[:ENOUGH])
    if not newest:
        return None
    last = [post for post in newest if post.start_latest == newest[0].start_latest]
    return last[0] if len(last) == 1 and not last[0].end else None


def held_on(posts: Sequence[Post], day: dt.date | None) -> Post | None:
    """Say the same as `post_on` over posts that were loaded with their sightings, for many people.

    The caller gives the posts of one person that the writer may see.
    """
    if day is None:
        return None
    sure = [post for post in posts if _covers(post, day)]
    if sure:
        return sure[0] if len(sure) == 1 else None
    begun = [(start, post) for post in posts if (start := latest_of(post.start)) and start <= day]
    newest = max((start for start, _post in begun), default=None)
    last = [post for start, post in begun if start == newest]
    return last[0] if len(last) == 1 and not last[0].end else None


def _covers(post: Post, day: dt.date) -> bool:
    start, end = latest_of(post.start), earliest_of(post.end)
    spanned = start is not None and end is not None and start <= day <= end
    return spanned or any(
        seen.on is not None and seen.on.earliest == seen.on.latest == day
        for seen in post.sightings.all()
    )
