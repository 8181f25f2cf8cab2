"""Pages of consultations, for each role, with their refusals and in each language."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from docx import Document as Word

from banggiao.accounts.models import Unit
from banggiao.agreements.actions.consultations import add_slip
from banggiao.agreements.models import Consultation, Opinion, Slip
from tests.factories.accounts import make_user
from tests.factories.agreements import instrument
from tests.factories.consultations import ago, answered, consultation, opinion
from tests.factories.deadlines import calendar
from tests.factories.documents import document
from tests.factories.duties import keeper, own_body
from tests.factories.negotiation import table
from tests.factories.partners import RESTRICTED, organisation, writer

CHANGING = re.compile(
    r'name="csrfmiddlewaretoken" value="[^"]+"|"X-CSRFToken": "[^"]+"|name="version" value="\d+"'
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(client, sign_in):
    return sign_in(client, make_user("officer"))


@pytest.fixture
def asked(officer) -> Consultation:
    """A consultation of two ministries, one of which answered with a point."""
    bodies = (
        organisation("Bộ Ngoại giao", code="bng"),
        organisation("Bộ Tư pháp", code="btp"),
    )
    text = instrument(name="Bản ghi nhớ", code="bgn")
    made = consultation(*bodies, on=text, code="y-kien", due_on=ago(5))
    slip = answered(made.slips.get(organisation__code="bng"))
    opinion(slip, "Đề nghị nêu rõ thời hạn", place="Điều 4")
    return made


def typed(day) -> str:
    return f"{day.day}/{day.month}/{day.year}"


def test_a_point_leads_to_its_clause_and_stands_there(officer, asked, client, sign_in, sound):
    bargain = table(asked.instrument)
    hidden = organisation("Cơ quan Kín", code="kin", classification=RESTRICTED)
    secret = answered(add_slip(asked, by=writer(), organisation=hidden), by=writer())
    opinion(secret, "Ý kiến không ai biết", by=writer(), place="Điều 2")
    opinion(asked.slips.get(organisation__code="bng"), "Nêu rõ thời hạn", place="Điều 2")
    page = officer.get(asked.get_absolute_url()).content.decode()
    clause = "/agreements/bgn/texts/1/clauses/art_2/"

    assert f'href="{clause}"' in page
    for address in (clause, bargain.items.get(wid="art_2").get_absolute_url()):
        seen = sound(officer.get(address))
        assert "Nêu rõ thời hạn" in seen
        assert "Ý kiến không ai biết" not in seen
    other = sound(officer.get("/agreements/bgn/texts/1/clauses/art_3/"))
    assert "Nêu rõ thời hạn" not in other


def test_a_consultation_is_sent_and_the_day_follows(officer, sound):
    calendar(ago(20).year)
    if ago(0).year != ago(20).year:
        calendar(ago(0).year)
    organisation("Bộ Ngoại giao", code="bng")
    organisation("Bộ Tư pháp", code="btp")
    document("Dự thảo 2", code="du-thao")
    instrument(name="Bản ghi nhớ", code="bgn")
    empty = sound(officer.get("/agreements/bgn/consultations/"))
    assert "Nobody was asked yet" in empty
    sound(officer.get("/agreements/bgn/consultations/add/"))
    response = officer.post(
        "/agreements/bgn/consultations/add/",
        {
            "title": "Góp ý dự thảo lần 2",
            "organisations": "bng\nbtp",
            "procedure": "opinion",
            "sent_on": typed(ago(20)),
            "documents": "du-thao",
            "classification": "1",
            "letter_number": "45/TTCP-HTQT",
        },
    )
    assert response.status_code == 303
    page = sound(officer.get(response["Location"]))
    for said in (
        "7 working days from",
        "Luật Thỏa thuận quốc tế số 70/2020/QH14, Điều 27",
        "Bộ Ngoại giao",
        "Dự thảo 2",
        "45/TTCP-HTQT",
        "0 of 2 answered",
        "2 late",
    ):
        assert said in page
    assert "Góp ý dự thảo lần 2" in sound(officer.get("/agreements/bgn/consultations/"))
    assert "Góp ý dự thảo lần 2" in sound(officer.get("/consultations/"))


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"organisations": ""}, "required"),
        ({"procedure": "other"}, "Without a procedure, give the day to answer by."),
        ({"sent_on": "1/1/2019"}, "No rule of a deadline is in force on 1 January 2019"),
        ({"sent_on": "1/1/2099"}, "This day has not come yet."),
        ({"due_on": "1/1/2020"}, "The answer cannot be due before it is asked for."),
        ({"sent_on": "9/2026"}, "Give the whole day"),
        ({"organisations": "không có"}, "Nothing in the register fits"),
    ],
)
def test_what_is_refused_stands_beside_its_field(officer, sound, wrong, said):
    organisation("Bộ Ngoại giao", code="bng")
    instrument(code="bgn")
    facts = {
        "title": "Góp ý",
        "organisations": "bng",
        "procedure": "opinion",
        "sent_on": typed(ago(20)),
        "classification": "1",
    }
    response = officer.post("/agreements/bgn/consultations/add/", facts | wrong)
    assert response.status_code == 422
    assert said in sound(response)
    assert not Consultation.objects.exists()


def test_its_page_shows_who_is_late_and_what_became_of_points(officer, asked, sound):
    page = sound(officer.get("/consultations/y-kien/"))
    for said in (
        "Agrees, with comments",
        "late by 5 days",
        "Counts as not having answered",
        "12/ABC",
        "Điều 4",
        "Not decided yet",
        "1 of 2 answered",
    ):
        assert said in page


def test_it_is_changed_and_a_stale_change_shows_both(officer, asked, sound):
    sound(officer.get("/consultations/y-kien/edit/"))
    changed = {
        "title": "Góp ý lần 2",
        "procedure": "opinion",
        "sent_on": typed(ago(30)),
        "due_on": typed(ago(5)),
        "classification": "1",
        "version": Consultation.objects.get().version,
    }
    assert officer.post("/consultations/y-kien/edit/", changed).status_code == 303
    stale = officer.post("/consultations/y-kien/edit/", changed | {"title": "Khác"})
    assert stale.status_code == 409
    sound(stale)


def test_one_more_body_is_asked_and_reminded(officer, asked, sound):
    organisation("Bộ Công an", code="bca")
    sound(officer.get("/consultations/y-kien/bodies/add/"))
    assert (
        officer.post("/consultations/y-kien/bodies/add/", {"organisation": "bca"}).status_code
        == 303
    )
    twice = officer.post("/consultations/y-kien/bodies/add/", {"organisation": "bca"})
    assert "This body is asked already." in sound(twice)

    sound(officer.get("/consultations/y-kien/bodies/bca/remind/"))
    told = {"on": typed(ago(1)), "how": "Điện thoại"}
    assert officer.post("/consultations/y-kien/bodies/bca/remind/", told).status_code == 303
    assert "reminded on" in sound(officer.get("/consultations/y-kien/"))


def test_an_answer_and_its_points_are_entered_and_explained(officer, asked, sound):
    body = organisation("Bộ Công an", code="bca")
    add_slip(asked, by=keeper(), organisation=body)
    sound(officer.get("/consultations/y-kien/bodies/bca/answer/"))
    none = officer.post("/consultations/y-kien/bodies/bca/answer/", {"answered_on": typed(ago(1))})
    assert none.status_code == 422
    given = {"answered_on": typed(ago(1)), "answer": "disagrees", "letter": "9/BCA"}
    assert officer.post("/consultations/y-kien/bodies/bca/answer/", given).status_code == 303
    sound(officer.get("/consultations/y-kien/bodies/bca/points/add/"))
    said = {"place": "Điều 1", "says": "Không cần thiết"}
    assert officer.post("/consultations/y-kien/bodies/bca/points/add/", said).status_code == 303
    assert Opinion.objects.count() == 2

    sound(officer.get("/consultations/y-kien/bodies/bca/points/1/edit/"))
    assert (
        officer.post(
            "/consultations/y-kien/bodies/bca/points/1/edit/",
            said | {"says": "Sửa", "reason": "Đánh máy"},
        ).status_code
        == 303
    )
    sound(officer.get("/consultations/y-kien/bodies/bca/points/1/decide/"))
    bare = officer.post(
        "/consultations/y-kien/bodies/bca/points/1/decide/", {"response": "not_taken"}
    )
    assert bare.status_code == 422
    assert "Say why it is not taken up" in sound(bare)
    why = {"response": "not_taken", "reason": "Đã thống nhất với phía bạn"}
    assert officer.post("/consultations/y-kien/bodies/bca/points/1/decide/", why).status_code == 303
    page = sound(officer.get("/consultations/y-kien/"))
    assert "Đã thống nhất với phía bạn" in page
    assert "1 of 2 points explained" in page
    assert "Đã thống nhất với phía bạn" in sound(
        officer.get("/consultations/y-kien/bodies/bca/points/1/decide/")
    )


def test_points_answers_and_bodies_are_taken_back(officer, asked, sound):
    body = organisation("Bộ Công an", code="bca")
    add_slip(asked, by=keeper(), organisation=body)
    opinion(answered(asked.slips.get(organisation=body)))
    sound(officer.get("/consultations/y-kien/bodies/bca/points/1/remove/"))
    assert (
        officer.post(
            "/consultations/y-kien/bodies/bca/points/1/remove/", {"reason": "Nhầm"}
        ).status_code
        == 303
    )
    sound(officer.get("/consultations/y-kien/bodies/bca/take-back/"))
    assert (
        officer.post("/consultations/y-kien/bodies/bca/take-back/", {"reason": "Nhầm"}).status_code
        == 303
    )
    sound(officer.get("/consultations/y-kien/bodies/bca/remove/"))
    assert (
        officer.post("/consultations/y-kien/bodies/bca/remove/", {"reason": "Nhầm"}).status_code
        == 303
    )
    assert not Slip.objects.filter(organisation__code="bca").exists()


def test_it_is_closed_opened_set_aside_and_its_history_tells(officer, asked, sound):
    sound(officer.get("/consultations/y-kien/close/"))
    assert officer.post("/consultations/y-kien/close/", {"on": typed(ago(0))}).status_code == 303
    assert "Góp ý" not in officer.get("/consultations/").content.decode()
    for state in ("closed", "all"):
        assert "Góp ý" in sound(officer.get(f"/consultations/?open={state}"))
    assert "Góp ý" not in sound(officer.get("/consultations/?open=late"))
    page = sound(officer.get("/consultations/y-kien/"))
    assert "/remind/" not in page
    assert "/bodies/add/" not in page
    sound(officer.get("/consultations/y-kien/reopen/"))
    assert officer.post("/consultations/y-kien/reopen/", {"reason": "Còn"}).status_code == 303
    assert "Consultation closed" in sound(officer.get("/consultations/y-kien/history/"))
    assert "Consultation closed" in sound(officer.get("/agreements/bgn/history/"))
    sound(officer.get("/consultations/y-kien/set-aside/"))
    officer.post("/consultations/y-kien/set-aside/", {"reason": "Nhầm"})
    assert "Bring back" in sound(officer.get("/consultations/y-kien/"))
    officer.post("/consultations/y-kien/bring-back/", {"reason": "Đúng"})
    assert "Ask one more body" in sound(officer.get("/consultations/y-kien/"))


def test_the_list_is_filtered_and_exported(officer, asked, sound):
    for query, there in (("q=góp", True), ("q=xyz", False), ("open=late", True), ("q=45/A", False)):
        assert ("Góp ý" in sound(officer.get(f"/consultations/?{query}"))) == there
    file = officer.get("/consultations/?export=csv")
    assert "Góp ý dự thảo lần 1" in b"".join(file).decode("utf-8-sig")


def test_the_table_of_opinions_is_fetched(officer, asked):
    response = officer.get("/consultations/y-kien/table.docx")
    assert response["Content-Disposition"] == ('attachment; filename="tong-hop-y-kien-y-kien.docx"')
    grid = Word(BytesIO(response.content)).tables[1]
    assert grid.rows[1].cells[3].text == "Đề nghị nêu rõ thời hạn"


def test_a_contributor_answers_for_the_own_unit_only(client, sign_in, sound):
    unit = own_body()
    made = consultation(unit, organisation("Bộ A", code="a"), code="y-kien")
    reader = sign_in(client, make_user("contributor", unit=Unit.objects.get(code=unit.code)))
    page = sound(reader.get("/consultations/y-kien/"))
    assert f"/bodies/{unit.code}/answer/" in page
    assert "/bodies/a/answer/" not in page
    assert "/decide/" not in page
    given = {"answered_on": typed(ago(1)), "answer": "agrees"}
    address = f"/consultations/y-kien/bodies/{unit.code}"
    sound(reader.get(f"{address}/answer/"))
    assert reader.post(f"{address}/answer/", given).status_code == 303
    assert reader.post(f"{address}/points/add/", {"says": "Sửa câu"}).status_code == 303
    for refused in (
        "bodies/a/answer",
        f"bodies/{unit.code}/points/1/decide",
        f"bodies/{unit.code}/points/1/remove",
        "edit",
        "close",
    ):
        assert reader.post(f"/consultations/y-kien/{refused}/", {}).status_code == 403
    assert made.slips.filter(answered_on__isnull=False).count() == 1


def test_nothing_of_a_hidden_body_shows(officer, sound):
    made = consultation(organisation("Bộ A", code="a"), code="y-kien")
    addresses = ("/consultations/", "/consultations/y-kien/", "/consultations/y-kien/edit/")

    def shown() -> list[str]:
        return [CHANGING.sub("", b"".join(officer.get(address)).decode()) for address in addresses]

    before = shown()
    hidden = organisation("Cơ quan mật", code="mat", classification=RESTRICTED)
    slip = Slip.objects.create(consultation=made, organisation=hidden)
    opinion(answered(slip), "Ý kiến mật")
    assert shown() == before
    for address in ("bodies/mat/answer", "bodies/mat/remind", "bodies/mat/points/1/decide"):
        assert officer.get(f"/consultations/y-kien/{address}/").status_code == 404


@pytest.mark.parametrize("language", ["vi", "ja"])
def test_pages_speak_the_language_of_the_reader(client, sign_in, asked, sound, language):
    reader = sign_in(client, make_user("head", username="reader", language=language))
    for address in (
        "/consultations/",
        "/consultations/y-kien/",
        "/consultations/y-kien/edit/",
        "/consultations/y-kien/bodies/bng/points/1/decide/",
        "/agreements/bgn/consultations/",
        "/agreements/bgn/consultations/add/",
    ):
        page = sound(reader.get(address))
        assert "Answer by" not in page
    words = {"vi": "quá hạn 5 ngày", "ja": "5日超過"}
    assert words[language] in sound(reader.get("/consultations/y-kien/"))


def test_pages_ask_the_same_for_one_row_and_many(officer, asked):
    def count() -> list[int]:
        found = []
        for address in (
            "/consultations/",
            "/consultations/y-kien/",
            "/agreements/bgn/consultations/",
        ):
            with CaptureQueriesContext(connection) as queries:
                officer.get(address)
            found.append(len(queries))
        return found

    for slip in asked.slips.exclude(answered_on__isnull=False):
        opinion(answered(slip))
    before = count()
    for number in range(3):
        body = organisation(f"Bộ {number}")
        consultation(body, on=asked.instrument)
        opinion(answered(Slip.objects.create(consultation=asked, organisation=body)))
    assert count() == before
