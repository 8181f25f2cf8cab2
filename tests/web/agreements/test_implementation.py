"""What was promised under a text: the sheet, its Word file, and the clause it stands in."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from docx import Document

from banggiao.agreements.actions.versions import NewText, add_version
from banggiao.agreements.models import Clause
from banggiao.agreements.texts.split import split_text
from banggiao.duties.actions import duties
from banggiao.duties.models import Duty
from banggiao.partners.models import Organisation
from tests.factories.accounts import make_user
from tests.factories.agreements import instrument
from tests.factories.duties import duty
from tests.factories.partners import RESTRICTED, organisation, writer

pytestmark = pytest.mark.django_db
ABOUT = {"about_type": "agreements.instrument", "about_code": "moc"}


@pytest.fixture
def sides() -> tuple[Organisation, Organisation]:
    ours, theirs = organisation("Thanh tra Chính phủ", code="giv"), organisation("MIC", code="mic")
    Organisation.objects.filter(pk=ours.pk).update(is_own=True)
    ours.refresh_from_db()
    return ours, theirs


@pytest.fixture
def moc(sides):
    return instrument(*sides, name="Bản ghi nhớ", code="moc", signed="2013-04-22")


def promise(name: str, *promisors: Organisation, **data: Any) -> Duty:
    return duty(name, promisors=promisors, **ABOUT | data)


def words_of(response: Any) -> str:
    paper = Document(io.BytesIO(response.content))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(p.text for p in paper.paragraphs), *cells])


@pytest.fixture
def promised(sides, moc):
    ours, theirs = sides
    first = promise("Gửi báo cáo năm", ours, due="2024-12-15", every=12, about_place="Điều 5")
    duties.record_kept(first, by=writer(), on="2024-12-10", evidence="Công văn 12/TTCP")
    promise("Cử chuyên gia", theirs, due="2024-06", about_place="Điều 3 khoản 2")
    promise("Họp hằng năm", ours, theirs)
    return moc


def test_the_sheet_shows_both_sides_places_evidence_and_polite_words(
    client, sign_in, promised, sound
):
    sign_in(client, make_user("auditor"))

    page = sound(client.get("/agreements/moc/implementation/"))

    for words in (
        "Promises of our side",
        "Promises of the partner",
        "Promises of both sides",
        "Điều 3 khoản 2",
        "Công văn 12/TTCP",
        "no word yet",
        "each year",
        "no due date",
        "Promises: 4. Kept: 1.",
    ):
        assert words in page, words
    assert (
        "/agreements/moc/implementation/" in client.get("/agreements/moc/duties/").content.decode()
    )


@pytest.mark.parametrize(
    ("year", "names"),
    [
        ("2024", {"Gửi báo cáo năm", "Cử chuyên gia", "Họp hằng năm"}),
        ("2023", {"Họp hằng năm"}),
        ("<b>", {"Gửi báo cáo năm", "Cử chuyên gia", "Họp hằng năm"}),
    ],
)
def test_a_year_keeps_what_fell_due_in_it_or_was_open(*, year, names, client, sign_in, promised):
    sign_in(client, make_user("officer"))
    sheet = client.get("/agreements/moc/implementation/", {"year": year}).context["sheet"]
    assert {str(row.duty) for _heading, rows in sheet.groups for row in rows} == names
    assert sheet.number == len(names) + (year == "<b>")


def test_the_word_file_is_vietnamese_and_leads_to_the_records(client, sign_in, promised):
    sign_in(client, make_user("officer"))

    response = client.get("/agreements/moc/implementation/word/?year=2024")

    assert response["Content-Disposition"] == 'attachment; filename="thuc-hien-moc-2024.docx"'
    text = words_of(response)
    for words in ("Bản ghi nhớ", "năm 2024", "Gửi báo cáo năm", "Điều 5", "Công văn 12/TTCP"):
        assert words in text, words
    assert "Lưu hành nội bộ" in text


def test_an_empty_sheet_says_what_to_do(client, sign_in, moc, sound):
    sign_in(client, make_user("officer"))
    assert "No promise to show" in sound(client.get("/agreements/moc/implementation/"))
    assert "Chưa ghi nhận cam kết nào." in words_of(
        client.get("/agreements/moc/implementation/word/")
    )


def test_hidden_promises_and_bodies_stand_on_no_sheet(client, sign_in, sides, moc):
    hidden = organisation("Cơ quan kín", classification=RESTRICTED)
    promise("Cam kết kín", sides[0], classification=RESTRICTED)
    promise("Cam kết thường", sides[0], hidden)
    secret = instrument(sides[0], name="Văn kiện kín", code="secret", classification=RESTRICTED)
    sign_in(client, make_user("officer"))

    page = client.get("/agreements/moc/implementation/").content.decode()
    file = words_of(client.get("/agreements/moc/implementation/word/"))

    for text in (page, file):
        assert "Cam kết thường" in text
        assert "kín" not in text
    assert "Promises: 1." in page
    for address in ("", "word/"):
        found = client.get(f"/agreements/{secret.code}/implementation/{address}")
        assert found.status_code == 404


def test_the_sheet_asks_no_more_for_five_promises_than_for_one(client, sign_in, sides, moc):
    sign_in(client, make_user("officer"))

    def asked(address: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    addresses = ("/agreements/moc/implementation/", "/agreements/moc/implementation/word/")
    promise("A", *sides, owner=make_user("head"))
    for address in addresses:
        asked(address)
    one = [asked(address) for address in addresses]
    for number in range(4):
        body = organisation(f"Bên {number}")
        promise(f"B{number}", body, owner=make_user("leader", username=f"u{number}"))
    assert [asked(address) for address in addresses] == one


def test_a_duty_is_entered_from_a_place_of_the_text(client, sign_in, sides, moc, sound):
    sign_in(client, make_user("officer"))
    address = (
        "/duties/add/?about_type=agreements.instrument&about_code=moc&clause=art_5__para_2"
        "&place=Điều 5 khoản 2&promisor=giv&partner=mic&kind=promise"
    )
    page = sound(client.get(address))
    assert "Điều 5 khoản 2" in page
    assert "Thanh tra Chính phủ [giv]" in page

    data = {
        "name_vi": "Gửi báo cáo",
        "promisors": "giv",
        "beneficiaries": "mic",
        "kind": "promise",
        "about_place": "Điều 5 khoản 2",
        "due": "15/12/2026",
        "every": "12",
        "classification": "1",
    }
    response = client.post(address, data)
    assert response.status_code == 303, response.content.decode()[:2000]
    made = Duty.objects.get_queryset().get()
    assert (made.about_place, made.about_clause, made.every) == (
        "Điều 5 khoản 2",
        "art_5__para_2",
        12,
    )
    page = sound(client.get(made.get_absolute_url()))
    assert "Place in it" in page
    assert "Each year" in page
    hostile = client.get(address.replace("art_5__para_2", "%00<b>"))
    assert hostile.status_code == 200


def test_a_clause_is_marked_as_a_promise_and_shows_what_was_promised(
    client, sign_in, sides, moc, sound
):
    words = "Điều 1. Mục đích\nHợp tác.\nĐiều 2. Báo cáo\n1. Gửi báo cáo.\n2. Họp hằng năm."
    given = [NewText("vi", split_text(words).nodes)]
    version = add_version(moc, by=writer(), texts=given, kind="ours", name="Bản 1")
    clauses = Clause.objects.filter(text__version=version)
    report = clauses.get(kind="paragraph", num="2")
    sign_in(client, make_user("officer"))
    address = f"/agreements/moc/texts/{version.number}/clauses/{report.wid}/"

    page = sound(client.get(address))

    assert "Nothing is entered that was promised here." in page
    assert "A promise of theirs" in page
    assert f"clause={report.wid}" in page
    assert "place=Article+2+paragraph+2" in page
    promise("Gửi báo cáo", sides[0], about_clause=report.wid, about_place="Điều 2 khoản 2")
    assert "Gửi báo cáo" in sound(client.get(address))
    assert address in sound(client.get("/agreements/moc/implementation/"))
    sign_in(client, make_user("auditor"))
    assert "A promise of theirs" not in sound(client.get(address))
