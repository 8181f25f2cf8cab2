"""Texts for lists and pages, with the parties and people the reader may see."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from banggiao.agreements.enums import ActKind, SignatoryRole
from banggiao.agreements.models import Act, Instrument, Party, Signatory
from banggiao.partners.models import Post

if TYPE_CHECKING:
    from collections.abc import Iterable

    from banggiao.accounts.models import User
    from banggiao.agreements.models.instruments import InstrumentQuerySet
    from banggiao.partners.models import Organisation, Person


def instruments_for_list(user: User) -> InstrumentQuerySet:
    """Give the texts the user may see, with what a row shows; of the parties, the visible ones."""
    found = Instrument.objects.visible_to(user).in_register().select_related("course")
    return found.prefetch_related(_parties(user), _signings())


def visible_texts(user: User) -> InstrumentQuerySet:
    """Give the texts that count and the user may see, each with its course."""
    return Instrument.objects.visible_to(user).in_register().select_related("course")


def texts_with_parties(user: User) -> InstrumentQuerySet:
    """Give the same, each with the parties the user may see."""
    return visible_texts(user).prefetch_related(_parties(user))


def load_parties(texts: Iterable[Instrument], user: User) -> None:
    """Add to texts that came without them the parties the user may see."""
    lacking = {text.pk: text for text in texts if not hasattr(text, "seen_parties")}
    by_key: dict[int, list[Party]] = {key: [] for key in lacking}
    seen: Any = Party.objects
    found = seen.visible_to(user).filter(instrument__in=by_key).select_related("organisation")
    for party in found.order_by("order", "pk"):
        by_key[party.instrument_id].append(party)
    for text in texts:
        if text.pk in by_key:
            text.__dict__["seen_parties"] = by_key[text.pk]


def instrument_for_page(user: User) -> InstrumentQuerySet:
    """Give the texts whose page the user may open, with what its head shows."""
    found = Instrument.objects.visible_to(user).select_related("course", "place__step")
    return found.prefetch_related(_parties(user))


def _parties(user: User) -> Prefetch[Any]:
    seen: Any = Party.objects
    found = seen.visible_to(user).select_related("organisation").order_by("order", "pk")
    return Prefetch("parties", found, to_attr="seen_parties")


def _signings() -> Prefetch[Any]:
    signings = Act.objects.filter(kind=ActKind.SIGNED).order_by("pk")
    return Prefetch("acts", signings, to_attr="signings")


def parties_of(instrument: Any) -> list[Organisation]:  # one that came by the functions above
    """Give the parties the reader may see, in the order of the text."""
    return [party.organisation for party in instrument.seen_parties]


def partners_of(instrument: Any) -> list[Organisation]:  # the same
    """Give the parties but ours; all of them where none is ours."""
    parties = parties_of(instrument)
    others = [party for party in parties if not party.is_own]
    return others if len(others) < len(parties) else parties


def with_party(found: QuerySet[Any], condition: Q, user: User) -> QuerySet[Any]:
    """Keep the texts with a party of that sort whom the reader may see."""
    seen: Any = Party.objects
    parties = seen.visible_to(user).filter(condition, instrument=OuterRef("pk"))
    return found.filter(Exists(parties))


def texts_with(organisation: Organisation, user: User) -> InstrumentQuerySet:
    """Give the texts a body is a party to or took over. The reader may see the body."""
    standing_in = Q(parties__organisation=organisation) | Q(acts__organisation=organisation)
    codes = Instrument.objects.filter(standing_in).values("pk")
    return instruments_for_list(user).filter(pk__in=codes)


def signatories_of(instrument: Instrument, user: User) -> list[Signatory]:
    """Give who signed and witnessed, as far as the user may see; those who signed first."""
    seen: Any = Signatory.objects
    found = seen.visible_to(user).filter(instrument=instrument)
    ordered = found.select_related("person", "organisation").order_by("pk")
    return sorted(ordered, key=lambda s: s.role != SignatoryRole.SIGNATORY)


def title_on(person: Person, instrument: Instrument, user: User) -> Post | None:
    """Give the post the person surely held on the day of signing; None where that is not known."""
    signing = instrument.acts.filter(kind=ActKind.SIGNED).first()
    day = signing.on if signing else None
    if day is None or not day.is_exact:
        return None
    posts: Any = Post.objects
    found = posts.visible_to(user).in_register().filter(person=person)
    known = Q(start_latest__lte=day.earliest, end_earliest__gte=day.earliest) | Q(
        sightings__on_earliest=day.earliest, sightings__on_latest=day.earliest
    )
    held = list(found.filter(known).select_related("organisation").distinct()[:2])
    return held[0] if len(held) == 1 else None
