"""How a text stands on a day: the one place that reads a ledger of acts.

`derive` walks the acts and the term once and gives days: when the text was signed, since when it
is in force, since when no longer. Each is two bounds, because dates may be known in part. The
actions store what it gives in `Course`, so that `state_at` over one row and the conditions below
over all rows say the same (docs/domain/agreements.md; a property test holds them together).

Bounds of what is over are the first day on which the text is no longer in force. A bound that is
None lies open.
"""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from django.db.models import Q

from banggiao.agreements.enums import ActKind, Renewal, State

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from banggiao.core.dates import PartialDate

ENDINGS: dict[str, State] = {
    ActKind.UPGRADED: State.REPLACED,
    ActKind.REPLACED: State.REPLACED,
    ActKind.ENDED: State.ENDED,
}
"""The acts after which a text is no longer in force, and how it then stands."""

COLUMNS = (
    "is_signed",
    "signed_earliest",
    "signed_latest",
    "force_earliest",
    "force_latest",
    "over_kind",
    "over_earliest",
    "over_latest",
    "lapse_from",
    "lapse_until",
    "term_earliest",
    "term_latest",
)
"""What `Course` keeps of what `derive` gives."""


class Deed(Protocol):
    """One act, stored or not."""

    kind: str
    on: PartialDate | None
    until: PartialDate | None


class Terms(Protocol):
    """What a text says of its own term."""

    term_start: PartialDate | None
    term_end: PartialDate | None
    term_months: int | None
    renewal: str


class Bounds(NamedTuple):
    """The first and last day something may mean; None lies open."""

    earliest: dt.date | None = None
    latest: dt.date | None = None

    @classmethod
    def of(cls, value: PartialDate | None) -> Bounds:
        """Give the bounds of a date; of one that is not known, open ones."""
        return cls(value.earliest, value.latest) if value else cls()

    def after(self, *, months: int = 0, days: int = 0) -> Bounds:
        """Give the bounds moved on."""
        return Bounds(_moved(self.earliest, months, days), _moved(self.latest, months, days))

    def surely_before(self, other: Bounds) -> bool:
        """Whether every day of this lies before every day of the other."""
        return bool(self.latest and other.earliest and self.latest < other.earliest)


def _moved(day: dt.date | None, months: int, days: int) -> dt.date | None:
    if day is None:
        return None
    years, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not dt.MINYEAR <= years <= dt.MAXYEAR:
        return None
    try:
        moved = dt.date(years, month + 1, min(day.day, monthrange(years, month + 1)[1]))
        return moved + dt.timedelta(days=days)
    except OverflowError:
        return None


@dataclass(frozen=True, slots=True)
class Derived:
    """The days that follow from a ledger, with the acts they follow from."""

    is_signed: bool = False
    signed_earliest: dt.date | None = None
    signed_latest: dt.date | None = None
    force_earliest: dt.date | None = None
    force_latest: dt.date | None = None
    over_kind: str = ""
    over_earliest: dt.date | None = None
    over_latest: dt.date | None = None
    lapse_from: dt.date | None = None
    lapse_until: dt.date | None = None
    term_earliest: dt.date | None = None
    term_latest: dt.date | None = None
    signed_by: Deed | None = None
    force_by: Deed | None = None
    over_by: Deed | None = None
    renews_itself: bool = False

    @property
    def term(self) -> Bounds:
        """Since when the term, as extended, is over; what renews itself goes on all the same."""
        return Bounds(self.term_earliest, self.term_latest)

    @property
    def over(self) -> Bounds:
        """Since when it is no longer in force; read it only where ``over_kind`` is set."""
        return Bounds(self.over_earliest, self.over_latest)


class Extension(NamedTuple):
    """An extension with the end it found and the end it left. None: no end is recorded."""

    act: Deed
    old: Bounds | None
    new: Bounds | None


def derive(text: Terms, acts: Iterable[Deed]) -> Derived:
    """Read a ledger. Knows no day: what follows holds for any."""
    acts = list(acts)
    signing = _only(acts, ActKind.SIGNED)
    if signing is None:
        return Derived()
    signed, entry = Bounds.of(signing.on), _only(acts, ActKind.IN_FORCE)
    force = _force(text, signed, entry)
    term, lapse = _first_term(text, force), Bounds()
    for extension in _walk(acts, term):
        if text.renewal != Renewal.AUTOMATIC:
            lapse = _widened(lapse, extension)
        term = extension.new
    derived = Derived(
        is_signed=True,
        signed_earliest=signed.earliest,
        signed_latest=signed.latest,
        force_earliest=force.earliest,
        force_latest=force.latest,
        lapse_from=lapse.earliest,
        lapse_until=lapse.latest,
        term_earliest=term.earliest if term else None,
        term_latest=term.latest if term else None,
        signed_by=signing,
        force_by=entry,
        renews_itself=text.renewal == Renewal.AUTOMATIC,
    )
    return _with_end(derived, term, acts)


def _only(acts: Sequence[Deed], *kinds: str) -> Deed | None:
    return next((act for act in acts if act.kind in kinds), None)


def _force(text: Terms, signed: Bounds, entry: Deed | None) -> Bounds:
    """Say since when it is in force: from the entry recorded, else from signing.

    Without an entry, a term that surely begins later counts, or one whose signing has no date.
    """
    if entry is not None:
        return _not_before(Bounds.of(entry.on), signed)
    start = Bounds.of(text.term_start)
    if text.term_start and (signed.latest is None or signed.surely_before(start)):
        return _not_before(start, signed)
    return signed


def _not_before(bounds: Bounds, floor: Bounds) -> Bounds:
    known = [day for day in (bounds.earliest, floor.earliest) if day]
    return Bounds(max(known, default=None), bounds.latest)


def _first_term(text: Terms, force: Bounds) -> Bounds | None:
    if text.term_end:
        return Bounds.of(text.term_end).after(days=1)
    if text.term_months:
        start = Bounds.of(text.term_start) if text.term_start else force
        return start.after(months=text.term_months)
    return None


def extensions(text: Terms, acts: Sequence[Deed]) -> Iterator[Extension]:
    """Give the extensions in the order of their days, those without one last."""
    signing = _only(acts, ActKind.SIGNED)
    signed = Bounds.of(signing.on) if signing else Bounds()
    force = _force(text, signed, _only(acts, ActKind.IN_FORCE))
    return _walk(acts, _first_term(text, force))


def _walk(acts: Iterable[Deed], old: Bounds | None) -> Iterator[Extension]:
    found = [act for act in acts if act.kind == ActKind.EXTENDED]
    for act in sorted(found, key=lambda a: Bounds.of(a.on).earliest or dt.date.max):
        on = Bounds.of(act.on)
        if act.until:
            new: Bounds | None = Bounds.of(act.until).after(days=1)
        elif old is None:
            new = None
        else:
            new = _not_before(Bounds(old.earliest), on)  # extended, nobody says until when
        yield Extension(act, old, new)
        old = new


def _widened(lapse: Bounds, extension: Extension) -> Bounds:
    """Add the doubt that an extension leaves which surely came after the term had run out.

    Nobody says whether the text was in force between the two, so the days stay in doubt.
    """
    on = Bounds.of(extension.act.on)
    old = extension.old
    if not (old and old.latest and on.earliest and old.latest <= on.earliest):
        return lapse
    since = min(day for day in (old.earliest or on.earliest, lapse.earliest) if day)
    first = lapse.earliest is None
    until = on.latest if first or on.latest is None else _later(lapse.latest, on.latest)
    return Bounds(since, until)


def _later(one: dt.date | None, other: dt.date) -> dt.date | None:
    return None if one is None else max(one, other)


def _with_end(derived: Derived, term: Bounds | None, acts: Sequence[Deed]) -> Derived:
    """Add since when it is over: the first of the term's end and the act that ended it."""
    ends: list[tuple[State, Bounds, Deed | None]] = []
    ending = _only(acts, *ENDINGS)
    if ending is not None:
        ends.append((ENDINGS[ending.kind], Bounds.of(ending.on), ending))
    if term is not None and not derived.renews_itself:
        ends.append((State.EXPIRED, term, None))
    if not ends:
        return derived
    kind, _bounds, by = min(ends, key=lambda end: end[1].latest or dt.date.max)
    latest = [bounds.latest for _kind, bounds, _by in ends if bounds.latest]
    days = [bounds.earliest for _kind, bounds, _by in ends]
    earliest = None if None in days else min(day for day in days if day)
    force = Bounds(derived.force_earliest)
    over = _not_before(Bounds(earliest, min(latest, default=None)), force)
    return replace(
        derived,
        over_kind=kind.value,
        over_earliest=over.earliest,
        over_latest=over.latest,
        over_by=by,
    )


# One text on a day


@dataclass(frozen=True, slots=True)
class Standing:
    """How a text stands on a day. Not ``certain``: a date it hangs on is not known well enough."""

    state: State
    certain: bool


def _passed(earliest: dt.date | None, latest: dt.date | None, day: dt.date) -> bool | None:
    """Whether something has come by the day; None: it may have."""
    if latest is not None and latest <= day:
        return True
    return False if earliest is not None and earliest > day else None


def state_at(days: Any, day: dt.date) -> Standing:  # what `derive` gives, or a row of `Course`
    """Say how a text stands. What may be in force is said to be, without certainty."""
    if not days.is_signed:
        return Standing(State.NOT_SIGNED, certain=True)
    over = _passed(days.over_earliest, days.over_latest, day) if days.over_kind else False
    if over:
        return Standing(State(days.over_kind), certain=True)
    force = _passed(days.force_earliest, days.force_latest, day)
    if force is False:
        signed = _passed(days.signed_earliest, days.signed_latest, day)
        if signed is False:
            return Standing(State.NOT_SIGNED, certain=True)
        return Standing(State.SIGNED, certain=bool(signed))
    lapsed = (
        days.lapse_from is not None
        and days.lapse_from <= day
        and (days.lapse_until is None or day < days.lapse_until)
    )
    return Standing(State.IN_FORCE, certain=force is True and over is False and not lapsed)


def standing(instrument: Any, day: dt.date) -> Standing:  # a text with its acts
    """Say how a text stands on a day, from its acts and its term."""
    return state_at(derive(instrument, instrument.acts.all()), day)


# All texts on a day: the same, as conditions over `Course`


def _open_or(name: str, comparison: str, day: dt.date) -> Q:
    return Q(**{f"course__{name}__isnull": True}) | Q(**{f"course__{name}__{comparison}": day})


def _over(day: dt.date) -> Q:
    return Q(course__over_kind__gt="", course__over_latest__lte=day)


def _not_over(day: dt.date) -> Q:
    return Q(course__over_kind="") | _open_or("over_latest", "gt", day)


def _lapsed(day: dt.date) -> Q:
    return Q(course__lapse_from__lte=day) & _open_or("lapse_until", "gt", day)


def _not_lapsed(day: dt.date) -> Q:
    return _open_or("lapse_from", "gt", day) | Q(course__lapse_until__lte=day)


def in_force_on(day: dt.date) -> Q:
    """Give the condition that a text is surely in force on the day."""
    ends_later = Q(course__over_kind="") | Q(course__over_earliest__gt=day)
    begun = Q(course__is_signed=True, course__force_latest__lte=day)
    return begun & ends_later & _not_lapsed(day)


def perhaps_in_force_on(day: dt.date) -> Q:
    """Give the condition that a text may be in force on the day, and is not surely."""
    begun = Q(course__is_signed=True) & _open_or("force_earliest", "lte", day)
    begun_perhaps = _open_or("force_latest", "gt", day)
    over_perhaps = Q(course__over_kind__gt="") & _open_or("over_earliest", "lte", day)
    return begun & _not_over(day) & (begun_perhaps | over_perhaps | _lapsed(day))


def state_on(state: str, day: dt.date) -> Q:
    """Give the condition that a text stands so on the day. In force: surely or perhaps."""
    if state == State.IN_FORCE:
        return in_force_on(day) | perhaps_in_force_on(day)
    if state in ENDINGS.values() or state == State.EXPIRED:
        return Q(course__is_signed=True, course__over_kind=state) & _over(day)
    before_force = Q(course__is_signed=True, course__force_earliest__gt=day) & _not_over(day)
    if state == State.SIGNED:
        return before_force & _open_or("signed_earliest", "lte", day)
    return Q(course__is_signed=False) | (before_force & Q(course__signed_earliest__gt=day))
