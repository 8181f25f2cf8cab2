"""What rooms above may tell of texts."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from banggiao.core.panels import Panel

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from django.db.models.expressions import Combinable

    from banggiao.accounts.models import User
    from banggiao.agreements.models import Instrument

    LastDay = Callable[[Any], Combinable]
    CarriedOut = Callable[[Sequence[int], Any, date], Mapping[int, "Done"]]

LAST_DAY: Panel[LastDay] = Panel("agreements.instrument.last_day")
"""The last day something took place under a text, as a column of a query over texts.

Called with the viewer: what that person may not know of did not take place. Empty: nothing did.
"""


@dataclass(slots=True)
class Done:
    """What was done under a text, in lines for a paper, the newest first; reviews apart."""

    lines: list[str] = field(default_factory=list)
    reviews: list[str] = field(default_factory=list)


CARRIED_OUT: Panel[CarriedOut] = Panel("agreements.instrument.carried_out")
"""What was done under many texts until a day, by their keys, as far as the viewer may know."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """An activity under a text, as a round of its negotiation names it."""

    code: str
    label: str
    url: str
    classification: int = 0


MEETINGS: Panel[Callable[[Instrument, User], Sequence[Meeting]]] = Panel(
    "agreements.instrument.meetings"
)
"""The activities under a text that the user may know of, newest first, at most 200."""
