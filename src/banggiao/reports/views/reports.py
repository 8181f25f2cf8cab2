"""Pages of reports: the list, one report with its figures, and what people write in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from banggiao.accounts.record_pages import bring_back_page, set_aside_page
from banggiao.accounts.rules import require, seen_or_none
from banggiao.audit.views import history_page
from banggiao.core.enums import Classification
from banggiao.core.lists import list_page
from banggiao.core.pages import OVERVIEW, Button, form_page, record_page
from banggiao.core.tables import Table
from banggiao.reports.actions import reports as actions
from banggiao.reports.definitions import definition_of
from banggiao.reports.enums import ReportStatus
from banggiao.reports.filters import ReportFilter
from banggiao.reports.forms.reports import AddReportForm, ReportForm, SectionForm
from banggiao.reports.models import ReportSection
from banggiao.reports.queries import gaps
from banggiao.reports.queries import reports as queries
from banggiao.reports.queries.changed import changed_since_sent
from banggiao.reports.tables_reports import columns
from banggiao.reports.views.navigation import room_tabs
from banggiao.reports.views.papers import papers_context
from banggiao.reports.views.report_pages import find, head_of, url_of, way

if TYPE_CHECKING:
    from django.http import HttpResponse, HttpResponseBase

    from banggiao.accounts.models import User
    from banggiao.core.htmx import Request
    from banggiao.reports.models import Report


def reports(request: Request) -> HttpResponseBase:
    """List the reports."""
    url = reverse("reports:add_report")
    may_add = request.user.has_perm("reports.add_report")
    buttons = [Button(_("Begin a report"), url, primary=True)] if may_add else []
    found = queries.reports_for_list(request.user)
    filterset = ReportFilter(request.GET, queryset=found, request=request)

    def table(found: Any) -> Table[Report]:
        return Table(
            id="reports",
            caption=_("Reports"),
            shape=columns(request.user),
            queryset=found,
            parameters=request.GET,
            default_sort="-days",
            empty_title=_("There is no report here."),
            empty_text=_("Begin one: its figures and tables come from the register."),
            empty_action={"label": _("Begin a report"), "url": url} if may_add else None,
        )

    return list_page(request, filterset, table, buttons=buttons, tabs=room_tabs("reports"))


def report(request: Request, code: str) -> HttpResponse:
    """Show a report as it would be sent today, or as it was sent."""
    record = find(request, code)
    content = queries.content_of(record)
    context = {
        "report": record,
        "content": content,
        **_writing(request, record),
        "facts": _facts(record, request.user),
        "gaps": None if record.is_frozen else gaps.of_draft(record, content, request.user),
        **_changes(request, record),
        **papers_context(request, record),
    }
    return record_page(request, "reports/report.html", head_of(request, record), OVERVIEW, context)


def _writing(request: Request, record: Report) -> dict[str, Any]:
    """Give whether one may write, and the form of the section that ``?write=`` asks for.

    It stands among the other sections, so that one writes beside the figures.
    """
    may = request.user.has_perm("reports.change_report", record)
    may_write = may and record.status == ReportStatus.DRAFT
    key = request.GET.get("write", "")
    section = definition_of(record.definition).section(key) if may_write and key else None
    form = _section_form(request, record, key) if section and section.is_written else None
    return {"may_write": may_write, "writing": key if form else "", "section_form": form}


def _section_form(request: Request, record: Report, key: str) -> SectionForm:
    written = ReportSection.objects.filter(report=record, key=key).first()
    return SectionForm(
        request.POST or None, instance=written or ReportSection(report=record, key=key)
    )


def _changes(request: Request, record: Report) -> dict[str, Any]:
    if not record.is_frozen:
        return {}
    changed = changed_since_sent(record, request.user)
    return {"changed": changed, "changed_url": url_of(record, "changed")}


def _facts(report: Report, user: User) -> list[dict[str, Any]]:
    addressee = queries.addressee_for(report, user)
    signed = seen_or_none(report.signed_paper, user)
    rows: list[tuple[str, Any, str]] = [
        (_("Kind of report"), queries.label_of_definition(report.definition), ""),
        (_("Period"), report.period_name or queries.days_in_words(report), ""),
        (_("Basis of the period"), report.period_basis, ""),
        (_("Counts records up to"), Classification(report.classification).label, ""),
        (_("Language"), _("Vietnamese") if report.language == "vi" else _("English"), ""),
        (_("Addressee"), addressee or "", addressee.get_absolute_url() if addressee else ""),
        (_("Addressee as printed"), report.addressee_text, ""),
        (_("Checked by"), report.checked_by, ""),
        (_("Issued by"), report.issued_by, ""),
        (_("Date of the paper"), queries.day_in_words(report.dated), ""),
        (_("Signed as"), report.signer_title, ""),
        (_("Signed by"), report.signer_name, ""),
        (_("Signed paper"), signed or "", signed.get_absolute_url() if signed else ""),
    ]
    return [{"label": label, "value": value, "url": url} for label, value, url in rows if value]


def history(request: Request, code: str) -> HttpResponse:
    """Show who changed the report, and the report as it was on a day."""
    return history_page(request, head_of(request, find(request, code)))


def add_report(request: Request) -> HttpResponse:
    """Begin a report: which, over which days, for whom."""
    require(request.user, "reports.add_report")
    form = AddReportForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda: actions.add_report(by=request.user, period=form.chosen, **form.data_of_report()),
        title=_("Begin a report"),
        way=way(),
        submit_label=_("Begin"),
        intro=_("Figures and tables come from the register; you write the rest."),
        done=_("The report is begun. Write its sections; the figures stand there already."),
    )


def change_report(request: Request, code: str) -> HttpResponse:
    """Change what a draft is called, for whom it is, who signs."""
    record = find(request, code)
    require(request.user, "reports.change_report", record)
    form = ReportForm(request.POST or None, instance=record)
    aside = Button(_("Set aside"), url_of(record, "set_aside_report"))
    return form_page(
        request,
        form,
        lambda: actions.change_report(record, by=request.user, **form.cleaned_data),
        title=_("Edit %(name)s") % {"name": record},
        way=way(record),
        others=[aside],
    )


def write_section(request: Request, code: str, key: str) -> HttpResponse:
    """Write what stands under one heading."""
    record = find(request, code)
    require(request.user, "reports.change_report", record)
    section = definition_of(record.definition).section(key)
    if section is None or not section.is_written:
        raise Http404
    form = _section_form(request, record, key)
    return form_page(
        request,
        form,
        lambda: actions.write_section(record, by=request.user, key=key, **form.cleaned_data),
        title=str(section.heading),
        way=way(record),
        back=f"{record.get_absolute_url()}#{key}",
        intro=str(section.hint),
    )


def set_aside(request: Request, code: str) -> HttpResponse:
    """Take a report begun by mistake out of the register, with a reason."""
    record = find(request, code)
    return set_aside_page(request, record, way(record))


def bring_back(request: Request, code: str) -> HttpResponse:
    """Put a report that was set aside back into the register."""
    record = find(request, code)
    return bring_back_page(request, record, way(record))
