"""The meeting's page: what both sides know, big enough for a wall, worked by keys.

It is made from `queries.partner_view` alone and in a frame of its own: no menu, no search, no
message left over from another page, no way to the table but one that says what it leads to.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponseNotAllowed
from django.urls import reverse
from django.utils.translation import gettext as _

from banggiao.agreements.actions import items as actions
from banggiao.agreements.enums import ItemState, Side
from banggiao.agreements.forms.negotiation import WordsForm
from banggiao.agreements.queries import negotiation as queries
from banggiao.agreements.queries.partner_view import (
    SharedClause,
    known_item,
    round_dates,
    shared_clause,
    shared_clauses,
    shared_neighbours,
    shared_stages,
    side_names,
)
from banggiao.agreements.tables_negotiation import tone, words_against
from banggiao.agreements.views.negotiation import find_table
from banggiao.agreements.views.table_clause import (
    act_on,
    asked_words,
    find_item,
    may_change,
    start_of,
    to_change,
)
from banggiao.agreements.views.table_parts import chosen_language, language_links
from banggiao.core.errors import Refused
from banggiao.core.htmx import render
from banggiao.core.pages import see_other
from banggiao.documents.languages import name_of

if TYPE_CHECKING:
    from django.http import HttpResponse

    from banggiao.agreements.models import Instrument, Item, Negotiation
    from banggiao.core.htmx import Request


def meeting(request: Request, code: str) -> HttpResponse:
    """Show the whole table as both sides know it."""
    record, table = find_table(request, code)
    languages = queries.languages_of(table)
    language = chosen_language(request, table, languages)
    asked = request.GET.get("stage", "")
    clauses = shared_clauses(table, language, request.user, stage=asked)
    context = _frame(request, record, table, language, languages) | {
        "clauses": [(clause, tone(clause.stage)) for clause in clauses],
        "only_open": asked,
        "rounds": round_dates(table),
    }
    return render(request, "agreements/negotiation/meeting.html", context)


def meeting_item(
    request: Request, code: str, item: str, refusal: str = "", status: int = 200
) -> HttpResponse:
    """Show one clause as both sides know it, with what can be done with it."""
    record, found = find_item(request, code, item)
    table = found.negotiation
    if not known_item(found, request.user):
        raise Http404
    languages = queries.languages_of(table)
    language = chosen_language(request, table, languages)
    clause = shared_clause(found, language)
    before, after = shared_neighbours(found, request.user)
    context = _frame(request, record, table, language, languages) | {
        "clause": clause,
        "tone": tone(clause.stage),
        "sides": _sides(clause, side_names(record, language, request.user)),
        "before": before,
        "after": after,
        "keys": [(ItemState(stage).label, stage, key) for stage, key in KEYS.items()],
        "may_change": may_change(request, found),
        "refusal": refusal,
    }
    return render(request, "agreements/negotiation/meeting_clause.html", context, status=status)


KEYS = {ItemState.OPEN: "o", ItemState.BRACKETED: "b", ItemState.DEFERRED: "d"}
"""The keys that set how far a clause is; agreed comes by accepting words."""


def _frame(
    request: Request, record: Instrument, table: Negotiation, language: str, languages: list[str]
) -> dict[str, Any]:
    return {
        "instrument": record,
        "language": language,
        "languages": language_links(request, languages, language),
        "stages": shared_stages(table, request.user),
        "home": f"{reverse('agreements:meeting', args=[record.code])}?language={language}",
    }


def _sides(clause: SharedClause, names: dict[str, str]) -> list[dict[str, Any]]:
    shown = []
    for side in Side:
        words = clause.said_by(side)
        against = clause.ours if side == Side.THEIRS else ""
        shown.append(
            {
                "side": side.value,
                "label": names.get(side, side.label),
                "words": words_against(against or "", words) if words else "",
                "is_struck": words == "",
                "key": {Side.OURS: "1", Side.THEIRS: "2"}.get(side, ""),
                "may_accept": words is not None and side != Side.AGREED,
            }
        )
    return shown


def meeting_act(request: Request, code: str, item: str) -> HttpResponse:
    """Do what a button or key of the meeting's page asks."""
    record, found, rounds = to_change(request, code, item)
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    try:
        act_on(request, found, rounds)
    except Refused as refused:
        found.refresh_from_db()
        return meeting_item(request, code, item, refusal=str(refused.message), status=422)
    return see_other(_address(record, found, request.GET.get("language", "")))


def meeting_words(request: Request, code: str, item: str) -> HttpResponse:
    """Write down what a side says now, over the words both sides know."""
    record, found, rounds = to_change(request, code, item)
    if not known_item(found, request.user):
        raise Http404
    side, language = asked_words(request, found)
    known = shared_clause(found, language).said_by(side)
    before = start_of(found, language, side, shown=True) if known is None else known
    form = WordsForm(request.POST or None, rounds=rounds, before=before)
    if known is None:
        form.initial["seen"] = ""
    status, back = 200, _address(record, found, language)
    if request.method == "POST":
        write = lambda: actions.propose_wording(  # noqa: E731  # what the form runs
            found, by=request.user, side=side, language=language, seen_shown=True, **form.values()
        )
        if form.is_valid() and form.submit(write)[0]:
            return see_other(back)
        status = 409 if form.is_stale else 422
    names = side_names(record, language, request.user)
    title = _("%(side)s, %(language)s") % {"side": names[side], "language": name_of(language)}
    context = {"form": form, "title": title, "clause": found, "back": back, "instrument": record}
    return render(request, "agreements/negotiation/meeting_words.html", context, status=status)


def _address(record: Instrument, found: Item, language: str) -> str:
    address = reverse("agreements:meeting_item", args=[record.code, found.code])
    return f"{address}?language={language}" if language else address
