"""What rooms above may tell of texts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from banggiao.core.panels import Panel

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from django.db.models.expressions import Combinable

    LastDay = Callable[[Any], Combinable]
    CarriedOut = Callable[[Sequence[int], Any], Mapping[int, Sequence[str]]]

LAST_DAY: Panel[LastDay] = Panel("agreements.instrument.last_day")
"""The last day something took place under a text, as a column of a query over texts.

Called with the viewer: what that person may not know of did not take place. Empty: nothing did.
"""

CARRIED_OUT: Panel[CarriedOut] = Panel("agreements.instrument.carried_out")
"""What was done under texts, in lines for a paper, newest first: by the keys of many texts."""
