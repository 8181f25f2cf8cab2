"""What a text says of its own term, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from banggiao.core.dates import format_span

if TYPE_CHECKING:
    from banggiao.agreements.models import Instrument


def months_in_words(number: int | None) -> str:
    """Give months as people read them, whole years as years; empty for none."""
    if not number:
        return ""
    if number % 12 == 0:
        years = number // 12
        return ngettext("%(n)s year", "%(n)s years", years) % {"n": years}
    return ngettext("%(n)s month", "%(n)s months", number) % {"n": number}


def term_in_words(instrument: Instrument) -> str:
    """Give the term as it is stated: from and until, or how long."""
    span = format_span(instrument.term_start, instrument.term_end)
    return " · ".join(part for part in (span, months_in_words(instrument.term_months)) if part)


def renewal_in_words(instrument: Instrument) -> str:
    """Give what happens when the term runs out."""
    how, months = instrument.get_renewal_display(), months_in_words(instrument.renewal_months)
    return _("%(how)s, each time %(months)s") % {"how": how, "months": months} if months else how
