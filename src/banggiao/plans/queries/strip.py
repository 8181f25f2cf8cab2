"""The year as a strip: what was planned, moved, carried out and dropped, month by month.

Places are per cent of the year's width, as text, so that no language writes them with a comma.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from banggiao.core.dates import PartialDate, format_partial
from banggiao.plans import panels
from banggiao.plans.enums import ActivityKind, Mode
from banggiao.plans.queries import words
from banggiao.plans.queries.compare import DROPPED, Comparison, Outcome, plan_against_done
from banggiao.plans.queries.standing import span_of

if TYPE_CHECKING:
    from banggiao.accounts.models import User
    from banggiao.plans.models import Plan
    from banggiao.plans.panels import Carried

ROW, BAR, TOP = 22, 12, 5
"""Pixels: the height of a row and of a bar, and the room above a bar."""

NARROWEST = 1.2
LETTER = 0.72
"""Per cent of the narrowest strip (760 px): the least width of a bar, and of a letter."""

LABEL = 30
SO_WIDE = 200
"""A label has at most so many letters; what may lie in more days than this has no place."""

PLANNED, OLD, MOVED, DONE, ONLINE, READY, OFF = (
    "planned",
    "old",
    "moved",
    "done",
    "online",
    "ready",
    "off",
)
LOOKS = {
    panels.HELD: DONE,
    panels.CONFIRMED: READY,
    panels.UNDER_WAY: READY,
    panels.CANCELLED: OFF,
    panels.PLANNED: PLANNED,
}


@dataclass(slots=True)
class Bar:
    """A bar of a strip; ``end`` is where it stops."""

    look: str
    start: float
    end: float

    @property
    def x(self) -> str:
        """Where it begins."""
        return _percent(self.start)

    @property
    def width(self) -> str:
        """How long it is; never too short to be seen."""
        return _percent(max(self.end - self.start, NARROWEST))

    @property
    def x2(self) -> str:
        """Where it stops."""
        return _percent(max(self.end, self.start + NARROWEST))


@dataclass(slots=True)
class Item:
    """A line, or an activity outside the plan, in its lane: bars, an arrow, and its name."""

    label: str
    url: str
    title: str
    bars: list[Bar]
    arrow: tuple[float, float] | None = None
    row: int = 0

    @property
    def low(self) -> float:
        """Where it begins, its name included where that stands in front."""
        start = min(bar.start for bar in self.bars)
        return start - self._room if self.is_label_in_front else start

    @property
    def high(self) -> float:
        """Where it stops, its name included where that stands behind."""
        return self._stop if self.is_label_in_front else self._stop + self._room

    @property
    def _stop(self) -> float:
        ends: list[float] = [max(bar.end, bar.start + NARROWEST) for bar in self.bars]
        return max(*ends, *(self.arrow or ()), 0.0)

    @property
    def _room(self) -> float:
        return (len(self.label) + 2) * LETTER

    @property
    def is_label_in_front(self) -> bool:
        """Whether the name stands in front of the bars, because there is no room behind."""
        return self._stop + self._room > 100 and min(b.start for b in self.bars) > self._room

    @property
    def label_x(self) -> str:
        """Where the name begins, or ends if it stands in front."""
        return _percent(min(b.start for b in self.bars) if self.is_label_in_front else self._stop)

    @property
    def arrow_from(self) -> str:
        """Where the arrow of a moved line begins."""
        return _percent(self.arrow[0]) if self.arrow else ""

    @property
    def arrow_to(self) -> str:
        """Where it points."""
        return _percent(self.arrow[1]) if self.arrow else ""

    @property
    def y(self) -> int:
        """The top of its bars."""
        return self.row * ROW + TOP

    @property
    def middle(self) -> int:
        """The height of its arrow."""
        return self.y + BAR // 2

    @property
    def base(self) -> int:
        """The line its name stands on."""
        return self.y + BAR - 2


@dataclass(slots=True)
class Lane:
    """The items of one kind; ``note`` tells of those that have no place in the year."""

    key: str
    label: str
    items: list[Item] = field(default_factory=list)
    unplaced: int = 0

    @property
    def height(self) -> int:
        """The height of all its rows."""
        return (max((item.row for item in self.items), default=0) + 1) * ROW

    @property
    def note(self) -> str:
        """What is not drawn: lines known to the year only."""
        words_of = ngettext("%(n)s without a month", "%(n)s without a month", self.unplaced)
        return words_of % {"n": self.unplaced} if self.unplaced else ""


@dataclass(frozen=True, slots=True)
class Month:
    """A month's first line in the strip."""

    x: str
    number: int
    name: str


@dataclass(frozen=True, slots=True)
class Strip:
    """A year as a picture, and the same as rows of a table."""

    plan: Plan
    day: dt.date
    lanes: list[Lane]
    months: list[Month]
    today: str
    outcomes: list[Outcome]
    outside: list[Carried]
    looks: list[str]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw."""
        return not self.lanes

    @property
    def rows(self) -> list[dict[str, str]]:
        """The same in words: number, name, dates, what came of it."""
        told = [
            {
                "number": str(outcome.line.number),
                "label": str(outcome.line),
                "url": outcome.line.get_absolute_url(),
                "when": " · ".join(part for part in words.when(outcome) if part),
                "course": _told(outcome),
            }
            for outcome in self.outcomes
        ]
        for one in self.outside:
            course = f"{_('outside the plan')} · {words.state_of(one)}"
            row = {"number": "", "label": one.label, "url": one.url, "when": one.date_text}
            told.append(row | {"course": course})
        return told


def strip(plan: Plan, user: User, day: dt.date) -> Strip:
    """Give the strip of a plan on a day, as far as the user may see."""
    return strip_of(plan_against_done(plan, user, day))


def strip_of(comparison: Comparison) -> Strip:
    """Draw a comparison that was made already."""
    year = comparison.plan.year
    lanes = []
    for kind in comparison.kinds:
        lane = Lane(kind.kind, kind.label)
        for outcome in kind.outcomes:
            _place(lane, _item(outcome, year))
        lanes.append(lane)
    outside = Lane("outside", _("Outside the plan"))
    for one in comparison.outside:
        _place(outside, _outside(one, year))
    if comparison.outside:
        lanes.append(outside)
    for lane in lanes:
        _arrange(lane.items)
    looks = {bar.look for lane in lanes for item in lane.items for bar in item.bars}
    if any(item.arrow for lane in lanes for item in lane.items):
        looks.add(MOVED)
    in_year = comparison.day.year == year
    return Strip(
        plan=comparison.plan,
        day=comparison.day,
        lanes=lanes,
        months=_months(year),
        today=_percent(_at(comparison.day, year)) if in_year else "",
        outcomes=comparison.outcomes,
        outside=comparison.outside,
        looks=[look for look in (PLANNED, OLD, MOVED, READY, DONE, ONLINE, OFF) if look in looks],
    )


def _place(lane: Lane, item: Item | None) -> None:
    if item is None:
        lane.unplaced += 1
    else:
        lane.items.append(item)


def _arrange(items: list[Item]) -> None:
    """Give each item the first row in which it does not overlap another."""
    ends: list[float] = []
    items.sort(key=lambda item: (item.low, item.high))
    for item in items:
        free = (row for row, end in enumerate(ends) if end <= item.low)
        item.row = next(free, len(ends))
        ends[item.row : item.row + 1] = [item.high]


def _item(outcome: Outcome, year: int) -> Item | None:
    """Draw one line; None where nothing of it is known closer than the year."""
    line, then = outcome.line, outcome.then
    own = _bar(OLD, *span_of(line.start or None, line.end or None, year), year)
    now = _bar(PLANNED, *span_of(then.start or None, then.end or None, year), year)
    is_moved = then.is_postponed and (line.start or None, line.end or None) != (
        then.start,
        then.end,
    )
    bars, arrow = [], None
    if is_moved and own:
        bars.append(own)
        goes_on = now or _beyond(then.end or then.start, year)
        arrow = _arrow(own, goes_on) if goes_on else None
    if now and not (is_moved and not (then.start or then.end)):
        now.look = OFF if outcome.verdict == DROPPED else PLANNED
        bars.append(now)
    carried = [_carried(one, line.mode, year) for one in outcome.carried]
    bars += [bar for bar in carried if bar and (bar.look != PLANNED or now is None)]
    if not bars:
        return None
    label = f"{line.number}. {line}"
    title = " · ".join(part for part in (label, *words.when(outcome), _told(outcome)) if part)
    return Item(_short(label), line.get_absolute_url(), title, bars, arrow)


def _told(outcome: Outcome) -> str:
    parts = (words.verdict(outcome)[1], words.course_of(outcome))
    return " · ".join(part for part in parts if part)


def _outside(carried: Carried, year: int) -> Item | None:
    bar = _carried(carried, "", year)
    if bar is None:
        return None
    kind = ActivityKind(carried.kind).label if carried.kind in ActivityKind.values else ""
    parts = (carried.label, str(kind), carried.date_text, words.state_of(carried))
    title = " · ".join(part for part in parts if part)
    return Item(_short(carried.label), carried.url, title, [bar])


def _carried(carried: Carried, planned_mode: str, year: int) -> Bar | None:
    look = LOOKS.get(carried.state)
    if look is None or carried.start is None:
        return None
    is_online = carried.mode == Mode.ONLINE and planned_mode not in {"", Mode.ONLINE}
    if look == DONE and (carried.was_moved_online or is_online):
        look = ONLINE
    return _bar(look, carried.start, carried.end or carried.start, year)


def _bar(look: str, first: dt.date, last: dt.date, year: int) -> Bar | None:
    """Give the bar of some days; None where they are too many or lie in another year."""
    if (last - first).days > SO_WIDE or last.year < year or first.year > year:
        return None
    return Bar(look, _at(first, year), min(_at(last + dt.timedelta(days=1), year), 100.0))


def _beyond(moved_to: PartialDate | None, year: int) -> Bar | None:
    """Give a place at the edge for what was moved out of the year."""
    if not moved_to or moved_to.earliest is None:
        return None
    edge = 100.0 if moved_to.earliest.year > year else 0.0
    return Bar(PLANNED, edge, edge) if moved_to.earliest.year != year else None


def _arrow(old: Bar, new: Bar) -> tuple[float, float] | None:
    if new.start >= old.end:
        return old.end, new.start
    if new.end <= old.start:
        return old.start, new.end
    return None


def _at(day: dt.date, year: int) -> float:
    """Give how much of the year has passed before the day, in per cent."""
    first, after = dt.date(year, 1, 1), dt.date(year + 1, 1, 1)
    return min(max((day - first).days / (after - first).days * 100, 0.0), 100.0)


def _percent(value: float) -> str:
    return f"{min(max(value, 0.0), 100.0):.2f}%"


def _months(year: int) -> list[Month]:
    return [
        Month(
            _percent(_at(dt.date(year, month, 1), year)),
            month,
            format_partial(PartialDate.parse(f"{year:04d}-{month:02d}")),
        )
        for month in range(1, 13)
    ]


def _short(label: str) -> str:
    return label if len(label) <= LABEL else label[: LABEL - 1].rstrip() + "…"
