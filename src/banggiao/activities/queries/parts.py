"""The parts of one activity for its page, as far as the reader may see them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from banggiao.accounts.rules import seen_or_none
from banggiao.activities.models import (
    ActivityInstrument,
    AgreedPoint,
    Participant,
    Party,
    ProgrammeItem,
)
from banggiao.duties.models import Duty
from banggiao.duties.queries import judged

if TYPE_CHECKING:
    from banggiao.accounts.models import User
    from banggiao.activities.models import Activity, Result, Step
    from banggiao.agreements.models import Instrument
    from banggiao.documents.models import Document

PARTS = 1000


def parties(activity: Activity, user: User, *roles: str) -> list[Party]:
    """Give the bodies with what they do, in their order; of some roles or all."""
    seen: Any = Party.objects
    found = seen.visible_to(user).filter(activity=activity)
    if roles:
        found = found.filter(role__in=roles)
    return list(found.select_related("organisation").order_by("order", "pk")[:PARTS])


def people(activity: Activity, user: User, *roles: str) -> list[Participant]:
    """Give who took part, in their order; of some roles or all."""
    seen: Any = Participant.objects
    found = seen.visible_to(user).filter(activity=activity)
    if roles:
        found = found.filter(role__in=roles)
    return list(found.select_related("person", "organisation").order_by("order", "pk")[:PARTS])


def programme(activity: Activity, user: User) -> list[ProgrammeItem]:
    """Give the programme in its order: by day and hour, as the actions keep it."""
    seen: Any = ProgrammeItem.objects
    found = seen.visible_to(user).filter(activity=activity).select_related("speaker")
    return list(found.order_by("order", "pk")[:PARTS])


def results(activity: Activity) -> list[Result]:
    """Give what came of it, in the order of entry."""
    return list(activity.results.order_by("number")[:PARTS])


@dataclass(frozen=True, slots=True)
class Point:
    """Something agreed, with its duty where the reader may see it."""

    point: AgreedPoint
    duty: Any | None  # a duty with the marks of `duties.queries.judged`


def points(activity: Activity, user: User) -> list[Point]:
    """Give what was agreed, each with its duty, in the order of entry."""
    found = list(AgreedPoint.objects.filter(activity=activity).order_by("number")[:PARTS])
    keys = [point.duty_id for point in found if point.duty_id]
    duties: dict[int, Any] = {}
    if keys:
        seen = Duty.objects.visible_to(user).in_register()
        rows = judged(seen.filter(pk__in=keys), timezone.localdate())
        duties = {row.pk: row for row in rows.select_related("owner", "unit")}
    return [Point(point, duties.get(point.duty_id or 0)) for point in found]


def instruments(activity: Activity, user: User) -> list[Instrument]:
    """Give the agreements it serves, in the order of entry."""
    seen: Any = ActivityInstrument.objects
    found = seen.visible_to(user).filter(activity=activity).select_related("instrument")
    return [link.instrument for link in found.order_by("pk")[:PARTS]]


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step on the page of its activity. ``act`` is the paper, where the reader may see it."""

    step: Step
    act: Document | None


def steps(activity: Activity, user: User) -> list[StepLine]:
    """Give the steps, the last on top, each with its ground and its paper."""
    found = activity.steps.select_related("act").order_by("-number")[:PARTS]
    return [StepLine(step, seen_or_none(step.act, user)) for step in found]
