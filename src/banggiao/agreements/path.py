"""Where a text stands on its path: the one place that reads steps, entries and ledger together.

`walk` takes the steps that apply, what was entered of them, and what `standing.derive` read from
the ledger, and gives every step with its state. Acts are only read here, so that path and ledger
cannot say two things. The order of entering does not matter but for returns: a return takes away
what was entered before it from the step on to which the text went back.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from banggiao.agreements.enums import ActKind, LedgerStep, Outcome, State
from banggiao.agreements.standing import Bounds, state_at

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from banggiao.agreements.models import Act, PathEntry, PathStep
    from banggiao.agreements.standing import Derived
    from banggiao.core.dates import PartialDate


class At(StrEnum):
    """How a text stands at one step of its path."""

    DONE = "done"
    SKIPPED = "skipped"
    CURRENT = "current"
    RETURNED = "returned"
    """It is the current one because the text came back to it with comments."""
    TO_COME = "to_come"
    NOT_RECORDED = "not_recorded"
    """A later step was done: this one was done without being entered, or not at all."""


class Reading(NamedTuple):
    """What the ledger says of a step: the days it was done, and by which act if by one."""

    bounds: Bounds
    act: Act | None


@dataclass(frozen=True, slots=True)
class Stop:
    """A step on the path of one text. ``past`` no longer counts: it came before a return."""

    step: PathStep
    at: At
    entry: PathEntry | None = None
    reading: Reading | None = None
    past: tuple[PathEntry, ...] = ()
    comments: PathEntry | None = None
    """The return because of which the text is here again."""

    @property
    def is_passed(self) -> bool:
        """Whether it is done, or was skipped with a reason."""
        return self.at in {At.DONE, At.SKIPPED}

    @property
    def is_current(self) -> bool:
        """Whether it is the next thing to do."""
        return self.at in {At.CURRENT, At.RETURNED}

    @property
    def bounds(self) -> Bounds:
        """The days on which it may have been done."""
        if self.reading is not None:
            return self.reading.bounds
        return Bounds.of(self.entry.on) if self.entry else Bounds()

    @property
    def on(self) -> PartialDate | None:
        """The day as it was entered; None also where it only follows from another act."""
        if self.reading is not None:
            return self.reading.act.on if self.reading.act else None
        return self.entry.on if self.entry else None


@dataclass(frozen=True, slots=True)
class Path:
    """The steps of a text in their order. ``is_kept``: something was entered of them."""

    stops: tuple[Stop, ...]
    is_kept: bool

    @property
    def current(self) -> Stop | None:
        """The next thing to do; None where nothing is left, or the path was never kept."""
        return next((stop for stop in self.stops if stop.is_current), None)

    @property
    def is_live(self) -> bool:
        """Whether a step that counts was entered as it was done, not after the fact."""
        return any(stop.entry and not stop.entry.is_late for stop in self.stops)

    def at(self, code: str) -> Stop | None:
        """Give the stop at a step, if the text has it."""
        return next((stop for stop in self.stops if stop.step.code == code), None)

    def needed_by(self, step: PathStep) -> list[Stop]:
        """Give the stops that a step needs, as far as this text goes through them."""
        return [stop for code in step.needed if (stop := self.at(code)) is not None]


def walk(
    steps: Iterable[PathStep],
    entries: Sequence[PathEntry],
    derived: Derived,
    acts: Sequence[Act],
    today: dt.date,
) -> Path:
    """Read the path of a text. ``steps`` are those that apply; any with an entry is added."""
    known = {step.code: step for step in steps}
    for entry in entries:
        known.setdefault(entry.step.code, entry.step)
    ordered = sorted(known.values(), key=lambda step: (step.place, step.code))
    counted, past, sent_back = _counted(entries)
    stops = []
    for step in ordered:
        reading = _read(step, derived, acts, today)
        counts = None if step.reads else counted.get(step.code)
        stops.append(
            Stop(
                step,
                _passed(counts, reading),
                counts,
                reading,
                tuple(past.get(step.code, ())),
                sent_back.get(step.code),
            )
        )
    return Path(tuple(_placed(stops, derived, kept=bool(entries))), bool(entries))


def _counted(
    entries: Sequence[PathEntry],
) -> tuple[dict[str, PathEntry], dict[str, list[PathEntry]], dict[str, PathEntry]]:
    """Sort entries into what counts, what no longer does, and returns by where they led."""
    counted: dict[str, PathEntry] = {}
    past: dict[str, list[PathEntry]] = {}
    sent_back: dict[str, PathEntry] = {}
    for entry in sorted(entries, key=lambda one: one.number):
        code = entry.step.code
        if entry.outcome == Outcome.RETURNED and entry.back_to is not None:
            gone = [c for c, one in counted.items() if one.step.place >= entry.back_to.place]
            for other in gone:
                past.setdefault(other, []).append(counted.pop(other))
            past.setdefault(code, []).append(entry)
            sent_back = {
                c: one
                for c, one in sent_back.items()
                if one.back_to and one.back_to.place < entry.back_to.place
            } | {entry.back_to.code: entry}
            continue
        if code in counted:
            past.setdefault(code, []).append(counted[code])
        counted[code] = entry
        sent_back.pop(code, None)
    return counted, past, sent_back


def _passed(entry: PathEntry | None, reading: Reading | None) -> At:
    if reading is not None:
        return At.DONE
    if entry is None:
        return At.TO_COME
    return At.SKIPPED if entry.outcome == Outcome.SKIPPED else At.DONE


def _placed(stops: list[Stop], derived: Derived, *, kept: bool) -> list[Stop]:
    """Say which step is the current one, and which were passed by without being entered."""
    done = [n for n, stop in enumerate(stops) if stop.is_passed and _is_said(stop)]
    last = max(done, default=-1)
    goes_on = derived.over_by is None and (kept or not derived.is_signed)
    current = _next(stops, last) if goes_on else None
    placed = []
    for number, stop in enumerate(stops):
        at = stop.at
        if number == current:
            at = At.RETURNED if stop.comments else At.CURRENT
        elif not stop.is_passed and number < last:
            at = At.NOT_RECORDED
        placed.append(replace(stop, at=at))
    return placed


def _is_said(stop: Stop) -> bool:
    """Whether somebody entered it, here or as an act; what only follows moves nothing on."""
    return stop.entry is not None or (stop.reading is not None and stop.reading.act is not None)


def _next(stops: list[Stop], last: int) -> int | None:
    """Give the next thing to do: a gap of a path that was under way by then, else what follows.

    So a signed text whose report is missing waits for the report, and not for its review. That it
    is extended or ended is nothing one does next: a text in force waits for nothing.
    """
    live = (n for n, stop in enumerate(stops) if stop.entry and not stop.entry.is_late)
    since = next(live, len(stops))
    for number, stop in enumerate(stops):
        if stop.step.reads == LedgerStep.OVER:
            continue
        is_gap = since < number < last and not stop.step.may_be_skipped and not stop.step.reads
        if not stop.is_passed and (is_gap or number > last):
            return number
    return None


def _read(step: PathStep, derived: Derived, acts: Sequence[Act], today: dt.date) -> Reading | None:
    """Read a step from the ledger; None where it is none of the ledger's, or not done yet."""
    if not step.reads or not derived.is_signed:
        return None
    if step.reads == LedgerStep.SIGNED:
        bounds = Bounds(derived.signed_earliest, derived.signed_latest)
        return Reading(bounds, _act(derived.signed_by, acts))
    state = state_at(derived, today).state
    if step.reads == LedgerStep.IN_FORCE:
        begun = derived.force_by is not None or state not in {State.NOT_SIGNED, State.SIGNED}
        bounds = Bounds(derived.force_earliest, derived.force_latest)
        return Reading(bounds, _act(derived.force_by, acts)) if begun else None
    if derived.over_by is not None or state == State.EXPIRED:
        return Reading(derived.over, _act(derived.over_by, acts))
    extended = [act for act in acts if act.kind == ActKind.EXTENDED]
    return Reading(Bounds.of(extended[-1].on), extended[-1]) if extended else None


def _act(deed: object, acts: Sequence[Act]) -> Act | None:
    """Give the stored act that `derive` read."""
    return next((act for act in acts if act is deed), None)
