"""What the pages of one row and of the columns show."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _

from banggiao.core.htmx import render
from banggiao.core.pages import crumbs
from banggiao.exchange.enums import Decision, Kind
from banggiao.exchange.forms.imports import ColumnsForm, RowForm
from banggiao.exchange.kinds.fields import fields_of
from banggiao.exchange.queries.import_rows import neighbours
from banggiao.exchange.showing import told_by
from banggiao.exchange.views import import_page
from banggiao.exchange.views.import_grid import UNSHOWN, Grid
from banggiao.exchange.views.import_page import way

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpResponse

    from banggiao.core.htmx import Request
    from banggiao.exchange.models import Import, ImportRow
    from banggiao.exchange.views.import_lines import Line


@dataclass(frozen=True, slots=True)
class RowShown:
    """A row on its own page, with its neighbours in the order of the grid.

    ``told_elsewhere`` are columns the file does not have whose value another one tells.
    """

    line: Line
    told_elsewhere: frozenset[str]
    before: int | None
    after: int | None

    @property
    def title(self) -> str:
        """Which row it is, in the words of the file."""
        row = self.line.row
        return _("Row %(row)s of “%(sheet)s”") % {"row": row.row, "sheet": row.sheet}

    def _url(self, number: int | None) -> str:
        code = self.line.row.of.code
        return reverse("exchange:import_row", args=[code, number]) if number is not None else ""

    @property
    def before_url(self) -> str:
        """The page of the row before; empty for the first."""
        return self._url(self.before)

    @property
    def after_url(self) -> str:
        """The page of the row after; empty for the last."""
        return self._url(self.after)

    @property
    def next_url(self) -> str:
        """Where one goes on after saving: the next row, after the last one the import."""
        return self.after_url or self.line.row.of.get_absolute_url()


def row_form(request: Request, row: ImportRow) -> tuple[RowShown, RowForm]:
    """Give a row as its page shows it, and the form by which it is corrected."""
    grid = Grid(row.of, [row], request.user)
    others = [name for name in fields_of(row.kind) if name not in {*UNSHOWN, *grid.columns}]
    line = grid.line(row, [*grid.fields, *others])
    before, after = neighbours(row)
    form = RowForm(
        request.POST if request.method == "POST" else None,
        row=row,
        texts={cell.name: cell.text for cell in line.all_cells},
        candidates=_candidates(line),
        viewer=request.user,
    )
    told = {name for column in grid.columns for name in told_by(row.kind, column)}
    elsewhere = frozenset(name for name in others if told & {*told_by(row.kind, name)})
    return RowShown(line, elsewhere, before, after), form


def _candidates(line: Line) -> list[tuple[str, str]]:
    """Give the records that the row changes or may change, as the form offers them."""
    found = [(code, body.label) for code, body in line.candidates]
    if line.target and line.row.decision == Decision.UPDATE:
        found.insert(0, (line.row.target, line.target.label))
    return [(code, _("It changes: %(record)s") % {"record": label}) for code, label in found]


def row_page(
    request: Request, shown: RowShown, form: RowForm, *, status: int = 200
) -> HttpResponse:
    """Show the page of a row."""
    one = shown.line.row.of
    cells = shown.line.all_cells
    used = {cell.name for cell in cells if not cell.is_empty} - shown.told_elsewhere
    fields = [
        {"cell": cell, "field": form[f"t-{cell.name}"]} for cell in cells if cell.name in used
    ]
    context = {
        **import_page.page_context(request, one),
        **crumbs(way(one)),
        "shown": shown,
        "line": shown.line,
        "form": form,
        "fields": fields,
        "empty_fields": [form[f"t-{cell.name}"] for cell in cells if cell.name not in used],
    }
    return render(request, "exchange/import_row.html", context, status=status)


@dataclass(slots=True)
class LayoutShown:
    """The columns that tables of one layout have, and the form that names them."""

    key: str
    title: str
    kind: str
    form: ColumnsForm | None
    is_sent: bool = False
    places: list[str] = field(default_factory=list)


def layouts_of(one: Import, sent: Mapping[str, str]) -> list[LayoutShown]:
    """Give the layouts of a file, each once. ``sent`` is what the page sends for one of them."""
    found: dict[str, LayoutShown] = {}
    for table in one.report.get("tables", ()):
        key = table["layout"]
        if key not in found:
            found[key] = _layout(one, table, sent if sent.get("layout") == key else None)
        place = _("%(sheet)s, rows %(first)s to %(last)s") % table
        found[key].places.append(place)
    return list(found.values())


def _layout(one: Import, table: Mapping[str, Any], sent: Mapping[str, str] | None) -> LayoutShown:
    kind = table["kind"] or (one.kind if one.kind in Kind.values else "")
    here = (table["sheet"], table["table"])
    columns = [c for c in one.report["columns"] if (c["sheet"], c["table"]) == here]
    form = ColumnsForm(sent, kind=kind, columns=columns, prefix=None) if kind else None
    label = str(Kind(kind).label) if kind else ""
    return LayoutShown(table["layout"], table["title"], label, form, sent is not None)
