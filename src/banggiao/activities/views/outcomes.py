"""Pages of what came of an activity: results, agreed points and their duties."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from banggiao.accounts.rules import require
from banggiao.activities import queries
from banggiao.activities.actions import outcomes as actions
from banggiao.activities.forms import DutyOfPointForm, PointForm, ResultForm
from banggiao.activities.forms.repeated import AGAIN
from banggiao.activities.models import AgreedPoint, Result
from banggiao.activities.views.navigation import CHANGE, PREPARE, find, link, way
from banggiao.activities.views.numbered import find_part
from banggiao.activities.views.parts import back_or_again
from banggiao.core.pages import Button, form_page, reason_page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpResponse

    from banggiao.accounts.models import User
    from banggiao.activities.models import Activity
    from banggiao.core.htmx import Request


def add_result(request: Request, code: str) -> HttpResponse:
    """Record what came of an activity."""
    record = find(request, code)
    require(request.user, PREPARE, record)
    initial = {AGAIN: request.GET.get(AGAIN) == "1"}
    result = Result(activity=record)
    form = ResultForm(request.POST or None, instance=result, initial=initial)
    return form_page(
        request,
        form,
        lambda: actions.add_result(record, by=request.user, **form.cleaned_data),
        title=_("Add a result"),
        way=way(record),
        back=back_or_again(request, record, "add_result"),
    )


def change_result(request: Request, code: str, number: int) -> HttpResponse:
    """Change a result."""
    record, stored = find_part(request, code, number, _results)
    form = ResultForm(request.POST or None, instance=stored)
    return form_page(
        request,
        form,
        lambda: actions.change_result(stored, by=request.user, **form.cleaned_data),
        title=_("Edit a result"),
        way=way(record),
        back=record.get_absolute_url(),
        others=[Button(_("Remove"), link(record, "remove_result", number))],
    )


def remove_result(request: Request, code: str, number: int) -> HttpResponse:
    """Take back a result."""
    record, stored = find_part(request, code, number, _results)
    return reason_page(
        request,
        lambda reason: actions.remove_result(stored, by=request.user, reason=reason),
        title=_("Remove a result"),
        way=way(record),
        back=record.get_absolute_url(),
        submit_label=_("Remove"),
        intro=str(stored),
    )


def _results(activity: Activity, user: User) -> Sequence[Result]:
    del user  # results have no class of their own
    return queries.results(activity)


def add_point(request: Request, code: str) -> HttpResponse:
    """Record what both sides agreed on."""
    record = find(request, code)
    require(request.user, PREPARE, record)
    initial = {AGAIN: request.GET.get(AGAIN) == "1"}
    point = AgreedPoint(activity=record)
    form = PointForm(request.POST or None, instance=point, initial=initial)
    return form_page(
        request,
        form,
        lambda: actions.add_point(record, by=request.user, **form.cleaned_data),
        title=_("Add what was agreed"),
        way=way(record),
        back=back_or_again(request, record, "add_point"),
    )


def change_point(request: Request, code: str, number: int) -> HttpResponse:
    """Change what was agreed, until it is a duty."""
    record, stored = find_part(request, code, number, _points)
    form = PointForm(request.POST or None, instance=stored)
    return form_page(
        request,
        form,
        lambda: actions.change_point(stored, by=request.user, **form.cleaned_data),
        title=_("Edit what was agreed"),
        way=way(record),
        back=record.get_absolute_url(),
        others=[Button(_("Remove"), link(record, "remove_point", number))],
    )


def remove_point(request: Request, code: str, number: int) -> HttpResponse:
    """Take back a point."""
    record, stored = find_part(request, code, number, _points)
    return reason_page(
        request,
        lambda reason: actions.remove_point(stored, by=request.user, reason=reason),
        title=_("Remove what was agreed"),
        way=way(record),
        back=record.get_absolute_url(),
        submit_label=_("Remove"),
        intro=str(stored),
    )


def make_duty(request: Request, code: str, number: int) -> HttpResponse:
    """Give a point an owner and a date, so that it is followed until it is done."""
    record, stored = find_part(request, code, number, _points, CHANGE)
    initial = {"unit": record.lead_unit_id, "owner": record.owner_id, "due": stored.due}
    form = DutyOfPointForm(request.POST or None, initial=initial)
    return form_page(
        request,
        form,
        lambda: actions.make_duty(stored, by=request.user, **form.cleaned_data),
        title=_("Make it a duty"),
        way=way(record),
        back=record.get_absolute_url(),
        intro=str(stored),
        submit_label=_("Make it a duty"),
        done=_("It stands among what is due now."),
    )


def _points(activity: Activity, user: User) -> Sequence[AgreedPoint]:
    return [line.point for line in queries.points(activity, user)]


def free_point(request: Request, code: str, number: int) -> HttpResponse:
    """Part a point from a duty made by mistake: the duty stays, and can be set aside."""
    record, stored = find_part(request, code, number, _points, CHANGE)
    return reason_page(
        request,
        lambda reason: actions.free_point(stored, by=request.user, reason=reason),
        title=_("Part it from its duty"),
        way=way(record),
        back=record.get_absolute_url(),
        submit_label=_("Part it from its duty"),
        intro=_("%(name)s. The duty stays; if it was a mistake, set it aside on its own page.")
        % {"name": stored},
        done=_("The point is no duty any more."),
    )
