"""Logs of delegations as offices of several countries keep them."""

from __future__ import annotations

import datetime as dt

from tests.factories.sheets import (
    ACRC,
    AFA,
    JICA,
    KPK,
    LAOS,
    MACC,
    MIC,
    Leaf,
    Wanted,
    as_xls,
    as_xlsx,
    check,
    head,
    person,
    read,
    row_of,
)


def _english_list_with_the_direction_in_a_col_1():
    return [
        row_of(
            {"row": 5, "no": 1, "kind": "delegation_out", "countries": ["MY"]},
            {"partner": "MACC", "partner_id": MACC, "headcount": 5},
            {"title": "Study visit on declaring assets"},
            {"start": "2023-01-12", "end": "2023-01-17"},
            {"people": [head("Nguyễn Văn A1", "Deputy Inspector General")]},
        ),
        row_of(
            {"row": 6, "no": 2, "kind": "delegation_in", "countries": ["JP"]},
            {"partner": "JICA", "partner_id": JICA, "headcount": 4},
            {"title": "Courtesy call", "start": "2023-03-03", "end": "2023-03-03"},
            {"people": [head("Khách X1", "Director")], "note": "at headquarters"},
        ),
        row_of(
            {"row": 7, "no": 3, "kind": "delegation_out", "countries": ["LA"]},
            {"partner": "State Inspection Authority", "partner_id": LAOS, "headcount": 6},
            {"title": "Annual meeting", "start": "2023-02-28", "end": "2023-03-03"},
            {"people": [head("Trần Thị B2")]},
        ),
        row_of(
            {"row": 8, "no": 4, "kind": "delegation_in", "countries": ["FR"]},
            {"partner": "AFA", "partner_id": AFA, "headcount": 10},
            {"title": "Seminar on ethics", "start": "2023-35", "end": "2023-35"},
        ),
        row_of(
            {"row": 9, "no": 5, "kind": "delegation_in", "countries": ["KR"]},
            {"partner": "ACRC", "partner_id": ACRC, "headcount": 3},
            {"title": "Working visit", "start": "2023-11-02", "end": "2023-11-02"},
        ),
    ]


def test_english_list_with_the_direction_in_a_column() -> None:
    leaf = Leaf(
        "Visits 2023",
        [
            ["INTERNATIONAL COOPERATION DEPARTMENT"],
            ["List of visits in 2023"],
            [],
            [
                *("No.", "Direction", "Country", "Partner organisation", "Purpose of visit"),
                *("Dates", "Head of delegation", "No. of people", "Remarks"),
            ],
            [
                *(1, "Outgoing", "Malaysia", "MACC", "Study visit on declaring assets"),
                *("12-17 Jan 2023", "Mr. Nguyễn Văn A1, Deputy Inspector General", 5, None),
            ],
            [
                *(2, "Incoming", "Japan", "JICA", "Courtesy call", "3 March 2023"),
                *("Ms. Khách X1 (Director)", "4 pax", "at headquarters"),
            ],
            [
                *(3, "Out", "Lao PDR", "State Inspection Authority", "Annual meeting"),
                *("28 Feb - 3 Mar 2023", "Trần Thị B2", "06", None),
            ],
            [4, "In", "France", "AFA", "Seminar on ethics", "Q3 2023", None, "approx. 10", None],
            [5, "In", "Rep. of Korea", "ACRC", "Working visit", dt.date(2023, 11, 2), None, 3],
            [],
            ["Note: people include interpreters."],
        ],
    )
    wanted = Wanted(
        "Visits 2023",
        _english_list_with_the_direction_in_a_col_1(),
        {
            "header block": [1, 2, 3],
            "column header": [4],
            "blank row": [10],
            "footnote": [11],
        },
    )
    for kind in ("activities", "auto"):
        check(read(as_xlsx(leaf), kind), "activities", wanted)


def test_japanese_list_of_visitors() -> None:
    leaf = Leaf(
        "受入",
        [
            ["海外からの訪問団受入一覧（2023年）"],
            ["番号", "国名", "訪問機関", "目的", "期間", "団長", "団員", "人数", "備考"],
            [
                *(1, "マレーシア", "MACC", "腐敗防止に関する意見交換", "2023年3月5日～9日"),
                *("Khách X1（委員長）", "Khách X2、Khách X3", "5名", None),
            ],
            [2, "インドネシア", "KPK", "表敬訪問", "令和5年4月12日", None, None, "３人", "要通訳"],
            [3, "日本", "総務省", "覚書の署名", "2023年6月", None, None, "約10名", None],
            ["合計", None, None, None, None, None, None, 18],
        ],
        merged=["A1:I1"],
    )
    wanted = Wanted(
        "受入",
        [
            row_of(
                {"row": 3, "no": 1, "kind": "delegation_in", "countries": ["MY"]},
                {"partner": "MACC", "partner_id": MACC, "headcount": 5},
                {"title": "腐敗防止に関する意見交換", "start": "2023-03-05"},
                {
                    "end": "2023-03-09",
                    "people": [head("Khách X1", "委員長"), person("Khách X2"), person("Khách X3")],
                },
            ),
            row_of(
                {"row": 4, "no": 2, "kind": "delegation_in", "countries": ["ID"]},
                {"partner": "KPK", "partner_id": KPK, "headcount": 3, "note": "要通訳"},
                {"title": "表敬訪問", "start": "2023-04-12", "end": "2023-04-12"},
            ),
            row_of(
                {"row": 5, "no": 3, "kind": "delegation_in", "countries": ["JP"]},
                {"partner": "総務省", "partner_id": MIC, "headcount": 10},
                {"title": "覚書の署名", "start": "2023-06", "end": "2023-06"},
            ),
        ],
        {"header block": [1], "column header": [2], "total row": [6]},
    )
    data = read(as_xlsx(leaf), "auto")
    check(data, "activities", wanted)
    (total,) = data["totals"]
    assert (total["field"], total["stated"], total["counted"]) == ("headcount", 18.0, 18.0)


def test_one_person_a_row_below_merged_cells_or_empty_ones() -> None:
    rows = [
        ["BỘ X", None, None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
        ["VỤ HỢP TÁC QUỐC TẾ", None, None, None, "Độc lập - Tự do - Hạnh phúc"],
        [],
        ["DANH SÁCH CÁN BỘ ĐI CÔNG TÁC NƯỚC NGOÀI NĂM 2022"],
        [],
        ["TT", "Nước", "Nội dung", "Thời gian", "Họ và tên", "Chức vụ", "Ghi chú"],
        [1, "Lào", "Họp thường niên", "5-9/6", "Nguyễn Văn A1", "Phó Tổng Thanh tra"],
        [None, None, None, None, "Trần Thị B1", "Vụ trưởng Vụ HTQT"],
        [None, None, None, None, "Lê Văn C1", "Chuyên viên"],
        [2, "Nhật Bản", "Hội đàm", "14/12", "Phạm Thị D1", "Vụ trưởng", "kết hợp hội thảo"],
        [None, None, None, None, "Hoàng Văn E1", None, None],
        [3, "Pháp", "Khảo sát", "tháng 11", "Vũ Thị G1", "Chuyên viên"],
    ]
    leaf = Leaf(
        "Đoàn ra",
        rows,
        merged=[
            *("A1:C1", "E1:G1", "A2:C2", "E2:G2", "A4:G4"),
            *("A7:A9", "B7:B9", "C7:C9", "D7:D9"),
        ],
    )
    common = {"kind": "delegation_out"}
    wanted = Wanted(
        "Đoàn ra",
        [
            row_of(
                common,
                {"row": 7, "no": 1, "countries": ["LA"], "title": "Họp thường niên"},
                {"start": "2022-06-05", "end": "2022-06-09"},
                {
                    "people": [
                        head("Nguyễn Văn A1", "Phó Tổng Thanh tra"),
                        person("Trần Thị B1", "Vụ trưởng Vụ HTQT"),
                        person("Lê Văn C1", "Chuyên viên"),
                    ]
                },
            ),
            row_of(
                common,
                {"row": 10, "no": 2, "countries": ["JP"], "title": "Hội đàm"},
                {"start": "2022-12-14", "end": "2022-12-14", "note": "kết hợp hội thảo"},
                {"people": [head("Phạm Thị D1", "Vụ trưởng"), person("Hoàng Văn E1")]},
            ),
            row_of(
                common,
                {"row": 12, "no": 3, "countries": ["FR"], "title": "Khảo sát"},
                {"start": "2022-11", "end": "2022-11"},
                {"people": [head("Vũ Thị G1", "Chuyên viên")]},
            ),
        ],
        {
            "header block": [1, 2, 3, 4, 5],
            "column header": [6],
            "continued row": [8, 9, 11],
        },
    )
    for data in (as_xlsx(leaf), as_xls(leaf)):
        check(read(data, "activities"), "activities", wanted)


def test_a_merged_country_holds_for_each_activity_beside_it() -> None:
    leaf = Leaf(
        "Sổ",
        [
            ["Sổ theo dõi đoàn vào năm 2021"],
            ["STT", "Nước", "Cơ quan đối tác", "Nội dung", "Từ ngày", "Đến ngày", "Số người"],
            [1, "Nhật Bản", "JICA", "Chào xã giao", "1/3", "2/3", 4],
            [2, None, "MIC", "Hội đàm", "10/5", "11/5", 6],
            [3, None, "JICA", "Khảo sát", "30/12", "02/01", 2],
            [4, "Lào", "Thanh tra Nhà nước Lào", "Hội đàm", "15/9", "16/9", 5],
        ],
        merged=["A1:G1", "B3:B5"],
    )
    common = {"kind": "delegation_in"}
    japan = {"countries": ["JP"]}
    wanted = Wanted(
        "Sổ",
        [
            row_of(
                common | japan | {"row": 3, "no": 1, "title": "Chào xã giao", "headcount": 4},
                {"partner": "JICA", "partner_id": JICA},
                {"start": "2021-03-01", "end": "2021-03-02"},
            ),
            row_of(
                common | japan | {"row": 4, "no": 2, "title": "Hội đàm", "headcount": 6},
                {"partner": "MIC", "partner_id": MIC},
                {"start": "2021-05-10", "end": "2021-05-11"},
            ),
            row_of(
                common | japan | {"row": 5, "no": 3, "title": "Khảo sát", "headcount": 2},
                {"partner": "JICA", "partner_id": JICA},
                {"start": "2021-12-30", "end": "2022-01-02"},
            ),
            row_of(
                common | {"row": 6, "no": 4, "title": "Hội đàm", "headcount": 5},
                {"partner": "Thanh tra Nhà nước Lào", "partner_id": LAOS, "countries": ["LA"]},
                {"start": "2021-09-15", "end": "2021-09-16"},
            ),
        ],
        {"header block": [1], "column header": [2]},
    )
    check(read(as_xlsx(leaf), "activities"), "activities", wanted)


def test_sections_by_year_and_country_give_what_the_dates_leave_out() -> None:
    leaf = Leaf(
        "Đoàn vào",
        [
            ["SỔ THEO DÕI ĐOÀN VÀO"],
            [],
            ["TT", "Nội dung", "Thời gian", "Trưởng đoàn", "Số người"],
            ["Năm 2021"],
            ["Nhật Bản"],
            [1, "Hội đàm trực tuyến", "14/12", "Khách X1", 4],
            ["Lào"],
            [1, "Trao đổi kinh nghiệm", "tháng 6", "Khách X2", 5],
            [2, "Chào xã giao", "28-30/9", "Khách X3", 6],
            ["Năm 2022"],
            ["Lào"],
            [1, "Thăm và làm việc", "28/02 - 03/03", "Khách X4", 7],
        ],
        merged=["A1:E1", "A4:E4", "A5:E5", "A7:E7", "A10:E10", "A11:E11"],
    )
    common = {"kind": "delegation_in"}
    wanted = Wanted(
        "Đoàn vào",
        [
            row_of(
                common | {"row": 6, "no": 1, "section": "Năm 2021", "countries": ["JP"]},
                {"title": "Hội đàm trực tuyến", "people": [head("Khách X1")], "headcount": 4},
                {"start": "2021-12-14", "end": "2021-12-14"},
            ),
            row_of(
                common | {"row": 8, "no": 1, "section": "Năm 2021", "countries": ["LA"]},
                {"title": "Trao đổi kinh nghiệm", "people": [head("Khách X2")], "headcount": 5},
                {"start": "2021-06", "end": "2021-06"},
            ),
            row_of(
                common | {"row": 9, "no": 2, "section": "Năm 2021", "countries": ["LA"]},
                {"title": "Chào xã giao", "people": [head("Khách X3")], "headcount": 6},
                {"start": "2021-09-28", "end": "2021-09-30"},
            ),
            row_of(
                common | {"row": 12, "no": 1, "section": "Năm 2022", "countries": ["LA"]},
                {"title": "Thăm và làm việc", "people": [head("Khách X4")], "headcount": 7},
                {"start": "2022-02-28", "end": "2022-03-03"},
            ),
        ],
        {
            "header block": [1, 2],
            "column header": [3],
            "section row": [4, 5, 7, 10, 11],
        },
    )
    check(read(as_xlsx(leaf), "auto"), "activities", wanted)


def test_ditto_marks_say_what_stands_above() -> None:
    leaf = Leaf(
        "Sheet1",
        [
            ["ĐOÀN RA NĂM 2020"],
            ["STT", "Tên đoàn", "Nước đến", "Cơ quan đối tác", "Thời gian", "Số người"],
            [1, "Đoàn dự họp thường niên", "Malaysia", "MACC", "05-08/03", 3],
            [2, "Đoàn khảo sát", '"', "nt", "10/10", '"'],
            [3, "Đoàn nghiên cứu", "-nt-", "như trên", "tháng 12", 4],
        ],
    )
    common = {"kind": "delegation_out", "countries": ["MY"], "partner": "MACC", "partner_id": MACC}
    wanted = Wanted(
        "Sheet1",
        [
            row_of(
                common | {"row": 3, "no": 1, "title": "Đoàn dự họp thường niên"},
                {"start": "2020-03-05", "end": "2020-03-08", "headcount": 3},
            ),
            row_of(
                common | {"row": 4, "no": 2, "title": "Đoàn khảo sát", "headcount": 3},
                {"start": "2020-10-10", "end": "2020-10-10"},
            ),
            row_of(
                common | {"row": 5, "no": 3, "title": "Đoàn nghiên cứu", "headcount": 4},
                {"start": "2020-12", "end": "2020-12"},
            ),
        ],
        {"header block": [1], "column header": [2]},
    )
    check(read(as_xlsx(leaf), "auto"), "activities", wanted)
