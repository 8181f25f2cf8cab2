"""The log of delegations: what stands in it, for whom, and under which mark."""

from __future__ import annotations

import datetime as dt
import io
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from banggiao.activities.actions import activities, parties, steps
from banggiao.activities.models import Activity
from banggiao.activities.papers.log import Asked, compile_log
from banggiao.core.dates import PartialDate
from banggiao.core.errors import Refused
from banggiao.core.papers.state_sheet import Row, StateSheet, as_sheet
from banggiao.partners.models import Organisation
from tests.factories.accounts import make_unit, make_user
from tests.factories.activities import activity, held, participant
from tests.factories.duties import own_body
from tests.factories.partners import INTERNAL, PUBLIC, RESTRICTED, country, organisation, person

pytestmark = pytest.mark.django_db

HEADS = [
    *("Tên đoàn, nội dung", "Nước đến/Nước của đoàn", "Cơ quan đối tác"),
    *("Trưởng đoàn (họ tên, chức vụ)", "Thành viên", "Từ ngày", "Đến ngày"),
    *("Tổng số", "Trong đó TTCP", "Kinh phí (triệu đồng)", "Ghi chú"),
]


@pytest.fixture
def giv() -> Organisation:
    found = own_body()
    Organisation.objects.filter(pk=found.pk).update(
        name_vi="Thanh tra Chính phủ", abbreviation="TTCP", country=country("VN")
    )
    found.refresh_from_db()
    return found


@pytest.fixture
def sia() -> Organisation:
    return organisation("Thanh tra Nhà nước Lào", country=country("LA"), classification=PUBLIC)


def going_out(name: str, giv: Organisation, host: Organisation, **data: Any) -> Activity:
    facts = {"kind": "delegation_out", "host": host, "partners": [giv], "start": "2023-02-05"}
    return activity(name, **facts | {"classification": PUBLIC} | data)


def coming_in(name: str, giv: Organisation, guest: Organisation, **data: Any) -> Activity:
    facts = {"host": giv, "partners": [guest], "start": "2023-03-12", "classification": PUBLIC}
    return activity(name, **facts | data)


def compiled(year: int = 2023, **asked: Any) -> StateSheet:
    return compile_log(Asked(year, **{"language": "en"} | asked))


def rows(paper: StateSheet) -> list[Row]:
    return [row for section in paper.sections for row in section.all_rows]


def names(paper: StateSheet) -> list[Any]:
    return [row.cells[0] for row in rows(paper)]


def cells(paper: StateSheet) -> dict[str, Any]:
    """Give the cells of the only row by the heads of their columns."""
    [row] = rows(paper)
    return dict(zip([column.head for column in paper.columns], row.cells, strict=True))


def test_has_the_heads_that_offices_keep(giv, sia):
    going_out("Trao đổi kinh nghiệm", giv, sia)
    paper = compiled(language="vi")

    assert [column.head for column in paper.columns] == HEADS
    assert paper.title == "SỔ THEO DÕI ĐOÀN RA, ĐOÀN VÀO NĂM 2023"
    assert paper.below == ["(Tính đến ngày 31/12/2023)"]
    assert [column.group for column in paper.columns][5:9] == [
        *("Thời gian", "Thời gian", "Số người", "Số người")
    ]
    [section] = paper.sections
    assert (section.heading, section.sum_label) == ("I. ĐOÀN RA", "Cộng mục I: 1 đoàn")
    assert paper.total_label == "TỔNG CỘNG: 1 đoàn"


def test_tells_of_an_outgoing_delegation(giv, sia):
    trip = going_out(
        "Trao đổi kinh nghiệm",
        giv,
        sia,
        code="trip",
        end="2023-02-09",
        country=country("LA"),
        headcount=3,
        cost=185_500_000,
        remark="Báo cáo đã gửi",
    )
    participant(trip, "Nguyễn Văn A1", role="head", title="Vụ trưởng", organisation=giv)
    participant(trip, "Trần Thị B1", title="Chuyên viên", organisation=giv)
    participant(trip, "Lê Văn C1", organisation=organisation("Bộ Công an"))
    participant(trip, "Khách X1", role="head", organisation=sia)  # receives, and stays

    assert cells(compiled()) == {
        "Delegation, purpose": "Trao đổi kinh nghiệm",
        "Country visited, or of the delegation": "Lao PDR",
        "Partner body": "Thanh tra Nhà nước Lào",
        "Head of delegation (name, position)": "Nguyễn Văn A1, Vụ trưởng",
        "Members of the delegation": "Trần Thị B1, Chuyên viên\nLê Văn C1",
        "Date from": PartialDate.parse("2023-02-05"),
        "Date to": PartialDate.parse("2023-02-09"),
        "In total": 3,
        "Of which TTCP": 2,
        "Cost (million dong)": Decimal("185.5"),
        "Notes": "Báo cáo đã gửi",
    }
    assert rows(compiled())[0].code == "trip"


def test_tells_of_an_incoming_delegation(giv, sia):
    visit = coming_in("Chào xã giao", giv, sia, country=country("VN"), headcount=6)
    participant(visit, "Khách X2", role="head", title="Bộ trưởng", organisation=sia)
    participant(visit, "Nguyễn Văn A2", organisation=giv)  # receives them

    told = cells(compiled())

    assert told["Country visited, or of the delegation"] == "Lao PDR"
    assert told["Head of delegation (name, position)"] == "Khách X2, Bộ trưởng"
    assert (told["Members of the delegation"], told["Of which TTCP"]) == ("", None)


@pytest.mark.parametrize(
    ("money", "shown"),
    [
        ({"cost": 120_000_000}, Decimal(120)),
        ({"funding": "host"}, "Paid by the inviting side"),
        ({"funding": "host", "cost": 0}, "Paid by the inviting side"),
        ({"funding": "partner"}, "Paid by the partner's side"),
        ({"funding": "state_budget", "cost": 0}, Decimal(0)),
        ({"funding": "state_budget"}, ""),
        ({}, ""),
    ],
)
def test_money_is_an_amount_or_says_who_pays(money, shown, giv, sia):
    going_out("Đoàn", giv, sia, **money)

    assert cells(compiled())["Cost (million dong)"] == shown


def test_our_people_are_counted_only_where_all_are_known(giv, sia):
    trip = going_out("Đoàn", giv, sia, headcount=2)
    participant(trip, "Nguyễn Văn A1", organisation=giv)
    assert cells(compiled())["Of which TTCP"] is None

    participant(trip, "Trần Thị B1")
    assert cells(compiled())["Of which TTCP"] is None


def test_holds_what_begins_in_the_year(giv, sia):
    days = {
        "Đầu năm": {"start": "2023-01-01"},
        "Cuối năm": {"start": "2023-12-30", "end": "2024-01-02"},
        "Biết tháng": {"start": "2023-04"},
        "Chỉ biết năm": {"start": "2023"},
        "Sang năm": {"start": "2024-01-01"},
        "Từ năm trước": {"start": "2022-12-30", "end": "2023-01-02"},
        "Có thể": {"start": "202X"},
        "Không rõ": {"start": None},
    }
    for name, data in days.items():
        going_out(name, giv, sia, **data)
    paper = compiled()

    assert set(names(paper)) == {"Đầu năm", "Cuối năm", "Biết tháng", "Chỉ biết năm"}
    assert names(paper)[-1] == "Cuối năm"
    assert "Not in the table: 1 delegation whose date is not certain." in paper.notes


def test_leaves_out_what_did_not_take_place_and_what_is_no_delegation(giv, sia):
    cancelled = going_out("Hủy", giv, sia)
    steps.cancel_activity(cancelled, by=make_user("head", 2), reason="Dịch bệnh")
    activity("Hội thảo", kind="workshop", host=giv, start="2023-05")
    activity("Của người khác", kind="delegation_in", host=sia, partners=[], start="2023-05")

    assert names(compiled()) == []


def test_slants_what_is_not_held_yet(giv, sia):
    held("Đã đi", kind="delegation_out", host=sia, partners=[giv], start="2023-02-05")
    going_out("Chưa đi", giv, sia, start="2023-03-05")
    paper = compiled()

    assert [(row.cells[0], row.is_slanted) for row in rows(paper)] == [
        *(("Đã đi", False), ("Chưa đi", True))
    ]
    assert paper.notes == ["Slanted: not recorded as held yet (1 delegation)."]


def test_sums_agree_with_the_rows(giv, sia):
    for number in (3, 4):
        going_out(f"Đoàn {number}", giv, sia, headcount=number, cost=number * 1_500_000)
    coming_in("Đón đoàn", giv, sia, headcount=5)
    book = openpyxl.load_workbook(io.BytesIO(as_sheet(compiled())))

    found = {line[0]: line[8:11] for line in book.active.iter_rows(values_only=True)}
    assert found["Subtotal I: 2 delegations"] == (7, None, 10.5)
    assert found["Subtotal II: 1 delegation"] == (5, None, None)
    assert found["TOTAL: 3 delegations"] == (12, None, 10.5)


def test_is_headed_by_the_agency_and_the_unit_of_who_makes_it(giv):
    unit = make_unit("htqt", name_vi="Vụ Hợp tác quốc tế (Thanh tra Chính phủ)", name_en="")
    maker = make_user("officer", unit=unit, full_name="Nguyễn Văn A1")
    paper = compiled(language="vi", maker=maker)

    assert (paper.agency, paper.unit) == ("THANH TRA CHÍNH PHỦ", "VỤ HỢP TÁC QUỐC TẾ")
    assert paper.signed == "Người lập biểu: Nguyễn Văn A1"


class TestClass:
    def test_what_is_restricted_is_only_in_a_restricted_log(self, giv, sia):
        going_out("Đoàn mở", giv, sia)
        going_out("Đoàn kín", giv, sia, classification=RESTRICTED, start="202X")
        going_out("Đoàn kín khác", giv, sia, classification=RESTRICTED)

        paper = compiled(classification=INTERNAL)

        assert names(paper) == ["Đoàn mở"]
        assert paper.total_label == "TOTAL: 1 delegation"
        assert paper.mark == ""
        assert not [note for note in paper.notes if "certain" in note]
        restricted = compiled(classification=RESTRICTED)
        assert len(names(restricted)) == 2
        assert restricted.mark == "Restricted circulation"

    def test_bodies_and_people_above_the_class_leave_no_trace(self, giv, sia):
        secret = organisation("Cơ quan Kín", classification=RESTRICTED, country=country("JP"))
        trip = going_out("Đoàn", giv, sia)
        parties.add_party(trip, by=make_user("head", 2), organisation=secret, role="participant")
        participant(trip, person=person("Ông Kín", classification=RESTRICTED), role="head")
        participant(trip, "Khách X1", organisation=secret)

        shown = " ".join(map(str, cells(compiled(classification=INTERNAL)).values()))

        assert "Kín" not in shown
        assert "Khách X1" not in shown
        assert "Japan" not in shown
        assert compiled(classification=INTERNAL).mark == ""
        assert compiled(classification=RESTRICTED).mark == "Restricted circulation"

    def test_the_mark_is_that_of_the_highest_that_is_named(self, giv, sia):
        trip = going_out("Đoàn", giv, sia)
        assert compiled(classification=RESTRICTED).mark == ""

        participant(trip, person=person("Người trong nhà", classification=INTERNAL))
        assert compiled(classification=RESTRICTED).mark == "For internal use"

        activities.change_activity(trip, by=make_user("head", 2), classification=RESTRICTED)
        assert compiled(classification=RESTRICTED).mark == "Restricted circulation"


@pytest.mark.parametrize("year", [1944, timezone.localdate().year + 1])
def test_a_year_without_a_log_is_refused(year, giv):
    with pytest.raises(Refused) as refused:
        compiled(year)

    assert (refused.value.code, refused.value.field) == ("year_unknown", "year")


def test_this_year_stands_as_of_today(giv):
    today = timezone.localdate()

    assert compiled(today.year).below == [f"(as of {today:%d/%m/%Y})"]
    assert compiled(today.year - 1).below == [f"(as of {dt.date(today.year - 1, 12, 31):%d/%m/%Y})"]


def test_asks_the_same_for_one_delegation_and_for_three(giv, sia):
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            compiled()
        return len(queries)

    participant(going_out("Một", giv, sia, country=country("LA")), "A", organisation=sia)
    one = asked()
    for name, code in (("Hai", "JP"), ("Ba", "KR")):
        body = organisation(country=country(code))
        trip = going_out(name, giv, body, country=country(code))
        participant(trip, person=person(country=country(code)), organisation=body)

    assert asked() == one
