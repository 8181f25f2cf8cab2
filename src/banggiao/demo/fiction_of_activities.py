"""Makes up what carries out the plan of this year, and what came outside it, around today.

How far each has come follows from its days: what is over was held, what is near is confirmed, what
is far is not begun. Everything says that it is made up, and nobody in it is in the register.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING, Any

from banggiao.activities.actions.bulk import (
    ActivityRow,
    ParticipantRow,
    SessionRow,
    import_activities,
)
from banggiao.activities.actions.steps import (
    cancel_activity,
    confirm_activity,
    finish_activity,
    move_online,
    postpone_activity,
    start_activity,
)
from banggiao.activities.enums import ParticipantRole
from banggiao.activities.models import Activity
from banggiao.demo.calendar import Calendar, this_year
from banggiao.demo.fiction import FICTION, MARK
from banggiao.demo.fiction_of_outcomes import PROGRAMMES, add_points, results_of
from banggiao.demo.fiction_of_plans import (
    CHANGED_LEVEL,
    class_of,
    decided_on,
    line_code,
    line_cost,
    new_date,
    user,
)
from banggiao.demo.reading import several, table
from banggiao.plans.enums import ActivityKind, Mode
from banggiao.plans.models import PlanLine

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from banggiao.accounts.models import User

    Row = Mapping[str, str]

NEAR, SEEN = dt.timedelta(days=35), dt.timedelta(days=100)
"""What begins within these times is confirmed, or being prepared."""

CODE = "demo-a-"
OURS = {
    "minister": "Tổng Thanh tra",
    "deputy_minister": "Phó Tổng Thanh tra",
    "department": "Vụ trưởng",
    "officer": "Thanh tra viên",
}
THEIRS = {
    "minister": "Bộ trưởng",
    "deputy_minister": "Thứ trưởng",
    "department": "Vụ trưởng",
    "officer": "Chuyên viên",
}


@dataclass(frozen=True, slots=True)
class Made:
    """One made-up activity on its way: its days, who enters it, and the row it comes from."""

    row: Row
    number: int
    calendar: Calendar
    start: dt.date
    by: str

    @property
    def code(self) -> str:
        """Its code."""
        return f"{CODE}{self.calendar.year}-{self.row['key']}"

    @property
    def end(self) -> dt.date:
        """Its last day."""
        return self.calendar.until(self.start, int(self.row["days"]))

    @property
    def fate(self) -> str:
        """What became of it otherwise than planned; empty for most."""
        return self.row.get("fate", "")

    @property
    def ends_early(self) -> bool:
        """Whether it was called off before its day."""
        return self.fate in {"cancelled", "postponed_no_date"}

    @property
    def is_far(self) -> bool:
        """Whether it is only being prepared."""
        return self.start - self.calendar.today > NEAR

    @property
    def was_held(self) -> bool:
        """Whether it is over and somebody recorded it."""
        return self.end < self.calendar.today and self.fate != "unrecorded" and not self.ends_early

    @property
    def confirmed_on(self) -> dt.date:
        """The day on which it was sure to take place."""
        weeks_before = self.start - dt.timedelta(days=18)
        return min(weeks_before, self.calendar.from_today(-1))


def write_activities() -> str:
    """Enter what carries out the plan and what came outside it, then the steps of each.

    The records come in at once, as from last year's file; the steps are taken one by one.
    """
    if Activity.objects.all().filter(code__startswith=CODE).exists():
        return "made-up activities are there"
    calendar = this_year()
    if not PlanLine.objects.filter(code__startswith=f"demo-{calendar.year}-").exists():
        return "the plan of this year is a real one: nothing is made up for it"
    made = [*_of_lines(calendar), *_outside(calendar)]
    numbers = count(11)
    rows = {one.code: _row(one, next(numbers)) for one in made}
    for name in ("officer", "head"):
        mine = [rows[one.code] for one in made if one.by == name]
        import_activities(mine, by=user(name), reason=FICTION)
    for one in made:
        _go_on(one, Activity.objects.all().get(code=one.code))
    return f"{len(made)} made-up activities around today"


def _of_lines(calendar: Calendar) -> Iterator[Made]:
    """Give what carries out the lines, as far as it has begun to be prepared."""
    for number, row in enumerate(table("lines", "made_up")):
        fate, by = row["fate"], "head" if row["fate"] == "secret" else "officer"
        start = new_date(row, calendar) if fate == "postponed" else calendar.day(row["on"])
        if fate == "dropped" or start is None:
            continue
        one = Made(row, number, calendar, start, by)
        if one.ends_early or start - calendar.today <= SEEN:
            yield one


def _outside(calendar: Calendar) -> Iterator[Made]:
    """Give what came outside the plan, and what is of a higher class and still waits."""
    for number, row in enumerate(table("outside", "made_up")):
        start = calendar.working_day(calendar.from_today(int(row["on"])))
        yield Made(row, number, calendar, start, "head" if row["class"] == "2" else "officer")


def _row(one: Made, person: int) -> ActivityRow:
    """Put one together for the import."""
    row = one.row
    in_plan = bool(one.row.get("planned"))
    host, partners = _placed(row)
    said = in_plan or not row["ground"] or one.start.year > one.calendar.year
    return ActivityRow(
        code=one.code,
        kind=row["kind"],
        mode=Mode.IN_PERSON if row["country"] else Mode.ONLINE,
        name_vi=f"{row['title']} {MARK}",
        start=one.start.isoformat(),
        end=one.end.isoformat(),
        country=row["country"],
        place=row["place"],
        plan_line=line_code(row["key"], one.calendar.year) if in_plan else "",
        outside_ground="" if said else f"{row['ground']} {MARK}",
        outside_act_text="" if said else row["paper"],
        purpose=row["purpose"],
        headcount=int(row["people"]),
        cost=line_cost(row),
        funding=row.get("funding"),
        lead_unit=row.get("unit", "giv-icd"),
        owner=row.get("owner", one.by),
        classification=class_of(row) if in_plan else int(row["class"]),
        host=host,
        partners=partners,
        participants=list(_people(one, person)),
        topics=[row["topic"]] if row.get("topic") else [],
        instruments=[row["instrument"]] if row.get("instrument") else [],
        programme=list(_programme(one)),
        results=list(results_of(one.number)) if one.was_held else [],
        remark=FICTION,
    )


def _own(row: Row) -> str:
    return "giv-school" if row.get("unit") == "giv-school" else "giv"


def _placed(row: Row) -> tuple[str, list[str]]:
    """Say who hosts and who takes part: at home we host, abroad the first partner does."""
    partners, own = list(several(row["partners"])), _own(row)
    if row["country"] == "VN":
        return own, partners
    if row["country"] and partners:
        return partners[0], [*partners[1:], own]
    return "", [*partners, own]


def _people(one: Made, number: int) -> Iterator[ParticipantRow]:
    """Name two or three made-up people: who leads, who speaks, who keeps the minutes."""
    row, own = one.row, _own(one.row)
    level = CHANGED_LEVEL if one.fate == "level" else row.get("level", "department")
    partner = next(iter(several(row["partners"])), "")
    ours, theirs = f"Nguyễn Văn A{number} {MARK}", f"Khách M{number} {MARK}"
    if row["kind"] == ActivityKind.DELEGATION_IN:
        guest, host = ParticipantRole.HEAD, ParticipantRole.CHAIR
    elif row["country"] == "VN":
        guest, host = ParticipantRole.SPEAKER, ParticipantRole.CHAIR
    else:
        guest, host = ParticipantRole.GUEST, ParticipantRole.HEAD
    yield ParticipantRow(name=ours, role=host, title=OURS[level], organisation=own)
    if partner:
        yield ParticipantRow(name=theirs, role=guest, title=THEIRS[level], organisation=partner)
    yield ParticipantRow(
        name=f"Lê Văn C{number} {MARK}",
        role=ParticipantRole.SECRETARY,
        title="Chuyên viên",
        organisation=own,
    )


def _programme(one: Made) -> Iterator[SessionRow]:
    """Give the programme of what is near, before or after."""
    if one.is_far or one.ends_early or one.calendar.today - one.end > SEEN:
        return
    last = (one.end - one.start).days
    for day, begins, ends, title, in_charge in PROGRAMMES[one.row["kind"]]:
        if day <= last:
            yield SessionRow(
                title=f"{title} {MARK}",
                on=one.start + dt.timedelta(days=day),
                starts_at=begins,
                ends_at=ends,
                in_charge=in_charge,
            )


def _go_on(one: Made, activity: Activity) -> None:
    """Take the steps that its days and its fate ask for."""
    by, today = user(one.by), one.calendar.today
    if one.ends_early:
        _end_early(one, activity, by)
        return
    if one.fate == "online":
        day = min(decided_on(one.row, one.number, one.calendar), one.confirmed_on)
        move_online(activity, by=by, on=day, **_ground(one))
    if one.is_far or one.row.get("class") == "2":
        return
    confirm_activity(activity, by=by, on=one.confirmed_on)
    if one.start <= today <= one.end:
        start_activity(activity, by=by, on=one.start)
    elif one.was_held:
        spent = (activity.cost or 0) * (92 + one.number % 7) // 100
        finish_activity(activity, by=by, cost=spent or None)
        add_points(activity, one.number, by, one.calendar)


def _end_early(one: Made, activity: Activity, by: User) -> None:
    """Cancel, or postpone without a date, on the day that was decided."""
    day = decided_on(one.row, one.number, one.calendar)
    if one.fate == "cancelled":
        week_before = day - dt.timedelta(days=7)
        confirm_activity(activity, by=by, on=min(one.confirmed_on, week_before))
        cancel_activity(activity, by=by, on=day, **_ground(one))
    else:
        postpone_activity(activity, by=by, on=day, **_ground(one))


def _ground(one: Made) -> dict[str, Any]:
    paper = f"Công văn số {60 + one.number} của lãnh đạo cơ quan {MARK}"
    return {"reason": f"{one.row['ground']} {MARK}", "act_text": paper}
