"""Plans, lines and adjustments, made the way the office makes them: through the actions."""

from __future__ import annotations

import datetime as dt
from itertools import count
from typing import Any

from banggiao.accounts.models import Unit, User
from banggiao.plans.actions import adjustments, lines, plans
from banggiao.plans.enums import ActivityKind
from banggiao.plans.models import Adjustment, Plan, PlanLine
from tests.factories.accounts import make_unit, make_user

numbers = count(1)

APPROVED = dt.date(2026, 1, 12)
DECISION: dict[str, Any] = {"ground": "Bạn đề nghị", "act_text": "Công văn 12/TTCP-HTQT"}


def planner() -> User:
    """Give a head with an account, who sees all: a step of a plan names who took it."""
    there = User.objects.filter(username="planner").first()
    return there or make_user("head", 2, username="planner")


def lead_unit(code: str = "htqt") -> Unit:
    """Give the unit that leads; made once."""
    there = Unit.objects.filter(code=code).first()
    return there or make_unit(code)


def plan(year: int = 2026, *, by: User | None = None, **data: Any) -> Plan:
    """Give the plan of a year, entered as a draft where there is none."""
    there = Plan.objects.filter(year=year).first()
    return there or plans.add_plan(by=by or planner(), year=year, **data)


def line(
    name_vi: str = "", *, of: Plan | None = None, by: User | None = None, **data: Any
) -> PlanLine:
    """Enter a complete line of a draft plan; a new name where none is given."""
    of = of or plan()
    facts: dict[str, Any] = {
        "name_vi": name_vi or f"Đoàn số {next(numbers)}",
        "kind": ActivityKind.DELEGATION_OUT,
        "start": f"{of.year}-05",
        "lead_unit": lead_unit(),
    }
    return lines.add_line(of, by=by or planner(), **facts | data)


def approved(of: Plan, *, by: User | None = None, on: dt.date | None = None) -> Plan:
    """Approve a plan that has lines."""
    day = on or APPROVED.replace(year=of.year)
    by = by or planner()
    return plans.approve_plan(of, by=by, approved_on=day, text="Quyết định 15/QĐ-TTg")


def frozen_line(name_vi: str = "", *, year: int = 2026, **data: Any) -> PlanLine:
    """Enter a line and approve its plan; the only line of that year."""
    record = line(name_vi, of=plan(year), **data)
    approved(record.plan)
    record.refresh_from_db()
    return record


def dropped(record: PlanLine, on: str = "2026-06-01", *, by: User | None = None) -> Adjustment:
    """Drop a line of an approved plan."""
    day = dt.date.fromisoformat(on)
    return adjustments.drop_line(record, by=by or planner(), decided_on=day, **DECISION)


def postponed(
    record: PlanLine, start: str | None, on: str = "2026-06-01", *, by: User | None = None
) -> Adjustment:
    """Postpone a line of an approved plan."""
    day = dt.date.fromisoformat(on)
    by = by or planner()
    return adjustments.postpone_line(record, by=by, decided_on=day, start=start, **DECISION)
