"""The pages that set any record aside and bring it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from banggiao.accounts.records import bring_back, set_aside
from banggiao.accounts.rules import require
from banggiao.core.pages import reason_page

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
    return reason_page(
        request,
        lambda reason: set_aside(record, by=request.user, reason=reason),
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
    return reason_page(
        request,
        lambda reason: bring_back(record, by=request.user, reason=reason),
        title=_("Bring back %(name)s") % {"name": record},
        way=way,
        submit_label=_("Bring back"),
        done=_("The record counts again."),
    )
