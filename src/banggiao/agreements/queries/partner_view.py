"""What the other side may be shown: nothing here reads a position or an internal remark.

The page of the meeting, its forms and the Word file are made from this alone, so that no template
can leak what is not asked for. A draft of ours that the other side does not know is not asked for
either.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef

from banggiao.agreements.enums import ItemState, Side
from banggiao.agreements.models import Item, Party, Remark, Wording
from banggiao.agreements.queries.negotiation import Stages, counted, items_on, words_of
from banggiao.agreements.texts.wordings import fingerprint
from banggiao.core.dates import format_partial

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from banggiao.accounts.models import User
    from banggiao.agreements.models import Instrument, Negotiation
    from banggiao.core.access import RecordQuerySet

MOST = 2000


@dataclass(frozen=True, slots=True)
class SharedClause:
    """A clause as both sides know it: words of each side in one language, None for none said."""

    code: str
    name: str
    stage: str
    ours: str | None
    theirs: str | None
    agreed: str | None
    remarks: tuple[str, ...] = ()

    @property
    def stage_word(self) -> str:
        """How far it is, in words."""
        return str(ItemState(self.stage).label)

    def said_by(self, side: str) -> str | None:
        """Give the words of a side."""
        words = {Side.OURS: self.ours, Side.THEIRS: self.theirs, Side.AGREED: self.agreed}
        return words[Side(side)]

    def seen(self, side: str) -> str:
        """Give the fingerprint of a side's words, for a form over them."""
        return fingerprint(self.said_by(side))


def shared_clauses(
    negotiation: Negotiation, language: str, user: User, *, stage: str = ""
) -> list[SharedClause]:
    """Give the whole table as both sides know it, in one language."""
    return _shared(list(_known(negotiation, user, stage=stage)[:MOST]), language)


def _known(negotiation: Negotiation, user: User, *, stage: str = "") -> RecordQuerySet[Any]:
    """Keep the clauses of which both sides know words: one that we only drafted is not there."""
    said = Wording.objects.filter(item=OuterRef("pk"), is_shown=True)
    return items_on(negotiation, user, stage=stage).filter(Exists(said))


def known_item(item: Item, user: User) -> bool:
    """Tell whether both sides know of a clause."""
    return bool(_known(item.negotiation, user).filter(pk=item.pk).exists())


def shared_stages(negotiation: Negotiation, user: User) -> Stages:
    """Count the clauses both sides know of by how far they are."""
    return counted(_known(negotiation, user))


def shared_neighbours(item: Item, user: User) -> tuple[str, str]:
    """Give the codes of the clauses before and after one, of those both sides know of."""
    known = _known(item.negotiation, user).values_list("code", flat=True)
    before = known.filter(order__lt=item.order).order_by("-order").first()
    return before or "", known.filter(order__gt=item.order).first() or ""


def shared_clause(item: Item, language: str) -> SharedClause:
    """Give one clause as both sides know it."""
    return _shared([item], language)[0]


def _shared(items: Sequence[Item], language: str) -> list[SharedClause]:
    words = words_of(items, language, shown=True)
    remarks: dict[int, list[str]] = {}
    keys = [item.pk for item in items]
    said = Remark.objects.filter(item__in=keys, is_internal=False).order_by("item", "number")
    for item, text in said.values_list("item", "words"):
        remarks.setdefault(item, []).append(text)
    return [_clause(item, words[item.pk], tuple(remarks.get(item.pk, ()))) for item in items]


def _clause(item: Item, words: Mapping[str, Wording], remarks: tuple[str, ...]) -> SharedClause:
    said = {side: words[side].body if side in words else None for side in Side.values}
    return SharedClause(
        item.code,
        str(item),
        item.stage,
        said[Side.OURS],
        said[Side.THEIRS],
        said[Side.AGREED],
        remarks,
    )


def round_dates(negotiation: Negotiation) -> list[str]:
    """Give the rounds with day and place, and neither remark nor names, for a heading."""
    return [
        ", ".join(
            part for part in (str(one), format_partial(one.on) if one.on else "", one.place) if part
        )
        for one in negotiation.rounds.order_by("number")
    ]


def side_names(instrument: Instrument, language: str, user: User) -> dict[str, str]:
    """Give what each side is called: the bodies that make the text, as far as the user may see.

    Where none is recorded, or it is not known which is ours, the words "ours" and "theirs".
    """
    parties: Any = Party.objects
    seen = parties.visible_to(user).filter(instrument=instrument).select_related("organisation")
    names: dict[bool, list[str]] = {True: [], False: []}
    for party in seen.order_by("order", "pk"):
        names[party.organisation.is_own].append(party.organisation.name_in(language))
    return {
        "ours": "; ".join(names[True]) or str(Side.OURS.label),
        "theirs": "; ".join(names[False]) or str(Side.THEIRS.label),
    }
