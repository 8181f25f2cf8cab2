"""The columns of the list of texts, for the page and the exported file alike."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from banggiao.agreements import queries
from banggiao.agreements.enums import InstrumentKind, State
from banggiao.agreements.standing import Bounds, state_at
from banggiao.core.enums import words_for
from banggiao.core.tables import Column

if TYPE_CHECKING:
    from banggiao.core.sheets.values import Value

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
    return (shape[0], parties, *shape[1:])


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
            value=queries.signed_on,
        ),
        Column(
            "standing",
            gettext_lazy("Standing"),
            lambda _text: "",
            pill=lambda i: queries.mark_of(i, today),
            sub=lambda i: _declared(i, today),
            value=lambda i: queries.mark_of(i, today)[1],
            also=(Column("declared", gettext_lazy("Declared"), lambda i: _declared(i, today)),),
        ),
        Column(
            "ends",
            gettext_lazy("Ends"),
            _ends,
            sort=("course__over_earliest", "sort_key"),
            value=_ends_on,
        ),
        Column(
            "notice",
            gettext_lazy("Days to notice"),
            lambda i: _notice(i, today),
            numeric=True,
            value=lambda i: _days_to_notice(i, today),
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


def _ends_on(text: Text) -> Value:
    """Give the last day where it is one day; as the page says it where it is not."""
    course = text.course
    first, last = Bounds(course.over_earliest, course.over_latest)
    if not course.over_kind or first is None or first != last:
        return _ends(text)
    return first - dt.timedelta(days=course.over_kind == State.EXPIRED)


def _notice(text: Text, today: dt.date) -> str:
    left = _days_to_notice(text, today)
    return "" if left is None else str(left)


def _days_to_notice(text: Text, today: dt.date) -> int | None:
    course = text.course
    term = Bounds(course.term_earliest, course.term_latest)
    return queries.next_days(text, term, state_at(course, today), today).to_notice(today)
