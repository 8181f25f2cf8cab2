"""Writes of reports: what people write, who checks, and the issuing that freezes everything."""

from __future__ import annotations

from itertools import batched
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from banggiao.accounts.records import check_class
from banggiao.accounts.rules import require
from banggiao.audit.actions import recorded
from banggiao.core.errors import Refused
from banggiao.core.text import normalise
from banggiao.core.writing import assign, lock, save, store
from banggiao.reports.actions.papers import ask_final_papers
from banggiao.reports.definitions import definition_of
from banggiao.reports.enums import ReportStatus
from banggiao.reports.models import FrozenFigure, FrozenRecord, Report, ReportSection
from banggiao.reports.periods import in_language
from banggiao.reports.queries.compiling import compile_report, title_of
from banggiao.reports.queries.reports import asked_of, fingerprint, frozen_address

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from banggiao.accounts.models import User
    from banggiao.documents.models import Document
    from banggiao.reports.figures.measuring import Entry
    from banggiao.reports.figures.shapes import Period
    from banggiao.reports.queries.compiling import Behind

FIELDS = (
    "code",
    "classification",
    "name_vi",
    "name_en",
    "name_ja",
    "name_native",
    "language",
    "addressee",
    "addressee_text",
    "signer_title",
    "signer_name",
)
LANGUAGES = ("vi", "en")
"""The languages in which there is a template for the paper."""

LABEL, DATE = 400, 120
BATCH = 1000


@transaction.atomic
def add_report(*, by: User, definition: str, period: Period, **data: Any) -> Report:
    """Begin a report over a period. Officers and heads.

    Without a name it gets the usual one, in its own language. Refused: a kind of report that
    nobody defined, a language without a template, a class above the writer's clearance, an
    addressee the writer may not see.
    """
    require(by, "reports.add_report")
    wanted = definition_of(definition)
    report = Report(definition=wanted.key)
    assign(report, data, FIELDS)
    _check(report, Report(), by)
    _set_period(report, period)
    if not report.all_names():
        with override(report.language):
            setattr(report, f"name_{report.language}", title_of(wanted, period))
    with recorded("reports.report_added", report, by=by):
        save(report)
        keys = [section.key for section in wanted.sections if section.is_written]
        ReportSection.objects.bulk_create(ReportSection(report=report, key=key) for key in keys)
    return report


@transaction.atomic
def change_report(
    report: Report,
    *,
    by: User,
    version: int | None = None,
    reason: str = "",
    period: Period | None = None,
    **data: Any,
) -> Report:
    """Change what a draft is called, its period, class, language or addressee. Officers and heads.

    Refused: a report that was checked or issued, a stale ``version``, and what `add_report`
    refuses.
    """
    current = _draft(report, by, version)
    stored = Report.objects.get(pk=current.pk)
    with recorded("reports.report_changed", current, by=by, reason=reason):
        assign(current, data, FIELDS)
        if period is not None:
            _set_period(current, period)
        _check(current, stored, by)
        save(current)
    return current


@transaction.atomic
def write_section(
    report: Report, *, by: User, key: str, text: str, version: int | None = None, seen: str = ""
) -> Report:
    """Write what stands under one heading of a draft. Officers and heads.

    ``version`` is that of the report when the form was opened and ``seen`` the fingerprint of the
    section then: two people may write two sections at once. Refused: a heading the report does not
    have, a report that was checked or issued, a section that somebody else changed meanwhile.
    """
    current = _draft(report, by, None)
    section = definition_of(current.definition).section(key)
    if section is None or not section.is_written:
        raise Refused("section_unknown", _("The report has no such section to write."))
    with recorded("reports.section_written", current, by=by):
        written, _new = ReportSection.objects.get_or_create(report=current, key=key)
        if fingerprint(written.text) != seen:
            lock(current, version)  # raises `Stale` unless the form knows of the other save
        written.text = normalise(text).strip()
        store(written)
        save(current)
    return current


@transaction.atomic
def check_report(report: Report, *, by: User) -> Report:
    """Record that a draft was checked and may be signed. Heads.

    Refused: a report that was checked or issued already.
    """
    current = lock(report)
    _refuse_issued(current)
    require(by, "reports.check_report", current)
    if current.status == ReportStatus.CHECKED:
        raise Refused("checked_already", _("This report was checked already."))
    with recorded("reports.report_checked", current, by=by):
        current.status, current.checked_by = ReportStatus.CHECKED, by
        save(current)
    return current


@transaction.atomic
def return_report(report: Report, *, by: User, reason: str) -> Report:
    """Give a checked report back to be changed. Heads and leaders.

    Refused: without a reason; a report that was not checked or was issued.
    """
    current = lock(report)
    _refuse_issued(current)
    require(by, "reports.issue_report", current)
    if current.status != ReportStatus.CHECKED:
        raise Refused("not_checked", _("This report is a draft: it can be changed as it is."))
    if not reason.strip():
        raise Refused("reason_missing", _("Say what has to be changed."), field="reason")
    with recorded("reports.report_returned", current, by=by, reason=reason):
        current.status, current.checked_by = ReportStatus.DRAFT, None
        save(current)
    return current


@transaction.atomic
def issue_report(
    report: Report,
    *,
    by: User,
    number: str,
    dated: dt.date | None,
    signer_title: str = "",
    signer_name: str = "",
) -> Report:
    """Send a checked report: all its figures are counted once more and kept. Heads and leaders.

    Values, records and words stay as they are now; a correction is a report of its own. Word and
    Excel papers are asked for. Refused: a report that nobody checked, or that was issued; no
    number, no date, a date in the future.
    """
    current = lock(report)
    _refuse_issued(current)
    require(by, "reports.issue_report", current)
    _check_issuing(current, number, dated)
    with recorded("reports.report_issued", current, by=by):
        signed = {"number": number, "signer_title": signer_title, "signer_name": signer_name}
        assign(current, {**signed, "dated": dated}, (*signed, "dated"))
        compiled = compile_report(asked_of(current, is_draft=False), frozen_address(current))
        current.content = compiled.content
        current.status = ReportStatus.ISSUED
        current.issued_at, current.issued_by = timezone.now(), by
        save(current)
        _freeze(current, compiled.lists(with_parts=True))
    ask_final_papers(current, by=by)
    return current


@transaction.atomic
def attach_signed_paper(report: Report, *, by: User, document: Document | None) -> Report:
    """Name the signed paper of an issued report, or take its name back. Officers, heads, clerks.

    Nothing that was sent changes by it. Refused: a report that was not issued, a document the
    writer may not see.
    """
    current = lock(report)
    if not current.is_frozen:
        raise Refused("not_issued", _("Issue the report first; its signed paper comes after that."))
    require(by, "reports.attach_paper", current)
    require(by, "documents.view_document", document)
    with recorded("reports.signed_paper_named", current, by=by):
        current.signed_paper = document
        save(current)
    return current


def _freeze(report: Report, lists: Iterable[Behind]) -> None:
    """Keep every value with the records behind it, a batch at a time: there may be thousands."""
    for one in lists:
        frozen = FrozenFigure.objects.create(
            report=report, figure=one.code, part=one.part, value=one.value
        )
        for some in batched(_records(frozen, one.entries), BATCH):
            FrozenRecord.objects.bulk_create(some)


def _records(frozen: FrozenFigure, entries: Iterable[Entry]) -> Iterator[FrozenRecord]:
    for one in entries:
        yield FrozenRecord(
            frozen=frozen,
            record_type=one.type,
            record_code=one.code,
            label=one.label[:LABEL],
            date_text=one.date_words[:DATE],
            is_counted=one.counted,
            is_uncertain=bool(one.why),
        )


def _draft(report: Report, by: User, version: int | None) -> Report:
    """Lock a report that may still be changed."""
    current = lock(report, version)
    _refuse_issued(current)
    require(by, "reports.change_report", current)
    if current.status == ReportStatus.CHECKED:
        raise Refused(
            "checked_already", _("This report was checked. Have it returned before you change it.")
        )
    return current


def _refuse_issued(report: Report) -> None:
    if report.is_frozen:
        raise Refused(
            "issued_already",
            _("This report was issued and stays as it was sent. Make a new one to correct it."),
        )


def _set_period(report: Report, period: Period) -> None:
    named = in_language(period, report.language)
    report.first, report.last = named.first, named.last
    report.period_name, report.period_basis = named.name[:120], named.basis[:300]


def _check(report: Report, stored: Report, by: User) -> None:
    """Refuse what classes, links and templates forbid. ``stored`` is the report as it was.

    The addressee's name stands in what every reader of the report sees: it has no higher class.
    """
    check_class(report.classification, by)
    if report.addressee_id != stored.addressee_id:
        require(by, "partners.view_organisation", report.addressee)
    addressee = report.addressee
    if addressee is not None and addressee.classification > report.classification:
        raise Refused(
            "addressee_class_higher",
            _(
                "The addressee has a higher class: its name would stand in the report. Write it as "
                "text, or choose that class here too."
            ),
            field="addressee",
        )
    if report.language not in LANGUAGES:
        raise Refused(
            "language_unknown",
            _("There is no template for this language. Choose Vietnamese or English."),
            field="language",
        )


def _check_issuing(report: Report, number: str, dated: dt.date | None) -> None:
    if report.status != ReportStatus.CHECKED:
        raise Refused("not_checked", _("Have the report checked before you issue it."))
    if not number.strip():
        raise Refused(
            "number_missing", _("Give the number that the records office gave it."), field="number"
        )
    if dated is None:
        raise Refused("dated_missing", _("Give the date of the paper."), field="dated")
    if dated > timezone.localdate():
        raise Refused("dated_in_future", _("This day has not come yet."), field="dated")
