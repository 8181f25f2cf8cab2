"""The annex of a plan: its sections, its money, what was approved, and for whom."""

from __future__ import annotations

import io
from decimal import Decimal
from typing import Any

import openpyxl
import pytest

from banggiao.core.dates import PartialDate
from banggiao.core.papers.state_sheet import Row, Section, StateSheet, as_sheet
from banggiao.plans.actions import adjustments
from banggiao.plans.models import Plan
from banggiao.plans.papers.annex import Asked, compile_annex
from tests.factories.accounts import make_unit, make_user
from tests.factories.documents import document
from tests.factories.duties import own_body
from tests.factories.partners import INTERNAL, PUBLIC, RESTRICTED, country, organisation
from tests.factories.plans import DECISION, approved, dropped, line, plan, planner

pytestmark = pytest.mark.django_db

HEADS = [
    *("Tên đoàn/Hoạt động", "Cấp trưởng đoàn", "Nước", "Cơ quan đối tác", "Nội dung chính"),
    *("Thời gian dự kiến", "Số ngày", "Số người", "NSNN", "Phía mời", "Đơn vị chủ trì", "Ghi chú"),
]


def draft(**data: Any) -> Plan:
    return plan(2026, **{"classification": PUBLIC} | data)


def compiled(of: Plan, **asked: Any) -> StateSheet:
    return compile_annex(of, Asked(**{"language": "en"} | asked))


def rows(paper: StateSheet) -> list[Row]:
    return [row for section in paper.sections for row in section.all_rows]


def outline(sections: list[Section]) -> list[Any]:
    """Give headings with the names below them, parts within their section."""
    return [
        (one.heading, [row.cells[0] for row in one.rows] or outline(list(one.parts)))
        for one in sections
    ]


def cells(paper: StateSheet) -> dict[str, Any]:
    [row] = rows(paper)
    return dict(zip([column.head for column in paper.columns], row.cells, strict=True))


def test_has_the_heads_that_offices_keep():
    own_body()
    line("Đoàn", of=draft())
    paper = compiled(draft(), language="vi")

    assert [column.head for column in paper.columns] == HEADS
    assert (paper.above, paper.title) == ("Phụ lục I", "KẾ HOẠCH HOẠT ĐỘNG ĐỐI NGOẠI NĂM 2026")
    assert paper.below[0].startswith("(Kèm theo Tờ trình số ……/TTr-")
    assert [section.heading for section in paper.sections] == ["I. ĐOÀN RA"]
    assert paper.total_label == "TỔNG CỘNG"


def test_tells_of_a_line():
    line(
        "Đoàn đi Lào",
        of=draft(),
        code="lao",
        level="deputy_minister",
        country=country("LA"),
        partners=[organisation("Thanh tra Lào"), organisation("Bộ Tư pháp Lào")],
        purpose="Rà soát Bản ghi nhớ",
        start="2026-11",
        days=4,
        people=8,
        cost=95_500_000,
        funding="state_budget",
        lead_unit=make_unit("htqt", abbreviation="Vụ HTQT"),
        remark="Gộp với mục 14",
    )

    assert cells(compiled(draft())) == {
        "Delegation or activity": "Đoàn đi Lào",
        "Level of the head of delegation": "Deputy minister or equivalent",
        "Country of the activity": "Lao PDR",
        "Partner body": "Thanh tra Lào\nBộ Tư pháp Lào",
        "Main content": "Rà soát Bản ghi nhớ",
        "Time foreseen": "November 2026",
        "Number of days": 4,
        "Number of people": 8,
        "State budget money": Decimal("95.5"),
        "Inviting side": None,
        "Unit in charge": "Vụ HTQT",
        "Notes": "Gộp với mục 14",
    }
    assert rows(compiled(draft()))[0].code == "lao"


@pytest.mark.parametrize(
    ("days", "shown"),
    [
        ({"start": "2026-05-12"}, PartialDate.parse("2026-05-12")),
        ({"start": "2026-05-12", "end": "2026-05-12"}, PartialDate.parse("2026-05-12")),
        ({"start": "2026-05-12", "end": "2026-05-15"}, "12–15/5/2026"),
        ({"start": "2026-35"}, "quý III/2026"),
        ({"start": "2026-11", "end": "2026-12"}, "tháng 11–12/2026"),
        ({"start": None}, ""),
    ],
)
def test_time_is_a_day_or_words(days, shown):
    line("Đoàn", of=draft(), **days)

    assert cells(compiled(draft(), language="vi"))["Thời gian dự kiến"] == shown


@pytest.mark.parametrize(
    ("money", "head", "shown"),
    [
        ({"cost": 220_000_000, "funding": "state_budget"}, "State budget money", Decimal(220)),
        ({"cost": 0, "funding": "state_budget"}, "State budget money", Decimal(0)),
        ({"cost": 22_000_000, "funding": "host"}, "Inviting side", Decimal(22)),
        ({"funding": "host"}, "Inviting side", "Paid by the inviting side"),
        ({"cost": 0, "funding": "host"}, "Inviting side", "Paid by the inviting side"),
        ({"cost": 5_000_000}, "Other or not known", Decimal(5)),
        ({"cost": 5_000_000, "funding": "project"}, "Other or not known", Decimal(5)),
        ({"funding": "partner"}, "Other or not known", "Paid by the partner's side"),
        ({"funding": "project"}, "Other or not known", "A project"),
    ],
)
def test_money_stands_under_who_pays(money, head, shown):
    line("Đoàn", of=draft(), **money)
    told = cells(compiled(draft()))

    paid = {
        name: told.get(name)
        for name in ("State budget money", "Inviting side", "Other or not known")
    }
    assert {name: value for name, value in paid.items() if value is not None} == {head: shown}


def test_sections_follow_the_order_of_such_annexes():
    for kind in ("conference", "training", "workshop", "delegation_in", "delegation_out", "other"):
        line(kind, of=draft(), kind=kind)

    assert outline(list(compiled(draft()).sections)) == [
        ("I. OUTGOING DELEGATIONS", ["delegation_out"]),
        ("II. INCOMING DELEGATIONS", ["delegation_in"]),
        (
            "III. INTERNATIONAL CONFERENCES AND WORKSHOPS",
            [("1. Workshop", ["workshop"]), ("2. Conference", ["conference"])],
        ),
        ("IV. OTHER ACTIVITIES", [("1. Training", ["training"]), ("2. Other", ["other"])]),
    ]


@pytest.mark.parametrize(
    ("kind", "inside"), [("workshop", ["a"]), ("conference", [("1. Conference", ["a"])])]
)
def test_a_heading_that_says_no_kind_is_followed_by_one_that_does(kind, inside):
    line("a", of=draft(), kind=kind)

    assert outline(list(compiled(draft()).sections))[0][1] == inside


def test_an_approved_plan_stands_as_it_was_approved():
    line("Đoàn", of=draft(), cost=100_000_000, funding="state_budget", start="2026-05")
    line("Bỏ", of=draft(), cost=50_000_000, funding="state_budget", start="2026-05")
    record = approved(draft())
    kept, gone = record.lines.order_by("number")
    adjustments.postpone_line(
        kept, by=planner(), decided_on=record.approved_on, start="2026-11", **DECISION
    )
    dropped(gone)
    adjustments.add_late_line(
        record,
        by=planner(),
        decided_on=record.approved_on,
        name_vi="Muộn",
        kind="workshop",
        **DECISION,
    )
    paper = compiled(record)

    assert outline(list(paper.sections)) == [
        ("I. OUTGOING DELEGATIONS", ["Đoàn", "Bỏ"]),
        ("II. ADDED AFTER APPROVAL", [("1. Workshop", ["Muộn"])]),
    ]
    assert rows(paper)[0].cells[5] == "May 2026"
    assert paper.notes == ["Taken out of the plan on 01/06/2026: Bỏ."]
    assert paper.below == ["(With Quyết định 15/QĐ-TTg)"]


def test_sums_agree_with_the_rows():
    for number in (1, 2):
        cost = number * 95_500_000
        line(f"Đoàn {number}", of=draft(), cost=cost, funding="state_budget", people=3)
    line("Hội thảo", of=draft(), kind="workshop", cost=10_000_000, funding="host")
    book = openpyxl.load_workbook(io.BytesIO(as_sheet(compiled(draft()))))

    found = {one[0]: one[9:11] for one in book.active.iter_rows(values_only=True)}
    assert found["Subtotal I"] == (286.5, None)
    assert found["Subtotal II"] == (None, 10)
    assert found["TOTAL"] == (286.5, 10)


def test_what_is_restricted_is_only_in_a_restricted_annex():
    secret = organisation("Cơ quan Kín", classification=RESTRICTED)
    unit = make_unit("kin", name_vi="Đơn vị Kín", classification=RESTRICTED)
    line("Mở", of=draft(), partners=[secret], lead_unit=unit, classification=PUBLIC)
    line("Việc Kín", of=draft(), cost=9_000_000, classification=RESTRICTED)
    record = approved(draft())
    letter = document("Tờ trình Kín", classification=RESTRICTED)
    Plan.objects.filter(pk=record.pk).update(approving_document=letter, approving_text="")
    record.refresh_from_db()
    paper = compiled(record, classification=INTERNAL)

    shown = " ".join(str(cell) for row in rows(paper) for cell in row.cells)
    assert [row.cells[0] for row in rows(paper)] == ["Mở"]
    assert "Kín" not in f"{shown} {paper.below}"
    assert paper.mark == ""
    restricted = compiled(record, classification=RESTRICTED)
    assert len(rows(restricted)) == 2
    assert restricted.mark == "Restricted circulation"


def test_says_who_made_it():
    maker = make_user("officer", full_name="Nguyễn Văn A1")

    assert compiled(draft(), language="vi", maker=maker).signed == "Người lập biểu: Nguyễn Văn A1"
