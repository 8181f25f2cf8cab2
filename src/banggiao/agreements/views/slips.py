"""Pages of the bodies asked: one more, reminded, answered, taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from banggiao.accounts.rules import require
from banggiao.agreements.actions import consultations as actions
from banggiao.agreements.actions import opinions as answers
from banggiao.agreements.forms.consultations import AnswerForm, ReminderForm, SlipForm
from banggiao.agreements.models import Slip
from banggiao.agreements.views.consulting import (
    ANSWER,
    CHANGE,
    find_consultation,
    find_slip,
    way_to,
)
from banggiao.core.pages import Button, form_page, reason_page

if TYPE_CHECKING:
    from django.http import HttpResponse

    from banggiao.core.htmx import Request


def add_slip(request: Request, code: str) -> HttpResponse:
    """Ask one more body."""
    record = find_consultation(request, code)
    require(request.user, CHANGE, record)
    form = SlipForm(request.POST or None, instance=Slip(consultation=record))
    return form_page(
        request,
        form,
        lambda: actions.add_slip(record, by=request.user, **form.cleaned_data),
        title=_("Ask one more body"),
        way=way_to(record),
        back=record.get_absolute_url(),
    )


def record_answer(request: Request, code: str, body: str) -> HttpResponse:
    """Enter or correct what a body answered."""
    slip = find_slip(request, code, body)
    require(request.user, ANSWER, slip)
    form = AnswerForm(request.POST or None, instance=slip)
    others = []
    if slip.is_answered and request.user.has_perm(CHANGE, slip.consultation):
        back = reverse("agreements:take_back_answer", args=[code, body])
        others = [Button(_("Take the answer back"), back)]
    return form_page(
        request,
        form,
        lambda: answers.record_answer(slip, by=request.user, **form.cleaned_data),
        title=_("Answer of %(name)s") % {"name": slip},
        way=way_to(slip.consultation),
        back=slip.consultation.get_absolute_url(),
        others=others,
    )


def take_back_answer(request: Request, code: str, body: str) -> HttpResponse:
    """Take back an answer entered by mistake."""
    slip = find_slip(request, code, body)
    require(request.user, CHANGE, slip.consultation)
    return reason_page(
        request,
        lambda reason: answers.take_back_answer(slip, by=request.user, reason=reason),
        title=_("Take back the answer of %(name)s") % {"name": slip},
        way=way_to(slip.consultation),
        submit_label=_("Take back"),
        back=slip.consultation.get_absolute_url(),
    )


def remind(request: Request, code: str, body: str) -> HttpResponse:
    """Enter that a body was reminded."""
    slip = find_slip(request, code, body)
    require(request.user, CHANGE, slip.consultation)
    form = ReminderForm(request.POST or None, initial={"on": timezone.localdate()})
    return form_page(
        request,
        form,
        lambda: actions.remind(slip, by=request.user, **form.cleaned_data),
        title=_("Reminder to %(name)s") % {"name": slip},
        way=way_to(slip.consultation),
        back=slip.consultation.get_absolute_url(),
        others=[Button(_("It is not asked"), reverse("agreements:remove_slip", args=[code, body]))],
    )


def remove_slip(request: Request, code: str, body: str) -> HttpResponse:
    """Take back that a body was asked."""
    slip = find_slip(request, code, body)
    require(request.user, CHANGE, slip.consultation)
    return reason_page(
        request,
        lambda reason: actions.remove_slip(slip, by=request.user, reason=reason),
        title=_("Remove %(name)s from the bodies asked") % {"name": slip},
        way=way_to(slip.consultation),
        submit_label=_("Remove"),
        back=slip.consultation.get_absolute_url(),
    )
