"""The pages of activities: what they show and what they do."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from banggiao.accounts.models import User
from banggiao.activities.actions import outcomes, programme, steps
from banggiao.activities.models import Activity
from banggiao.audit.models import Event
from banggiao.core import tables
from banggiao.duties.models import Duty
from banggiao.partners.models import Organisation
from tests.factories.accounts import make_user
from tests.factories.activities import activity, confirmed, held, participant, point, postponed
from tests.factories.activities import series as make_series
from tests.factories.agreements import instrument
from tests.factories.duties import own_body
from tests.factories.partners import country, organisation, person, writer

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(client: Client, sign_in) -> User:
    user = make_user("officer")
    sign_in(client, user)
    return user


@pytest.fixture
def giv() -> Organisation:
    return own_body()


@pytest.fixture
def mic() -> Organisation:
    return organisation("Bộ Nội vụ Nhật Bản", code="mic", country=country("JP"))


@pytest.fixture
def visit(giv, mic) -> Activity:
    record = activity(
        "Đoàn Bộ Nội vụ Nhật Bản thăm Thanh tra Chính phủ",
        code="visit",
        start="2026-05-11",
        end="2026-05-13",
        host=giv,
        partners=[mic],
        country=country("VN"),
        place="Hà Nội",
        purpose="Trao đổi về tư vấn hành chính",
    )
    participant(record, "Tanaka Ichiro", role="head", title="Cục trưởng", organisation=mic)
    participant(record, "Nguyễn Văn An", role="member", organisation=giv)
    programme.add_item(
        record, by=writer(), title="Hội đàm", on=dt.date(2026, 5, 12), starts_at=dt.time(9, 0)
    )
    programme.add_item(record, by=writer(), title="Chào xã giao", on=dt.date(2026, 5, 12))
    outcomes.add_result(record, by=writer(), text="Thống nhất khóa đào tạo năm 2027")
    point(record, "Nhật Bản cử giảng viên", side="theirs")
    return record


def test_the_list_shows_whom_when_where_and_how_far(client, officer, visit, sound):
    text = sound(client.get("/activities/"))

    for words in (
        "Đoàn Bộ Nội vụ Nhật Bản thăm",
        "Incoming delegation",
        "11\u2060–\u206013 May 2026",
        "Bộ Nội vụ Nhật Bản",
        "Hà Nội",
        "Being prepared",
    ):
        assert words in text, words


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("q=nhat ban", {"visit"}),
        ("kind=workshop", {"talk"}),
        ("direction=in", {"visit"}),
        ("direction=hosted", {"talk"}),
        ("direction=none", {"theirs"}),
        ("stage=held", {"talk"}),
        ("stage=open", {"visit", "theirs"}),
        ("year=2026", {"visit", "theirs"}),
        ("partner=mic", {"visit", "theirs"}),
        ("country=VN", {"visit"}),
        ("country=JP", {"visit", "theirs"}),
        ("mode=online", {"talk"}),
        ("plan=outside", set()),
        ("plan=in", set()),
        ("turn=online", {"talk"}),
        ("turn=postponed", set()),
        ("topic=training", {"theirs"}),
        ("series=row", {"talk"}),
        ("mine=1", set()),
        ("kind=workshop&stage=preparing", set()),
    ],
)
def test_filters_keep_what_they_say(*, query, codes, client, officer, giv, mic, visit):
    talk = activity(
        "Hội thảo", code="talk", kind="workshop", host=giv, series=make_series("Chuỗi", code="row")
    )
    steps.move_online(talk, by=writer(), reason="Dịch bệnh")
    steps.finish_activity(talk, by=writer())
    activity(
        "Họp", code="theirs", kind="meeting", partners=[mic], start="2026", topics=["training"]
    )

    rows = client.get(f"/activities/?{query}").context["table"].records

    assert {row.code for row in rows} == codes


def test_a_file_has_kind_stage_and_way_as_columns(client, officer, visit):
    response = client.get("/activities/?export=csv")
    text = b"".join(response.streaming_content).decode()

    assert "Incoming delegation" in text
    assert "Being prepared" in text
    assert "Bộ Nội vụ Nhật Bản" in text


@pytest.mark.parametrize("query", ["sort=name", "sort=name&kind=workshop"])
def test_pages_follow_each_other_with_a_filter_and_without(client, officer, query, monkeypatch):
    names = [f"Hội thảo {letter}" for letter in "ABCDE"]
    for name in names:
        activity(name, kind="workshop")
    monkeypatch.setattr(tables, "PAGE_SIZE", 1)
    monkeypatch.setattr(tables, "EXACT_UP_TO", 3)

    shown = [
        client.get(f"/activities/?{query}&page={page}").context["table"] for page in range(1, 7)
    ]

    assert [[record.name for record in table.records] for table in shown] == [
        *([name] for name in names),
        [],
    ]
    assert {table.total for table in shown} == {None}
    assert client.get(f"/activities/?{query}&total=exact").context["table"].total == len(names)


@pytest.mark.parametrize(
    "sort", ["name", "when", "-when", "place", "people", "stage", "unit", "-unit"]
)
def test_each_column_sorts(client, officer, visit, sort):
    records = client.get(f"/activities/?sort={sort}").context["table"].records
    assert [record.pk for record in records] == [visit.pk]


def test_the_page_shows_all_that_is_known(client, officer, visit, sound):
    text = sound(client.get("/activities/visit/"))

    for words in (
        "11–13 May 2026",
        "Trao đổi về tư vấn hành chính",
        "Our side",
        "Tanaka Ichiro",
        "Cục trưởng",
        "Head of delegation",
        "Tuesday, 12/05/2026",
        "09:00",
        "Hội đàm",
        "Thống nhất khóa đào tạo năm 2027",
        "Nhật Bản cử giảng viên",
        "Make it a duty",
        "Confirm",
    ):
        assert words in text, words


def test_what_is_missing_is_said_with_the_form_that_mends_it(client, officer, giv, mic, sound):
    activity("Đoàn vào", code="bare", host=giv, partners=[mic])

    text = sound(client.get("/activities/bare/"))

    assert "Before it can be confirmed" in text
    assert "/activities/bare/participants/add/" in text
    assert "/activities/bare/programme/add/" in text


def test_a_visit_between_others_says_that_it_counts_nowhere(client, officer, mic, sound):
    activity("Họp", code="theirs", kind="meeting", partners=[mic])

    assert "it stands in no figure" in sound(client.get("/activities/theirs/"))


FORMS: list[tuple[str, dict[str, Any], str]] = [
    ("bodies/add", {"organisation": "other", "role": "participant"}, "activities.party_added"),
    ("bodies/2/remove", {"reason": "Nhầm"}, "activities.party_removed"),
    ("participants/add", {"role": "member", "name": "Suzuki"}, "activities.participant_added"),
    (
        "participants/1/edit",
        {"role": "head", "name": "TANAKA Ichiro"},
        "activities.participant_changed",
    ),
    ("participants/1/remove", {"reason": "Nhầm"}, "activities.participant_removed"),
    (
        "participants/several",
        {"role": "member", "lines": "Suzuki; Chuyên viên; mic\nSato"},
        "activities.participant_added",
    ),
    ("programme/add", {"title": "Tiễn đoàn", "on": "13/5/2026"}, "activities.item_added"),
    ("programme/1/edit", {"title": "Hội đàm chính thức"}, "activities.item_changed"),
    ("programme/1/remove", {"reason": "Nhầm"}, "activities.item_removed"),
    ("results/add", {"text": "Ký biên bản", "state": "reached"}, "activities.result_added"),
    ("results/1/edit", {"text": "Đã ký", "state": "reached"}, "activities.result_changed"),
    ("results/1/remove", {"reason": "Nhầm"}, "activities.result_removed"),
    ("points/add", {"text": "Gửi dự thảo", "side": "ours"}, "activities.point_added"),
    ("points/1/edit", {"text": "Gửi dự thảo", "side": "both"}, "activities.point_changed"),
    ("points/1/remove", {"reason": "Nhầm"}, "activities.point_removed"),
    ("points/1/duty", {"due": "2027"}, "activities.duty_made"),
    ("confirm", {"on": ""}, "activities.activity_confirmed"),
    ("postpone", {"reason": "Bạn bận", "start": "6/2026"}, "activities.activity_postponed"),
    ("move-online", {"reason": "Dịch", "mode": "online"}, "activities.activity_moved_online"),
    ("cancel", {"reason": "Bạn hủy"}, "activities.activity_cancelled"),
    ("set-aside", {"reason": "Trùng"}, "activities.activity_set_aside"),
]


@pytest.mark.parametrize(("page", "data", "action"), FORMS, ids=[form[0] for form in FORMS])
def test_each_form_writes_and_goes_back(*, page, data, action, client, officer, visit, sound):
    organisation("Bên thứ ba", code="other")
    address = f"/activities/visit/{page}/"

    sound(client.get(address))
    response = client.post(address, data)

    assert response.status_code == 303, response.content.decode()[:5000]
    assert Event.objects.filter(action=action).exists()
    assert client.get(response["Location"].partition("#")[0]).status_code == 200


def test_the_steps_lead_from_confirmed_to_held_and_back(client, officer, giv, mic, sound):
    activity("Đoàn vào", code="visit", host=giv, partners=[mic], start="2019-03-12", headcount=5)

    assert client.post("/activities/visit/confirm/", {"on": ""}).status_code == 303
    assert "Confirmed" in sound(client.get("/activities/visit/"))
    assert client.post("/activities/visit/start/", {"on": ""}).status_code == 303
    text = sound(client.get("/activities/visit/finish/"))
    assert 'value="12/3/2019"' in text
    done = {"start": "12/3/2019", "end": "14/3/2019", "headcount": "7", "cost": "1000000"}
    assert client.post("/activities/visit/finish/", done).status_code == 303
    record = Activity.objects.get(code="visit")
    assert (record.stage, record.headcount, record.end.text) == ("held", 7, "2019-03-14")
    assert client.post("/activities/visit/take-back/", {"reason": "Nhầm"}).status_code == 303
    assert Activity.objects.get(code="visit").stage == "under_way"


def test_a_postponed_activity_gets_a_new_date(client, officer, giv, mic, sound):
    postponed("Đoàn vào", code="visit", host=giv, partners=[mic])

    assert "Give it a new date" in sound(client.get("/activities/visit/"))
    sound(client.get("/activities/visit/resume/"))
    response = client.post("/activities/visit/resume/", {"start": "quý IV/2026"})

    assert response.status_code == 303
    assert Activity.objects.get(code="visit").stage == "preparing"


def test_a_refused_step_keeps_what_was_typed(client, officer, visit, sound):
    response = client.post("/activities/visit/cancel/", {"reason": "", "act_text": "188/QĐ-TTCP"})

    assert response.status_code == 422
    assert 'value="188/QĐ-TTCP"' in sound(response)
    future = (timezone.localdate() + dt.timedelta(days=9)).strftime("%d/%m/%Y")
    response = client.post("/activities/visit/cancel/", {"reason": "Bạn hủy", "on": future})
    assert "This day has not come yet." in sound(response)
    assert "Bạn hủy" in response.content.decode()


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("on", "5/2026", "Give the whole day"),
        ("on", "1/1/2020", "does not take place on this day"),
        ("starts_at", "25:00", "Write the hour like"),
        ("ends_at", "8:00", "cannot end before it begins"),
    ],
)
def test_days_and_hours_are_read_as_typed(*, field, value, sentence, client, officer, visit, sound):
    data = {"title": "Họp", "on": "12/5/2026", "starts_at": "8h30", "ends_at": "10g"} | {
        field: value
    }
    response = client.post("/activities/visit/programme/add/", data)

    assert response.status_code == 422
    assert sentence in sound(response)


def test_hours_of_programmes_are_read(client, officer, visit):
    data = {"title": "Họp", "on": "12/5/2026", "starts_at": "8h30", "ends_at": "10g"}
    assert client.post("/activities/visit/programme/add/", data).status_code == 303
    item = visit.programme.get(title="Họp")
    assert (item.starts_at, item.ends_at) == (dt.time(8, 30), dt.time(10))


def test_the_form_can_lead_to_the_next_one(client, officer, visit, sound):
    data = {"role": "member", "name": "Suzuki", "again": "on"}
    response = client.post("/activities/visit/participants/add/", data)

    assert response["Location"] == "/activities/visit/participants/add/?again=1"
    assert "checked" in sound(client.get(response["Location"]))


def test_a_list_with_a_bad_line_enters_nobody_and_loses_nothing(client, officer, visit, sound):
    lines = "Suzuki; Chuyên viên; mic\n; Vụ trưởng\nSato; ; không có cơ quan này"
    data = {"role": "member", "lines": lines}
    response = client.post("/activities/visit/participants/several/", data)

    assert response.status_code == 422
    text = sound(response)
    assert "Line 2: Begin with the name." in text
    assert "Line 3: Nothing in the register fits" in text
    assert "Suzuki; Chuyên viên; mic" in text
    assert visit.participants.count() == 2


def test_a_list_with_somebody_who_stands_there_already_is_refused_as_a_whole(
    client, officer, visit, sound
):
    data = {"role": "member", "lines": "Suzuki\nNguyễn Văn An"}
    response = client.post("/activities/visit/participants/several/", data)

    assert response.status_code == 422
    assert "Nguyễn Văn An: This person stands here already in this role." in sound(response)
    assert visit.participants.count() == 2


def test_a_list_copied_from_a_table_is_read(client, officer, visit, mic):
    data = {"role": "member", "organisation": "mic", "lines": "Sato\tTrưởng phòng\n\nSuzuki\t\t\n"}
    response = client.post("/activities/visit/participants/several/", data)

    assert response.status_code == 303
    assert set(visit.participants.filter(organisation=mic).values_list("name", "title")) >= {
        ("Sato", "Trưởng phòng"),
        ("Suzuki", ""),
    }


def test_items_change_places(client, officer, visit):
    assert client.get("/activities/visit/programme/2/move/").status_code == 405
    response = client.post("/activities/visit/programme/2/move/", {"way": "up"})

    assert response.status_code == 303
    titles = [item.title for item in visit.programme.order_by("order")]
    assert titles == ["Chào xã giao", "Hội đàm"]


def test_parts_that_are_not_there(client, officer, visit):
    for page in ("participants/9/edit", "programme/0/edit", "results/2/remove", "points/7/duty"):
        assert client.get(f"/activities/visit/{page}/").status_code == 404


def test_the_programme_is_one_sheet(client, officer, visit, sound):
    text = sound(client.get("/activities/visit/programme/"))

    assert "Tanaka Ichiro" in text
    assert "Hội đàm" in text
    assert "/edit/" not in text


def test_a_point_shows_its_duty_and_cannot_become_two(client, officer, visit, sound):
    client.post("/activities/visit/points/1/duty/", {"due": "2027"})

    text = sound(client.get("/activities/visit/"))

    assert "Duty:" in text
    assert "Make it a duty" not in text
    response = client.post("/activities/visit/points/1/duty/", {"due": "2027"})
    assert "This point is a duty already." in sound(response)


def test_a_point_is_parted_from_a_duty_made_by_mistake(client, officer, visit, sound):
    client.post("/activities/visit/points/1/duty/", {"due": "2027"})
    assert "/points/1/free/" in sound(client.get("/activities/visit/"))

    without_reason = client.post("/activities/visit/points/1/free/", {"reason": ""})
    assert without_reason.status_code == 422
    response = client.post("/activities/visit/points/1/free/", {"reason": "Nhầm"})

    assert response.status_code == 303
    assert Event.objects.filter(action="activities.point_freed", reason="Nhầm").exists()
    text = sound(client.get("/activities/visit/"))
    assert "Make it a duty" in text
    assert "/points/1/free/" not in text
    assert Duty.objects.count() == 1


def test_points_that_nobody_follows_are_said_once_it_was_held(client, officer, giv, mic, sound):
    record = held("Đoàn vào", code="over", host=giv, partners=[mic])
    point(record)
    point(record)

    assert "2 agreed points are not followed as duties." in sound(client.get("/activities/over/"))
    client.post("/activities/over/points/1/duty/", {"due": "2027"})
    client.post("/activities/over/points/2/duty/", {"due": "2027"})
    assert "not followed" not in sound(client.get("/activities/over/"))


def test_an_edited_activity_keeps_its_parts(client, officer, visit, sound):
    text = instrument(code="moc")
    page = sound(client.get("/activities/visit/edit/"))
    assert 'value="11/5/2026"' in page
    data = {
        "kind": "delegation_in",
        "name_vi": "Tên mới",
        "start": "11/5/2026",
        "end": "13/5/2026",
        "country": "VN",
        "instruments": "moc",
        "topics": ["training", "apec"],
        "classification": "1",
        "version": str(visit.version),
    }
    visit.refresh_from_db()
    data["version"] = str(visit.version)
    response = client.post("/activities/visit/edit/", data)

    assert response.status_code == 303, response.content.decode()[:4000]
    visit.refresh_from_db()
    assert str(visit) == "Tên mới"
    assert visit.parties.count() == 2
    assert visit.instruments.get().instrument == text


def test_a_stale_edit_shows_both_values(client, officer, visit, sound):
    data = {
        "kind": "delegation_in",
        "name_vi": "Của tôi",
        "start": "11/5/2026",
        "end": "13/5/2026",
        "classification": "1",
        "version": "1",
    }
    response = client.post("/activities/visit/edit/", data)

    assert response.status_code == 409
    assert "Của tôi" in sound(response)


def test_another_date_of_what_is_confirmed_wants_a_reason(client, officer, giv, mic, sound):
    record = confirmed("Đoàn vào", code="fixed", host=giv, partners=[mic], start="2019-03-12")
    data = {
        "kind": "delegation_in",
        "name_vi": "Đoàn vào",
        "start": "15/3/2019",
        "headcount": "5",
        "classification": "1",
        "version": str(record.version),
    }
    response = client.post("/activities/fixed/edit/", data)

    assert response.status_code == 422
    sound(response)
    data["reason"] = "Lịch của bạn"
    assert client.post("/activities/fixed/edit/", data).status_code == 303


def test_lists_and_pages_ask_the_same_number_of_questions(client, officer, giv, mic):
    def count(address: str) -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert client.get(address).status_code == 200
        return len(asked)

    def enter(n: int) -> None:
        record = held(f"Đoàn {n}", host=giv, partners=[mic, organisation(f"Bạn {n}")])
        participant(record, f"Người {n}", role="head", organisation=mic)

    enter(1)
    page = organisation("Trang", code="page")
    big = activity("Lớn", code="big", host=giv, partners=[page])
    participant(big, person=person("A"), organisation=mic)
    point(big)
    addresses = ["/activities/", "/activities/?export=csv", "/activities/big/", "/series/"]
    one = [count(address) for address in addresses]
    for n in (2, 3):
        enter(n)
        participant(big, person=person(f"B{n}"), organisation=organisation(f"C{n}"))
        point(big)
        programme.add_item(big, by=writer(), title=f"Việc {n}")
    assert [count(address) for address in addresses] == one
