"""Round years since a signing, or since a step of a tie, that come within a year."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from banggiao.agreements.enums import State
from banggiao.agreements.models import Instrument
from banggiao.agreements.queries.watch import YEAR
from banggiao.agreements.queries.watches.shapes import Sign, Watch, alive_on, by_day
from banggiao.agreements.queries.words import days_left, in_words
from banggiao.agreements.standing import Bounds, state_on
from banggiao.partners.enums import Level
from banggiao.partners.queries import steps_of_our_ties

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from banggiao.accounts.models import User
    from banggiao.partners.models import Milestone

LIMIT = 500
LONGEST = dt.timedelta(days=366)
"""A signing known less well than to the year has no anniversary."""

SIGNED_LEVELS = frozenset(
    {Level.COOPERATION_AGREEMENT, Level.MEMORANDUM_OF_COOPERATION, Level.UPGRADED_MEMORANDUM}
)
"""Steps of a tie that are the signing of a text; where the text is here too, it stands once."""

ONE_DAY = dt.timedelta(days=1)


def anniversaries(user: User, today: dt.date) -> list[Sign]:
    """Give the anniversaries of our texts and ties within a year, the nearest first.

    Which years count is a setting. A text that was replaced still marks when the cooperation began;
    one that ran out or was ended does not.
    """
    return between(user, today, today + YEAR, today)


def between(user: User, first: dt.date, last: dt.date, today: dt.date) -> list[Sign]:
    """Give the anniversaries that touch the days, both included."""
    signs = list(_of_texts(user, first, last, today))
    taken = {(sign.days, sign.what) for sign in signs}
    for step, sign in _of_ties(user, first, last, today):
        if step.level not in SIGNED_LEVELS or (sign.days, sign.what) not in taken:
            signs.append(sign)
    return sorted(signs, key=by_day)


def _of_texts(user: User, first: dt.date, last: dt.date, today: dt.date) -> Iterator[Sign]:
    wanted = alive_on(today) | state_on(State.REPLACED, today)
    texts: Any = Instrument.objects.visible_to(user).in_register().ours()
    texts = texts.filter(wanted, course__is_signed=True).select_related("course")
    found = texts.filter(_may_fall("course__signed", first, last)).order_by(
        "course__signed_earliest", "pk"
    )
    for text in found[:LIMIT]:
        signed = Bounds(text.course.signed_earliest, text.course.signed_latest)
        for years, days in falling(signed, first, last):
            yield _sign(text, signed, years, days, today)


def _of_ties(
    user: User, first: dt.date, last: dt.date, today: dt.date
) -> Iterator[tuple[Milestone, Sign]]:
    steps = steps_of_our_ties(user).filter(_may_fall("on", first, last)).exclude(level=Level.ENDED)
    for step in steps.order_by("on_earliest", "pk")[:LIMIT]:
        since = Bounds.of(step.on)
        for years, days in falling(since, first, last):
            yield step, _sign(step, since, years, days, today)


def _may_fall(field: str, first: dt.date, last: dt.date) -> Q:
    """Give the condition that a date may have a round anniversary on the days: a few ranges."""
    condition = Q(pk__in=[])
    for years in settings.ANNIVERSARIES:
        since = Bounds(first, last).after(months=-12 * years)
        if since.earliest and since.latest:
            condition |= Q(
                **{
                    f"{field}_earliest__range": (since.earliest - LONGEST, since.latest),
                    f"{field}_latest__range": (since.earliest, since.latest + LONGEST),
                }
            )
    return condition


def falling(since: Bounds, first: dt.date, last: dt.date) -> Iterator[tuple[int, Bounds]]:
    """Give the round years whose anniversary touches the days, each with its own days."""
    if since.earliest is None or since.latest is None or since.latest - since.earliest > LONGEST:
        return
    after = Bounds(since.earliest, since.latest + ONE_DAY)  # so that a month stays a whole month
    for years in settings.ANNIVERSARIES:
        moved = after.after(months=12 * years)
        if moved.earliest is None or moved.latest is None:
            continue
        days = Bounds(moved.earliest, max(moved.earliest, moved.latest - ONE_DAY))
        if days.latest and moved.earliest <= last and days.latest >= first:
            yield years, days


def _sign(record: Any, since: Bounds, years: int, days: Bounds, today: dt.date) -> Sign:
    """Make the sign of a text, or of a step of a tie."""
    is_text = isinstance(record, Instrument)
    exact = days.earliest == days.latest and days.earliest is not None
    return Sign(
        Watch.ANNIVERSARY,
        _named(record),
        record.get_absolute_url(),
        what=_since(years, since),
        next_step=_("Propose how to mark it, in time for the plan of the year."),
        days=days,
        left=days_left((days.earliest - today).days) if exact and days.earliest else "",
        tone="acc",
        word=_years(years),
        instrument=record if is_text else None,
        deed="duty" if is_text else "",
        classification=_class_of(record),
    )


def _class_of(record: Any) -> int:  # a text, or a step of a tie
    tie = getattr(record, "relationship", record)
    return int(tie.classification)


def _named(record: Any) -> str:  # the same
    tie = getattr(record, "relationship", None)
    return f"{tie}: {record}" if tie else str(record)


def _years(years: int) -> str:
    return ngettext("%(n)s year", "%(n)s years", years) % {"n": years}


def _since(years: int, since: Bounds) -> str:
    words = ngettext("%(n)s year since %(day)s", "%(n)s years since %(day)s", years)
    return words % {"n": years, "day": in_words(since)}


def expected(days: Iterable[Sign]) -> list[Sign]:
    """Give those whose day is known to the month: the rest would stand in every month."""
    return [sign for sign in days if sign.days and _known(sign.days)]


def _known(days: Bounds) -> bool:
    return bool(
        days.earliest and days.latest and days.latest - days.earliest < dt.timedelta(days=92)
    )
