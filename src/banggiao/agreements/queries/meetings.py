"""The meetings a round can name. They are activities, a room above, which offers them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from banggiao.agreements.panels import MEETINGS, Meeting

if TYPE_CHECKING:
    from banggiao.accounts.models import User
    from banggiao.agreements.models import Instrument

__all__ = ["Meeting", "meetings_of"]


def meetings_of(instrument: Instrument, user: User) -> dict[str, Meeting]:
    """Give the meetings under a text that the user may know of, the newest first, by code."""
    return {meeting.code: meeting for provide in MEETINGS for meeting in provide(instrument, user)}
