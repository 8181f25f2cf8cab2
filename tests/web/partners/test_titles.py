"""Pages of the table of titles."""

from __future__ import annotations

import pytest

from banggiao.partners.models import OfficeTitle
from tests.factories.accounts import make_user
from tests.factories.partners import title

pytestmark = pytest.mark.django_db

WRITTEN = {
    "title": "Trưởng nhóm",
    "level": "officer",
    "basis": "Quy chế",
    "valid_from": "1/3/2024",
}


@pytest.fixture
def head(client, sign_in):
    return sign_in(client, make_user("head"))


def shown(response) -> list[str]:
    return [row["cells"][0].text for row in response.context["table"].rows]


def test_the_highest_level_stands_first_and_words_find_a_title(head, sound):
    first = head.get("/titles/")
    sound(first)
    assert first.context["table"].rows[0]["cells"][1].text == "Party and State leaders"

    assert shown(head.get("/titles/?q=pho+tong+thanh+tra")) == ["Phó Tổng Thanh tra"]
    title("Trưởng nhóm", confirmed_by="Vụ Tổ chức cán bộ")
    assert shown(head.get("/titles/?confirmed=1")) == ["Trưởng nhóm"]
    assert "Trưởng nhóm" not in shown(head.get("/titles/?confirmed=0&q=truong+nhom"))


def test_a_head_enters_and_changes_a_title(head, sound):
    sound(head.get("/titles/add/"))
    response = head.post("/titles/add/", WRITTEN)
    assert response.status_code == 303
    made = OfficeTitle.objects.get(title="Trưởng nhóm")
    assert str(made.valid_from) == "2024-03-01"

    sound(head.get(f"/titles/{made.code}/edit/"))
    head.post(f"/titles/{made.code}/edit/", WRITTEN | {"level": "department", "reason": "Nhầm"})
    made.refresh_from_db()
    assert made.level == "department"


def test_what_is_refused_stands_beside_its_field(head, sound):
    title("Trưởng nhóm")
    response = head.post("/titles/add/", WRITTEN)

    assert response.status_code == 422
    assert "is in the table already for that time" in response.content.decode()
    assert 'value="Trưởng nhóm"' in response.content.decode()
    sound(response)


def test_an_officer_looks_and_is_offered_no_change(client, sign_in):
    response = sign_in(client, make_user("officer")).get("/titles/")

    assert "/titles/add/" not in response.content.decode()
    assert response.context["table"].rows[0]["url"] == ""
