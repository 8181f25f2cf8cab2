"""Every page of partners, desk and log: sound HTML in each language, whatever is asked."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client

from banggiao.desk import queries
from banggiao.partners.actions import organisations, people
from tests.factories.accounts import make_user
from tests.factories.partners import (
    RESTRICTED,
    country,
    milestone,
    note,
    organisation,
    person,
    post,
    relationship,
    writer,
)

pytestmark = pytest.mark.django_db

PAGES = [
    "/",
    "/search/?q=han",
    "/search/?q=không+có",
    "/partners/",
    "/partners/?q=nothing+fits",
    "/partners/?kind=nonsense&country=ZZ",
    "/partners/?country=KR&sort=-kind&ours=0",
    "/partners/add/",
    "/partners/acrc/",
    "/partners/giv/",
    "/partners/bare/",
    "/partners/acrc/history/",
    "/partners/acrc/history/?as_of=2099-01-01",
    "/partners/acrc/history/?as_of=1990-01-01",
    "/partners/acrc/edit/",
    "/partners/acrc/set-aside/",
    "/partners/acrc/bring-back/",
    "/partners/acrc/followed-by/",
    "/partners/acrc/followed-by/after/remove/",
    "/partners/acrc/notes/add/",
    "/notes/note/edit/",
    "/notes/note/set-aside/",
    "/people/",
    "/people/add/",
    "/people/kim/",
    "/people/kim/history/",
    "/people/kim/edit/",
    "/people/kim/posts/add/",
    "/people/kim/posts/1/edit/",
    "/people/kim/posts/1/remove/",
    "/people/kim/details/",
    "/people/kim/details/erase/",
    "/relationships/",
    "/relationships/add/",
    "/relationships/tie/",
    "/relationships/tie/history/",
    "/relationships/tie/edit/",
    "/relationships/tie/milestones/add/",
    "/relationships/tie/milestones/step/edit/",
    "/relationships/tie/milestones/step/remove/",
    "/countries/",
    "/countries/?all=1",
    "/countries/KR/",
    "/countries/KR/name/",
]
LOG = ["/log/", "/log/?sort=at&total=exact"]
HOSTILE = ["%00", "%ED%A0%80", "%FF%FE", "'%22--;", "%3Cscript%3Ealert(1)%3C/script%3E", "9" * 40]
QUERIES = [
    "/search/?q={}",
    "/search/?palette=1&q={}",
    "/search/options/?kind={}&field=q&q=a",
    "/search/options/?kind=partners.organisation&field={0}&{0}=a",
    "/search/options/?kind=partners.organisation&field=q&q={}",
    "/partners/?q={}",
    "/partners/?kind={}",
    "/partners/?country={}",
    "/partners/?ours={}",
    "/partners/?classification={}",
    "/partners/?sort={}",
    "/partners/?page={}",
    "/partners/?total={}",
    "/partners/?export={}",
    "/partners/add/?country={}",
    "/people/?country={}",
    "/people/?q={}",
    "/relationships/?party_type={}",
    "/partners/acrc/history/?as_of={}",
    "/partners/acrc/history/?from={}",
    "/countries/?all={}",
]
PATHS = [
    "/partners/{}/",
    "/people/{}/",
    "/people/kim/posts/{}/edit/",
    "/relationships/{}/",
    "/notes/{}/edit/",
    "/countries/{}/",
    "/countries/{}/name/",
    "/users/{}/",
    "/{}/",
]


@pytest.fixture(autouse=True)
def world() -> None:
    own = organisation("Thanh tra Chính phủ", code="giv", country=country("VN"))
    organisation("Trần trụi", code="bare", kind="other")
    acrc = organisation(
        "Ủy ban <b>Hàn</b> & 'Quốc'",
        code="acrc",
        name_native="국민권익위원회",
        abbreviation="ACRC",
        country=country("KR"),
        parent=organisation("Chính phủ Hàn Quốc"),
        website="https://www.acrc.go.kr/?a=1&b=2",
        founded="2008?",
        remark="Một\nHai",
        aliases=['"Biệt danh"'],
    )
    after = organisation("Sau", code="after", classification=RESTRICTED, parent=acrc)
    organisations.record_succession(acrc, after, by=writer(), on="2030")
    kim = person("KIM", code="kim", name_native="김", form_of_address="Ông", country=country("KR"))
    post(kim, acrc, is_head=True, start="2020-05", known_on=["2021", "2022-01-02"])
    people.keep_personal_details(kim, by=writer(), email="kim@example.kr", diet="<i>lạc</i>")
    tie = relationship(own, acrc, code="tie", remark="Dòng 1\nDòng 2")
    milestone(tie, code="step")
    relationship(country("VN"), country("KR"))
    note(acrc, "Đổi <u>chủ tịch</u>", code="note", text="Dài", classification=RESTRICTED)


@pytest.mark.parametrize("language", ["vi", "en", "ja"])
def test_opens_as_sound_html(language, client, sign_in, sound):
    sign_in(client, make_user("head", clearance=RESTRICTED, language=language))
    for page in PAGES:
        response = client.get(page)
        assert (page, response.status_code) == (page, 200)
        text = sound(response)
        assert f'<html lang="{language}">' in text, page
        assert "<b>Hàn</b>" not in text, page
    sign_in(client, make_user("auditor", clearance=RESTRICTED, language=language))
    for page in LOG:
        sound(client.get(page))


@pytest.mark.parametrize("words", HOSTILE)
def test_answers_hostile_queries(words, client, sign_in):
    sign_in(client, make_user("officer", clearance=RESTRICTED))

    answers = {query: client.get(query.format(words)).status_code for query in QUERIES}

    assert answers == dict.fromkeys(QUERIES, 200)


@pytest.mark.parametrize("words", HOSTILE)
def test_answers_hostile_addresses(words, client, sign_in):
    sign_in(client, make_user("administrator", clearance=RESTRICTED))

    answers = {path: client.get(path.format(words)).status_code for path in PATHS}

    assert answers == dict.fromkeys(PATHS, 404)


def test_words_typed_into_the_search_box_do_not_run(client, sign_in):
    sign_in(client, make_user("officer"))

    text = client.get("/search/", {"q": "<script>alert(1)</script>"}).content.decode()

    assert "<script>alert" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text


class TestErrorPages:
    @pytest.mark.parametrize("language", ["vi", "en", "ja"])
    @pytest.mark.parametrize("asked", ["/nowhere/ 404", "/partners/nobody/ 404", "/log/ 403"])
    def test_stand_in_the_frame(self, language, asked, client, sign_in, sound):
        address, status = asked.split()
        sign_in(client, make_user("officer", language=language))

        response = client.get(address)

        assert response.status_code == int(status)
        text = sound(response)
        assert 'id="rooms"' in text
        assert f'<html lang="{language}">' in text

    def test_stand_alone_for_whoever_is_not_signed_in(self, client, sound):
        response = client.get("/nowhere/")

        assert (response.status_code, 'id="rooms"' in sound(response)) == (404, False)

    def test_refusal_says_which_rule(self, client, sign_in):
        sign_in(client, make_user("leader"))

        text = client.get("/partners/add/").content.decode()

        assert "partners.add_organisation" in text

    def test_form_without_its_key_is_refused_in_words(self, sound):
        strict = Client(enforce_csrf_checks=True)
        strict.force_login(make_user("officer"))

        response = strict.post("/partners/add/", {"name_vi": "A"})

        assert response.status_code == 403
        sound(response)

    def test_damaged_request_is_refused_in_words(self, client, sign_in, sound, settings):
        settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 3
        sign_in(client, make_user("officer"))

        response = client.post("/partners/add/", {f"f{n}": "x" for n in range(10)})

        assert response.status_code == 400
        sound(response)

    def test_failure_on_our_side_needs_no_database(self, client, sign_in, monkeypatch, sound):
        def fail(*_args: object) -> None:
            raise ZeroDivisionError

        monkeypatch.setattr(queries, "recent_changes", fail)
        client.raise_request_exception = False
        sign_in(client, make_user("officer"))

        response = client.get("/")

        assert response.status_code == 500
        sound(response)


class TestHealth:
    def test_is_told_to_anybody(self, client):
        response = client.get("/healthz")

        assert response.status_code == 200
        assert response.json()["status"] == "ok"

    def test_names_storage_that_cannot_be_written(self, client, settings, tmp_path):
        settings.DATA_DIR = tmp_path / "gone"

        response = client.get("/healthz")

        assert (response.status_code, response.json()["status"]) == (
            503,
            "data folder cannot be written",
        )


class TestLanguage:
    def test_is_kept_for_the_user_and_goes_back(self, client, sign_in):
        user = make_user("officer", language="vi")
        sign_in(client, user)

        response = client.post("/language/", {"language": "ja", "next": "/partners/?q=a"})

        assert (response.status_code, response["Location"]) == (303, "/partners/?q=a")
        user.refresh_from_db()
        assert user.language == "ja"
        assert '<html lang="ja">' in client.get("/").content.decode()

    def test_is_kept_by_the_browser_before_sign_in(self, client):
        client.post("/language/", {"language": "ja"})

        assert client.cookies[settings.LANGUAGE_COOKIE_NAME].value == "ja"
        assert '<html lang="ja">' in client.get("/account/sign-in/").content.decode()

    @pytest.mark.parametrize("after", ["https://evil.example/", "//evil.example", "javascript:1"])
    def test_never_leads_outside(self, after, client):
        assert client.post("/language/", {"language": "en", "next": after})["Location"] == "/"

    @pytest.mark.parametrize("language", ["", "fr", "vi-VN", "../"])
    def test_that_is_not_ours_changes_nothing(self, language, client, sign_in):
        user = make_user("officer", language="en")
        sign_in(client, user)

        assert client.post("/language/", {"language": language}).status_code == 303
        user.refresh_from_db()
        assert user.language == "en"

    def test_is_chosen_by_post_only(self, client):
        assert client.get("/language/").status_code == 405


class TestFragments:
    def test_palette_is_a_part_and_the_page_is_whole(self, client, sign_in):
        sign_in(client, make_user("officer", clearance=RESTRICTED))
        part = client.get("/search/?palette=1&q=acrc").content.decode()
        page = client.get("/search/?q=acrc").content.decode()

        assert "<html" not in part
        assert ('href="/partners/acrc/"' in part, 'href="/partners/acrc/"' in page) == (True, True)

    def test_without_a_session_the_browser_is_told_to_load_anew(self, client):
        response = client.get("/search/?palette=1&q=a", headers={"HX-Request": "true"})

        assert (response["HX-Refresh"], response.content) == ("true", b"")

    def test_the_whole_page_depends_on_who_asks_for_it(self, client, sign_in):
        sign_in(client, make_user("officer"))

        assert "HX-Request" in client.get("/partners/")["Vary"]

    def test_way_to_all_hits_keeps_the_words(self, client, sign_in):
        for number in range(13):
            organisation(f"A&B {number}")
        sign_in(client, make_user("officer"))

        part = client.get("/search/", {"palette": "1", "q": "a&b"}).content.decode()

        assert 'href="/search/?q=a%26b"' in part
