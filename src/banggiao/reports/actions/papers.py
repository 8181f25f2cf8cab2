"""Papers of a report: somebody asks, a worker makes them, and the store keeps them."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from banggiao.accounts.rules import require
from banggiao.audit.actions import recorded
from banggiao.core.access import ClassViewer
from banggiao.core.errors import Refused
from banggiao.core.papers.word import whole_address
from banggiao.core.writing import lock, store
from banggiao.documents.files import keep_made
from banggiao.reports.enums import PaperFormat, PaperState
from banggiao.reports.models import FrozenRecord, Paper, Report
from banggiao.reports.papers.lists import Listed, RecordList
from banggiao.reports.papers.making import lists_of
from banggiao.reports.papers.making import make as make_file
from banggiao.reports.queries.reports import (
    address_of,
    address_of_record,
    compiled_today,
    frozen_figures,
    is_under_way,
    still_seen,
)
from banggiao.reports.tasks import make_paper

if TYPE_CHECKING:
    from collections.abc import Iterator

    from banggiao.accounts.models import User

logger = logging.getLogger(__name__)

FINAL = (PaperFormat.DOCX, PaperFormat.XLSX)
"""What is made of every issued report without asking."""


@transaction.atomic
def ask_paper(report: Report, *, by: User, form: str) -> Paper:
    """Ask for the report as a file. Whoever sees the report. A worker makes it afterwards.

    Of a draft it holds what the register says when it is made; of an issued report what was sent.
    Refused: an unknown form; one that is being made already.
    """
    current = lock(report)
    require(by, "reports.view_report", current)
    if form not in PaperFormat.values:
        raise Refused(
            "format_unknown",
            gettext_lazy(
                "A report is written as .docx, .pdf, .xlsx or .json. Choose one of these."
            ),
            field="form",
        )
    if any(is_under_way(paper) for paper in current.papers.filter(format=form)):
        raise Refused(
            "paper_under_way", gettext_lazy("This file is being made already. Wait a moment.")
        )
    return _ask(current, form, by)


def ask_final_papers(report: Report, *, by: User) -> None:
    """Ask for the papers that every issued report has. Part of issuing it."""
    for form in FINAL:
        _ask(report, form, by)


def _ask(report: Report, form: str, by: User) -> Paper:
    last = report.papers.aggregate(last=Max("number"))["last"] or 0
    paper = Paper(
        report=report,
        number=last + 1,
        format=form,
        of_version=report.version,
        is_final=report.is_frozen,
        filename=f"{report.code}.{form}",
    )
    with recorded("reports.paper_asked", paper, by=by, about=report):
        store(paper)
    # Only when all this is stored: a worker could be faster than we are.
    transaction.on_commit(lambda: make_paper.enqueue(report.code, paper.number))
    return paper


def make(report_code: str, number: int) -> str:
    """Make a paper that was asked for, and keep it. Called by the worker; gives its state.

    What goes wrong stands on the paper, so that whoever asked reads why and may ask again.
    """
    paper = _begin(report_code, number)
    if paper is None:
        return ""
    try:
        content = _content(paper)
        sha256, size = keep_made(content)
    except Refused as refused:
        return _failed(paper, str(refused.message))
    except Exception:
        logger.exception("paper %s could not be made", paper.audit_code)
        return _failed(paper, _("Something failed on our side. Ask for it again."))
    except BaseException:  # the worker is being stopped
        _failed(paper, _("It was interrupted. Ask for it again."))
        raise
    paper.state, paper.made_at = PaperState.READY, timezone.now()
    paper.sha256, paper.size, paper.message = sha256, size, ""
    paper.save()
    return paper.state


@transaction.atomic
def _begin(report_code: str, number: int) -> Paper | None:
    """Take the paper, unless another worker has it or it is there."""
    papers = Paper.objects.select_for_update(of=("self",)).select_related("report")
    paper = papers.filter(report__code=report_code, number=number).first()
    if paper is None or paper.state != PaperState.WAITING:
        return None
    paper.state = PaperState.MAKING
    paper.save(update_fields=["state"])
    return paper


def _content(paper: Paper) -> bytes:
    report = paper.report
    if paper.is_final:
        return make_file(paper.format, report.content or {}, frozen_lists(report))
    compiled = compiled_today(report)
    return make_file(
        paper.format, compiled.content, lists_of(compiled, address_of(report), paper.format)
    )


def _failed(paper: Paper, message: str) -> str:
    paper.state, paper.message = PaperState.FAILED, message[:500]
    paper.save()
    return paper.state


def frozen_lists(report: Report) -> Iterator[RecordList]:
    """Give the records behind every figure of an issued report, as they were sent.

    A record whose class was raised above the report's since then has no name any more.
    """
    known = {one["code"]: one for one in (report.content or {}).get("figures", [])}
    address, viewer = address_of(report), ClassViewer(report.classification)
    for frozen, records in frozen_figures(report):
        figure, seen = known.get(frozen.figure, {}), still_seen(records, viewer)
        yield RecordList(
            code=frozen.figure,
            part=frozen.part,
            label=figure.get("label", frozen.figure),
            unit=figure.get("unit", ""),
            value=frozen.value,
            url=whole_address(address(frozen.figure, frozen.part)),
            records=[_as_sent(r, (r.record_type, r.record_code) in seen) for r in records],
            total=len(records),
        )


def _as_sent(one: FrozenRecord, is_seen: bool) -> Listed:  # noqa: FBT001  # private, two values
    path = address_of_record(one.record_type, one.record_code) if is_seen else ""
    return Listed(
        type=one.record_type,
        code=one.record_code if is_seen else "",
        label=one.label if is_seen else _("A record that may not be named now"),
        url=whole_address(path),
        date_words=one.date_text if is_seen else "",
        counted=one.is_counted,
        uncertain=one.is_uncertain,
    )
