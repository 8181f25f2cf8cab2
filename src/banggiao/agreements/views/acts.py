"""Pages that write a text's ledger: one short form for each act."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from banggiao.accounts.rules import require
from banggiao.agreements.actions import ledger
from banggiao.agreements.enums import ActKind
from banggiao.agreements.forms import ActForm, HeirForm
from banggiao.agreements.models import Act, Instrument
from banggiao.agreements.views.navigation import find, way
from banggiao.core.pages import Button, form_page, reason_page

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse
    from django.utils.functional import _StrPromise

    from banggiao.core.htmx import Request

CHANGE = "agreements.change_instrument"


class Deed(NamedTuple):
    """An act as an address names it: its kind, the action that writes it, the page's title."""

    kind: ActKind
    write: Callable[..., Act]
    title: _StrPromise


DEEDS = {
    "sign": Deed(ActKind.SIGNED, ledger.sign_instrument, gettext_lazy("Enter the signing")),
    "force": Deed(
        ActKind.IN_FORCE, ledger.bring_into_force, gettext_lazy("Enter the entry into force")
    ),
    "extend": Deed(ActKind.EXTENDED, ledger.extend_instrument, gettext_lazy("Enter an extension")),
    "amend": Deed(ActKind.AMENDED, ledger.amend_instrument, gettext_lazy("Enter an amendment")),
    "inherit": Deed(
        ActKind.INHERITED,
        ledger.inherit_instrument,
        gettext_lazy("Enter who took the agreement over"),
    ),
    "end": Deed(ActKind.ENDED, ledger.end_instrument, gettext_lazy("Enter the end")),
}


def record_act(request: Request, code: str, deed: str) -> HttpResponse:
    """Enter an act of the parties."""
    record = find(request, code)
    require(request.user, CHANGE, record)
    if deed not in DEEDS:
        raise Http404
    kind, write, title = DEEDS[deed]
    act = Act(instrument=record, kind=kind)
    sort: Any = HeirForm if kind == ActKind.INHERITED else ActForm
    form = sort(request.POST or None, instance=act)
    return form_page(
        request,
        form,
        lambda: write(record, by=request.user, **form.cleaned_data),
        title=str(title),
        way=way(record),
        back=record.get_absolute_url(),
        intro=_("Leave the day empty if it is not known."),
    )


def _find_act(request: Request, code: str, act: str) -> tuple[Instrument, Act]:
    record = find(request, code)
    require(request.user, CHANGE, record)
    found = Act.objects.select_related("instrument", "by_instrument")
    return record, get_object_or_404(found, instrument=record, code=act)


def correct_act(request: Request, code: str, act: str) -> HttpResponse:
    """Correct an act that was entered wrongly."""
    record, stored = _find_act(request, code, act)
    form = ActForm(request.POST or None, instance=stored)
    remove = reverse("agreements:remove_act", args=[code, act])
    return form_page(
        request,
        form,
        lambda: ledger.correct_act(stored, by=request.user, **form.cleaned_data),
        title=_("Correct: %(act)s") % {"act": stored.get_kind_display()},
        way=way(record),
        back=record.get_absolute_url(),
        others=[] if stored.by_instrument_id else [Button(_("Remove"), remove)],
    )


def remove_act(request: Request, code: str, act: str) -> HttpResponse:
    """Take back an act entered by mistake."""
    record, stored = _find_act(request, code, act)
    return reason_page(
        request,
        lambda reason: ledger.remove_act(stored, by=request.user, reason=reason),
        title=_("Remove an act"),
        way=way(record),
        back=record.get_absolute_url(),
        submit_label=_("Remove"),
        intro=str(stored),
    )
