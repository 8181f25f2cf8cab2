"""Addresses under which a block is pasted. They lie below those of the rooms that take it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path

from banggiao.core.later import Later
from banggiao.exchange.enums import PARTICIPANTS, Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.urls import URLPattern

    from banggiao.exchange.views import paste
else:
    paste = Later("banggiao.exchange.views.paste")

PLACES = (
    ("plans/<slug:code>/", Kind.PLAN.value, "paste_lines"),
    ("activities/<slug:code>/participants/", PARTICIPANTS, "paste_participants"),
    ("partners/", Kind.ORGANISATIONS.value, "paste_partners"),
)


def _patterns() -> Iterator[URLPattern]:
    for start, what, name in PLACES:
        more = {"what": what}
        yield path(f"{start}paste/", paste.paste, more, name=name)
        yield path(f"{start}paste/<slug:step>/", paste.done, more, name=f"{name}_done")
        yield path(
            f"{start}paste/<slug:step>/take-back/", paste.take_back, more, name=f"take_back_{name}"
        )


paste_patterns = list(_patterns())
