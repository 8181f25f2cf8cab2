"""Pages of the rules of deadlines and of the days off."""

from __future__ import annotations

import pytest

from banggiao.duties.models import CalendarYear, DayOff, DeadlineRule
from tests.factories.accounts import make_user
from tests.factories.deadlines import calendar, rule

pytestmark = pytest.mark.django_db

WRITTEN = {
    "name_vi": "Báo cáo sau chuyến đi",
    "matter": "other",
    "days": "15",
    "unit": "calendar",
    "counts_from": "ended",
    "basis": "Quy chế",
    "valid_from": "1/3/2026",
}


@pytest.fixture
def head(client, sign_in):
    return sign_in(client, make_user("head"))


@pytest.fixture
def officer(client, sign_in):
    return sign_in(client, make_user("officer"))


def test_a_head_enters_and_changes_a_rule(head, sound):
    sound(head.get("/deadlines/add/"))
    assert head.post("/deadlines/add/", WRITTEN).status_code == 303
    made = DeadlineRule.objects.get(basis="Quy chế")
    assert (made.days, str(made.valid_from)) == (15, "2026-03-01")

    sound(head.get(f"/deadlines/{made.code}/edit/"))
    changed = WRITTEN | {"days": "10", "reason": "Quy chế mới"}
    assert head.post(f"/deadlines/{made.code}/edit/", changed).status_code == 303
    made.refresh_from_db()
    assert made.days == 10
    page = sound(head.get("/deadlines/"))
    assert "10 days" in page
    assert "to be confirmed by the agency" in page


def test_what_is_refused_stands_beside_its_field(head, sound):
    response = head.post("/deadlines/add/", WRITTEN | {"matter": "opinion"})
    assert response.status_code == 422
    assert "is in force at that time already" in sound(response)


def test_an_officer_looks_and_is_offered_no_change(officer, sound):
    for address in ("/deadlines/", "/days-off/?year=2026"):
        page = sound(officer.get(address))
        assert "/add/" not in page.replace("/duties/add/", "")
        assert "/enter/" not in page
        assert "/edit/" not in page


def test_a_deadline_is_counted(officer, sound):
    calendar(2026, off=["2026-11-05", "2026-11-06"])
    sound(officer.get("/deadlines/count/"))
    page = sound(officer.get("/deadlines/count/?rule=opinion-on-agreement&start=3/11/2026"))
    assert "Due on 16 November 2026" in page
    assert "7 working days from 3 November 2026, 2 public holidays left out" in page
    assert "Counts as not having answered" in page
    assert "are not entered" not in page
    free = sound(officer.get("/deadlines/count/?days=10&unit=calendar&start=25/12/2026"))
    assert "The days off of 2027 are not entered" in free


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("vi", "7 ngày làm việc từ 3/11/2026, nghỉ 2 ngày lễ"),
        ("ja", "2026年11月3日から7営業日、祝日2日を除く"),
    ],
)
def test_counting_says_it_in_the_language_of_the_reader(client, sign_in, sound, language, said):
    calendar(2026, off=["2026-11-05", "2026-11-06"])
    reader = sign_in(client, make_user("officer", language=language))
    page = reader.get("/deadlines/count/?rule=opinion-on-agreement&start=3/11/2026")
    assert said in sound(page)
    for address in ("/deadlines/", "/days-off/?year=2026"):
        sound(reader.get(address))


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("start=", "required"),
        ("start=3/11/2026", "Choose a rule, or give the number of days."),
        ("rule=opinion-on-agreement&start=3/11/2019", "not in force on that day"),
        ("days=7&start=3/11/1900", "from 1945 to 2100 only"),
        ("days=0&start=3/11/2026", "greater than or equal to 1"),
        ("rule=unknown&start=3/11/2026", "not one of the available choices"),
    ],
)
def test_what_cannot_be_counted_is_said(officer, sound, query, said):
    response = officer.get(f"/deadlines/count/?{query}")
    assert response.status_code == 422
    assert said in sound(response)


def test_a_year_is_proposed_taken_over_and_corrected(head, sound):
    assert "Propose the days" in sound(head.get("/days-off/?year=2026"))
    page = sound(head.get("/days-off/2026/enter/"))
    assert "Tết Nguyên Đán" in page
    taken = {"days": ["2026-09-02", "2026-08-22"], "basis": "Thông báo số 1"}
    assert head.post("/days-off/2026/enter/", taken).status_code == 303
    assert DayOff.objects.count() == 2

    listed = sound(head.get("/days-off/?year=2026"))
    assert "Thông báo số 1" in listed
    assert "Saturday" in listed
    assert (
        head.post(
            "/days-off/2026/add/", {"day": "24/11/2026", "kind": "off", "name_vi": "Ngày Văn hóa"}
        ).status_code
        == 303
    )
    sound(head.get("/days-off/2026-11-24/change/"))
    moved = {"day": "25/11/2026", "kind": "off", "name_vi": "Ngày Văn hóa", "reason": "Nhầm"}
    assert head.post("/days-off/2026-11-24/change/", moved).status_code == 303
    sound(head.get("/days-off/2026-11-25/remove/"))
    assert head.post("/days-off/2026-11-25/remove/", {"reason": "Bỏ"}).status_code == 303
    assert DayOff.objects.count() == 2

    sound(head.get("/days-off/2026/edit/"))
    confirmed = {
        "rest_days": ["6", "7"],
        "basis": "Thông báo số 1",
        "confirmed_by": "Văn phòng",
        "confirmed_on": "1/12/2025",
    }
    assert head.post("/days-off/2026/edit/", confirmed).status_code == 303
    assert CalendarYear.objects.get().rest_days == "67"


def test_a_year_refuses_what_cannot_be(head, sound):
    calendar(2026, off=["2026-11-24"])
    assert head.post("/days-off/2026/enter/", {"days": []}).status_code == 422
    twice = head.post(
        "/days-off/2026/add/", {"day": "24/11/2026", "kind": "off", "name_vi": "Nghỉ"}
    )
    assert twice.status_code == 422
    sound(twice)
    other = head.post("/days-off/2026/add/", {"day": "1/1/2027", "kind": "off", "name_vi": "Nghỉ"})
    assert "This day lies in another year" in sound(other)
    none = head.post("/days-off/2026/edit/", {"rest_days": [*"1234567"]})
    assert "At least one day of the week is worked." in sound(none)
    for address in ("2027/edit", "2027/add", "9999/enter", "x/change", "2026-01-01/change"):
        assert head.get(f"/days-off/{address}/").status_code == 404


def test_a_year_that_is_none_shows_this_one(officer, sound):
    sound(officer.get("/days-off/?year=abcd"))
    sound(officer.get("/days-off/?year=9999"))


def test_lists_ask_the_same_for_one_row_and_many(officer, django_assert_max_num_queries):
    calendar(2026, off=["2026-11-24"])
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def asked(address: str) -> int:
        with CaptureQueriesContext(connection) as found:
            officer.get(address)
        return len(found)

    addresses = ("/deadlines/", "/days-off/?year=2027", "/days-off/?year=2026")
    before = [asked(address) for address in addresses]
    for number in range(3):
        rule(f"Quy tắc {number}")
    calendar(2027, off=["2027-01-01", "2027-02-05", "2027-02-08"])
    after = [asked(address) for address in addresses]
    assert after[0] == before[0]
    assert after[1] == after[2] == before[2]
