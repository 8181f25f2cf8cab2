"""What a text's page lists beside its ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from banggiao.agreements.queries.terms import (
    months_in_words,
    renewal_in_words,
    term_in_words,
)

if TYPE_CHECKING:
    from banggiao.agreements.models import Instrument


def facts_of(instrument: Instrument) -> list[dict[str, Any]]:
    """Give the facts that are known, in the order of the office's register."""
    topics = "; ".join(str(topic) for topic in instrument.topics.order_by("pk"))
    stands_for = ngettext(
        "%(number)s text", "%(number)s texts; the dates of each are not known", instrument.copies
    ) % {"number": instrument.copies}
    rows: list[tuple[Any, Any]] = [
        (_("Vietnamese"), instrument.name_vi),
        (_("English"), instrument.name_en),
        (_("Japanese"), instrument.name_ja),
        (_("Own script"), instrument.name_native),
        (_("Stands for"), stands_for if instrument.copies > 1 else ""),
        (_("In the name of"), instrument.get_in_name_of_display()),
        (_("Topics"), topics),
        (_("Term"), term_in_words(instrument)),
        (_("Renewal"), renewal_in_words(instrument)),
        (_("Notice before the end"), months_in_words(instrument.notice_months)),
        (_("Languages"), instrument.languages),
        (_("Originals kept"), instrument.place_of_originals),
        (_("Number in the office's register"), instrument.register_number),
        (_("Code"), instrument.code),
        (_("Remark"), instrument.remark),
    ]
    return [{"label": label, "value": value} for label, value in rows if value]
