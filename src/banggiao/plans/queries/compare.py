"""The plan against what was done: each line on a day, what came of it, and the totals.

No number is typed. Lines, their adjustments up to the day, and what rooms above say carries them
out are joined here (docs/adr/0019).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any

from banggiao.plans import panels
from banggiao.plans.enums import ActivityKind
from banggiao.plans.panels import Carried
from banggiao.plans.queries.lists import PLAN_LIMIT, lines_of
from banggiao.plans.queries.standing import LineOn, line_on, span_of

if TYPE_CHECKING:
    from banggiao.accounts.models import User
    from banggiao.plans.models import Plan

DONE, OPEN, OVERDUE, DROPPED = "done", "open", "overdue", "dropped"


@dataclass(frozen=True, slots=True)
class Outcome:
    """A line as it stood on the day, and what came of it. ``verdict`` is one of the four above.

    A line that was carried out is done, even if it was dropped as well. What is neither done nor
    dropped is open until the last day it may take has passed, and overdue from then on.
    """

    line: Any  # a PlanLine that came by `lines_for_list`
    then: LineOn
    carried: Sequence[Carried]
    verdict: str

    @property
    def is_moved_online(self) -> bool:
        """Whether an adjustment or what came of it moved it online."""
        return self.then.is_moved_online or any(one.was_moved_online for one in self.carried)

    @property
    def is_postponed(self) -> bool:
        """Whether an adjustment, or what came of it, postponed it."""
        return self.then.is_postponed or any(one.state == panels.POSTPONED for one in self.carried)


@dataclass(slots=True)
class Tally:
    """How many lines there are of each sort, their people, and their cost in dong.

    ``approved`` and ``added`` make up as many as ``done``, ``dropped``, ``open`` and ``overdue``; a
    postponed line and one moved online are among these. ``cost`` is as approved, ``now_cost`` as
    it stood; both add up what is known.
    """

    approved: int = 0
    added: int = 0
    dropped: int = 0
    postponed: int = 0
    moved_online: int = 0
    done: int = 0
    open: int = 0
    overdue: int = 0
    people: int = 0
    cost: int = 0
    now_cost: int = 0

    @property
    def lines(self) -> int:
        """All lines, dropped ones too."""
        return self.approved + self.added

    def count(self, outcome: Outcome) -> None:
        """Count one more line."""
        line, then = outcome.line, outcome.then
        self.approved += then.added_on is None
        self.added += then.added_on is not None
        self.postponed += outcome.is_postponed
        self.moved_online += outcome.is_moved_online
        setattr(self, outcome.verdict, getattr(self, outcome.verdict) + 1)
        self.people += line.people or 0
        self.cost += (line.cost or 0) if then.added_on is None else 0
        self.now_cost += 0 if then.is_dropped else (then.cost or 0)

    def __add__(self, other: Tally) -> Tally:
        names = [one.name for one in fields(self)]
        return Tally(**{name: getattr(self, name) + getattr(other, name) for name in names})


@dataclass(frozen=True, slots=True)
class KindOutcomes:
    """The lines of one kind with their total."""

    kind: str
    label: str
    outcomes: list[Outcome]
    tally: Tally


@dataclass(frozen=True, slots=True)
class Comparison:
    """A plan against what was done on a day. Kinds stand in the order of their list."""

    plan: Plan
    day: dt.date
    kinds: list[KindOutcomes]
    outside: list[Carried]
    total: Tally = field(default_factory=Tally)

    @property
    def outcomes(self) -> list[Outcome]:
        """All lines in order."""
        return [outcome for kind in self.kinds for outcome in kind.outcomes]


def plan_against_done(
    plan: Plan, user: User, day: dt.date, lines: Sequence[Any] | None = None
) -> Comparison:
    """Compare a plan with what was done by the end of the day, as far as the user may see.

    ``lines``: only these, such as those a filter left; by default all of the plan. The number of
    questions asked does not grow with the lines.
    """
    if lines is None:
        lines = list(lines_of(plan, user)[:PLAN_LIMIT])
    carried = carried_of(lines, user, day)
    by_kind: dict[str, list[Outcome]] = {kind: [] for kind in ActivityKind.values}
    for line in lines:
        then = line_on(line, day)
        if then.in_plan:
            by_kind[line.kind].append(_outcome(line, then, carried.get(line.pk, []), plan, day))
    kinds = [_of_kind(kind, outcomes) for kind, outcomes in by_kind.items() if outcomes]
    total = sum((kind.tally for kind in kinds), Tally())
    return Comparison(plan, day, kinds, outside_of(plan.year, user, day), total)


def carried_of(lines: Sequence[Any], user: User, day: dt.date) -> dict[int, list[Carried]]:
    """Ask the rooms above what carries out each line, by its key; the earliest first."""
    found: dict[int, list[Carried]] = {}
    for provide in panels.LINE_ACTIVITIES if lines else ():
        for key, carried in provide(lines, user, day).items():
            found.setdefault(key, []).extend(carried)
    return {key: sorted(carried, key=_by_day) for key, carried in found.items()}


def outside_of(year: int, user: User, day: dt.date) -> list[Carried]:
    """Ask the rooms above what took place in the year outside the plan; the earliest first."""
    found = [one for provide in panels.OUTSIDE_PLAN for one in provide(year, user, day)]
    return sorted(found, key=_by_day)


def outcome_of(line: Any, user: User, day: dt.date) -> Outcome:
    """Give one line on the day, with what came of it, for its own page."""
    carried = carried_of([line], user, day).get(line.pk, [])
    return _outcome(line, line_on(line, day), carried, line.plan, day)


def _by_day(carried: Carried) -> tuple[dt.date, str]:
    return carried.start or dt.date.max, carried.label


def _outcome(
    line: Any, then: LineOn, carried: Sequence[Carried], plan: Plan, day: dt.date
) -> Outcome:
    return Outcome(line, then, carried, _verdict(then, carried, plan, day))


def _verdict(then: LineOn, carried: Sequence[Carried], plan: Plan, day: dt.date) -> str:
    if any(one.state == panels.HELD for one in carried):
        return DONE
    if then.is_dropped:
        return DROPPED
    _first, last = span_of(then.start or None, then.end or None, plan.year)
    return OVERDUE if last < day else OPEN


def _of_kind(kind: str, outcomes: list[Outcome]) -> KindOutcomes:
    tally = Tally()
    for outcome in outcomes:
        tally.count(outcome)
    return KindOutcomes(kind, str(ActivityKind(kind).label), outcomes, tally)
