"""What a watch gives: kinds of things to look at, and one of them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import OuterRef, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from banggiao.agreements.enums import State
from banggiao.agreements.models import Instrument
from banggiao.agreements.queries.words import in_words
from banggiao.agreements.standing import Bounds, state_on
from banggiao.core.panels import Classed

if TYPE_CHECKING:
    from django.db.models import Q

    from banggiao.accounts.models import User


class Watch(models.TextChoices):
    """Why a text is to be looked at, in the order in which the page shows it."""

    ENDS = "ends", pgettext_lazy("watch", "Runs out")
    NOTICE = "notice", pgettext_lazy("watch", "Notice due")
    RENEWS = "renews", pgettext_lazy("watch", "Renews itself")
    PARTNER = "partner", pgettext_lazy("watch", "Partner changed")
    ANNIVERSARY = "anniversary", pgettext_lazy("watch", "Anniversaries")
    SILENT = "silent", pgettext_lazy("watch", "Nothing happened")


@dataclass(frozen=True, slots=True)
class Sign(Classed):
    """One thing to look at. ``days`` may be known in part; ``what`` says what is up.

    ``instrument`` is None where a tie is meant, which has no text. ``next_step`` says what somebody
    does now, and ``deed`` names the act or the page that enters it (`views.watches`).
    """

    kind: Watch
    text: str
    url: str
    what: str
    next_step: str
    days: Bounds | None = None
    left: str = ""
    tone: str = "plain"
    word: str = ""
    instrument: Instrument | None = None
    deed: str = ""
    later_url: str = ""
    classification: int = 0

    @property
    def when(self) -> str:
        """The day as people read it; empty where no day hangs on it."""
        if self.days is None:
            return ""
        if self.days == Bounds():
            return _("day not known")
        return in_words(self.days)


def by_day(sign: Sign) -> tuple[bool, dt.date, str]:
    """Order by the first day something may come; what has no day comes last."""
    first = sign.days.earliest if sign.days else None
    return first is None, first or dt.date.min, sign.text


def later_code(user: User) -> Subquery:
    """Give the code of a signed text that follows each text, as a column, if the user may see it.

    It may have taken its place, though nobody has said so.
    """
    seen = Instrument.objects.visible_to(user).in_register().filter(course__is_signed=True)
    after = seen.filter(predecessor=OuterRef("pk")).order_by("course__signed_earliest", "pk")
    return Subquery(after.values("code")[:1])


def after_a_later(sign: Sign, code: str | None) -> Sign:
    """Say of a text that another one follows that this is to be cleared first."""
    if not code:
        return sign
    return replace(
        sign,
        next_step=_("A later text follows it: enter there whether it took the place of this one."),
        deed="later",
        later_url=reverse("agreements:instrument", args=[code]),
    )


def alive_on(day: dt.date) -> Q:
    """Give the condition that a text is in force on the day, surely or perhaps, or soon will be."""
    return state_on(State.IN_FORCE, day) | state_on(State.SIGNED, day)
