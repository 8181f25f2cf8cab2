"""Writes of lines while a plan is a draft. Afterwards `adjustments` is the way."""

from __future__ import annotations

from itertools import batched
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from banggiao.accounts.bulk import SIZE
from banggiao.accounts.records import bring_back, set_aside
from banggiao.accounts.rules import may_see, require, seen_or_none
from banggiao.audit.actions import recorded
from banggiao.core.dates import PartialDate
from banggiao.core.errors import Refused
from banggiao.core.writing import assign, lock, save
from banggiao.plans.actions.adjustments import keep_standing, new_line
from banggiao.plans.actions.checks import (
    FIELDS,
    check_draft,
    check_line,
    check_open,
    keep_period,
    set_partners,
)
from banggiao.plans.models import Plan, PlanLine

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from banggiao.accounts.models import User
    from banggiao.core.models import Record
    from banggiao.partners.models import Organisation

COPIED = (
    "name_vi",
    "name_en",
    "name_ja",
    "name_native",
    "kind",
    "mode",
    "country",
    "place",
    "purpose",
    "topic",
    "level",
    "people",
    "days",
    "cost",
    "funding",
    "lead_unit",
    "basis",
)
"""What a line of another year hands on. Dates are brought into the new year."""

NOT_APPROVED = {"classification", "owner"}
"""What no paper approves: who may see a line and who sees to it change in a frozen plan too."""


@transaction.atomic
def add_line(
    plan: Plan, *, by: User, partners: Iterable[Organisation] = (), **data: Any
) -> PlanLine:
    """Enter a line of a draft plan. Officers, heads, and contributors for their own unit.

    It gets the next number. Without a ``classification`` it has the plan's. Refused: a plan that is
    submitted or approved (`plan_frozen`) or closed (`plan_closed`); a class below the plan's or
    above one's clearance; a partner, agreement or person one may not name; a date that surely lies
    outside the plan's year; and what the model forbids.
    """
    current = lock(plan)
    require(by, "plans.view_plan", current)
    check_draft(current)
    line = new_line(current, data, by)
    require(by, "plans.add_planline", line)
    with recorded("plans.planline_added", line, by=by, about=current):
        save(line)
        set_partners(line, partners, by)
    return line


@transaction.atomic
def change_line(
    line: PlanLine,
    *,
    by: User,
    version: int | None = None,
    reason: str = "",
    partners: Iterable[Organisation] | None = None,
    **data: Any,
) -> PlanLine:
    """Change a line of a draft plan. Officers, heads, and contributors for their own unit.

    ``partners`` replaces all that the writer may see; None leaves them. In a submitted or approved
    plan only the class and who sees to it change. Refused: a stale ``version``, a contributor's
    line handed to another unit, and what `add_line` refuses.
    """
    plan = lock(line.plan)
    current = lock(line, version)
    current.plan = plan
    require(by, "plans.change_planline", current)
    stored = PlanLine.objects.get(pk=current.pk)
    check_open(plan)
    if partners is not None or set(data) - NOT_APPROVED:
        check_draft(plan)
    with recorded("plans.planline_changed", current, by=by, reason=reason, about=plan):
        assign(current, data, FIELDS)
        require(by, "plans.change_planline", current)
        check_line(current, stored, by)
        if partners is not None:
            set_partners(current, partners, by)
        keep_period(current)
        keep_standing(current)
        save(current)
    return current


@transaction.atomic
def copy_lines(plan: Plan, lines: Iterable[PlanLine], *, by: User) -> list[PlanLine]:
    """Enter lines of another year in a draft plan, each with the next number.

    A month or quarter becomes that of the plan's year, a day its month; partners and agreement come
    along as far as the writer may see them. Refused: no line chosen, a line of the same plan, one
    the writer may not see, and what `add_line` refuses.
    """
    chosen = list(lines)
    if not chosen:
        raise Refused("no_line_chosen", _("Choose at least one line to copy."), field="lines")
    return [_copy(plan, line, by) for line in chosen]


def _copy(plan: Plan, line: PlanLine, by: User) -> PlanLine:
    if line.plan_id == plan.pk:
        raise Refused("same_plan", _("Choose lines of another year."), field="lines")
    require(by, "plans.view_planline", line)
    instrument = seen_or_none(line.instrument, by)
    partners = line.partners.select_related("organisation").order_by("pk")
    return add_line(
        plan,
        by=by,
        partners=[p.organisation for p in partners if may_see.test(by, p.organisation)],
        classification=max(line.classification, plan.classification),
        start=in_year(line.start or None, plan.year),
        end=in_year(line.end or None, plan.year) if line.start else None,
        instrument=instrument,
        **{name: getattr(line, name) for name in COPIED},
    )


def in_year(value: PartialDate | None, year: int) -> PartialDate | None:
    """Give the same month or quarter of another year; None where neither is known."""
    if value is None or value.precision not in {"day", "month", "quarter"}:
        return None
    return PartialDate.parse(f"{year:04d}{value.text[4:7]}")


@transaction.atomic
def set_aside_line(
    line: PlanLine, *, by: User, reason: str, version: int | None = None
) -> PlanLine:
    """Take a line entered by mistake out of a draft plan. Officers, heads, and its own unit.

    Refused: without a reason, while an activity carries it out, and in a plan that is no draft any
    more: there a line is dropped by an adjustment.
    """
    return set_aside(line, by=by, reason=reason, version=version)


def fixed_lines(model: type[Record], codes: Collection[str]) -> dict[str, Refused]:
    """Say which lines cannot be set aside, because their plan is no draft. Holds the plans."""
    if model is not PlanLine:
        return {}
    refusals = {}
    for some in batched(codes, SIZE):
        query = PlanLine.objects.filter(code__in=some)
        plan_of = dict(query.values_list("code", "plan_id"))
        plans = Plan.objects.select_for_update(of=("self",)).order_by("pk")
        held = {plan.pk: plan for plan in plans.filter(pk__in=plan_of.values())}
        for code, key in plan_of.items():
            try:
                check_draft(held[key])
            except Refused as refused:
                refusals[code] = refused
    return refusals


@transaction.atomic
def bring_back_line(line: PlanLine, *, by: User, reason: str = "") -> PlanLine:
    """Put a line that was set aside back into its draft plan. Same right, same refusals."""
    check_draft(lock(line.plan))
    return bring_back(line, by=by, reason=reason)
