"""What the page of an import shows beside its rows: how it stands, what it would write."""

from __future__ import annotations

import datetime as dt
from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from banggiao.accounts.rules import may_see
from banggiao.core.enums import Classification
from banggiao.core.pages import Button
from banggiao.exchange.enums import Decision, ImportState, Kind
from banggiao.exchange.forms.fills import FillForm, fill_in_words
from banggiao.exchange.forms.imports import AnswersForm
from banggiao.exchange.queries.import_fills import fills_of, lacks_of
from banggiao.exchange.queries.imports import find_import, questions_of, records_by_code, rows_of
from banggiao.exchange.tables.imports import kind, kinds, state
from banggiao.exchange.views.import_grid import Grid
from banggiao.exchange.words import REASONS, label_of
from banggiao.plans.queries.words import grouped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from banggiao.accounts.models import User
    from banggiao.core.htmx import Request
    from banggiao.exchange.models import Import, ImportRow

PAGE = 50
STOPPED_AFTER = dt.timedelta(minutes=2)
"""A task that gave no sign of life for so long is not at work any more."""
DOUBTFUL = "doubtful"
FIRST = 6
"""So many records are named above the rows once they are written."""
LISTS = {
    Kind.ACTIVITIES: "activities:activities",
    Kind.INSTRUMENTS: "agreements:instruments",
    Kind.PLAN: "plans:plans",
    Kind.ORGANISATIONS: "partners:organisations",
    Kind.PEOPLE: "partners:people",
}


def find(request: Request, code: str) -> Import:
    """Give an import that the user may see; of any other nobody learns that it is there."""
    found = find_import(request.user, code)
    if found is None:
        raise Http404
    return found


def way(one: Import | None = None) -> list[tuple[str, str]]:
    """Give the way back up."""
    up = [(_("Imports"), reverse("exchange:imports"))]
    return [*up, (str(one), one.get_absolute_url())] if one else up


def moment(at: dt.datetime) -> str:
    """Write a moment as it was here."""
    return date_format(timezone.localtime(at), "H:i d/m/Y")


def has_stopped(one: Import) -> bool:
    """Whether a task should be at work and is not."""
    return one.is_under_way and timezone.now() - one.beat_at > STOPPED_AFTER


def page_context(request: Request, one: Import) -> dict[str, Any]:
    """Give what every page of one import shows: its head, its state, and the ways on."""
    user = request.user
    may_change = user.has_perm("exchange.change_import", one)
    return {
        "one": one,
        "state": state(one),
        "facts": _facts(one),
        "class_mark": Classification(one.classification).name.lower(),
        "may_change": may_change,
        "may_correct": may_change and one.state == ImportState.READY,
        "buttons": _buttons(one, user) if may_change else _last_way(one, user),
        "has_stopped": has_stopped(one),
        "has_columns": bool(one.report.get("columns")),
        "confirmed": moment(one.confirmed_at) if one.confirmed_at else "",
    }


def _facts(one: Import) -> str:
    handed_in = _("handed in by %(name)s, %(when)s") % {
        "name": one.owner.full_name,
        "when": moment(one.created_at),
    }
    has_plan = one.year and Kind.PLAN in kinds(one)
    plan = _("plan of %(year)s") % {"year": one.year} if has_plan else ""
    return " · ".join(filter(None, (kind(one), plan, handed_in, filesizeformat(one.size))))


def _buttons(one: Import, user: User) -> list[Button]:
    to = [one.code]
    buttons = []
    if one.state == ImportState.READY:
        buttons = [
            Button(_("Give up"), reverse("exchange:drop_import", args=to)),
            Button(_("Columns"), reverse("exchange:import_columns", args=to)),
        ]
    elif one.state in {ImportState.FAILED, ImportState.DROPPED, ImportState.TAKEN_BACK}:
        buttons = [Button(_("Hand in another file"), reverse("exchange:add_import"))]
    return [*buttons, *_last_way(one, user)]


def _last_way(one: Import, user: User) -> list[Button]:
    may = one.state == ImportState.DONE and user.has_perm("exchange.take_back_import", one)
    url = reverse("exchange:take_back_import", args=[one.code])
    return [Button(_("Take back the whole import"), url)] if may else []


def whole_context(request: Request, one: Import) -> dict[str, Any]:
    """Give what the page of an import shows that no task is at work on."""
    user = request.user
    context = rows_context(request, one) | summary_context(one) | besides_context(one)
    context["list_url"] = next((reverse(LISTS[Kind(name)]) for name in kinds(one)), "")
    if one.state == ImportState.READY:
        questions = questions_of(one, user)
        context["answers"] = AnswersForm(questions=questions, viewer=user)
        context |= fills_context(one)
    else:
        context |= _written(one, user)
    return context


def _written(one: Import, user: User) -> dict[str, Any]:
    """Give the first records an import wrote, and the paper they cite, as far as seen."""
    rows = one.rows.exclude(outcome="").order_by("number")[:FIRST]
    codes = list(dict.fromkeys(row.target for row in rows))
    records = records_by_code(one, codes, user)
    source = one.source if one.source_id and may_see.test(user, one.source) else None
    return {"source": source, "records": [records[code] for code in codes if code in records]}


def line_context(request: Request, row: ImportRow) -> dict[str, Any]:
    """Give one row of the grid, and the numbers that may be others now."""
    one = row.of
    grid = Grid(one, [row], request.user)
    return {
        **page_context(request, one),
        **summary_context(one),
        **besides_context(one),
        **fills_context(one),
        "grid": grid,
        "line": grid.line(row),
        "show": request.GET.get("show", ""),
    }


def fills_context(one: Import) -> dict[str, Any]:
    """Give what several rows lack, each with its form, and what was filled in so before."""
    return {
        "lacks": [FillForm(lack=lack) for lack in lacks_of(one)],
        "fills": [{"fill": fill, "words": fill_in_words(fill)} for fill in fills_of(one)],
    }


def rows_context(request: Request, one: Import) -> dict[str, Any]:
    """Give the grid as the address asks for it: ``?show=`` a decision or doubts, ``?start=``."""
    show = request.GET.get("show", "")
    if show not in {DOUBTFUL, *Decision.values}:
        show = ""
    start = _number(request.GET.get("start", ""))
    decision = "" if show == DOUBTFUL else show
    rows = rows_of(one, decision=decision, doubtful=show == DOUBTFUL, start=start)
    return {
        "grid": Grid(one, rows, request.user),
        "show": show,
        "pager": _pager(show, start, len(rows), shown_count(one, show)),
    }


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 8 else 0


def shown_count(one: Import, show: str) -> int:
    """Count the rows that a filter shows, as they were counted when they were read last."""
    counts: dict[str, int] = one.counts
    return counts.get(show, 0) if show else sum(counts.get(d, 0) for d in Decision.values)


def _pager(show: str, start: int, count: int, total: int) -> dict[str, Any]:
    kept = f"show={show}&" if show else ""
    before, after = max(start - PAGE, 0), start + PAGE
    return {
        "number": start // PAGE + 1,
        "pages_text": _("Rows %(first)s to %(last)s of %(total)s")
        % {"first": start + 1 if count else 0, "last": start + count, "total": grouped(total)},
        "prev_url": f"?{kept}start={before}#rows" if start else "",
        "next_url": f"?{kept}start={after}#rows" if after < total else "",
    }


def summary_context(one: Import) -> dict[str, Any]:
    """Give what the import would write or wrote, in numbers and in words, and the filter chips."""
    written = sum(shown_count(one, d) for d in (Decision.NEW, Decision.UPDATE))
    confirm = ngettext(
        "Write %(number)s row into the register", "Write %(number)s rows into the register", written
    )
    return {
        "chips": _chips(one),
        "goes_in": _parts(one, _GOING_IN),
        "stays_out": _parts(one, _STAYING_OUT),
        "written": written,
        "refused": shown_count(one, Decision.REFUSED),
        "confirm_label": confirm % {"number": grouped(written)},
        "doubtful": _open_doubts(one),
    }


def _open_doubts(one: Import) -> str:
    """Say how many rows would be written though something in them is not sure."""
    number = shown_count(one, DOUBTFUL) - shown_count(one, Decision.REFUSED)
    words = ngettext(
        "%(number)s row has something to look at and would be written as it stands.",
        "%(number)s rows have something to look at and would be written as they stand.",
        number,
    )
    return words % {"number": grouped(number)} if number > 0 else ""


def _chips(one: Import) -> list[tuple[str, str, str]]:
    """Give the filters of the rows with how many each shows; those that show none stay away."""
    shown = (Decision.NEW, Decision.UPDATE, Decision.REFUSED, Decision.REPEATED, Decision.LEFT_OUT)
    listed = [("", _("All rows"))]
    if one.state == ImportState.READY:
        listed.append((DOUBTFUL, _("To look at")))
    listed += [(d.value, str(d.label)) for d in shown]
    chips = [(show, label, shown_count(one, show)) for show, label in listed]
    return [(show, label, grouped(n)) for show, label, n in chips if n or not show]


def _parts(one: Import, phrases: dict[Decision, Callable[[int], str]]) -> str:
    said = [
        phrase(number) % {"number": grouped(number)}
        for decision, phrase in phrases.items()
        if (number := shown_count(one, decision))
    ]
    return ", ".join(said)


_GOING_IN: dict[Decision, Callable[[int], str]] = {
    Decision.NEW: lambda n: ngettext("%(number)s new record", "%(number)s new records", n),
    Decision.UPDATE: lambda n: ngettext("%(number)s change", "%(number)s changes", n),
}
_STAYING_OUT: dict[Decision, Callable[[int], str]] = {
    Decision.REFUSED: lambda n: ngettext("%(number)s refused row", "%(number)s refused rows", n),
    Decision.REPEATED: lambda n: ngettext("%(number)s repeated row", "%(number)s repeated rows", n),
    Decision.LEFT_OUT: lambda n: ngettext("%(number)s row left out", "%(number)s rows left out", n),
}


def besides_context(one: Import) -> dict[str, Any]:
    """Give what else was seen of the file: remarks, sums that do not agree, rows left unread."""
    report = one.report
    totals = [_total(total) for total in report.get("totals", ()) if not total["agrees"]]
    return {
        "remarks": [remark["message"] for remark in report.get("remarks", ())],
        "unread": _unread_columns(report),
        "totals": totals,
        "agreeing": len(report.get("totals", ())) - len(totals),
        "skipped": _skipped(report.get("skipped", ())),
        "skipped_count": len(report.get("skipped", ())),
        "has_sheets": len({row["sheet"] for row in report.get("skipped", ())}) > 1,
        "earlier": report.get("same_file", ""),
        "is_unknown": not any(table["kind"] for table in report.get("tables", ())),
    }


def _unread_columns(report: dict[str, Any]) -> list[str]:
    """Give the columns in which something stands that nothing of is brought in."""
    unread = [c for c in report.get("columns", ()) if not c["field"] and c["samples"]]
    return [" ".join(filter(None, (c["column"], c["heading"]))) for c in unread]


def _total(total: dict[str, Any]) -> dict[str, str]:
    return {
        "where": f"{total['sheet']}, {total['column']}{total['row']}",
        "label": label_of(total["field"]),
        "stated": _sum(total["stated"]),
        "counted": _sum(total["counted"]),
        "apart": _sum(abs(total["stated"] - total["counted"])),
    }


def _sum(number: float) -> str:
    return grouped(int(number) if float(number).is_integer() else round(number, 2))


def _skipped(skipped: Sequence[dict[str, Any]]) -> list[dict[str, str]]:
    """Put skipped rows together by sheet and reason: ``1–4, 9``."""
    found: dict[tuple[str, str], list[int]] = {}
    for one in skipped:
        found.setdefault((one["sheet"], one["reason"]), []).append(one["row"])
    return [
        {"sheet": sheet, "reason": str(REASONS.get(reason, reason)), "rows": spans(rows)}
        for (sheet, reason), rows in found.items()
    ]


def spans(numbers: Iterable[int]) -> str:
    """Write whole numbers with those that follow one another as a span: ``1–4, 9``."""
    parts = []
    for _key, group in groupby(enumerate(sorted(numbers)), lambda pair: pair[1] - pair[0]):
        run = [number for _place, number in group]
        parts.append(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}")
    return ", ".join(parts)
