"""A list of bodies is pasted into the register of partners."""

from __future__ import annotations

import pytest

from banggiao.accounts.enums import Role
from banggiao.partners.models import Organisation
from tests.factories.accounts import make_user
from tests.factories.partners import RESTRICTED, country, organisation
from tests.factories.pasting import block, fields, said, states

pytestmark = pytest.mark.django_db

URL = "/partners/paste/"
BODIES = block(
    "Tên cơ quan|Tên tiếng Anh|Viết tắt|Nước|Loại|Website|Ghi chú",
    "Bộ Nội vụ X1|Ministry of Home Affairs X1|MHA|Campuchia|Bộ|https://example.org|",
    "総務省X1|||Nhật Bản|||nhắc lại",
    "Ủy ban X1|||Campuchiaa||không phải|",
)


@pytest.fixture
def mine(client, sign_in):
    return sign_in(client, make_user("officer", 1))


def test_bodies_are_read_mended_and_added(mine, sound):
    page = mine.post(URL, {"text": BODIES})
    sound(page)
    assert states(page) == ["New", "New", "To mend"]
    assert said(page, "c3-4") == ["No country is called so. Check the spelling."]

    page = mine.post(URL, fields(page) | {"c3-4": "Campuchia"})
    assert states(page)[2] == "New"
    assert said(page, "c3-6") == [
        "This is no address of a website. In a new record it stands in the remark."
    ]
    page = mine.post(URL, fields(page) | {"c3-6": "", "kind": "committee"})
    done = mine.post(URL, fields(page) | {"add": "1"}, follow=True)

    assert "3 partners were added." in sound(done)
    found = Organisation.objects.order_by("pk").values_list(
        "name_vi", "name_en", "name_ja", "abbreviation", "country__code", "kind", "classification"
    )
    assert list(found) == [
        ("Bộ Nội vụ X1", "Ministry of Home Affairs X1", "", "MHA", "KH", "ministry", 1),
        ("", "", "総務省X1", "", "JP", "committee", 1),
        ("Ủy ban X1", "", "", "", "KH", "committee", 1),
    ]


def test_country_and_class_are_said_for_all_rows(mine):
    page = mine.post(URL, {"text": "Bộ A1\nBộ B1"})

    mine.post(URL, fields(page) | {"country": "KH", "classification": "0", "add": "1"})

    found = Organisation.objects.values_list("country__code", "classification")
    assert set(found) == {("KH", 0)}


def test_a_class_above_ones_own_is_no_choice(mine, sound):
    page = mine.post(URL, {"text": "Bộ A1\nBộ B1"})

    page = mine.post(URL, fields(page) | {"classification": "2", "add": "1"})

    sound(page)
    assert not Organisation.objects.exists()


def test_a_body_of_the_register_is_there_already_and_its_namesake_elsewhere_is_not(mine):
    there = organisation("Bộ Nội vụ", country=country("LA"))

    page = mine.post(
        URL, {"text": block("Tên cơ quan|Nước", "Bộ Nội vụ|Lào", "Bộ Nội vụ|Nhật Bản")}
    )

    assert states(page) == ["There already", "New"]
    assert f'href="{there.get_absolute_url()}"' in page.content.decode()
    page = mine.post(URL, fields(page) | {"d1": "1"})
    mine.post(URL, fields(page) | {"add": "1"})
    assert Organisation.objects.filter(name_vi="Bộ Nội vụ").count() == 3


def test_a_restricted_namesake_changes_nothing_that_is_shown(mine):
    text = block("Tên cơ quan|Nước", "Cơ quan X1|Lào")
    before = mine.post(URL, {"text": text})
    organisation("Cơ quan X1", country=country("LA"), classification=RESTRICTED)

    after = mine.post(URL, {"text": text})

    assert states(after) == states(before) == ["New"]
    assert fields(after) | {"csrfmiddlewaretoken": ""} == fields(before) | {
        "csrfmiddlewaretoken": ""
    }
    done = mine.post(URL, fields(after) | {"add": "1"})
    assert done.status_code == 303
    assert Organisation.objects.filter(name_vi="Cơ quan X1").count() == 2


@pytest.mark.parametrize("role", Role.values)
def test_may_paste_who_keeps_the_register(client, sign_in, role):
    organisation()
    sign_in(client, make_user(role, 1))
    may = role in {"officer", "head"}

    assert client.get(URL).status_code == (200 if may else 403)
    assert client.post(URL, {"text": BODIES}).status_code == (200 if may else 403)
    assert (f'href="{URL}"' in client.get("/partners/").content.decode()) is may


def test_more_rows_ask_no_more_questions(
    mine, django_assert_max_num_queries, django_assert_num_queries
):
    rows = [f"Bộ X{n}|Lào|Bộ" for n in range(1, 4)]
    with django_assert_max_num_queries(150) as one:
        mine.post(URL, {"text": block("Tên cơ quan|Nước|Loại", rows[0])})
    with django_assert_num_queries(len(one)):
        mine.post(URL, {"text": block("Tên cơ quan|Nước|Loại", *rows)})


def test_partners_that_were_pasted_are_set_aside_in_one_go(mine, sound):
    page = mine.post(URL, {"text": "Bộ A1\nBộ B1"})
    where = mine.post(URL, fields(page) | {"add": "1"})["Location"]

    mine.post(f"{where}take-back/", {"reason": "Dán nhầm"})

    assert not Organisation.objects.in_register().exists()
    assert "Nothing is left of it" in sound(mine.get(where))


def test_a_page_in_vietnamese_and_japanese_is_sound(client, sign_in, sound):
    for language in ("vi", "ja"):
        sign_in(client, make_user("officer", 1, username=language, language=language))
        sound(client.get(URL))
        sound(client.post(URL, {"text": BODIES}))
