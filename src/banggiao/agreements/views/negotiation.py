"""Pages of a negotiation: its table, opening and closing it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from banggiao.accounts.rules import require
from banggiao.agreements.actions import items as item_actions
from banggiao.agreements.actions import negotiation as actions
from banggiao.agreements.forms.negotiation import ClauseForm, ConcludeForm, OpenForm
from banggiao.agreements.models import Instrument, Negotiation
from banggiao.agreements.queries import negotiation as queries
from banggiao.agreements.queries.versions import versions_of
from banggiao.agreements.tables_negotiation import body, shown
from banggiao.agreements.views.navigation import find, head, way
from banggiao.agreements.views.table_parts import (
    back_to_table,
    chosen_language,
    language_links,
    page_links,
    stage_links,
)
from banggiao.audit.views import history_page
from banggiao.core.pages import Head, form_page, reason_page, record_page
from banggiao.core.panels import Tab

if TYPE_CHECKING:
    from django.http import HttpResponse

    from banggiao.core.htmx import Request

OPEN, CHANGE = "agreements.open_negotiation", "agreements.change_negotiation"
PAGE = 50


def find_table(request: Request, code: str) -> tuple[Instrument, Negotiation]:
    """Find the negotiation of a text that is shown: the one asked for, the open or the newest."""
    record = find(request, code)
    found = queries.negotiation_of(record, request.user, request.GET.get("of", ""))
    if found is None:
        raise Http404
    return record, found


def negotiation(request: Request, code: str) -> HttpResponse:
    """Show the table clause by clause; an invitation to open one where there is none."""
    record, user = find(request, code), request.user
    found = queries.negotiations_of(record, user)
    asked = request.GET.get("of", "")
    current = next((one for one in found if not asked or one.code == asked), None)
    if asked and current is None:
        raise Http404
    top, _view = head(request, record)
    context: dict[str, Any] = {
        "instrument": record,
        "negotiation": current,
        "others": [one for one in found if one != current],
        "may_open": user.has_perm(OPEN, record) and not any(not one.is_closed for one in found),
    }
    if current is not None:
        context |= _table(request, current)
    return record_page(request, "agreements/negotiation/table.html", top, "negotiation", context)


def _table(request: Request, current: Negotiation) -> dict[str, Any]:
    """Give what the table's page shows: counts, one page of rows, the ways on."""
    user, languages = request.user, queries.languages_of(current)
    language = chosen_language(request, current, languages)
    stages = queries.stages_of(current, user)
    asked = {"stage": request.GET.get("stage", ""), "in_round": request.GET.get("round", "")}
    rows, pages = page_links(request, queries.items_on(current, user, **asked), PAGE)
    ready = shown(queries.rows_of(rows, language, user))
    return {
        "stages": stages,
        "stage_links": stage_links(request, stages),
        "language": language,
        "languages": language_links(request, languages, language),
        "rounds": queries.rounds_of(current, user),
        "round_asked": asked["in_round"],
        "rows": ready,
        "body": body(ready, current.instrument.code, language),
        "pages": pages,
        "may_change": user.has_perm(CHANGE, current) and not current.is_closed,
        "sees_positions": user.has_perm("agreements.open_position", current),
    }


def open_negotiation(request: Request, code: str) -> HttpResponse:
    """Lay a version on the table."""
    record = find(request, code)
    require(request.user, OPEN, record)
    versions = list(versions_of(record, request.user)[:200])
    form = OpenForm(request.POST or None, versions=versions)
    intro = _("Every clause of the version that has words comes onto the table.")
    if not versions:
        intro = _("Enter a text under “Texts” first: a negotiation begins from a version.")
    return form_page(
        request,
        form,
        lambda: actions.open_negotiation(record, by=request.user, **form.cleaned_data),
        title=_("Open a negotiation"),
        way=way(record),
        back=back_to_table(record),
        intro=intro,
        done=_("The clauses are on the table."),
    )


def conclude_negotiation(request: Request, code: str) -> HttpResponse:
    """Close a table on which all is agreed, and keep what was agreed as a version."""
    record, found = find_table(request, code)
    require(request.user, CHANGE, found)
    form = ConcludeForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda: actions.conclude_negotiation(found, by=request.user, **form.cleaned_data),
        title=_("Conclude the negotiation"),
        way=table_way(record),
        submit_label=_("Conclude"),
        intro=_("What was agreed becomes the next version of the text, clause by clause."),
        done=_("The negotiation is concluded; the agreed version is kept."),
    )


def break_off_negotiation(request: Request, code: str) -> HttpResponse:
    """Close a table without an agreed version."""
    record, found = find_table(request, code)
    require(request.user, CHANGE, found)
    return reason_page(
        request,
        lambda reason: actions.break_off_negotiation(found, by=request.user, reason=reason),
        title=_("Break off the negotiation"),
        way=table_way(record),
        back=back_to_table(record),
        submit_label=_("Break off"),
        intro=_("All that was said stays. A new negotiation can begin from a version."),
    )


def negotiation_history(request: Request, code: str) -> HttpResponse:
    """Show who changed what on the table; what touches positions only to those cleared."""
    record, found = find_table(request, code)
    address = reverse("agreements:negotiation_history", args=[code])
    top = Head(
        record=found,
        title=_("Negotiation"),
        subtitle=str(record),
        crumbs=way(record),
        tabs=[
            Tab("negotiation", _("Table"), back_to_table(record)),
            Tab("history", _("History"), address),
        ],
        history_url=address,
    )
    return history_page(request, top)


def add_item(request: Request, code: str) -> HttpResponse:
    """Put a clause on the table that a side wants to have."""
    record, found = find_table(request, code)
    user = request.user
    require(user, CHANGE, found)
    form = ClauseForm(
        request.POST or None,
        rounds=queries.rounds_of(found, user),
        items=list(queries.items_on(found, user)[:2000]),
        languages=queries.languages_of(found),
        initial={"after": request.GET.get("after", ""), "language": found.language},
    )
    return form_page(
        request,
        form,
        lambda: item_actions.add_clause(found, by=user, **form.values()),
        title=_("Add a clause"),
        way=table_way(record),
        done=_("The clause is on the table."),
    )


def table_way(record: Instrument) -> list[tuple[str, str]]:
    """Give the way back up from a page below the table."""
    return [*way(record), (_("Negotiation"), back_to_table(record))]
