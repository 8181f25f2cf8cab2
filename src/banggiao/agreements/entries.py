"""What the search box knows of texts: their own words, never a party's name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from banggiao.core.search import Entry, labels_of

if TYPE_CHECKING:
    from banggiao.agreements.models import Instrument


def of_instrument(instrument: Instrument) -> Entry:
    """Find a text by its names, its number in the office's register and its remark.

    Hits of the same rank go by the day of signing.
    """
    acts = [act for act in instrument.acts.all() if act.kind == "signed"]
    days = [act.on for act in acts if act.on]
    return Entry(
        names=[*instrument.all_names(), instrument.register_number],
        texts=[instrument.remark],
        labels=labels_of(instrument),
        url=instrument.get_absolute_url(),
        on=next(iter(days), None),
    )
