"""Many activities at once do what the single actions do."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from banggiao.accounts.bulk import Imported, RowsRefused
from banggiao.accounts.enums import Role
from banggiao.activities.actions import activities, outcomes, participants, programme, steps
from banggiao.activities.actions.bulk import (
    ActivityRow,
    ParticipantRow,
    ResultRow,
    SeriesRow,
    SessionRow,
    import_activities,
    import_series,
)
from banggiao.activities.enums import Stage
from banggiao.activities.models import Activity, Series
from banggiao.activities.queries.posts import held_on, post_on
from banggiao.audit.models import Event
from banggiao.audit.seal import verify
from banggiao.audit.snapshots import snapshot
from banggiao.core.models import SearchEntry
from banggiao.partners.models import Country, Organisation, Person, Post
from tests.factories import plans as plan_factory
from tests.factories.activities import roles
from tests.factories.duties import own_body
from tests.factories.partners import RESTRICTED, officer, organisation, person, post, writer

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def world() -> None:
    own_body()
    organisation("Bộ Tư pháp bạn", code="bodies")
    organisation("Cơ quan dự", code="guests")
    person("Nguyễn Trưởng Đoàn", code="head")


def row(code: str, **data: Any) -> ActivityRow:
    facts: dict[str, Any] = {"kind": "meeting", "name_vi": f"Làm việc {code}", "start": "2019-03"}
    return ActivityRow(code=code, **facts | data)


def own() -> Organisation:
    return Organisation.objects.get(is_own=True, parent__isnull=True)


def without_keys(data: Any) -> Any:
    if isinstance(data, dict):
        return {k: without_keys(v) for k, v in data.items() if k not in {"id", "code"}}
    return [without_keys(one) for one in data] if isinstance(data, list) else data


def all_of(code: str) -> list[Any]:
    activity = Activity.objects.all().get(code=code)
    entry = SearchEntry.objects.filter(code=code).values("labels", "url", "names", "text", "on")
    days = (activity.period_earliest, activity.period_latest)
    return [without_keys(snapshot(activity)), days, list(entry), activity.sort_key]


FACTS: dict[str, Any] = {
    "kind": "delegation_out",
    "mode": "in_person",
    "name_vi": "Đoàn công tác",
    "start": "2019-03-12",
    "end": "2019-03-14",
    "place": "Tokyo",
    "purpose": "Hòa  giải",
    "cost": 120_000_000,
}


def test_an_imported_activity_is_the_same_as_an_entered_one():
    man, by = Person.objects.get(), officer()
    post(man, own(), name_vi="Vụ trưởng", start="2018", end="2020")
    with transaction.atomic():
        activity = activities.add_activity(
            by=by,
            code="a",
            country=Country.objects.get(code="JP"),
            host=Organisation.objects.get(code="bodies"),
            partners=[own(), Organisation.objects.get(code="guests")],
            topics=["training"],
            **FACTS,
        )
        participants.add_participant(activity, by=by, role="head", person=man)
        participants.add_participant(activity, by=by, role="member", name="Lê Thị B2")
        programme.add_item(activity, by=by, title="Khai mạc", on=dt.date(2019, 3, 12), speaker=man)
        outcomes.add_result(activity, by=by, text="Thống nhất chương trình")
        steps.finish_activity(activity, by=by)
        single = all_of("a")
        transaction.set_rollback(True)

    import_activities(
        [
            ActivityRow(
                code="a",
                country="JP",
                host="bodies",
                partners=[own().code, "guests"],
                topics=["training", "training"],
                participants=[
                    ParticipantRow(person="head", role="head"),
                    ParticipantRow(name="Lê Thị B2"),
                ],
                programme=[SessionRow(title="Khai mạc", on=dt.date(2019, 3, 12), speaker="head")],
                results=[ResultRow(text="Thống nhất chương trình")],
                stage="held",
                **FACTS,
            )
        ],
        by=by,
    )

    assert all_of("a") == single
    assert Activity.objects.all().get(code="a").head_level == "department"


def test_without_a_code_it_gets_a_readable_one_and_is_always_new():
    rows = [ActivityRow(kind="meeting", name_vi="Làm việc", start="2019-03", country="JP")] * 2

    import_activities(rows, by=officer())
    import_activities(rows[:1], by=officer())

    codes = set(Activity.objects.all().values_list("code", flat=True))
    assert codes == {f"a-2019-03-jp-lam-viec{end}" for end in ("", "-2", "-3")}


def test_a_second_run_changes_nothing_and_a_changed_row_changes_one_activity():
    rows = [
        row("a", host="bodies", participants=[ParticipantRow(person="head", role="head")]),
        row("b", partners=["guests"], programme=[SessionRow(title="Khai mạc")], stage="held"),
        row("c", results=[ResultRow(text="Xong")], topics=["training"], stage="confirmed"),
    ]
    before = Event.objects.count()
    assert import_activities(rows, by=officer(), reason="Sổ cũ") == Imported(added=3)
    events = Event.objects.count()
    assert events - before == 3
    assert set(Event.objects.order_by("-pk")[:3].values_list("reason", flat=True)) == {"Sổ cũ"}

    assert import_activities(rows, by=officer()) == Imported(unchanged=3)
    assert Event.objects.count() == events
    rows[2] = row("c", partners=["guests"], chairs=["bodies"], stage="held")
    assert import_activities(rows, by=officer()) == Imported(changed=1, unchanged=2)
    third = Activity.objects.all().get(code="c")
    assert roles(third) == {("guests", "participant"), ("bodies", "chair")}
    assert third.stage == Stage.HELD
    assert third.results.count() == 1
    assert verify().broken is None


def test_all_that_is_wrong_comes_together_and_nothing_is_written():
    organisation("Kín", code="hidden", classification=RESTRICTED)
    person("Kín", code="secret", classification=RESTRICTED)
    rows = [
        row("fine"),
        row("a", host="hidden"),
        row("b", kind="party"),
        row("c", classification=RESTRICTED),
        row("d", start="hôm qua"),
        row("e", participants=[ParticipantRow(person="secret")]),
        row("f", topics=["weather"]),
        row("fine"),
        row("g", participants=[ParticipantRow()]),
        row("h", instruments=["none"]),
        row("i", end="2019-03", programme=[SessionRow(title="X", on=dt.date(2020, 1, 1))]),
        row("j", series="none"),
        row("k", stage="cancelled"),
        row("l", start="2199", stage="held"),
        row("m", stage="postponed"),
        row("n", stage="confirmed", stage_on=dt.date(2199, 1, 1)),
        row("o", owner="nobody"),
    ]

    assert refused(rows) == [
        (2, "host"),
        (3, "kind"),
        (4, "classification"),
        (5, "start"),
        (6, "participants"),
        (7, "topics"),
        (8, "code"),
        (9, "participants"),
        (10, "instruments"),
        (11, "programme"),
        (12, "series"),
        (13, "stage_reason"),
        (14, "stage"),
        (15, "stage"),
        (16, "stage_on"),
        (17, "owner"),
    ]


def refused(rows: list[ActivityRow]) -> list[tuple[int, str]]:
    events = Event.objects.count()
    with pytest.raises(RowsRefused) as caught:
        import_activities(rows, by=officer())
    assert Event.objects.count() == events
    assert not Activity.objects.in_register().filter(code="fine").exists()
    return [(error.row, error.column) for error in caught.value.errors]


def test_what_the_database_refuses_is_said_of_its_row():
    assert refused([row("fine"), row("b", end="2018")]) == [(2, "")]
    hours = {"starts_at": dt.time(9), "ends_at": dt.time(8)}
    reversed_hours = [SessionRow(title="A", **hours)]
    found = refused([row("fine"), row("c", programme=reversed_hours)])
    assert [number for number, _column in found] == [2]


def test_a_year_with_an_approved_plan_asks_for_a_line_or_a_ground():
    line = plan_factory.frozen_line("Đoàn ra", year=2024)
    plan_factory.line("Của năm sau", of=plan_factory.plan(2025), code="later")
    held = {"start": "2024-05-02", "stage": "held", "headcount": 4, "partners": ["guests"]}

    visit = {"kind": "delegation_in", "headcount": None, "plan_line": line.code}
    led = [ParticipantRow(name="A", role="head")]
    import_activities([row("led", participants=led)], by=officer())
    assert refused([row("fine", **held | visit)]) == [(1, "stage")]
    alone = {"partners": [], "plan_line": line.code}
    assert refused([row("fine", **held | alone)]) == [(1, "stage")]
    assert refused([row("fine", **held)]) == [(1, "plan_line")]
    assert refused([row("fine", **held, outside_ground="Bạn mời")]) == [(1, "outside_act_text")]
    assert refused([row("fine", **held, plan_line="later")]) == [(1, "plan_line")]
    allowed = {"outside_ground": "Bạn mời", "outside_act_text": "Công văn 7"}
    import_activities(
        [
            row("a", **held, plan_line=line.code),
            row("b", **held, **allowed),
            row("c", **held | {"stage": None}),
            row("d", **held | {"start": "2019"}),
        ],
        by=officer(),
    )

    assert Activity.objects.all().get(code="a").plan_line == line


def test_what_went_on_by_steps_is_not_turned_back_by_an_import():
    import_activities([row("a")], by=officer())
    activity = Activity.objects.all().get(code="a")
    steps.cancel_activity(activity, by=officer(), reason="Bạn hoãn")

    assert import_activities([row("a")], by=officer()) == Imported(unchanged=1)
    assert refused([row("a", stage="held")]) == [(1, "stage")]
    assert refused([row("a", stage="confirmed")]) == [(1, "stage")]


def test_a_day_nobody_knows_makes_no_step():
    days = {"held": "2019-03", "no-year": "XXXX-03-01", "announced": "2030"}
    rows = [row(code, start=start, stage="held") for code, start in days.items()]
    rows[2] = row("announced", start="2030", stage="confirmed")

    import_activities(rows, by=officer())

    found = {
        code: list(Activity.objects.all().get(code=code).steps.values_list("on", flat=True))
        for code in days
    }
    assert found == {"held": [dt.date(2019, 3, 31)], "no-year": [], "announced": []}


def test_a_cancelled_one_keeps_its_day_and_ground():
    import_activities(
        [row("a", stage="cancelled", stage_on=dt.date(2019, 2, 1), stage_reason="Dịch bệnh")],
        by=officer(),
    )

    step = Activity.objects.all().get(code="a").steps.get()
    assert (step.kind, str(step.on), step.reason) == ("cancelled", "2019-02-01", "Dịch bệnh")


@pytest.mark.parametrize(
    "posts",
    [
        [],
        [{"start": "2018", "end": "2020"}],
        [{"start": "2018", "end": "2020"}, {"start": "2017", "end": "2019-12"}],
        [{"start": "2017"}, {"start": "2018"}],
        [{"start": "2017"}, {"start": "2018", "end": "2018-12"}],
        [{"start": "2018"}, {"start": "2018"}],
        [{"start": "2019-03"}],
        [{"known_on": ["2019-03-12"]}, {"start": "2010"}],
    ],
)
def test_the_post_of_a_day_is_the_same_for_one_and_for_many(posts):
    man, by = Person.objects.get(), officer()
    for number, data in enumerate(posts):
        post(man, own(), name_vi=f"Chức vụ {number}", **data)

    for day in (None, dt.date(2019, 3, 12)):
        assert held_on(list(Post.objects.filter(person=man)), day) == post_on(man, day, by)


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.OFFICER, Role.HEAD}))
def test_only_officers_and_heads_import(role):
    for action in (import_activities, import_series):
        with pytest.raises(PermissionDenied):
            action([], by=writer(role))


def test_the_number_of_questions_does_not_grow_with_the_rows():
    def asked(call: Callable[[], object]) -> int:
        with CaptureQueriesContext(connection) as queries:
            call()
        return len(queries)

    def rows(start: int, number: int) -> list[ActivityRow]:
        parts: dict[str, Any] = {
            "host": "bodies",
            "partners": ["guests"],
            "participants": [ParticipantRow(person="head", role="head")],
            "programme": [SessionRow(title="Khai mạc", speaker="head")],
            "stage": "held",
        }
        return [row(f"t-{n}", **parts) for n in range(start, start + number)]

    few = asked(lambda: import_activities(rows(0, 3), by=officer()))
    many = asked(lambda: import_activities(rows(10, 30), by=officer()))

    assert many == few


def test_series_come_in_by_code_and_again_without_a_change():
    rows = [
        SeriesRow(code="s-1", name_vi="Hội thảo", organiser="bodies"),
        SeriesRow(code="s-2", name_en="Workshop", remark="Hai năm một lần"),
    ]

    assert import_series(rows, by=officer(), reason="Sổ cũ") == Imported(added=2)
    assert import_series(rows, by=officer()) == Imported(unchanged=2)
    assert str(Series.objects.get(code="s-1").organiser) == "Bộ Tư pháp bạn"
    import_activities([row("a", series="s-1", edition=3)], by=officer())
    assert Activity.objects.all().get(code="a").edition == 3


def test_a_series_is_refused_with_all_that_is_wrong():
    rows = [
        SeriesRow(code="s-1", name_vi="Hội thảo", organiser="none"),
        SeriesRow(code="s-2", name_vi="Kín", classification=RESTRICTED),
        SeriesRow(code="s-2", name_vi="Hai lần"),
    ]

    with pytest.raises(RowsRefused) as caught:
        import_series(rows, by=officer())

    found = [(error.row, error.column) for error in caught.value.errors]
    assert found == [(1, "organiser"), (2, "classification"), (3, "code")]
    assert not Series.objects.exists()
