"""The pages of duties: what they show, what they do, and to whom."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from banggiao.accounts.models import User
from banggiao.accounts.records import set_aside
from banggiao.duties.actions import duties
from banggiao.duties.models import Duty
from banggiao.partners.models import Organisation
from tests.factories.accounts import make_unit, make_user
from tests.factories.duties import duty, keeper, kept, own_body
from tests.factories.partners import INTERNAL, RESTRICTED, note, organisation

pytestmark = pytest.mark.django_db

ROLES = ["officer", "head", "leader", "contributor", "clerk", "auditor", "administrator"]
WRITERS = {"officer", "head"}
FORMS = ["edit", "kept", "postpone", "hand-over", "waive", "set-aside"]


@pytest.fixture
def officer(client: Client, sign_in) -> User:
    user = make_user("officer")
    sign_in(client, user)
    return user


def day(days: int) -> str:
    return (timezone.localdate() + dt.timedelta(days=days)).isoformat()


# What pages show


def test_the_list_shows_open_duties_the_most_urgent_first(client: Client, officer, sound):
    partner = organisation("Bộ Nội vụ Nhật Bản")
    duty("Không hạn")
    duty("Sắp đến", due=day(3), owner=officer)
    duty("Đã trễ", due=day(-3), beneficiaries=[partner])
    kept("2024", "Đã xong")
    page = sound(client.get("/duties/"))
    assert page.index("Đã trễ") < page.index("Sắp đến") < page.index("Không hạn")
    assert "Đã xong" not in page
    assert "Bộ Nội vụ Nhật Bản" in page
    assert ">late<" in page
    assert ">within 7 days<" in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("progress=kept", {"kept"}),
        ("progress=all", {"ours", "theirs", "kept", "mine", "late", "month"}),
        ("side=theirs", {"theirs"}),
        ("when=late", {"late"}),
        ("when=month", {"month"}),
        ("when=undated", {"ours", "theirs", "mine"}),
        ("mine=1", {"mine"}),
        ("kind=report", {"theirs"}),
        ("unit=", {"ours", "theirs", "mine", "late", "month"}),
        ("q=theirs", {"theirs"}),
        ("partner=mic", {"theirs"}),
        ("partner=nobody", {"ours", "theirs", "mine", "late", "month"}),
    ],
)
def test_the_list_filters(client: Client, officer, query: str, found: set[str]):
    duty("ours")
    duty("theirs", promisors=[organisation("MIC", code="mic")], kind="report")
    kept("2024", "kept")
    duty("mine", owner=officer)
    duty("late", due=day(-1))
    duty("month", due=day(20))
    page = client.get(f"/duties/?{query}&export=csv")
    text = b"".join(page.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]  # streams
    assert {line.split(",")[0] for line in text.splitlines()[1:]} == found


def test_the_list_filters_by_lead_unit(client: Client, officer):
    unit = make_unit("legal")
    duty("Của Vụ", unit=unit)
    duty("Khác")
    page = client.get(f"/duties/?unit={unit.pk}").content.decode()
    assert "Của Vụ" in page
    assert "Khác" not in page


def test_a_duty_shows_parties_origin_evidence_and_facts(client: Client, officer, sound):
    asked = organisation("Bộ Ngoại giao")
    partner = organisation("Bộ Nội vụ Nhật Bản")
    source = note(partner, "Cuộc họp tháng 3")
    record = duty(
        "Góp ý dự thảo",
        beneficiaries=[partner],
        asked_by=asked,
        about=source,
        due="2026-03",
        basis="Điều 12",
        owner=officer,
        unit=make_unit("legal", name_en="Legal department"),
    )
    page = sound(client.get(f"/duties/{record.code}/"))
    for text in (
        "Bộ Ngoại giao",
        "Bộ Nội vụ Nhật Bản",
        "Cuộc họp tháng 3",
        "Điều 12",
        "March 2026",
    ):
        assert text in page
    assert "Legal department" in page
    assert "Not kept yet" in page
    duties.record_kept(record, by=keeper(), on="2026-02-01", evidence="Công văn 15")
    page = sound(client.get(f"/duties/{record.code}/"))
    assert "Công văn 15" in page
    assert "1 February 2026" in page


def test_a_duty_without_due_date_evidence_or_beneficiary_says_so(client: Client, officer, sound):
    open_one, done = duty(), kept("2024")
    assert "no due date" in sound(client.get(f"/duties/{open_one.code}/"))
    assert "Nothing is named that shows it" in sound(client.get(f"/duties/{done.code}/"))
    waived = duties.waive_duty(duty(), by=keeper(), reason="Hai bên thôi")
    assert "Hai bên thôi" in sound(client.get(f"/duties/{waived.code}/"))


def test_an_origin_in_a_room_that_is_not_there_breaks_nothing(client: Client, officer, sound):
    record = duty()
    Duty.objects.filter(pk=record.pk).update(about_type="no.such", about_code="moc-2013")
    assert "Comes from" not in sound(client.get(f"/duties/{record.code}/"))


def test_the_history_names_who_saw_to_it(client: Client, officer, sound):
    record = duty(owner=keeper(), due="2026")
    duties.hand_over(record, by=keeper(), unit=None, owner=officer, reason="Phân công lại")
    page = sound(client.get(f"/duties/{record.code}/history/"))
    assert "Phân công lại" in page
    assert officer.full_name in page
    assert keeper().full_name in page
    sound(client.get(f"/duties/{record.code}/history/?as_of={day(0)}"))


def test_a_partner_shows_its_duties(client: Client, officer, sound):
    partner = organisation("Bộ Nội vụ Nhật Bản", code="mic")
    duty("Gửi danh sách", promisors=[partner], due="2026-03")
    kept("2024-05", "Đã gửi", beneficiaries=[partner])
    duty("Chuyện khác")
    page = sound(client.get("/partners/mic/"))
    assert "Gửi danh sách" in page
    assert "promises kept" in page
    assert 'href="/partners/mic/duties/"' in page
    listed = sound(client.get("/partners/mic/duties/"))
    assert "Gửi danh sách" in listed
    assert "Chuyện khác" not in listed
    assert "?partner=mic" in listed
    assert client.get("/partners/nobody/duties/").status_code == 404


def test_the_menu_counts_what_is_urgent_for_me(client: Client, officer):
    duty(owner=officer, due=day(2))
    duty(owner=officer, due=day(-2))
    duty(owner=officer, due=day(30))
    rooms = client.get("/duties/").context["frame"]["rooms"]
    assert {room["url"]: room["count"] for room in rooms}["/duties/"] == 2


def test_the_search_box_finds_a_duty(client: Client, officer):
    record = duty("Góp ý dự thảo")
    assert record.get_absolute_url() in client.get("/search/?q=gop+y").content.decode()


# What pages do


def form(**data: Any) -> dict[str, Any]:
    return {"name_vi": "Gửi báo cáo", "kind": "report", "classification": INTERNAL} | data


def test_entering_a_duty(client: Client, officer, sound):
    own_body()
    partner = organisation("Bộ Nội vụ Nhật Bản", code="mic")
    page = sound(client.get("/duties/add/?partner=mic"))
    assert "Bộ Nội vụ Nhật Bản [mic]" in page
    response = client.post(
        "/duties/add/",
        form(
            promisors="thanh tra chinh phu\n[mic]",
            beneficiaries="Bộ Nội vụ Nhật Bản [mic]",
            due="quý III/2026",
            owner=officer.pk,
        ),
    )
    record = Duty.objects.get()
    assert response.status_code == 303
    assert response["Location"] == f"/duties/{record.code}/"
    assert (record.ours, record.theirs, str(record.due)) == (True, True, "2026-35")
    assert record.parties.filter(organisation=partner).count() == 2
    assert record.owner == officer


def test_entering_a_duty_that_comes_from_a_record(client: Client, officer):
    own_body()
    source = note(organisation(), "Cuộc họp tháng 3", classification=INTERNAL)
    address = f"/duties/add/?about_type=partners.situationnote&about_code={source.code}"
    assert "Cuộc họp tháng 3" in client.get(address).content.decode()
    client.post(address, form(promisors="[giv]"))
    assert Duty.objects.get().about_code == source.code
    low = form(promisors="[giv]", classification=0)
    response = client.post(address, low)
    assert response.status_code == 422
    assert "has a higher class" in response.content.decode()


@pytest.mark.parametrize("label", ["partners.situationnote", "nonsense", "accounts.user", "a.b"])
def test_an_origin_that_cannot_be_seen_is_not_there(client: Client, officer, label: str):
    source = note(organisation(), classification=RESTRICTED)
    address = f"/duties/add/?about_type={label}&about_code={source.code}"
    assert client.get(address).status_code == 404


def test_what_is_wrong_stands_beside_its_field(client: Client, officer, sound):
    own_body()
    response = client.post("/duties/add/", form(promisors="", due="32/1/2026"))
    assert response.status_code == 422
    sound(response)
    assert "due" in response.context["form"].errors
    response = client.post("/duties/add/", form(promisors=""))
    assert "promisors" in response.context["form"].errors
    response = client.post("/duties/add/", form(promisors="Không có đâu"))
    assert "promisors" in response.context["form"].errors
    assert not Duty.objects.exists()
    record = duty()
    response = client.post(f"/duties/{record.code}/edit/", form(promisors="", version=1))
    assert "Say who owes it." in response.context["form"].errors["promisors"]


def test_a_stale_form_shows_both_values_and_the_chosen_one_stands(client: Client, officer, sound):
    record = duty("Gửi báo cáo", kind="report")
    partner = organisation("Bộ Ngoại giao", code="mofa")
    duties.change_duty(record, by=keeper(), beneficiaries=[partner], remark="của họ")
    mine = form(promisors="[giv]", remark="của tôi", version=1)
    response = client.post(f"/duties/{record.code}/edit/", mine)
    assert response.status_code == 409
    page = sound(response)
    assert "của họ" in page
    assert "Bộ Ngoại giao [mofa]" in page
    chosen = mine | {"version": 2, "keep_beneficiaries": "theirs", "keep_remark": "yours"}
    assert client.post(f"/duties/{record.code}/edit/", chosen).status_code == 303
    record.refresh_from_db()
    assert record.remark == "của tôi"
    assert record.parties.filter(organisation=partner).exists()


def test_keeping_is_two_fields(client: Client, officer, sound):
    record = duty()
    address = f"/duties/{record.code}/kept/"
    fields = client.get(address).context["form"].fields
    assert list(fields) == ["kept_on", "evidence"]
    response = client.post(address, {"kept_on": "1/1/2999", "evidence": "x"})
    assert response.status_code == 422
    assert "kept_on" in response.context["form"].errors
    assert client.post(address, {"kept_on": "20/9/2024", "evidence": "x"}).status_code == 303
    assert client.post(address, {"kept_on": "2024"}).status_code == 422
    record.refresh_from_db()
    assert str(record.kept_on) == "2024-09-20"


def test_the_other_ways_on(client: Client, officer, sound):
    record = duty(due="2026")
    page = f"/duties/{record.code}/"
    due = {"due": "2027", "ground": "Bạn xin lùi"}
    assert client.post(f"{page}postpone/", due).status_code == 303
    assert client.post(f"{page}hand-over/", {"owner": officer.pk}).status_code == 303
    assert client.post(f"{page}waive/", {"reason": "Thôi"}).status_code == 303
    assert client.post(f"{page}reopen/", {"reason": "Lại cần"}).status_code == 303
    assert client.post(f"{page}set-aside/", {"reason": "Trùng"}).status_code == 303
    assert "Set aside" in sound(client.get(page))
    assert client.post(f"{page}bring-back/", {"reason": "Nhầm"}).status_code == 303
    record.refresh_from_db()
    assert (record.progress, str(record.due), record.owner) == ("open", "2027", officer)


# To whom


@pytest.mark.parametrize("role", ROLES)
def test_everybody_reads_and_officers_and_heads_write(client: Client, sign_in, role: str, sound):
    record, done = duty(), kept("2024")
    aside = set_aside(duty(), by=keeper(), reason="Trùng")
    sign_in(client, make_user(role))
    for address in ("/duties/", f"/duties/{record.code}/", f"/duties/{record.code}/history/"):
        sound(client.get(address))
    forms = [f"/duties/{record.code}/{name}/" for name in FORMS]
    forms += ["/duties/add/", f"/duties/{done.code}/reopen/", f"/duties/{aside.code}/bring-back/"]
    expected = 200 if role in WRITERS else 403
    for address in forms:
        response = client.get(address)
        assert (address, response.status_code) == (address, expected)
        sound(response)
    page = client.get(f"/duties/{record.code}/").content.decode()
    assert ("Record as kept" in page) is (role in WRITERS)


def test_who_sees_to_it_keeps_it_from_the_page(client: Client, sign_in):
    unit = make_unit("legal")
    contributor = make_user("contributor", unit=unit)
    sign_in(client, contributor)
    record = duty(unit=unit)
    page = client.get(f"/duties/{record.code}/").content.decode()
    assert "Record as kept" in page
    assert "Hand over" not in page
    address = f"/duties/{record.code}/kept/"
    assert client.post(address, {"kept_on": "2024"}).status_code == 303


def test_nobody_comes_in_without_signing_in(client: Client):
    record = duty()
    for address in ("/duties/", f"/duties/{record.code}/", f"/duties/{record.code}/kept/"):
        assert client.get(address).status_code == 302


def test_a_hidden_duty_does_not_exist(client: Client, officer):
    record = duty(classification=RESTRICTED)
    for name in ("", "history/", "edit/", "kept/", "postpone/", "hand-over/", "waive/", "reopen/"):
        assert client.get(f"/duties/{record.code}/{name}").status_code == 404


ADDRESSES = [
    "/",
    "/duties/",
    "/duties/?progress=all&total=exact",
    "/duties/?q=kin",
    "/duties/?export=csv",
    "/duties/?partner=secret",
    "/duties/seen/",
    "/duties/seen/history/",
    "/duties/seen/history/?as_of=2099-01-01",
    "/duties/seen/edit/",
    "/partners/mic/",
    "/partners/mic/duties/",
    "/search/?q=kin",
    "/search/options/?kind=duties.duty&field=q&q=kin",
    "/duties/secret-duty/",
]


def seen(client: Client) -> dict[str, str]:
    pages = {}
    for address in ADDRESSES:
        response: Any = client.get(address)
        body = b"".join(response.streaming_content) if response.streaming else response.content
        token = str(client.cookies.get("csrftoken", ""))
        lines = [x for x in body.decode().splitlines() if "csrf" not in x and "X-CSRF" not in x]
        pages[address] = f"{response.status_code} {' '.join(lines)}".replace(token or "\0", "")
    return pages


def hidden_duty() -> None:
    mic = Organisation.objects.get(code="mic")
    duty("Việc kín", code="secret-duty", promisors=[mic], classification=RESTRICTED, due="2020")
    kept("2024", "Việc kín xong", promisors=[mic, own_body()], classification=RESTRICTED)


def hidden_party() -> None:
    secret = organisation("Cơ quan kín", code="secret", classification=RESTRICTED)
    record = Duty.objects.get(code="seen")
    duties.change_duty(record, by=keeper(), beneficiaries=[secret])


def hidden_body_that_asks() -> None:
    secret = organisation("Cơ quan kín", code="secret", classification=RESTRICTED)
    duties.change_duty(Duty.objects.get(code="seen"), by=keeper(), asked_by=secret)


@pytest.mark.parametrize("hide", [hidden_duty, hidden_party, hidden_body_that_asks])
def test_what_is_hidden_changes_nothing_that_others_see(
    client: Client, officer, hide: Callable[[], None]
):
    mic = organisation("Bộ Nội vụ Nhật Bản", code="mic")
    duty("Thấy được", code="seen", promisors=[own_body(), mic], due="2026")
    before = seen(client)
    hide()
    after = seen(client)
    version = 'name="version" value="{}"'
    for address in ADDRESSES:
        text = after[address].replace(version.format(2), version.format(1))
        assert text == before[address], address


def test_the_number_of_questions_does_not_grow(
    client: Client, officer, django_assert_max_num_queries
):

    def more(number: int) -> None:
        for _ in range(number):
            partner = organisation()
            duty(
                promisors=[own_body(), partner],
                beneficiaries=[mic],
                owner=officer,
                unit=unit,
                asked_by=partner,
                due=day(2),
                about=mic,
            )

    def asked(address: str) -> int:
        client.get(address)
        with CaptureQueriesContext(connection) as caught:
            client.get(address)
        return len(caught)

    unit, mic = make_unit("legal"), organisation(code="mic")
    addresses = ["/duties/", "/duties/?export=csv", "/partners/mic/", "/partners/mic/duties/"]
    more(1)
    one = [asked(address) for address in addresses]
    more(2)
    assert [asked(address) for address in addresses] == one
