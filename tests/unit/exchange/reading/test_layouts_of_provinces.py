"""Layouts that provinces, project units and partners keep, each held by a small example."""

from __future__ import annotations

import io
from typing import Any

from openpyxl.styles import Font
from openpyxl.workbook import Workbook

from banggiao.exchange.reading.files import read_book, reread
from tests.factories.sheet_looks import of, picked, reasons
from tests.factories.sheets import (
    KPK,
    MACC,
    UNODC,
    head,
    opened,
    person,
    register,
)


class TestLogs:
    def test_a_month_in_the_title_and_days_of_coming_and_leaving(self) -> None:
        data = of(
            [
                ["LỊCH ĐOÀN KHÁCH QUỐC TẾ ĐẾN THĂM, LÀM VIỆC THÁNG 03/2024"],
                ["Stt", "Tên đoàn khách", "Quốc gia/\nTổ chức", "SL khách", "Ngày đến", "Ngày đi"],
                ["01", "Đoàn KPK", "Indonesia", "04", "05", "06"],
                ["02", "Đoàn tỉnh bạn", "Lào", "12 người", "29", "02/4"],
            ]
        )
        assert picked(data, "kind", "title", "countries", "headcount", "start", "end") == [
            (3, "delegation_in", "Đoàn KPK", ["ID"], 4, "2024-03-05", "2024-03-06"),
            (4, "delegation_in", "Đoàn tỉnh bạn", ["LA"], 12, "2024-03-29", "2024-04-02"),
        ]

    def test_months_and_quarters_as_sections(self) -> None:
        data = of(
            [
                ["SỔ THEO DÕI ĐOÀN RA NĂM 2024"],
                ["STT", "Nội dung", "Nước", "Từ ngày", "Đến ngày"],
                ["Tháng 1/2024"],
                [1, "Họp A", "Lào", "8", "12"],
                ["Tháng 2/2024: không có"],
                ["Tháng 3 (01 đoàn)"],
                [2, "Họp B", "Nga", "29/2", "9"],
                ["QUÝ II"],
                ["Tháng 4"],
                [3, "Họp C", "Pháp", "15", "18"],
            ],
        )
        assert picked(data, "section", "start", "end") == [
            (4, "Tháng 1/2024", "2024-01-08", "2024-01-12"),
            (7, "Tháng 3 (01 đoàn)", "2024-02-29", "2024-03-09"),
            (10, "QUÝ II", "2024-04-15", "2024-04-18"),
        ]

    def test_tables_side_by_side_share_only_their_numbers(self) -> None:
        data = of(
            [
                ["TỔNG HỢP QUÝ II/2023"],
                ["ĐOÀN RA", None, None, None, None, "ĐOÀN VÀO"],
                [
                    "TT",
                    "Nội dung",
                    "Nước đến",
                    "Thời gian",
                    None,
                    "TT",
                    "Khách",
                    "Nước",
                    "Số khách",
                ],
                [1, "Họp APEC", "Peru", "8-10/5", None, 1, "Đoàn MACC", "Malaysia", 5],
                [None, None, None, None, None, 2, "UNODC", None, 2],
            ],
            merged=["A2:D2", "F2:I2"],
        )
        assert picked(data, "kind", "title", "countries", "headcount") == [
            (4, "delegation_out", "Họp APEC", ["PE"], None),
            (4, "delegation_in", "Đoàn MACC", ["MY"], 5),
            (5, "delegation_in", "UNODC", [], 2),
        ]

    def test_a_trip_goes_on_in_rows_without_a_number(self) -> None:
        rows: list[list[Any]] = [
            ["ĐOÀN RA NĂM 2024"],
            ["STT", "Nội dung", "Trưởng đoàn", "Nước", "Thời gian"],
            [1, "Thăm châu Âu", "Nguyễn Văn A1", "Pháp", "10-12/6"],
            [None, None, None, "Bỉ", "13-14/6"],
            [None, None, None, "Đức", "15-17/6"],
            [2, "Hội nghị", "Trần Thị B1", "Áo", "1-3/7"],
        ]
        for merged in ([], ["A3:A5", "B3:B5", "C3:C5"]):
            data = of(rows, merged=merged)
            assert picked(data, "title", "countries", "start", "end") == [
                (3, "Thăm châu Âu", ["FR", "BE", "DE"], "2024-06-10", "2024-06-17"),
                (6, "Hội nghị", ["AT"], "2024-07-01", "2024-07-03"),
            ]
            assert reasons(data)[4] == reasons(data)[5] == "continued row"

    def test_from_the_first_start_to_the_last_end_of_a_trip(self) -> None:
        data = of(
            [
                ["ĐOÀN RA NĂM 2024"],
                ["STT", "Nội dung", "Nước", "Từ ngày", "Đến ngày"],
                [1, "Thăm châu Âu", "Pháp", "10/6", "12/6"],
                [None, None, "Bỉ", "13/6", "14/6"],
            ]
        )
        assert picked(data, "countries", "start", "end") == [
            (3, ["FR", "BE"], "2024-06-10", "2024-06-14")
        ]

    def test_lines_of_words_below_one_number_are_one_activity(self) -> None:
        data = of(
            [
                ["NHẬT KÝ ĐOÀN RA NĂM 2018"],
                ["TT", "Đoàn công tác", "Thành phần đoàn", "Nước", "Thời gian"],
                [1, "Đoàn Tổng Thanh tra thăm", "1. Ông Nguyễn Văn A1", "Lào", "12-16/8"],
                [None, "Lào và Campuchia", "2. Bà Trần Thị B1", "Campuchia", None],
                [2, "Đoàn khảo sát", "Lê Văn C1", "Thái Lan", "3-5/9"],
                [None, "tại ba tỉnh", None, None, None],
            ],
            merged=["A3:A4"],
        )
        assert picked(data, "title", "countries", "people") == [
            (
                *(3, "Đoàn Tổng Thanh tra thăm Lào và Campuchia", ["LA", "KH"]),
                [head("Nguyễn Văn A1"), person("Trần Thị B1")],
            ),
            (5, "Đoàn khảo sát tại ba tỉnh", ["TH"], [head("Lê Văn C1")]),
        ]

    def test_rows_without_a_number_that_say_when_are_things_of_their_own(self) -> None:
        data = of(
            [
                ["ĐOÀN RA NĂM 2018"],
                ["TT", "Nội dung", "Nước", "Thời gian"],
                [1, "Họp A", "Lào", "12-16/8"],
                [None, "Họp B", "Lào", "12-16/9"],
                [None, "Họp C", "Lào", "12-16/10"],
            ],
            merged=["A3:A4"],
        )
        assert picked(data, "title") == [(3, "Họp A"), (4, "Họp B"), (5, "Họp C")]

    def test_countries_of_the_place_where_no_column_has_them(self) -> None:
        data = of(
            [
                ["No.", "Event name", "Organised by", "Venue", "Start date", "End date"],
                [1, "Workshop on assets", "UNODC", "Bangkok, Thailand", "2022-09-07", "2022-09-08"],
                [2, "Workshop on ethics", "KPK", "Ha Noi", "2022-10-07", "2022-10-08"],
            ]
        )
        assert picked(data, "partner_id", "countries") == [(2, UNODC, ["TH"]), (3, KPK, ["ID"])]

    def test_a_remark_in_brackets_between_the_rows(self) -> None:
        data = of(
            [
                ["ĐOÀN VÀO NĂM 2023"],
                ["TT", "Tên đoàn", "Nước", "Thời gian"],
                [1, "Đoàn A", "Lào", "5/3"],
                ["(Theo thư mời của Tổng Thanh tra ngày 10/11/2022)"],
                [2, "Đoàn B", "Nga", "6/3"],
                ["(Đoàn ra)"],
                [3, "Đoàn C", "Nga", "6/4"],
            ]
        )
        assert picked(data, "section", "kind") == [
            (3, "", "delegation_in"),
            (5, "", "delegation_in"),
            (7, "(Đoàn ra)", "delegation_out"),
        ]
        assert reasons(data)[4] == "footnote"

    def test_day_and_place_below_one_heading_and_roman_months(self) -> None:
        data = of(
            [
                ["HỘI NGHỊ, HỘI THẢO NĂM 2024"],
                ["STT", "Tên HN, HT", "Đối tác phối hợp", "Thời gian/địa điểm"],
                [1, "Hội thảo A", "UNODC", "Quý II, Hà Nội"],
                [2, "Hội nghị B", "MACC", "12-15/IX/2024"],
            ]
        )
        assert picked(data, "kind", "partner_id", "start", "end") == [
            (3, "workshop", UNODC, "2024-34", "2024-34"),
            (4, "conference", MACC, "2024-09-12", "2024-09-15"),
        ]

    def test_a_number_of_people_in_parts(self) -> None:
        rows: list[list[Any]] = [
            ["ĐOÀN RA NĂM 2024"],
            ["STT", "Tên đoàn", "Nước", "Thời gian", "Số lượng", None, None],
            [None, None, None, None, "Tổng", "Nam", "Nữ"],
            [1, "Đoàn A", "Lào", "5/3", 5, 3, 2],
        ]
        whole = of(rows, merged=["E2:G2"])
        assert picked(whole, "headcount") == [(4, 5)]
        rows[2][4] = "Nam"
        rows[2][5:] = ["Nữ", "Dân tộc"]
        rows[3][4:] = [3, "02", 1]
        assert picked(of(rows, merged=["E2:G2"]), "headcount") == [(4, 5)]

    def test_markers_of_several_levels_in_the_column_of_numbers(self) -> None:
        data = of(
            [
                ["CHƯƠNG TRÌNH ĐỐI NGOẠI NĂM 2023"],
                ["STT", "Hoạt động", "Chủ trì", "Phối hợp", "Thời gian", "Ghi chú"],
                ["I", "Đoàn ra"],
                ["1", "Đoàn cấp cao"],
                ["a)", "Dự Hội nghị tại Trung Quốc", "Cục IV", "Vụ HTQT", "Tháng 10", "mời"],
                ["b)", "Đoàn chưa rõ nội dung"],
                ["2", "Đoàn cấp Vụ"],
                ["a)", "Học tập kinh nghiệm tại Hàn Quốc", "Viện", None, "Quý II", None],
                ["II", "Đoàn vào"],
                ["1", "Đón Thanh tra bạn", "Vụ HTQT", "VP", "Tháng 8", None],
            ],
            "plan",
        )
        assert picked(data, "section", "kind", "title", "countries") == [
            (5, "I. Đoàn ra", "delegation_out", "Dự Hội nghị tại Trung Quốc", ["CN"]),
            (6, "I. Đoàn ra", "delegation_out", "Đoàn chưa rõ nội dung", []),
            (8, "I. Đoàn ra", "delegation_out", "Học tập kinh nghiệm tại Hàn Quốc", ["KR"]),
            (10, "II. Đoàn vào", "delegation_in", "Đón Thanh tra bạn", []),
        ]
        assert [row for row, why in reasons(data).items() if why == "section row"] == [3, 4, 7, 9]


class TestLogsWithMore:
    def test_people_are_named_in_a_line_below_their_row(self) -> None:
        data = of(
            [
                ["ĐOÀN RA NĂM 2019"],
                ["TT", "Nội dung", "Nước", "Thời gian", "Cơ quan đối tác"],
                [1, "Hội đàm", "Lào", "12-16/8", "Thanh tra Nhà nước Lào"],
                [None, "Thành phần: Nguyễn Văn A1 (Vụ trưởng), Trần Thị B1"],
                [2, "Dự hội nghị", "Campuchia", "3-5/9", "KPK"],
                [None, "Thành phần đoàn gồm: Lê Văn C1"],
            ],
            merged=["B4:E4", "B6:E6"],
        )
        assert picked(data, "section", "no", "title", "people") == [
            (3, "", 1, "Hội đàm", [head("Nguyễn Văn A1", "Vụ trưởng"), person("Trần Thị B1")]),
            (5, "", 2, "Dự hội nghị", [head("Lê Văn C1")]),
        ]
        assert reasons(data)[4] == reasons(data)[6] == "continued row"

    def test_days_whose_headings_are_turned_round(self) -> None:
        data = of(
            [
                ["S/N", "DATE ARRIVAL", "DATE DEPARTURE", "NAME OF DELEGATION", "COUNTRY"],
                [1, "8 Jan 2024", "10 Jan 2024", "KPK", "Rep. Korea"],
            ]
        )
        assert picked(data, "start", "end", "countries") == [
            (2, "2024-01-08", "2024-01-10", ["KR"])
        ]

    def test_day_month_and_year_in_columns_of_their_own(self) -> None:
        data = of(
            [
                ["SỔ ĐOÀN VÀO"],
                ["TT", "Ngày", "Tháng", "Năm", "Tên đoàn", "Nước"],
                [1, 12, 3, 2023, "Đoàn A", "Lào"],
                [2, "05", "04", "2023", "Đoàn B", "Nga"],
            ]
        )
        assert picked(data, "start") == [(3, "2023-03-12"), (4, "2023-04-05")]
        turned = of(
            [
                ["ĐOÀN RA 2023"],
                ["TT", "Tháng", "Nội dung", "Nước", "Ngày"],
                [1, 3, "A", "Lào", "12-15"],
                [2, "4", "B", "Nga", None],
            ]
        )
        assert picked(turned, "start", "end") == [
            (3, "2023-03-12", "2023-03-15"),
            (4, "2023-04", "2023-04"),
        ]
        alone = of([["ĐOÀN RA 2023"], ["TT", "Tháng", "Nội dung", "Nước"], [1, 3, "A", "Lào"]])
        assert picked(alone, "start") == [(3, "2023-03")]

    def test_only_the_first_of_several_rows_names_the_head(self) -> None:
        data = of(
            [
                ["ĐOÀN RA 2023"],
                ["Nội dung", "Nước", "Trưởng đoàn, thành phần", "Thời gian"],
                ["Họp A", "Lào", "Bộ trưởng Nguyễn Văn A1", "5/3"],
                [None, None, "Vụ trưởng Trần Thị B1", None],
                ["Họp B", "Nga", "Phạm Thị D1", "6/3"],
            ]
        )
        assert picked(data, "people") == [
            (3, [head("Nguyễn Văn A1", "Bộ trưởng"), person("Trần Thị B1", "Vụ trưởng")]),
            (5, [head("Phạm Thị D1")]),
        ]

    def test_what_was_held_goes_before_what_was_planned_and_in_plans_the_other_way(self) -> None:
        rows: list[list[Any]] = [
            ["TÌNH HÌNH ĐOÀN RA NĂM 2023"],
            ["TT", "Tên đoàn", "Nước", "Theo kế hoạch", None, "Thực hiện", None],
            [None, None, None, "Thời gian", "Số người", "Thời gian", "Số người"],
            [1, "Đoàn A", "Lào", "Quý I", 5, "12-15/4", 4],
            [2, "Đoàn B", "Nga", "Quý II", 6, None, None],
        ]
        merged = ["A2:A3", "B2:B3", "C2:C3", "D2:E2", "F2:G2"]
        assert picked(of(rows, merged=merged), "start", "headcount") == [
            (4, "2023-04-12", 4),
            (5, "", None),
        ]
        assert picked(of(rows, "plan", merged=merged), "period", "headcount") == [
            (4, "2023-33", 5),
            (5, "2023-34", 6),
        ]

    def test_who_receives_a_delegation_leads_none(self) -> None:
        data = of(
            [
                ["LỊCH TIẾP KHÁCH QUỐC TẾ NĂM 2023"],
                ["STT", "Thời gian", "Khách", "Quốc tịch", "Chủ trì tiếp", "Nội dung"],
                [1, "14h00 ngày 09/3", "Giám đốc quốc gia", "Nhật Bản", "Nguyễn Văn A1", "Chào"],
            ]
        )
        assert picked(data, "title", "countries", "start", "people") == [
            (3, "Giám đốc quốc gia", ["JP"], "2023-03-09", [])
        ]

    def test_rows_that_are_only_numbered_examples_and_sums_without_a_word(self) -> None:
        data = of(
            [
                ["DANH SÁCH ĐOÀN VÀO NĂM 2024"],
                ["TT", "Tên đoàn", "Nước", "Thời gian", "Số người"],
                ["VD", "Đoàn mẫu", "Nhật Bản", "01/01/2024", 5],
                [1, "Đoàn A", "Lào", "5/3", 3],
                [2, "Đoàn B", "Lào", "6/3", 4],
                [3],
                [4],
                [None, None, None, None, 7],
            ]
        )
        assert picked(data, "no", "title") == [(4, 1, "Đoàn A"), (5, 2, "Đoàn B")]
        assert {row: why for row, why in reasons(data).items() if row > 2} == {
            3: "example row",
            6: "blank row",
            7: "blank row",
            8: "total row",
        }
        (total,) = data["totals"]
        assert (total["stated"], total["counted"]) == (7.0, 7.0)

    def test_a_country_and_its_body_in_one_cell(self) -> None:
        data = of(
            [
                ["ĐOÀN VÀO NĂM 2026"],
                ["STT", "Tên đoàn", "Nước/Đối tác", "Thời gian"],
                [1, "Đoàn A", "Lào", "Q.II"],
                [2, "Đoàn B", "Indonesia/KPK", "T6"],
                [3, "Đoàn C", "Malaysia - MACC", "T6"],
            ]
        )
        assert picked(data, "countries", "partner_id") == [
            *((3, ["LA"], ""), (4, ["ID"], KPK), (5, ["MY"], MACC))
        ]

    def test_english_months_as_sections(self) -> None:
        data = of(
            [
                ["CALENDAR OF ACTIVITIES 2025"],
                ["Date", "Activity", "Country", "Status"],
                ["Jan"],
                ["14-15", "Working group", "Singapore", "Done"],
                ["Feb - Mar"],
                ["TBD", "Training", "Malaysia", "Planned"],
                ["Q4"],
                ["1-3 Dec", "Meeting", "Thailand", "Planned"],
            ],
            merged=["A3:D3", "A5:D5", "A7:D7"],
        )
        assert picked(data, "section", "start", "end") == [
            (4, "Jan", "2025-01-14", "2025-01-15"),
            (6, "Feb - Mar", "", ""),
            (8, "Q4", "2025-12-01", "2025-12-03"),
        ]

    def test_japanese_courses_with_days_below_one_label(self) -> None:
        data = of(
            [
                ["研修コース一覧（2023年度）"],
                ["No.", "研修コース名", "研修期間", "", "定員", "対象国", "実施機関", "備考"],
                ["", "", "自", "至", "", "", "", ""],
                [
                    1,
                    "汚職対策",
                    "2023/10/2",
                    "2023/10/20",
                    "15名",
                    "ベトナム、ラオス",
                    "KPK",
                    "対面",
                ],
            ]
        )
        assert picked(data, "title", "start", "end", "countries", "partner_id", "headcount") == [
            (4, "汚職対策", "2023-10-02", "2023-10-20", ["VN", "LA"], KPK, 15)
        ]

    def test_parts_by_country_with_headings_of_their_own(self) -> None:
        labels = ["Tên đoàn", "Thời gian", "Số khách"]
        data = of(
            [
                ["Đoàn vào 2023"],
                [],
                ["Nhật Bản"],
                labels,
                ["Đoàn A", "5/3", 4],
                [],
                ["Hàn Quốc"],
                labels,
                ["Đoàn B", "7/5", 6],
            ]
        )
        assert picked(data, "kind", "countries", "start") == [
            (5, "delegation_in", ["JP"], "2023-03-05"),
            (9, "delegation_in", ["KR"], "2023-05-07"),
        ]

    def test_headings_merged_over_two_columns(self) -> None:
        data = of(
            [
                ["BẢNG KÊ ĐOÀN VÀO QUÝ IV/2023"],
                ["Số\nTT", None, "Đoàn", None, "Nước", "Thời gian", "Nội dung\nlàm việc"],
                [1, None, "KPK", None, "Indonesia", "02-03/10", "Trao đổi"],
            ],
            merged=["A2:B2", "C2:D2", "A3:B3", "C3:D3"],
        )
        assert {c["heading"]: c["field"] for c in data["columns"]}["Nội dung làm việc"] == "content"
        assert picked(data, "title", "start") == [(3, "KPK", "2023-10-02")]

    def test_rows_that_are_struck_through(self) -> None:
        book = Workbook()
        sheet = book.worksheets[0]
        for row in (
            ["ĐOÀN RA NĂM 2023"],
            ["TT", "Nội dung", "Nước", "Thời gian", "Ghi chú"],
            [1, "Họp A", "Lào", "5/3", None],
            [2, "Họp B", "Nga", "6/4", "hủy"],
            [3, "Họp C", "Pháp", "7/5", None],
        ):
            sheet.append(row)
        for cell in sheet[4][:4]:
            cell.font = Font(strike=True)
        sheet["B5"].font = Font(strike=True)
        out = io.BytesIO()
        book.save(out)
        reading = read_book(opened(out.getvalue()), "activities", register())
        told = [(row.values["status"].value, row.values["title"].doubt) for row in reading.rows]
        assert told == [("", ""), ("cancelled", "struck_out"), ("", "")]
        again = reread(reading.rows[1], {"title": "Họp D"}, register())
        assert (again["status"].value, again["title"].doubt) == ("cancelled", "struck_out")

    def test_several_countries_in_columns_that_are_counted(self) -> None:
        data = of(
            [
                ["ĐOÀN RA 2024"],
                ["TT", "Nội dung", "Nước 1", "Nước 2", "Nước 3", "Thời gian"],
                [1, "Thăm", "Pháp", "Bỉ", "Đức", "T6"],
                [2, "Họp", "Lào", None, None, "T7"],
            ]
        )
        assert picked(data, "countries") == [(3, ["FR", "BE", "DE"]), (4, ["LA"])]

    def test_sums_carried_over_to_the_next_page(self) -> None:
        labels = ["TT", "Nội dung", "Nước", "Thời gian", "Số người"]
        data = of(
            [
                ["ĐOÀN RA NĂM 2021"],
                labels,
                [1, "Họp A", "Lào", "Quý I", 4],
                ["Cộng chuyển sang trang sau", None, None, None, 4],
                labels,
                ["Mang sang", None, None, None, 4],
                [2, "Họp B", "Nga", "T12", 2],
                ["Tổng cộng", None, None, None, 6],
            ]
        )
        assert picked(data, "no", "headcount") == [(3, 1, 4), (7, 2, 2)]
        assert (reasons(data)[4], reasons(data)[6]) == ("subtotal row", "subtotal row")

    def test_a_column_of_years(self) -> None:
        data = of(
            [
                ["ĐOÀN RA TỪ NĂM 2015 ĐẾN NAY"],
                ["TT", "Nội dung", "Nước", "Năm", "Thời gian"],
                [1, "Họp A", "Lào", 2016, "10/5-22/5"],
                [2, "Họp B", "Nga", None, "tháng 9"],
                [3, "Họp C", "Nga", "2018", None],
                [4, "Họp D", "Nga", "2019-2020", None],
            ]
        )
        assert picked(data, "start", "end") == [
            (3, "2016-05-10", "2016-05-22"),
            (4, "2016-09", "2016-09"),
            (5, "2018", "2018"),
            (6, "2019", "2020"),
        ]
        fiscal = of(
            [["番号", "件名", "相手国", "年度", "時期"], [1, "会合A", "ラオス", 2023, "2月"]]
        )
        assert picked(fiscal, "start") == [(2, "2024-02")]

    def test_bodies_in_a_column_of_countries_are_partners(self) -> None:
        data = of(
            [
                ["ĐOÀN VÀO NĂM 2023"],
                ["TT", "Tên đoàn", "Quốc gia/Tổ chức", "Nội dung", "Thời gian"],
                [1, "Đoàn A", "UNODC", "Hội đàm", "5/3"],
                [2, "Đoàn B", "MACC", "Chào xã giao", "6/3"],
                [3, "Đoàn C", "Pháp", "Hội đàm", "6/3"],
            ]
        )
        assert picked(data, "countries", "partner_id") == [
            (3, [], UNODC),
            (4, ["MY"], MACC),
            (5, ["FR"], ""),
        ]
