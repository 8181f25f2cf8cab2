"""What an activity's page lists beside its people and programme."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from banggiao.accounts.rules import seen_or_none
from banggiao.activities import queries, tables
from banggiao.activities.enums import Stage
from banggiao.activities.views.navigation import CHANGE, PREPARE, link
from banggiao.plans.queries.words import money

if TYPE_CHECKING:
    from collections.abc import Sequence

    from banggiao.accounts.models import User
    from banggiao.activities.models import Activity
    from banggiao.activities.queries import Point
    from banggiao.activities.queries.missing import Missing


def facts_of(activity: Activity, user: User) -> list[dict[str, Any]]:
    """Give the facts that are known, in the order of the office's forms."""
    act = seen_or_none(activity.outside_act, user)
    line = seen_or_none(activity.plan_line, user)
    topics = "; ".join(str(topic) for topic in activity.topics.order_by("pk"))
    rows: list[tuple[str, Any, str]] = [
        (_("Vietnamese"), activity.name_vi, ""),
        (_("English"), activity.name_en, ""),
        (_("Japanese"), activity.name_ja, ""),
        (_("Own script"), activity.name_native, ""),
        (_("Plan line"), line, line.get_absolute_url() if line else ""),
        (_("Outside the plan because"), activity.outside_ground, ""),
        (_("Allowed by"), act, act.get_absolute_url() if act else ""),
        (_("Allowed by"), activity.outside_act_text, ""),
        (_("Topics"), topics, ""),
        (_("Level of the head"), tables.LEVEL(activity.head_level), ""),
        (_("People"), tables.people_in_words(activity), ""),
        (_("Chaired by us"), _("yes") if activity.is_chaired else "", ""),
        (_("Cost"), money(activity.cost), ""),
        (_("Source of money"), activity.get_funding_display(), ""),
        (_("Lead unit"), activity.lead_unit, ""),
        (_("Who sees to it"), activity.owner, ""),
        (_("Code"), activity.code, ""),
        (_("Remark"), activity.remark, ""),
    ]
    return [{"label": label, "value": value, "url": url} for label, value, url in rows if value]


FORMS = {
    "party_missing": ("add_party", CHANGE),
    "head_missing": ("add_participant", PREPARE),
    "people_missing": ("add_participant", PREPARE),
    "programme_missing": ("add_item", PREPARE),
    "results_missing": ("add_result", PREPARE),
    "plan_line_missing": ("confirm", CHANGE),
    "outside_act_missing": ("confirm", CHANGE),
}
"""The form that mends what is missing, and the right it asks for. Anything else: the edit form."""


def checklist(activity: Activity, user: User, points: Sequence[Point]) -> list[dict[str, Any]]:
    """Give what is missing: first what has to be there to confirm it, then what its file lacks.

    Each is a sentence, with the form that mends it for those who may. ``points`` are those of the
    page.
    """
    if activity.is_set_aside or activity.stage == Stage.CANCELLED:
        return []
    found = []
    if activity.stage == Stage.PREPARING:
        needed = [
            _entry(activity, user, missing)
            for missing in queries.missing_to_confirm(activity, user)
        ]
        found.append({"title": _("Before it can be confirmed"), "entries": needed})
    lacking = [
        _entry(activity, user, missing) for missing in queries.missing_in_file(activity, user)
    ]
    lacking += [*_not_ours(activity, user), *_not_followed(activity, points)]
    found.append({"title": _("Before its file is complete"), "entries": lacking})
    return [part for part in found if part["entries"]]


def _entry(activity: Activity, user: User, missing: Missing) -> dict[str, Any]:
    name, right = FORMS.get(missing.code, ("change_activity", CHANGE))
    may = user.has_perm(right, activity)
    return {"text": missing.sentence, "url": link(activity, name) if may else ""}


def _not_followed(activity: Activity, points: Sequence[Point]) -> list[dict[str, Any]]:
    """Say how many agreed points nobody follows, once it was held."""
    number = sum(1 for line in points if line.point.duty_id is None)
    if not number or activity.stage != Stage.HELD:
        return []
    words = ngettext(
        "%(number)s agreed point is not followed as a duty.",
        "%(number)s agreed points are not followed as duties.",
        number,
    )
    return [{"text": words % {"number": number}, "url": "#points"}]


def _not_ours(activity: Activity, user: User) -> list[dict[str, Any]]:
    """Say that it counts in no figure, where no own body has a part in it."""
    if activity.direction:
        return []
    may = user.has_perm(CHANGE, activity)
    words = _("No body of ours has a part in it that counts: it stands in no figure.")
    return [{"text": words, "url": link(activity, "add_party") if may else ""}]
