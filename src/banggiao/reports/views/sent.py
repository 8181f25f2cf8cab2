"""Pages of an issued report: a figure as it was sent, and what changed since."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.utils.translation import gettext as _

from banggiao.core.pages import record_page
from banggiao.reports.queries import sent as queries
from banggiao.reports.queries.changed import changed_since_sent
from banggiao.reports.views.report_pages import find, head_of, way

if TYPE_CHECKING:
    from django.http import HttpResponse

    from banggiao.core.htmx import Request
    from banggiao.reports.models import Report


def _issued(request: Request, code: str) -> Report:
    report = find(request, code)
    if not report.is_frozen:
        raise Http404
    return report


def frozen(request: Request, code: str, figure: str) -> HttpResponse:
    """Open a figure of an issued report: the number and the records as they were sent."""
    report = _issued(request, code)
    sent = queries.figure_as_sent(report, figure, request.GET.get("part", ""), request.user)
    if sent is None:
        raise Http404
    head = head_of(request, report)
    head.crumbs = way(report)
    head.title = sent.label
    context: dict[str, Any] = {"report": report, "sent": sent}
    return record_page(request, "reports/report_figure.html", head, "", context)


def changed(request: Request, code: str) -> HttpResponse:
    """Show which records entered or left a figure since the report was sent, and who did it."""
    report = _issued(request, code)
    context = {
        "report": report,
        "changed": changed_since_sent(report, request.user),
        "title": _("Changed since sent"),
    }
    return record_page(
        request, "reports/report_changed.html", head_of(request, report), "changed", context
    )
