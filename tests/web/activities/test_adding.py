"""One form enters an activity with its plan line, bodies and first people."""

from __future__ import annotations

import pytest
from django.test import Client

from banggiao.accounts.models import User
from banggiao.accounts.records import set_aside
from banggiao.activities.models import Activity, Series
from banggiao.partners.models import Organisation
from tests.factories.accounts import make_user
from tests.factories.activities import activity
from tests.factories.activities import series as make_series
from tests.factories.duties import own_body
from tests.factories.partners import RESTRICTED, country, organisation, person, post
from tests.factories.plans import frozen_line, line, plan

pytestmark = pytest.mark.django_db
ADD = "/activities/add/"


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


def initial(client: Client, query: str) -> dict:
    first = dict(client.get(f"{ADD}?{query}").context["form"].initial)
    first["partners"] = [first.pop(name) for name in sorted(first) if name.startswith("partner_")]
    return first


def test_a_delegation_with_three_people_against_a_plan_line_is_one_form(
    *, client, officer, giv, mic, sound
):
    planned = frozen_line("Đón đoàn Nhật Bản", partners=[mic])
    tanaka = person("Tanaka Ichiro", code="tanaka")
    post(tanaka, mic, name_vi="Cục trưởng", start="2020")
    page = sound(client.get(f"{ADD}?line={planned.code}&kind=delegation_in"))
    assert "Đón đoàn Nhật Bản" in page
    assert "Bộ Nội vụ Nhật Bản [mic]" in page
    data = {
        "kind": "delegation_in",
        "name_vi": "Đoàn Bộ Nội vụ Nhật Bản",
        "start": "11/5/2026",
        "end": "13/5/2026",
        "mode": "in_person",
        "country": "VN",
        "place": "Hà Nội",
        "host": "giv",
        "partner_1": "Bộ Nội vụ Nhật Bản [mic]",
        "plan_line": f"Đón đoàn Nhật Bản [{planned.code}]",
        "role_1": "head",
        "who_1": "Tanaka Ichiro [tanaka]",
        "role_2": "member",
        "who_2": "Sato Jiro",
        "title_2": "Chuyên viên",
        "body_2": "mic",
        "role_3": "interpreter",
        "who_3": "Nguyễn Văn An",
        "classification": "1",
    }
    response = client.post(ADD, data)

    assert response.status_code == 303, response.content.decode()[:6000]
    record = Activity.objects.get(name_vi="Đoàn Bộ Nội vụ Nhật Bản")
    assert (record.direction, record.people, record.plan_line) == ("in", 3, planned)
    people = record.participants.order_by("order").values_list("name", "title", "role")
    assert list(people) == [
        ("Tanaka Ichiro", "Cục trưởng", "head"),
        ("Sato Jiro", "Chuyên viên", "member"),
        ("Nguyễn Văn An", "", "interpreter"),
    ]
    assert client.post(f"/activities/{record.code}/confirm/", {"on": ""}).status_code == 303


def test_what_is_refused_loses_nothing_and_enters_nothing(*, client, officer, giv, mic, sound):
    data = {
        "kind": "delegation_in",
        "name_vi": "Đoàn vào",
        "start": "13/5/2026",
        "end": "11/5/2026",
        "host": "giv",
        "partner_1": "mic",
        "title_2": "Vụ trưởng",
        "who_3": "Sato Jiro",
        "classification": "1",
    }
    text = sound(client.post(ADD, data))

    assert "Say who this is, or leave the whole row empty." in text
    assert 'value="Sato Jiro"' in text
    data["who_2"] = "Sato Jiro"
    response = client.post(ADD, data)
    assert response.status_code == 422
    assert "It cannot end before it begins." in sound(response)
    assert not Activity.objects.exists()
    data["end"] = "14/5/2026"
    response = client.post(ADD, data)
    assert response.status_code == 422
    assert "stands here already in this role" in sound(response)
    assert not Activity.objects.exists()


def test_a_line_of_another_year_is_refused_beside_its_field(*, client, officer, giv, mic, sound):
    planned = frozen_line("Dòng cũ", year=2025)
    data = {
        "kind": "delegation_in",
        "name_vi": "Đoàn vào",
        "start": "2026",
        "host": "giv",
        "partner_1": "mic",
        "plan_line": planned.code,
        "classification": "1",
    }
    text = sound(client.post(ADD, data))

    assert "Choose a line of the year it begins." in text
    assert not Activity.objects.exists()


@pytest.mark.parametrize(
    ("kind", "host", "others"),
    [
        ("delegation_out", "mic", ["giv"]),
        ("delegation_in", "giv", ["mic"]),
        ("workshop", "giv", ["mic"]),
        ("multilateral_meeting", None, ["giv", "mic"]),
        ("", None, ["mic"]),
    ],
)
def test_bodies_are_proposed_by_kind(*, kind, host, others, client, officer, giv, mic):
    codes = {body.pk: body.code for body in (giv, mic)}
    first = initial(client, f"kind={kind}&partner=mic")

    assert codes.get(first.get("host")) == host
    assert [codes[key] for key in first["partners"]] == others


def test_whoever_enters_it_sees_to_it_until_the_plan_says_otherwise(client, officer, giv, mic):
    planned = frozen_line(partners=[mic])

    first = initial(client, "kind=meeting")
    assert (first["owner"], first["lead_unit"]) == (officer.pk, None)
    first = initial(client, f"line={planned.code}")
    assert (first["owner"], first["lead_unit"]) == (officer.pk, planned.lead_unit_id)


def test_there_is_a_place_for_each_body_that_a_line_names(client, officer, giv, mic, sound):
    bodies = [organisation(f"Bên {n}", code=f"b{n}") for n in range(5)]
    planned = frozen_line(partners=bodies)

    text = sound(client.get(f"{ADD}?line={planned.code}&kind=workshop"))
    assert "[b4]" in text
    places = {f"partner_{n}": body.code for n, body in enumerate(bodies, 1)}
    data = {"kind": "workshop", "name_vi": "Hội thảo", "host": "giv", "classification": "1"}
    assert client.post(ADD, data | places).status_code == 303
    assert Activity.objects.get().parties.count() == 6


def test_the_next_edition_takes_over_number_kind_and_bodies(client, officer, giv, mic):
    row = make_series("Hội thảo Pháp luật", code="row")
    for number in (1, 2):
        activity(
            f"Lần {number}",
            kind="workshop",
            host=giv,
            partners=[mic],
            series=row,
            edition=number,
            start=f"202{number}",
        )

    first = initial(client, "series=row")

    assert (first["edition"], first["kind"], first["series"]) == (3, "workshop", row.pk)
    assert (first["host"], first["partners"]) == (giv.pk, [mic.pk])


def test_the_address_tells_nothing_of_what_is_hidden(client, officer, giv, mic):
    secret = organisation("Cơ quan bí mật", code="secret", classification=RESTRICTED)
    row = make_series("Chuỗi bí mật", code="row", classification=RESTRICTED)
    hidden = line(
        of=plan(2026, classification=RESTRICTED), code="hidden-line", classification=RESTRICTED
    )
    plain = initial(client, "kind=meeting")

    for query in (f"partner={secret.code}", f"series={row.code}", f"line={hidden.code}"):
        assert initial(client, f"kind=meeting&{query}") == plain
    text = client.get(ADD).content.decode()
    assert hidden.code not in text


def test_a_line_names_a_hidden_partner_to_nobody(client, officer, giv, mic):
    secret = organisation("Cơ quan bí mật", code="secret", classification=RESTRICTED)
    planned = frozen_line(partners=[mic, secret])

    assert secret.pk not in initial(client, f"line={planned.code}&kind=meeting")["partners"]


def test_a_series_is_entered_changed_and_set_aside(client, officer, giv, sound):
    sound(client.get("/series/add/"))
    data = {"name_vi": "Hội nghị ASEAN-PAC", "organiser": "giv", "classification": "1"}
    response = client.post("/series/add/", data)
    assert response.status_code == 303
    record = Series.objects.get()
    activity("Lần 1", kind="conference", host=giv, series=record, edition=1)
    page = record.get_absolute_url()
    text = sound(client.get(page))
    assert "Lần 1" in text
    assert f"?series={record.code}" in text
    text = sound(client.get("/series/"))
    assert "Hội nghị ASEAN-PAC" in text
    assert "Thanh tra Chính phủ" in text
    data |= {"name_en": "ASEAN-PAC", "version": str(record.version)}
    sound(client.get(f"{page}edit/"))
    assert client.post(f"{page}edit/", data).status_code == 303
    sound(client.get(f"{page}history/"))
    response = client.post(f"{page}set-aside/", {"reason": "Trùng"})
    assert response.status_code == 422  # it has an edition
    set_aside(Activity.objects.get(), by=officer, reason="Trùng")
    assert client.post(f"{page}set-aside/", {"reason": "Trùng"}).status_code == 303
    assert "Bring back" in sound(client.get(page))
    assert client.post(f"{page}bring-back/", {"reason": "Nhầm"}).status_code == 303


def test_editions_stand_beside_each_other(client, officer, giv, sound):
    row = make_series("Hội thảo", code="row")
    for number in (1, 2, 3):
        activity(
            f"Hội thảo lần {number}",
            code=f"e{number}",
            kind="workshop",
            host=giv,
            series=row,
            edition=number,
            start=f"202{number}",
        )

    text = " ".join(sound(client.get("/activities/e2/")).split())

    assert 'rel="prev" href="/activities/e1/"' in text
    assert 'rel="next" href="/activities/e3/"' in text
    export = client.get("/series/row/?export=csv")
    assert "Hội thảo lần 3" in b"".join(export.streaming_content).decode()
