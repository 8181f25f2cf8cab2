"""Pages of one activity."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from banggiao.accounts.record_pages import bring_back_page, set_aside_page
from banggiao.accounts.rules import require, seen_or_none
from banggiao.activities import queries
from banggiao.activities.actions import activities as actions
from banggiao.activities.forms import ActivityForm
from banggiao.activities.views.facts import checklist, facts_of
from banggiao.activities.views.layout import roles_of, sheet_of, sides_of
from banggiao.activities.views.navigation import (
    CHANGE,
    PREPARE,
    find,
    further_steps,
    head,
    link,
    way,
)
from banggiao.audit.views import history_page
from banggiao.core.pages import OVERVIEW, Button, form_page, record_page

if TYPE_CHECKING:
    from django.http import HttpResponse

    from banggiao.core.htmx import Request


def activity(request: Request, code: str) -> HttpResponse:
    """Show an activity: who meets whom, when, what for, what came of it, and what is missing."""
    record, user = find(request, code), request.user
    steps, points = queries.steps(record, user), queries.points(record, user)
    in_register = not record.is_set_aside
    context = {
        "activity": record,
        "menu": further_steps(user, record, has_steps=bool(steps)),
        "checklist": checklist(record, user, points),
        "facts": facts_of(record, user),
        "roles": roles_of(queries.parties(record, user)),
        "sides": sides_of(queries.people(record, user)),
        "sheet": sheet_of(record, queries.programme(record, user)),
        "results": queries.results(record),
        "points": points,
        "instruments": queries.instruments(record, user),
        "steps": steps,
        "series": seen_or_none(record.series, user),
        "neighbours": queries.neighbours(record, user),
        "may_change": in_register and user.has_perm(CHANGE, record),
        "may_prepare": in_register and user.has_perm(PREPARE, record),
    }
    return record_page(
        request, "activities/activity.html", head(request, record), OVERVIEW, context
    )


def history(request: Request, code: str) -> HttpResponse:
    """Show who changed the activity, and the activity as it was on a day."""
    return history_page(request, head(request, find(request, code)))


def change_activity(request: Request, code: str) -> HttpResponse:
    """Change an activity. Bodies, people and programme have forms of their own."""
    record = find(request, code)
    require(request.user, CHANGE, record)
    form = ActivityForm(request.POST or None, instance=record)
    return form_page(
        request,
        form,
        lambda: actions.change_activity(record, by=request.user, **form.cleaned_data),
        title=_("Edit %(name)s") % {"name": record},
        way=way(record),
        others=[Button(_("Set aside"), link(record, "set_aside"))],
    )


def set_aside(request: Request, code: str) -> HttpResponse:
    """Take an activity entered by mistake out of the register, with a reason."""
    record = find(request, code)
    return set_aside_page(request, record, way(record))


def bring_back(request: Request, code: str) -> HttpResponse:
    """Put an activity that was set aside back into the register."""
    record = find(request, code)
    return bring_back_page(request, record, way(record))
