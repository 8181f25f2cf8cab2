"""What an import did to an activity that was there can be undone by the same bulk action."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

import pytest

from banggiao.accounts.bulk import CLEAR, Imported, Outcome, RowsRefused
from banggiao.activities.actions import outcomes, steps
from banggiao.activities.actions.bulk import (
    ActivityRow,
    ParticipantRow,
    ResultRow,
    SessionRow,
    import_activities,
)
from banggiao.activities.actions.bulk.rows import SeriesRow
from banggiao.activities.actions.bulk.series import import_series
from banggiao.activities.models import Activity
from banggiao.audit.models import Event
from banggiao.audit.snapshots import snapshot
from tests.factories import plans as plan_factory
from tests.factories.accounts import make_user
from tests.factories.activities import activity, participant, point
from tests.factories.agreements import instrument
from tests.factories.documents import document
from tests.factories.partners import RESTRICTED, officer, organisation, person, writer

pytestmark = pytest.mark.django_db

WHY = "Lấy lại lần nhập tệp so-theo-doi.xlsx"


@pytest.fixture(autouse=True)
def world() -> None:
    organisation("Bộ Tư pháp bạn", code="bodies")
    organisation("Cơ quan dự", code="guests")
    person("Nguyễn Trưởng Đoàn", code="head")


def row(code: str = "", **data: Any) -> ActivityRow:
    facts: dict[str, Any] = {"kind": "meeting", "name_vi": f"Làm việc {code}", "start": "2019-03"}
    return ActivityRow(code=code, **facts | data)


def stored(code: str = "a") -> Activity:
    found: Activity = Activity.objects.all().get(code=code)
    return found


def keys(record: Activity, *names: str) -> dict[str, list[int]]:
    return {name: [part.pk for part in getattr(record, name).all()] for name in names}


def refused(*rows: ActivityRow, by: Any = None, reason: str = WHY) -> list[tuple[int, str]]:
    events = Event.objects.count()
    with pytest.raises(RowsRefused) as caught:
        import_activities(rows, by=by or officer(), reason=reason)
    assert Event.objects.count() == events
    return [(error.row, error.column) for error in caught.value.errors]


def test_each_row_knows_its_record_and_what_became_of_it():
    import_activities([row("a"), row("b")], by=officer())

    done = import_activities(
        [row(name_vi="Mới", country="JP"), row("b", place="Hà Nội"), row("a"), row("c")],
        by=officer(),
    )

    assert done == Imported(added=2, changed=1, unchanged=1)
    assert done.codes == ("a-2019-03-jp-moi", "b", "a", "c")
    assert done.outcomes == (Outcome.ADDED, Outcome.CHANGED, Outcome.UNCHANGED, Outcome.ADDED)
    assert str(done) == "2 added, 1 changed, 1 as they were"
    assert import_series([SeriesRow(code="s-1", name_vi="Hội thảo")], by=officer()).codes == (
        "s-1",
    )


ADDED: dict[str, Any] = {
    "host": "bodies",
    "partners": ["guests"],
    "participants": [ParticipantRow(person="head", role="head"), ParticipantRow(name="Lê Thị B2")],
    "topics": ["training"],
    "instruments": ["memo"],
    "programme": [SessionRow(title="Khai mạc", on=dt.date(2019, 3, 12))],
    "results": [ResultRow(text="Xong")],
    "stage": "held",
}
SETS = (
    "parties",
    "participants",
    "topics",
    "instruments",
    "programme",
    "results",
    "steps",
)


def test_parts_that_an_import_added_go_with_one_event_and_all_is_as_before():
    instrument(code="memo")
    import_activities(
        [row("a", remark="Cũ", participants=[ParticipantRow(name="A")])], by=officer()
    )
    before = snapshot(stored())
    was = (stored().people, stored().direction, stored().head_level)
    import_activities([row("a", remark="Mới", **ADDED)], by=officer())
    assert stored().people != was[0]
    assert all(keys(stored(), *SETS).values())
    new = keys(stored(), *SETS)
    new["participants"] = new["participants"][1:]
    events = Event.objects.count()

    done = import_activities(
        [ActivityRow(code="a", remark="Cũ", without=new)], by=officer(), reason=WHY
    )

    assert done == Imported(changed=1)
    assert snapshot(stored()) == before
    assert (stored().people, stored().direction, stored().head_level) == was
    assert Event.objects.count() == events + 1
    assert Event.objects.order_by("-pk")[0].after == before
    assert Event.objects.order_by("-pk")[0].reason == WHY


def test_what_is_not_there_or_hidden_cannot_be_taken_out():
    import_activities([row("a"), row("b", participants=[ParticipantRow(name="B")])], by=officer())
    participant(stored("a"), person=person("Kín", code="secret", classification=RESTRICTED))
    agreed = point(stored("a"))

    hidden = keys(stored("a"), "participants")
    assert refused(ActivityRow(code="a", without=hidden)) == [(1, "participants")]
    foreign = keys(stored("b"), "participants")
    assert refused(ActivityRow(code="a", without=foreign)) == [(1, "participants")]
    assert refused(ActivityRow(code="a", without={"points": [agreed.pk]})) == [(1, "points")]
    assert refused(ActivityRow(code="a", without={"papers": [1]})) == [(1, "papers")]
    assert refused(row("new", without=foreign)) == [(1, "participants")]


def test_taking_out_asks_for_a_reason():
    import_activities([row("a", participants=[ParticipantRow(name="B")])], by=officer())

    assert refused(ActivityRow(code="a", without=keys(stored(), "participants")), reason=" ") == [
        (1, "reason")
    ]


def test_a_step_that_another_followed_stays():
    import_activities([row("a", start="2019-03-12", stage="confirmed")], by=officer())
    import_activities(
        [row("b", start="2199-03-12", stage="confirmed", stage_on=dt.date(2020, 1, 1))],
        by=officer(),
    )
    steps.cancel_activity(stored("b"), by=officer(), reason="Bạn hoãn")
    first = stored("b").steps.order_by("number")[0]

    assert refused(ActivityRow(code="b", without={"steps": [first.pk]})) == [(1, "steps")]
    import_activities(
        [ActivityRow(code="b", without=keys(stored("b"), "steps"))], by=officer(), reason=WHY
    )
    assert stored("b").stage == "preparing"


def test_a_stage_that_no_step_led_to_goes_back_with_a_reason():
    import_activities([row("a", start="XXXX-03-01")], by=officer())
    import_activities([row("a", start="XXXX-03-01", stage="held")], by=officer())
    assert not stored().steps.exists()

    assert refused(ActivityRow(code="a", stage="preparing"), reason="") == [(1, "reason")]
    import_activities([ActivityRow(code="a", stage="preparing")], by=officer(), reason=WHY)

    assert stored().stage == "preparing"


def test_a_place_that_went_is_given_anew_without_a_clash():
    activity(code="a", partners=[], host=None)
    for text in ("Một", "Hai"):
        outcomes.add_result(stored(), by=writer(), text=text)
    first = stored().results.order_by("number")[0]

    import_activities(
        [ActivityRow(code="a", without={"results": [first.pk]}, results=[ResultRow(text="Ba")])],
        by=officer(),
        reason=WHY,
    )

    assert list(stored().results.order_by("number").values_list("number", "text")) == [
        (2, "Hai"),
        (3, "Ba"),
    ]


def test_every_column_can_be_emptied_again():
    make_user("officer", username="keeper-2")
    plan_line = plan_factory.line("Đoàn ra", of=plan_factory.plan(2019))
    import_series([SeriesRow(code="s-1", name_vi="Hội thảo")], by=officer())
    document(code="cv-7")
    import_activities([row("a", name_en="Meeting")], by=writer())
    filled: dict[str, Any] = {
        "mode": "online",
        "name_vi": "Tên khác",
        "name_ja": "会議",
        "name_native": "Treffen",
        "end": "2019-04",
        "country": "JP",
        "place": "Tokyo",
        "series": "s-1",
        "edition": 3,
        "outside_ground": "Bạn mời",
        "outside_act": "cv-7",
        "outside_act_text": "Công văn 7",
        "purpose": "Trao đổi",
        "level": "department",
        "headcount": 4,
        "headcount_is_about": True,
        "cost": 5,
        "funding": "host",
        "lead_unit": plan_line.lead_unit.code if plan_line.lead_unit else "",
        "owner": "keeper-2",
        "remark": "Ghi chú",
    }
    in_plan = {"plan_line": plan_line.code}  # what is in the plan has no ground outside of it
    fields = {field.name for field in dataclasses.fields(ActivityRow)}
    parts = {"host", "organisers", "chairs", "without", "stage_on", "stage_reason", "stage"}
    never_empty = {"code", "kind", "start", "name_en", "classification"}
    assert {*filled, *in_plan} == fields - set(ADDED) - parts - never_empty

    for values in (filled, in_plan):
        import_activities([ActivityRow(code="a", **values)], by=writer())
        assert all(getattr(stored(), name) not in {None, "", False} for name in values)
        import_activities([ActivityRow(code="a", **emptied(values))], by=writer())
        left = {name: getattr(stored(), name) or "" for name in values}
        assert left == dict.fromkeys(values, "")


def emptied(values: dict[str, Any]) -> dict[str, Any]:
    empty: dict[type, Any] = {int: CLEAR, bool: False}
    return {name: empty.get(type(value), "") for name, value in values.items()}
