"""The columns of the list of reports, for the page and the exported file alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from banggiao.core.enums import Classification, words_for
from banggiao.core.tables import Column
from banggiao.reports.enums import ReportStatus
from banggiao.reports.queries.reports import addressee_for, days_in_words, label_of_definition

if TYPE_CHECKING:
    from banggiao.accounts.models import User
    from banggiao.reports.models import Report

STATUS = words_for(ReportStatus)
CLASS = words_for(Classification)
TONES = {
    ReportStatus.DRAFT: "plain",
    ReportStatus.CHECKED: "warn",
    ReportStatus.ISSUED: "good",
}


def status_mark(report: Report) -> tuple[str, str]:
    """Give how far a report has come, as a mark."""
    return TONES[ReportStatus(report.status)], STATUS(report.status)


def columns(user: User) -> tuple[Column[Any], ...]:
    """Give the columns as the reader may see them: an addressee may be hidden."""

    def addressee(report: Any) -> str:
        return report.addressee_text or str(addressee_for(report, user) or "")

    return (
        Column("name", _("Report"), str, sort=("sort_key",), url=lambda r: r.get_absolute_url()),
        Column("kind", _("Kind"), lambda r: label_of_definition(r.definition), hide_on_phone=True),
        Column("days", _("Period"), days_in_words, sort=("last", "first")),
        Column("status", _("Status"), lambda r: STATUS(r.status), sort=("status",)),
        Column("number", _("Number and symbol"), lambda r: r.number, sort=("number",)),
        Column("addressee", _("Addressee"), addressee, hide_on_phone=True),
        Column("class", _("Class"), lambda r: CLASS(r.classification), hide_on_phone=True),
    )
