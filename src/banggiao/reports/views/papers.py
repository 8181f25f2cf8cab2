"""Pages of a report's files: asked for, being made, fetched."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from banggiao.core.errors import Refused
from banggiao.core.htmx import render
from banggiao.core.pages import see_other
from banggiao.documents import files
from banggiao.reports.actions import papers as actions
from banggiao.reports.enums import PaperFormat, PaperState
from banggiao.reports.models import Paper
from banggiao.reports.queries import reports as queries
from banggiao.reports.views.report_pages import find, url_of

if TYPE_CHECKING:
    from django.http import HttpResponseBase

    from banggiao.core.htmx import Request
    from banggiao.reports.models import Report

logger = logging.getLogger(__name__)
TONES = {PaperState.READY: "good", PaperState.FAILED: "bad"}
BINARY = "application/octet-stream"
MEDIA = {**files.BINARY, "json": "application/json"}


def papers_context(request: Request, report: Report) -> dict[str, Any]:
    """Give the files of a report and whether one of them is still being made."""
    papers = [_row(paper) for paper in queries.papers_of(report)]
    return {
        "papers": papers,
        "papers_url": url_of(report, "papers"),
        "formats": [] if report.is_set_aside else PaperFormat.choices,
        "is_under_way": any(paper["is_under_way"] for paper in papers),
    }


def _row(paper: Paper) -> dict[str, Any]:
    given_up = queries.is_given_up(paper)
    state = PaperState.FAILED if given_up else PaperState(paper.state)
    message = _("Nothing came of it. Ask for it again.") if given_up else paper.message
    return {
        "paper": paper,
        "is_ready": state == PaperState.READY,
        "is_under_way": queries.is_under_way(paper),
        "mark": (TONES.get(state, "plain"), str(state.label)),
        "message": message,
    }


def papers(request: Request, code: str) -> HttpResponseBase:
    """Show how the files of a report stand; the page asks again while one is being made."""
    report = find(request, code)
    if not request.htmx:
        return see_other(f"{report.get_absolute_url()}#papers")
    context = {"report": report, **papers_context(request, report)}
    return render(request, "reports/_papers.html", context)


def ask_paper(request: Request, code: str) -> HttpResponse:
    """Ask for the report as a file; whoever only looks is led to the files there are."""
    report = find(request, code)
    if request.method != "POST":
        return see_other(f"{report.get_absolute_url()}#papers")
    try:
        actions.ask_paper(report, by=request.user, form=request.POST.get("format", ""))
    except Refused as refused:
        messages.error(request, str(refused.message))
    else:
        messages.success(request, _("The file is being made. It appears here when it is ready."))
    return see_other(f"{report.get_absolute_url()}#papers")


def paper(request: Request, code: str, number: int) -> HttpResponseBase:
    """Send a file of a report, as a download that no browser runs."""
    report = find(request, code)
    found = get_object_or_404(Paper, report=report, number=number, state=PaperState.READY)
    content = files.open_whole(found.sha256)
    if content is None:
        logger.error("file %s of %s is gone or was changed", number, code)
        messages.error(request, _("The stored file is gone or was changed. Ask for it again."))
        return see_other(f"{report.get_absolute_url()}#papers")
    response = FileResponse(
        content,
        as_attachment=True,
        filename=found.filename,
        content_type=MEDIA.get(found.format, BINARY),
    )
    response["Cache-Control"] = "private, no-store" if report.is_restricted else "private"
    return response
