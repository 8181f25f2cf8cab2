"""Home and the search box."""

from __future__ import annotations

import pytest

from banggiao.accounts.records import set_aside
from banggiao.desk.queries import RECENT
from banggiao.partners.actions import organisations
from tests.factories.accounts import make_user
from tests.factories.partners import (
    INTERNAL,
    RESTRICTED,
    country,
    note,
    organisation,
    person,
    post,
    writer,
)
from tests.factories.partners import (
    officer as reader,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(client, sign_in):
    """Give a client signed in as an ordinary officer."""
    return sign_in(client, make_user("officer", clearance=INTERNAL))


class TestHome:
    def test_shows_what_changed_lately_newest_first(self, officer, sound):
        record = organisation("Ủy ban", code="acrc", country=country("KR"))
        note(record, "Đổi chủ tịch", code="n")
        organisations.change_organisation(record, by=reader(), name_vi="Ủy ban mới", reason="Vì")

        response = officer.get("/")

        changes = response.context["changes"]
        assert [(c["action_label"], c["label"], c["url"], c["reason"]) for c in changes] == [
            ("Organisation changed", "Ủy ban mới", "/partners/acrc/", "Vì"),
            ("Note written", "Đổi chủ tịch", "/partners/acrc/#note-n", ""),
            ("Organisation entered", "Ủy ban mới", "/partners/acrc/", ""),
        ]
        sound(response)

    def test_fills_up_with_older_changes_when_newer_ones_are_hidden(self, officer):
        kim = person("Kim")
        for number in range(RECENT):
            organisation(f"Mở {number}")
        for number in range(3 * RECENT):
            post(kim, organisation(f"Mật {number}", classification=RESTRICTED))

        labels = [change["label"] for change in officer.get("/").context["changes"]]

        assert labels == [f"Mở {number}" for number in reversed(range(RECENT))]

    def test_says_nothing_of_accounts(self, officer):
        assert officer.get("/").context["changes"] == []

    def test_says_what_to_do_first_in_an_empty_register(self, officer, sound):
        assert "Start with a partner" in sound(officer.get("/"))

    @pytest.mark.parametrize(
        ("role", "may_add"), [("officer", True), ("head", True), ("leader", False)]
    )
    def test_offers_what_one_may_do(self, role, may_add, client, sign_in):
        sign_in(client, make_user(role))

        assert ('href="/partners/add/"' in client.get("/").content.decode()) is may_add

    def test_marks_the_room_one_is_in(self, officer):
        organisation("A", code="a")
        pages = ("/", "/partners/a/", "/people/", "/countries/", "/account/")
        active = {}
        for page in pages:
            rooms = officer.get(page).context["frame"]["rooms"]
            active[page] = [room["url"] for room in rooms if room["active"]]

        assert active == {
            "/": ["/"],
            "/partners/a/": ["/partners/"],
            "/people/": ["/partners/"],
            "/countries/": ["/partners/"],
            "/account/": [],
        }

    def test_names_the_own_body(self, officer):
        organisation("Thanh tra Chính phủ", code="giv", country=country("VN"))

        assert "<b>Thanh tra Chính phủ</b>" in officer.get("/").content.decode()


class TestSearch:
    def hits(self, client, query: str) -> list[tuple[str, str]]:
        found = client.get("/search/", {"q": query}).context["hits"]
        return [(hit.label, hit.kind_label) for hit in found]

    def test_finds_records_pages_and_actions(self, officer):
        organisation("Partner Corp", code="corp")

        assert self.hits(officer, "partner") == [
            ("Add a partner", "Action"),
            ("Partners", "Page"),
            ("Partner Corp", "Organisation"),
        ]

    def test_without_words_gives_what_one_can_do(self, officer):
        organisation("A")

        kinds = {kind for _label, kind in self.hits(officer, "")}

        assert kinds == {"Action", "Page"}

    def test_offers_no_action_one_may_not_do(self, client, sign_in):
        sign_in(client, make_user("leader"))

        assert ("Add a partner", "Action") not in self.hits(client, "add")
        # The audit log is not for a leader; the other log is a paper that anybody may take.
        assert self.hits(client, "log") == [("Log of delegations as a paper", "Page")]

    def test_tells_the_hidden_and_the_missing_alike(self, officer, sound):
        organisation("Cục mật", classification=RESTRICTED, abbreviation="CM")
        set_aside(organisation("Cục nhầm"), by=writer(), reason="Nhầm")

        for words in ("cục", "CM", "nhầm", "không có ai"):
            response = officer.get("/search/", {"q": words})
            assert response.context["hits"] == []
            assert "0 found" in sound(response)

    def test_shows_the_date_and_second_line(self, officer):
        organisation("Ủy ban", abbreviation="ACRC", country=country("KR"), founded="2008-02-29")

        text = officer.get("/search/?q=acrc").content.decode()

        assert ("ACRC · South Korea" in text, "29 February 2008" in text) == (True, True)

    def test_palette_is_short_and_leads_to_all(self, officer):
        for number in range(20):
            organisation(f"Thanh tra {number}")

        part = officer.get("/search/?palette=1&q=thanh+tra")
        page = officer.get("/search/?q=thanh+tra")

        assert (len(part.context["hits"]), len(page.context["hits"])) == (12, 20)
        assert 'href="/search/?q=thanh+tra"' in part.content.decode()


class TestOptions:
    def options(self, client, kind: str, words: str) -> str:
        address = f"/search/options/?kind={kind}&field=parent"
        return client.get(
            address, {"kind": kind, "field": "parent", "parent": words}
        ).content.decode()

    def test_complete_a_name_with_its_code(self, officer):
        organisation('Cục "A" & B', code="cuc")
        person("Cục Văn Bình")

        assert self.options(officer, "partners.organisation", "cục").strip() == (
            '<option value="Cục &quot;A&quot; &amp; B [cuc]"></option>'
        )

    def test_hold_nothing_hidden(self, officer):
        organisation("Cục mật", classification=RESTRICTED)

        assert self.options(officer, "partners.organisation", "cục").strip() == ""

    @pytest.mark.parametrize("kind", ["", "partners.country", "accounts.user", "x"])
    def test_of_another_kind_are_none(self, kind, officer):
        organisation("Cục")

        assert self.options(officer, kind, "cục").strip() == ""
