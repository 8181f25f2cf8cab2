"""What rows of an import lack, and what was given to several of them at once."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from banggiao.exchange.enums import Decision
from banggiao.exchange.lacking import lacked, numbers_in

if TYPE_CHECKING:
    from banggiao.exchange.models import Import

FEW = 2
"""From so many rows on one value for all of them is offered."""


@dataclass(frozen=True, slots=True)
class Lack:
    """A field that ``rows`` rows lack. ``kind`` is what the first of them is about."""

    kind: str
    field: str
    rows: int


@dataclass(frozen=True, slots=True)
class Fill:
    """A text that was given to several rows at once, and still stands in ``rows`` of them."""

    kind: str
    field: str
    text: str
    rows: int


def lacks_of(one: Import) -> list[Lack]:
    """Give the fields that several refused rows lack, those of most rows first. One question."""
    refused = one.rows.filter(decision=Decision.REFUSED).order_by("number")
    counted: Counter[str] = Counter()
    kinds: dict[str, str] = {}
    for kind, *said in refused.values_list("kind", "problems", "values", "texts", "corrections"):
        for name in lacked(kind, *said):
            counted[name] += 1
            kinds.setdefault(name, kind)
    return [Lack(kinds[name], name, n) for name, n in counted.most_common() if n >= FEW]


def fills_of(one: Import) -> list[Fill]:
    """Give what was given to several rows at once and can be taken off again. One question."""
    filled = one.report.get("filled", ())
    if not filled:
        return []
    typed = {
        number: (kind, corrections)
        for number, kind, corrections in one.rows.exclude(corrections={}).values_list(
            "number", "kind", "corrections"
        )
    }
    found = []
    for fill in filled:
        rows = numbers_in(fill["rows"])
        kinds = [
            kind
            for number, (kind, corrections) in typed.items()
            if number in rows and corrections.get(fill["field"]) == fill["text"]
        ]
        if kinds:
            found.append(Fill(kinds[0], fill["field"], fill["text"], len(kinds)))
    return found
