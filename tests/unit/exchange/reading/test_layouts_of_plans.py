"""Annexes of plans: money in other units, periods in columns, sections in the column of numbers."""

from __future__ import annotations

from tests.factories.sheets import (
    CPIB,
    JICA,
    KPK,
    LAOS,
    MACC,
    UNODC,
    Leaf,
    Wanted,
    as_csv,
    as_ods,
    as_xls,
    as_xlsx,
    check,
    read,
    row_of,
)


def _thousands_of_dong_and_sections_beside_th_1(first, second):
    return [
        row_of(
            {"row": 7, "section": first, "kind": "delegation_out", "no": 1},
            {"title": "Đoàn khảo sát", "partner": "MACC", "partner_id": MACC},
            {"countries": ["MY"], "period": "2024-33/2024-34", "headcount": 6, "days": 5},
            {"budget_state": 310, "units": ["Vụ HTQT"]},
        ),
        row_of(
            {"row": 8, "section": first, "kind": "delegation_out", "no": 2},
            {"title": "Đoàn tập huấn", "partner": "JICA", "partner_id": JICA},
            {"countries": ["JP"], "period": "2024-05/2024-06", "days": 10},
            {"headcount": 5, "headcount_max": 7, "budget_state": 220.5},
            {"units": ["Trường CB", "Vụ HTQT"]},
        ),
        row_of(
            {"row": 10, "section": second, "kind": "delegation_in", "no": 1},
            {"title": "Đoàn CPIB", "partner": "CPIB", "partner_id": CPIB},
            {"countries": ["SG"], "period": "2024-35", "headcount": 4, "days": 3},
            {"budget_state": 95, "units": ["Vụ HTQT"]},
        ),
        row_of(
            {"row": 11, "section": second, "kind": "delegation_in", "no": 2},
            {"title": "Đoàn UNODC", "partner": "UNODC", "partner_id": UNODC, "days": 2},
            {"period": "2024", "units": ["Vụ HTQT"]},
        ),
    ]


def test_thousands_of_dong_and_sections_beside_their_number_with_sums() -> None:
    leaf = Leaf(
        "Phụ lục 2",
        [
            ["Phụ lục 2"],
            ["DỰ TOÁN KINH PHÍ HOẠT ĐỘNG ĐỐI NGOẠI NĂM 2024"],
            ["(Ban hành kèm theo Quyết định số 15/QĐ-X ngày 20/12/2023)"],
            [None, None, None, None, None, None, None, "ĐVT: nghìn đồng"],
            [
                *("STT", "Nội dung hoạt động", "Đối tác", "Nước", "Thời gian thực hiện"),
                *("Số người", "Số ngày", "Dự toán", "Đơn vị chủ trì"),
            ],
            ["I", "ĐOÀN RA", None, None, None, 13, None, 530500, None],
            [1, "Đoàn khảo sát", "MACC", "Malaysia", "Quý I-II", 6, 5, 310000, "Vụ HTQT"],
            [
                *(2, "Đoàn tập huấn", "JICA", "Nhật Bản", "Tháng 5-6", "05 - 07", "10 ngày"),
                *("220.500", "Trường CB; Vụ HTQT"),
            ],
            ["II", "ĐOÀN VÀO", None, None, None, 4, None, 95000],
            [1, "Đoàn CPIB", "CPIB", "Singapore", "quý III", 4, 3, 95000, "Vụ HTQT"],
            [2, "Đoàn UNODC", "UNODC", None, "cuối năm", None, 2, "Phía bạn chi", "Vụ HTQT"],
            ["", "Tổng cộng (I+II)", None, None, None, 17, None, 625500],
        ],
        merged=["A2:I2", "A3:I3"],
    )
    first, second = "I. ĐOÀN RA", "II. ĐOÀN VÀO"
    wanted = Wanted(
        "Phụ lục 2",
        _thousands_of_dong_and_sections_beside_th_1(first, second),
        {
            "header block": [1, 2, 3, 4],
            "column header": [5],
            "section row": [6, 9],
            "total row": [12],
        },
    )
    for data in (as_xlsx(leaf), as_xls(leaf)):
        check(read(data, "auto"), "plan", wanted)


def test_months_as_columns_that_are_crossed() -> None:
    months = [f"T{number}" for number in range(1, 13)]
    leaf = Leaf(
        "KH 2025",
        [
            ["KẾ HOẠCH ĐOÀN RA NĂM 2025"],
            ["TT", "Tên đoàn", "Nước đến", "Thời gian thực hiện", *[None] * 11, "Ghi chú"],
            [None, None, None, *months, None],
            [1, "Đoàn dự hội nghị", "Áo", *[None] * 5, "x", *[None] * 6, "theo lời mời"],
            [2, "Đoàn khảo sát", "Úc", None, None, "X", "X", "X", *[None] * 7, None],
        ],
        merged=["A1:P1", "A2:A3", "B2:B3", "C2:C3", "D2:O2", "P2:P3"],
    )
    wanted = Wanted(
        "KH 2025",
        [
            row_of(
                {"row": 4, "kind": "delegation_out", "no": 1, "title": "Đoàn dự hội nghị"},
                {"countries": ["AT"], "period": "2025-06"},
            ),
            row_of(
                {"row": 5, "kind": "delegation_out", "no": 2, "title": "Đoàn khảo sát"},
                {"countries": ["AU"], "period": "2025-03/2025-05"},
            ),
        ],
        {"header block": [1], "column header": [2, 3]},
    )
    for data in (as_xlsx(leaf), as_ods(leaf)):
        check(read(data, "plan"), "plan", wanted)


def _english_plan_with_ranks_funding_and_subt_1():
    return [
        ["Annex: Plan of international activities 2023 (unit: million VND)"],
        [
            *("No", "Planned activity", "Level of head", "Country", "Partner", "Main purpose"),
            *("Timing", "Days", "Persons", "State budget", "Paid by host", "Lead unit"),
        ],
        ["A. Outgoing delegations"],
        [
            *(1, "Visit to KPK", "Deputy Inspector General", "Indonesia", "KPK", "Study visit"),
            *("August", 5, 6, "1,250.5", None, "ICD"),
        ],
        [
            *(2, "Visit to Laos", "Director", "Laos", "State Inspection Authority", "Talks"),
            *("Q2", "4", "8", None, 120, "ICD, Bureau IV"),
        ],
        [None, "Sub-total A", None, None, None, None, None, None, 14, "1,250.5", 120],
        ["B. Conferences and workshops"],
        [
            *(1, "Workshop on integrity", None, "Viet Nam", "UNODC", "Sharing experience"),
            *("first half of the year", 2, "30-40", "300", None, "ICD"),
        ],
        [None, "Sub-total B", None, None, None, None, None, None, 30, "300", None],
        [None, "Grand total", None, None, None, None, None, None, 45, "1,550.5", 120],
    ]


def test_english_plan_with_ranks_funding_and_subtotals() -> None:
    rows = _english_plan_with_ranks_funding_and_subt_1()
    first, second = "A. Outgoing delegations", "B. Conferences and workshops"
    expected = [
        row_of(
            {"row": 4, "section": first, "kind": "delegation_out", "no": 1},
            {"title": "Visit to KPK", "rank": "deputy_head", "countries": ["ID"]},
            {"partner": "KPK", "partner_id": KPK, "content": "Study visit"},
            {"period": "2023-08", "days": 5, "headcount": 6, "budget_state": 1250.5},
            {"units": ["ICD"]},
        ),
        row_of(
            {"row": 5, "section": first, "kind": "delegation_out", "no": 2},
            {"title": "Visit to Laos", "rank": "department", "countries": ["LA"]},
            {"partner": "State Inspection Authority", "partner_id": LAOS, "content": "Talks"},
            {"period": "2023-34", "days": 4, "headcount": 8, "units": ["ICD", "Bureau IV"]},
        ),
        row_of(
            {"row": 8, "section": second, "kind": "workshop", "no": 1},
            {"title": "Workshop on integrity", "countries": ["VN"]},
            {"partner": "UNODC", "partner_id": UNODC, "content": "Sharing experience"},
            {"period": "2023-40", "days": 2, "headcount": 30, "headcount_max": 40},
            {"budget_state": 300, "units": ["ICD"]},
        ),
    ]
    skipped = {
        "header block": [1],
        "column header": [2],
        "section row": [3, 7],
        "subtotal row": [6, 9],
        "total row": [10],
    }
    csv = read(as_csv(Leaf("", rows)), "auto", "plan.csv")
    sheet = csv["rows"][0]["sheet"]
    check(csv, "plan", Wanted(sheet, expected, skipped))
    data = read(as_xlsx(Leaf("Plan", rows)), "auto")
    check(data, "plan", Wanted("Plan", expected, skipped))
    against = [(t["row"], t["field"], t["stated"], t["counted"]) for t in data["totals"]]
    assert (6, "headcount", 14.0, 14.0) in against
    assert (9, "headcount", 30.0, 30.0) in against
    assert (10, "headcount", 45.0, 44.0) in against  # it contradicts its rows, and that is shown
    assert (10, "budget_state", 1550.5, 1550.5) in against


def test_subsections_in_the_column_of_numbers() -> None:
    leaf = Leaf(
        "KH",
        [
            ["KẾ HOẠCH HOẠT ĐỘNG ĐỐI NGOẠI NĂM 2023"],
            ["TT", "Hoạt động", "Nước", "Thời gian", "Số người", "Kinh phí"],
            ["A", "ĐOÀN RA", None, None, None, 300],
            [1, "Song phương"],
            ["1.1", "Đoàn đi Lào", "Lào", "tháng 3", 4, 100],
            ["1.2", "Đoàn đi Nga", "Nga", "tháng 4", 5, 200],
            [2, "Đa phương"],
            ["2.1", "Dự hội nghị nhóm công tác", "Mỹ", "tháng 8", 2, None],
            ["B", "ĐOÀN VÀO"],
            [1, "Đoàn JICA", "Nhật Bản", "quý IV", 3, None],
        ],
    )
    out = {"section": "A. ĐOÀN RA", "kind": "delegation_out"}
    wanted = Wanted(
        "KH",
        [
            row_of(
                out | {"row": 5, "no": "1.1", "title": "Đoàn đi Lào", "countries": ["LA"]},
                {"period": "2023-03", "headcount": 4, "budget_state": 100},
            ),
            row_of(
                out | {"row": 6, "no": "1.2", "title": "Đoàn đi Nga", "countries": ["RU"]},
                {"period": "2023-04", "headcount": 5, "budget_state": 200},
            ),
            row_of(
                out | {"row": 8, "no": "2.1", "title": "Dự hội nghị nhóm công tác"},
                {"countries": ["US"], "period": "2023-08", "headcount": 2},
            ),
            row_of(
                {"row": 10, "section": "B. ĐOÀN VÀO", "kind": "delegation_in", "no": 1},
                {"title": "Đoàn JICA", "countries": ["JP"], "period": "2023-36"},
                {"headcount": 3},
            ),
        ],
        {"header block": [1], "column header": [2], "section row": [3, 4, 7, 9]},
    )
    check(read(as_xlsx(leaf), "plan"), "plan", wanted)
