"""Pages of the bodies and people of an activity."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from banggiao.accounts.rules import require
from banggiao.activities import queries
from banggiao.activities.actions import participants as people
from banggiao.activities.actions import parties
from banggiao.activities.forms import ParticipantForm, PartyForm, SeveralParticipantsForm
from banggiao.activities.forms.repeated import AGAIN
from banggiao.activities.models import Participant, Party
from banggiao.activities.views.navigation import CHANGE, PREPARE, find, link, way
from banggiao.activities.views.numbered import find_part
from banggiao.core.errors import Refused
from banggiao.core.pages import Button, form_page, reason_page

if TYPE_CHECKING:
    from django.http import HttpResponse

    from banggiao.activities.models import Activity
    from banggiao.core.htmx import Request


def add_party(request: Request, code: str) -> HttpResponse:
    """Enter one more body."""
    record = find(request, code)
    require(request.user, CHANGE, record)
    form = PartyForm(request.POST or None, instance=Party(activity=record))
    return form_page(
        request,
        form,
        lambda: parties.add_party(record, by=request.user, **form.cleaned_data),
        title=_("Add a body"),
        way=way(record),
        back=record.get_absolute_url(),
    )


def remove_party(request: Request, code: str, number: int) -> HttpResponse:
    """Take back a body entered by mistake."""
    record, stored = find_part(request, code, number, queries.parties, CHANGE)
    return reason_page(
        request,
        lambda reason: parties.remove_party(stored, by=request.user, reason=reason),
        title=_("Remove a body"),
        way=way(record),
        back=record.get_absolute_url(),
        submit_label=_("Remove"),
        intro=f"{stored} · {stored.get_role_display()}",
    )


def add_participant(request: Request, code: str) -> HttpResponse:
    """Enter somebody who takes part."""
    record = find(request, code)
    require(request.user, PREPARE, record)
    initial = {AGAIN: request.GET.get(AGAIN) == "1"}
    participant = Participant(activity=record)
    form = ParticipantForm(request.POST or None, instance=participant, initial=initial)
    return form_page(
        request,
        form,
        lambda: people.add_participant(record, by=request.user, **form.cleaned_data),
        title=_("Add somebody who takes part"),
        way=way(record),
        back=back_or_again(request, record, "add_participant"),
        others=[Button(_("Paste a list"), link(record, "add_participants"))],
    )


def back_or_again(request: Request, record: Activity, name: str) -> str:
    """Give where a part form leads: to the activity, or to an empty form for the next one."""
    if request.POST.get(AGAIN):
        return f"{link(record, name)}?{AGAIN}=1"
    return record.get_absolute_url()


def add_participants(request: Request, code: str) -> HttpResponse:
    """Enter a list of people as it was sent, one a line: all of them or none."""
    record = find(request, code)
    require(request.user, PREPARE, record)
    form = SeveralParticipantsForm(request.POST or None)

    def write() -> None:
        _add_all(request, record, **form.cleaned_data)

    lines = form.data.get("lines", "").strip().splitlines() if form.is_bound else []
    number = sum(1 for line in lines if line.strip())
    return form_page(
        request,
        form,
        write,
        title=_("Add several people"),
        way=way(record),
        back=record.get_absolute_url(),
        intro=_("A list copied from a table works as well. Either all lines are taken, or none."),
        done=ngettext("%(n)s person added.", "%(n)s people added.", number) % {"n": number},
    )


@transaction.atomic
def _add_all(
    request: Request, record: Activity, *, role: str, organisation: Any, lines: list[dict[str, Any]]
) -> None:
    """Enter each person of the list; what is refused names whom it is about."""
    for row in lines:
        data = row | {"organisation": row["organisation"] or organisation, "role": role}
        try:
            people.add_participant(record, by=request.user, **data)
        except ValidationError as error:
            said = {"name": row["name"], "message": " ".join(error.messages)}
            raise Refused(
                "line_refused", _("%(name)s: %(message)s") % said, field="lines"
            ) from None


def change_participant(request: Request, code: str, number: int) -> HttpResponse:
    """Change who takes part, or as what."""
    record, stored = find_part(request, code, number, queries.people)
    form = ParticipantForm(request.POST or None, instance=stored)
    return form_page(
        request,
        form,
        lambda: people.change_participant(stored, by=request.user, **form.cleaned_data),
        title=_("Edit somebody who takes part"),
        way=way(record),
        back=record.get_absolute_url(),
        others=[Button(_("Remove"), link(record, "remove_participant", number))],
    )


def remove_participant(request: Request, code: str, number: int) -> HttpResponse:
    """Take somebody off the list."""
    record, stored = find_part(request, code, number, queries.people)
    return reason_page(
        request,
        lambda reason: people.remove_participant(stored, by=request.user, reason=reason),
        title=_("Remove somebody from the list"),
        way=way(record),
        back=record.get_absolute_url(),
        submit_label=_("Remove"),
        intro=f"{stored} · {stored.get_role_display()}",
    )
