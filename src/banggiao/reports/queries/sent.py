"""A figure of an issued report, as it was sent and beside today."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from banggiao.core.access import ClassViewer
from banggiao.core.references import resolve
from banggiao.reports.figures.measuring import measure
from banggiao.reports.figures.registry import FIGURES
from banggiao.reports.queries.compiling import live_address
from banggiao.reports.queries.reports import (
    frozen_address,
    frozen_figure,
    period_of_report,
)
from banggiao.reports.words import plain_number

if TYPE_CHECKING:
    from banggiao.core.access import Viewer
    from banggiao.reports.models import FrozenFigure, FrozenRecord, Report

SHOWN = 1000
"""At most so many records stand on the page; the Excel file has all."""


@dataclass(frozen=True, slots=True)
class SentRecord:
    """A record as it was sent. One that the reader may not see now has no name and no address."""

    label: str
    url: str
    date_words: str
    is_counted: bool
    is_uncertain: bool


@dataclass(frozen=True, slots=True)
class SentFigure:
    """A number as it was sent, its records, and what is counted today."""

    label: str
    part_label: str
    unit: str
    meaning: str
    value: str
    today: str
    today_url: str
    whole_url: str
    is_same: bool
    records: list[SentRecord]
    total: int


def figure_as_sent(report: Report, code: str, part: str, user: Viewer) -> SentFigure | None:
    """Give a figure of an issued report; None where it was not sent."""
    frozen = frozen_figure(report, code, part)
    if frozen is None:
        return None
    known = _words_of(report, code)
    value, today = frozen.value, _today(report, code, part)
    return SentFigure(
        label=known.get("label", code),
        part_label=_part_label(report, part),
        unit=known.get("unit", ""),
        meaning=known.get("meaning", ""),
        value=plain_number(value),
        today="" if today is None else plain_number(today),
        today_url=live_address(period_of_report(report))(code, part) if code in FIGURES else "",
        whole_url=frozen_address(report)(code, "") if part else "",
        is_same=today == value,
        records=_records(frozen, user),
        total=frozen.records.filter(is_counted=True).count(),
    )


def _words_of(report: Report, code: str) -> dict[str, Any]:
    figures: list[dict[str, Any]] = (report.content or {}).get("figures", [])
    return next((one for one in figures if one["code"] == code), {})


def _part_label(report: Report, part: str) -> str:
    """Give the words of a part as the tables of the report have them."""
    for table in (report.content or {}).get("tables", []) if part else []:
        for row in table["rows"]:
            if any(cell.get("part") == part for cell in row["cells"]):
                label: str = row["label"]
                return label
    return part


def _today(report: Report, code: str, part: str) -> int | None:
    if code not in FIGURES:
        return None
    viewer = ClassViewer(report.classification)
    return measure(FIGURES[code], viewer, period_of_report(report), part=part).value


def _records(frozen: FrozenFigure, user: Viewer) -> list[SentRecord]:
    rows = list(frozen.records.order_by("pk")[:SHOWN])
    seen = resolve({(row.record_type, row.record_code) for row in rows}, user)
    return [_record(row, seen.get((row.record_type, row.record_code))) for row in rows]


def _record(row: FrozenRecord, record: Any) -> SentRecord:
    return SentRecord(
        label=row.label if record else _("A record that you may not see now"),
        url=record.get_absolute_url() if record else "",
        date_words=row.date_text if record else "",
        is_counted=row.is_counted,
        is_uncertain=row.is_uncertain,
    )
