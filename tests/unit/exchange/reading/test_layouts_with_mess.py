"""What is wrong in cells is told by row and field, and nothing else is lost or made up."""

from __future__ import annotations

import unicodedata

import pytest

from tests.factories.sheets import (
    AFA,
    JICA,
    LAOS,
    MACC,
    Leaf,
    Wanted,
    as_csv,
    as_xls,
    as_xlsx,
    check,
    head,
    read,
    row_of,
)


def test_everything_that_can_be_wrong_in_a_log() -> None:
    leaf = Leaf(
        "Đoàn ra",
        [
            ["ĐOÀN RA NĂM 2023"],
            ["TT", "Nội dung", "Nước", "Từ ngày", "Đến ngày", "Số người", "Kinh phí"],
            [1, "Một", "Lào", "10/5/2023", "05/05/2023", 3, None],
            [2, "Hai", "Nước Z", "31/04/2023", "01/05/2023", 3, None],
            [3, "Ba", "Lào, Xứ Z", "01/05/2023", "32/05/2023", "-2 người", None],
            [4, "Bốn", "Lào", "30/02", "02/03", -1, -50],
            [5, "Năm", "Lào", "13/13/2023", None, "chưa rõ", "chưa quyết toán"],
        ],
    )
    common = {"kind": "delegation_out"}
    wanted = Wanted(
        "Đoàn ra",
        [
            row_of(
                common | {"row": 3, "no": 1, "title": "Một", "countries": ["LA"]},
                {"start": "2023-05-10", "headcount": 3},
            ),
            common | {"row": 4, "no": 2, "title": "Hai", "end": "2023-05-01", "headcount": 3},
            common | {"row": 5, "no": 3, "title": "Ba", "start": "2023-05-01"},
            row_of(
                common | {"row": 6, "no": 4, "title": "Bốn", "countries": ["LA"]},
                {"end": "2023-03-02"},
            ),
            common | {"row": 7, "no": 5, "title": "Năm", "countries": ["LA"]},
        ],
        {"header block": [1], "column header": [2]},
        errors=[
            (3, "end", "end_before_start", "05/05/2023"),
            (4, "country", "unknown_country", "Nước Z"),
            (4, "start", "invalid_date", "31/04/2023"),
            (5, "country", "unknown_country", "Lào, Xứ Z"),
            (5, "end", "invalid_date", "32/05/2023"),
            (5, "headcount", "negative_headcount", "-2 người"),
            (6, "start", "invalid_date", "30/02"),
            (6, "headcount", "negative_headcount", "-1"),
            (6, "cost", "negative_amount", "-50"),
            (7, "start", "invalid_date", "13/13/2023"),
        ],
    )
    for data in (as_xlsx(leaf), as_xls(leaf)):
        check(read(data, "activities"), "activities", wanted)


def test_everything_that_can_be_wrong_in_a_plan_and_a_register() -> None:
    plan = Leaf(
        "KH",
        [
            ["KẾ HOẠCH ĐOÀN RA NĂM 2022"],
            ["TT", "Tên đoàn", "Nước", "Thời gian dự kiến", "Số ngày", "Số người", "Kinh phí"],
            [1, "Một", "Xứ Z", "31/02/2022", -3, -6, -20],
            [2, "Hai", "Lào", "tháng 13", 3, "08 - 06", 20],
            [3, "Ba", "Lào", "tháng 6 - tháng 3", 3, 5, 20],
        ],
    )
    common = {"kind": "delegation_out", "countries": ["LA"]}
    wanted = Wanted(
        "KH",
        [
            {"row": 3, "kind": "delegation_out", "no": 1, "title": "Một"},
            common | {"row": 4, "no": 2, "title": "Hai", "days": 3, "budget_state": 20},
            row_of(
                common | {"row": 5, "no": 3, "title": "Ba", "days": 3, "budget_state": 20},
                {"headcount": 5},
            ),
        ],
        {"header block": [1], "column header": [2]},
        errors=[
            (3, "country", "unknown_country", "Xứ Z"),
            (3, "period", "invalid_date", "31/02/2022"),
            (3, "days", "negative_days", "-3"),
            (3, "headcount", "negative_headcount", "-6"),
            (3, "budget_state", "negative_amount", "-20"),
            (4, "period", "invalid_date", "tháng 13"),
            (4, "headcount", "invalid_number", "08 - 06"),
            (5, "period", "end_before_start", "tháng 6 - tháng 3"),
        ],
    )
    check(read(as_xlsx(plan), "plan"), "plan", wanted)
    register = Leaf(
        "Sổ",
        [
            ["SỔ THEO DÕI THỎA THUẬN QUỐC TẾ"],
            ["STT", "Tên văn kiện", "Đối tác", "Nước", "Nơi, ngày ký", "Thời hạn", "Tình trạng"],
            [1, "Bản ghi nhớ", "MACC", "Liên bang Z", "Hà Nội, 31/02/2011", "-5 năm", "còn HL"],
        ],
    )
    wanted = Wanted(
        "Sổ",
        [
            row_of(
                {"row": 3, "title": "Bản ghi nhớ", "kind": "memorandum_of_understanding"},
                {"partner": "MACC", "partner_id": MACC, "place": "Hà Nội"},
                {"status": "in_force"},
            )
        ],
        {"header block": [1], "column header": [2]},
        errors=[
            (3, "country", "unknown_country", "Liên bang Z"),
            (3, "signed", "invalid_date", "Hà Nội, 31/02/2011"),
            (3, "term", "negative_term", "-5 năm"),
        ],
    )
    check(read(as_xlsx(register), "instruments"), "instruments", wanted)


def test_rows_that_say_the_same_in_other_spellings_are_repeated() -> None:
    leaf = Leaf(
        "Sheet1",
        [
            ["ĐOÀN VÀO NĂM 2021"],
            ["STT", "Nội dung", "Nước", "Thời gian", "Số người"],
            [1, "Hội đàm song phương", "Ma-lai-xi-a", "05/03/2021", 4],
            [2, "Hoà giải", "Lào", "06/03/2021", 4],
            [3, "Hội đàm  song phương", "Malaysia", "5.3.2021", "04 người"],
            [4, "Hòa giải", "lào", "06/03/2021", 4],
            [5, "Hội đàm song phương", "Malaysia", "05/03/2021", 5],
        ],
    )
    got = read(as_xlsx(leaf), "activities")
    assert [(w["row"], w["duplicate_of"]) for w in got["warnings"]] == [(5, 3), (6, 4)]
    assert len(got["rows"]) == 5
    assert got["errors"] == []


@pytest.mark.parametrize(
    ("sign", "encoding"),
    [(";", "cp1258"), ("\t", "utf-16"), (",", "utf-8-sig"), ("|", "utf-8")],
)
def test_decomposed_letters_odd_spaces_and_old_code_pages(sign: str, encoding: str) -> None:
    rows = [
        ["SỔ THEO DÕI ĐOÀN VÀO NĂM 2023"],
        [],
        ["STT", "Nội dung", "Nước", "Thời gian", "", "Trưởng đoàn", "Số người"],
        ["", "", "", "Từ ngày", "Đến ngày", "", ""],
        ["I. SONG PHƯƠNG"],
        [
            "1",
            "Hội đàm  với\u00a0Uỷ ban",
            " Pháp ",
            "05/02/2023",
            "09/02/2023",
            "Khách X1",
            "03 người",
        ],
        ["2", "Thăm và làm việc", "Đức", "tháng 4/2023", "", "Ông Khách X2 - Bộ trưởng", "06"],
    ]
    form = "NFC" if encoding.startswith("utf-16") else "NFD"
    typed = [[unicodedata.normalize(form, cell) for cell in row] for row in rows]
    if encoding == "cp1258":  # this code page has letters with hats, and tones that follow them
        typed = [[_as_1258(cell) for cell in row] for row in rows]
    got = read(as_csv(Leaf("", typed), sign, encoding), "activities", "sổ.csv")
    sheet = got["rows"][0]["sheet"]
    common = {"section": "I. SONG PHƯƠNG", "kind": "delegation_in"}
    wanted = Wanted(
        sheet,
        [
            row_of(
                common | {"row": 6, "no": 1, "title": "Hội đàm với Uỷ ban"},
                {"countries": ["FR"], "start": "2023-02-05", "end": "2023-02-09"},
                {"people": [head("Khách X1")], "headcount": 3},
            ),
            row_of(
                common | {"row": 7, "no": 2, "title": "Thăm và làm việc"},
                {"countries": ["DE"], "start": "2023-04", "end": "2023-04"},
                {"people": [head("Khách X2", "Bộ trưởng")], "headcount": 6},
            ),
        ],
        {"header block": [1, 2], "column header": [3, 4], "section row": [5]},
    )
    check(got, "activities", wanted)


def _as_1258(text: str) -> str:
    """Write tones as marks behind their letter, the letters whole, as the code page has them."""
    out = []
    for char in unicodedata.normalize("NFC", text):
        apart = unicodedata.normalize("NFD", char)
        tones = [mark for mark in apart if mark in "\u0300\u0301\u0303\u0309\u0323"]
        rest = unicodedata.normalize("NFC", "".join(c for c in apart if c not in tones))
        out.append(rest + "".join(tones))
    return "".join(out)


def test_formulas_that_ended_in_errors() -> None:
    leaf = Leaf(
        "Sheet1",
        [
            ["ĐOÀN RA NĂM 2023"],
            ["TT", "Nội dung", "Nước", "Đối tác", "Từ ngày", "Đến ngày", "Trưởng đoàn", "Số người"],
            [1, "Một", "#N/A", "MACC", "#REF!", "05/05/2023", "Nguyễn Văn A1", "#VALUE!"],
            [2, "#NAME?", "Lào", "#N/A", "01/06/2023", "#DIV/0!", "#REF!", 5],
        ],
    )
    common = {"kind": "delegation_out"}
    broken = "formula_error"
    wanted = Wanted(
        "Sheet1",
        [
            row_of(
                common | {"row": 3, "no": 1, "title": "Một", "end": "2023-05-05"},
                {"partner": "MACC", "partner_id": MACC, "people": [head("Nguyễn Văn A1")]},
            ),
            row_of(
                common | {"row": 4, "no": 2, "countries": ["LA"], "start": "2023-06-01"},
                {"headcount": 5},
            ),
        ],
        {"header block": [1], "column header": [2]},
        errors=[
            (3, "country", broken, "#N/A"),
            (3, "start", broken, "#REF!"),
            (3, "headcount", broken, "#VALUE!"),
            (4, "title", broken, "#NAME?"),
            (4, "partner", broken, "#N/A"),
            (4, "end", broken, "#DIV/0!"),
            (4, "people", broken, "#REF!"),
        ],
    )
    for data in (as_xlsx(leaf), as_csv(leaf)):
        got = read(data, "activities", "bảng")
        sheet = got["rows"][0]["sheet"]
        check(
            got,
            "activities",
            Wanted(sheet, wanted.rows, wanted.skipped, wanted.errors),
        )


def test_headings_nobody_knows_give_no_rows_but_are_told() -> None:
    leaf = Leaf(
        "Kho",
        [
            ["Phiếu kho"],
            ["Mặt hàng", "Tồn đầu", "Nhập", "Xuất"],
            ["Giấy A4", 10, 5, 3],
            ["Bút bi", 20, 6, 4],
        ],
    )
    data = read(as_xlsx(leaf), "activities")
    assert data["rows"] == data["errors"] == data["warnings"] == []
    assert [c["heading"] for c in data["columns"]] == ["Mặt hàng", "Tồn đầu", "Nhập", "Xuất"]
    assert {c["field"] for c in data["columns"]} == {""}
    assert [(s["row"], s["reason"]) for s in data["skipped"]] == [
        (1, "header block"),
        (2, "column header"),
        (3, "other table"),
        (4, "other table"),
    ]


def test_a_sheet_without_a_table_and_one_with_another_kind_are_no_rows() -> None:
    cover = Leaf("Bìa", [["SỔ THEO DÕI"], [], ["Vụ Hợp tác quốc tế, năm 2023"]])
    lookup = Leaf("Danh mục", [["Mã", "Tên nước"], ["LA", "Lào"], ["FR", "Pháp"]])
    log = Leaf(
        "Đoàn ra",
        [
            ["STT", "Nội dung", "Nước", "Đối tác", "Thời gian"],
            [1, "Một", "Lào", "Thanh tra Nhà nước Lào", "05/05/2023"],
            [2, "Hai", "Pháp", "AFA", "06/06/2023"],
        ],
    )
    common = {"kind": "delegation_out"}
    rows = [
        row_of(
            common | {"row": 2, "no": 1, "title": "Một", "countries": ["LA"]},
            {"partner": "Thanh tra Nhà nước Lào", "partner_id": LAOS},
            {"start": "2023-05-05", "end": "2023-05-05"},
        ),
        row_of(
            common | {"row": 3, "no": 2, "title": "Hai", "countries": ["FR"]},
            {"partner": "AFA", "partner_id": AFA},
            {"start": "2023-06-06", "end": "2023-06-06"},
        ),
    ]
    wanted = [
        Wanted("Bìa", [], {"no table": [1, 3]}),
        Wanted("Đoàn ra", rows, {"column header": [1]}),
        Wanted("Danh mục", [], {"column header": [1], "other table": [2, 3]}),
    ]
    check(read(as_xlsx(cover, log, lookup), "activities"), "activities", *wanted)


def test_numbers_and_titles_as_people_type_them() -> None:
    leaf = Leaf(
        "Sheet1",
        [
            ["Đoàn ra năm 2023"],
            ["STT", "Tên đoàn", "Nước", "Thời gian", "Số người", "Ghi chú", "Ghi chú khác"],
            [
                "1.",
                "Đoàn khảo sát\ntại Nhật Bản",
                "Nhật Bản",
                "tháng 3",
                "05",
                "gấp",
                "có phiên dịch",
            ],
            ["02", "Đoàn dự hội nghị", "Nhật\nBản", "quý II", "6 người", None, "bổ sung"],
            ["3)", "Đoàn học tập", "Nhật Bản;\nHàn Quốc", "nửa đầu năm", "07 - 08", "-", None],
        ],
    )
    common = {"kind": "delegation_out"}
    wanted = Wanted(
        "Sheet1",
        [
            row_of(
                common | {"row": 3, "no": 1, "title": "Đoàn khảo sát tại Nhật Bản"},
                {"countries": ["JP"], "start": "2023-03", "end": "2023-03", "headcount": 5},
                {"note": "gấp có phiên dịch"},
            ),
            row_of(
                common | {"row": 4, "no": 2, "title": "Đoàn dự hội nghị", "note": "bổ sung"},
                {"countries": ["JP"], "start": "2023-34", "end": "2023-34", "headcount": 6},
            ),
            row_of(
                common | {"row": 5, "no": 3, "title": "Đoàn học tập", "headcount": 7},
                {"countries": ["JP", "KR"], "start": "2023-40", "end": "2023-40"},
            ),
        ],
        {"header block": [1], "column header": [2]},
    )
    check(read(as_xlsx(leaf), "activities"), "activities", wanted)


def test_a_body_gives_the_country_where_no_column_does() -> None:
    leaf = Leaf(
        "Sheet1",
        [
            ["Đoàn vào năm 2023"],
            ["STT", "Nội dung", "Cơ quan đối tác", "Thời gian"],
            [1, "Hội đàm", "JICA", "1/2"],
            [2, "Thăm", "Viện Kiểm tra Y (Thái Lan)", "2/3"],
        ],
    )
    got = read(as_xlsx(leaf), "activities")
    assert [(row["countries"], row["partner_id"]) for row in got["rows"]] == [
        (["JP"], JICA),
        (["TH"], ""),
    ]
