"""Pages of organisations, as officers use them."""

from __future__ import annotations

import csv
import datetime as dt
import io
from unicodedata import normalize

import pytest
from django.utils import timezone

from banggiao.accounts.records import set_aside
from banggiao.partners.actions import organisations as actions
from banggiao.partners.models import Organisation, Succession
from tests.factories.accounts import make_user
from tests.factories.partners import (
    INTERNAL,
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

NEW = {"name_vi": "Ủy ban Chống tham nhũng", "kind": "ombudsman", "classification": "1"}


@pytest.fixture
def officer(client, sign_in):
    """Give a client signed in as an ordinary officer."""
    return sign_in(client, make_user("officer", clearance=INTERNAL))


def rows(response) -> list[list[str]]:
    """Give the rows of an exported CSV, without its head."""
    data = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(data, newline="")))[1:]


def names(response) -> list[str]:
    return [row["cells"][0].text for row in response.context["table"].rows]


def typed(client, address: str, **changes: str) -> dict[str, str]:
    """Give what the browser would send of an edit page."""
    form = client.get(address).context["form"]
    values = {name: form[name].value() for name in form.fields}
    return {name: "" if v is None else str(v) for name, v in values.items()} | changes


class TestList:
    @pytest.fixture(autouse=True)
    def world(self) -> None:
        top = organisation("Chính phủ Hàn Quốc", code="gov", kind="government")
        organisation(
            "Ủy ban Chống tham nhũng",
            code="acrc",
            kind="ombudsman",
            country=country("KR"),
            parent=top,
            abbreviation="ACRC",
            founded="2008-02-29",
        )
        organisation("Ấn Độ giám sát", code="in", country=country("IN"))
        organisation("Đại sứ quán", code="dsq", country=country("LA"))
        organisation("An ninh", code="an", classification=RESTRICTED)
        organisation("Thanh tra Chính phủ", code="giv", country=country("VN"))

    def test_shows_partners_in_the_order_of_the_alphabet(self, officer, sound):
        response = officer.get("/partners/")

        assert names(response) == [
            "Ấn Độ giám sát",
            "Chính phủ Hàn Quốc",
            "Đại sứ quán",
            "Ủy ban Chống tham nhũng",
        ]
        text = sound(response)
        assert "4 records" in text
        assert "29 February 2008" in text
        assert 'href="/partners/acrc/"' in text

    @pytest.mark.parametrize(
        ("query", "found"),
        [
            ("q=chong+tham", ["Ủy ban Chống tham nhũng"]),
            ("q=ACRC", ["Ủy ban Chống tham nhũng"]),
            ("q=an+ninh", []),
            ("kind=ombudsman", ["Ủy ban Chống tham nhũng"]),
            ("country=LA", ["Đại sứ quán"]),
            ("ours=1", ["Thanh tra Chính phủ"]),
            ("classification=2", []),
            ("kind=ministry&country=IN", ["Ấn Độ giám sát"]),
        ],
    )
    def test_filters_by_the_address_and_exports_the_same(self, query, found, officer):
        assert names(officer.get(f"/partners/?{query}")) == found
        assert [row[0] for row in rows(officer.get(f"/partners/?{query}&export=csv"))] == found

    def test_brings_the_filter_when_it_is_asked_for(self, officer, sound):
        asked = "/partners/?kind=ombudsman&sort=name"
        bare = sound(officer.get(asked))
        whole = sound(officer.get(f"{asked}&filter=1"))
        headers = {"HX-Request": "true", "HX-Target": "filter"}
        part = officer.get(f"{asked}&filter=1", headers=headers).content.decode()

        assert 'href="?kind=ombudsman&amp;sort=name&amp;filter=1"' in bare
        assert 'name="country"' not in bare
        for page in (whole, part):
            assert '<select name="country"' in page
            assert '<option value="ombudsman" selected>' in page
            assert '<input type="hidden" name="sort" value="name">' in page
        assert "<html" in whole
        assert "<html" not in part

    def test_shows_a_filter_that_cannot_be_read_with_its_error(self, officer, sound):
        page = sound(officer.get("/partners/?kind=nonsense"))

        assert '<select name="kind"' in page
        assert "nonsense" in page

    def test_shows_each_filter_with_a_way_to_remove_it(self, officer):
        chips = officer.get("/partners/?kind=ombudsman&country=KR&sort=name").context["chips"]

        assert [(c["label"], c["value_text"], c["remove_url"]) for c in chips] == [
            ("Kind", "Ombudsman", "?country=KR&sort=name"),
            ("Country", "South Korea", "?kind=ombudsman&sort=name"),
        ]

    def test_exports_every_column_of_the_page(self, officer):
        response = officer.get("/partners/?export=csv&q=acrc")

        day = timezone.localdate()
        assert response["Content-Disposition"] == (
            f'attachment; filename="partners-{day:%Y-%m-%d}.csv"'
        )
        [row] = rows(response)
        assert row == [
            *("Ủy ban Chống tham nhũng", "Chính phủ Hàn Quốc", "ACRC", "Ombudsman"),
            *("South Korea", "from 29 February 2008", "acrc"),
        ]

    def test_exports_a_workbook(self, officer):
        response = officer.get("/partners/?export=xlsx")

        assert b"".join(response)[:2] == b"PK"
        assert response["Content-Type"].endswith("spreadsheetml.sheet")

    def test_a_filter_that_cannot_be_read_says_so_and_filters_nothing(self, officer, sound):
        response = officer.get("/partners/?country=ZZ")

        assert (len(names(response)), "country" in response.context["filter_form"].errors) == (
            4,
            True,
        )
        sound(response)


class TestDetail:
    def test_gathers_what_is_known(self, officer, sound):
        top = organisation("Chính phủ Hàn Quốc", code="gov", country=country("KR"))
        own = organisation("Thanh tra Chính phủ", code="giv", country=country("VN"))
        acrc = organisation(
            "Ủy ban Chống tham nhũng",
            code="acrc",
            name_native="국민권익위원회",
            country=country("KR"),
            parent=top,
            aliases=["Ủy ban Quyền công dân"],
        )
        organisation("Cục Khiếu nại", code="part", parent=acrc)
        actions.record_succession(organisation("Ủy ban cũ"), acrc, by=writer(), on="2008")
        post(person("KIM Ki-pyo"), acrc, name_vi="Phó Chủ tịch", start="2020-05")
        note(acrc, "Đổi chủ tịch", on="2024-05")
        milestone(relationship(own, acrc), on="2014-11", name_vi="Ký bản ghi nhớ")
        milestone(
            relationship(country("KR"), country("VN")), on="1992-12-22", name_vi="Lập quan hệ"
        )

        text = sound(officer.get("/partners/acrc/"))

        for fact in (
            "국민권익위원회",
            "Ủy ban Quyền công dân",
            "Chính phủ Hàn Quốc",
            "Cục Khiếu nại",
            "Ủy ban cũ",
            "KIM Ki-pyo",
            "Phó Chủ tịch",
            "Đổi chủ tịch",
            "Ký bản ghi nhớ",
            "Lập quan hệ",
            "22 December 1992",
            "November 2014",
        ):
            assert fact in text, fact

    def test_offers_changes_to_those_who_may(self, client, sign_in):
        organisation("A", code="a")
        edit = 'href="/partners/a/edit/"'

        shown = {
            role: edit in sign_in(client, make_user(role)).get("/partners/a/").content.decode()
            for role in ("officer", "head", "leader", "clerk", "auditor")
        }

        assert shown == {
            "officer": True,
            "head": True,
            "leader": False,
            "clerk": False,
            "auditor": False,
        }

    def test_of_a_hidden_partner_looks_as_if_it_were_not_there(self, officer):
        organisation("Mật", code="secret", classification=RESTRICTED)

        hidden, missing = officer.get("/partners/secret/"), officer.get("/partners/nobody/")

        assert (hidden.status_code, missing.status_code) == (404, 404)
        assert "Mật" not in hidden.content.decode()


class TestAdd:
    def test_enters_the_partner_and_leads_to_it(self, officer):
        response = officer.post("/partners/add/", NEW | {"aliases": "a\nb", "founded": "2/2008"})

        assert (response.status_code, response["Location"]) == (
            303,
            "/partners/uy-ban-chong-tham-nhung/",
        )
        record = Organisation.objects.get()
        assert (record.name_vi, str(record.founded)) == ("Ủy ban Chống tham nhũng", "2008-02")
        assert (
            "The partner is in the register." in officer.get(response["Location"]).content.decode()
        )

    def test_of_a_country_is_filled_in(self, officer):
        form = officer.get("/partners/add/?country=KR").context["form"]

        assert form["country"].value() == "KR"

    def test_takes_decomposed_letters_as_composed(self, officer):
        organisation("Đối tác Thụy Điển", code="one")
        officer.post("/partners/add/", NEW | {"name_vi": normalize("NFD", "Đối tác Thụy Điển")})

        assert set(Organisation.objects.values_list("name_vi", flat=True)) == {"Đối tác Thụy Điển"}

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("name_vi", ""),
            ("name_vi", "x" * 401),
            ("name_vi", "a\x00b"),
            ("name_vi", "a\x07b"),
            ("kind", "pub"),
            ("kind", ""),
            ("country", "ZZ"),
            ("country", "\x00"),
            ("parent", "không có"),
            ("parent", "secret"),
            ("founded", "31/2/2020"),
            ("founded", "2020-13"),
            ("founded", "[..1984"),
            ("dissolved", "1999"),
            ("website", "javascript:alert(1)"),
            ("classification", "2"),
            ("classification", "9"),
            ("aliases", "a\x00b"),
            ("aliases", "x" * 401),
            ("abbreviation", "x" * 41),
        ],
    )
    def test_refuses_in_one_sentence_and_keeps_what_was_typed(self, field, value, officer, sound):
        organisation("Cục mật", code="secret", classification=RESTRICTED)
        data = NEW | {"remark": "Ghi dở", "founded": "2001", "parent": "", field: value}

        response = officer.post("/partners/add/", data)

        assert response.status_code == 422
        form = response.context["form"]
        assert sum(len(errors) for errors in form.errors.values()) == 1
        assert {name: form[name].value() for name in data} == data
        # A character that no page may hold comes back as it was typed: nothing is lost.
        text = sound(response) if value.isprintable() else response.content.decode()
        assert "Ghi dở" in text
        assert 'role="alert"' in text
        assert Organisation.objects.count() == 1

    @pytest.mark.parametrize("language", ["vi", "en", "ja"])
    def test_refuses_in_the_language_of_the_reader(self, language, client, sign_in):
        sign_in(client, make_user("officer", language=language))

        text = client.post("/partners/add/", {"founded": "2020-13"}).content.decode()

        assert f'<html lang="{language}">' in text
        assert "This field is required" not in text or language == "en"


class TestChange:
    def test_keeps_the_change_and_its_reason(self, officer):
        organisation("Cũ", code="a", aliases=["x"])
        data = typed(officer, "/partners/a/edit/", name_vi="Mới", reason="Đổi tên")

        response = officer.post("/partners/a/edit/", data)

        assert response["Location"] == "/partners/a/"
        assert Organisation.objects.get().name_vi == "Mới"
        history = officer.get("/partners/a/history/").content.decode()
        assert "Đổi tên" in history
        assert "<del>Cũ</del>" in history

    def test_a_stale_form_shows_both_and_the_choice_is_kept(self, officer, sound):
        record = organisation("Cũ", code="a", abbreviation="C")
        mine = typed(officer, "/partners/a/edit/", name_vi="Của tôi", remark="Ghi của tôi")
        actions.change_organisation(record, by=writer(), name_vi="Của họ", abbreviation="H")

        response = officer.post("/partners/a/edit/", mine)

        assert response.status_code == 409
        text = sound(response)
        for value in ("Của tôi", "Của họ", "Ghi của tôi"):
            assert value in text
        assert Organisation.objects.get().name_vi == "Của họ"

        again = mine | {
            "version": response.context["form"]["version"].value(),
            "keep_name_vi": "yours",
            "keep_abbreviation": "theirs",
            "keep_remark": "yours",
        }
        assert officer.post("/partners/a/edit/", again).status_code == 303
        record.refresh_from_db()
        assert (record.name_vi, record.abbreviation, record.remark) == (
            "Của tôi",
            "H",
            "Ghi của tôi",
        )

    def test_a_circle_of_parents_is_refused_at_its_field(self, officer, sound):
        top = organisation("Trên", code="top")
        organisation("Dưới", code="below", parent=top)

        response = officer.post(
            "/partners/top/edit/", typed(officer, "/partners/top/edit/", parent="below")
        )

        assert (response.status_code, list(response.context["form"].errors)) == (422, ["parent"])
        assert response.context["form"]["parent"].value() == "below"
        sound(response)

    def test_a_hidden_parent_is_neither_shown_nor_lost(self, officer):
        secret = organisation("Cục mật", code="secret", classification=RESTRICTED)
        organisation("Phòng", code="room", parent=secret)
        page = officer.get("/partners/room/edit/")

        assert "Cục mật" not in page.content.decode()
        officer.post("/partners/room/edit/", typed(officer, "/partners/room/edit/", remark="Mới"))
        record = Organisation.objects.get(code="room")
        assert (record.remark, record.parent) == ("Mới", secret)


class TestSetAside:
    def test_takes_it_off_the_list_and_back(self, officer):
        organisation("Nhầm", code="slip")

        response = officer.post("/partners/slip/set-aside/", {"reason": "Nhập nhầm"})

        assert response.status_code == 303
        assert names(officer.get("/partners/")) == []
        page = officer.get("/partners/slip/").content.decode()
        assert "/partners/slip/bring-back/" in page
        assert "Set aside" in page
        officer.post("/partners/slip/bring-back/", {"reason": "Đúng rồi"})
        assert names(officer.get("/partners/")) == ["Nhầm"]

    def test_asks_why_and_keeps_what_is_in_use(self, officer, sound):
        top = organisation("Trên", code="top")
        organisation("Dưới", parent=top)

        empty = officer.post("/partners/top/set-aside/", {"reason": ""})
        used = officer.post("/partners/top/set-aside/", {"reason": "Vì"})

        assert (empty.status_code, used.status_code) == (422, 422)
        assert "Other records rest on this one." in sound(used)
        assert Organisation.objects.in_register().count() == 2


class TestSuccession:
    def test_is_entered_shown_on_both_and_taken_back(self, officer):
        organisation("Cũ", code="old")
        organisation("Mới", code="new")

        officer.post("/partners/old/followed-by/", {"newer": "new", "on": "3/2021"})

        assert "Mới" in officer.get("/partners/old/").content.decode()
        assert "March 2021" in officer.get("/partners/new/").content.decode()
        officer.post("/partners/old/followed-by/new/remove/", {"reason": "Nhầm"})
        assert Succession.objects.count() == 0

    @pytest.mark.parametrize("newer", ["old", "older", "secret", "nobody", ""])
    def test_refuses_circles_and_unknown_bodies_at_the_field(self, newer, officer, sound):
        old = organisation("Cũ", code="old")
        actions.record_succession(organisation("Trước nữa", code="older"), old, by=writer())
        organisation("Mật", code="secret", classification=RESTRICTED)

        response = officer.post("/partners/old/followed-by/", {"newer": newer, "on": "2021"})

        assert response.status_code == 422
        assert response.context["form"]["on"].value() == "2021"
        sound(response)
        assert Succession.objects.count() == 1


class TestHistory:
    def test_shows_the_record_as_it_was(self, officer, monkeypatch, sound):
        early = dt.datetime(2026, 1, 10, 3, tzinfo=dt.UTC)
        with monkeypatch.context() as patch:
            patch.setattr(timezone, "now", lambda: early)
            record = organisation("Tên đầu", code="a")
        actions.change_organisation(record, by=writer(), name_vi="Tên sau")

        text = sound(officer.get("/partners/a/history/?as_of=2026-01-10"))

        assert "Tên đầu" in text
        assert "10/01/2026" in text
        before = sound(officer.get("/partners/a/history/?as_of=2026-01-09"))
        assert "Not in the register yet" in before

    @pytest.mark.parametrize("day", ["", "gestern", "2026-02-30", "99999-01-01"])
    def test_shows_events_when_the_day_cannot_be_read(self, day, officer):
        organisation("A", code="a")

        response = officer.get(f"/partners/a/history/?as_of={day}")

        assert len(response.context["events"]) == 1

    def test_comes_in_pages(self, officer):
        record = organisation("A", code="a")
        for number in range(55):
            actions.change_organisation(record, by=writer(), remark=f"Lần {number}")

        first = officer.get("/partners/a/history/")
        rest = officer.get(f"/partners/a/history/{first.context['more_url']}")

        assert (len(first.context["events"]), len(rest.context["events"])) == (50, 6)
        assert rest.context["more_url"] == ""


def test_a_partner_set_aside_meanwhile_is_still_reached_by_its_address(officer):
    set_aside(organisation("A", code="a"), by=writer(), reason="Nhầm")

    assert officer.get("/partners/a/").status_code == 200
