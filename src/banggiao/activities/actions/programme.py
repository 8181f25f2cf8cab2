"""Writes of the programme. Items stand in the order of day and hour; those without keep theirs.

They who prepare the activity: officers, heads, who sees to it, contributors of the lead unit.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from banggiao.accounts.rules import require
from banggiao.activities.actions.writing import PREPARE, held_part, writing
from banggiao.activities.models import ProgrammeItem
from banggiao.core.dates import earliest_of, latest_of
from banggiao.core.errors import Refused
from banggiao.core.writing import assign, store

if TYPE_CHECKING:
    from banggiao.accounts.models import User
    from banggiao.activities.models import Activity
    from banggiao.partners.models import Person

FIELDS = (
    "order",
    "on",
    "starts_at",
    "ends_at",
    "title",
    "place",
    "speaker",
    "speaker_name",
    "in_charge",
    "remark",
)
GAP = 10
"""Between two items, so that one fits in between without touching the others."""

FAR = 16_000
"""Where items stand for a moment while their places change: no two may share one."""


@transaction.atomic
def add_item(
    activity: Activity,
    *,
    by: User,
    title: str,
    on: dt.date | None = None,
    starts_at: dt.time | None = None,
    ends_at: dt.time | None = None,
    place: str = "",
    speaker: Person | None = None,
    speaker_name: str = "",
    in_charge: str = "",
    remark: str = "",
    order: int | None = None,
) -> ProgrammeItem:
    """Enter an item of the programme; without an ``order`` it takes its place by day and hour.

    Refused: a day on which the activity surely does not take place (`outside_days`), no title, an
    end before the beginning, a speaker the writer may not see.
    """
    require(by, "partners.view_person", speaker)
    with writing(activity, "activities.item_added", by=by, right=PREPARE) as current:
        item = ProgrammeItem(activity=current)
        data: dict[str, Any] = {"title": title, "on": on}
        data |= {"starts_at": starts_at, "ends_at": ends_at}
        data |= {"place": place, "speaker": speaker, "speaker_name": speaker_name}
        assign(item, data | {"in_charge": in_charge, "remark": remark}, FIELDS)
        check_day(item, current)
        item.order = _place_for(item, current) if order is None else order
        store(item)
    return item


@transaction.atomic
def change_item(
    item: ProgrammeItem, *, by: User, version: int | None = None, reason: str = "", **fields: Any
) -> ProgrammeItem:
    """Change an item; another day or hour takes it to its place. ``version`` is the activity's.

    Refused: a stale ``version``, and what `add_item` refuses.
    """
    with writing(
        item.activity,
        "activities.item_changed",
        by=by,
        right=PREPARE,
        version=version,
        reason=reason,
    ) as activity:
        current = held_part(item)
        before = (current.on, current.starts_at)
        if "speaker" in fields and fields["speaker"] != current.speaker:
            require(by, "partners.view_person", fields["speaker"])
        assign(current, fields, FIELDS)
        check_day(current, activity)
        if (current.on, current.starts_at) != before and "order" not in fields:
            current.order = _place_for(current, activity)
        store(current)
    return current


@transaction.atomic
def remove_item(item: ProgrammeItem, *, by: User, reason: str = "") -> None:
    """Take an item out of the programme; the log keeps it."""
    with writing(item.activity, "activities.item_removed", by=by, right=PREPARE, reason=reason):
        item.delete()


@transaction.atomic
def move_item(item: ProgrammeItem, *, by: User, up: bool) -> ProgrammeItem:
    """Let an item change places with the one before or after it on the same day.

    The first of a day stays where it is, and so does the last.
    """
    with writing(item.activity, "activities.item_moved", by=by, right=PREPARE) as activity:
        current = held_part(item)
        others = activity.programme.filter(on=current.on)
        if up:
            other = others.filter(order__lt=current.order).order_by("-order").first()
        else:
            other = others.filter(order__gt=current.order).order_by("order").first()
        if other is not None:
            _put({current.pk: other.order, other.pk: current.order}, activity)
            current.refresh_from_db()
    return current


def check_day(item: ProgrammeItem, activity: Activity) -> None:
    """Refuse a day before the activity may begin or after it may end, where both are known."""
    if item.on is None:
        return
    first, last = earliest_of(activity.start), latest_of(activity.end)
    if (first and item.on < first) or (last and item.on > last):
        raise outside_days()


def outside_days() -> Refused:
    """Give the refusal of an item on a day when nothing takes place."""
    return Refused(
        "outside_days",
        _("The activity does not take place on this day. Check the day, or its dates first."),
        field="on",
    )


def _place_for(item: ProgrammeItem, activity: Activity) -> int:
    """Give a free place for an item by its day and hour, after those that begin with it."""
    others = list(activity.programme.exclude(pk=item.pk).order_by("order", "pk"))
    before = sum(1 for other in others if _by_time(other) <= _by_time(item))
    if before == len(others):
        return others[-1].order + GAP if others else GAP
    low = others[before - 1].order if before else 0
    high = others[before].order
    if high - low > 1:
        return (low + high) // 2
    _put({other.pk: GAP * n for n, other in enumerate(others, 1)}, activity)
    return GAP * before + GAP // 2


def _by_time(item: ProgrammeItem) -> tuple[dt.date, dt.time]:
    """Order items; those without a day stand last, those without an hour at the end of the day."""
    return item.on or dt.date.max, item.starts_at or dt.time.max


def _put(places: dict[int, int], activity: Activity) -> None:
    """Give items their places, by way of places far off: no two may ever share one."""
    rows = activity.programme.filter(pk__in=places)
    rows.update(order=F("order") + FAR)
    for key, place in places.items():
        activity.programme.filter(pk=key).update(order=place)
