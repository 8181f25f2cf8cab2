"""Reads of the negotiation table, for our own people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Exists, OuterRef, Prefetch, Q

from banggiao.agreements.enums import ItemState, Side
from banggiao.agreements.models import (
    Item,
    Negotiation,
    Position,
    Remark,
    Round,
    Seat,
    Text,
    Wording,
)
from banggiao.agreements.queries.versions import place_of
from banggiao.core.dates import format_partial

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from banggiao.accounts.models import User
    from banggiao.agreements.models import Instrument
    from banggiao.core.access import RecordQuerySet

ROUNDS = 200
HISTORY = 500


def negotiations_of(instrument: Instrument, user: User) -> list[Negotiation]:
    """Give the negotiations of a text, the open one first, then the newest."""
    found = Negotiation.objects.visible_to(user).in_register().filter(instrument=instrument)
    return list(found.select_related("base", "outcome").order_by("is_closed", "-pk")[:50])


def negotiation_of(instrument: Instrument, user: User, code: str = "") -> Negotiation | None:
    """Give one negotiation of a text: the one named, else the open one, else the newest."""
    found = negotiations_of(instrument, user)
    if code:
        return next((one for one in found if one.code == code), None)
    return next(iter(found), None)


def languages_of(negotiation: Negotiation) -> list[str]:
    """Give the languages of the table: those of the version it began from, the usual order."""
    found = Text.objects.filter(version=negotiation.base_id).values_list("language", flat=True)
    return sorted(found, key=lambda language: (place_of(language), language))


@dataclass(frozen=True, slots=True)
class Stages:
    """How many clauses of a table are how far."""

    counts: dict[str, int]

    @property
    def total(self) -> int:
        """All clauses on the table."""
        return sum(self.counts.values())

    @property
    def agreed(self) -> int:
        """Those that are agreed."""
        return self.counts.get(ItemState.AGREED, 0)

    @property
    def left(self) -> int:
        """Those that are not: open, in brackets or put off."""
        return self.total - self.agreed


def stages_of(negotiation: Negotiation, user: User) -> Stages:
    """Count the clauses on the table by how far they are."""
    return counted(items_on(negotiation, user))


def counted(items: RecordQuerySet[Any]) -> Stages:
    """Count clauses by how far they are."""
    counts = dict(items.order_by().values_list("stage").annotate(n=Count("pk")))
    return Stages({stage: counts.get(stage, 0) for stage in ItemState.values})


def items_on(
    negotiation: Negotiation, user: User, *, stage: str = "", in_round: str = ""
) -> RecordQuerySet[Any]:
    """Give the clauses on the table in their order; those of a stage, or touched in a round."""
    found: Any = Item.objects.visible_to(user).in_register().filter(negotiation=negotiation)
    if stage:
        found = found.filter(stage=stage)
    if in_round.isdecimal() and len(in_round) < 5:
        said = Wording.objects.filter(item=OuterRef("pk"), round__number=int(in_round))
        found = found.filter(Exists(said) | Q(stage_round__number=int(in_round)))
    result: RecordQuerySet[Any] = found.order_by("order", "pk")
    return result


def item_on(instrument: Instrument, user: User, code: str) -> Item | None:
    """Give a clause of a text's tables by its code, also one that was set aside."""
    found = Item.objects.visible_to(user).filter(negotiation__instrument=instrument, code=code)
    item: Item | None = found.select_related(
        "negotiation__instrument", "negotiation__base", "stage_round", "stage_by"
    ).first()
    return item


def next_code(negotiation: Negotiation, ahead: int = 0) -> str:
    """Give the code of a clause that comes onto the table: the table's, and a number."""
    return f"{negotiation.code}-{negotiation.items.count() + 1 + ahead}"


def last_words(item: Item, side: str, language: str, *, shown: bool = False) -> Wording | None:
    """Give what a side said last about a clause in a language; ``shown``: known to both sides."""
    return all_last_words(item, side, shown=shown).get(language)


def all_last_words(item: Item, side: str, *, shown: bool = False) -> dict[str, Wording]:
    """Give what a side said last about a clause, in each language."""
    found = item.wordings.filter(side=side).order_by("number")
    found = found.filter(is_shown=True) if shown else found
    return {wording.language: wording for wording in found}


def words_of(
    items: Iterable[Item], language: str, *, shown: bool = False
) -> dict[int, dict[str, Wording]]:
    """Give what each side said last about each clause in a language, in one question."""
    said = Wording.objects.filter(language=language)
    said = said.filter(is_shown=True) if shown else said
    later = said.filter(item=OuterRef("item"), side=OuterRef("side"), number__gt=OuterRef("number"))
    keys = [item.pk for item in items]
    found: dict[int, dict[str, Wording]] = {key: {} for key in keys}
    for wording in said.filter(~Exists(later), item__in=keys):
        found[wording.item_id][wording.side] = wording
    return found


@dataclass(frozen=True, slots=True)
class Row:
    """A clause on the table with what each side said last, and what is kept about it."""

    item: Item
    ours: Wording | None
    theirs: Wording | None
    agreed: Wording | None
    position: Position | None
    internal: int
    shared: int


def rows_of(items: Sequence[Item], language: str, user: User) -> list[Row]:
    """Give the rows of a page of the table, in the same few questions for any number of them."""
    words = words_of(items, language)
    positions = positions_of(items, user)
    remarks = _remarks(items)
    return [
        Row(
            item,
            words[item.pk].get(Side.OURS),
            words[item.pk].get(Side.THEIRS),
            words[item.pk].get(Side.AGREED),
            positions.get(item.pk),
            remarks.get((item.pk, True), 0),
            remarks.get((item.pk, False), 0),
        )
        for item in items
    ]


def positions_of(items: Iterable[Item], user: User) -> dict[int, Position]:
    """Give the positions the user is cleared for, by the key of their clause."""
    found = Position.objects.visible_to(user).in_register()
    return {one.item_id: one for one in found.filter(item__in=[item.pk for item in items])}


def position_of(item: Item, user: User) -> Position | None:
    """Give the position on a clause, if the user is cleared for it."""
    found = Position.objects.visible_to(user).in_register().filter(item=item)
    position: Position | None = found.select_related(
        "approved_in", "paper", "not_secret_by"
    ).first()
    return position


def _remarks(items: Iterable[Item]) -> dict[tuple[int, bool], int]:
    found = Remark.objects.filter(item__in=[item.pk for item in items])
    counted = found.order_by().values_list("item", "is_internal").annotate(n=Count("pk"))
    return {(item, is_internal): n for item, is_internal, n in counted}


def remarks_on(item: Item) -> list[Remark]:
    """Give all that was said about a clause, in order, for our own people."""
    return list(item.remarks.select_related("by", "round").order_by("number")[:HISTORY])


def wordings_of(item: Item) -> list[Wording]:
    """Give everything that was proposed or agreed for a clause, the latest first."""
    return list(item.wordings.select_related("by", "round").order_by("-number")[:HISTORY])


def rounds_of(negotiation: Negotiation, user: User) -> list[Round]:
    """Give the rounds in their order, with those who sat there as far as the user may know."""
    seats = Prefetch("seats", Seat.objects.visible_to(user).order_by("side", "pk"))
    return list(negotiation.rounds.prefetch_related(seats).order_by("number")[:ROUNDS])


def neighbours(item: Item, user: User) -> tuple[Item | None, Item | None]:
    """Give the clauses before and after one on its table."""
    on_table = items_on(item.negotiation, user)
    return (
        on_table.filter(order__lt=item.order).order_by("-order").first(),
        on_table.filter(order__gt=item.order).first(),
    )


def round_in_words(one: Round) -> str:
    """Give a round with its day, as a heading says it."""
    return f"{one}, {format_partial(one.on)}" if one.on else str(one)
