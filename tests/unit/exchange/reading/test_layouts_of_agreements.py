"""Registers of agreements: in columns of their own, in shared ones, in three languages."""

from __future__ import annotations

import datetime as dt
from typing import Any

from tests.factories.sheets import (
    ACRC,
    AFA,
    JICA,
    LAOS,
    MACC,
    MIC,
    Leaf,
    Wanted,
    as_csv,
    as_xls,
    as_xlsx,
    check,
    read,
    row_of,
)


def signed(name: str, title: str = "", side: str = "") -> dict[str, str]:
    return {"name": name, "title": title, "side": side}


def _place_and_day_in_one_column_and_signator_1():
    return [
        ["BỘ X"],
        ["DANH MỤC THOẢ THUẬN QUỐC TẾ CỦA BỘ X"],
        [],
        [
            *("STT", "Tên thoả thuận", "Đối tác ký kết", "Nước", "Nơi, ngày ký"),
            *("Đại diện ký", "Hiệu lực", "Tình trạng", "Ghi chú"),
        ],
        [
            *("A", "Văn kiện cấp Bộ", None, None, None, None, None, None, None),
        ],
        [
            *(1, "Bản ghi nhớ hợp tác với JICA", "JICA", "Nhật Bản"),
            *("Hà Nội, 12/5/2010", "Nguyễn Văn A1 (Bộ trưởng); Khách X1 (Giám đốc)"),
            *("2010 - nay", "Còn hiệu lực", None),
        ],
        [
            *(2, "Thỏa thuận hợp tác với MACC", "MACC", "Malaysia"),
            *("Ngày 3 tháng 4 năm 2015, tại Kuala Lumpur", "Bộ trưởng Trần Thị B1"),
            *("5 năm", "hết hiệu lực", "Thay thế văn kiện số 1"),
        ],
        [
            *("B", "Văn kiện cấp đơn vị", None, None, None, None, None, None, None),
        ],
        [
            *(3, "Kế hoạch hành động với AFA", "AFA", "Pháp", "Pa-ri, tháng 6/2018", None),
            *("2018 - 2020", "Hết HL", None),
        ],
        [
            *(4, "Tuyên bố chung với ACRC", "ACRC", "Hàn Quốc", "năm 2020", None),
            *("không xác định thời hạn", "đang thực hiện", None),
        ],
    ]


def test_place_and_day_in_one_column_and_signatories_in_one() -> None:
    leaf = Leaf(
        "Thoả thuận",
        _place_and_day_in_one_column_and_signator_1(),
        merged=["A2:I2"],
    )
    wanted = Wanted(
        "Thoả thuận",
        [
            row_of(
                {"row": 6, "section": "A", "title": "Bản ghi nhớ hợp tác với JICA"},
                {"kind": "memorandum_of_cooperation", "partner": "JICA", "partner_id": JICA},
                {"countries": ["JP"], "signed": "2010-05-12", "place": "Hà Nội"},
                {
                    "signatories": [
                        signed("Nguyễn Văn A1", "Bộ trưởng"),
                        signed("Khách X1", "Giám đốc"),
                    ]
                },
                {"status": "in_force"},
            ),
            row_of(
                {"row": 7, "section": "A", "title": "Thỏa thuận hợp tác với MACC"},
                {"kind": "cooperation_agreement", "partner": "MACC", "partner_id": MACC},
                {"countries": ["MY"], "signed": "2015-04-03", "place": "Kuala Lumpur"},
                {"signatories": [signed("Trần Thị B1", "Bộ trưởng")], "term_years": 5},
                {"status": "expired", "relation": "replaces", "related_no": 1},
            ),
            row_of(
                {"row": 9, "section": "B", "title": "Kế hoạch hành động với AFA"},
                {"kind": "action_plan", "partner": "AFA", "partner_id": AFA},
                {"countries": ["FR"], "signed": "2018-06", "place": "Pa-ri"},
                {"status": "expired"},
            ),
            row_of(
                {"row": 10, "section": "B", "title": "Tuyên bố chung với ACRC"},
                {"kind": "joint_statement", "partner": "ACRC", "partner_id": ACRC},
                {"countries": ["KR"], "signed": "2020", "status": "in_force"},
            ),
        ],
        {"header block": [1, 2, 3], "column header": [4], "section row": [5, 8]},
    )
    for data in (as_xlsx(leaf), as_xls(leaf)):
        check(read(data, "auto"), "instruments", wanted)


def _english_register_with_stacked_headings_i_1():
    return [
        row_of(
            {"row": 5, "code": "IA-01/2012", "kind": "memorandum_of_cooperation"},
            {"title": "Memorandum of Cooperation with MIC", "partner_id": MIC},
            {"partner": "Ministry of Internal Affairs and Communications"},
            {"countries": ["JP"], "signed": "2012-04-22", "place": "Tokyo"},
            {
                "signatories": [
                    signed("Nguyễn Văn A1", "Deputy Inspector General", "vn"),
                    signed("Khách X1", "Director-General", "foreign"),
                ]
            },
            {"term_years": 3, "status": "expired"},
        ),
        row_of(
            {"row": 6, "code": "IA-02/2016", "kind": "cooperation_agreement"},
            {"title": "Agreement with the State Inspection Authority", "partner_id": LAOS},
            {"partner": "State Inspection Authority", "countries": ["LA"]},
            {"signed": "2016-08-15", "place": "Ha Noi", "term_years": 5},
            {
                "signatories": [
                    signed("Trần Thị B1", "", "vn"),
                    signed("Khách X2", "", "foreign"),
                ]
            },
            {"status": "in_force", "relation": "amends", "related_no": 1},
        ),
    ]


def test_english_register_with_stacked_headings_in_a_csv_file() -> None:
    rows: list[list[Any]] = [
        ["Register of international agreements"],
        [],
        [
            *("No.", "Ref. no.", "Title", "Type", "Foreign party", "", "Signature", ""),
            *("Signatories", "", "Term", "Status", "Remarks"),
        ],
        ["", "", "", "", "Agency", "Country", "Date", "Place", "Viet Nam", "Partner", "", "", ""],
        [
            *(1, "IA-01/2012", "Memorandum of Cooperation with MIC", "MOC"),
            *("Ministry of Internal Affairs and Communications", "Japan", "22 April 2012"),
            *("Tokyo", "Nguyễn Văn A1, Deputy Inspector General", "Khách X1 (Director-General)"),
            *("3 years", "Expired", ""),
        ],
        [
            *(2, "IA-02/2016", "Agreement with the State Inspection Authority", "Agreement"),
            *("State Inspection Authority", "Lao PDR", "2016-08-15", "Ha Noi", "Trần Thị B1"),
            *("Khách X2", "five years", "in force", "Amends No. 1"),
        ],
        ["Total: 2 agreements"],
    ]
    wanted = Wanted(
        "register",
        _english_register_with_stacked_headings_i_1(),
        {
            "header block": [1, 2],
            "column header": [3, 4],
            "total row": [7],
        },
    )
    for sign, encoding in ((",", "utf-8"), (";", "utf-8-sig"), ("\t", "utf-16")):
        data = as_csv(Leaf("", rows), sign, encoding)
        got = read(data, "instruments", "register.csv")
        sheet = {entry["sheet"] for entry in got["rows"]}.pop()
        check(
            got,
            "instruments",
            Wanted(sheet, wanted.rows, wanted.skipped),
        )


def test_japanese_register_with_days_in_columns() -> None:
    leaf = Leaf(
        "覚書",
        [
            ["国際文書管理簿"],
            [
                "管理番号",
                "件名",
                "種別",
                "相手機関",
                "相手国",
                "署名日",
                "署名地",
                "有効期間",
                "状況",
            ],
            [
                *("第1号", "総務省との協力覚書", "協力覚書", "総務省", "日本"),
                *(dt.date(2013, 4, 22), "東京", "3年", "有効"),
            ],
            [
                *("第2号", "国際協力機構との行動計画", "行動計画", "国際協力機構", "日本"),
                *("平成30年5月", "ハノイ", "2018年～2021年", "失効"),
            ],
        ],
    )
    wanted = Wanted(
        "覚書",
        [
            row_of(
                {"row": 3, "code": "第1号", "title": "総務省との協力覚書"},
                {"kind": "memorandum_of_cooperation", "partner": "総務省", "partner_id": MIC},
                {"countries": ["JP"], "signed": "2013-04-22", "place": "東京"},
                {"term_years": 3, "status": "in_force"},
            ),
            row_of(
                {"row": 4, "code": "第2号", "title": "国際協力機構との行動計画"},
                {"kind": "action_plan", "partner": "国際協力機構", "partner_id": JICA},
                {"countries": ["JP"], "signed": "2018-05", "place": "ハノイ"},
                {"status": "expired"},
            ),
        ],
        {"header block": [1], "column header": [2]},
    )
    check(read(as_xlsx(leaf), "auto"), "instruments", wanted)
