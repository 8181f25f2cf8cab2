"""Pages of the steps of an activity: one short form each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from banggiao.accounts.rules import require, seen_or_none
from banggiao.activities import forms, queries
from banggiao.activities.actions import steps as actions
from banggiao.activities.views.navigation import CHANGE, find, way
from banggiao.core.pages import form_page, reason_page

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse
    from django.utils.functional import _StrPromise

    from banggiao.accounts.models import User
    from banggiao.activities.models import Activity
    from banggiao.core.forms import ActionForm
    from banggiao.core.htmx import Request


class Deed(NamedTuple):
    """A step as a page shows it: its form, the action that writes it, title, hint and answer."""

    form: Callable[..., ActionForm]
    write: Callable[..., Activity]
    title: _StrPromise
    intro: _StrPromise
    done: _StrPromise


CONFIRM = Deed(
    forms.ConfirmForm,
    actions.confirm_activity,
    pgettext_lazy("activity", "Confirm"),
    gettext_lazy("It will take place: in the plan, or outside it with a ground and a paper."),
    pgettext_lazy("activity", "Confirmed."),
)
START = Deed(
    forms.StartForm,
    actions.start_activity,
    gettext_lazy("Record as begun"),
    gettext_lazy("It is under way from this day."),
    gettext_lazy("Recorded as begun."),
)
FINISH = Deed(
    forms.FinishForm,
    actions.finish_activity,
    gettext_lazy("Record as held"),
    gettext_lazy("Write the days it really took, and how many people really came."),
    gettext_lazy("Recorded as held. Enter what came of it and what was agreed."),
)
POSTPONE = Deed(
    forms.PostponeForm,
    actions.postpone_activity,
    pgettext_lazy("activity", "Postpone"),
    gettext_lazy("With a new date it is prepared again; without one it waits."),
    pgettext_lazy("activity", "Postponed."),
)
RESUME = Deed(
    forms.ResumeForm,
    actions.resume_activity,
    gettext_lazy("Give it a new date"),
    gettext_lazy("It is prepared again for this date."),
    gettext_lazy("It has a date again."),
)
MOVE_ONLINE = Deed(
    forms.MoveOnlineForm,
    actions.move_online,
    gettext_lazy("Move online"),
    gettext_lazy("The plan keeps what was approved; here stands how people really meet."),
    gettext_lazy("Moved online."),
)
CANCEL = Deed(
    forms.CancelForm,
    actions.cancel_activity,
    gettext_lazy("Cancel it"),
    gettext_lazy("It stays in the register with its ground, and counts as cancelled."),
    gettext_lazy("Cancelled."),
)


def confirm(request: Request, code: str) -> HttpResponse:
    """Say that an activity will take place."""
    return _step(request, code, CONFIRM)


def start(request: Request, code: str) -> HttpResponse:
    """Say that an activity began."""
    return _step(request, code, START)


def finish(request: Request, code: str) -> HttpResponse:
    """Say that an activity took place."""
    return _step(request, code, FINISH)


def postpone(request: Request, code: str) -> HttpResponse:
    """Say that an activity takes place later."""
    return _step(request, code, POSTPONE)


def resume(request: Request, code: str) -> HttpResponse:
    """Give a postponed activity a date again."""
    return _step(request, code, RESUME)


def move_online(request: Request, code: str) -> HttpResponse:
    """Say that people meet online instead."""
    return _step(request, code, MOVE_ONLINE)


def cancel(request: Request, code: str) -> HttpResponse:
    """Say that an activity will not take place."""
    return _step(request, code, CANCEL)


def _step(request: Request, code: str, deed: Deed) -> HttpResponse:
    record = find(request, code)
    require(request.user, CHANGE, record)
    initial = _initial(record, request.user)
    if deed is FINISH:
        initial |= {"start": record.start, "end": record.end}
    form = deed.form(request.POST or None, initial=initial)

    def write() -> Activity:
        data: dict[str, Any] = getattr(form, "cleaned_data", {})
        return deed.write(record, by=request.user, **data)

    return form_page(
        request,
        form,
        write,
        title=str(deed.title),
        way=way(record),
        intro=str(deed.intro),
        submit_label=str(deed.title),
        done=str(deed.done),
    )


def _initial(activity: Activity, user: User) -> dict[str, Any]:
    """Give what the register knows already, for the fields a step's form may have.

    A line or paper the reader may not see leaves its field empty; left so, the action keeps it.
    """
    line = seen_or_none(activity.plan_line, user)
    paper = seen_or_none(activity.outside_act, user)
    return {
        "plan_line": line and line.pk,
        "outside_ground": activity.outside_ground,
        "outside_act": paper and paper.pk,
        "outside_act_text": activity.outside_act_text,
        "headcount": activity.headcount,
        "cost": activity.cost,
    }


def take_back(request: Request, code: str) -> HttpResponse:
    """Undo the last step: the activity stands as it stood before."""
    record = find(request, code)
    require(request.user, CHANGE, record)
    last = next((line.step for line in queries.steps(record, request.user)), None)
    return reason_page(
        request,
        lambda reason: actions.take_back_step(record, by=request.user, reason=reason),
        title=_("Take back the last step"),
        way=way(record),
        submit_label=_("Take back"),
        intro=str(last) if last else _("No step is recorded."),
        done=_("Taken back. It stands as before."),
    )
