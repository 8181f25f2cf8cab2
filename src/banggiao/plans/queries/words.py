"""Dates, money and states of lines as people read them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from banggiao.core.dates import format_span
from banggiao.core.enums import words_for
from banggiao.partners.enums import OfficeLevel
from banggiao.plans import panels
from banggiao.plans.enums import AdjustmentKind, Funding, Mode, PlanStatus
from banggiao.plans.queries import compare

if TYPE_CHECKING:
    from banggiao.core.dates import PartialDate
    from banggiao.plans.models import Adjustment
    from banggiao.plans.panels import Carried
    from banggiao.plans.queries.compare import Outcome

MILLION = 1_000_000
FIRST_GROUPED = 1000

LEVEL, MODE, FUNDING = words_for(OfficeLevel), words_for(Mode), words_for(Funding)
CHANGE = words_for(AdjustmentKind)

STATUS_TONES = {
    PlanStatus.DRAFT: "plain",
    PlanStatus.SUBMITTED: "warn",
    PlanStatus.APPROVED: "good",
    PlanStatus.CLOSED: "plain",
}
VERDICTS = {
    compare.DONE: ("good", pgettext_lazy("plan line", "done")),
    compare.OPEN: ("plain", pgettext_lazy("plan line", "to come")),
    compare.OVERDUE: ("bad", pgettext_lazy("plan line", "time has passed")),
    compare.DROPPED: ("bad", pgettext_lazy("plan line", "dropped")),
}
STATES = {
    panels.PLANNED: pgettext_lazy("activity of a line", "in preparation"),
    panels.CONFIRMED: pgettext_lazy("activity of a line", "confirmed"),
    panels.UNDER_WAY: pgettext_lazy("activity of a line", "under way"),
    panels.HELD: pgettext_lazy("activity of a line", "held"),
    panels.POSTPONED: pgettext_lazy("activity of a line", "postponed"),
    panels.CANCELLED: pgettext_lazy("activity of a line", "cancelled"),
}
NO_DATE = gettext_lazy("no date")


def days_in_words(start: PartialDate | None, end: PartialDate | None) -> str:
    """Give from when until when, as far as it is known; nothing where it is not."""
    if start and not end:
        return format_span(start, start)
    return format_span(start or None, end or None)


def when(outcome: Outcome) -> tuple[str, str]:
    """Give the dates a line was approved for, and those it has now where they are others."""
    line, then = outcome.line, outcome.then
    own = days_in_words(line.start, line.end)
    if not then.is_postponed:
        return own, ""
    now = days_in_words(then.start, then.end)
    return own, _("now %(dates)s") % {"dates": now} if now else _("postponed, no new date")


def number(value: int | None) -> str:
    """Give a whole number with its thousands apart; nothing where it is not known."""
    return "" if value is None else grouped(value)


def grouped(value: float) -> str:
    """Give a number with its thousands apart, as the active language writes it."""
    if isinstance(value, int) and 0 <= value < FIRST_GROUPED:
        return str(value)  # most numbers; all our languages write them alike
    from babel.numbers import format_decimal  # noqa: PLC0415  # slow import

    return format_decimal(value, locale=(get_language() or "vi")[:2])


def money(value: int | None) -> str:
    """Give an amount in dong to the last dong; nothing where it is not known."""
    return "" if value is None else _("%(amount)s dong") % {"amount": number(value)}


def millions(value: int) -> str:
    """Give a total in million dong, with one decimal where it is not whole."""
    whole, rest = divmod(value, MILLION)
    if not rest:
        return _("%(amount)s million dong") % {"amount": number(whole)}
    return _("%(amount)s million dong") % {"amount": grouped(round(value / MILLION, 1))}


def verdict(outcome: Outcome) -> tuple[str, str]:
    """Give the mark of a line: its tone and its word."""
    tone, word = VERDICTS[outcome.verdict]
    return tone, str(word)


def state_of(carried: Carried) -> str:
    """Give how an activity stands, in its room's words or in ours."""
    return carried.state_text or str(STATES.get(carried.state, carried.state))


def course_of(outcome: Outcome) -> str:
    """Give what the mark and the dates of a line do not say, and how its activities stand."""
    then = outcome.then
    words = []
    if outcome.is_moved_online:
        words.append(_("moved online"))
    if then.added_on:
        words.append(_("added after approval"))
    words += [_carried(one, outcome) for one in outcome.carried]
    return " · ".join(word for word in words if word)


def _carried(carried: Carried, outcome: Outcome) -> str:
    """Give how an activity stands and when it takes place; that it was held the mark says."""
    is_said = carried.state == panels.HELD and outcome.verdict == compare.DONE
    state = "" if is_said and carried.date_text else state_of(carried)
    return " ".join(part for part in (state, carried.date_text) if part)


def change_in_words(change: Adjustment) -> str:
    """Give what an adjustment sets; nothing for one that adds or drops a line."""
    match change.kind:
        case AdjustmentKind.POSTPONED:
            return days_in_words(change.start, change.end) or str(NO_DATE)
        case AdjustmentKind.MODE_CHANGED:
            return MODE(change.mode)
        case AdjustmentKind.LEVEL_CHANGED:
            return LEVEL(change.level)
        case AdjustmentKind.COST_CHANGED:
            parts = (money(change.cost), FUNDING(change.funding) if change.funding else "")
            return " · ".join(part for part in parts if part)
    return ""
