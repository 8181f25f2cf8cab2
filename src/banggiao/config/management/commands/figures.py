"""`banggiao figures`: the figures of a period, each with the records behind it."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _
from django.utils.translation import override

from banggiao.config.period_options import add_period, class_of, period_from
from banggiao.core.access import ClassViewer
from banggiao.reports.figures import FIGURES, figure_of, measure_all
from banggiao.reports.figures.labels import label_of
from banggiao.reports.queries.stated import touching

if TYPE_CHECKING:
    from collections.abc import Iterable

    from banggiao.reports.figures import Entry, Measured, Period
    from banggiao.reports.queries.stated import Stated

LANGUAGES = ("vi", "en", "ja")


class Command(BaseCommand):
    help = (
        "Count the figures of a period. Each is listed with its records, with the dates that are "
        "not certain, and with what old papers state. The register is only read."
    )
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_period(parser)
        parser.add_argument(
            "--json", dest="as_json", action="store_true", help="write JSON instead of a table"
        )
        parser.add_argument("--lang", choices=LANGUAGES, default="vi", help="language (vi)")
        parser.add_argument(
            "--figure",
            action="append",
            metavar="CODE",
            help="only this figure; may be given several times",
        )

    def handle(
        self,
        *,
        as_json: bool,
        lang: str,
        figure: list[str] | None,
        classification: str,
        **options: Any,
    ) -> None:
        codes = [figure_of(code).code for code in figure] if figure else None
        viewer = ClassViewer(class_of(classification))
        period_from(options)  # what it refuses is said in English, as all commands speak
        with override(lang):
            period = period_from(options)
            measured = measure_all(viewer, period, codes).values()
            if as_json:
                rows = [_as_data(one) for one in measured]
                rows += [] if codes else _stated_only(viewer, period)
                self.stdout.write(_as_json(period, classification, rows))
            else:
                self._print(period, classification, measured)

    def _print(self, period: Period, classification: str, measured: Iterable[Measured]) -> None:
        self.stdout.write(f"{period.name} ({period.first} – {period.last}), {classification}")
        head = (_("Figure"), _("Number"), _("Date not certain"), _("Stated"))
        rows = [head] + [
            (
                str(one.figure.label),
                str(one.value),
                str(one.uncertain_total or ""),
                "; ".join(f"{s.value} ({s.basis_words}) {s.source_text}" for s in one.stated),
            )
            for one in measured
        ]
        widths = [max(len(row[place]) for row in rows) for place in range(3)]
        for label, *numbers, stated in rows:
            cells = [label.ljust(widths[0])]
            cells += [n.rjust(w) for n, w in zip(numbers, widths[1:], strict=True)]
            self.stdout.write("  ".join([*cells, stated]).rstrip())


def _as_json(period: Period, classification: str, rows: list[dict[str, Any]]) -> str:
    data = {
        "period": {
            "from": period.first.isoformat(),
            "to": period.last.isoformat(),
            "name": period.name,
            "basis": period.basis,
        },
        "class": classification,
        "figures": rows,
    }
    return json.dumps(data, ensure_ascii=False, indent=2)


def _as_data(measured: Measured) -> dict[str, Any]:
    figure = measured.figure
    return {
        "code": figure.code,
        "label": str(figure.label),
        "unit": str(figure.unit),
        "value": measured.value,
        "uncertain": [
            _record(entry) | {"date": entry.date or entry.date_words, "counted": entry.counted}
            for entry in measured.uncertain
        ],
        "records": [_record(entry) for entry in measured.entries()],
        "stated": [_stated(one) for one in measured.stated],
    }


def _record(entry: Entry) -> dict[str, Any]:
    return {
        "type": entry.type,
        "id": entry.code,
        "label": entry.label,
        "url": f"{settings.BASE_URL}{entry.url}",
    }


def _stated(one: Stated) -> dict[str, Any]:
    row = one.record
    return {
        "value": row.value,
        "basis": row.basis,
        "unit": row.unit,
        "scope": row.scope,
        "source": one.source_text,
        "note": row.note,
    }


def _stated_only(viewer: ClassViewer, period: Period) -> list[dict[str, Any]]:
    """Give what old papers state and nothing in the register counts: without a value."""
    by_code: dict[str, list[Stated]] = {}
    for one in touching(viewer, period):
        if one.record.figure not in FIGURES:
            by_code.setdefault(one.record.figure, []).append(one)
    return [
        {
            "code": code,
            "label": label_of(code),
            "unit": found[0].record.unit,
            "value": None,
            "uncertain": [],
            "records": [],
            "stated": [_stated(one) for one in found],
        }
        for code, found in by_code.items()
    ]
