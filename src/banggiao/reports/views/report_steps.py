"""Pages of the steps a report goes through: checked, returned, issued."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from banggiao.accounts.rules import require
from banggiao.core.pages import Button, form_page, reason_page
from banggiao.reports.actions import reports as actions
from banggiao.reports.forms.reports import IssueForm, SignedPaperForm, SureForm
from banggiao.reports.views.report_pages import find, way

if TYPE_CHECKING:
    from django.http import HttpResponse

    from banggiao.core.htmx import Request


def check_report(request: Request, code: str) -> HttpResponse:
    """Record that a draft was checked and may be signed."""
    record = find(request, code)
    require(request.user, "reports.check_report", record)
    form = SureForm(request.POST if request.method == "POST" else None)
    return form_page(
        request,
        form,
        lambda: actions.check_report(record, by=request.user),
        title=_("Record as checked"),
        way=way(record),
        submit_label=_("Record as checked"),
        intro=_("Nobody changes its words after that, unless it is returned. Figures stay live."),
        done=_("Recorded as checked. It can be issued now."),
    )


def return_report(request: Request, code: str) -> HttpResponse:
    """Give a checked report back to be changed, and say why."""
    record = find(request, code)
    require(request.user, "reports.issue_report", record)
    return reason_page(
        request,
        lambda reason: actions.return_report(record, by=request.user, reason=reason),
        title=_("Return to be changed"),
        way=way(record),
        submit_label=_("Return"),
        intro=str(record),
        done=_("It is a draft again."),
    )


def issue_report(request: Request, code: str) -> HttpResponse:
    """Issue a checked report: number and date, and everything is kept as it is now."""
    record = find(request, code)
    require(request.user, "reports.issue_report", record)
    initial = {"signer_title": record.signer_title, "signer_name": record.signer_name}
    form = IssueForm(request.POST or None, initial=initial)
    return form_page(
        request,
        form,
        lambda: actions.issue_report(record, by=request.user, **form.cleaned_data),
        title=_("Issue the report"),
        way=way(record),
        submit_label=_("Issue"),
        intro=_(
            "All figures are counted once more and kept with their records. After that "
            "nothing in the report changes; a correction is a new report."
        ),
        done=_("Issued. Its Word and Excel files are being made."),
    )


def attach_paper(request: Request, code: str) -> HttpResponse:
    """Name the signed paper of an issued report."""
    record = find(request, code)
    require(request.user, "reports.attach_paper", record)
    form = SignedPaperForm(request.POST or None, initial={"document": record.signed_paper_id})
    add = Button(_("Add a document"), reverse("documents:add_document"))
    return form_page(
        request,
        form,
        lambda: actions.attach_signed_paper(record, by=request.user, **form.cleaned_data),
        title=_("Name the signed paper"),
        way=way(record),
        intro=str(record),
        others=[add],
    )
