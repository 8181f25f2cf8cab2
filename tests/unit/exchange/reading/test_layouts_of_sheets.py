"""How tables lie on sheets: several of them, parts of them hidden, heads of many rows."""

from __future__ import annotations

from tests.factories.sheets import (
    ACRC,
    AFA,
    CPIB,
    JICA,
    KPK,
    LAOS,
    MACC,
    Leaf,
    Wanted,
    as_ods,
    as_xls,
    as_xlsx,
    check,
    head,
    read,
    row_of,
)


def test_two_tables_one_below_the_other_with_headings_of_their_own() -> None:
    leaf = Leaf(
        "2023",
        [
            ["BỘ X"],
            ["I. DANH SÁCH ĐOÀN RA NĂM 2023"],
            ["TT", "Nội dung", "Nước đến", "Từ ngày", "Đến ngày", "Số người"],
            [1, "Dự họp thường niên", "Lào", "05/02/2023", "09/02/2023", 3],
            [2, "Nghiên cứu kinh nghiệm", "Pháp", "10/10/2023", "12/10/2023", 5],
            [None, "Cộng", None, None, None, 8],
            [],
            ["II. DANH SÁCH ĐOÀN VÀO NĂM 2023"],
            ["TT", "Tên đoàn", "Nước", "Cơ quan đối tác", "Thời gian", "Trưởng đoàn", "Ghi chú"],
            [1, "Đoàn JICA", "Nhật Bản", "JICA", "12-13/01/2023", "Khách X1", None],
            [2, "Đoàn CPIB", "Singapore", "CPIB", "20/1/23", "Khách X2, Giám đốc", "đã hoãn"],
            [],
            ["Ghi chú: số liệu minh hoạ."],
        ],
        merged=["A2:F2", "A8:G8"],
    )
    first, second = "I. DANH SÁCH ĐOÀN RA NĂM 2023", "II. DANH SÁCH ĐOÀN VÀO NĂM 2023"
    wanted = Wanted(
        "2023",
        [
            row_of(
                {"row": 4, "no": 1, "section": first, "kind": "delegation_out"},
                {"title": "Dự họp thường niên", "countries": ["LA"], "headcount": 3},
                {"start": "2023-02-05", "end": "2023-02-09"},
            ),
            row_of(
                {"row": 5, "no": 2, "section": first, "kind": "delegation_out"},
                {"title": "Nghiên cứu kinh nghiệm", "countries": ["FR"], "headcount": 5},
                {"start": "2023-10-10", "end": "2023-10-12"},
            ),
            row_of(
                {"row": 10, "no": 1, "section": second, "kind": "delegation_in"},
                {"title": "Đoàn JICA", "countries": ["JP"], "people": [head("Khách X1")]},
                {"partner": "JICA", "partner_id": JICA},
                {"start": "2023-01-12", "end": "2023-01-13"},
            ),
            row_of(
                {"row": 11, "no": 2, "section": second, "kind": "delegation_in"},
                {"title": "Đoàn CPIB", "countries": ["SG"], "note": "đã hoãn"},
                {"partner": "CPIB", "partner_id": CPIB},
                {"start": "2023-01-20", "end": "2023-01-20"},
                {"people": [head("Khách X2", "Giám đốc")]},
            ),
        ],
        {
            "header block": [1],
            "section row": [2, 8],
            "column header": [3, 9],
            "subtotal row": [6],
            "blank row": [7, 12],
            "footnote": [13],
        },
    )
    for data in (as_xlsx(leaf), as_ods(leaf)):
        check(read(data, "activities"), "activities", wanted)


def test_a_second_table_with_the_same_headings_has_a_title_of_its_own() -> None:
    labels = ["STT", "Nội dung", "Nước", "Thời gian", "Số người"]
    leaf = Leaf(
        "Tổng hợp",
        [
            ["DANH SÁCH ĐOÀN RA NĂM 2021"],
            labels,
            [1, "Dự hội nghị", "Áo", "12/6", 2],
            [2, "Khảo sát", "Anh", "13/7", 3],
            [],
            ["DANH SÁCH ĐOÀN VÀO NĂM 2022"],
            labels,
            [1, "Chào xã giao", "Nga", "14/8", 4],
            [2, "Hội đàm", "Ý", "15/9", 5],
        ],
        merged=["A1:E1", "A6:E6"],
    )
    wanted = Wanted(
        "Tổng hợp",
        [
            row_of(
                {"row": 3, "no": 1, "kind": "delegation_out", "title": "Dự hội nghị"},
                {"countries": ["AT"], "headcount": 2},
                {"start": "2021-06-12", "end": "2021-06-12"},
            ),
            row_of(
                {"row": 4, "no": 2, "kind": "delegation_out", "title": "Khảo sát"},
                {"countries": ["GB"], "headcount": 3},
                {"start": "2021-07-13", "end": "2021-07-13"},
            ),
            row_of(
                {"row": 8, "no": 1, "kind": "delegation_in", "title": "Chào xã giao"},
                {"countries": ["RU"], "headcount": 4},
                {"start": "2022-08-14", "end": "2022-08-14"},
            ),
            row_of(
                {"row": 9, "no": 2, "kind": "delegation_in", "title": "Hội đàm"},
                {"countries": ["IT"], "headcount": 5},
                {"start": "2022-09-15", "end": "2022-09-15"},
            ),
        ],
        {"header block": [1, 6], "column header": [2, 7], "blank row": [5]},
    )
    check(read(as_xlsx(leaf), "auto"), "activities", wanted)


def test_two_tables_side_by_side() -> None:
    leaf = Leaf(
        "Sheet1",
        [
            ["HOẠT ĐỘNG ĐỐI NGOẠI NĂM 2024"],
            ["ĐOÀN RA", None, None, None, None, "ĐOÀN VÀO"],
            ["TT", "Nội dung", "Nước", "Ngày", None, "TT", "Nội dung", "Nước", "Ngày"],
            [1, "Họp nhóm công tác", "Peru", "28/2", None, 1, "Thăm xã giao", "Lào", "3/4"],
            [2, "Khảo sát", "Đức", "30/5", None, 2, "Hội đàm", "Hàn Quốc", "6/7"],
            [3, "Nghiên cứu", "Bỉ", "tháng 8"],
        ],
        merged=["A1:I1", "A2:D2", "F2:I2"],
    )
    out, back = {"kind": "delegation_out"}, {"kind": "delegation_in"}
    wanted = Wanted(
        "Sheet1",
        [
            row_of(
                out | {"row": 4, "no": 1, "title": "Họp nhóm công tác", "countries": ["PE"]},
                {"start": "2024-02-28", "end": "2024-02-28"},
            ),
            row_of(
                out | {"row": 5, "no": 2, "title": "Khảo sát", "countries": ["DE"]},
                {"start": "2024-05-30", "end": "2024-05-30"},
            ),
            row_of(
                out | {"row": 6, "no": 3, "title": "Nghiên cứu", "countries": ["BE"]},
                {"start": "2024-08", "end": "2024-08"},
            ),
            row_of(
                back | {"row": 4, "no": 1, "title": "Thăm xã giao", "countries": ["LA"]},
                {"start": "2024-04-03", "end": "2024-04-03"},
            ),
            row_of(
                back | {"row": 5, "no": 2, "title": "Hội đàm", "countries": ["KR"]},
                {"start": "2024-07-06", "end": "2024-07-06"},
            ),
        ],
        {"header block": [1, 2], "column header": [3]},
    )
    check(read(as_xlsx(leaf), "activities"), "activities", wanted)


def test_heads_of_three_rows_with_numbers_below_come_again_on_the_next_page() -> None:
    top = ["TT", "Tên hoạt động", "Nước", "Thời gian", None, "Số người", None, None, "Ghi chú"]
    middle = [None, None, None, "Từ ngày", "Đến ngày", "Tổng số", "Trong đó"]
    low = [None, None, None, None, None, None, "TTCP", "Khác"]
    numbers = ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)", "(9)"]
    leaf = Leaf(
        "Sổ",
        [
            ["SỔ THEO DÕI ĐOÀN RA NĂM 2019"],
            *(top, middle, low, numbers),
            [1, "Đoàn dự diễn đàn", "Hàn Quốc", "1/2/2019", "3/2/2019", 5, 3, 2, None],
            [2, "Đoàn khảo sát", "Đức", "4/5/2019", "6/5/2019", 4, 4, None, "tự túc"],
            *(top, middle, low, numbers),
            [3, "Đoàn nghiên cứu", "Bỉ", "7/8/2019", "9/8/2019", 3, 2, 1, None],
        ],
        merged=[
            *("A1:I1", "A2:A4", "B2:B4", "C2:C4", "D2:E2", "F2:H2", "I2:I4", "D3:D4", "E3:E4"),
            *("F3:F4", "G3:H3", "A8:A10", "B8:B10", "C8:C10", "D8:E8", "F8:H8", "I8:I10"),
            *("D9:D10", "E9:E10", "F9:F10", "G9:H9"),
        ],
    )
    common = {"kind": "delegation_out"}
    wanted = Wanted(
        "Sổ",
        [
            row_of(
                common | {"row": 6, "no": 1, "title": "Đoàn dự diễn đàn", "headcount": 5},
                {"countries": ["KR"], "start": "2019-02-01", "end": "2019-02-03"},
            ),
            row_of(
                common | {"row": 7, "no": 2, "title": "Đoàn khảo sát", "headcount": 4},
                {"countries": ["DE"], "start": "2019-05-04", "end": "2019-05-06"},
                {"note": "tự túc"},
            ),
            row_of(
                common | {"row": 12, "no": 3, "title": "Đoàn nghiên cứu", "headcount": 3},
                {"countries": ["BE"], "start": "2019-08-07", "end": "2019-08-09"},
            ),
        ],
        {"header block": [1], "column header": [2, 3, 4, 5, 8, 9, 10, 11]},
    )
    for data in (as_xlsx(leaf), as_xls(leaf), as_ods(leaf)):
        check(read(data, "auto"), "activities", wanted)


def test_hidden_parts_are_left_out_and_each_sheet_has_its_year() -> None:
    labels = ["STT", "Nội dung", "Nước đến", "Mật", "Thời gian", "Số người"]
    first = Leaf(
        "Năm 2021",
        [
            ["Danh sách đoàn ra"],
            labels,
            [1, "Họp", "Lào", "abc", "5/3", 3],
            [2, "Đã huỷ", "Lào", "abc", "6/3", 3],
            [3, "Khảo sát", "Thái Lan", "abc", "7/4", 2],
        ],
        hidden_rows=[4],
        hidden_columns=["D"],
    )
    second = Leaf(
        "Năm 2022",
        [["Danh sách đoàn ra"], labels, [1, "Họp", "Nga", None, "8/5", 4]],
        hidden_columns=["D"],
    )
    drafts = Leaf("Nháp", [labels, [9, "Bản nháp", "Mỹ", None, "9/6", 1]], is_hidden=True)
    out = {"kind": "delegation_out"}
    wanted = [
        Wanted(
            "Năm 2021",
            [
                row_of(
                    out | {"row": 3, "no": 1, "title": "Họp", "countries": ["LA"]},
                    {"headcount": 3, "start": "2021-03-05", "end": "2021-03-05"},
                ),
                row_of(
                    out | {"row": 5, "no": 3, "title": "Khảo sát", "countries": ["TH"]},
                    {"headcount": 2, "start": "2021-04-07", "end": "2021-04-07"},
                ),
            ],
            {"header block": [1], "column header": [2], "hidden row": [4]},
        ),
        Wanted(
            "Năm 2022",
            [
                row_of(
                    out | {"row": 3, "no": 1, "title": "Họp", "countries": ["RU"]},
                    {"headcount": 4, "start": "2022-05-08", "end": "2022-05-08"},
                )
            ],
            {"header block": [1], "column header": [2]},
        ),
    ]
    for made in (as_xlsx, as_xls):
        data = read(made(first, second, drafts), "activities")
        check(data, "activities", *wanted)
        assert [one["code"] for one in data["remarks"]] == ["hidden_sheet"]
        assert "D" not in {column["column"] for column in data["columns"]}


def test_a_table_far_from_the_corner_without_numbers() -> None:
    blank = [None, None]
    leaf = Leaf(
        "Danh sách",
        [
            *[[] for _ in range(8)],
            [*blank, "Đoàn vào năm 2018"],
            [],
            [],
            [*blank, "Cơ quan đối tác", "Quốc gia", "Nội dung làm việc", "Ngày đến", "Ngày về"],
            [*blank, "KPK", "Indonesia", "Chia sẻ kinh nghiệm", "3.4.2018", "5.4.2018"],
            [*blank, "ACRC", "Hàn Quốc", "Ký kết", "10.6.2018", "10.6.2018"],
            [*blank, "AFA", "CH Pháp", "Trao đổi", "1.9.2018", "2.9.2018"],
        ],
    )
    common = {"kind": "delegation_in"}
    wanted = Wanted(
        "Danh sách",
        [
            row_of(
                common | {"row": 13, "partner": "KPK", "partner_id": KPK, "countries": ["ID"]},
                {"title": "Chia sẻ kinh nghiệm", "start": "2018-04-03", "end": "2018-04-05"},
            ),
            row_of(
                common | {"row": 14, "partner": "ACRC", "partner_id": ACRC},
                {"countries": ["KR"], "title": "Ký kết"},
                {"start": "2018-06-10", "end": "2018-06-10"},
            ),
            row_of(
                common | {"row": 15, "partner": "AFA", "partner_id": AFA, "countries": ["FR"]},
                {"title": "Trao đổi", "start": "2018-09-01", "end": "2018-09-02"},
            ),
        ],
        {"header block": range(1, 12), "column header": [12]},
    )
    check(read(as_xlsx(leaf), "auto"), "activities", wanted)


def test_no_empty_row_above_the_head_and_signatures_in_several_columns() -> None:
    leaf = Leaf(
        "Đoàn ra",
        [
            ["THANH TRA TỈNH Y", None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
            ["VĂN PHÒNG", None, None, "Độc lập - Tự do - Hạnh phúc"],
            [None, None, None, "Y, ngày 15 tháng 12 năm 2021"],
            ["KẾT QUẢ ĐOÀN RA 2022 (theo kế hoạch ký năm 2021)"],
            ["TT", "Nội dung", "Nước", "Đối tác", "Thời gian", "Số người"],
            [1, "Học tập kinh nghiệm", "Malaysia", "MACC", "14/3", 6],
            [2, "Dự hội thảo", "Lào", "Thanh tra Nhà nước Lào", "20-22/9", 4],
            ["Tổng cộng", None, None, None, None, 10],
            ["NGƯỜI LẬP BIỂU", None, "TRƯỞNG PHÒNG", None, "CHÁNH VĂN PHÒNG"],
            ["(Ký, ghi rõ họ tên)", None, "(Ký)", None, "(Ký, đóng dấu)"],
            [],
            ["Nguyễn Văn A1", None, "Trần Thị B1", None, "Lê Văn C1"],
        ],
        merged=["A1:C1", "D1:F1", "A2:C2", "D2:F2", "D3:F3", "A4:F4"],
    )
    out = {"kind": "delegation_out"}
    wanted = Wanted(
        "Đoàn ra",
        [
            row_of(
                out | {"row": 6, "no": 1, "title": "Học tập kinh nghiệm", "headcount": 6},
                {"countries": ["MY"], "partner": "MACC", "partner_id": MACC},
                {"start": "2022-03-14", "end": "2022-03-14"},
            ),
            row_of(
                out | {"row": 7, "no": 2, "title": "Dự hội thảo", "headcount": 4},
                {"countries": ["LA"], "partner": "Thanh tra Nhà nước Lào", "partner_id": LAOS},
                {"start": "2022-09-20", "end": "2022-09-22"},
            ),
        ],
        {
            "header block": [1, 2, 3, 4],
            "column header": [5],
            "total row": [8],
            "footnote": [9, 10, 12],
            "blank row": [11],
        },
    )
    check(read(as_xlsx(leaf), "activities", "bang.xlsx"), "activities", wanted)
