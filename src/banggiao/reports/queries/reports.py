"""Reads of reports: what they say today, and what they said when they were sent."""

from __future__ import annotations

import hashlib
from itertools import batched
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.apps import apps
from django.urls import reverse
from django.utils import timezone

from banggiao.accounts.rules import may_see
from banggiao.core.access import ClassViewer
from banggiao.core.dates import PartialDate, format_partial, format_span
from banggiao.reports.definitions import DEFINITIONS, definition_of
from banggiao.reports.enums import PaperState
from banggiao.reports.figures.shapes import Period
from banggiao.reports.models import FrozenFigure, FrozenRecord, Paper, Report
from banggiao.reports.queries.compiling import Asked, compile_report, live_address

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from django.db.models import QuerySet

    from banggiao.core.access import Viewer
    from banggiao.core.references import Reference
    from banggiao.partners.models import Organisation
    from banggiao.reports.queries.compiling import Address, Compiled, Content

PAPERS_SHOWN = 12
STUCK_MINUTES = 10
"""A paper that takes longer was given up: its worker was stopped in the middle of it."""


def reports_for_list(user: Viewer) -> QuerySet[Any]:
    """Give the reports the user may see."""
    return Report.objects.visible_to(user).in_register()


def label_of_definition(key: str) -> str:
    """Give the words for a kind of report; an old kind stands for itself."""
    return str(DEFINITIONS[key].label) if key in DEFINITIONS else key


def period_of_report(report: Report) -> Period:
    """Give the days a report covers."""
    return Period(report.first, report.last, report.period_name, report.period_basis)


def days_in_words(report: Report) -> str:
    """Give the days a report covers as people read them."""
    first, last = (PartialDate.parse(day.isoformat()) for day in (report.first, report.last))
    return format_span(first, last)


def day_in_words(day: dt.date | None) -> str:
    """Give a day as people read it; nothing for none."""
    return format_partial(PartialDate.parse(day.isoformat())) if day else ""


def texts_of(report: Report) -> dict[str, str]:
    """Give what people wrote, by the key of the section."""
    return dict(report.sections.values_list("key", "text"))


def addressee_for(report: Report, viewer: Viewer) -> Organisation | None:
    """Give the addressee, if the viewer may know of it: its class may have been raised since."""
    addressee = report.addressee
    return addressee if may_see.test(viewer, addressee) else None


def still_seen(records: Iterable[FrozenRecord], viewer: Viewer) -> set[Reference]:
    """Give those of the records that the viewer may see today, some hundred at a time."""
    by_type: dict[str, set[str]] = {}
    for one in records:
        by_type.setdefault(one.record_type, set()).add(one.record_code)
    seen: set[Reference] = set()
    for record_type, codes in by_type.items():
        model: Any = apps.get_model(record_type)
        for some in batched(sorted(codes), 500):
            found = model.objects.visible_to(viewer).filter(code__in=some)
            seen |= {(record_type, code) for code in found.values_list("code", flat=True)}
    return seen


def fingerprint(text: str) -> str:
    """Give what tells one state of a section from another."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def asked_of(report: Report, *, is_draft: bool = True) -> Asked:
    """Give what a report asks to be compiled."""
    addressee = addressee_for(report, ClassViewer(report.classification))
    return Asked(
        definition_of(report.definition),
        period_of_report(report),
        language=report.language,
        classification=report.classification,
        title=report.name_in(report.language),
        addressee=report.addressee_text
        or (addressee.name_in(report.language) if addressee else ""),
        texts=texts_of(report),
        number=report.number,
        dated=report.dated,
        signer_title=report.signer_title,
        signer_name=report.signer_name,
        is_draft=is_draft,
    )


def compiled_today(report: Report) -> Compiled:
    """Compile a report from the register as it is today."""
    return compile_report(asked_of(report))


def content_of(report: Report) -> Content:
    """Give what the report says: what was sent, or of a draft what would be sent today."""
    if report.is_frozen:
        sent: Content = report.content or {}
        return sent
    return compiled_today(report).content


def frozen_address(report: Report) -> Address:
    """Give where the figures of an issued report open: as they were sent."""

    def address(code: str, part: str) -> str:
        url = reverse("reports:frozen", args=[report.code, code])
        return f"{url}?{urlencode({'part': part}, safe=':,')}" if part else url

    return address


def address_of(report: Report) -> Address:
    """Give where the figures of a report open."""
    return frozen_address(report) if report.is_frozen else live_address(period_of_report(report))


def frozen_figure(report: Report, figure: str, part: str) -> FrozenFigure | None:
    """Give a figure of an issued report as it was sent."""
    return FrozenFigure.objects.filter(report=report, figure=figure, part=part).first()


def frozen_figures(report: Report) -> Iterator[tuple[FrozenFigure, list[FrozenRecord]]]:
    """Give every figure that was sent with its records, in the order of the paper."""
    for frozen in FrozenFigure.objects.filter(report=report).order_by("pk"):
        yield frozen, list(frozen.records.order_by("pk"))


def address_of_record(record_type: str, code: str) -> str:
    """Give where a record opens, from its type and code alone; nothing of a type long gone."""
    try:
        model: Any = apps.get_model(record_type)
    except (LookupError, ValueError):
        return ""
    url: str = model(code=code).get_absolute_url()
    return url


# Papers


def papers_of(report: Report) -> list[Paper]:
    """Give the papers somebody asked for, the newest first."""
    return list(report.papers.order_by("-number")[:PAPERS_SHOWN])


def is_under_way(paper: Paper) -> bool:
    """Whether the paper is still being made."""
    if paper.state not in {PaperState.WAITING, PaperState.MAKING}:
        return False
    return (timezone.now() - paper.asked_at).total_seconds() < STUCK_MINUTES * 60


def is_given_up(paper: Paper) -> bool:
    """Whether making the paper was begun or asked for, and nothing came of it."""
    return paper.state in {PaperState.WAITING, PaperState.MAKING} and not is_under_way(paper)
