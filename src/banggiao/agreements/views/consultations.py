"""Pages of consultations: all of them, those on a text, one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from banggiao.accounts.record_pages import bring_back_page, set_aside_page
from banggiao.accounts.rules import require
from banggiao.agreements import tables_consultations as tables
from banggiao.agreements.actions import consultations as actions
from banggiao.agreements.filters_consultations import ConsultationFilter
from banggiao.agreements.forms.consultations import CloseForm, ConsultationForm
from banggiao.agreements.models import Consultation
from banggiao.agreements.papers.opinions import file_name, opinions_paper
from banggiao.agreements.queries import consultations as queries
from banggiao.agreements.views import navigation
from banggiao.agreements.views.consulting import (
    facts_of,
    find_consultation,
    head_of,
    rows_of,
    way_to,
)
from banggiao.audit.views import history_page
from banggiao.core.lists import list_page
from banggiao.core.pages import OVERVIEW, form_page, reason_page, record_page
from banggiao.core.tables import Table

if TYPE_CHECKING:
    from django.http import HttpResponseBase

    from banggiao.core.htmx import Request

CHANGE = "agreements.change_consultation"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def consultations(request: Request) -> HttpResponseBase:
    """List the consultations, open ones unless the filter says otherwise, the soonest first."""
    found = queries.consultations_for_list(request.user, timezone.localdate())
    if not request.GET.get("open"):
        found = found.filter(closed_on__isnull=True)
    filterset = ConsultationFilter(request.GET, queryset=found, request=request)

    def table(found: Any) -> Table[Consultation]:
        return Table(
            id="consultations",
            caption=_("Consultations"),
            shape=tables.consultations(),
            queryset=found,
            parameters=request.GET,
            default_sort="due",
            empty_title=_("No consultation fits this filter."),
            empty_text=_("A consultation is sent from the page of its agreement."),
        )

    return list_page(request, filterset, table, tabs=navigation.sections("consultations"))


def consultations_on(request: Request, code: str) -> HttpResponse:
    """List the consultations on a text, the newest first."""
    record = navigation.find(request, code)
    top, _view = navigation.head(request, record)
    found = queries.consultations_on(record, request.user, timezone.localdate())
    may_add = request.user.has_perm("agreements.add_consultation", record)
    context = {
        "instrument": record,
        "rows": [
            (one, queries.progress_of(one), queries.day_in_words(one.due_on)) for one in found
        ],
        "may_add": may_add and not record.is_set_aside,
    }
    return record_page(request, "agreements/consultations.html", top, "consultations", context)


def send_consultation(request: Request, code: str) -> HttpResponse:
    """Enter that bodies and units were asked for their opinion on a text."""
    record = navigation.find(request, code)
    require(request.user, "agreements.add_consultation", record)
    new = Consultation(instrument=record, classification=record.classification)
    form = ConsultationForm(request.POST or None, instance=new)
    back = reverse("agreements:consultations_on", args=[code])
    return form_page(
        request,
        form,
        lambda: actions.send_consultation(record, by=request.user, **form.cleaned_data),
        title=_("Ask for opinions"),
        way=[*navigation.way(record), (_("Consultation"), back)],
        submit_label=_("Save"),
    )


def consultation(request: Request, code: str) -> HttpResponse:
    """Show who was asked, who answered, and what became of each point."""
    record = find_consultation(request, code)
    slips = queries.slips_of(record, request.user, timezone.localdate())
    context = {
        "consultation": record,
        "facts": facts_of(record, request.user),
        "documents": queries.enclosures_of(record, request.user),
        "may_change": request.user.has_perm(CHANGE, record) and not record.is_set_aside,
        **rows_of(record, slips, request.user),
    }
    top = head_of(request, record, slips)
    return record_page(request, "agreements/consultation.html", top, OVERVIEW, context)


def table_of_opinions(request: Request, code: str) -> HttpResponse:
    """Send the table of opinions received and explained, as a Word file."""
    record = find_consultation(request, code)
    response = HttpResponse(opinions_paper(record, request.user), content_type=WORD)
    response["Content-Disposition"] = f'attachment; filename="{file_name(record)}"'
    response["Cache-Control"] = "private, no-store" if record.is_restricted else "private"
    return response


def consultation_history(request: Request, code: str) -> HttpResponse:
    """Show who changed what, and why."""
    record = find_consultation(request, code)
    slips = queries.slips_of(record, request.user, timezone.localdate())
    return history_page(request, head_of(request, record, slips))


def change_consultation(request: Request, code: str) -> HttpResponse:
    """Change what was sent, when, or by which procedure."""
    record = find_consultation(request, code)
    require(request.user, CHANGE, record)
    form = ConsultationForm(request.POST or None, instance=record)
    return form_page(
        request,
        form,
        lambda: actions.change_consultation(record, by=request.user, **form.cleaned_data),
        title=_("Edit the consultation"),
        way=way_to(record),
    )


def close_consultation(request: Request, code: str) -> HttpResponse:
    """Close a consultation: who has not answered counts as its rule says."""
    record = find_consultation(request, code)
    require(request.user, CHANGE, record)
    form = CloseForm(request.POST or None, initial={"on": timezone.localdate()})
    return form_page(
        request,
        form,
        lambda: actions.close_consultation(record, by=request.user, **form.cleaned_data),
        title=_("Close the consultation"),
        way=way_to(record),
        submit_label=pgettext("consultation", "Close"),
        intro=_("No answer is awaited from then on. Who has not answered counts as the rule says."),
    )


def reopen_consultation(request: Request, code: str) -> HttpResponse:
    """Open a closed consultation again."""
    record = find_consultation(request, code)
    require(request.user, CHANGE, record)
    return reason_page(
        request,
        lambda reason: actions.reopen_consultation(record, by=request.user, reason=reason),
        title=_("Open the consultation again"),
        way=way_to(record),
        submit_label=_("Open again"),
        back=record.get_absolute_url(),
    )


def _find_any(request: Request, code: str) -> Consultation:
    record: Consultation = get_object_or_404(
        Consultation.objects.visible_to(request.user), code=code
    )
    return record


def set_aside_consultation(request: Request, code: str) -> HttpResponse:
    """Take a consultation entered by mistake out of the register."""
    record = _find_any(request, code)
    return set_aside_page(request, record, way_to(record))


def bring_back_consultation(request: Request, code: str) -> HttpResponse:
    """Put a consultation that was set aside back into the register."""
    record = _find_any(request, code)
    return bring_back_page(request, record, way_to(record))
