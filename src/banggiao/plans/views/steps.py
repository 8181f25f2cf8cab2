"""Pages on which a plan goes its way: submitted, returned, approved, closed, opened again."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from banggiao.accounts.rules import require
from banggiao.core.pages import form_page
from banggiao.plans.actions import plans as actions
from banggiao.plans.forms import ApproveForm, CommentForm
from banggiao.plans.views.navigation import find_plan, way

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse
    from django.utils.functional import _StrPromise

    from banggiao.core.htmx import Request
    from banggiao.plans.models import Plan


class Step(NamedTuple):
    """A step as its page shows it: right, action, words, and whether it asks for a comment."""

    right: str
    write: Callable[..., Plan]
    title: _StrPromise
    intro: _StrPromise
    done: _StrPromise
    is_comment_required: bool = False


SUBMIT = Step(
    "plans.submit_plan",
    actions.submit_plan,
    gettext_lazy("Submit the plan"),
    gettext_lazy("While it waits for approval its lines do not change. You can take it back."),
    gettext_lazy("The plan is submitted."),
)
WITHDRAW = Step(
    "plans.submit_plan",
    actions.withdraw_plan,
    gettext_lazy("Take the plan back"),
    gettext_lazy("It becomes a draft again and can be changed."),
    gettext_lazy("The plan is a draft again."),
)
RETURN = Step(
    "plans.return_plan",
    actions.return_plan,
    gettext_lazy("Return the plan with comments"),
    gettext_lazy("It becomes a draft again. Say what has to be changed."),
    gettext_lazy("The plan is a draft again; your comment stands on its page."),
    is_comment_required=True,
)
CLOSE = Step(
    "plans.close_plan",
    actions.close_plan,
    gettext_lazy("Close the plan"),
    gettext_lazy("From then on nothing changes in it, and no line is added."),
    gettext_lazy("The plan is closed."),
)
REOPEN = Step(
    "plans.close_plan",
    actions.reopen_plan,
    gettext_lazy("Open the plan again"),
    gettext_lazy("Adjustments can be entered again. Say why."),
    gettext_lazy("The plan is open to adjustments again."),
    is_comment_required=True,
)


def take_step(request: Request, code: str, step: Step) -> HttpResponse:
    """Ask for a comment, then take the step."""
    record = find_plan(request, code)
    require(request.user, step.right, record)
    form = CommentForm(request.POST or None, is_required=step.is_comment_required)
    return form_page(
        request,
        form,
        lambda: step.write(record, by=request.user, **form.cleaned_data),
        title=str(step.title),
        way=way(record),
        intro=str(step.intro),
        submit_label=str(step.title),
        done=str(step.done),
    )


def approve(request: Request, code: str) -> HttpResponse:
    """Name the paper that approves the plan."""
    record = find_plan(request, code)
    require(request.user, "plans.approve_plan", record)
    form = ApproveForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda: actions.approve_plan(record, by=request.user, **form.cleaned_data),
        title=_("Approve the plan"),
        way=way(record),
        intro=_(
            "What approves the plan is an issued paper; here it is recorded."
            " Its lines are fixed from then on: only adjustments follow."
        ),
        submit_label=_("Approve the plan"),
        done=_("The plan is approved and fixed."),
    )
