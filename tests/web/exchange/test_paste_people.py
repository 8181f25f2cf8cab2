"""A list of people is pasted into an activity: names, titles, bodies and roles, cell by cell."""

from __future__ import annotations

import pytest

from banggiao.accounts.enums import Role
from banggiao.activities.models import Participant
from banggiao.audit.models import Event
from tests.factories.accounts import make_user
from tests.factories.activities import activity, participant
from tests.factories.partners import RESTRICTED, organisation, person, post
from tests.factories.pasting import block, fields, offers, said, states, told

pytestmark = pytest.mark.django_db

HEADINGS = "STT|Họ và tên|Chức vụ|Cơ quan|Vai trò|Số hộ chiếu"
PEOPLE = block(
    HEADINGS,
    "1|Ông Nguyễn Văn A1|Vụ trưởng|Bộ A|Trưởng đoàn|B1234567",
    "2|Trần Thị B1, Chuyên viên chính||||",
    "3||Lái xe||tài xế|",
)


@pytest.fixture
def event():
    return activity("Đoàn vào")


@pytest.fixture
def url(event):
    return f"/activities/{event.code}/participants/paste/"


@pytest.fixture
def mine(client, sign_in):
    return sign_in(client, make_user("officer", 1))


def rows(event):
    return list(
        Participant.objects.filter(activity=event)
        .order_by("order")
        .values_list("name", "title", "role", "organisation__code", "person__code", "remark")
    )


class TestLookingAndAdding:
    def test_people_are_read_mended_and_added_in_one_event(self, mine, sound, url, event):
        organisation("Bộ A", code="bo-a")
        page = mine.post(url, {"text": PEOPLE})

        sound(page)
        assert states(page) == ["New", "New", "To mend"]
        assert said(page, "c3-2") == ["Type the name, or leave the row out."]
        assert said(page, "c3-5")[0].startswith("These words name no role.")
        page = mine.post(url, fields(page) | {"c3-2": "Lê Văn C1", "c3-5": "member"})
        done = mine.post(url, fields(page) | {"add": "1"}, follow=True)

        assert "3 people were added." in sound(done)
        assert rows(event) == [
            ("Nguyễn Văn A1", "Vụ trưởng", "head", "bo-a", None, ""),
            ("Trần Thị B1", "Chuyên viên chính", "member", None, None, ""),
            ("Lê Văn C1", "Lái xe", "member", None, None, ""),
        ]
        written = Event.objects.filter(action="activities.activities_imported")
        assert [one.reason for one in written] == ["Pasted from a spreadsheet"]
        assert "B1234567" not in str(written[0].after)

    def test_the_body_of_rows_that_name_none_is_said_once(self, mine, url, event):
        body = organisation("Bộ A", code="bo-a")
        page = mine.post(url, {"text": block("Nguyễn Văn A1|Vụ trưởng", "Trần Thị B1|Cơ quan X1")})
        sent = fields(page) | {"f2": "organisation", "organisation": f"Bộ A [{body.code}]"}

        page = mine.post(url, sent)
        assert said(page, "c1-2")[0].startswith("The register has no body of this name.")
        mine.post(url, fields(page) | {"c1-2": "", "add": "1"})

        assert [(one[0], one[3], one[5]) for one in rows(event)] == [
            ("Nguyễn Văn A1", "bo-a", ""),
            ("Trần Thị B1", None, "Cơ quan X1"),
        ]

    def test_a_body_that_is_not_found_is_refused_above_the_cells(self, mine, url, event, sound):
        page = mine.post(url, {"text": "Nguyễn Văn A1\nTrần Thị B1"})

        page = mine.post(url, fields(page) | {"organisation": "Không có", "add": "1"})

        assert "Nothing in the register fits “Không có”." in sound(page)
        assert rows(event) == []

    def test_a_title_too_long_stands_in_its_cell(self, mine, url, event):
        page = mine.post(url, {"text": block("Họ và tên|Chức vụ", f"Nguyễn Văn A1|{'Vụ ' * 140}")})

        assert states(page) == ["To mend"]
        assert "at most 400 characters" in said(page, "c1-2")[0]

    def test_names_alone_and_the_same_name_twice(self, mine, url, event):
        page = mine.post(url, {"text": "Nguyễn Văn A1\nTrần Thị B1\nNGUYỄN VĂN A1"})
        assert states(page) == ["New", "New", "There already"]

        mine.post(url, fields(page) | {"add": "1"})

        assert [one[0] for one in rows(event)] == ["Nguyễn Văn A1", "Trần Thị B1"]


class TestWhoIsMeant:
    def test_somebody_of_the_register_is_asked_for_and_said(self, mine, url, event):
        holder = person("Nguyễn Văn A1", code="a1")
        post(holder, organisation("Bộ A", code="bo-a"), name_vi="Vụ trưởng", start="2015")
        page = mine.post(url, {"text": "Nguyễn Văn A1\nTrần Thị B1"})
        assert said(page, "c1-1") == [
            "The register has somebody of this name. Is it the same person?"
        ]
        assert fields(page)["p1"] == ""

        page = mine.post(url, fields(page) | {"p1": "a1"})
        assert said(page, "c1-1") == []
        mine.post(url, fields(page) | {"add": "1"})

        assert rows(event)[0][:5] == ("Nguyễn Văn A1", "Vụ trưởng", "member", "bo-a", "a1")

    def test_the_name_only_is_an_answer_too(self, mine, url, event):
        person("Nguyễn Văn A1", code="a1")
        page = mine.post(url, {"text": "Nguyễn Văn A1\nTrần Thị B1"})

        page = mine.post(url, fields(page) | {"p1": "-"})

        assert said(page, "c1-1") == []
        mine.post(url, fields(page) | {"add": "1"})
        assert rows(event)[0][4] is None

    def test_a_person_or_body_one_may_not_know_of_is_never_offered(self, mine, url, event):
        person("Nguyễn Văn A1", code="kin", classification=RESTRICTED)
        organisation("Cơ quan Tuyệt mật X1", code="kx", classification=RESTRICTED)
        text = block("Họ và tên|Cơ quan", "Nguyễn Văn A1|Cơ quan Tuyệt mật X1")

        page = mine.post(url, {"text": text})
        sent = fields(page)

        assert "p1" not in sent
        assert offers(page) == {}
        mine.post(url, sent | {"p1": "kin", "add": "1"})
        assert [one[3:5] for one in rows(event)] == [(None, None)]

    def test_who_stands_there_already_is_left_as_is(self, mine, url, event):
        participant(event, "Trần Thị B1")
        page = mine.post(url, {"text": "Nguyễn Văn A1\ntrần thị b1"})

        assert states(page) == ["New", "There already"]
        mine.post(url, fields(page) | {"add": "1"})
        assert len(rows(event)) == 2


class TestWho:
    @pytest.mark.parametrize("role", Role.values)
    def test_may_paste_who_keeps_the_register(self, client, sign_in, event, url, role):
        sign_in(client, make_user(role, 1))
        may = role in {"officer", "head"}

        assert client.get(url).status_code == (200 if may else 403)
        assert client.post(url, {"text": PEOPLE}).status_code == (200 if may else 403)
        assert (f'href="{url}"' in client.get(f"/activities/{event.code}/").content.decode()) is may

    def test_an_activity_nobody_may_know_of_is_not_found(self, mine):
        hidden = activity(classification=RESTRICTED)
        assert mine.get(f"/activities/{hidden.code}/participants/paste/").status_code == 404

    def test_a_change_that_came_between_is_looked_at_first(self, mine, url, event):
        page = mine.post(url, {"text": "Nguyễn Văn A1\nTrần Thị B1"})
        participant(event, "Lê Văn C1")

        refused = mine.post(url, fields(page) | {"add": "1"})

        assert refused.status_code == 422
        assert told(refused)[0].startswith("Somebody changed this activity meanwhile.")
        assert len(rows(event)) == 1
        mine.post(url, fields(refused) | {"add": "1"})
        assert len(rows(event)) == 3

    def test_more_rows_ask_no_more_questions(
        self, mine, url, django_assert_max_num_queries, django_assert_num_queries
    ):
        organisation("Bộ A", code="bo-a")
        people = [f"{person(f'Người X{n}').name}|Vụ trưởng|Bộ A|member" for n in range(1, 4)]
        start = "Họ và tên|Chức vụ|Cơ quan|Vai trò"
        with django_assert_max_num_queries(150) as one:
            mine.post(url, {"text": block(start, people[0])})
        with django_assert_num_queries(len(one)):
            mine.post(url, {"text": block(start, *people)})


def test_people_who_were_pasted_leave_the_activity_again(mine, url, event, sound):
    participant(event, "Lê Văn C1")
    page = mine.post(url, {"text": "Nguyễn Văn A1\nTrần Thị B1"})
    where = mine.post(url, fields(page) | {"add": "1"})["Location"]
    assert "Nguyễn Văn A1" in sound(mine.get(where))

    mine.post(f"{where}take-back/", {"reason": "Dán nhầm"})

    assert [one[0] for one in rows(event)] == ["Lê Văn C1"]
    assert "Nothing is left of it" in sound(mine.get(where))
