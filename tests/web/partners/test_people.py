"""Pages of people, their posts and how to reach them."""

from __future__ import annotations

import pytest

from banggiao.partners.actions import people as actions
from banggiao.partners.models import Person, PersonalDetails, Post
from tests.factories.accounts import make_user
from tests.factories.partners import (
    INTERNAL,
    RESTRICTED,
    country,
    organisation,
    person,
    post,
    writer,
)
from tests.factories.partners import (
    officer as other,
)

pytestmark = pytest.mark.django_db

NEW = {"name": "KIM Ki-pyo", "name_order": "family_first", "classification": "1"}


@pytest.fixture
def officer(client, sign_in):
    """Give a client signed in as an ordinary officer."""
    return sign_in(client, make_user("officer", clearance=INTERNAL))


def lines(response) -> list[list[str]]:
    return [[cell.text for cell in row["cells"]] for row in response.context["table"].rows]


def posted(response) -> list[list[str]]:
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return [line.split(",") for line in text.splitlines()[1:]]


class TestList:
    @pytest.fixture(autouse=True)
    def world(self) -> None:
        kim = person("KIM Ki-pyo", code="kim", name_native="김기표", country=country("KR"))
        body = organisation("Ủy ban")
        post(kim, body, name_vi="Vụ trưởng", start="2010", end="2015")
        post(kim, body, name_vi="Phó Chủ tịch", start="2016", end="2020")
        post(kim, organisation(classification=RESTRICTED), name_vi="Cố vấn", end="2022")
        person("Nguyễn Văn An", code="an")
        person("Mật", classification=RESTRICTED)

    def test_shows_each_with_the_last_post_one_may_know_of(self, officer, sound):
        response = officer.get("/people/")

        assert lines(response) == [
            ["KIM Ki-pyo", "김기표", "Phó Chủ tịch, Ủy ban", "South Korea"],
            ["Nguyễn Văn An", "", "", ""],
        ]
        sound(response)

    @pytest.mark.parametrize(
        ("query", "found"),
        [
            ("", ["KIM Ki-pyo", "Nguyễn Văn An"]),
            ("q=기표", ["KIM Ki-pyo"]),
            ("q=nguyen+an", ["Nguyễn Văn An"]),
            ("country=KR", ["KIM Ki-pyo"]),
            ("q=mat", []),
            ("sort=-name", ["Nguyễn Văn An", "KIM Ki-pyo"]),
        ],
    )
    def test_filters_and_exports_the_same(self, query, found, officer):
        assert [row[0] for row in lines(officer.get(f"/people/?{query}"))] == found
        assert [row[0] for row in posted(officer.get(f"/people/?{query}&export=csv"))] == found

    def test_exports_the_posts_too(self, officer):
        text = b"".join(officer.get("/people/?export=csv").streaming_content).decode()

        assert '"Phó Chủ tịch, Ủy ban"' in text
        assert "Cố vấn" not in text


class TestDetail:
    def test_gathers_posts_and_days(self, officer, sound):
        kim = person("KIM", code="kim", name_native="김", form_of_address="Ông")
        post(
            kim,
            organisation("Ủy ban"),
            name_vi="Chủ tịch",
            is_head=True,
            start="2020-05",
            known_on=["2021-03-04"],
            remark="Kiêm nhiệm",
        )
        post(kim, organisation("Mật", classification=RESTRICTED), name_vi="Cố vấn mật")

        text = sound(officer.get("/people/kim/"))

        for fact in ("Ông KIM", "김", "Chủ tịch", "Ủy ban", "May 2020", "4 March 2021"):
            assert fact in text, fact
        assert "Kiêm nhiệm" in text
        assert "mật" not in text.casefold()

    @pytest.mark.parametrize(
        ("role", "sees"),
        [("officer", True), ("clerk", True), ("leader", False), ("auditor", False)],
    )
    def test_tells_how_to_reach_somebody_to_those_who_do(self, role, sees, client, sign_in):
        kim = person("Kim", code="kim")
        actions.keep_personal_details(kim, by=writer(), email="kim@example.kr")
        sign_in(client, make_user(role))

        assert ("kim@example.kr" in client.get("/people/kim/").content.decode()) is sees

    def test_history_never_tells_how_to_reach_somebody(self, officer):
        kim = person("Kim", code="kim")
        actions.keep_personal_details(kim, by=writer(), email="kim@example.kr")

        for page in ("history/", "history/?as_of=2099-01-01"):
            text = officer.get(f"/people/kim/{page}").content.decode()
            assert "kim@example.kr" not in text
            assert "kept under seal" in text


class TestWrite:
    def test_enters_and_changes_a_person(self, officer):
        added = officer.post("/people/add/", NEW)
        assert (added.status_code, added["Location"]) == (303, "/people/kim-ki-pyo/")

        officer.post("/people/kim-ki-pyo/edit/", NEW | {"name": "KIM K.", "version": "1"})
        assert Person.objects.get().name == "KIM K."

    @pytest.mark.parametrize(
        ("field", "value"),
        [("name", ""), ("name", "x" * 201), ("name", "a\x00"), ("classification", "2")],
    )
    def test_refuses_and_keeps_what_was_typed(self, field, value, officer):
        data = NEW | {"remark": "Ghi dở", field: value}

        response = officer.post("/people/add/", data)

        assert response.status_code == 422
        form = response.context["form"]
        assert (list(form.errors), len(form.errors[field])) == ([field], 1)
        assert {name: form[name].value() for name in data} == data

    def test_stale_form_shows_both(self, officer, sound):
        kim = person("Kim", code="kim")
        actions.change_person(kim, by=other(), name="Kim của họ")

        response = officer.post("/people/kim/edit/", NEW | {"name": "Của tôi", "version": "1"})

        assert response.status_code == 409
        text = sound(response)
        assert ("Kim của họ" in text, "Của tôi" in text) == (True, True)

    def test_sets_aside_and_brings_back(self, officer):
        person("Kim", code="kim")
        officer.post("/people/kim/set-aside/", {"reason": "Nhầm"})
        gone = lines(officer.get("/people/"))
        officer.post("/people/kim/bring-back/", {"reason": ""})

        assert gone == []
        officer.post("/people/kim/bring-back/", {"reason": "Đúng"})
        assert len(lines(officer.get("/people/"))) == 1


class TestPosts:
    def test_are_entered_changed_and_taken_back(self, officer):
        kim = person("Kim", code="kim")
        organisation("Ủy ban", code="uy-ban")
        data = {"organisation": "uy-ban", "name_vi": "Chủ tịch", "start": "5/2020"}

        officer.post("/people/kim/posts/add/", data)
        held = Post.objects.get()
        assert (str(held.start), held.organisation.code) == ("2020-05", "uy-ban")

        kim.refresh_from_db()
        officer.post(
            "/people/kim/posts/1/edit/", data | {"end": "2024", "version": str(kim.version)}
        )
        held.refresh_from_db()
        assert str(held.end) == "2024"

        officer.post("/people/kim/posts/1/remove/", {"reason": "Nhầm"})
        assert Post.objects.count() == 0

    def test_that_exclude_each_other_are_refused_in_one_sentence(self, officer, sound):
        body = organisation("Ủy ban", code="uy-ban")
        post(person("Lee"), body, is_head=True, start="2020")
        person("Kim", code="kim")
        data = {"organisation": "uy-ban", "is_head": "on", "start": "2021", "name_vi": "Chủ tịch"}

        response = officer.post("/people/kim/posts/add/", data)

        assert response.status_code == 422
        form = response.context["form"]
        assert (list(form.errors), len(form.errors["is_head"])) == (["is_head"], 1)
        assert form["name_vi"].value() == "Chủ tịch"
        sound(response)

    @pytest.mark.parametrize(
        ("data", "field"),
        [
            ({"start": "2021", "end": "2020"}, "__all__"),
            ({"start": "32/1/2020"}, "start"),
            ({"end": "khi nào"}, "end"),
            ({"is_head": "on", "organisation": ""}, "__all__"),
            ({"organisation": "secret"}, "organisation"),
            ({"organisation": "không có"}, "organisation"),
            ({"name_vi": "x" * 401}, "name_vi"),
        ],
        ids=lambda value: str(value)[:40],
    )
    def test_that_cannot_be_are_refused(self, data, field, officer):
        organisation("Mật", code="secret", classification=RESTRICTED)
        organisation("Ủy ban", code="uy-ban")
        person("Kim", code="kim")

        response = officer.post(
            "/people/kim/posts/add/", {"organisation": "uy-ban", "name_vi": "A"} | data
        )

        form = response.context["form"]
        assert (response.status_code, list(form.errors), len(form.errors[field])) == (
            422,
            [field],
            1,
        )
        assert {name: form[name].value() for name in data if name != "is_head"} == {
            name: value for name, value in data.items() if name != "is_head"
        }

    def test_at_a_hidden_body_are_not_there(self, officer):
        post(person("Kim", code="kim"), organisation(classification=RESTRICTED))

        assert officer.get("/people/kim/posts/1/edit/").status_code == 404
        assert officer.post("/people/kim/posts/1/remove/", {"reason": "X"}).status_code == 404


class TestPersonalDetails:
    def test_are_kept_and_erased(self, officer):
        person("Kim", code="kim")
        data = {"email": "kim@example.kr", "phone": "+82 2", "language": "한국어", "diet": ""}

        officer.post("/people/kim/details/", data)
        assert PersonalDetails.objects.get().email == "kim@example.kr"
        assert "kim@example.kr" in officer.get("/people/kim/").content.decode()

        assert officer.post("/people/kim/details/erase/", {"reason": ""}).status_code == 422
        officer.post("/people/kim/details/erase/", {"reason": "Theo yêu cầu"})
        assert PersonalDetails.objects.count() == 0

    def test_refuse_what_is_no_address_and_keep_it_typed(self, officer, sound):
        person("Kim", code="kim")

        response = officer.post("/people/kim/details/", {"email": "kim", "phone": "1"})

        assert response.status_code == 422
        assert response.context["form"]["email"].value() == "kim"
        sound(response)
