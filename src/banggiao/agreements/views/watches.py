"""The page of what is to be looked at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from banggiao.agreements.queries.texts import load_parties
from banggiao.agreements.queries.watches import (
    KIND_LIMIT,
    OVERVIEW_LIMIT,
    Board,
    Sign,
    Watch,
    watch_board,
)
from banggiao.agreements.tables_watches import WatchList
from banggiao.agreements.views.navigation import sections
from banggiao.core.exports import export
from banggiao.core.htmx import render
from banggiao.core.pages import Button
from banggiao.core.references import reference_to

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpResponseBase

    from banggiao.accounts.models import User
    from banggiao.core.htmx import Request


@dataclass(frozen=True, slots=True)
class Way:
    """A link to one kind of things to look at, with how many there are."""

    label: str
    url: str
    count: int
    is_on: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """A section of the page: its signs with a way on, and where the rest stands."""

    kind: Watch
    title: str
    lines: Sequence[tuple[Sign, Button | None]]
    count: int
    more_url: str


def watches(request: Request) -> HttpResponseBase:
    """Show what is to be looked at; ``?kind=ends`` for one reason, ``?export=xlsx`` as a file."""
    user, asked = request.user, request.GET.get("kind", "")
    board = watch_board(user, timezone.localdate())
    kind = Watch(asked) if asked in Watch.values else None
    shown = _shown(board, kind, user)
    signs = [sign for section in shown for sign, _way in section.lines]
    listed = WatchList(signs, kind=kind or "")
    if "export" in request.GET:
        load_parties([sign.instrument for sign in signs if sign.instrument], user)
    file = export(request, listed)
    context = {
        "title": listed.caption,
        "kinds": _ways(board, kind),
        "sections": shown,
        "is_one": kind is not None,
        "export_urls": listed.export_urls,
        "total_text": listed.total_text,
        "tabs": sections("watches", board.count),
    }
    return file or render(request, "agreements/watches.html", context)


def _shown(board: Board, kind: Watch | None, user: User) -> list[Shown]:
    limit = KIND_LIMIT if kind else OVERVIEW_LIMIT
    return [
        Shown(
            section.kind,
            str(section.kind.label),
            [(sign, _way_on(sign, user)) for sign in section.signs[:limit]],
            section.count,
            _url(section.kind) if section.count > limit else "",
        )
        for section in board.sections
        if section.kind == kind or (kind is None and section.signs)
    ]


def _ways(board: Board, kind: Watch | None) -> list[Way]:
    everything = Way(_("Everything"), reverse("agreements:watches"), board.count, kind is None)
    kinds = (
        Way(str(one.kind.label), _url(one.kind), one.count, one.kind == kind)
        for one in board.sections
    )
    return [everything, *kinds]


def _url(kind: Watch) -> str:
    return f"{reverse('agreements:watches')}?kind={kind}"


def _way_on(sign: Sign, user: User) -> Button | None:
    """Give the form in which the next step is entered, to those who may enter it."""
    text = sign.instrument
    if text is None:
        return None
    if sign.deed == "later":
        return Button(_("Open the later text"), sign.later_url)
    if sign.deed == "duty":
        if not user.has_perm("duties.add_duty"):
            return None
        label, code = reference_to(text)
        url = f"{reverse('duties:add_duty')}?about_type={label}&about_code={code}"
        return Button(_("Make it a duty"), url)
    if not user.has_perm("agreements.change_instrument", text):
        return None
    labels = {"extend": _("Enter the extension"), "inherit": _("Enter who took it over")}
    return Button(labels[sign.deed], reverse("agreements:record_act", args=[text.code, sign.deed]))
