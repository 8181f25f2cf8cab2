"""How a text stands, in words: the mark, why, and the days that come next."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from banggiao.agreements.enums import ActKind, Renewal, State
from banggiao.agreements.standing import Bounds, Derived, Standing, derive, state_at
from banggiao.core.dates import PartialDate, format_partial
from banggiao.core.enums import words_for

if TYPE_CHECKING:
    from collections.abc import Iterable

    from banggiao.agreements.models import Act, Instrument

STATE = words_for(State)
ACT = words_for(ActKind)


@dataclass(frozen=True, slots=True)
class View:
    """How a text stands today: the mark, why, and the days that come next."""

    standing: Standing
    derived: Derived
    tone: str
    word: str
    why: str
    ends: str
    days: NextDays


@dataclass(frozen=True, slots=True)
class NextDays:
    """The last day of the running term and the last day to give notice, as far as known."""

    end: Bounds | None = None
    notice: dt.date | None = None
    renews: bool = False

    def to_notice(self, today: dt.date) -> int | None:
        """Count the days left to give notice; below zero where the day has passed."""
        return (self.notice - today).days if self.notice else None


TONES = {
    State.IN_FORCE: "good",
    State.SIGNED: "acc",
    State.EXPIRED: "bad",
    State.REPLACED: "plain",
    State.ENDED: "plain",
    State.NOT_SIGNED: "warn",
}


def mark(standing: Standing) -> tuple[str, str]:
    """Give the tone and the word of the mark that says how a text stands."""
    if standing.state == State.IN_FORCE and not standing.certain:
        return "warn", _("May be in force")
    return TONES[standing.state], STATE(standing.state)


def mark_of(instrument: Instrument, today: dt.date) -> tuple[str, str]:
    """Give the mark of a text that came with its course."""
    return mark(state_at(instrument.course, today))


def view_of(instrument: Instrument, acts: Iterable[Act], today: dt.date) -> View:
    """Say how a text stands today, why, and what comes next."""
    derived = derive(instrument, acts)
    standing = state_at(derived, today)
    tone, word = mark(standing)
    days = next_days(instrument, derived.term, standing, today)
    return View(
        standing=standing,
        derived=derived,
        tone=tone,
        word=word,
        why=_why(standing, derived, today),
        ends=end_in_words(instrument, derived.over, derived.over_kind),
        days=days,
    )


def _why(standing: Standing, derived: Derived, today: dt.date) -> str:
    """Name the act or the rule from which the standing follows."""
    if standing.state == State.NOT_SIGNED:
        return _("No signing is recorded.") if not derived.is_signed else ""
    if standing.state == State.EXPIRED:
        return _("Its term ran out and no extension is recorded.")
    if derived.over_by is not None and standing.state in {State.REPLACED, State.ENDED}:
        day = f" {format_partial(derived.over_by.on)}" if derived.over_by.on else ""
        return f"{ACT(derived.over_by.kind)}{day}"
    if standing.state == State.SIGNED:
        return _("It enters into force later.")
    return " ".join(_why_in_force(standing, derived, today))


def _why_in_force(standing: Standing, derived: Derived, today: dt.date) -> list[str]:
    said = []
    if derived.force_by is None:
        said.append(_("Counted from signing: entry into force is not recorded."))
    if derived.renews_itself and derived.term_latest and derived.term_latest <= today:
        said.append(_("Its term ran out and renews itself."))
    if not standing.certain:
        said.append(_why_in_doubt(derived, today))
    return said


def _why_in_doubt(derived: Derived, today: dt.date) -> str:
    if derived.force_latest is None or derived.force_latest > today:
        return _("The day it began is not known well enough.")
    if derived.lapse_from and (derived.lapse_until is None or today < derived.lapse_until):
        return _("It was extended after its term had run out.")
    return _("The day it ends is not known well enough.")


def next_days(instrument: Instrument, term: Bounds, standing: Standing, today: dt.date) -> NextDays:
    """Say when the running term ends and by when notice is due; nothing for what is over."""
    if standing.state not in {State.IN_FORCE, State.SIGNED} or term == Bounds():
        return NextDays()
    months, renews = instrument.renewal_months, instrument.renewal == Renewal.AUTOMATIC
    while renews and months and term.latest and term.latest <= today:
        term = term.after(months=months)
    last = term.after(days=-1)
    if renews and last.latest and last.latest < today:
        return NextDays(renews=True)  # renewed, nobody says for how long
    notice = None
    if instrument.notice_months and last.earliest:
        notice = last.after(months=-instrument.notice_months).earliest
    return NextDays(last, notice, renews)


def end_in_words(instrument: Instrument, over: Bounds, kind: str) -> str:
    """Give the last day of the term, or the day of the act that ended it; empty for neither."""
    if not kind:
        return _("renews itself") if instrument.renewal == Renewal.AUTOMATIC else ""
    if kind != State.EXPIRED:
        return in_words(over)
    return last_day(over.after(days=-1))


def last_day(days: Bounds) -> str:
    """Give the end of a term as people read it; one that may lie at any time is not known."""
    return in_words(days) if days.latest else _("day not known")


def in_words(days: Bounds) -> str:
    """Give bounds as people read them: a day, a month, a year, or what lies between."""
    first, last = days
    if first is None or last is None:
        known = first or last
        if known is None:
            return _("date not known")
        pattern = _("after %(day)s") if first else _("by %(day)s")
        return pattern % {"day": day_in_words(known)}
    for text in (first.isoformat(), f"{first:%Y-%m}", f"{first:%Y}"):
        whole = PartialDate.parse(text)
        if (whole.earliest, whole.latest) == (first, last):
            return format_partial(whole)
    days_between = {"first": day_in_words(first), "last": day_in_words(last)}
    return _("between %(first)s and %(last)s") % days_between


def one_day(day: dt.date) -> Bounds:
    """Give a day as bounds."""
    return Bounds(day, day)


def day_in_words(day: dt.date) -> str:
    """Give a day as people read it."""
    return format_partial(PartialDate.parse(day.isoformat()))


def days_left(days: int) -> str:
    """Give days as people read them: left, or passed."""
    if days < 0:
        return ngettext("passed %(n)s day ago", "passed %(n)s days ago", -days) % {"n": -days}
    return ngettext("%(n)s day left", "%(n)s days left", days) % {"n": days}
