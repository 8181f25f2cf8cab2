"""What the search box knows of reports: their own names, number and signer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import override

from banggiao.core.dates import PartialDate
from banggiao.core.search import Entry, labels_of
from banggiao.reports.queries.reports import days_in_words, label_of_definition

if TYPE_CHECKING:
    from banggiao.reports.models import Report


def of_report(report: Report) -> Entry:
    """Find a report by its names, number and what is printed of its addressee."""
    return Entry(
        names=report.all_names(),
        texts=[report.number, report.addressee_text],
        labels=labels_of(report),
        sub={language: _sub(report, language) for language, _name in settings.LANGUAGES},
        url=report.get_absolute_url(),
        on=PartialDate.parse(report.last.isoformat()),
    )


def _sub(report: Report, language: str) -> str:
    with override(language):
        return f"{label_of_definition(report.definition)} · {days_in_words(report)}"
