"""Calendar links, and activities from two months ahead on for them to give."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.utils import timezone

from banggiao.accounts.models import User
from banggiao.activities.actions.bulk import ActivityRow, import_activities
from banggiao.core.enums import Classification
from banggiao.exchange.actions.feeds import make_feed
from banggiao.exchange.enums import FeedKind
from banggiao.exchange.models import Feed
from banggiao.exchange.queries.feeds import hash_of
from banggiao.plans.enums import ActivityKind
from bench import words
from bench.rooms.exchange import EVENTS, LINKS, token_of
from bench.rooms.partners import OWN_BODY
from bench.rooms.partners import code_of as body_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bench.filling import Filling

AHEAD, OVER = 60, 540
"""The first begins so many days from now, the last so many days later."""


def _ahead(filling: Filling) -> Iterator[ActivityRow]:
    chance, first = filling.chance, timezone.localdate() + dt.timedelta(days=AHEAD)
    for number in range(EVENTS):
        start = first + dt.timedelta(days=number * OVER // EVENTS)
        name = words.of_activity(chance, number)
        yield ActivityRow(
            code=f"ahead{number:04}",
            kind=ActivityKind.DELEGATION_IN,
            name_vi=name.vi,
            name_en=name.en,
            start=start.isoformat(),
            end=(start + dt.timedelta(days=number % 5)).isoformat(),
            country="VN",
            place="Hà Nội",
            classification=Classification.PUBLIC,
            stage="confirmed",
            headcount=5,
            host=OWN_BODY,
            partners=[body_of(filling.body(chance)) for _place in range(2)],
        )


def activities_ahead(filling: Filling) -> None:
    """Load what lies ahead, once a register."""
    if filling.is_new:
        filling.load("activities ahead", import_activities, _ahead(filling))


def links(filling: Filling) -> None:
    """Make the links, each with a token that the measuring process knows."""
    if not filling.is_new:
        return
    owners = [User.objects.get(username=name) for name in ("officer", "head")]
    for number in range(LINKS):
        made = make_feed(
            by=owners[number % len(owners)],
            name=f"Lịch {number}",
            kind=FeedKind.ALL,
            classification=Classification.INTERNAL,
        )
        Feed.objects.filter(pk=made.feed.pk).update(token_hash=hash_of(token_of(number)))


STEPS = (activities_ahead, links)
