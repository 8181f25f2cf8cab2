"""Pages of the rounds of a negotiation and of who sat there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from banggiao.accounts.rules import require
from banggiao.agreements.actions import rounds as actions
from banggiao.agreements.forms.negotiation import RoundForm, SeatForm
from banggiao.agreements.models import Instrument, Negotiation, Round, Seat
from banggiao.agreements.queries import negotiation as queries
from banggiao.agreements.queries.meetings import meetings_of
from banggiao.agreements.views.navigation import head
from banggiao.agreements.views.negotiation import find_table, table_way
from banggiao.core.pages import Button, form_page, reason_page, record_page

if TYPE_CHECKING:
    from django.http import HttpResponse

    from banggiao.core.htmx import Request

CHANGE = "agreements.change_negotiation"


def rounds(request: Request, code: str) -> HttpResponse:
    """List the rounds: day, place, meeting, and who sat there."""
    record, table = find_table(request, code)
    top, _view = head(request, record)
    meetings = meetings_of(record, request.user)
    listed = queries.rounds_of(table, request.user)
    context = {
        "instrument": record,
        "negotiation": table,
        "rounds": [(one, meetings.get(one.meeting)) for one in listed],
        "may_change": request.user.has_perm(CHANGE, table) and not table.is_closed,
    }
    return record_page(request, "agreements/negotiation/rounds.html", top, "negotiation", context)


def _to_change(request: Request, code: str) -> tuple[Instrument, Negotiation]:
    record, table = find_table(request, code)
    require(request.user, CHANGE, table)
    return record, table


def _way(record: Instrument) -> list[tuple[str, str]]:
    address = reverse("agreements:negotiation_rounds", args=[record.code])
    return [*table_way(record), (_("Rounds"), address)]


def add_round(request: Request, code: str) -> HttpResponse:
    """Enter a round."""
    record, table = _to_change(request, code)
    known = meetings_of(record, request.user)
    form = RoundForm(request.POST or None, instance=Round(negotiation=table), meetings=known)
    way = _way(record)
    return form_page(
        request,
        form,
        lambda: actions.add_round(table, by=request.user, **form.cleaned_data),
        title=_("Add a round"),
        way=way,
        back=way[-1][1],
    )


def _find(request: Request, code: str, number: int) -> tuple[Instrument, Round]:
    record, table = _to_change(request, code)
    found: Round = get_object_or_404(
        Round.objects.visible_to(request.user), negotiation=table, number=number
    )
    return record, found


def change_round(request: Request, code: str, number: int) -> HttpResponse:
    """Change a round."""
    record, one = _find(request, code, number)
    known = meetings_of(record, request.user)
    form = RoundForm(request.POST or None, instance=one, meetings=known)
    way = _way(record)
    return form_page(
        request,
        form,
        lambda: actions.change_round(one, by=request.user, **form.cleaned_data),
        title=_("Edit: %(round)s") % {"round": one},
        way=way,
        back=way[-1][1],
        others=[Button(_("Remove"), reverse("agreements:remove_round", args=[code, number]))],
    )


def remove_round(request: Request, code: str, number: int) -> HttpResponse:
    """Take back a round entered by mistake."""
    record, one = _find(request, code, number)
    way = _way(record)
    return reason_page(
        request,
        lambda reason: actions.remove_round(one, by=request.user, reason=reason),
        title=_("Remove a round"),
        way=way,
        back=way[-1][1],
        submit_label=_("Remove"),
        intro=str(one),
    )


def add_seat(request: Request, code: str, number: int) -> HttpResponse:
    """Enter who sat at a round."""
    record, one = _find(request, code, number)
    form = SeatForm(request.POST or None, instance=Seat(round=one))
    way = _way(record)
    return form_page(
        request,
        form,
        lambda: actions.add_seat(one, by=request.user, **form.cleaned_data),
        title=_("Add who sat there"),
        way=way,
        back=way[-1][1],
        intro=str(one),
    )


def remove_seat(request: Request, code: str, number: int, seat: int) -> HttpResponse:
    """Take back somebody entered by mistake, named by the place on the page, from 1."""
    record, one = _find(request, code, number)
    seats = list(Seat.objects.visible_to(request.user).filter(round=one).order_by("side", "pk"))
    if not 1 <= seat <= len(seats):
        raise Http404
    stored, way = seats[seat - 1], _way(record)
    return reason_page(
        request,
        lambda reason: actions.remove_seat(stored, by=request.user, reason=reason),
        title=_("Remove who sat there"),
        way=way,
        back=way[-1][1],
        submit_label=_("Remove"),
        intro=str(stored),
    )
