"""What rooms above may add to this room's pages: what became of a line, and what came unplanned."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from banggiao.core.panels import Panel

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping, Sequence

    from banggiao.accounts.models import User
    from banggiao.core.pages import Button
    from banggiao.plans.models import PlanLine

    LineActivities = Callable[
        [Sequence[PlanLine], User, dt.date], Mapping[int, Sequence["Carried"]]
    ]
    LineWays = Callable[[PlanLine, User], Sequence[Button]]
    OutsidePlan = Callable[[int, User, dt.date], Sequence["Carried"]]

PLANNED, CONFIRMED, UNDER_WAY = "planned", "confirmed", "under_way"
HELD, POSTPONED, CANCELLED = "held", "postponed", "cancelled"


@dataclass(frozen=True, slots=True)
class Carried:
    """What carries out a line, or came outside the plan, as it stood on the day asked for.

    ``state`` is one of the six names above; ``tone`` is that of its mark; ``start`` and ``end`` are
    the first and the last day it may take (None: not known). ``people`` and ``cost`` (in dong) are
    None where they are not known. ``kind`` is an `ActivityKind`, ``state_text`` its state in words.
    """

    label: str
    url: str
    state: str
    tone: str = "plain"
    date_text: str = ""
    start: dt.date | None = None
    end: dt.date | None = None
    mode: str = ""
    was_moved_online: bool = False
    people: int | None = None
    cost: int | None = None
    kind: str = ""
    state_text: str = ""


LINE_ACTIVITIES: Panel[LineActivities] = Panel("plans.line.activities")
"""The activities that carry out lines: gets all lines of a page at once, answers by their keys.

Only what the user may see, and as it stood on the day.
"""

LINE_WAYS: Panel[LineWays] = Panel("plans.line.ways")
"""What one may do from a line a room above, such as entering the activity that carries it out."""

OUTSIDE_PLAN: Panel[OutsidePlan] = Panel("plans.year.outside")
"""The activities of a year that were outside its plan, as they stood on the day."""
