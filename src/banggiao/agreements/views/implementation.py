"""The implementation sheet of a text, on a page and as a Word file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from banggiao.agreements.papers.implementation import file_name, implementation_paper
from banggiao.agreements.queries import parties_of
from banggiao.agreements.queries.implementation import (
    place_in_words,
    promises_of_clause,
    sheet_of,
)
from banggiao.agreements.views.navigation import find, head
from banggiao.core.pages import Button, record_page
from banggiao.core.references import reference_to
from banggiao.duties.enums import DutyKind

if TYPE_CHECKING:
    from banggiao.agreements.models import Instrument, Version
    from banggiao.core.htmx import Request

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FIRST, LAST = 1900, 2200


def implementation(request: Request, code: str) -> HttpResponse:
    """Show what was promised under a text and what came of it; of one year if asked."""
    record, year = find(request, code), _year(request)
    top, _view = head(request, record)
    word = reverse("agreements:implementation_word", args=[code])
    address = f"{word}?year={year}" if year else word
    top.buttons = [*top.buttons, Button(_("As a Word file"), address)]
    context = {
        "instrument": record,
        "sheet": sheet_of(record, request.user, year),
        "year": year or "",
    }
    return record_page(request, "agreements/implementation.html", top, "duties", context)


def implementation_word(request: Request, code: str) -> HttpResponse:
    """Send the sheet as a Word file."""
    record, year = find(request, code), _year(request)
    response = HttpResponse(implementation_paper(record, request.user, year), content_type=WORD)
    name = file_name(record, year)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response


def promises_in(request: Request, record: Instrument, version: Version, wid: str) -> dict[str, Any]:
    """Give what the page of a clause shows of its promises, and the ways to enter one."""
    ways = []
    if request.user.has_perm("duties.add_duty") and not record.is_set_aside:
        parties = parties_of(record)
        ours = next((party.code for party in parties if party.is_own), "")
        theirs = next((party.code for party in parties if not party.is_own), "")
        label, code = reference_to(record)
        about = {
            "about_type": label,
            "about_code": code,
            "clause": wid,
            "place": place_in_words(version, wid),
            "kind": DutyKind.PROMISE.value,
        }
        for words, owing, owed in (
            (_("A promise of ours"), ours, theirs),
            (_("A promise of theirs"), theirs, ours),
        ):
            query = urlencode(about | {"promisor": owing, "partner": owed})
            ways.append(Button(words, f"{reverse('duties:add_duty')}?{query}"))
    return {"promises": promises_of_clause(record, wid, request.user), "ways_to_promise": ways}


def _year(request: Request) -> int | None:
    """Give the year that the address asks for; anything else asks for all."""
    text = request.GET.get("year", "")
    year = int(text) if text.isascii() and text.isdigit() and len(text) == 4 else 0  # a year
    return year if FIRST <= year <= LAST else None
