"""The ledger of a text and the texts before and after it, for its page."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from banggiao.accounts.rules import seen_or_none
from banggiao.agreements.enums import ActKind
from banggiao.agreements.models import Act, Instrument
from banggiao.core.dates import format_partial
from banggiao.documents.queries import sources_by_code

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from banggiao.accounts.models import User
    from banggiao.core.dates import PartialDate
    from banggiao.documents.models import Citation
    from banggiao.partners.models import Organisation

LINEAGE_LIMIT = 50


@dataclass(frozen=True, slots=True)
class Line:
    """One act on the page of its text. ``by_text`` is set where the reader may see it."""

    act: Act
    by_text: Instrument | None
    heir: Organisation | None
    sources: Sequence[Citation]


def ledger_of(acts: Sequence[Act], user: User) -> list[Line]:
    """Give the acts in the order of their days, the undated first, with their sources."""
    sources = sources_by_code(Act._meta.label_lower, [act.code for act in acts], user)
    return [
        Line(
            act,
            by_text=seen_or_none(act.by_instrument, user),
            heir=seen_or_none(act.organisation, user),
            sources=sources.get(act.code, []),
        )
        for act in acts
    ]


def acts_of(instrument: Instrument) -> list[Act]:
    """Give the acts of a text in the order of their days; signing before all others."""
    return in_order(instrument.acts.select_related("by_instrument", "organisation"))


def in_order(acts: Iterable[Act]) -> list[Act]:
    """Order acts by their days; signing before all others, those without a day last."""
    return sorted(
        acts,
        key=lambda act: (
            act.kind != ActKind.SIGNED,
            (act.on.earliest if act.on else None) or dt.date.max,
            act.pk,
        ),
    )


@dataclass(frozen=True, slots=True)
class Step:
    """A text in a lineage, with what it does to the one before it."""

    instrument: Instrument
    relation: str
    signed: str
    is_this: bool = False


def lineage_of(instrument: Instrument, user: User) -> list[Step]:
    """Give the texts before, this one and those after, oldest first, as far as the user may see.

    The line stops at a text the user may not know of: nothing tells that it goes on.
    """
    seen = Instrument.objects.visible_to(user).in_register()
    chain, older = [instrument], instrument.predecessor_id
    while older and len(chain) < LINEAGE_LIMIT:
        before = seen.filter(pk=older).first()
        if before is None:
            break
        chain.insert(0, before)
        older = before.predecessor_id
    newest = {instrument.pk}
    while newest and len(chain) < LINEAGE_LIMIT:
        after = list(seen.filter(predecessor__in=newest).order_by("sort_key", "pk")[:LINEAGE_LIMIT])
        chain += after
        newest = {text.pk for text in after}
    if len(chain) == 1:
        return []
    return [_step(text, instrument, chain, user) for text in _with_signings(chain)]


def _with_signings(chain: Sequence[Instrument]) -> list[Any]:
    signings = Act.objects.filter(kind=ActKind.SIGNED, instrument__in=[text.pk for text in chain])
    by_text = {act.instrument_id: act for act in signings}
    for text in chain:
        text.__dict__["signings"] = [by_text[text.pk]] if text.pk in by_text else []
    return list(chain)


def _step(text: Any, this: Instrument, chain: Sequence[Instrument], user: User) -> Step:
    known = text.predecessor_id in {other.pk for other in chain}
    return Step(
        text,
        relation=text.get_relation_display() if known else "",
        signed=signed_in_words(text),
        is_this=text.pk == this.pk,
    )


def signed_on(instrument: Any) -> PartialDate | str:  # one that came with its signings
    """Give the day of signing; in words where it is not known, empty for what is not signed."""
    if not instrument.signings:
        return ""
    on: PartialDate | None = instrument.signings[0].on
    return on or _("date not known")


def signed_in_words(instrument: Any) -> str:  # the same
    """Give the day of signing as people read it; empty for a text that is not signed."""
    on = signed_on(instrument)
    return on if isinstance(on, str) else format_partial(on)
