"""The three workbooks every office keeps, with the mess of their years, against a whole JSON.

All rows are made up: people are called Nguyễn Văn A1 or Khách X1.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from tests.factories.papers import Entry, Paper, nfd
from tests.factories.sheets import (
    ACRC,
    AFA,
    CPIB,
    JICA,
    KPK,
    LAOS,
    MACC,
    MIC,
    UNODC,
    head,
    person,
    row_of,
)

OUT, IN = "delegation_out", "delegation_in"


def _a_log_of_delegations_1(first):
    return [
        (
            [
                *(1, "Học tập kinh nghiệm", "Ma-lai-xi-a", "MACC"),
                *("Nguyễn Văn A1, Vụ trưởng Vụ Y", "Lê Văn C1, Chuyên viên\nPhạm Thị D1"),
                *(first, dt.date(2024, 1, 12), 4, 3),
            ],
            row_of(
                {"no": 1, "title": "Học tập kinh nghiệm", "countries": ["MY"]},
                {"partner": "MACC", "partner_id": MACC, "headcount": 4},
                {"start": "2024-01-09", "end": "2024-01-12"},
                {
                    "people": [
                        head("Nguyễn Văn A1", "Vụ trưởng Vụ Y"),
                        person("Lê Văn C1", "Chuyên viên"),
                        person("Phạm Thị D1"),
                    ]
                },
            ),
        ),
        (
            [
                *(2, nfd("Dự họp thường niên"), "Lào, Campuchia", "Thanh tra Nhà nước Lào"),
                *("Phó Tổng Thanh tra Nguyễn Văn A2", "Ông Lê Văn C2 - Chuyên viên;\nBà D2"),
                *("20/1/24", "26/1/24", "07 người", 2, 120),
            ],
            row_of(
                {"no": 2, "title": "Dự họp thường niên", "countries": ["LA", "KH"]},
                {"partner": "Thanh tra Nhà nước Lào", "partner_id": LAOS, "headcount": 7},
                {"start": "2024-01-20", "end": "2024-01-26"},
                {
                    "people": [
                        head("Nguyễn Văn A2", "Phó Tổng Thanh tra"),
                        person("Lê Văn C2", "Chuyên viên"),
                        person("D2"),
                    ]
                },
            ),
        ),
    ]


def _a_log_of_delegations_2():
    return [
        (
            [
                *(3, "Trao đổi về thanh tra", "CH Pháp", "  AFA ", "Trần Thị B3 (Vụ trưởng)"),
                *(None, "04-05/03/2024", None, 9, 3, "Phía mời đài thọ"),
            ],
            row_of(
                {"no": 3, "title": "Trao đổi về thanh tra", "countries": ["FR"]},
                {"partner": "AFA", "partner_id": AFA, "headcount": 9},
                {"start": "2024-03-04", "end": "2024-03-05"},
                {"people": [head("Trần Thị B3", "Vụ trưởng")]},
            ),
        ),
        (
            [
                *(4, "Khóa bồi dưỡng", "Hàn quốc", "ACRC Hàn Quốc", "Bà Trần Thị B4 - Vụ phó"),
                *("Lê Văn C4 (Chuyên viên); Lê Văn C5", "Quý III", None, "10", 3, "210,5"),
            ],
            row_of(
                {"no": 4, "title": "Khóa bồi dưỡng", "countries": ["KR"]},
                {"partner": "ACRC Hàn Quốc", "partner_id": ACRC, "headcount": 10},
                {"start": "2024-35", "end": "2024-35"},
                {
                    "people": [
                        head("Trần Thị B4", "Vụ phó"),
                        person("Lê Văn C4", "Chuyên viên"),
                        person("Lê Văn C5"),
                    ]
                },
            ),
        ),
        (
            [
                *(5, "Làm việc về đạo đức", "Lào", "Cơ quan Thanh tra Nhà nước Lào", None),
                *(None, "30/02/2024", "02/03/2024", 3, 3, 185.5),
            ],
            row_of(
                {"no": 5, "title": "Làm việc về đạo đức", "countries": ["LA"]},
                {"partner": "Cơ quan Thanh tra Nhà nước Lào", "partner_id": LAOS},
                {"end": "2024-03-02", "headcount": 3},
                {"errors": [("start", "invalid_date", "G", "30/02/2024")]},
            ),
        ),
    ]


def _a_log_of_delegations_3(same, survey):
    return [
        (
            [
                *(6, "Nghiên cứu", "In-đô-nê-xi-a", "KPK", "Nguyễn Văn A6, Vụ trưởng", None),
                *("13.3.2024", "19.3.2024", "06 - 08", 3),
            ],
            row_of(
                {"no": 6, "title": "Nghiên cứu", "countries": ["ID"], "partner": "KPK"},
                {"partner_id": KPK, "start": "2024-03-13", "end": "2024-03-19"},
                {"people": [head("Nguyễn Văn A6", "Vụ trưởng")], "headcount": 6},
            ),
        ),
        (same, survey),
        (list(same), survey | {"repeats": 15}),
    ]


def _a_log_of_delegations_4():
    return [
        (
            [
                *(1, "Chào xã giao Lãnh đạo", "Nhật bản", "Bộ Nội vụ và Truyền thông Nhật Bản"),
                *("Khách X1, Bộ trưởng", "Khách X2; Khách X3", "tháng 4/2024", None, 4, None),
                "15",
            ],
            row_of(
                {"no": 1, "title": "Chào xã giao Lãnh đạo", "countries": ["JP"]},
                {"partner": "Bộ Nội vụ và Truyền thông Nhật Bản", "partner_id": MIC},
                {"start": "2024-04", "end": "2024-04", "headcount": 4},
                {
                    "people": [
                        head("Khách X1", "Bộ trưởng"),
                        person("Khách X2"),
                        person("Khách X3"),
                    ]
                },
            ),
        ),
        (
            [
                *(2, "Thăm và làm việc", "Xinh-ga-po", "CPIB", "Trưởng đoàn Khách X4", None),
                *("08/04/2024", "08/04/2024", -4),
            ],
            row_of(
                {"no": 2, "title": "Thăm và làm việc", "countries": ["SG"]},
                {"partner": "CPIB", "partner_id": CPIB},
                {"start": "2024-04-08", "end": "2024-04-08"},
                {
                    "people": [head("Khách X4", "Trưởng đoàn")],
                    "errors": [("headcount", "negative_headcount", "I", "-4")],
                },
            ),
        ),
    ]


def _a_log_of_delegations_5():
    return [
        (
            [
                *(3, "Hội đàm", "Vương quốc Z", "Cơ quan giám sát", "Khách X5 (Trưởng đoàn)"),
                *("Ông Khách X6", "25/07/2024", "25/07/2024", 7, None, 18),
            ],
            row_of(
                {"no": 3, "title": "Hội đàm", "partner": "Cơ quan giám sát"},
                {"start": "2024-07-25", "end": "2024-07-25", "headcount": 7},
                {
                    "people": [head("Khách X5", "Trưởng đoàn"), person("Khách X6")],
                    "errors": [("country", "unknown_country", "C", "Vương quốc Z")],
                },
            ),
        ),
        *(
            (
                [
                    *(number, f"Hội đàm lần {number}", "Áo", "UNODC", f"Khách X{number}", None),
                    *(f"{number}/5/2024", f"{number + 1}/5/2024", number, None, None, note),
                ],
                row_of(
                    {"no": number, "title": f"Hội đàm lần {number}", "countries": ["AT"]},
                    {"partner": "UNODC", "partner_id": UNODC, "headcount": number},
                    {"start": f"2024-05-0{number}", "end": f"2024-05-0{number + 1}"},
                    {"people": [head(f"Khách X{number}")], "note": note or ""},
                ),
            )
            for number, note in ((4, None), (5, "Hoà giải lịch;  huỷ tham quan"), (6, None))
        ),
    ]


def test_a_log_of_delegations() -> None:
    paper = Paper("Theo dõi 2024", "activities")
    state = nfd("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    paper.skip("header block", "CƠ QUAN X", *[None] * 5, state, merge="A{0}:E{0} G{0}:L{0}")
    motto = "Độc lập - Tự do - Hạnh phúc"
    paper.skip("header block", "VỤ Y", *[None] * 5, motto, merge="A{0}:E{0} G{0}:L{0}")
    paper.skip("header block")
    paper.skip("header block", "SỔ THEO DÕI ĐOÀN RA, ĐOÀN VÀO NĂM 2024", merge="A{0}:L{0}")
    paper.skip("header block", "(Tính đến ngày 31/12/2024; số liệu minh họa)", merge="A{0}:L{0}")
    down = " ".join(f"{letter}{{0}}:{letter}7" for letter in "ABCDEFKL")
    paper.skip(
        "column header",
        *("TT", nfd("Tên đoàn, nội dung"), "Nước đến/Nước của đoàn", "Cơ quan đối tác"),
        *("Trưởng đoàn (họ tên, chức vụ)", "Thành viên", "Thời gian", None, "Số người", None),
        *("Kinh phí (triệu đồng)", "Ghi chú", None, " "),
        merge=f"{down} G{{0}}:H{{0}} I{{0}}:J{{0}}",
    )
    paper.skip("column header", *[None] * 6, "Từ ngày", "Đến ngày", "Tổng số", "Trong đó CQX")
    paper.skip("section row", "I. ĐOÀN RA", merge="A{0}:L{0}")
    first = dt.date(2024, 1, 9)
    same = [
        *(7, "Khảo sát", "Philippines", "Cơ quan Z", "Nguyễn Văn A9, Vụ trưởng", None),
        *(dt.date(2024, 8, 27), dt.date(2024, 8, 29), 6, 2, "chưa quyết toán"),
    ]
    survey = row_of(
        {"no": 7, "title": "Khảo sát", "countries": ["PH"], "partner": "Cơ quan Z"},
        {"start": "2024-08-27", "end": "2024-08-29", "headcount": 6},
        {"people": [head("Nguyễn Văn A9", "Vụ trưởng")]},
    )
    paper.data(
        "I. ĐOÀN RA",
        [
            *_a_log_of_delegations_1(first),
            *_a_log_of_delegations_2(),
            *_a_log_of_delegations_3(same, survey),
        ],
        kind=OUT,
    )
    paper.skip("subtotal row", None, "Cộng", *[None] * 6, 45)
    paper.skip("section row", "II. ĐOÀN VÀO", merge="A{0}:L{0}")
    paper.data(
        "II. ĐOÀN VÀO",
        [*_a_log_of_delegations_4(), *_a_log_of_delegations_5()],
        kind=IN,
    )
    paper.rows[-2]["note"] = "Hoà giải lịch; huỷ tham quan"
    paper.skip("subtotal row", None, "Cộng", *[None] * 6, 22)
    paper.skip("total row", None, "TỔNG CỘNG (I + II)", *[None] * 6, 70)
    paper.skip("blank row")
    paper.skip("footnote", "Ghi chú: (1) Đoàn do phía mời đài thọ không tính kinh phí.")
    paper.skip("footnote", "Người lập biểu: Nguyễn Văn A1")
    totals = [(t["row"], t["stated"], t["counted"]) for t in paper.check()["totals"]]
    # The first agrees without the repeated row, the second with what is wrong; the last does not.
    assert totals == [(17, 45.0, 45.0), (25, 22.0, 22.0), (26, 70.0, 73.0)]


def _a_register_of_agreements_1(entry, memo, moc, mou):
    return [
        entry(
            1,
            (moc, "MACC", "Malaysia", "17/11/2003", "thủ đô nước bạn", "5 năm", "còn HL"),
            row_of(
                memo | {"partner_id": MACC, "countries": ["MY"], "signed": "2003-11-17"},
                {"term_years": 5, "status": "in_force"},
            ),
        ),
        entry(
            2,
            (mou, "AFA", "CH Pháp", dt.date(2003, 12, 28), "Hà Nội", "05 năm", "Hết hiệu lực"),
            row_of(
                {"kind": "memorandum_of_understanding", "partner_id": AFA},
                {"countries": ["FR"], "signed": "2003-12-28", "term_years": 5},
                {"status": "expired"},
            ),
        ),
        entry(
            3,
            ("Tuyên bố chung", "JICA", "Nhật bản", "khoảng năm 2007", "Tokyo", "-", ""),
            row_of(
                {"kind": "joint_statement", "partner_id": JICA, "countries": ["JP"]},
                {"signed": "2007~"},
            ),
        ),
        entry(
            4,
            ("Kế hoạch hợp tác", "KPK", "In-đô-nê-xi-a", "Quý III/2008", None, "năm năm", ""),
            row_of(
                {"kind": "action_plan", "partner_id": KPK, "countries": ["ID"]},
                {"signed": "2008-35", "term_years": 5, "relation": "amends"},
                {"related_no": 2},
            ),
            "Sửa đổi văn kiện số 2",
        ),
        entry(
            5,
            (moc, "ACRC", "Hàn quốc", "tháng 5/2009", "Hà Nội", "-5 năm", "Đang gia hạn"),
            row_of(
                memo | {"partner_id": ACRC, "countries": ["KR"], "signed": "2009-05"},
                {"status": "extending", "errors": [("term", "negative_term", "K", "-5 năm")]},
            ),
        ),
    ]


def _a_register_of_agreements_2(entry, memo, moc):
    return [
        entry(
            6,
            (moc, "CPIB", "Singapore", "31/02/2011", "Hà Nội", "03 năm", "Đang gia hạn"),
            row_of(
                memo | {"partner_id": CPIB, "countries": ["SG"], "term_years": 3},
                {
                    "status": "extending",
                    "errors": [("signed", "invalid_date", "G", "31/02/2011")],
                },
            ),
        )
    ]


def _a_register_of_agreements_3(entry, memo, moc, twice):
    return [
        entry(
            7,
            ("Tuyên bố chung", "Hội đồng Z", "Liên minh Z", "2005", "Hà Nội", "", "còn HL"),
            row_of(
                {"kind": "joint_statement", "signed": "2005", "status": "in_force"},
                {"errors": [("country", "unknown_country", "F", "Liên minh Z")]},
            ),
        ),
        twice,
        (list(twice[0]), twice[1] | {"repeats": 15}),
        *(
            entry(
                number,
                (moc, "MACC", "Malaysia", f"{number}.6.2018", "Hà Nội", "03 năm", "còn HL"),
                row_of(
                    memo | {"partner_id": MACC, "countries": ["MY"], "term_years": 3},
                    {"signed": f"2018-06-{number:02}", "status": "in_force"},
                ),
            )
            for number in range(9, 16)
        ),
    ]


def test_a_register_of_agreements() -> None:
    paper = Paper("Sổ TTQT", "instruments")
    state = "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    paper.skip("header block", "CƠ QUAN X", *[None] * 4, state, merge="A{0}:D{0} F{0}:M{0}")
    paper.skip("header block")
    paper.skip("header block", "SỔ THEO DÕI THỎA THUẬN QUỐC TẾ", merge="A{0}:M{0}")
    down = " ".join(f"{letter}{{0}}:{letter}5" for letter in "ABCDKLM")
    paper.skip(
        "column header",
        *("STT", "Mã số", "Tên văn kiện", "Loại", "Bên ký nước ngoài", None, "Ký kết", None),
        *("Người ký", None, "Thời hạn", "Tình trạng", "Ghi chú", None, " "),
        merge=f"{down} E{{0}}:F{{0}} G{{0}}:H{{0}} I{{0}}:J{{0}}",
    )
    below = ("Cơ quan", "Nước", "Ngày ký", "Nơi ký", "Phía Việt Nam", "Phía nước ngoài")
    paper.skip("column header", *[None] * 4, *below)

    def entry(number: int, typed: tuple[Any, ...], said: dict[str, Any], note: str = "") -> Entry:
        kind, partner, country, day, place, term, status = typed
        title = f"{kind} giữa TTCP và {partner}"
        one, other = f"Nguyễn Văn A{number}", f"Khách X{number}"
        ours = (f"{one}\nPhó Tổng Thanh tra", f"Phó Tổng Thanh tra {one}")[number % 2]
        theirs = (f"{other} (Giám đốc)", f"Giám đốc {other}")[number % 2]
        code = f"TT-{number:02}/2014"
        cells = [number, code, title, kind, partner, country, day, place, ours, theirs, term]
        signatories = [
            {"name": one, "title": "Phó Tổng Thanh tra", "side": "vn"},
            {"name": other, "title": "Giám đốc", "side": "foreign"},
        ]
        base = {"code": code, "title": title, "partner": partner, "place": place or ""}
        return [*cells, status, note], base | {"signatories": signatories} | said

    moc, mou = "Bản ghi nhớ hợp tác", "Bản Ghi nhớ"
    memo = {"kind": "memorandum_of_cooperation"}
    twice = entry(
        8,
        ("Thoả thuận hợp tác", "CPIB", "Xinh-ga-po", "05/03/2017", "Hà Nội", "không xác định", ""),
        row_of(
            {"kind": "cooperation_agreement", "partner_id": CPIB, "countries": ["SG"]},
            {"signed": "2017-03-05"},
        ),
    )
    paper.skip("section row", "I. Ký nhân danh cơ quan", merge="A{0}:M{0}")
    paper.data(
        "I",
        [
            *_a_register_of_agreements_1(entry, memo, moc, mou),
            *_a_register_of_agreements_2(entry, memo, moc),
        ],
    )
    paper.skip("section row", "II. Ký ở cấp đơn vị", merge="A{0}:M{0}")
    paper.data(
        "II",
        _a_register_of_agreements_3(entry, memo, moc, twice),
    )
    paper.skip("total row", None, None, "Tổng số: 15 văn kiện")
    paper.skip("footnote", "Chú thích: HL = hiệu lực.", merge="A{0}:M{0}")
    paper.check()


def _an_annex_of_a_plan_1(entry):
    return [
        entry(
            1,
            ("Phó Tổng Thanh tra", "Malaysia", "MACC", "Tháng 11", 6, None, 220),
            row_of(
                {"rank": "deputy_head", "countries": ["MY"], "partner_id": MACC},
                {"period": "2025-11", "headcount": 6},
            ),
        ),
        entry(
            2,
            ("Cấp Vụ", "CHDCND Lào", "Thanh tra Nhà nước Lào", "Quý I", "07 - 09", 310, None),
            row_of(
                {"rank": "department", "countries": ["LA"], "partner_id": LAOS},
                {"period": "2025-33", "headcount": 7, "headcount_max": 9},
                {"budget_state": 310},
            ),
        ),
        entry(
            3,
            ("Chuyên viên", "Đức", "Bộ W", "T11-12", 12, None, "Phía mời đài thọ"),
            {
                "rank": "officer",
                "countries": ["DE"],
                "period": "2025-11/2025-12",
                "headcount": 12,
            },
        ),
        entry(
            4,
            ("Tổng Thanh tra", "Pháp", "AFA", dt.date(2025, 3, 1), 6, "95,5", None),
            row_of(
                {"rank": "head_of_agency", "countries": ["FR"], "partner_id": AFA},
                {"period": "2025-03-01", "headcount": 6, "budget_state": 95.5},
            ),
        ),
        entry(
            5,
            ("Cấp Vụ", "Hàn quốc", "ACRC", "31/02/2025", 7, 95, None),
            row_of(
                {"rank": "department", "countries": ["KR"], "partner_id": ACRC},
                {"headcount": 7, "budget_state": 95},
                {"errors": [("period", "invalid_date", "G", "31/02/2025")]},
            ),
        ),
    ]


def _an_annex_of_a_plan_2(entry, usual):
    return [
        entry(
            1,
            ("Cấp Vụ", "Đức", "Bộ W", "Tháng 12", -6, 95, None),
            row_of(
                {"rank": "department", "countries": ["DE"], "period": "2025-12"},
                {
                    "budget_state": 95,
                    "errors": [("headcount", "negative_headcount", "I", "-6")],
                },
            ),
        ),
        usual(2, "Quý IV", "2025-36"),
        (usual(2, "Quý IV", "")[0], usual(2, "", "2025-36")[1] | {"repeats": 21}),
        *(
            usual(number, f"T{number}-{number + 1}", f"2025-0{number}/2025-0{number + 1}")
            for number in range(3, 7)
        ),
    ]


def _an_annex_of_a_plan_3(entry, usual):
    return [
        usual(6, "6 tháng đầu năm", "2025-40"),
        usual(7, "tháng 6/2025", "2025-06"),
        entry(
            8,
            ("Cấp Vụ", "Cộng hòa Z", "Cơ quan W", "Tháng 1", 4, None, "Phía mời đài thọ"),
            row_of(
                {"rank": "department", "period": "2025-01", "headcount": 4},
                {"errors": [("country", "unknown_country", "D", "Cộng hòa Z")]},
            ),
        ),
    ]


def test_an_annex_of_a_plan() -> None:
    paper = Paper("Phụ lục KH", "plan")
    paper.skip("header block", "Phụ lục I", merge="A{0}:M{0}")
    paper.skip("header block", "KẾ HOẠCH HOẠT ĐỘNG ĐỐI NGOẠI NĂM 2025", merge="A{0}:M{0}")
    paper.skip(
        "header block", "(Kèm theo Tờ trình số .../TTr-X ngày .../.../2024)", merge="A{0}:M{0}"
    )
    paper.skip("header block")
    down = " ".join(f"{letter}{{0}}:{letter}6" for letter in "ABCDEFGHILM")
    paper.skip(
        "column header",
        *("TT", "Tên đoàn/Hoạt động", "Cấp trưởng đoàn", "Nước", "Đối tác", "Nội dung chính"),
        *("Thời gian dự kiến", "Số ngày", "Số người", "Kinh phí (triệu đồng)", None),
        *("Đơn vị chủ trì", "Ghi chú"),
        merge=f"{down} J{{0}}:K{{0}}",
    )
    paper.skip("column header", *[None] * 9, "NSNN", "Phía mời")

    def entry(number: int, typed: tuple[Any, ...], said: dict[str, Any]) -> Entry:
        rank, country, partner, period, people, own, paid = typed
        title = f"Đoàn số {number}"
        cells = [number, title, rank, country, partner, "Hội đàm", period, 3, people, own, paid]
        base = {"no": number, "title": title, "partner": partner, "content": "Hội đàm", "days": 3}
        return [*cells, "Vụ Y; Cục Z"], base | {"units": ["Vụ Y", "Cục Z"]} | said

    def usual(number: int, period: str, read_as: str) -> Entry:
        return entry(
            number,
            ("Cấp Vụ", "Lào", "Thanh tra Nhà nước Lào", period, 5, 95, None),
            row_of(
                {"rank": "department", "countries": ["LA"], "partner_id": LAOS},
                {"period": read_as, "headcount": 5, "budget_state": 95},
            ),
        )

    paper.skip("section row", "I. ĐOÀN RA", merge="A{0}:M{0}")
    paper.skip("section row", "1. Song phương", merge="A{0}:M{0}")
    paper.data(
        "I. ĐOÀN RA",
        _an_annex_of_a_plan_1(entry),
        kind=OUT,
    )
    paper.skip("section row", "2. Đa phương", merge="A{0}:M{0}")
    paper.data(
        "I. ĐOÀN RA",
        _an_annex_of_a_plan_3(entry, usual),
        kind=OUT,
    )
    paper.skip("subtotal row", None, "Cộng mục I", *[None] * 7, 690.5)
    paper.skip("section row", "II. ĐOÀN VÀO", merge="A{0}:M{0}")
    paper.data(
        "II. ĐOÀN VÀO",
        _an_annex_of_a_plan_2(entry, usual),
        kind=IN,
    )
    paper.skip("subtotal row", None, "Cộng mục II", *[None] * 7, 570)
    paper.skip("total row", None, "TỔNG CỘNG", *[None] * 7, 1260.5)
    paper.skip("footnote", "Người lập: Nguyễn Văn A1", merge="A{0}:M{0}")
    totals = [(t["row"], t["stated"], t["counted"]) for t in paper.check()["totals"]]
    assert totals == [(18, 690.5, 690.5), (27, 570.0, 570.0), (28, 1260.5, 1260.5)]
