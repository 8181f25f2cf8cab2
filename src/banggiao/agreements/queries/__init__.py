"""Reads of texts. How a text stands is said in `agreements.standing`; this asks and shows it."""

from banggiao.agreements.queries.figures import (
    expiring_between,
    in_force_at,
    may_be_in_force_at,
    may_be_signed_in,
    may_expire_between,
    our_instruments,
    signed_in,
)
from banggiao.agreements.queries.ledger import (
    acts_of,
    ledger_of,
    lineage_of,
    signed_in_words,
    signed_on,
)
from banggiao.agreements.queries.panels import count_with, timeline_of
from banggiao.agreements.queries.path import waiting_on_path
from banggiao.agreements.queries.texts import (
    instrument_for_page,
    instruments_for_list,
    parties_of,
    partners_of,
    signatories_of,
    texts_with,
    title_on,
    with_party,
)
from banggiao.agreements.queries.watch import Watched, calendar_of, expiring
from banggiao.agreements.queries.words import (
    STATE,
    days_left,
    end_in_words,
    in_words,
    last_day,
    mark,
    mark_of,
    next_days,
    one_day,
    view_of,
)

__all__ = [
    "STATE",
    "Watched",
    "acts_of",
    "calendar_of",
    "count_with",
    "days_left",
    "end_in_words",
    "expiring",
    "expiring_between",
    "in_force_at",
    "in_words",
    "instrument_for_page",
    "instruments_for_list",
    "last_day",
    "ledger_of",
    "lineage_of",
    "mark",
    "mark_of",
    "may_be_in_force_at",
    "may_be_signed_in",
    "may_expire_between",
    "next_days",
    "one_day",
    "our_instruments",
    "parties_of",
    "partners_of",
    "signatories_of",
    "signed_in",
    "signed_in_words",
    "signed_on",
    "texts_with",
    "timeline_of",
    "title_on",
    "view_of",
    "waiting_on_path",
    "with_party",
]
