"""Activities and their parts, made the way the office makes them: through the actions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from itertools import count
from typing import Any

import pytest

from banggiao.accounts.models import User
from banggiao.activities.actions import activities, outcomes, participants, steps
from banggiao.activities.actions import series as series_actions
from banggiao.activities.enums import ParticipantRole
from banggiao.activities.models import Activity, AgreedPoint, Participant, Series
from banggiao.audit.models import Event
from banggiao.core.errors import Refused
from banggiao.plans.enums import ActivityKind
from tests.factories.duties import own_body
from tests.factories.partners import organisation, writer

numbers = count(1)

HELD_ON = "2019-03-12"


def activity(name_vi: str = "", *, by: User | None = None, **data: Any) -> Activity:
    """Enter an activity; an incoming delegation that we receive, where nothing else is said."""
    facts: dict[str, Any] = {
        "name_vi": name_vi or f"Đoàn vào số {next(numbers)}",
        "kind": ActivityKind.DELEGATION_IN,
        "start": HELD_ON,
    }
    if "host" not in data and "partners" not in data:
        facts |= {"host": own_body(), "partners": [organisation()]}
    return activities.add_activity(by=by or writer(), **facts | data)


def confirmed(name_vi: str = "", *, by: User | None = None, **data: Any) -> Activity:
    """Enter an activity and confirm it."""
    by = by or writer()
    return steps.confirm_activity(activity(name_vi, by=by, **{"headcount": 5} | data), by=by)


def held(name_vi: str = "", *, by: User | None = None, **data: Any) -> Activity:
    """Enter an activity that was held."""
    by = by or writer()
    return steps.finish_activity(activity(name_vi, by=by, **data), by=by)


def postponed(name_vi: str = "", *, by: User | None = None, **data: Any) -> Activity:
    """Enter an activity that was postponed and has no new date."""
    by = by or writer()
    record = activity(name_vi, by=by, **data)
    return steps.postpone_activity(record, by=by, reason="Đối tác bận")


def participant(
    record: Activity, name: str = "", *, by: User | None = None, **data: Any
) -> Participant:
    """Enter somebody who takes part; a member with a new name where nothing else is said."""
    facts: dict[str, Any] = {"role": ParticipantRole.MEMBER}
    if name or "person" not in data:
        facts["name"] = name or f"Thành viên số {next(numbers)}"
    return participants.add_participant(record, by=by or writer(), **facts | data)


def point(record: Activity, text: str = "", *, by: User | None = None, **data: Any) -> AgreedPoint:
    """Enter something agreed."""
    return outcomes.add_point(
        record, by=by or writer(), text=text or f"Việc thống nhất số {next(numbers)}", **data
    )


def series(name_vi: str = "", *, by: User | None = None, **data: Any) -> Series:
    """Enter a series."""
    name = name_vi or f"Chuỗi số {next(numbers)}"
    return series_actions.add_series(by=by or writer(), name_vi=name, **data)


def day(text: str) -> dt.date:
    """Give a day."""
    return dt.date.fromisoformat(text)


def refusal(call: Callable[[], object]) -> str:
    """Give the code of the refusal; nothing of the room may have been written."""
    events = Event.objects.filter(object_type__startswith="activities.")
    before = events.count()
    with pytest.raises(Refused) as caught:
        call()
    assert events.count() == before
    return caught.value.code


def last() -> Event:
    """Give the newest event of the log."""
    return Event.objects.order_by("-pk")[0]


def roles(record: Activity) -> set[tuple[str, str]]:
    """Give the bodies of an activity by code, each with what it does."""
    return set(record.parties.values_list("organisation__code", "role"))
