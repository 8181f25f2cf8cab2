"""Pages that adjust an approved plan: one short form for each kind of change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from banggiao.accounts.rules import require, seen_or_none
from banggiao.core.pages import Button, form_page, reason_page
from banggiao.plans import queries, tables
from banggiao.plans.actions import adjustments as actions
from banggiao.plans.enums import PlanStatus
from banggiao.plans.forms import (
    CostForm,
    DecisionForm,
    LateLineForm,
    LevelForm,
    ModeForm,
    PostponeLineForm,
)
from banggiao.plans.models import Adjustment
from banggiao.plans.queries import words
from banggiao.plans.views.navigation import find_line, find_plan, way

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse
    from django.utils.functional import _StrPromise

    from banggiao.accounts.models import User
    from banggiao.core.htmx import Request
    from banggiao.documents.models import Document
    from banggiao.plans.models import PlanLine


class Deed(NamedTuple):
    """A change as an address names it: the action, its form, and the words of its page."""

    write: Callable[..., Adjustment]
    form: type[DecisionForm]
    label: _StrPromise
    title: _StrPromise


DEEDS = {
    "postpone": Deed(
        actions.postpone_line,
        PostponeLineForm,
        pgettext_lazy("plan line", "Postpone"),
        gettext_lazy("Postpone the line"),
    ),
    "online": Deed(
        actions.move_line_online,
        ModeForm,
        gettext_lazy("Move online"),
        gettext_lazy("Move the line online"),
    ),
    "level": Deed(
        actions.change_line_level,
        LevelForm,
        gettext_lazy("Change the level"),
        gettext_lazy("Change the level of the head"),
    ),
    "cost": Deed(
        actions.change_line_cost,
        CostForm,
        gettext_lazy("Change the cost"),
        gettext_lazy("Change the cost of the line"),
    ),
    "drop": Deed(
        actions.drop_line,
        DecisionForm,
        pgettext_lazy("plan line", "Drop"),
        gettext_lazy("Drop the line from the plan"),
    ),
}


class Entry(NamedTuple):
    """One adjustment on the page of its line. ``act`` is its paper if the reader may see it."""

    change: Adjustment
    day: str
    text: str
    act: Document | None
    is_removable: bool


def ledger_of(line: PlanLine, user: User) -> list[Entry]:
    """Give the adjustments in the order they took effect; the last one can be taken back."""
    changes = queries.in_order(line.adjustments.all())
    return [
        Entry(
            change,
            tables.day_in_words(change.decided_on),
            words.change_in_words(change),
            seen_or_none(change.act, user),
            is_removable=change is changes[-1] and change.kind != "added",
        )
        for change in changes
    ]


def deeds_for(line: PlanLine) -> list[Button]:
    """Give the changes that can be entered now: none before approval, none after a drop."""
    plan = line.plan
    if plan.status != PlanStatus.APPROVED or line.dropped_on or line.is_set_aside:
        return []
    return [
        Button(str(deed.label), reverse("plans:adjust_line", args=[line.code, name]))
        for name, deed in DEEDS.items()
    ]


def adjust_line(request: Request, code: str, change: str) -> HttpResponse:
    """Enter a change of an approved line, with its ground and its paper."""
    record = find_line(request, code)
    require(request.user, "plans.adjust_plan", record.plan)
    if change not in DEEDS:
        raise Http404
    write, form_class, label, title = DEEDS[change]
    form = form_class(request.POST or None)
    return form_page(
        request,
        form,
        lambda: write(record, by=request.user, **form.cleaned_data),
        title=str(title),
        way=way(record),
        back=record.get_absolute_url(),
        intro=" · ".join(
            part
            for part in (str(record), words.days_in_words(record.now_start, record.now_end))
            if part
        ),
        submit_label=str(label),
        done=_("The change stands on the line's page; what was approved stays beside it."),
    )


def remove_adjustment(request: Request, code: str, number: int) -> HttpResponse:
    """Take back a change entered by mistake."""
    record = find_line(request, code)
    require(request.user, "plans.adjust_plan", record.plan)
    stored: Any = get_object_or_404(Adjustment, line=record, number=number)
    return reason_page(
        request,
        lambda reason: actions.remove_adjustment(stored, by=request.user, reason=reason),
        title=_("Remove an adjustment"),
        way=way(record),
        back=record.get_absolute_url(),
        submit_label=_("Remove"),
        intro=f"{stored} · {tables.day_in_words(stored.decided_on)}",
    )


def add_late_line(request: Request, code: str) -> HttpResponse:
    """Add a line to an approved plan, with the decision that adds it."""
    plan = find_plan(request, code)
    require(request.user, "plans.adjust_plan", plan)
    initial = {"classification": plan.classification}
    form = LateLineForm(request.POST or None, initial=initial, user=request.user)
    return form_page(
        request,
        form,
        lambda: actions.add_late_line(plan, by=request.user, **form.cleaned_data),
        title=_("Add to the approved plan"),
        way=way(plan),
        intro=_("The line counts as planned from the day it was decided."),
        done=_("The line is in the plan."),
    )
