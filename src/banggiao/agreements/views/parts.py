"""Pages of a text's parties and signatories."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from banggiao.accounts.rules import require
from banggiao.agreements import queries
from banggiao.agreements.actions import instruments as actions
from banggiao.agreements.forms import PartyForm, SignatoryForm
from banggiao.agreements.models import Instrument, Party, Signatory
from banggiao.agreements.views.navigation import find, way
from banggiao.core.pages import Button, form_page, reason_page

if TYPE_CHECKING:
    from django.http import HttpResponse

    from banggiao.core.htmx import Request

CHANGE = "agreements.change_instrument"


def add_party(request: Request, code: str) -> HttpResponse:
    """Enter one more party."""
    record = find(request, code)
    require(request.user, CHANGE, record)
    form = PartyForm(request.POST or None, instance=Party(instrument=record))
    return form_page(
        request,
        form,
        lambda: actions.add_party(record, by=request.user, **form.cleaned_data),
        title=_("Add a party"),
        way=way(record),
        back=record.get_absolute_url(),
    )


def remove_party(request: Request, code: str, party: str) -> HttpResponse:
    """Take back a party entered by mistake."""
    record = find(request, code)
    require(request.user, CHANGE, record)
    seen: Any = Party.objects
    found = seen.visible_to(request.user).filter(instrument=record)
    stored: Party = get_object_or_404(found, organisation__code=party)
    return reason_page(
        request,
        lambda reason: actions.remove_party(stored, by=request.user, reason=reason),
        title=_("Remove a party"),
        way=way(record),
        back=record.get_absolute_url(),
        submit_label=_("Remove"),
        intro=str(stored),
    )


def add_signatory(request: Request, code: str) -> HttpResponse:
    """Enter who signed or witnessed."""
    record = find(request, code)
    require(request.user, CHANGE, record)
    form = SignatoryForm(request.POST or None, instance=Signatory(instrument=record))
    return form_page(
        request,
        form,
        lambda: actions.add_signatory(record, by=request.user, **form.cleaned_data),
        title=_("Add a signatory or witness"),
        way=way(record),
        back=record.get_absolute_url(),
    )


def _find_signatory(request: Request, code: str, number: int) -> tuple[Instrument, Signatory]:
    """Find a signatory by the place on the page as this reader sees it, from 1."""
    record = find(request, code)
    require(request.user, CHANGE, record)
    signatories = queries.signatories_of(record, request.user)
    if not 1 <= number <= len(signatories):
        raise Http404
    return record, signatories[number - 1]


def change_signatory(request: Request, code: str, number: int) -> HttpResponse:
    """Change who signed or witnessed."""
    record, stored = _find_signatory(request, code, number)
    form = SignatoryForm(request.POST or None, instance=stored)
    remove = reverse("agreements:remove_signatory", args=[code, number])
    return form_page(
        request,
        form,
        lambda: actions.change_signatory(stored, by=request.user, **form.cleaned_data),
        title=_("Edit a signatory or witness"),
        way=way(record),
        back=record.get_absolute_url(),
        others=[Button(_("Remove"), remove)],
    )


def remove_signatory(request: Request, code: str, number: int) -> HttpResponse:
    """Take back a signatory entered by mistake."""
    record, stored = _find_signatory(request, code, number)
    return reason_page(
        request,
        lambda reason: actions.remove_signatory(stored, by=request.user, reason=reason),
        title=_("Remove a signatory or witness"),
        way=way(record),
        back=record.get_absolute_url(),
        submit_label=_("Remove"),
        intro=str(stored),
    )
