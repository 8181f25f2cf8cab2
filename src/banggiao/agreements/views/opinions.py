"""Pages of the points of an answer: entered, corrected, decided, removed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from banggiao.accounts.rules import require
from banggiao.agreements.actions import opinions as actions
from banggiao.agreements.forms.consultations import OpinionForm, ResponseForm
from banggiao.agreements.models import Opinion
from banggiao.agreements.views.consulting import ANSWER, CHANGE, find_point, find_slip, way_to
from banggiao.core.pages import Button, form_page, reason_page

if TYPE_CHECKING:
    from django.http import HttpResponse

    from banggiao.core.htmx import Request


def add_opinion(request: Request, code: str, body: str) -> HttpResponse:
    """Enter a point of an answer."""
    slip = find_slip(request, code, body)
    require(request.user, ANSWER, slip)
    form = OpinionForm(request.POST or None, instance=Opinion(slip=slip))
    return form_page(
        request,
        form,
        lambda: actions.add_opinion(slip, by=request.user, **form.cleaned_data),
        title=_("Point made by %(name)s") % {"name": slip},
        way=way_to(slip.consultation),
        back=f"{slip.consultation.get_absolute_url()}#points",
    )


def change_opinion(request: Request, code: str, body: str, number: int) -> HttpResponse:
    """Correct the words or the place of a point."""
    point = find_point(request, code, body, number)
    require(request.user, ANSWER, point.slip)
    form = OpinionForm(request.POST or None, instance=point)
    others = []
    if request.user.has_perm(CHANGE, point.slip.consultation):
        remove = reverse("agreements:remove_opinion", args=[code, body, number])
        others = [Button(_("Remove this point"), remove)]
    return form_page(
        request,
        form,
        lambda: actions.change_opinion(point, by=request.user, **form.cleaned_data),
        title=_("Point made by %(name)s") % {"name": point.slip},
        way=way_to(point.slip.consultation),
        back=f"{point.slip.consultation.get_absolute_url()}#points",
        others=others,
    )


def respond(request: Request, code: str, body: str, number: int) -> HttpResponse:
    """Say whether a point is taken up, in part or not, and why."""
    point = find_point(request, code, body, number)
    require(request.user, CHANGE, point.slip.consultation)
    form = ResponseForm(request.POST or None, instance=point)
    return form_page(
        request,
        form,
        lambda: actions.respond(point, by=request.user, **form.cleaned_data),
        title=_("What becomes of this point"),
        way=way_to(point.slip.consultation),
        back=f"{point.slip.consultation.get_absolute_url()}#points",
        intro=" · ".join(part for part in (str(point.slip), point.place, point.says) if part),
    )


def remove_opinion(request: Request, code: str, body: str, number: int) -> HttpResponse:
    """Remove a point entered by mistake."""
    point = find_point(request, code, body, number)
    require(request.user, CHANGE, point.slip.consultation)
    return reason_page(
        request,
        lambda reason: actions.remove_opinion(point, by=request.user, reason=reason),
        title=_("Remove a point"),
        way=way_to(point.slip.consultation),
        submit_label=_("Remove"),
        back=f"{point.slip.consultation.get_absolute_url()}#points",
        intro=point.says,
    )
