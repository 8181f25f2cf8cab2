"""The pages that set any record aside and bring it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from banggiao.accounts.records import bring_back, set_aside
from banggiao.accounts.rules import require
from banggiao.core.forms import ReasonForm
from banggiao.core.pages import form_page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpResponse

    from banggiao.core.htmx import Request
    from banggiao.core.models import Record


def _require(request: Request, record: Record) -> None:
    room, model = record._meta.app_label, record._meta.model_name
    require(request.user, f"{room}.set_aside_{model}", record)


def set_aside_page(
    request: Request, record: Record, way: Sequence[tuple[str, str]]
) -> HttpResponse:
    """Ask why, then take a record entered by mistake out of the register."""
    _require(request, record)
    form = ReasonForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda: set_aside(record, by=request.user, reason=form.cleaned_data["reason"]),
        title=_("Set aside %(name)s") % {"name": record},
        way=way,
        submit_label=_("Set aside"),
        intro=_("It leaves lists, search and figures. Nothing is deleted; you can bring it back."),
        done=_("Set aside. Its history stays."),
    )


def bring_back_page(
    request: Request, record: Record, way: Sequence[tuple[str, str]]
) -> HttpResponse:
    """Ask why, then put a record that was set aside back into the register."""
    _require(request, record)
    form = ReasonForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda: bring_back(record, by=request.user, reason=form.cleaned_data["reason"]),
        title=_("Bring back %(name)s") % {"name": record},
        way=way,
        submit_label=_("Bring back"),
        done=_("The record counts again."),
    )
