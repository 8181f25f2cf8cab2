"""What an activity still lacks: before it can be confirmed, and before its file is complete.

The same list stands on its page and in the refusal of the action.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from banggiao.activities.enums import ParticipantRole, Stage
from banggiao.plans.enums import ActivityKind
from banggiao.plans.queries import approved_plan

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.utils.functional import _StrPromise

    from banggiao.accounts.models import User
    from banggiao.activities.models import Activity

DELEGATIONS = frozenset({ActivityKind.DELEGATION_OUT, ActivityKind.DELEGATION_IN})


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that is not there. ``code`` is that of the refusal; ``field`` the form field."""

    code: str
    sentence: str | _StrPromise
    field: str = ""


def year_of(activity: Activity) -> int | None:
    """Give the year it begins in, or None where that is not known for sure."""
    start = activity.start
    if start is None or start.earliest is None or start.latest is None:
        return None
    year = start.earliest.year
    return year if year == start.latest.year else None


def missing_to_confirm(activity: Activity, user: User | None = None) -> list[Missing]:
    """Give what has to be there before it can be confirmed, the most basic first.

    For a page, ``user`` is its reader: what the reader may not see is not there.
    """
    return [*_basics(activity, user), *plan_missing(activity)]


def _seen(parts: Any, user: User | None) -> Any:  # the parts of one activity
    return parts.all() if user is None else parts.visible_to(user)


def _basics(activity: Activity, user: User | None) -> Iterator[Missing]:
    if not year_of(activity):
        yield Missing("date_missing", _("Give at least the year it begins."), "start")
    if not _seen(activity.parties, user).exists():
        yield Missing("party_missing", _("Name at least one body that takes part."))
    people = activity.headcount
    if activity.kind in DELEGATIONS and people is None and not _has_head(activity, user):
        yield Missing("head_missing", _("Name the head of the delegation, or how many people go."))


def _has_head(activity: Activity, user: User | None) -> bool:
    """Whether a head is named. Everybody is read: bulk writes hold the people in memory."""
    people = _seen(activity.participants, user)
    return any(person.role == ParticipantRole.HEAD for person in people)


def plan_missing(activity: Activity) -> list[Missing]:
    """Give what a year with an approved plan asks for: a line, or a ground and a paper."""
    year = year_of(activity)
    if year is None:
        return []
    line = activity.plan_line
    if line is not None:
        return [] if line.plan.year == year else [_other_year(line.plan.year)]
    if approved_plan(year) is None:
        return []
    if not activity.outside_ground:
        sentence = _("Choose the plan line it carries out, or say why it was not in the plan.")
        return [Missing("plan_line_missing", sentence, "plan_line")]
    if activity.outside_act_id is None and not activity.outside_act_text:
        sentence = _("Name the paper that allowed it outside the plan.")
        return [Missing("outside_act_missing", sentence, "outside_act_text")]
    return []


def _other_year(year: int) -> Missing:
    sentence = _("This line belongs to the plan of %(year)s. Choose a line of the year it begins.")
    return Missing("line_of_other_year", sentence % {"year": year}, "plan_line")


def missing_in_file(activity: Activity, user: User | None = None) -> list[Missing]:
    """Give what its file still lacks, whatever the stage: nothing of it is ever refused.

    For a page, ``user`` is its reader: what the reader may not see is not there. Sources and papers
    are a room below and stand in a card of their own.
    """
    return list(_of_file(activity, user))


def _of_file(activity: Activity, user: User | None) -> Iterator[Missing]:
    if not activity.purpose:
        yield Missing("purpose_missing", _("The purpose is not written down."), "purpose")
    if not activity.lead_unit_id and not activity.owner_id:
        yield Missing("owner_missing", _("Nobody sees to it yet."), "lead_unit")
    if not _seen(activity.programme, user).exists():
        yield Missing("programme_missing", _("The programme is not entered."))
    if not _seen(activity.participants, user).exists():
        yield Missing("people_missing", _("Nobody is named who takes part."))
    if activity.stage == Stage.HELD and not activity.results.exists():
        yield Missing("results_missing", _("What came of it is not recorded."))
