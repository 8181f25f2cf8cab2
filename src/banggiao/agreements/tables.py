"""The columns of the list of texts, for the page and the exported file alike."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from banggiao.agreements import queries
from banggiao.agreements.enums import InstrumentKind
from banggiao.agreements.standing import Bounds, state_at
from banggiao.core.enums import words_for
from banggiao.core.tables import Column

KIND = words_for(InstrumentKind)

SHOWN = 3
"""So many parties stand under a title; a file has all."""

type Text = Any  # an Instrument that came by `instruments_for_list`


def instruments(today: dt.date, *, in_file: bool = False) -> tuple[Column[Text], ...]:
    """Give the columns. Parties the reader may not see leave no trace.

    A file has no marks and no second lines: there both are columns of their own.
    """
    parties: Column[Text] = Column("parties", gettext_lazy("Other parties"), _partners)
    shape = _shape(today)
    if not in_file:
        return shape
    words: Column[Text] = Column(
        "standing", gettext_lazy("Standing"), lambda i: queries.mark_of(i, today)[1]
    )
    shown = [words if column.key == "standing" else column for column in shape]
    return (shown[0], parties, *shown[1:])


def _shape(today: dt.date) -> tuple[Column[Text], ...]:
    return (
        Column(
            "name",
            gettext_lazy("Title"),
            str,
            sort=("sort_key",),
            url=lambda i: i.get_absolute_url(),
            sub=_in_short,
        ),
        Column("kind", gettext_lazy("Kind"), lambda i: KIND(i.kind), sort=("kind", "sort_key")),
        Column(
            "signed",
            gettext_lazy("Signed"),
            queries.signed_in_words,
            sort=("course__signed_earliest", "sort_key"),
        ),
        Column(
            "standing",
            gettext_lazy("Standing"),
            lambda _text: "",
            pill=lambda i: queries.mark_of(i, today),
            sub=lambda i: _declared(i, today),
        ),
        Column(
            "ends",
            gettext_lazy("Ends"),
            _ends,
            sort=("course__over_earliest", "sort_key"),
        ),
        Column(
            "notice",
            gettext_lazy("Days to notice"),
            lambda i: _notice(i, today),
            numeric=True,
            hide_on_phone=True,
        ),
    )


def _in_short(text: Text) -> str:
    return _partners(text, SHOWN)


def _partners(text: Text, limit: int | None = None) -> str:
    parties = [str(party) for party in queries.partners_of(text)]
    names = "; ".join(parties[:limit])
    if len(parties) > len(parties[:limit]):
        more = len(parties) - len(parties[:limit])
        names += " " + ngettext("and %(n)s more", "and %(n)s more", more) % {"n": more}
    if text.copies > 1:
        stands_for = _("%(number)s texts, dates of each not known") % {"number": text.copies}
        return f"{names} · {stands_for}" if names else stands_for
    return names


def _declared(text: Text, today: dt.date) -> str:
    if not text.declared_status or text.declared_status == state_at(text.course, today).state:
        return ""
    return _("declared: %(status)s") % {"status": queries.STATE(text.declared_status)}


def _ends(text: Text) -> str:
    course = text.course
    over = Bounds(course.over_earliest, course.over_latest)
    return queries.end_in_words(text, over, course.over_kind)


def _notice(text: Text, today: dt.date) -> str:
    course = text.course
    term = Bounds(course.term_earliest, course.term_latest)
    left = queries.next_days(text, term, state_at(course, today), today).to_notice(today)
    return "" if left is None else str(left)
