"""Differences between two texts as HTML that everybody can tell apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.html import format_html, format_html_join
from django.utils.translation import pgettext

from banggiao.agreements.texts.differences import PieceKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.utils.safestring import SafeString

    from banggiao.agreements.texts.differences import Piece


def marked(pieces: Iterable[Piece]) -> SafeString:
    """Give the pieces as escaped HTML, what is gone as ``<del>`` and what is new as ``<ins>``.

    Browsers strike through the one and underline the other, so black-and-white prints tell them
    apart; words that only screen readers get open and close each. White space is kept as it is:
    show it with ``white-space: pre-line`` or ``pre-wrap``.
    """
    return format_html_join("", "{}", ((_marked(piece),) for piece in pieces))


def _marked(piece: Piece) -> SafeString:
    if piece.kind == PieceKind.SAME:
        return format_html("{}", piece.text)
    tag, opening, closing = (
        ("del", pgettext("difference", "deleted:"), pgettext("difference", "end of deletion"))
        if piece.kind == PieceKind.GONE
        else (
            "ins",
            pgettext("difference", "inserted:"),
            pgettext("difference", "end of insertion"),
        )
    )
    return format_html(
        '<{0}><span class="sr-only">{1} </span>{2}<span class="sr-only"> {3} </span></{0}>',
        tag,
        opening,
        piece.text,
        closing,
    )
