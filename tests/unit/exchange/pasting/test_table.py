"""What of a block are headings, rows and sums, and what its columns hold."""

from __future__ import annotations

import pytest

from banggiao.exchange.enums import PARTICIPANTS, Kind
from banggiao.exchange.matching.organisations import Body, Organisations
from banggiao.exchange.matching.people import People
from banggiao.exchange.pasting.block import read_block
from banggiao.exchange.pasting.columns import field_twice, find_columns
from banggiao.exchange.pasting.table import PastedTable, lay_out
from banggiao.exchange.reading.register import Register
from banggiao.exchange.values.countries import Countries
from tests.factories.pasting import block

COUNTRIES = Countries(
    [("JP", ["Nhật Bản", "Japan"]), ("LA", ["Lào", "Laos"]), ("VN", ["Việt Nam"])]
)
BODIES = [Body("mic", "Bộ Nội vụ và Truyền thông Nhật Bản", "JP", ("Bộ Nội vụ Nhật Bản", "MIC"))]
REGISTER = Register(COUNTRIES, Organisations(BODIES, COUNTRIES), People([]))


def pasted(kind: str, *rows: str) -> PastedTable:
    return lay_out(read_block(block(*rows)), kind)


def columns(kind: str, *rows: str) -> list[str]:
    """Give what the columns are found to hold, from the left."""
    return list(find_columns(pasted(kind, *rows), kind, REGISTER).values())


class TestHeadings:
    def test_come_along_below_a_title_and_with_numbers_of_columns(self):
        table = pasted(
            Kind.PLAN,
            "KẾ HOẠCH ĐỐI NGOẠI NĂM 2027||||",
            "TT|Tên đoàn|Nước|Thời gian|Số người",
            "(1)|(2)|(3)|(4)|(5)",
            "1|Đoàn A|Lào|Quý I|4",
        )
        assert [labels[0] for labels in table.headings] == [
            "TT",
            "Tên đoàn",
            "Nước",
            "Thời gian",
            "Số người",
        ]
        assert [row.cells[1] for row in table.rows] == ["Đoàn A"]

    def test_are_stacked(self):
        table = pasted(
            Kind.PLAN,
            "TT|Tên đoàn|Thời gian|Kinh phí|",
            "|||NSNN|Phía mời",
            "1|Đoàn A|Quý I|100|50",
        )
        assert table.headings[3:] == (("Kinh phí", "NSNN"), ("Kinh phí", "Phía mời"))
        assert find_columns(table, Kind.PLAN, REGISTER)[5] == "budget_partner"

    def test_of_one_column_are_the_name_of_a_field(self):
        assert pasted(PARTICIPANTS, "Họ và tên", "Nguyễn Văn A1").headings == (("Họ và tên",),)
        assert not pasted(PARTICIPANTS, "Nguyễn Văn A1", "Trần Thị B1").has_headings

    @pytest.mark.parametrize(
        "rows",
        [
            ("Nguyễn Văn A1|Trưởng đoàn|Vụ A", "Trần Thị B1|Thành viên|Vụ B"),
            ("Thành viên|Lê C1", "Trưởng đoàn|Lê D1"),
        ],
    )
    def test_are_not_made_of_rows_whose_words_name_columns_elsewhere(self, rows):
        table = pasted(PARTICIPANTS, *rows)
        assert not table.has_headings
        assert len(table.rows) == len(rows)

    def test_in_japanese_and_english_say_what_columns_hold(self):
        assert columns(PARTICIPANTS, "氏名|役職|所属|備考", "山田 X1|課長|総務省|") == [
            *("name", "title", "organisation", "note"),
        ]
        assert columns(Kind.ORGANISATIONS, "Name|English name|Country|Type", "A|B|C|D") == [
            *("name", "name_en", "countries", "kind"),
        ]


class TestRows:
    def test_of_an_annex_know_their_sections_and_sums_are_left_out(self):
        table = pasted(
            Kind.PLAN,
            "TT|Tên đoàn|Nước|Số người",
            "I|ĐOÀN RA||",
            "1|Đoàn A|Lào|4",
            "II|ĐOÀN VÀO||",
            "1|Đoàn B|Lào|5",
            "Tổng cộng|||9",
        )
        assert [(row.cells[1], row.sections, row.reason) for row in table.rows] == [
            ("Đoàn A", ("I. ĐOÀN RA",), ""),
            ("Đoàn B", ("II. ĐOÀN VÀO",), ""),
            ("", (), "total row"),
        ]

    def test_know_their_sections_without_headings_too(self):
        table = pasted(
            Kind.PLAN,
            "I|ĐOÀN RA||",
            "1|Đoàn A|Lào|4",
            "2|Đoàn B|Lào|5",
        )
        assert not table.has_headings
        assert [(row.cells[1], row.sections) for row in table.rows] == [
            ("Đoàn A", ("I. ĐOÀN RA",)),
            ("Đoàn B", ("I. ĐOÀN RA",)),
        ]

    def test_of_one_name_are_rows_of_people_and_partners(self):
        rows = ("Họ và tên|Chức vụ|Cơ quan", "1. Nguyễn Văn A1||", "Trần Thị B1|Vụ trưởng|Vụ A")
        assert len(pasted(PARTICIPANTS, *rows).rows) == 2
        names = ("Bộ A", "II. Bộ B", "Tổng cục C")
        assert [row.cells[0] for row in pasted(Kind.ORGANISATIONS, *names).rows] == list(names)


class TestColumnsWithoutHeadings:
    def test_of_a_plan(self):
        assert columns(
            Kind.PLAN,
            "1|Khảo sát kinh nghiệm phòng ngừa|Nhật Bản|Bộ Nội vụ Nhật Bản|Quý II|5|250,5",
            "2|Trao đổi về tiếp công dân|Lào||tháng 9|06 - 08|1.200",
        ) == ["no", "title", "countries", "partner", "period", "headcount", "budget_state"]

    def test_of_partners(self):
        assert columns(
            Kind.ORGANISATIONS,
            "Bộ Nội vụ|Ministry of Home Affairs|総務省|MOHA|Nhật Bản|www.example.org|2001",
            "Ủy ban Kiểm tra|State Audit Authority|監査院|SAA|Lào||1998",
        ) == ["name", "name_en", "name_ja", "abbreviation", "countries", "website", "founded"]

    def test_of_people(self):
        assert columns(
            PARTICIPANTS,
            "1|Ông Nguyễn Văn A1|Vụ trưởng|Bộ Nội vụ Nhật Bản|Trưởng đoàn",
            "2|Bà Trần Thị B1|Chuyên viên chính|Vụ Pháp chế|Phiên dịch",
        ) == ["no", "name", "title", "organisation", "role"]

    def test_of_names_alone(self):
        assert columns(PARTICIPANTS, "Nguyễn Văn A1", "Trần Thị B1") == ["name"]
        assert columns(Kind.ORGANISATIONS, "Bộ A", "Bộ B") == ["name"]


def test_a_field_is_told_by_one_column_but_notes_by_many():
    assert field_twice({1: "title", 2: "note", 3: "note", 4: "title", 5: "", 6: ""}) == {4: 1}
