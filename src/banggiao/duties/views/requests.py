"""The page of what was asked of us and what we answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.utils.translation import gettext as _

from banggiao.accounts.rules import require
from banggiao.core.pages import form_page
from banggiao.duties.actions import requests as actions
from banggiao.duties.enums import DutyKind
from banggiao.duties.forms.requests import RequestForm
from banggiao.duties.models import OpinionRequest
from banggiao.duties.views.duties import find, way

if TYPE_CHECKING:
    from django.http import HttpResponse

    from banggiao.core.htmx import Request


def keep_request(request: Request, code: str) -> HttpResponse:
    """Enter their letter and what came with it, and our answer with its points."""
    record = find(request, code)
    if record.kind != DutyKind.OPINION:
        raise Http404
    require(request.user, "duties.keep_duty", record)
    stored = record.requests.first() or OpinionRequest(duty=record)
    form = RequestForm(request.POST or None, instance=stored)
    return form_page(
        request,
        form,
        lambda: actions.keep_request(record, by=request.user, **form.cleaned_data),
        title=_("What was asked, and our answer"),
        way=way(record),
        back=record.get_absolute_url(),
    )
