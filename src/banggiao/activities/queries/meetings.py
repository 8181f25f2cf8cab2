"""The activities under a text that a round of its negotiation can name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from banggiao.activities.queries.lists import newest_first, visible_activities
from banggiao.activities.queries.words import when_or_unknown
from banggiao.agreements.panels import Meeting

if TYPE_CHECKING:
    from collections.abc import Sequence

    from banggiao.accounts.models import User
    from banggiao.agreements.models import Instrument

MOST = 200


def meetings_under(instrument: Instrument, user: User) -> Sequence[Meeting]:
    """Give the activities under a text the user may know of, the newest 200."""
    found = newest_first(visible_activities(user).filter(instruments__instrument=instrument))
    return [
        Meeting(
            one.code,
            f"{when_or_unknown(one)}: {one}",
            one.get_absolute_url(),
            one.classification,
        )
        for one in found[:MOST]
    ]
