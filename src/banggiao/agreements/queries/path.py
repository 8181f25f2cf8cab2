"""The path of a text, for the actions that write it and the page that shows it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _

from banggiao.accounts.rules import seen_or_none
from banggiao.agreements.models import Act, Instrument, PathEntry, PathStep
from banggiao.agreements.path import At, Path, Stop, walk
from banggiao.agreements.queries.ledger import acts_of
from banggiao.agreements.queries.words import in_words
from banggiao.agreements.standing import Bounds, derive
from banggiao.core.dates import format_partial
from banggiao.core.errors import Refused
from banggiao.duties.deadlines import DueDay, due_day, rule_for

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from banggiao.accounts.models import User
    from banggiao.agreements.models.instruments import InstrumentQuerySet
    from banggiao.agreements.standing import Derived
    from banggiao.documents.models import Document

MARKS = {
    At.DONE: "good",
    At.SKIPPED: "plain",
    At.CURRENT: "acc",
    At.RETURNED: "warn",
    At.TO_COME: "plain",
    At.NOT_RECORDED: "plain",
}


def rules_day(derived: Derived, today: dt.date) -> dt.date:
    """Give the day whose rules hold for a text: that of its signing, else today."""
    return derived.signed_earliest or derived.signed_latest or today


def steps_for(
    instrument: Instrument, steps: Iterable[PathStep], derived: Derived, today: dt.date
) -> list[PathStep]:
    """Keep the steps that a text of this kind, signed in this name, goes through."""
    day = rules_day(derived, today)
    return [step for step in steps if step.applies_to(instrument, day)]


def path_of(
    instrument: Instrument,
    *,
    acts: Sequence[Act] | None = None,
    steps: Sequence[PathStep] | None = None,
    entries: Sequence[PathEntry] | None = None,
) -> Path:
    """Read the path of a text as it stands today."""
    today = timezone.localdate()
    acts = acts_of(instrument) if acts is None else acts
    derived = derive(instrument, acts)
    steps = list(PathStep.objects.all()) if steps is None else steps
    applying = steps_for(instrument, steps, derived, today)
    return walk(
        applying, entries_of(instrument) if entries is None else entries, derived, acts, today
    )


def entries_of(instrument: Instrument) -> list[PathEntry]:
    """Give what was entered of the path of a text, in the order of entering."""
    found = PathEntry.objects.filter(instrument=instrument)
    return list(found.select_related("step", "back_to", "paper").order_by("number"))


def due_of(path: Path) -> DueDay | None:
    """Give the day by which the current step is due, where a rule counts from the steps before it.

    A day known in part begins no deadline.
    """
    current = path.current
    if current is None or not current.step.deadline:
        return None
    starts = [stop.bounds for stop in path.needed_by(current.step)]
    days = [bounds.latest for bounds in starts if bounds.latest == bounds.earliest]
    start = max((day for day in days if day), default=None)
    if start is None or len(days) < len(starts):
        return None
    try:
        return due_day(rule_for(current.step.deadline, start), start)
    except Refused:
        return None  # no rule was in force that day


# The page


@dataclass(frozen=True, slots=True)
class Told:
    """An entry as the page tells of it. ``paper`` is set where the reader may see it."""

    entry: PathEntry
    day: str
    paper: Document | None


@dataclass(frozen=True, slots=True)
class StopLine:
    """A step on the page: its state in words, what it rests on, and what was entered of it."""

    stop: Stop
    tone: str
    word: str
    day: str
    act: Act | None
    told: Told | None
    past: Sequence[Told]
    comments: Told | None
    note: str
    due: DueDay | None
    confirmed: bool


def stop_lines(path: Path, user: User) -> list[StopLine]:
    """Give the steps of a path as the page shows them."""
    due = due_of(path)
    return [_line(stop, user, due if stop.is_current else None) for stop in path.stops]


def _line(stop: Stop, user: User, due: DueDay | None) -> StopLine:
    reading = stop.reading
    return StopLine(
        stop,
        tone=MARKS[stop.at],
        word=state_word(stop.at),
        day=_day(stop),
        act=reading.act if reading else None,
        told=_told(stop.entry, user),
        past=[told for one in stop.past if (told := _told(one, user))],
        comments=_told(stop.comments, user),
        note=_("It follows from another act of the ledger.") if reading and not reading.act else "",
        due=due,
        confirmed=bool(stop.step.confirmed_by),
    )


def state_word(at: At) -> str:
    """Say how a text stands at a step."""
    return {
        At.DONE: _("Done"),
        At.SKIPPED: _("Skipped"),
        At.CURRENT: _("Now"),
        At.RETURNED: _("Returned with comments"),
        At.TO_COME: _("To come"),
        At.NOT_RECORDED: _("Not recorded"),
    }[at]


def _day(stop: Stop) -> str:
    if not stop.is_passed:
        return ""
    if stop.on:
        return format_partial(stop.on)
    return in_words(stop.bounds) if stop.reading and stop.bounds != Bounds() else ""


def _told(entry: PathEntry | None, user: User) -> Told | None:
    if entry is None:
        return None
    day = format_partial(entry.on) if entry.on else ""
    return Told(entry, day, seen_or_none(entry.paper, user))


def steps_behind(path: Path) -> list[PathStep]:
    """Give the steps to which a text may be sent back: before the current one, and not acts."""
    current = path.current
    if current is None:
        return []
    acts = [stop.step.place for stop in path.stops if stop.step.reads and stop.is_passed]
    floor = max(acts, default=-1)
    return [
        stop.step
        for stop in path.stops
        if floor < stop.step.place < current.step.place and not stop.step.reads
    ]


# Lists and the desk


def waiting_on_path(user: User) -> InstrumentQuerySet:
    """Give the texts whose path is under way and waits for somebody who keeps the register.

    A text in force waits for nothing: its review comes when its office decides.
    """
    seen = Instrument.objects.visible_to(user).in_register()
    if not user.has_perm("agreements.add_instrument"):
        return seen.none()
    live = seen.filter(place__is_live=True, place__step__isnull=False)
    before_force = live.exclude(place__step__repeats=True).exclude(place__step__reads="over")
    return before_force.select_related("place__step", "course").order_by(
        "-place__is_returned", "place__step__place", "sort_key", "pk"
    )
