"""The pages of the path of a text and of its rules: what they show, what they do, and to whom."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from banggiao.accounts.models import User
from banggiao.agreements.actions import ledger, path, path_rules
from banggiao.agreements.actions.consultations import close_consultation
from banggiao.agreements.models import Instrument, PathEntry, PathStep, SigningRule
from banggiao.audit.models import Event
from banggiao.partners.models import Organisation
from tests.factories.accounts import make_user
from tests.factories.agreements import instrument
from tests.factories.consultations import consultation
from tests.factories.documents import document
from tests.factories.partners import RESTRICTED, country, organisation, writer

pytestmark = pytest.mark.django_db
READERS = ["leader", "contributor", "clerk", "auditor", "administrator"]


@pytest.fixture
def user(client: Client, sign_in) -> User:
    found = make_user("officer")
    sign_in(client, found)
    return found


@pytest.fixture
def giv(settings) -> Organisation:
    body = organisation(
        "Thanh tra Chính phủ", code="giv", kind="government_agency", country=country("VN")
    )
    Organisation.objects.filter(pk=body.pk).update(is_own=True)
    body.refresh_from_db()
    return body


@pytest.fixture
def unit(giv) -> Organisation:
    return organisation("Vụ Hợp tác quốc tế", code="icd", kind="department", parent=giv)


@pytest.fixture
def moc(giv) -> Instrument:
    return instrument(giv, name="Bản ghi nhớ mới", code="moc", in_name_of="ministry_or_agency")


def do(text: Instrument, code: str, on: str = "2025-03-01", **data: Any) -> PathEntry:
    step = PathStep.objects.get(code=code)
    return path.record_step(text, step, by=writer(), **{"on": on, "paper_text": "1/QĐ-TTCP"} | data)


def test_the_path_shows_steps_their_state_papers_and_what_comes_next(client, user, moc, sound):
    paper = document("Tờ trình chủ trương", code="submission")
    do(moc, "principle", paper=paper, done_by="Lãnh đạo cơ quan")

    page = sound(client.get("/agreements/moc/path/"))

    for words in (
        "Approval in principle",
        "1 March 2025",
        "Tờ trình chủ trương",
        "Lãnh đạo cơ quan",
        "Next: Drafting",
        "Not recorded",
        "70/2020/QH14",
        'aria-current="step"',
    ):
        assert words in page, words
    assert "At the step" in sound(client.get("/agreements/moc/"))
    assert "Drafting" in page
    assert "In whose name it is signed is not entered" not in page


def test_an_old_text_says_that_its_path_was_not_kept(client, user, giv, sound):
    instrument(giv, code="old", signed="2013-04-22", place="Tokyo")

    page = sound(client.get("/agreements/old/path/"))

    assert "The path of this text was not kept." in page
    assert "Tokyo" in page
    assert "In whose name it is signed is not entered" in page
    assert "Next:" not in page


def test_the_step_of_a_consultation_knows_the_letter_and_the_day_it_was_closed(
    client, user, moc, sound
):
    made = consultation(
        organisation("Bộ Tư pháp", code="btp"),
        on=moc,
        title="Góp ý dự thảo",
        sent_on=dt.date(2025, 3, 5),
        due_on=dt.date(2025, 3, 14),
        letter_number="45/TTCP-HTQT",
        letter_on=dt.date(2025, 3, 4),
    )
    address = "/agreements/moc/path/consultation/record/"
    while_open = sound(client.get(address))
    close_consultation(made, by=writer(), on=dt.date(2025, 3, 20))
    closed = sound(client.get(address))

    for page in (while_open, closed):
        assert "Góp ý dự thảo" in page
        assert 'value="45/TTCP-HTQT of 4 March 2025"' in page
    assert 'value="20/3/2025"' in closed
    assert "20/3/2025" not in while_open
    assert "Góp ý dự thảo" not in sound(client.get("/agreements/moc/path/legal-check/record/"))


def test_a_step_is_recorded_skipped_returned_corrected_and_removed(client, user, moc, sound):
    address = "/agreements/moc/path/"
    assert "Skip this step" in sound(client.get(f"{address}idea/record/"))
    sound(client.get(f"{address}idea/skip/"))
    assert client.post(f"{address}idea/skip/", {"reason": "Theo kế hoạch"}).status_code == 303
    data = {"on": "1/3/2025", "paper_text": "5/TTr-HTQT"}
    for step in ("principle", "drafting"):
        response = client.post(f"{address}{step}/record/", data)
        assert response.status_code == 303, response.content.decode()[:2000]
        assert response["Location"] == address
    sound(client.get(f"{address}return/"))
    back = PathStep.objects.get(code="drafting")
    again = {"back_to": back.pk, "on": "5/3/2025", "remark": "Điều 3 chưa rõ"}
    assert client.post(f"{address}return/", again).status_code == 303
    page = sound(client.get(address))
    assert "Returned with comments" in page
    assert "Điều 3 chưa rõ" in page
    assert page.count("5/TTr-HTQT") == 2, "what was done before the return stays"

    sound(client.get(f"{address}2/edit/"))
    fixed = data | {"paper_text": "6/TTr-HTQT", "reason": "Sai số"}
    assert client.post(f"{address}2/edit/", fixed).status_code == 303
    sound(client.get(f"{address}4/edit/"))
    assert client.post(f"{address}4/remove/", {"reason": "Nhầm"}).status_code == 303
    assert client.get(f"{address}9/edit/").status_code == 404
    assert client.get(f"{address}dance/record/").status_code == 404
    assert "6/TTr-HTQT" in sound(client.get(address))
    assert Event.objects.latest("pk").action == "agreements.step_removed"
    assert "6/TTr-HTQT" in sound(client.get("/agreements/moc/history/"))


def test_a_refusal_stands_on_the_form_with_rule_and_basis(client, user, moc, sound):
    response = client.post("/agreements/moc/path/drafting/record/", {"on": "1/3/2025"})

    assert response.status_code == 422
    text = sound(response)
    assert "“Drafting” comes after “Approval in principle”, which is not recorded" in text
    assert "cần cơ quan xác nhận" in text


def test_the_next_step_of_the_ledger_leads_to_the_form_of_its_act(client, user, moc, sound):
    late = {"why_late": "Văn bản cũ", "on": ""}
    do(moc, "authorisation", **late)

    page = sound(client.get("/agreements/moc/path/"))

    assert "Next: Signed" in page
    assert "/agreements/moc/acts/sign/add/" in page
    assert "/path/signed/record/" not in page


@pytest.mark.parametrize(("query", "codes"), [("drafting", {"moc"}), ("idea", set())])
def test_the_list_is_filtered_by_step(*, query, codes, client, user, giv, moc):
    instrument(giv, code="other")
    do(moc, "principle")

    rows = client.get(f"/agreements/?step={query}").context["table"].records

    assert {row.code for row in rows} == codes


def test_the_desk_shows_what_waits_on_a_path_to_those_who_keep_the_register(
    client, user, moc, sign_in, sound
):
    do(moc, "principle")
    page = sound(client.get("/"))
    assert "At the step: Drafting" in page
    assert "/agreements/moc/path/" in page
    sign_in(client, make_user("auditor"))
    assert "At the step: Drafting" not in client.get("/").content.decode()


def test_what_is_due_by_rule_stands_on_the_path_and_late_on_the_desk(client, user, moc, sound):
    for code in ("principle", "drafting", "consultation", "legal-check", "authorisation"):
        do(moc, code)
    ledger.sign_instrument(moc, by=writer(), on="2025-04-01")

    page = sound(client.get("/agreements/moc/path/"))

    assert "due by 16/4/2025" in page
    assert "15 days from 1 April 2025" in page
    desk = sound(client.get("/"))
    assert "At the step: Reported to the Ministry of Foreign Affairs" in desk
    assert "16 April 2025" in desk


def test_a_department_is_offered_the_body_above_it_in_one_press(client, user, giv, unit, sound):
    data = {
        "name_vi": "Bản ghi nhớ",
        "kind": "memorandum_of_cooperation",
        "first_party": "icd",
        "remark": "Đã gõ nhiều",
        "copies": "1",
        "classification": "1",
    }
    response = client.post("/agreements/add/", data)
    assert response.status_code == 422
    text = sound(response)
    assert "“Vụ Hợp tác quốc tế” is not a signing party" in text
    assert "70/2020/QH14" in text
    assert 'value="first_party=Thanh tra Chính phủ [giv]"' in text

    offered = data | {"instead": "first_party=Thanh tra Chính phủ [giv]"}
    assert client.post("/agreements/add/", offered).status_code == 303
    made = Instrument.objects.get()
    assert [party.organisation for party in made.parties.all()] == [giv]
    assert made.remark == "Đã gõ nhiều"

    address = f"/agreements/{made.code}/parties/add/"
    assert client.post(address, {"organisation": "icd"}).status_code == 422
    again = {"organisation": "icd", "instead": "organisation=giv"}
    assert "This body is a party already." in sound(client.post(address, again))


def test_heads_and_administrators_keep_the_rules(client, sign_in, sound):
    sign_in(client, make_user("head"))
    page = sound(client.get("/agreement-steps/"))
    assert "/agreement-steps/drafting/edit/" in page
    sound(client.get("/agreement-steps/drafting/edit/"))
    data = {
        "name_vi": "Soạn thảo",
        "place": "30",
        "kinds": ["declaration"],
        "names": [],
        "needs": ["principle"],
        "basis": "Quy chế mới",
        "confirmed_by": "Vụ Pháp chế",
    }
    no_reason = client.post("/agreement-steps/drafting/edit/", data)
    assert no_reason.status_code == 422
    response = client.post("/agreement-steps/drafting/edit/", data | {"reason": "Đã xác nhận"})
    assert response.status_code == 303, response.content.decode()[:3000]
    step = PathStep.objects.get(code="drafting")
    assert (step.kinds, step.confirmed_by) == ("declaration", "Vụ Pháp chế")
    wrong = client.post(
        "/agreement-steps/drafting/edit/", data | {"reason": "A", "needs": ["signed"]}
    )
    assert "so it must stand behind it" in sound(wrong)
    sound(client.get("/agreement-steps/add/"))
    new = {"name_vi": "Dịch", "place": "35", "basis": "Quy chế"}
    assert client.post("/agreement-steps/add/", new).status_code == 303

    sound(client.get("/signing-rules/"))
    sound(client.get("/signing-rules/add/"))
    sound(client.get("/signing-rules/department/edit/"))
    rule = {"kind": "office", "words": "Văn phòng", "basis": "Quy chế"}
    assert client.post("/signing-rules/add/", rule).status_code == 303
    twice = client.post("/signing-rules/add/", rule)
    assert "There is a rule for these units and this time already." in sound(twice)
    edit = {"kind": "department", "words": "", "may_sign": "on", "basis": "Luật mới", "reason": "A"}
    assert client.post("/signing-rules/department/edit/", edit).status_code == 303
    assert SigningRule.objects.get(code="department").may_sign


@pytest.mark.parametrize("role", READERS)
def test_readers_see_the_path_and_no_way_to_write(role, client, sign_in, moc, sound):
    do(moc, "principle")
    sign_in(client, make_user(role))

    page = sound(client.get("/agreements/moc/path/"))

    assert "Drafting" in page
    for way in ("/record/", "/skip/", "/return/", "/edit/"):
        assert way not in page
    for address in ("drafting/record", "idea/skip", "return", "1/edit", "1/remove"):
        assert client.get(f"/agreements/moc/path/{address}/").status_code == 403
        assert client.post(f"/agreements/moc/path/{address}/", {}).status_code == 403
    for rules in ("agreement-steps", "signing-rules"):
        listed = sound(client.get(f"/{rules}/"))
        may = role == "administrator"
        assert (f"/{rules}/add/" in listed) is may
        assert client.get(f"/{rules}/add/").status_code == (200 if may else 403)


def test_nobody_gets_in_without_signing_in(client, moc):
    for address in ("/agreements/moc/path/", "/agreement-steps/", "/signing-rules/"):
        response = client.get(address)
        assert response.status_code == 302
        assert "sign-in" in response["Location"] or "login" in response["Location"]


def test_hidden_texts_papers_and_bodies_leave_no_trace(client, user, giv, moc):
    paper = document("Giấy ủy quyền kín", classification=RESTRICTED)
    do(moc, "principle", paper=paper, paper_text="")
    secret = instrument(giv, name="Văn kiện kín", code="secret", classification=RESTRICTED)
    do(secret, "principle")

    for address in ("/agreements/moc/path/", "/agreements/moc/history/", "/", "/agreements/",
                    "/agreements/?step=drafting", "/agreements/?export=csv"):  # fmt: skip
        text = b"".join(client.get(address)).decode()
        assert "kín" not in text, address
    for page in ("", "principle/record/", "return/", "1/edit/"):
        assert client.get(f"/agreements/secret/path/{page}").status_code == 404
    edit = {"on": "2/3/2025", "paper_text": "2/QĐ", "reason": "Sai ngày"}
    assert client.post("/agreements/moc/path/1/edit/", edit).status_code == 303
    assert PathEntry.objects.get(instrument=moc).paper == paper, "a hidden paper stays"


def test_a_path_asks_no_more_for_five_steps_than_for_one(client, user, moc):
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/agreements/moc/path/").status_code == 200
        return len(queries)

    do(moc, "principle", paper=document())
    asked()
    one = asked()
    for day, code in enumerate(("drafting", "consultation", "legal-check", "authorisation"), 2):
        do(moc, code, f"2025-03-{day:02}", paper=document())

    assert asked() == one


@pytest.mark.parametrize("address", ["/agreements/?step=drafting", "/"])
def test_lists_and_desk_ask_no_more_for_three_paths_than_for_one(address, client, user, giv, moc):
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    do(moc, "principle")
    asked()
    one = asked()
    for _number in range(2):
        do(instrument(giv, in_name_of="ministry_or_agency"), "principle")

    assert asked() == one


@pytest.mark.parametrize("address", ["/agreement-steps/", "/signing-rules/"])
def test_the_tables_of_rules_ask_no_more_for_more_rows(address, client, user):
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    asked()
    one = asked()
    for number in range(3):
        path_rules.add_path_step(by=writer(), name_en=f"Step {number}", place=5, basis="Luật")
        path_rules.add_signing_rule(by=writer(), kind="office", words=f"A{number}", basis="Luật")

    assert asked() == one
