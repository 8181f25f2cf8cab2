"""Pages of figures: all of a period, and one that opens to its records."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from banggiao.core.exports import export
from banggiao.core.htmx import render
from banggiao.core.pages import crumbs
from banggiao.core.tables import Table
from banggiao.reports import tables
from banggiao.reports.figures import FIGURES, measure
from banggiao.reports.figures.labels import label_of
from banggiao.reports.forms.figures import PeriodForm
from banggiao.reports.queries import figures as queries
from banggiao.reports.views.navigation import home, room_tabs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpResponseBase

    from banggiao.core.htmx import Request
    from banggiao.core.sheets.values import Value
    from banggiao.reports.figures import Figure, Measured, Period

NO_KEY = re.compile(r"[^\w:,-]")
ASKED = ("period", "year", "from", "to")


def _period_form(request: Request) -> PeriodForm:
    """Read which period the address asks for; without one it is this calendar year."""
    if any(request.GET.get(name) for name in ASKED):
        form = PeriodForm(request.GET)
        form.is_valid()
        return form
    form = PeriodForm()
    form.initial = form.as_chosen()
    return form


def _period_context(form: PeriodForm, base: str, part: str = "") -> dict[str, Any]:
    return {
        "period_form": form,
        "period": form.chosen,
        "period_days": queries.days_in_words(form.chosen),
        "period_steps": queries.steps(form.chosen, base, part),
    }


@dataclass(frozen=True, slots=True)
class Sheet:
    """All figures of a period as a file: what `export` asks of a table."""

    id: str
    caption: str
    rows: list[list[Value]]

    def export_rows(self) -> Iterator[list[Value]]:
        """Give the head and the rows."""
        yield [
            _("Group"),
            _("Figure"),
            _("Number"),
            _("Unit"),
            _("Date not certain"),
            _("Year before"),
            _("Stated"),
            pgettext("stated", "Basis"),
            _("Source"),
        ]
        yield from self.rows


def figures(request: Request) -> HttpResponseBase:
    """Show all figures of a period, beside the year before and what old papers state."""
    form = _period_form(request)
    sections = queries.sections(request.user, form.chosen)
    file = export(request, _sheet(sections))
    if file is not None:
        return file
    context = {
        "title": _("Figures"),
        "sections": sections,
        "has_stated": any(row.stated for section in sections for row in section.rows),
        "others": queries.said_of_others(request.user, form.chosen),
        "class_note": queries.class_note(request.user),
        "export_urls": _export_urls(request),
        "tabs": room_tabs("figures"),
        **_period_context(form, request.path),
    }
    return render(request, "reports/figures.html", context)


def _export_urls(request: Request) -> list[dict[str, str]]:
    query = request.GET.copy()
    urls = []
    for label, kind in (("Excel", "xlsx"), ("CSV", "csv")):
        query["export"] = kind
        urls.append({"label": label, "url": f"?{query.urlencode()}"})
    return urls


def _sheet(sections: list[queries.Section]) -> Sheet:
    rows: list[list[Value]] = []
    for section in sections:
        for row in section.rows:
            stated = [one.stated for one in row.stated]
            rows.append(
                [
                    section.label,
                    str(row.figure.label),
                    row.number,
                    str(row.figure.unit),
                    row.uncertain,
                    row.number_before,
                    _numbers([one.value for one in stated]),
                    "; ".join(one.basis_words for one in stated),
                    "; ".join(one.source_text for one in stated),
                ]
            )
    return Sheet("figures", _("Figures"), rows)


def _numbers(stated: list[int]) -> Value:
    """Give what papers state: a number where it is one, all of them in words where they differ."""
    return stated[0] if len(stated) == 1 else "; ".join(map(str, stated))


def figure(request: Request, code: str) -> HttpResponseBase:
    """Open a figure: its number, its records, its parts, and what is not certain."""
    found = FIGURES.get(code)
    if found is None:
        return _stated_only(request, code)
    form = _period_form(request)
    part = _part(request)
    measured = measure(found, request.user, form.chosen, part=part)
    table = _records(request, measured)
    file = export(request, table)
    if file is not None:
        return file
    context = {
        "title": found.label,
        "table": table,
        "part": part,
        **_of_figure(request, found, measured),
        **_period_context(form, request.path, part),
        **crumbs([home()]),
    }
    return render(request, "reports/figure.html", context)


def _part(request: Request) -> str:
    """Read which part the address narrows to; what no key or value can hold is left out."""
    return NO_KEY.sub("", request.GET.get("part", ""))[:200]


def _of_figure(request: Request, found: Figure, measured: Measured) -> dict[str, Any]:
    """Give what stands around the records: parts, uncertain dates, stated numbers."""
    part = _part(request)
    cuts = queries.cuts(measured, part)
    before = queries.before(found, request.user, measured.period, part)
    return {
        "figure": found,
        "measured": measured,
        "value": queries.as_text(measured.value),
        "before": before,
        "cuts": cuts,
        "part_words": [bar.label for cut in cuts for bar in cut.bars if bar.is_chosen],
        "whole_url": queries.figure_url(found.code, measured.period) if part else "",
        "beside": queries.beside(measured),
        "class_note": queries.class_note(request.user),
        "stands_on": queries.stands_on(measured),
        "all_url": queries.figures_url(measured.period),
        "add_stated_url": _add_stated(request, found, measured.period),
    }


def _add_stated(request: Request, found: Figure, period: Period) -> str:
    if not request.user.has_perm("reports.add_statedfigure"):
        return ""
    year = period.year or period.last.year
    return f"{reverse('reports:add_stated')}?figure={found.code}&period={year}"


def _records(request: Request, measured: Measured) -> Table[Any]:
    shape, order = tables.RECORDS[measured.sure.model._meta.label_lower]
    return Table(
        id="records",
        caption=str(measured.figure.label),
        shape=shape,
        queryset=measured.sure,
        parameters=request.GET,
        default_sort=order,
        empty_title=_("No record of this period counts here."),
        empty_text=_("Choose another period, or look at the dates that are not certain below."),
    )


def _stated_only(request: Request, code: str) -> HttpResponseBase:
    """Lead to the stated numbers of a figure that nothing in the register counts."""
    if label_of(code) == code:
        raise Http404
    return redirect(f"{reverse('reports:stated_figures')}?figure={code}")
