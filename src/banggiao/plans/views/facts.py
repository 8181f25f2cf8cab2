"""What a line's page lists: as it was approved, as it stands, and the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from banggiao.accounts.rules import seen_or_none
from banggiao.plans import tables
from banggiao.plans.queries import LineOn, Outcome, as_approved, unit_of, words

if TYPE_CHECKING:
    from banggiao.accounts.models import User
    from banggiao.plans.models import PlanLine


def approved_facts(line: PlanLine) -> list[dict[str, Any]]:
    """Give what the plan says of a line: what a later adjustment may change."""
    return _values(as_approved(line))


def standing_facts(outcome: Outcome) -> list[dict[str, Any]]:
    """Give the same as it stands after the adjustments, with a mark at what is another."""
    now = _values(outcome.then)
    for before, after in zip(approved_facts(outcome.line), now, strict=True):
        if before["value"] != after["value"]:
            after["pill"] = ("acc", pgettext("value", "changed"))
    return now


def _values(then: LineOn) -> list[dict[str, Any]]:
    rows = [
        (_("When"), words.days_in_words(then.start, then.end) or str(words.NO_DATE)),
        (_("How people meet"), words.MODE(then.mode) if then.mode else "–"),
        (_("Level of the head"), words.LEVEL(then.level) if then.level else "–"),
        (_("Cost"), words.money(then.cost) or "–"),
        (_("Source of money"), words.FUNDING(then.funding) if then.funding else "–"),
    ]
    return [{"label": label, "value": value} for label, value in rows]


def line_facts(line: PlanLine, user: User) -> list[dict[str, Any]]:
    """Give what no adjustment changes."""
    seen = seen_or_none(line.instrument, user)
    rows: list[tuple[str, Any, str]] = [
        (_("In Vietnamese"), line.name_vi, ""),
        (_("In English"), line.name_en, ""),
        (_("In Japanese"), line.name_ja, ""),
        (_("In its own language"), line.name_native, ""),
        (_("Plan"), line.plan, line.plan.get_absolute_url()),
        (_("No."), line.number, ""),
        (_("Topic"), line.get_topic_display(), ""),
        (_("Country"), line.country, ""),
        (_("Place"), line.place, ""),
        (pgettext("plan line", "People"), words.number(line.people), ""),
        (_("Days"), words.number(line.days), ""),
        (_("Lead unit"), unit_of(line, user), ""),
        (_("Who sees to it"), line.owner, ""),
        (_("Under the agreement"), seen, seen.get_absolute_url() if seen else ""),
        (_("Basis"), line.basis, ""),
        (_("Added on"), tables.day_in_words(line.added_on), ""),
        (_("Code"), line.code, ""),
        (_("Remark"), line.remark, ""),
    ]
    return [{"label": label, "value": value, "url": url} for label, value, url in rows if value]
