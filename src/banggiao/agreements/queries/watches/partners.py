"""Texts whose partner was renamed, merged, divided or dissolved, and nobody entered who goes on."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from banggiao.agreements.enums import ActKind
from banggiao.agreements.models import Act, Party
from banggiao.agreements.queries.texts import parties_of, texts_with_parties
from banggiao.agreements.queries.watches.shapes import (
    Sign,
    Watch,
    after_a_later,
    alive_on,
    later_code,
)
from banggiao.agreements.standing import Bounds
from banggiao.core.access import cleared
from banggiao.core.enums import RecordState
from banggiao.partners.models import Succession

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from banggiao.accounts.models import User
    from banggiao.agreements.models import Instrument
    from banggiao.partners.models import Organisation

LIMIT = 500


def changed_partners(user: User, today: dt.date, limit: int = LIMIT) -> list[Sign]:
    """Give our living texts with a partner that has a successor or is dissolved.

    Left out is what is dealt with: the successor took the text over, or is a party itself. A
    successor the reader may not know of has not come.
    """
    found = texts_with_parties(user).ours().filter(alive_on(today))
    texts: Any = (
        found.filter(Exists(_open_parties(user)))
        .annotate(later=later_code(user))
        .order_by("sort_key", "pk")
    )
    shown = list(texts[:limit])
    by_older, heirs = _successions(shown, user), _heirs(shown)
    return [
        _sign(text, party, waiting)
        for text in shown
        for party in _others(text)
        for waiting in [_waiting(text, by_older.get(party.pk, []), heirs.get(text.pk, set()))]
        if waiting or (party.dissolved and party.pk not in by_older and text.pk not in heirs)
    ]


def _waiting(text: Instrument, newer: Sequence[Succession], heirs: set[int]) -> list[Succession]:
    """Give the successors that neither took the text over nor are a party to it."""
    done = heirs | {body.pk for body in parties_of(text)}
    return [step for step in newer if step.newer_id not in done]


def _others(text: Instrument) -> list[Organisation]:
    return [party for party in parties_of(text) if not party.is_own]


def _visible_successions(user: User) -> Any:
    seen = Succession.objects.filter(cleared(user, "older", "newer"))
    return seen.filter(newer__state=RecordState.ACTIVE)


def _open_parties(user: User) -> Any:
    """Give the parties of a text that changed, and for whom nobody took it over."""
    seen: Any = Party.objects
    parties = seen.visible_to(user).filter(instrument=OuterRef("pk"), organisation__is_own=False)
    took_over = Act.objects.filter(kind=ActKind.INHERITED)
    by_heir = took_over.filter(
        instrument=OuterRef(OuterRef("instrument")), organisation=OuterRef("newer")
    )
    also_party = Party.objects.filter(
        instrument=OuterRef(OuterRef("instrument")), organisation=OuterRef("newer")
    )
    newer = _visible_successions(user).filter(older=OuterRef("organisation"))
    waiting = newer.filter(~Exists(by_heir), ~Exists(also_party))
    nobody = ~Exists(newer) & ~Exists(took_over.filter(instrument=OuterRef("instrument")))
    return parties.filter(Exists(waiting) | Q(~Q(organisation__dissolved="") & nobody))


def _successions(texts: Iterable[Instrument], user: User) -> dict[int, list[Succession]]:
    keys = {party.pk for text in texts for party in _others(text)}
    found: dict[int, list[Succession]] = {}
    ordered = _visible_successions(user).filter(older__in=keys).select_related("newer")
    for step in ordered.order_by(F("on_earliest").asc(nulls_last=True), "pk"):
        found.setdefault(step.older_id, []).append(step)
    return found


def _heirs(texts: Iterable[Instrument]) -> dict[int, set[int]]:
    acts = Act.objects.filter(kind=ActKind.INHERITED, instrument__in=[t.pk for t in texts])
    found: dict[int, set[int]] = {}
    for text, heir in acts.values_list("instrument", "organisation"):
        found.setdefault(text, set()).add(heir)
    return found


def _sign(text: Any, party: Organisation, newer: Sequence[Succession]) -> Sign:
    days = Bounds.of(newer[0].on) if newer and newer[0].on else None
    if not newer and party.dissolved:
        days = Bounds.of(party.dissolved)
    sign = Sign(
        Watch.PARTNER,
        str(text),
        text.get_absolute_url(),
        what=_what(party, newer),
        next_step=_("Ask the partner who goes on with it, and enter who took it over.")
        if newer
        else _("Clear whether the text still stands; enter who took it over, or that it ended."),
        days=days,
        tone="warn",
        word=_("has a successor") if newer else _("dissolved"),
        instrument=text,
        deed="inherit",
        classification=text.classification,
    )
    return after_a_later(sign, text.later)


def _what(party: Organisation, newer: Sequence[Succession]) -> str:
    if not newer:
        return _("%(party)s exists no more.") % {"party": party}
    names = "; ".join(str(step.newer) for step in newer)
    words = ngettext(
        "%(party)s was followed by %(names)s.",
        "%(party)s was followed by several bodies: %(names)s.",
        len(newer),
    )
    return words % {"party": party, "names": names}
