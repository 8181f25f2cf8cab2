"""What the pages of an activity share: finding it, the way back up, its head and its buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from banggiao.accounts.rules import seen_or_none
from banggiao.activities import queries, tables
from banggiao.activities.enums import Direction, Stage
from banggiao.activities.models import Activity
from banggiao.core.pages import OVERVIEW, Button, Head
from banggiao.core.panels import Tab
from banggiao.plans.enums import Mode

if TYPE_CHECKING:
    import datetime as dt

    from banggiao.accounts.models import User
    from banggiao.core.htmx import Request

CHANGE = "activities.change_activity"
PREPARE = "activities.prepare_activity"


def find(request: Request, code: str) -> Activity:
    """Find an activity among those the reader may see."""
    record: Activity = get_object_or_404(queries.activity_for_page(request.user), code=code)
    return record


def home() -> tuple[str, str]:
    """Give the first crumb of every page here."""
    return _("Activities"), reverse("activities:activities")


def way(activity: Activity) -> list[tuple[str, str]]:
    """Give the way back up from a form over an activity."""
    return [home(), (str(activity), activity.get_absolute_url())]


def sections(active: str) -> list[Tab]:
    """Give the room's lists with the current one marked; some of them are a filter."""
    everything = reverse("activities:activities")
    tabs = [
        ("activities", _("All activities"), everything),
        ("open", _("Still to take place"), f"{everything}?stage=open&sort=when"),
        ("mine", _("Mine and my unit's"), f"{everything}?mine=1"),
        ("all_series", _("Series"), reverse("activities:all_series")),
        ("log", _("Log of delegations"), reverse("activities:log")),
    ]
    return [Tab(key, label, url, active=key == active) for key, label, url in tabs]


def head(request: Request, activity: Activity) -> Head:
    """Give the head of an activity's pages."""
    history = reverse("activities:history", args=[activity.code])
    return Head(
        record=activity,
        title=str(activity),
        facts=_headline(request.user, activity),
        crumbs=[home()],
        tabs=[
            Tab(OVERVIEW, _("Overview"), activity.get_absolute_url()),
            Tab("history", _("History"), history),
        ],
        buttons=buttons(request.user, activity),
        history_url=history,
    )


def _headline(user: User, activity: Activity) -> list[dict[str, Any]]:
    """Give the line under the title: stage, when, where, how, who sees to it, the plan."""
    place = ", ".join(str(part) for part in (activity.place, activity.country) if part)
    rows: list[tuple[str, Any, str]] = [
        (_("Kind"), activity.get_kind_display(), _for_us(activity)),
        (_("When"), queries.when_or_unknown(activity), ""),
        (_("Place"), place, activity.get_mode_display()),
        (_("Who sees to it"), activity.owner or activity.lead_unit, ""),
        _plan(user, activity),
    ]
    stage = {
        "label": _("Stage"),
        "value": "",
        "pill": queries.mark(activity.stage),
        "sub": tables.turns(activity),
    }
    facts = [{"label": label, "value": value, "sub": sub} for label, value, sub in rows if value]
    return [stage, *facts]


def _for_us(activity: Activity) -> str:
    """Say what it is for us where the kind does not say so already."""
    said = {Direction.OUT, Direction.IN}
    return "" if activity.direction in said else activity.get_direction_display()


def _plan(user: User, activity: Activity) -> tuple[str, str, str]:
    line = seen_or_none(activity.plan_line, user)
    if line is None:
        return _("Plan"), "", ""
    words = _("line %(number)s of %(year)s") % {"number": line.number, "year": line.plan.year}
    return _("Plan"), words, ""


def link(activity: Activity, name: str, *arguments: object) -> str:
    """Give the address of a page below an activity's."""
    return reverse(f"activities:{name}", args=[activity.code, *arguments])


def buttons(user: User, activity: Activity) -> list[Button]:
    """Give what most people come to do: edit, and the next step as the one primary button."""
    if activity.is_set_aside:
        if not user.has_perm("activities.set_aside_activity", activity):
            return []
        return [Button(_("Bring back"), link(activity, "bring_back"))]
    if not user.has_perm(CHANGE, activity):
        return []
    edit = Button(_("Edit"), link(activity, "change_activity"))
    following = next_step(activity, timezone.localdate())
    return [edit, following] if following else [edit]


def next_step(activity: Activity, today: dt.date) -> Button | None:
    """Give the step an activity waits for, or None where time has to pass first."""
    first, last = activity.period_earliest, activity.period_latest
    over = last is not None and last < today
    began = first is not None and first <= today
    held = Button(_("Record as held"), link(activity, "finish"), primary=True)
    match activity.stage:
        case Stage.PREPARING:
            return (
                held
                if over
                else Button(
                    pgettext("activity", "Confirm"), link(activity, "confirm"), primary=True
                )
            )
        case Stage.CONFIRMED if over:
            return held
        case Stage.CONFIRMED if began:
            return Button(_("Record as begun"), link(activity, "start"), primary=True)
        case Stage.UNDER_WAY:
            return held
        case Stage.POSTPONED:
            return Button(_("Give it a new date"), link(activity, "resume"), primary=True)
    return None


def further_steps(user: User, activity: Activity, *, has_steps: bool) -> list[Button]:
    """Give the other steps that are possible now, for the menu beside the buttons."""
    if activity.is_set_aside or not user.has_perm(CHANGE, activity):
        return []
    offered = [*_offered(activity)]
    if has_steps:
        offered.append((_("Take back the last step"), "take_back"))
    shown = {button.url for button in buttons(user, activity)}
    further = [Button(label, link(activity, name)) for label, name in offered]
    return [button for button in further if button.url not in shown]


def _offered(activity: Activity) -> list[tuple[str, str]]:
    postpone = (pgettext("activity", "Postpone"), "postpone")
    online = [(_("Move online"), "move_online")] if activity.mode != Mode.ONLINE else []
    cancel = (_("Cancel it"), "cancel")
    held, begun = (_("Record as held"), "finish"), (_("Record as begun"), "start")
    match activity.stage:
        case Stage.PREPARING:
            return [(pgettext("activity", "Confirm"), "confirm"), held, postpone, *online, cancel]
        case Stage.CONFIRMED:
            return [begun, held, postpone, *online, cancel]
        case Stage.UNDER_WAY:
            return [held, postpone, *online, cancel]
        case Stage.POSTPONED:
            return [(_("Give it a new date"), "resume"), cancel]
    return []
