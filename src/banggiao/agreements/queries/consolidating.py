"""What a signed amendment makes of the text it amends, for a person to look at and keep."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from banggiao.agreements.enums import Relation, VersionKind
from banggiao.agreements.queries.versions import (
    nodes_of,
    texts_in_order,
    version_numbered,
    version_on,
    versions_of,
)
from banggiao.agreements.texts.consolidating import consolidated

if TYPE_CHECKING:
    from banggiao.accounts.models import User
    from banggiao.agreements.models import Instrument, Version
    from banggiao.agreements.texts.consolidating import Consolidated


@dataclass(frozen=True, slots=True)
class Proposal:
    """A text with its amendment: from which versions, since when, and the words by language."""

    base: Version
    amendment: Version
    since: dt.date
    texts: dict[str, Consolidated]


def versions_to_consolidate(
    instrument: Instrument, user: User
) -> tuple[Version, Version, dt.date] | None:
    """Give the whole text before a signed amendment, the amendment, and the day of its signing.

    Only as far as the user may see; None for a text that amends nothing or is not signed, and where
    somebody has kept the whole text already.
    """
    course = getattr(instrument, "course", None)
    since = course.signed_latest if course else None
    if instrument.relation != Relation.AMENDS or since is None:
        return None
    seen = versions_of(instrument, user)
    amendment = seen.filter(kind=VersionKind.SIGNED).first()
    amendment = amendment or seen.filter(kind=VersionKind.AGREED).first()
    base = version_on(instrument, since - dt.timedelta(days=1), user)
    kept = seen.filter(kind=VersionKind.CONSOLIDATED).exists()
    if amendment is None or base is None or kept or base.instrument_id == instrument.pk:
        return None
    return base, amendment, since


def proposal(instrument: Instrument, user: User) -> Proposal | None:
    """Carry the amendment out in each language that both texts have."""
    found = versions_to_consolidate(instrument, user)
    if found is None:
        return None
    base, amendment, since = found
    whole = version_numbered(base.instrument, base.number, user)
    before = {text.language: text for text in texts_in_order(whole)} if whole else {}
    texts = {
        text.language: consolidated(nodes_of(before[text.language])[0], nodes_of(text)[0])
        for text in texts_in_order(amendment)
        if text.language in before
    }
    return Proposal(base, amendment, since, texts) if texts else None
