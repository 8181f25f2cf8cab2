"""Pages of one clause on the negotiation table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponseNotAllowed
from django.urls import reverse
from django.utils.translation import gettext as _

from banggiao.accounts.record_pages import bring_back_page, set_aside_page
from banggiao.accounts.rules import require, seen_or_none
from banggiao.agreements.actions import items as actions
from banggiao.agreements.actions import remarks
from banggiao.agreements.enums import ItemState, Side
from banggiao.agreements.forms.negotiation import (
    AgreeForm,
    RemarkForm,
    SplitForm,
    StrikeForm,
    WordsForm,
)
from banggiao.agreements.models import Instrument, Item
from banggiao.agreements.queries import negotiation as queries
from banggiao.agreements.tables_negotiation import tone, words_against
from banggiao.agreements.views.consulting import told_of_clause
from banggiao.agreements.views.navigation import find
from banggiao.agreements.views.negotiation import table_way
from banggiao.agreements.views.table_parts import (
    chosen_language,
    language_links,
)
from banggiao.audit.views import history_page
from banggiao.core.errors import Refused
from banggiao.core.htmx import render
from banggiao.core.pages import OVERVIEW, Button, Head, crumbs, form_page, record_page, see_other
from banggiao.core.panels import Tab
from banggiao.documents.languages import name_of

if TYPE_CHECKING:
    from django.http import HttpResponse

    from banggiao.agreements.models import Round, Wording
    from banggiao.core.htmx import Request

CHANGE = "agreements.change_item"


def find_item(request: Request, code: str, item: str) -> tuple[Instrument, Item]:
    """Find a clause on the tables of a text among those the reader may see."""
    record = find(request, code)
    found = queries.item_on(record, request.user, item)
    if found is None:
        raise Http404
    return record, found


def to_change(request: Request, code: str, item: str) -> tuple[Instrument, Item, list[Round]]:
    """Find a clause to write on, with the rounds of its table."""
    record, found = find_item(request, code, item)
    require(request.user, CHANGE, found)
    return record, found, queries.rounds_of(found.negotiation, request.user)


def item(request: Request, code: str, item: str) -> HttpResponse:
    """Show a clause: the words of each side, all that was said, remarks, and our position."""
    record, found = find_item(request, code, item)
    user = request.user
    before, after = queries.neighbours(found, user)
    position = queries.position_of(found, user)
    context = {
        "instrument": record,
        "item": found,
        "tone": tone(found.stage),
        "remarks": queries.remarks_on(found),
        "position": position,
        "approved_in": seen_or_none(position.approved_in, user) if position else None,
        "sees_positions": user.has_perm("agreements.open_position", found),
        "before": before,
        "after": after,
        "stages": ItemState.choices,
        "opinions": told_of_clause(record, found.wid, user),
        "may_change": may_change(request, found),
        **_words(request, found),
    }
    top = _head(record, found, request)
    return record_page(request, "agreements/negotiation/clause.html", top, OVERVIEW, context)


def _words(request: Request, found: Item) -> dict[str, Any]:
    """Give what was said about a clause, in the language asked for and in all."""
    languages = queries.languages_of(found.negotiation)
    language = chosen_language(request, found.negotiation, languages)
    wordings = queries.wordings_of(found)
    return {
        "sides": _sides(wordings, language),
        "languages": language_links(request, languages, language),
        "language": language,
        "wordings": wordings,
        "compared": _compared(request, wordings, language),
    }


def may_change(request: Request, found: Item) -> bool:
    """Tell whether the reader can write on a clause now."""
    is_open = not (found.negotiation.is_closed or found.is_set_aside)
    return is_open and request.user.has_perm(CHANGE, found)


def _head(record: Instrument, found: Item, request: Request) -> Head:
    address = [record.code, found.code]
    history = reverse("agreements:item_history", args=address)
    buttons = []
    if request.user.has_perm("agreements.set_aside_item", found):
        name = "bring_back_item" if found.is_set_aside else "set_aside_item"
        label = _("Bring back") if found.is_set_aside else _("Take off the table")
        buttons.append(Button(label, reverse(f"agreements:{name}", args=address)))
    return Head(
        record=found,
        title=str(found),
        crumbs=table_way(record),
        tabs=[
            Tab(OVERVIEW, _("Clause"), found.get_absolute_url()),
            Tab("history", _("History"), history),
        ],
        buttons=buttons,
        history_url=history,
    )


def _sides(wordings: list[Wording], language: str) -> list[dict[str, Any]]:
    """Give what each side said last in a language, and what is agreed."""
    last: dict[str, Wording] = {}
    for wording in wordings:
        if wording.language == language:
            last.setdefault(wording.side, wording)
    ours = last.get(Side.OURS)
    shown = []
    for side in Side:
        said = last.get(side)
        against = ours.body if side == Side.THEIRS and ours else ""
        words = words_against(against, said.body) if said and said.body else ""
        shown.append(
            {
                "side": side.value,
                "label": side.label,
                "wording": said,
                "words": words,
                "is_struck": said is not None and not said.body,
            }
        )
    return shown


def _compared(request: Request, wordings: list[Wording], language: str) -> dict[str, Any]:
    """Set any two wordings side by side; in one language with what differs."""
    by_number = {str(wording.number): wording for wording in wordings}
    here = [wording for wording in wordings if wording.language == language]
    default = [*here[:2], *wordings[:2]][:2]
    left = by_number.get(request.GET.get("left", ""), default[-1] if default else None)
    right = by_number.get(request.GET.get("right", ""), default[0] if default else None)
    choices = [(number, _called(wording)) for number, wording in by_number.items()]
    result: dict[str, Any] = {"left": left, "right": right, "choices": choices}
    if left and right:
        result["old"] = left.body
        same = left.language == right.language
        result["new"] = words_against(left.body if same else "", right.body)
    return result


def _called(wording: Wording) -> str:
    where = str(wording.round) if wording.round_id else ""
    parts = [str(wording.get_side_display()), name_of(wording.language), where]
    return f"{wording.number}. {', '.join(part for part in parts if part)}"


def item_history(request: Request, code: str, item: str) -> HttpResponse:
    """Show who changed what of a clause; what touches its position only to those cleared."""
    record, found = find_item(request, code, item)
    return history_page(request, _head(record, found, request))


def propose_wording(request: Request, code: str, item: str) -> HttpResponse:
    """Write down what a side wants the clause to say, in one language."""
    record, found, rounds = to_change(request, code, item)
    side, language = asked_words(request, found)
    before = queries.last_words(found, side, language)
    form = WordsForm(
        request.POST or None,
        rounds=rounds,
        before=before.body if before else start_of(found, language, side),
        draft=side == Side.OURS,
    )
    if not before and not form.is_bound:
        form.initial["seen"] = ""
    return words_page(
        request,
        form,
        lambda: actions.propose_wording(
            found, by=request.user, side=side, language=language, **form.values()
        ),
        title=_("%(side)s, %(language)s")
        % {"side": Side(side).label, "language": name_of(language)},
        way=[*table_way(record), (str(found), found.get_absolute_url())],
    )


def asked_words(request: Request, found: Item) -> tuple[str, str]:
    """Give the side and language an address asks for."""
    side = request.GET.get("side", Side.THEIRS)
    languages = queries.languages_of(found.negotiation)
    if side not in (Side.OURS, Side.THEIRS):
        raise Http404
    return side, chosen_language(request, found.negotiation, languages)


def start_of(found: Item, language: str, side: str, *, shown: bool = False) -> str | None:
    """Give words to begin with where a side has said nothing: those of the other side."""
    other = Side.OURS if side == Side.THEIRS else Side.THEIRS
    for one in (other, Side.AGREED):
        words = queries.last_words(found, one, language, shown=shown)
        if words is not None:
            return str(words.body)
    return None


def words_page(
    request: Request,
    form: WordsForm,
    write: Any,
    *,
    title: str,
    way: list[tuple[str, str]],
    template: str = "agreements/negotiation/words.html",
) -> HttpResponse:
    """Show the form over words; a stale one with the words of both (409), a refusal (422)."""
    status, back = 200, way[-1][1]
    if request.method == "POST":
        if form.is_valid() and form.submit(write)[0]:
            messages.success(request, _("Saved."))
            return see_other(back)
        status = 409 if form.is_stale else 422
    stored = form.stored.body if form.stored else ""
    context = {
        "form": form,
        "title": title,
        "cancel_url": back,
        "stored": stored,
        "theirs_marked": words_against(stored, str(form["body"].value() or "")),
        **crumbs(way),
    }
    return render(request, template, context, status=status)


def agree_words(request: Request, code: str, item: str) -> HttpResponse:
    """Write down the words both sides agreed on, in each language."""
    record, found, rounds = to_change(request, code, item)
    agreed = {
        language: wording.body
        for language, wording in queries.all_last_words(found, Side.AGREED).items()
    }
    known = {
        language: agreed.get(language) or start_of(found, language, Side.OURS)
        for language in queries.languages_of(found.negotiation)
    }
    form = AgreeForm(request.POST or None, rounds=rounds, known=known, agreed=agreed)
    return form_page(
        request,
        form,
        lambda: actions.agree_words(found, by=request.user, **form.values()),
        title=_("Write the agreed words"),
        way=[*table_way(record), (str(found), found.get_absolute_url())],
        back=found.get_absolute_url(),
    )


def strike_item(request: Request, code: str, item: str) -> HttpResponse:
    """Write down that a side wants the clause struck."""
    record, found, rounds = to_change(request, code, item)
    form = StrikeForm(request.POST or None, rounds=rounds)
    return form_page(
        request,
        form,
        lambda: actions.strike_clause(found, by=request.user, **form.cleaned_data),
        title=_("Propose to strike the clause"),
        way=[*table_way(record), (str(found), found.get_absolute_url())],
        back=found.get_absolute_url(),
        intro=_("The words stay in the list below the clause. It is left out once both agree."),
    )


def split_item(request: Request, code: str, item: str) -> HttpResponse:
    """Write down that a side wants a part of the clause as a clause of its own."""
    record, found, rounds = to_change(request, code, item)
    language = chosen_language(
        request, found.negotiation, languages := queries.languages_of(found.negotiation)
    )
    words = queries.last_words(found, Side.OURS, language)
    stays = words.body if words else start_of(found, language, Side.OURS)
    form = SplitForm(
        request.POST or None,
        rounds=rounds,
        languages=languages,
        initial={"stays": stays, "language": language},
    )
    return form_page(
        request,
        form,
        lambda: actions.split_clause(found, by=request.user, **form.cleaned_data),
        title=_("Split the clause"),
        way=[*table_way(record), (str(found), found.get_absolute_url())],
    )


def add_remark(request: Request, code: str, item: str) -> HttpResponse:
    """Say something about a clause, for our own people or for both sides."""
    record, found, rounds = to_change(request, code, item)
    form = RemarkForm(request.POST or None, rounds=rounds)
    return form_page(
        request,
        form,
        lambda: remarks.add_remark(found, by=request.user, **form.values()),
        title=_("Add a remark"),
        way=[*table_way(record), (str(found), found.get_absolute_url())],
        back=found.get_absolute_url(),
    )


def mark_item(request: Request, code: str, item: str) -> HttpResponse:
    """Say how far the clause is, or agree to what a side proposed."""
    _record, found, rounds = to_change(request, code, item)
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    try:
        act_on(request, found, rounds)
    except Refused as refused:
        messages.error(request, str(refused.message))
    return see_other(found.get_absolute_url())


def act_on(request: Request, found: Item, rounds: list[Round]) -> None:
    """Do what a button of a clause asks: accept a side's words, or set how far the clause is."""
    in_round = rounds[-1] if rounds else None
    was, asked = request.POST.get("was"), request.POST.get("do", "")
    verb, _mark, what = asked.partition(":")
    if verb == "accept":
        actions.accept_wording(found, by=request.user, side=what, in_round=in_round, was=was)
    else:
        actions.set_stage(found, by=request.user, stage=what, in_round=in_round, was=was)


def set_aside_item(request: Request, code: str, item: str) -> HttpResponse:
    """Take a clause that was entered by mistake off the table, with a reason."""
    record, found = find_item(request, code, item)
    return set_aside_page(request, found, table_way(record))


def bring_back_item(request: Request, code: str, item: str) -> HttpResponse:
    """Put a clause back on the table."""
    record, found = find_item(request, code, item)
    return bring_back_page(request, found, table_way(record))
