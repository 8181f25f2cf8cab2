"""More ways in which offices lay out their tables, each held by a small example."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.factories.sheet_looks import of, picked, reasons
from tests.factories.sheets import (
    ACRC,
    AFA,
    JICA,
    LAOS,
    MACC,
    Leaf,
    Wanted,
    as_xlsx,
    check,
    head,
    person,
    read,
    row_of,
)


def _japanese_plan_of_a_fiscal_year_in_yen_1():
    return [
        ["令和5年度 国際協力活動計画"],
        ["（単位：千円）"],
        [
            "番号",
            "活動名",
            "区分",
            "相手国",
            "相手機関",
            "時期",
            "日数",
            "人数",
            "予算",
            "担当課",
        ],
        ["一", "派遣"],
        [
            1,
            "視察",
            "派遣",
            "マレーシア",
            "MACC",
            "2023年6月",
            "5日間",
            "4名",
            "1,200",
            "国際課",
        ],
        [2, "年次会合", "派遣", "ラオス", None, "第3四半期", 3, "2～3人", 800, "国際課"],
        ["二", "受入"],
        [1, "研修生受入", "受入", "タイ", None, "2月", 10, 8, None, "国際課"],
        ["合計", None, None, None, None, None, 18, 14],
    ]


def test_japanese_plan_of_a_fiscal_year_in_yen() -> None:
    leaf = Leaf(
        "計画",
        _japanese_plan_of_a_fiscal_year_in_yen_1(),
    )
    out = {"section": "一. 派遣", "kind": "delegation_out", "units": ["国際課"]}
    wanted = Wanted(
        "計画",
        [
            row_of(
                out | {"row": 5, "no": 1, "title": "視察", "countries": ["MY"], "days": 5},
                {"partner": "MACC", "partner_id": MACC, "period": "2023-06", "headcount": 4},
            ),
            row_of(
                out | {"row": 6, "no": 2, "title": "年次会合", "countries": ["LA"], "days": 3},
                {"period": "2023-36", "headcount": 2, "headcount_max": 3},
            ),
            row_of(
                {"row": 8, "section": "二. 受入", "kind": "delegation_in", "no": 1, "days": 10},
                {"title": "研修生受入", "countries": ["TH"], "period": "2024-02", "headcount": 8},
                {"units": ["国際課"]},
            ),
        ],
        {
            "header block": [1, 2],
            "column header": [3],
            "section row": [4, 7],
            "total row": [9],
        },
    )
    check(read(as_xlsx(leaf), "auto"), "plan", wanted)


def test_labels_that_go_on_in_a_second_row() -> None:
    data = of(
        [
            ["ĐOÀN RA NĂM 2023"],
            ["Số", "Nội dung", "Nước", "Thời gian", "Số", "Ghi"],
            ["TT", "công tác", "đến", "thực hiện", "người", "chú"],
            [1, "Họp A", "Lào", "5/3", 3, "gấp"],
            [2, "Họp B", "Nga", "6/3", 4, None],
        ]
    )
    assert picked(data, "no", "title", "countries", "start", "headcount", "note") == [
        (4, 1, "Họp A", ["LA"], "2023-03-05", 3, "gấp"),
        (5, 2, "Họp B", ["RU"], "2023-03-06", 4, ""),
    ]
    assert reasons(data) == {1: "header block", 2: "column header", 3: "column header"}


def test_groups_of_three_levels_where_nothing_is_merged() -> None:
    data = of(
        [
            ["BẢNG THEO DÕI 2023"],
            ["STT", "Nội dung", "Đối tác", "", "Thời gian", "", "Số người", "", ""],
            ["", "", "Nước", "Cơ quan", "Từ", "Đến", "Tổng", "Trong đó", ""],
            ["", "", "", "", "", "", "", "Cán bộ", "Khách"],
            [1, "Hội đàm", "Lào", "Thanh tra Nhà nước Lào", "1/2", "3/2", "5", "3", "2"],
            [2, "Thăm", "Pháp", "AFA", "1/3", "3/3", "4", "4", ""],
        ]
    )
    assert picked(data, "countries", "partner_id", "start", "end", "headcount") == [
        (5, ["LA"], LAOS, "2023-02-01", "2023-02-03", 5),
        (6, ["FR"], AFA, "2023-03-01", "2023-03-03", 4),
    ]
    assert reasons(data)[4] == "column header"


def test_two_days_below_one_label_and_coming_before_leaving() -> None:
    both = of(
        [
            ["ĐOÀN RA NĂM 2023"],
            ["STT", "Nội dung", "Nước", "Thời gian", None, "Số người"],
            [1, "Họp A", "Lào", "5/3", "7/3", 3],
        ],
        merged=["D2:E2"],
    )
    assert picked(both, "start", "end") == [(3, "2023-03-05", "2023-03-07")]
    come = of(
        [
            ["ĐOÀN VÀO 2023"],
            ["STT", "Cơ quan", "Nước", "Trưởng đoàn", None, "Thời gian", None, "Số khách"],
            [None, None, None, "Họ tên", "Chức vụ", "Đến", "Đi", None],
            [1, "MACC", "Malaysia", "Khách X1", "Chủ tịch", "5/3", "7/3", 4],
        ],
        merged=["A2:A3", "B2:B3", "C2:C3", "D2:E2", "F2:G2", "H2:H3"],
    )
    assert picked(come, "start", "end", "people", "partner_id", "headcount") == [
        (4, "2023-03-05", "2023-03-07", [head("Khách X1", "Chủ tịch")], MACC, 4)
    ]


def test_quarters_as_columns() -> None:
    data = of(
        [
            ["KẾ HOẠCH ĐOÀN RA NĂM 2024"],
            ["STT", "Nội dung", "Nước", "Thời gian dự kiến", None, None, None, "Kinh phí"],
            [None, None, None, "Quý I", "Quý II", "Quý III", "Quý IV", None],
            [1, "Đoàn đi Lào", "Lào", "x", None, None, None, 100],
            [2, "Đoàn đi Nga", "Nga", None, "x", "x", None, 200],
        ],
        "plan",
        merged=["D2:G2"],
    )
    assert picked(data, "title", "content", "period", "budget_state") == [
        (4, "Đoàn đi Lào", "", "2024-33", 100),
        (5, "Đoàn đi Nga", "", "2024-34/2024-35", 200),
    ]


@pytest.mark.parametrize(
    ("title", "name", "day", "start"),
    [
        ("LỊCH ĐOÀN VÀO THÁNG 6 NĂM 2023", "Sheet1", "12-14", "2023-06-12"),
        ("DANH SÁCH ĐOÀN VÀO", "2019", "5/3", "2019-03-05"),
        ("ĐOÀN VÀO NĂM 2023 (theo QĐ 15/2021/QĐ-X ngày 5/1/2021)", "Sheet1", "5/3", "2023-03-05"),
        ("DANH SÁCH\nĐOÀN VÀO NĂM 2020\n(công văn ngày 5/1/2021)", "Sheet1", "5/3", "2020-03-05"),
        ("ĐOÀN VÀO QUÝ I/2022", "Sheet1", "tháng 2", "2022-02"),
        ("Incoming delegations, FY 2021", "Sheet1", "5 March", "2021-03-05"),
    ],
)
def test_the_year_of_the_title_or_the_sheet(title: str, name: str, day: str, start: str) -> None:
    rows = [[title], ["STT", "Nội dung", "Nước", "Ngày"], [1, "Thăm", "Lào", day]]
    assert picked(of(rows, name=name), "kind", "start") == [(3, "delegation_in", start)]


def test_the_title_says_the_country_where_no_column_does() -> None:
    data = of(
        [
            ["DANH SÁCH ĐOÀN ĐI NHẬT BẢN NĂM 2023"],
            ["STT", "Nội dung", "Thời gian"],
            [1, "Họp A", "5/3"],
        ]
    )
    assert picked(data, "kind", "countries") == [(3, "delegation_out", ["JP"])]


def test_groups_in_a_merged_cell_beside_the_table() -> None:
    data = of(
        [
            ["NĂM 2023"],
            [None, "STT", "Nội dung", "Nước", "Thời gian"],
            ["Đoàn ra", 1, "A", "Lào", "5/3"],
            [None, 2, "B", "Nga", "6/3"],
            ["Đoàn vào", 1, "C", "Lào", "5/4"],
            [None, 2, "D", "Nga", "6/4"],
        ],
        merged=["A3:A4", "A5:A6"],
    )
    assert picked(data, "section", "kind", "no") == [
        (3, "Đoàn ra", "delegation_out", 1),
        (4, "Đoàn ra", "delegation_out", 2),
        (5, "Đoàn vào", "delegation_in", 1),
        (6, "Đoàn vào", "delegation_in", 2),
    ]


def test_headings_come_again_below_each_section_and_each_page() -> None:
    labels = ["STT", "Nội dung", "Nước", "Thời gian"]
    data = of(
        [
            ["SỔ ĐOÀN 2023"],
            ["I. ĐOÀN RA"],
            labels,
            [1, "Họp A", "Lào", "5/3"],
            ["Trang 1"],
            [],
            labels,
            [2, "Họp B", "Nga", "6/3"],
            ["II. ĐOÀN VÀO"],
            labels,
            [1, "Thăm A", "Lào", "5/4"],
            ["- 2 -"],
        ],
        merged=["A2:D2", "A9:D9"],
    )
    assert picked(data, "section", "kind", "no") == [
        (4, "I. ĐOÀN RA", "delegation_out", 1),
        (8, "I. ĐOÀN RA", "delegation_out", 2),
        (11, "II. ĐOÀN VÀO", "delegation_in", 1),
    ]
    assert reasons(data) == row_of(
        {1: "header block", 2: "section row", 3: "column header", 5: "footnote"},
        {6: "blank row", 7: "column header", 9: "section row", 10: "column header"},
        {12: "footnote"},
    )


def test_sections_without_markers() -> None:
    data = of(
        [
            ["SỔ ĐOÀN NĂM 2023"],
            ["STT", "Nội dung", "Nước", "Thời gian", "Ghi chú"],
            ["ĐOÀN RA"],
            ["Nhật Bản"],
            [1, "Họp A", None, "5/3", None],
            ["Lào"],
            [2, "Họp B", None, "5/3", None],
            ["ĐOÀN VÀO"],
            ["Lào"],
            [3, "Thăm", None, "6/4", None],
        ]
    )
    assert picked(data, "section", "kind", "countries") == [
        (5, "ĐOÀN RA", "delegation_out", ["JP"]),
        (7, "ĐOÀN RA", "delegation_out", ["LA"]),
        (10, "ĐOÀN VÀO", "delegation_in", ["LA"]),
    ]
    assert [row for row, why in reasons(data).items() if why == "section row"] == [3, 4, 6, 8, 9]


def test_a_section_with_a_note_beside_it() -> None:
    data = of(
        [
            ["SỔ 2024"],
            ["STT", "Nội dung", "Nước", "Thời gian", "Ghi chú"],
            ["A. Đoàn ra", None, None, None, "theo kế hoạch"],
            [1, "Khảo sát", "Lào", "Quý I", None],
            ["B. Hội nghị", None, None, None, "theo lời mời"],
            [2, "Hội nghị thường niên", "Áo", "7/5", None],
        ]
    )
    assert picked(data, "section", "kind", "note") == [
        (4, "A. Đoàn ra", "delegation_out", ""),
        (6, "B. Hội nghị", "conference", ""),
    ]


def test_numbers_below_no_heading() -> None:
    data = of(
        [
            ["ĐOÀN VÀO 2020"],
            [None, "Nội dung", "Nước", "Thời gian"],
            [1, "Thăm", "Lào", "5/3"],
            [2, "Hội đàm", "Nga", "5/4"],
        ]
    )
    assert picked(data, "no", "title") == [(3, 1, "Thăm"), (4, 2, "Hội đàm")]


def test_short_last_rows_are_data_and_the_lines_below_are_not() -> None:
    data = of(
        [
            ["KẾ HOẠCH NĂM 2024"],
            ["STT", "Hoạt động", "Nước", "Thời gian", "Kinh phí", "Ghi chú"],
            [1, "Đoàn A", "Lào", "quý I", 100, "đã duyệt"],
            [2, "Đoàn B"],
            [3, "Đoàn C"],
            ["(*) Số liệu chưa đầy đủ"],
            ["- Đoàn B kết hợp khảo sát"],
            ["Hà Nội, ngày 5 tháng 1 năm 2024"],
            [None, None, None, None, "TRƯỞNG PHÒNG"],
            [None, None, None, None, "(đã ký)"],
            [None, None, None, None, "Nguyễn Văn A1"],
        ],
        "plan",
    )
    assert picked(data, "title") == [(3, "Đoàn A"), (4, "Đoàn B"), (5, "Đoàn C")]
    assert {row: why for row, why in reasons(data).items() if row > 5} == dict.fromkeys(
        range(6, 12), "footnote"
    )


def test_a_list_of_people_in_one_cell_and_people_who_are_only_counted() -> None:
    listed = of(
        [
            ["ĐOÀN RA NĂM 2023"],
            ["TT", "Nội dung", "Nước", "Thời gian", "Thành phần"],
            [
                *(1, "A", "Lào", "5/3"),
                "1. Nguyễn Văn A1 - Vụ trưởng\n2. Trần Thị B1 - Chuyên viên, Trưởng đoàn",
            ],
            [2, "B", "Nga", "6/3", "Lê Văn C1 (Vụ trưởng); Phạm Thị D1"],
        ]
    )
    assert picked(listed, "people") == [
        (
            3,
            [person("Nguyễn Văn A1", "Vụ trưởng"), head("Trần Thị B1", "Chuyên viên, Trưởng đoàn")],
        ),
        (4, [head("Lê Văn C1", "Vụ trưởng"), person("Phạm Thị D1")]),
    ]
    counted = of(
        [
            ["Conference list 2022"],
            ["#", "Event", "Venue", "Start date", "End date", "Participants", "Format"],
            [1, "Workshop on ethics", "Ha Noi", "05-Mar-22", "06-Mar-22", 40, "Hybrid"],
            [2, "Forum", "Tokyo, Japan", "Mar 7, 2022", "Mar 8, 2022", "approx 100", "Online"],
        ]
    )
    assert picked(counted, "kind", "headcount", "people", "start") == [
        (3, "workshop", 40, [], "2022-03-05"),
        (4, "conference", 100, [], "2022-03-07"),
    ]


def test_a_register_with_days_of_force_in_columns() -> None:
    data = of(
        [
            ["LIST OF INTERNATIONAL AGREEMENTS"],
            [
                *("No.", "Title of agreement", "Partner", "Country", "Date of signature"),
                *("Entry into force", "Expiry date", "Status", "Remarks"),
            ],
            [
                *(1, "MoU on cooperation with ACRC", "ACRC", "Korea", "12 May 2016"),
                *("12 May 2016", dt.date(2021, 5, 11), "Expired", "was renewed twice"),
            ],
            [
                *(2, "MOC with ACRC", "ACRC", "Rep. of Korea", "1 June 2021"),
                *("1 June 2021", "no expiry", "In force", "Replaces No. 1"),
            ],
        ],
        "instruments",
    )
    said = picked(data, "partner_id", "signed", "status", "relation", "related_no")
    assert said == [
        (3, ACRC, "2016-05-12", "expired", "", None),
        (4, ACRC, "2021-06-01", "in_force", "replaces", 1),
    ]


def test_a_list_of_contacts_of_several_bodies() -> None:
    data = of(
        [
            ["DANH BẠ ĐỐI TÁC"],
            ["Cơ quan", "Người liên hệ", "Chức danh", "ĐT", "Email"],
            ["MACC", "Mr. Khách X1", "Director", "+60", "x1@example.test"],
            ["JICA", "Khách X3", "Trưởng đại diện", None, None],
        ],
        "auto",
    )
    assert data["kind"] == "people"
    assert picked(data, "name", "salutation", "title", "organisation_id") == [
        (3, "Khách X1", "Mr.", "Director", MACC),
        (4, "Khách X3", "", "Trưởng đại diện", JICA),
    ]


def test_rows_with_nothing_below_a_known_heading_are_told() -> None:
    data = of(
        [
            ["Partner", "Country", "Colour", "Shelf", "Remarks"],
            ["MACC", "Malaysia", "red", "A1", None],
            [None, None, "blue", "A2", None],
            ["JICA", "Japan", "green", "A3", "often"],
        ],
        "organisations",
    )
    assert picked(data, "countries") == [(2, ["MY"]), (4, ["JP"])]
    assert reasons(data)[3] == "only unknown columns"
