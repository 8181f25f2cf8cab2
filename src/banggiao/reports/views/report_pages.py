"""What the pages of one report share: finding it, its head, the way back up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from banggiao.core.pages import OVERVIEW, Button, Head
from banggiao.core.panels import Tab
from banggiao.reports.enums import ReportStatus
from banggiao.reports.models import Report
from banggiao.reports.queries.reports import days_in_words
from banggiao.reports.tables_reports import status_mark
from banggiao.reports.views.navigation import home

if TYPE_CHECKING:
    from banggiao.accounts.models import User
    from banggiao.core.htmx import Request


def find(request: Request, code: str) -> Report:
    """Find a report among those the reader may see, or answer "not found"."""
    record: Report = get_object_or_404(Report.objects.visible_to(request.user), code=code)
    return record


def way(report: Report | None = None) -> list[tuple[str, str]]:
    """Give the way back up from a page of reports, or of one report."""
    steps = [home(), (_("Reports"), reverse("reports:reports"))]
    return [*steps, (str(report), report.get_absolute_url())] if report else steps


def url_of(report: Report, name: str) -> str:
    """Give the address of one of the report's pages."""
    return reverse(f"reports:{name}", args=[report.code])


def head_of(request: Request, report: Report) -> Head:
    """Give what stands above every page of one report."""
    facts: list[dict[str, Any]] = [
        {"label": _("Status"), "value": "", "pill": status_mark(report)},
        {"label": _("Period"), "value": days_in_words(report)},
    ]
    if report.number:
        facts.append({"label": _("Number and symbol"), "value": report.number})
    tabs = [Tab(OVERVIEW, _("Report"), report.get_absolute_url())]
    if report.is_frozen:
        tabs.append(Tab("changed", _("Changed since sent"), url_of(report, "changed")))
    tabs.append(Tab("history", _("History"), url_of(report, "report_history")))
    return Head(
        record=report,
        title=str(report),
        facts=facts,
        crumbs=way(),
        tabs=tabs,
        buttons=_buttons(request.user, report),
        history_url=url_of(report, "report_history"),
    )


def _buttons(user: User, report: Report) -> list[Button]:
    """Give what comes next: who may do it sees it, the next step stands last and strong."""

    def may(verb: str) -> bool:
        return user.has_perm(f"reports.{verb}_report", report)

    if report.is_set_aside:
        back = Button(_("Bring back"), url_of(report, "bring_back_report"))
        return [back] if may("set_aside") else []
    buttons = []
    if report.status == ReportStatus.DRAFT:
        if may("change"):
            buttons.append(Button(_("Edit"), url_of(report, "change_report")))
        if may("check"):
            buttons.append(
                Button(_("Record as checked"), url_of(report, "check_report"), primary=True)
            )
    if report.status == ReportStatus.CHECKED and may("issue"):
        buttons.append(Button(_("Return to be changed"), url_of(report, "return_report")))
        buttons.append(Button(_("Issue"), url_of(report, "issue_report"), primary=True))
    if user.has_perm("reports.attach_paper", report):
        buttons.append(Button(_("Name the signed paper"), url_of(report, "attach_paper")))
    return buttons
