"""How a line stands on a day: what was approved, and the adjustments decided up to that day."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from banggiao.core.dates import earliest_of, latest_of
from banggiao.plans.enums import AdjustmentKind, Mode, Standing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from banggiao.core.dates import PartialDate
    from banggiao.plans.models import Adjustment, PlanLine


KIND = AdjustmentKind


@dataclass(frozen=True, slots=True)
class LineOn:
    """A line as it stood on a day. Before it was added it is not ``in_plan``.

    ``cost`` is in dong. A line postponed without a new date has neither ``start`` nor ``end``.
    """

    standing: str
    start: PartialDate | None
    end: PartialDate | None
    mode: str
    level: str
    cost: int | None
    funding: str
    added_on: dt.date | None = None
    dropped_on: dt.date | None = None
    approved_mode: str = ""
    in_plan: bool = True

    @property
    def is_moved_online(self) -> bool:
        """Whether an adjustment let people meet online who were to meet otherwise."""
        return self.mode != self.approved_mode and self.mode in {Mode.ONLINE, Mode.HYBRID}

    @property
    def is_dropped(self) -> bool:
        """Whether an adjustment took it out of the plan."""
        return self.standing == Standing.DROPPED

    @property
    def is_postponed(self) -> bool:
        """Whether it was given another date, or none."""
        return self.standing == Standing.POSTPONED


def as_approved(line: PlanLine) -> LineOn:
    """Give a line as its own columns have it."""
    return LineOn(
        standing=Standing.PLANNED,
        start=line.start,
        end=line.end,
        mode=line.mode,
        level=line.level,
        cost=line.cost,
        funding=line.funding,
        approved_mode=line.mode,
    )


def adjusted(then: LineOn, change: Adjustment) -> LineOn:
    """Give what one adjustment makes of a line. Dates are replaced both at once."""
    return replace(then, **_changes(then, change))


def _changes(then: LineOn, change: Adjustment) -> dict[str, Any]:
    changes: dict[str, dict[str, Any]] = {
        KIND.ADDED: {"added_on": change.decided_on},
        KIND.DROPPED: {"standing": Standing.DROPPED, "dropped_on": change.decided_on},
        KIND.POSTPONED: {
            "standing": Standing.POSTPONED,
            "start": change.start or None,
            "end": change.end or None,
        },
        KIND.MODE_CHANGED: {"mode": change.mode},
        KIND.LEVEL_CHANGED: {"level": change.level},
        KIND.COST_CHANGED: {"cost": change.cost, "funding": change.funding or then.funding},
    }
    return changes[change.kind]


def in_order(adjustments: Iterable[Adjustment]) -> list[Adjustment]:
    """Give adjustments in the order they take effect."""
    return sorted(adjustments, key=lambda change: (change.decided_on, change.number))


def after(line: PlanLine, adjustments: Iterable[Adjustment]) -> LineOn:
    """Give the line after these adjustments. The one core of `line_on` and `keep_standing`."""
    then = as_approved(line)
    for change in in_order(adjustments):
        then = adjusted(then, change)
    return then


def line_on(line: PlanLine, day: dt.date) -> LineOn:
    """Give the line as it stood at the end of the day.

    It knows only the line and its adjustments: whether the plan was approved by then is the plan's
    to say. Reads ``line.adjustments.all()``, so prefetched rows are used.
    """
    adjustments = list(line.adjustments.all())
    then = after(line, (change for change in adjustments if change.decided_on <= day))
    came_late = any(change.kind == AdjustmentKind.ADDED for change in adjustments)
    return replace(then, in_plan=False) if came_late and then.added_on is None else then


def span_of(
    start: PartialDate | None, end: PartialDate | None, year: int
) -> tuple[dt.date, dt.date]:
    """Give the first and last day that dates of a plan's line may mean.

    Where one of the two is not known, both days are those of the other; where neither is bounded,
    they are those of the plan's year.
    """
    first = earliest_of(start) or earliest_of(end) or dt.date(year, 1, 1)
    last = latest_of(end) or latest_of(start) or dt.date(year, 12, 31)
    return first, max(first, last)
