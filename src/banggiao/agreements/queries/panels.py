"""What partners' pages show of texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import F, Q
from django.utils.translation import gettext as _

from banggiao.agreements.models import Act, Instrument
from banggiao.agreements.queries.words import ACT
from banggiao.core.dates import format_partial
from banggiao.core.panels import TimelineEntry
from banggiao.documents.queries import sources_by_code

if TYPE_CHECKING:
    from collections.abc import Sequence

    from banggiao.accounts.models import User
    from banggiao.documents.models import Citation
    from banggiao.partners.models import Organisation

TIMELINE_LIMIT = 200


def timeline_of(organisation: Organisation, user: User) -> Sequence[TimelineEntry]:
    """Give the dated acts of the texts a body is a party to, for its page."""
    texts = Instrument.objects.visible_to(user).in_register()
    mine = Q(parties__organisation=organisation) | Q(acts__organisation=organisation)
    acts = Act.objects.filter(instrument__in=texts.filter(mine).values("pk"))
    newest = acts.select_related("instrument").order_by(
        F("on_earliest").desc(nulls_last=True), "-pk"
    )
    shown = list(newest[:TIMELINE_LIMIT])
    sources = sources_by_code(Act._meta.label_lower, [act.code for act in shown], user)
    return [_entry(act, sources.get(act.code, [])) for act in shown]


def _entry(act: Act, sources: Sequence[Citation]) -> TimelineEntry:
    return TimelineEntry(
        on=act.on.earliest if act.on else None,
        date_text=format_partial(act.on) if act.on else _("date not known"),
        kind="text",
        text=str(act.instrument),
        url=act.instrument.get_absolute_url(),
        sub=" · ".join(part for part in (ACT(act.kind), act.place) if part),
        source_text="; ".join(str(source) for source in sources),
        classification=act.instrument.classification,
    )


def count_with(organisation: Organisation, user: User) -> int:
    """Count the texts a body is a party to, for the tab on its page."""
    seen = Instrument.objects.visible_to(user).in_register()
    mine = Q(parties__organisation=organisation) | Q(acts__organisation=organisation)
    return seen.filter(mine).distinct().count()
