"""Makes up the plan of this year, what became of it, and the draft of the next one.

Everything says that it is made up. It goes through the single actions, by the people of the demo.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from banggiao.accounts.models import Unit, User
from banggiao.agreements.models import Instrument
from banggiao.core.enums import Classification
from banggiao.demo.calendar import Calendar, this_year
from banggiao.demo.fiction import FICTION, MARK
from banggiao.demo.reading import several, table
from banggiao.partners.enums import OfficeLevel
from banggiao.partners.models import Country, Organisation
from banggiao.plans.actions.adjustments import (
    add_late_line,
    change_line_cost,
    change_line_level,
    drop_line,
    move_line_online,
    postpone_line,
)
from banggiao.plans.actions.lines import add_line
from banggiao.plans.actions.plans import add_plan, approve_plan, return_plan, submit_plan
from banggiao.plans.enums import Mode
from banggiao.plans.models import Plan, PlanLine

if TYPE_CHECKING:
    from collections.abc import Mapping

    Row = Mapping[str, str]

MILLION = 1_000_000
POSTPONED_BY = dt.timedelta(days=70)
LAST_DATE = (12, 18)
"""Nothing is postponed to a later day of the year."""

CHANGED_LEVEL = OfficeLevel.DEPUTY_MINISTER
LATE = "late"
DECISION = "Ý kiến phê duyệt của lãnh đạo tại Tờ trình số {number} (minh họa)"


def write_plans() -> str:
    """Enter the plan of this year with its adjustments, and the next one, once returned."""
    calendar = this_year()
    if Plan.objects.in_register().filter(year=calendar.year).exists():
        return "a plan of this year is there"
    plan = _this_years(calendar)
    _next_years(calendar)
    return f"{plan.lines.count()} made-up plan lines of {calendar.year}"


def line_code(key: str, year: int) -> str:
    """Give the code of a made-up line."""
    return f"demo-{year}-{key}"


def user(username: str) -> User:
    """Give one of the people of the demo."""
    return User.objects.get(username=username)


def bodies(cell: str) -> list[Organisation]:
    """Give the bodies of a cell, in its order."""
    found = {body.code: body for body in Organisation.objects.filter(code__in=several(cell))}
    return [found[code] for code in several(cell)]


def common(row: Row) -> dict[str, Any]:
    """Give what lines and activities alike take from a row: kind, place, money, the name."""
    cost = row["cost"]
    return {
        "kind": row["kind"],
        "name_vi": f"{row['title']} {MARK}",
        "country": Country.objects.filter(code=row["country"]).first(),
        "place": row["place"],
        "mode": Mode.IN_PERSON if row["country"] else Mode.ONLINE,
        "cost": int(cost) * MILLION if cost else None,
    }


def _this_years(calendar: Calendar) -> Plan:
    officer, leader = user("officer"), user("leader")
    plan = add_plan(by=officer, year=calendar.year, remark=FICTION)
    rows = table("lines", "made_up")
    for row in rows:
        if row["fate"] != LATE:
            add_line(plan, by=_writer(row), **_line(row, calendar))
    submit_plan(plan, by=officer, comment=f"Trình phê duyệt kế hoạch năm. {FICTION}")
    paper = f"Quyết định số 15 về kế hoạch đối ngoại năm {calendar.year} {MARK}"
    approve_plan(plan, by=leader, approved_on=calendar.approved_on, text=paper, comment=FICTION)
    for number, row in enumerate(rows):
        _adjust(plan, row, number, calendar)
    return plan


def _writer(row: Row) -> User:
    return user("head" if row["fate"] == "secret" else "officer")


def _line(row: Row, calendar: Calendar) -> dict[str, Any]:
    day = calendar.day(row["on"])
    return common(row) | {
        "code": line_code(row["key"], calendar.year),
        "partners": bodies(row["partners"]),
        "start": calendar.planned(row["planned"], day),
        "end": calendar.planned(row["planned"], day),
        "level": row["level"],
        "people": int(row["people"]),
        "days": int(row["days"]),
        "funding": row["funding"],
        "lead_unit": Unit.objects.get(code=row["unit"]),
        "owner": user(row["owner"]),
        "topic": row["topic"],
        "instrument": Instrument.objects.filter(code=row["instrument"]).first(),
        "purpose": row["purpose"],
        "basis": row["basis"],
        "remark": FICTION,
        "classification": class_of(row),
    }


def line_cost(row: Row) -> int:
    """Give what a line costs after what was decided of it, in dong."""
    cost = int(row["cost"]) * MILLION
    return cost * 6 // 5 if row.get("fate") == "cost" else cost


def class_of(row: Row) -> int:
    """Give the class of a line and of what carries it out."""
    secret = row["fate"] == "secret"
    return int(Classification.RESTRICTED if secret else Classification.INTERNAL)


def decided_on(row: Row, number: int, calendar: Calendar) -> dt.date:
    """Give the day on which the fate of a line was decided."""
    return calendar.decided(calendar.day(row["on"]), 3 + number % 9)


def new_date(row: Row, calendar: Calendar) -> dt.date | None:
    """Give the day to which a line was postponed, or None where the year has no room for it."""
    day = calendar.day(row["on"]) + POSTPONED_BY
    return day if day <= dt.date(calendar.year, *LAST_DATE) else None


def _adjust(plan: Plan, row: Row, number: int, calendar: Calendar) -> None:
    """Enter what was decided of a line after the plan was approved."""
    fate, officer = row["fate"], user("officer")
    decision: dict[str, Any] = {
        "decided_on": decided_on(row, number, calendar),
        "ground": f"{row['ground']} {MARK}",
        "act_text": DECISION.format(number=40 + number),
    }
    if fate == LATE:
        add_late_line(plan, by=officer, **_line(row, calendar), **decision)
        return
    line = PlanLine.objects.get(code=line_code(row["key"], calendar.year))
    match fate:
        case "dropped":
            drop_line(line, by=officer, **decision)
        case "postponed":
            day = new_date(row, calendar)
            month = calendar.planned("month", day) if day else None
            postpone_line(line, by=officer, start=month, end=month, **decision)
        case "postponed_no_date":
            postpone_line(line, by=officer, **decision)
        case "online":
            move_line_online(line, by=officer, **decision)
        case "level":
            change_line_level(line, by=officer, level=CHANGED_LEVEL, **decision)
        case "cost":
            change_line_cost(line, by=officer, cost=line_cost(row), **decision)


def _next_years(calendar: Calendar) -> None:
    """Enter the plan of the next year, hand it in, and let the head return it with comments."""
    officer, year = user("officer"), calendar.year + 1
    if Plan.objects.in_register().filter(year=year).exists():
        return
    plan = add_plan(by=officer, year=year, remark=FICTION)
    for row in table("next_lines", "made_up"):
        when = Calendar(dt.date(year, 1, 1)).planned(row["planned"], dt.date(year, 1, 1))
        add_line(
            plan,
            by=user(row["by"]),
            code=line_code(row["key"], year),
            partners=bodies(row["partners"]),
            start=when,
            end=when,
            level=row["level"],
            people=int(row["people"]),
            funding=row["funding"],
            lead_unit=Unit.objects.get(code=row["unit"]),
            topic=row["topic"],
            instrument=Instrument.objects.filter(code=row["instrument"]).first(),
            purpose=row["purpose"],
            basis=row["basis"],
            remark=FICTION,
            **common(row),
        )
    submit_plan(plan, by=officer, comment=f"Trình xin ý kiến dự thảo lần một. {FICTION}")
    return_plan(
        plan,
        by=user("head"),
        comment="Rà lại kinh phí hội nghị quý I và ghép hai đoàn ra cùng tuyến nếu được. "
        f"{FICTION}",
    )
