"""Lists of partners and of people."""

from __future__ import annotations

from tests.factories.sheets import (
    JICA,
    LAOS,
    MACC,
    Leaf,
    Wanted,
    as_ods,
    as_xlsx,
    check,
    read,
    row_of,
)


def test_partners_in_three_languages() -> None:
    leaf = Leaf(
        "Đối tác",
        [
            ["DANH SÁCH CƠ QUAN ĐỐI TÁC"],
            [],
            [
                *("STT", "Tên cơ quan", None, None, "Tên viết tắt", "Nước", "Loại hình"),
                *("Trang web", "Tên khác", "Ghi chú"),
            ],
            [None, "Tiếng Việt", "Tiếng Anh", "Tiếng Nhật"],
            ["Châu Á"],
            [
                *(1, "Bộ Nội vụ X", "Ministry of Home Affairs of X", "X内務省", "MOHA"),
                *("Malaysia", "Bộ", "https://moha.example", "Bộ Nội chính X; MHA", None),
            ],
            [
                *(2, "Viện Kiểm tra Y", "Y Inspection Institute", None, "YII", "Lào"),
                *("Viện nghiên cứu", None, None, "thành lập lại"),
            ],
            ["Châu Âu"],
            [3, "Ủy ban Z", "Commission Z", None, None, "Vương quốc Z", "Ủy ban"],
        ],
        merged=[
            *("A1:J1", "A3:A4", "B3:D3", "E3:E4", "F3:F4", "G3:G4", "H3:H4", "I3:I4", "J3:J4"),
            *("A5:J5", "A8:J8"),
        ],
    )
    wanted = Wanted(
        "Đối tác",
        [
            row_of(
                {"row": 6, "section": "Châu Á", "no": 1, "name_vi": "Bộ Nội vụ X"},
                {"name_en": "Ministry of Home Affairs of X", "name_ja": "X内務省"},
                {"abbreviation": "MOHA", "kind": "ministry", "countries": ["MY"]},
                {"website": "https://moha.example", "aliases": ["Bộ Nội chính X", "MHA"]},
            ),
            row_of(
                {"row": 7, "section": "Châu Á", "no": 2, "name_vi": "Viện Kiểm tra Y"},
                {"name_en": "Y Inspection Institute", "abbreviation": "YII"},
                {"kind": "institute", "countries": ["LA"], "note": "thành lập lại"},
            ),
            row_of(
                {"row": 9, "section": "Châu Âu", "no": 3, "name_vi": "Ủy ban Z"},
                {"name_en": "Commission Z", "kind": "committee"},
            ),
        ],
        {
            "header block": [1, 2],
            "column header": [3, 4],
            "section row": [5, 8],
        },
        errors=[(9, "country", "unknown_country", "Vương quốc Z")],
    )
    for data in (as_xlsx(leaf), as_ods(leaf)):
        check(read(data, "auto"), "organisations", wanted)


def test_partners_of_an_english_list_without_sections() -> None:
    leaf = Leaf(
        "Partners",
        [
            ["Name", "Acronym", "Country", "Type", "Website", "Remarks"],
            ["Anti-Corruption Agency of X", "ACAX", "Thailand", "Agency", "acax.example", None],
            ["X Integrity School", None, "Brunei Darussalam", "School", None, "since 2019"],
        ],
    )
    wanted = Wanted(
        "Partners",
        [
            row_of(
                {"row": 2, "name_en": "Anti-Corruption Agency of X", "abbreviation": "ACAX"},
                {
                    "countries": ["TH"],
                    "kind": "government_agency",
                    "website": "https://acax.example",
                },
            ),
            row_of(
                {"row": 3, "name_en": "X Integrity School", "countries": ["BN"]},
                {"kind": "school", "note": "since 2019"},
            ),
        ],
        {"column header": [1]},
    )
    check(read(as_xlsx(leaf), "organisations"), "organisations", wanted)


def test_people_with_title_and_body_in_cells_of_two_kinds() -> None:
    leaf = Leaf(
        "Danh bạ",
        [
            ["DANH BẠ LIÊN HỆ"],
            ["TT", "Họ và tên, chức vụ", "Cơ quan", "Nước", "Điện thoại", "Email", "Ghi chú"],
            [1, "Ông Khách X1, Chủ tịch", "MACC", "Malaysia", "+60 1 234", "x1@example.test", None],
            [2, "Bà Khách X2\nGiám đốc", "JICA", "Nhật Bản", "0123", None, "nói tiếng Việt"],
            [3, "Khách X3 (Phó Viện trưởng)", "Viện Kiểm tra Y", "Lào", None, None, None],
        ],
    )
    wanted = Wanted(
        "Danh bạ",
        [
            row_of(
                {"row": 3, "no": 1, "name": "Khách X1", "salutation": "Ông", "title": "Chủ tịch"},
                {"organisation": "MACC", "organisation_id": MACC, "countries": ["MY"]},
            ),
            row_of(
                {"row": 4, "no": 2, "name": "Khách X2", "salutation": "Bà", "title": "Giám đốc"},
                {"organisation": "JICA", "organisation_id": JICA, "countries": ["JP"]},
                {"note": "nói tiếng Việt"},
            ),
            row_of(
                {"row": 5, "no": 3, "name": "Khách X3", "title": "Phó Viện trưởng"},
                {"organisation": "Viện Kiểm tra Y", "countries": ["LA"]},
            ),
        ],
        {"header block": [1], "column header": [2]},
    )
    check(read(as_xlsx(leaf), "auto"), "people", wanted)


def test_people_of_one_body_below_each_other() -> None:
    leaf = Leaf(
        "Contacts",
        [
            ["Organisation", "Name", "Position", "Country", "Since"],
            ["State Inspection Authority", "Khách X4", "Director", "Lao PDR", 2019],
            [None, "Khách X5", "Deputy Director", "Lao PDR", "03/2020"],
        ],
        merged=["A2:A3"],
    )
    common = row_of(
        {"organisation": "State Inspection Authority", "organisation_id": LAOS},
        {"countries": ["LA"]},
    )
    wanted = Wanted(
        "Contacts",
        [
            common | {"row": 2, "name": "Khách X4", "title": "Director", "start": "2019"},
            common | {"row": 3, "name": "Khách X5", "title": "Deputy Director", "start": "2020-03"},
        ],
        {"column header": [1]},
    )
    check(read(as_xlsx(leaf), "people"), "people", wanted)
