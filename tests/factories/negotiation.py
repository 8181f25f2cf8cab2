"""Negotiation tables, made the way the office makes them: from a version, through the actions."""

from __future__ import annotations

from typing import Any

from banggiao.accounts.models import User
from banggiao.agreements.actions import negotiation as actions
from banggiao.agreements.actions.versions import NewText, add_version
from banggiao.agreements.models import Instrument, Item, Negotiation, Version
from banggiao.agreements.texts.tree import Kind, Node
from banggiao.core.enums import Classification
from tests.factories.accounts import make_user
from tests.factories.agreements import instrument

WORDS = {
    "vi": ("Điều {n}.", "Mục {n}", "Hai bên trao đổi thông tin theo mục {n}."),
    "en": ("Article {n}", "Matter {n}", "The parties exchange information on matter {n}."),
    "ja": ("第{n}条", "事項{n}", "双方は事項{n}に関する情報を交換する。"),
}


def negotiator(username: str = "negotiator", **fields: Any) -> User:
    """Give a head cleared for everything, with a row of its own: wordings name who wrote them."""
    found = User.objects.filter(username=username).first()
    return found or make_user("head", Classification.RESTRICTED, username=username, **fields)


def nodes(language: str, number: int) -> list[Node]:
    """Give so many articles, each with a heading and a sentence."""
    mark, heading, text = WORDS[language]
    return [
        Node(
            f"art_{n}",
            Kind.ARTICLE,
            str(n),
            mark.format(n=n),
            heading.format(n=n),
            text.format(n=n),
            "",
        )
        for n in range(1, number + 1)
    ]


def draft(
    text: Instrument | None = None,
    *,
    articles: int = 3,
    languages: tuple[str, ...] = ("vi", "en"),
    by: User | None = None,
    **data: Any,
) -> Version:
    """Enter a version of a text; a draft of ours of three articles unless said otherwise."""
    by = by or negotiator()
    text = text or instrument(by=by)
    return add_version(
        text,
        by=by,
        texts=[NewText(language, nodes(language, articles)) for language in languages],
        **{"kind": "ours", "name": "Dự thảo 1"} | data,
    )


def table(
    text: Instrument | None = None, *, by: User | None = None, language: str = "vi", **data: Any
) -> Negotiation:
    """Open a table over a draft."""
    by = by or negotiator()
    base = data.pop("base", None) or draft(text, by=by, **data)
    return actions.open_negotiation(base.instrument, by=by, base=base, language=language)


def clause(of: Negotiation | None = None, number: int = 1) -> Item:
    """Give a clause of a table by its place, from 1."""
    of = of or table()
    found: Item = of.items.order_by("order")[number - 1]
    return found
