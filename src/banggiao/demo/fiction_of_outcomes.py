"""Makes up programmes, results, what was agreed, and what is owed around today."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from banggiao.accounts.models import Unit
from banggiao.activities.actions.bulk import ResultRow
from banggiao.activities.actions.outcomes import add_point, make_duty
from banggiao.activities.enums import ResultState, Side
from banggiao.demo.calendar import Calendar, this_year
from banggiao.demo.fiction import FICTION, MARK
from banggiao.demo.fiction_of_plans import bodies, user
from banggiao.demo.reading import table
from banggiao.duties.actions.duties import add_duty, record_kept
from banggiao.duties.models import Duty
from banggiao.plans.enums import ActivityKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from banggiao.accounts.models import User
    from banggiao.activities.models import Activity

    Item = tuple[int, dt.time, dt.time, str, str]

MORNING, NOON = dt.time(9), dt.time(11, 30)
AFTERNOON, EVENING = dt.time(14), dt.time(16, 30)

VISIT: Sequence[Item] = (
    (0, MORNING, NOON, "Hội đàm với lãnh đạo cơ quan bạn", "Vụ Hợp tác quốc tế"),
    (0, AFTERNOON, EVENING, "Làm việc chuyên môn theo nhóm", "Thư ký đoàn"),
    (1, MORNING, NOON, "Khảo sát thực tế tại cơ sở", "Đơn vị chuyên môn"),
    (2, MORNING, NOON, "Trao đổi dự thảo biên bản và kết thúc", "Vụ Hợp tác quốc tế"),
)
EVENT: Sequence[Item] = (
    (0, MORNING, dt.time(9, 30), "Khai mạc", "Vụ Hợp tác quốc tế"),
    (0, dt.time(9, 30), NOON, "Phiên một: kinh nghiệm quốc tế", "Diễn giả phía bạn"),
    (0, AFTERNOON, EVENING, "Phiên hai: thảo luận và kết luận", "Chủ trì"),
)
TALKS: Sequence[Item] = (
    (0, MORNING, dt.time(10), "Tiếp và trao đổi", "Vụ Hợp tác quốc tế"),
    (0, dt.time(10), NOON, "Thống nhất việc tiếp theo", "Thư ký"),
)
PROGRAMMES: dict[str, Sequence[Item]] = {
    ActivityKind.DELEGATION_OUT: VISIT,
    ActivityKind.DELEGATION_IN: VISIT,
    ActivityKind.WORKSHOP: EVENT,
    ActivityKind.CONFERENCE: EVENT,
    ActivityKind.TRAINING: EVENT,
    ActivityKind.MULTILATERAL_MEETING: EVENT,
    ActivityKind.MEETING: TALKS,
    ActivityKind.COURTESY_CALL: TALKS,
    ActivityKind.SIGNING: TALKS,
    ActivityKind.OTHER: TALKS,
}

RESULTS = (
    "Hai bên thống nhất chương trình hợp tác cho giai đoạn tiếp theo",
    "Nắm được quy trình của bạn, có thể áp dụng thí điểm tại hai đơn vị",
    "Thống nhất nội dung cơ bản, còn một điểm về kinh phí đang trao đổi",
    "Ghi nhận các khuyến nghị, giao các đơn vị nghiên cứu",
)
POINTS = (
    (Side.OURS, "Gửi bạn tài liệu về quy trình tiếp công dân bằng tiếng Anh", 30),
    (Side.THEIRS, "Phía bạn cử đầu mối và gửi danh sách chuyên gia", 21),
    (Side.BOTH, "Họp trực tuyến rà soát tiến độ", 60),
    (Side.OURS, "Dự thảo kế hoạch công tác chung và gửi bạn góp ý", 25),
    (Side.THEIRS, "Phía bạn chia sẻ bộ tài liệu tập huấn", 35),
    (Side.OURS, "Cử cán bộ đầu mối và thông báo cho bạn", 14),
    (Side.BOTH, "Lập nhóm công tác chung về chuyển đổi số", 45),
    (Side.THEIRS, "Phía bạn trả lời về số lượng học viên", 28),
)
UNRECORDED = 5
"""Every so many activities nobody has entered the results yet."""
TRAVELS = {ActivityKind.DELEGATION_OUT, ActivityKind.DELEGATION_IN, ActivityKind.MEETING}


def results_of(number: int) -> Iterator[ResultRow]:
    """Give what came of an activity, but for one in five."""
    if number % UNRECORDED == UNRECORDED - 1:
        return
    for place in (number, number + 2):
        text = RESULTS[place % len(RESULTS)]
        state = ResultState.IN_TALKS if "đang trao đổi" in text else ResultState.REACHED
        yield ResultRow(text=f"{text} {MARK}", state=state, evidence=f"Biên bản làm việc {MARK}")


def add_points(activity: Activity, number: int, by: User, calendar: Calendar) -> None:
    """Enter what was agreed on a visit; the first point becomes a duty."""
    last = activity.end.latest if activity.end else None
    if activity.kind not in TRAVELS or last is None:
        return
    for place in (number, number + 1):
        side, text, days = POINTS[place % len(POINTS)]
        due = calendar.working_day(last + dt.timedelta(days=days + number % 7))
        point = add_point(activity, by=by, text=f"{text} {MARK}", side=side, due=due.isoformat())
        if place == number:
            duty = make_duty(point, by=by, owner=by, unit=activity.lead_unit)
            _keep(duty, due, number, by, calendar)


def _keep(duty: Duty, due: dt.date, number: int, by: User, calendar: Calendar) -> None:
    """Record that what was due long ago was done, but for one in four, which is late."""
    on = due - dt.timedelta(days=4)
    if on < calendar.from_today(-7) and number % 4:
        record_kept(duty, by=by, on=on.isoformat(), evidence=f"Công văn trả lời {MARK}")


def write_duties() -> str:
    """Enter what is owed around today and comes from no activity."""
    calendar, made = this_year(), 0
    there = set(Duty.objects.filter(code__startswith="demo-d-").values_list("code", flat=True))
    for row in table("duties", "made_up"):
        code = f"demo-d-{row['key']}"
        if code in there:
            continue
        owner = user(row["owner"]) if row["owner"] else None
        by = user("head" if row["class"] == "2" else "officer")
        duty = add_duty(
            by=by,
            code=code,
            kind=row["kind"],
            name_vi=f"{row['title']} {MARK}",
            due=calendar.working_day(calendar.from_today(int(row["due"]))).isoformat(),
            promisors=bodies(row["promisors"]),
            beneficiaries=bodies(row["beneficiaries"]),
            unit=Unit.objects.get(code=row["unit"]),
            owner=owner,
            basis=row["basis"],
            classification=int(row["class"]),
            remark=FICTION,
        )
        if row["kept"]:
            on = calendar.from_today(int(row["kept"])).isoformat()
            record_kept(duty, by=by, on=on, evidence=row["evidence"])
        made += 1
    return f"{made} made-up duties around today"
