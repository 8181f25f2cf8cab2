"""The book of agreements in print: one line a text, with the columns that offices keep."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import openpyxl
import pytest
from django.core.management import call_command
from django.utils import timezone

from banggiao.agreements.actions import instruments
from banggiao.agreements.papers.book import book_of
from banggiao.agreements.papers.making import BOOK, make
from banggiao.agreements.papers.register import Asked, Register, compile_register
from banggiao.core.dates import PartialDate
from banggiao.core.papers.state_sheet import Row, StateSheet
from banggiao.partners.models import Organisation
from tests.factories.accounts import make_user
from tests.factories.agreements import instrument
from tests.factories.duties import own_body
from tests.factories.partners import (
    INTERNAL,
    PUBLIC,
    RESTRICTED,
    country,
    organisation,
    person,
    writer,
)

pytestmark = pytest.mark.django_db

HEADS = [
    *("Mã số", "Tên văn kiện", "Loại", "Cơ quan", "Nước", "Ngày ký", "Nơi ký", "Phía Việt Nam"),
    *("Phía nước ngoài", "Thời hạn", "Tình trạng", "Ghi chú"),
]


@pytest.fixture
def giv() -> Organisation:
    return own_body()


@pytest.fixture
def mic() -> Organisation:
    return organisation("Bộ Nội vụ Nhật Bản", country=country("JP"), classification=PUBLIC)


def compiled(**asked: Any) -> Register:
    return compile_register(Asked(**{"language": "en"} | asked))


def book(**asked: Any) -> StateSheet:
    return book_of(compiled(**asked))


def rows(paper: StateSheet) -> list[Row]:
    return [row for section in paper.sections for row in section.all_rows]


def titles(paper: StateSheet) -> list[Any]:
    return [row.cells[1] for row in rows(paper)]


def test_has_the_heads_that_offices_keep(giv, mic):
    instrument(giv, mic, signed="2013", in_name_of="ministry_or_agency")
    paper = book(language="vi")

    assert [column.head for column in paper.columns] == HEADS
    assert paper.title == "SỔ THEO DÕI THỎA THUẬN QUỐC TẾ"
    assert [section.heading for section in paper.sections] == [
        "I. Ký nhân danh Thanh tra Chính phủ"
    ]
    assert paper.total_label == "Tổng số: 1 văn kiện"


def test_tells_of_a_text_with_day_hands_and_term(giv, mic):
    text = instrument(
        giv,
        mic,
        name="Bản ghi nhớ",
        code="moc",
        register_number="TTQT-01/2013",
        signed="2013-04-22",
        place="Tokyo",
        term_months=60,
        remark="Bảy điều",
        classification=PUBLIC,
    )
    for name, title, body in (("Nguyễn Văn A1", "Phó Tổng", giv), ("Khách X1", "", mic)):
        instruments.add_signatory(text, by=writer(), name=name, title=title, organisation=body)

    [row] = rows(book())

    assert list(row.cells) == [
        *("TTQT-01/2013", "Bản ghi nhớ", "Memorandum of cooperation"),
        *("Bộ Nội vụ Nhật Bản", "Japan", PartialDate.parse("2013-04-22"), "Tokyo"),
        *("Nguyễn Văn A1, Phó Tổng", "Khách X1", "5 years", "Expired", "Bảy điều"),
    ]
    assert row.code == "moc"


def test_what_no_column_has_room_for_stands_below(giv, mic):
    text = instrument(giv, mic, name="Bản ghi nhớ", signed="2013")
    instruments.add_signatory(text, by=writer(), name="Khách X2")
    instrument(giv, mic, name="Năm thỏa thuận", kind="agreement_series", copies=5, signed="2010")
    paper = book()

    assert paper.notes == [
        "“Năm thỏa thuận”: 5 texts, dates of each not known.",
        "“Bản ghi nhớ”: Signed, side not known: Khách X2.",
    ]
    assert paper.total_label == "Total: 6 texts"


def test_runs_by_signing_under_in_whose_name(giv, mic):
    for name, day, whose in (
        ("Ba", "2015", ""),
        ("Hai", "2013-04", "ministry_or_agency"),
        ("Một", "2009", "ministry_or_agency"),
        ("Bốn", "2010", "government"),
        ("Chưa ký", "", "government"),
    ):
        instrument(giv, mic, name=name, signed=day, in_name_of=whose)
    paper = book()

    assert [
        (section.heading, [row.cells[1] for row in section.rows]) for section in paper.sections
    ] == [
        ("I. Signed in the name of the Government", ["Bốn"]),
        ("II. Signed in the name of Thanh tra Chính phủ", ["Một", "Hai"]),
        ("III. In whose name is not known", ["Ba"]),
    ]
    assert paper.numbers_run_on


def test_a_year_holds_what_its_list_holds(giv, mic):
    instrument(giv, mic, name="Trong năm", signed="2013-04-22")
    instrument(giv, mic, name="Năm sau", signed="2014-04-22")

    assert titles(book(year=2013)) == ["Trong năm"]


def test_what_is_restricted_is_only_in_a_restricted_book(giv, mic):
    secret = organisation("Cơ quan Kín", classification=RESTRICTED, country=country("KR"))
    seen = instrument(giv, mic, secret, name="Mở", signed="2013", classification=PUBLIC)
    hidden = person("Ông Kín", classification=RESTRICTED)
    instruments.add_signatory(seen, by=writer(), person=hidden, organisation=giv)
    instrument(giv, mic, name="Văn kiện Kín", signed="2014", classification=RESTRICTED)
    paper = book(classification=INTERNAL)

    assert titles(paper) == ["Mở"]
    assert "Kín" not in " ".join(str(cell) for row in rows(paper) for cell in row.cells)
    assert (paper.total_label, paper.mark) == ("Total: 1 text", "")
    assert book(classification=RESTRICTED).mark == "Restricted circulation"


def test_is_a_workbook_with_real_days(giv, mic):
    instrument(giv, mic, name="Bản ghi nhớ", signed="2013-04-22")
    maker = make_user("officer", full_name="Nguyễn Văn A1")
    content = make(BOOK, compiled(maker=maker))
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active

    found = [value for line in sheet.iter_rows(values_only=True) for value in line if value]
    days = [value.date() for value in found if isinstance(value, dt.datetime)]
    assert days == [dt.date(2013, 4, 22)]
    assert found[-1] == "Prepared by: Nguyễn Văn A1"


def test_the_command_still_writes_every_field(giv, mic, tmp_path):
    instrument(giv, mic, name="Bản ghi nhớ", signed="2013-04-22")
    out = tmp_path / "register.xlsx"
    call_command("register", "instruments", "--out", str(out), "--lang", "en")
    book_file = openpyxl.load_workbook(out)

    assert book_file.sheetnames == ["Register", "Commitments", "About"]
    assert str(timezone.localdate().year) in book_file["Register"]["A1"].value
