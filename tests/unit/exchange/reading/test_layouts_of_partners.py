"""Lists of partners, people, agreements and plans of others, each held by a small example."""

from __future__ import annotations

from tests.factories.sheet_looks import of, picked, reasons
from tests.factories.sheets import (
    LAOS,
    MACC,
)


class TestOthers:
    def test_tables_that_count_delegations_are_no_delegations(self) -> None:
        pivot = of(
            [
                ["Row Labels", "Count of Tên đoàn", "Sum of Tổng số người"],
                ["Malaysia", 1, 5],
                ["Singapore", 1, 12],
                ["Grand Total", 2, 17],
            ],
        )
        assert (pivot["rows"], reasons(pivot)[2]) == ([], "other table")
        compared = of(
            [
                ["SO SÁNH VỚI KẾ HOẠCH 2023"],
                ["TT", "Nội dung", "Số đoàn", "Số người", "Tỷ lệ (%)", "Ghi chú"],
                [1, "Đoàn ra", 10, 60, "80%", None],
                [2, "Đoàn vào", 15, 120, "80%", None],
            ],
        )
        assert (compared["rows"], reasons(compared)[3]) == ([], "other table")
        summary = of(
            [
                ["THỐNG KÊ ĐOÀN RA NĂM 2023"],
                ["TT", "Quốc gia", "Số đoàn", "Tổng số người"],
                [1, "Lào", 3, 20],
                [2, "Nga", 1, 5],
            ],
        )
        assert (summary["rows"], reasons(summary)[3]) == ([], "other table")

    def test_a_cell_says_for_whom_each_signed(self) -> None:
        data = of(
            [
                ["STT", "Tên văn bản ký kết", "Đại diện ký kết", "Ngày ký", "Ghi chú"],
                [
                    *(1, "MOU giữa TTCP và ACRC Hàn Quốc"),
                    "Việt Nam: Nguyễn Văn A1, Tổng Thanh tra\nPhía Hàn Quốc: Khách X1 (Chủ tịch)",
                    *("10/12/2014", "Gia hạn năm 2019 (xem số 2)"),
                ],
                [2, "MOU giữa TTCP và ACRC Hàn Quốc", "Lê Văn C1", "1/3/2019", "Gia hạn số 1"],
            ],
            "instruments",
        )
        first, second = data["rows"]
        assert first["signatories"] == [
            {"name": "Nguyễn Văn A1", "title": "Tổng Thanh tra", "side": "vn"},
            {"name": "Khách X1", "title": "Chủ tịch", "side": "foreign"},
        ]
        assert second["signatories"] == [{"name": "Lê Văn C1", "title": "", "side": ""}]
        assert (first["countries"], first["relation"]) == (["KR"], "")
        assert (second["relation"], second["related_no"]) == ("renews", 1)

    def test_members_of_a_delegation_are_not_of_the_country_they_go_to(self) -> None:
        labels = ["STT", "Họ và tên", "Chức vụ", "Đơn vị"]
        row = [1, "Ông Nguyễn Văn A1", "Vụ trưởng", "Vụ HTQT"]
        going = of([["DANH SÁCH ĐOÀN ĐI CÔNG TÁC NHẬT BẢN"], labels, row], "people")
        assert picked(going, "countries") == [(3, [])]
        partners = of([["DANH BẠ ĐỐI TÁC NHẬT BẢN"], labels, row], "people")
        assert picked(partners, "countries") == [(3, ["JP"])]

    def test_names_in_two_columns_and_two_titles(self) -> None:
        data = of(
            [
                ["No", "Country", "Title", "First name", "Last name", "Job title", "Organisation"],
                [1, "Malaysia", "Mr", "Khách", "X1", "Director", "MACC"],
            ],
            "people",
        )
        assert picked(data, "name", "salutation", "title", "organisation_id") == [
            (2, "Khách X1", "Mr", "Director", MACC)
        ]

    def test_embassies_are_of_the_country_they_are_called_by(self) -> None:
        data = of(
            [
                ["STT", "Tên cơ quan đại diện", "Tên tiếng Anh", "Website"],
                [1, "Đại sứ quán Nhật Bản", "Embassy of Japan", "https://x.example"],
                [2, "Phái đoàn Liên minh châu Âu", "Delegation of the EU", None],
            ],
            "organisations",
        )
        assert picked(data, "countries") == [(2, ["JP"]), (3, [])]

    def test_contacts_with_nationalities(self) -> None:
        data = of(
            [
                [
                    *("S/N", "Surname, given name", "Designation", "Organization / Mission"),
                    *("Nationality", "E-mail address"),
                ],
                [1, "Mr. Khách X1", "First Secretary", "Embassy", "French", "x1@example.test"],
                [2, "Khách X2", "Chief", "State Inspection Authority", "Lao", "x2@example.test"],
            ],
            "people",
        )
        assert picked(data, "no", "title", "countries", "organisation_id") == [
            (2, 1, "First Secretary", ["FR"], ""),
            (3, 2, "Chief", ["LA"], LAOS),
        ]

    def test_a_directory_whose_sections_stand_in_the_column_of_names(self) -> None:
        data = of(
            [
                ["DANH BẠ"],
                ["Họ và tên", "Chức vụ", "Di động", "Email"],
                ["LÃNH ĐẠO VỤ"],
                ["Nguyễn Văn A1", "Vụ trưởng", "0900000001", "a1@example.test"],
                ["Vũ Thị B1", "Phó Vụ trưởng", "0900000002"],
                ["PHÒNG SONG PHƯƠNG"],
                ["Lê Văn C1", "Trưởng phòng"],
                [],
                [None, "TRƯỞNG PHÒNG"],
                ["Phạm Thị D1"],
            ],
            "people",
        )
        assert picked(data, "section", "name", "title") == [
            (4, "LÃNH ĐẠO VỤ", "Nguyễn Văn A1", "Vụ trưởng"),
            (5, "LÃNH ĐẠO VỤ", "Vũ Thị B1", "Phó Vụ trưởng"),
            (7, "PHÒNG SONG PHƯƠNG", "Lê Văn C1", "Trưởng phòng"),
        ]

    def test_each_body_below_one_number_is_one(self) -> None:
        data = of(
            [
                ["TT", "Quốc gia", "Cơ quan đối tác", "Trụ sở"],
                [1, "Lào", "Cơ quan A", "Viêng Chăn"],
                [2, "Hàn Quốc", "Cơ quan B", "Sejong"],
                [None, None, "Cơ quan C", "Seoul"],
                [3, "Tổ chức quốc tế", "Cơ quan D", "Viên"],
            ],
            "organisations",
            merged=["A3:A4", "B3:B4"],
        )
        assert picked(data, "name_vi", "countries") == [
            (2, "Cơ quan A", ["LA"]),
            (3, "Cơ quan B", ["KR"]),
            (4, "Cơ quan C", ["KR"]),
            (5, "Cơ quan D", []),
        ]

    def test_annexes_of_events_and_agreements_to_be_signed(self) -> None:
        data = of(
            [
                ["CHƯƠNG TRÌNH NĂM 2024"],
                ["III. HỘI NGHỊ, HỘI THẢO"],
                ["TT", "Tên hội nghị, hội thảo", "Thời gian", "Đại biểu VN", "Đại biểu quốc tế"],
                [1, "Hội thảo A", "tháng 5", 50, 10],
                [],
                ["IV. KÝ KẾT THỎA THUẬN QUỐC TẾ"],
                ["TT", "Tên thỏa thuận", "Đối tác ký", "Cấp ký", "Thời gian", "Nội dung chính"],
                [1, "Bản ghi nhớ", "MACC", "Cấp Bộ", "Tháng 8", "Gia hạn"],
            ],
            "plan",
            merged=["A2:F2", "A6:F6"],
        )
        assert picked(data, "kind", "title", "rank", "content", "headcount") == [
            (4, "workshop", "Hội thảo A", "", "", 60),
            (8, "signing", "Bản ghi nhớ", "", "Gia hạn", None),
        ]

    def test_amounts_by_quarter_are_no_times(self) -> None:
        data = of(
            [
                ["KẾ HOẠCH NĂM 2025"],
                ["TT", "Nội dung", "Nước", "Kinh phí (triệu đồng)", None, None],
                [None, None, None, "Tổng", "Quý I", "Quý II"],
                [1, "Đoàn A", "Lào", 300, 100, 200],
            ],
            "plan",
            merged=["D2:F2"],
        )
        assert picked(data, "period", "budget_state") == [(4, "", 300)]

    def test_a_column_of_force_may_say_how_a_text_stands(self) -> None:
        data = of(
            [
                ["STT", "Tên văn kiện", "Quốc gia", "Ngày ký", "Người ký phía VN", "Hiệu lực"],
                [1, "Biên bản hợp tác", "Lào", "05/08/2018", "Nguyễn Văn A1", "Còn hiệu lực"],
                [2, "Thỏa thuận A", "Lào", "05/08/2018", None, "05 năm"],
                [3, "Thỏa thuận B", "Lào", "05/08/2011", None, "đã hết hiệu lực"],
            ],
            "instruments",
        )
        assert picked(data, "status", "term_years") == [
            *((2, "in_force", None), (3, "", 5), (4, "expired", None))
        ]

    def test_who_signed_for_us_is_no_place(self) -> None:
        data = of(
            [
                ["TT", "Tên MOU", "Bên ký kết", None, "Năm ký", "Tình hình triển khai"],
                [None, None, "Việt Nam", "Nước ngoài", None, None],
                [1, "MOU về thanh tra", "Thanh tra Chính phủ", "MACC", 2018, "Kết thúc"],
            ],
            "instruments",
            merged=["C1:D1"],
        )
        assert picked(data, "place", "partner_id", "status") == [(3, "", MACC, "ended")]
