"""The steps of reading a row, each by itself: surroundings, sums, repeats, money, fiscal years."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from banggiao.exchange.books.book import Broken
from banggiao.exchange.layout.sections import section_of
from banggiao.exchange.reading.activities import read_activity
from banggiao.exchange.reading.around import Around, Papers, around_in, year_in, year_of
from banggiao.exchange.reading.files import read_book, reread
from banggiao.exchange.reading.instruments import read_instrument
from banggiao.exchange.reading.languages import language_of
from banggiao.exchange.reading.letters import letter
from banggiao.exchange.reading.plan import read_plan_line
from banggiao.exchange.reading.repeats import find_repeats
from banggiao.exchange.reading.result import Cell, Got, ReadRow
from banggiao.exchange.reading.totals import number_in
from banggiao.exchange.reading.when import read_when
from banggiao.exchange.values.choices import choices
from tests.factories.sheets import Leaf, as_xlsx, countries, opened, register


def told(*sections: str, **papers: Any) -> Around:
    parts = tuple(section_of(text) for text in sections)
    return around_in(parts, Papers(**papers), choices("activity_kinds"), countries())


def values(reader: Any, around: Around | None = None, **cells: Any) -> dict[str, Got]:
    typed = {name: [Cell(value, 1)] for name, value in cells.items()}
    return dict(reader(typed, around or Around(), register()))


class TestAround:
    def test_the_innermost_section_goes_first_then_the_title_then_names(self) -> None:
        said = told(
            "I. ĐOÀN RA", "Năm 2021", "2. Nhật Bản", title="SỔ NĂM 2023", names=("Đoàn vào",)
        )
        assert (said.year, said.kind, said.countries) == (2021, "delegation_out", ("JP",))
        assert (said.section, said.marker) == ("I. ĐOÀN RA", "I")
        said = told(title="ĐOÀN VÀO NĂM 2023", names=("Đoàn ra", "2020"))
        assert (said.year, said.kind) == (2023, "delegation_in")
        assert told(names=("Đoàn ra 2020", "x")).kind == "delegation_out"

    def test_a_title_of_both_directions_says_none(self) -> None:
        assert told(title="SỔ THEO DÕI ĐOÀN RA, ĐOÀN VÀO NĂM 2023").kind == ""
        assert told(title="CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐoàn ra").countries == ()

    def test_events_of_a_title_hold_where_a_row_says_no_better(self) -> None:
        around = told(title="Danh sách hội nghị năm 2023")
        assert (around.kind, around.likely_kind) == ("", "conference")
        assert values(read_activity, around, title="Hội thảo X")["kind"].value == "workshop"
        assert values(read_activity, around, title="Sự kiện X")["kind"].value == "conference"
        assert told("III. HỘI NGHỊ", title="x").kind == "conference"

    @pytest.mark.parametrize(
        ("lines", "names", "year"),
        [
            (["SỔ NĂM 2023"], (), 2023),
            (["DANH SÁCH 2022", "Hà Nội, ngày 5 tháng 12 năm 2021"], (), 2022),
            (["KẾ HOẠCH NĂM 2022", "(Kèm theo QĐ ngày 5/12/2021)"], (), 2022),
            (["KẾT QUẢ 2022 (theo kế hoạch ký năm 2021)"], (), 2022),
            (["GIAI ĐOẠN 2019-2021"], (), None),
            (["GIAI ĐOẠN 2019-2021"], ("Năm 2020", "x"), 2020),
            (["Đoàn ra"], ("Sheet1", "so-theo-doi-2019"), 2019),
            (["Đoàn ra 2018"], ("Sheet1", "so-theo-doi-2019"), 2018),
            (["Căn cứ Quyết định 1825/2008/QĐ-X"], (), None),
            (["(số liệu năm 2020)"], (), 2020),
            (["令和5年度 計画"], (), 2023),
            (["Visits, FY 2021"], (), 2021),
        ],
    )
    def test_the_year_of_a_table(
        self, lines: list[str], names: tuple[str, ...], year: int | None
    ) -> None:
        assert year_of(lines, names) == year

    @pytest.mark.parametrize(
        ("text", "year"),
        [
            *(("Năm 2021", 2021), ("12/5/2021", None), ("2021 và 2022", None), ("", None)),
            *(("quý I/2022", 2022), ("2023年3月5日", None), ("2023年", 2023), ("Đoàn 20215", None)),
        ],
    )  # fmt: skip
    def test_the_year_of_a_text(self, text: str, year: int | None) -> None:
        assert year_in(text) == year

    def test_is_stored_and_read_again(self) -> None:
        around = Around(
            2023, 6, "I. A", "I", "delegation_in", ("JP",), "A", {"cost": Decimal(1000)}
        )
        assert Around.from_data(around.as_data()) == around
        assert Around.from_data({"year": 2020}) == Around(2020)


class TestWhen:
    @pytest.mark.parametrize(
        ("text", "edtf"),
        [
            *(("6月", "2023-06"), ("2月", "2024-02"), ("第4四半期", "2024-33")),
            *(("上半期", "2023-04/2023-09"), ("2月～3月", "2024-02/2024-03")),
            *(("2024年2月", "2024-02"), ("12月～1月", "2023-12/2024-01")),
        ],
    )  # fmt: skip
    def test_january_of_a_fiscal_year_lies_in_the_next(self, text: str, edtf: str) -> None:
        assert read_when(text, Around(2023, fiscal=True)).value == edtf

    def test_a_place_beside_it_is_doubted_and_another_day_is_no_place(self) -> None:
        got = read_when("5/3/2023, Hà Nội", Around())
        assert (got.value, got.doubt) == ("2023-03-05", "more_words")
        assert read_when("5/3/2023 7/3/2023", Around()).problem == "invalid_date"
        assert read_when("31/02/2023, Hà Nội", Around()).problem == "invalid_date"

    def test_other_years_are_those_of_the_calendar(self) -> None:
        assert read_when("tháng 2", Around(2023)).value == "2023-02"


class TestStatus:
    @pytest.mark.parametrize(
        ("field", "text", "status"),
        [
            *(("title", "Họp C (hủy)", "cancelled"), ("title", "Họp (đã hoãn)", "postponed")),
            *(
                ("note", "Hủy do dịch Covid-19", "cancelled"),
                ("note", "hoãn vì bão", "postponed"),
            ),
            *(("title", "Đoàn trao đổi về hủy tiền giả", ""), ("note", "không hủy", "")),
            *(("note", "hoàn thành", ""), ("note", "chuyển sang trực tuyến", "")),
            *(("note", "Theo thư mời; đoàn hoãn 2 lần", ""), ("title", "Họp (hội thảo)", "")),
        ],
    )
    def test_where_no_cell_says_it_name_and_remark_may(
        self, field: str, text: str, status: str
    ) -> None:
        got = values(read_activity, **{field: text})["status"]
        assert (got.value, got.doubt) == (status, "more_words" if status else "")

    def test_its_own_cell_goes_first(self) -> None:
        got = values(read_activity, status="đã thực hiện", note="hoãn 1 lần")["status"]
        assert (got.value, got.doubt) == ("held", "")


class TestMoney:
    def test_counts_in_the_unit_of_its_heading(self) -> None:
        around = Around(units={"cost": Decimal(1000)})
        got = values(read_activity, around, cost="210.500")
        assert (got["cost"].value, got["budget_state"].value) == (210_500_000, 210.5)
        assert values(read_activity, cost="210,5")["cost"].value == 210_500_000

    def test_the_source_of_money_may_name_the_amount(self) -> None:
        got = values(read_plan_line, funding="NSNN: 450 triệu")
        assert (got["budget_state"].value, got["funding"].value) == (450, "state_budget")
        got = values(read_plan_line, funding="Dự án 123")
        assert (got["cost"].value, got["funding"].value) == (None, "project")

    def test_an_amount_that_names_another_currency_is_doubted(self) -> None:
        got = values(read_plan_line, budget_state="USD 3.000")
        assert (got["cost"].value, got["cost"].doubt) == (None, "other_currency")

    def test_of_another_currency_is_not_taken_for_dong(self) -> None:
        around = Around(units={"budget_state": Decimal(0)})
        got = values(read_plan_line, around, budget_state=1200)
        assert (got["budget_state"].value, got["cost"].value) == (None, None)
        assert got["cost"].doubt == "other_currency"
        assert (
            values(read_plan_line, around, budget_state="Phía bạn chi")["funding"].value == "host"
        )

    @pytest.mark.parametrize(
        ("reader", "name"),
        [
            (read_activity, "cost"),
            (read_activity, "cost_partner"),
            (read_plan_line, "budget_state"),
            (read_plan_line, "budget_partner"),
        ],
    )
    def test_what_is_wrong_is_said_of_its_own_column(self, reader: Any, name: str) -> None:
        got = values(reader, **{name: -5})
        assert {key for key, one in got.items() if one.problem} == {name}
        assert got[name].problem == "negative_amount"

    @pytest.mark.parametrize(
        ("value", "unit", "number"),
        [
            *((5, None, 5.0), ("06 người", None, 6.0), ("-4", None, -4.0), ("x", None, None)),
            *(("1.250,5", Decimal(10) ** 6, 1250.5), ("1,2 tỷ", Decimal(10) ** 6, 1200.0)),
            *((True, None, None), (Broken("#REF!"), None, None), ("約10名", None, 10.0)),
        ],
    )  # fmt: skip
    def test_numbers_are_summed_up_as_by_hand(
        self, value: Any, unit: Decimal | None, number: float | None
    ) -> None:
        assert number_in(value, unit) == number


class TestDays:
    @pytest.mark.parametrize(
        ("start", "end", "read"),
        [
            ("05/02/2023", "09/02/2023", ("2023-02-05", "2023-02-09", "")),
            ("04-05/03/2023", "", ("2023-03-04", "2023-03-05", "")),
            ("05/02/2023", "", ("2023-02-05", "", "")),
            ("tháng 4/2023", "", ("2023-04", "2023-04", "")),
            ("10/05/2023", "05/05/2023", ("2023-05-10", "", "end_before_start")),
            ("30/12", "02/01", ("2023-12-30", "2024-01-02", "")),
            ("30/06", "02/05", ("2023-06-30", "", "end_before_start")),
            (dt.date(2023, 5, 1), dt.date(2023, 5, 1), ("2023-05-01", "2023-05-01", "")),
            ("tháng 5/2023", "tháng 3/2022", ("2023-05", "", "end_before_start")),
            ("", "05/05/2023", ("", "2023-05-05", "")),
        ],
    )
    def test_of_two_columns(self, start: Any, end: Any, read: tuple[str, str, str]) -> None:
        got = values(read_activity, Around(2023), start=start, end=end)
        assert (got["start"].value, got["end"].value, got["end"].problem) == read

    def test_one_column_is_both_ends(self) -> None:
        got = values(read_activity, Around(2023), when="5/3")
        assert (got["start"].value, got["end"].value) == ("2023-03-05", "2023-03-05")

    def test_crossed_months_without_a_year_are_asked_about(self) -> None:
        got = values(read_plan_line, marks="tháng 6")
        assert got["period"].value == "XXXX-06"
        assert values(read_plan_line, marks="quý 2")["period"].problem == "year_missing"


class TestPeople:
    def test_the_first_of_a_list_leads_where_no_column_does(self) -> None:
        cells = {"members": [Cell("Nguyễn Văn A1; Trần Thị B1", 1)]}
        led = read_activity(cells, Around(), register())["people"].value
        assert [one["role"] for one in led] == ["head", "member"]
        beside = Around(columns=frozenset({"head", "members"}))
        alone = read_activity(cells, beside, register())["people"].value
        assert [one["role"] for one in alone] == ["member", "member"]

    def test_titles_of_their_own_column_go_line_by_line(self) -> None:
        cells = {
            "people": [Cell("Nguyễn Văn A1\nTrần Thị B1", 1, 3), Cell("Lê Văn C1", 1, 4)],
            "people_titles": [Cell("Vụ trưởng\nChuyên viên", 2, 3), Cell("Thanh tra viên", 2, 4)],
        }
        read = read_activity(cells, Around(), register())["people"].value
        assert [one["title"] for one in read] == ["Vụ trưởng", "Chuyên viên", "Thanh tra viên"]

    def test_somebody_named_twice_stands_there_once(self) -> None:
        cells = {"head": [Cell("Nguyễn Văn A1")], "members": [Cell("Nguyễn Văn A1; Trần Thị B1")]}
        read = read_activity(cells, Around(), register())["people"].value
        assert [(one["name"], one["role"]) for one in read] == [
            ("Nguyễn Văn A1", "head"),
            ("Trần Thị B1", "member"),
        ]

    def test_a_broken_formula_is_an_error(self) -> None:
        assert values(read_activity, head=Broken("#REF!"))["people"].problem == "formula_error"
        got = values(read_instrument, signatories=Broken("#REF!"))
        assert got["signatories"].problem == "formula_error"


class TestInstruments:
    def test_a_note_relates_only_to_a_text_it_names(self) -> None:
        assert values(read_instrument, note="đã gia hạn")["relation"].value == ""
        assert values(read_instrument, note="gia hạn văn kiện số 3")["relation"].value == "renews"
        assert values(read_instrument, relation="gia hạn")["relation"].value == "renews"

    def test_a_term_without_end_in_a_column_of_days(self) -> None:
        assert values(read_instrument, valid_to="không xác định thời hạn")["valid_to"].problem == ""
        assert values(read_instrument, valid_to="31/02/2020")["valid_to"].problem == "invalid_date"

    def test_unknown_words_of_a_list_are_a_doubt_and_no_error(self) -> None:
        got = values(read_instrument, status="theo dõi riêng", kind="loại lạ", title="Văn bản lạ")
        assert (got["status"].value, got["status"].problem, got["kind"].problem) == ("", "", "")
        assert got["status"].doubt == "unknown_choice"


class TestRepeats:
    @staticmethod
    def row(number: int, sheet: str = "S", section: str = "", **got: Got) -> ReadRow:
        return ReadRow(sheet, number, "activities", section, got)

    def test_what_was_read_is_compared_not_how_it_was_typed(self) -> None:
        def told(number: int, day: str, no: int) -> ReadRow:
            return self.row(
                number,
                no=Got(no, str(no), 1),
                title=Got("Họp", "Họp", 2),
                countries=Got(["LA"], "Lào", 3),
                start=Got("2023-03-05", day, 4),
            )

        rows = [told(5, "5/3/2023", 1), told(6, "05.03.2023", 2), told(7, "5/3/23", 3)]
        assert [(one.row, one.duplicate_of) for one in find_repeats(rows)] == [(6, 5), (7, 5)]
        assert [row.duplicate_of for row in rows] == [None, 5, 5]

    def test_other_words_sheets_sections_or_unread_columns_make_another_row(self) -> None:
        said = {
            "title": Got("A", "A", 1),
            "countries": Got(["LA"], "Lào", 2),
            "note": Got("x", "x", 3),
        }
        rows = [
            self.row(1, **said),
            self.row(2, "T", **said),
            self.row(3, section="II", **said),
            self.row(4, **(said | {"note": Got("y", "y", 3)})),
            self.row(5, **(said | {"countries": Got([], "Xứ Z", 2, "unknown_country")})),
            self.row(6, **(said | {"countries": Got([], "Xứ W", 2, "unknown_country")})),
        ]
        rows.append(self.row(7, **said))
        rows[-1].unread = ("đỏ",)
        assert find_repeats(rows) == []

    def test_rows_that_say_little_may_be_alike(self) -> None:
        said = {"title": Got("A", "A", 1), "note": Got("x", "x", 2)}
        assert find_repeats([self.row(1, **said), self.row(2, **said)]) == []


def test_a_row_is_read_again_with_its_units_and_surroundings() -> None:
    leaf = Leaf(
        "KH",
        [
            ["KẾ HOẠCH ĐOÀN RA NĂM 2024"],
            ["ĐVT: nghìn đồng"],
            ["STT", "Tên đoàn", "Nước", "Thời gian dự kiến", "NSNN"],
            [1, "Đoàn A", "Xứ Z", "tháng 5", "210.500"],
        ],
    )
    (row,) = read_book(opened(as_xlsx(leaf)), "plan", register()).rows
    again = reread(row, {"countries": "Lào"}, register())
    assert (again["countries"].value, again["countries"].problem) == (["LA"], "")
    assert (again["budget_state"].value, again["period"].value) == (210.5, "2024-05")
    assert again["kind"].value == "delegation_out"
    assert reread(row, {"budget_state": ""}, register())["budget_state"].value is None


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("Bộ Tư pháp", "name_vi"),
        ("Ministry of Justice", "name_en"),
        ("総務省", "name_ja"),
        ("JICA", "name_vi"),
        ("X Inspection Institute", "name_en"),
    ],
)
def test_the_language_of_a_name(name: str, field: str) -> None:
    assert language_of(name) == field


def test_letters_of_columns() -> None:
    assert [letter(number) for number in (0, 1, 26, 27, 702, 703)] == [
        "",
        "A",
        "Z",
        "AA",
        "ZZ",
        "AAA",
    ]
