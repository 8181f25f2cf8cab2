"""Activities in words: when, and how far they have come."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from banggiao.activities.enums import Stage, StepKind
from banggiao.core.dates import format_partial, format_span
from banggiao.core.enums import words_for

if TYPE_CHECKING:
    from banggiao.core.dates import PartialDate

STAGE = words_for(Stage)
STEP = words_for(StepKind)
TONES: dict[str, str] = {
    Stage.PREPARING: "plain",
    Stage.CONFIRMED: "acc",
    Stage.UNDER_WAY: "acc",
    Stage.HELD: "good",
    Stage.POSTPONED: "warn",
    Stage.CANCELLED: "bad",
}


def when(activity: Any) -> str:  # an activity, or anything else with two such dates
    """Give its days as people read them; empty where none is known."""
    return days_in_words(activity.start, activity.end)


def when_or_unknown(activity: Any) -> str:  # the same
    """Give its days as people read them, also those that are not known."""
    return when(activity) or _("date not known")


def days_in_words(
    start: PartialDate | None, end: PartialDate | None, language: str | None = None
) -> str:
    """Give two dates as people read them. An end that nobody knows is not mentioned."""
    if start is not None and end is None:
        return format_partial(start, language)
    return format_span(start, end, language)


def mark(stage: str) -> tuple[str, str]:
    """Give the tone and the word of a stage."""
    return TONES[stage], STAGE(stage)
