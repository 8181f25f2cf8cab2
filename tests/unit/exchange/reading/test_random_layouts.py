"""Random registers, written as random layouts, are read back: every field, and nothing besides."""

from __future__ import annotations

import datetime as dt
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories.layouts import (
    COUNTRIES,
    THINGS,
    YEAR,
    Column,
    Draw,
    Made,
    Row,
    count_text,
    country_text,
    day_text,
    days,
    made,
    partner,
    people,
    person_text,
    span_text,
    spelled,
    write,
)
from tests.factories.sheets import read

settings.register_profile("layouts", max_examples=60, suppress_health_check=[HealthCheck.too_slow])

NO = Column({"vi": ("STT", "TT"), "en": ("No.", "No"), "ja": ("番号",)}, lambda row, _d: row["no"])
COUNTRY = Column(
    {
        "vi": ("Nước", "Quốc gia"),
        "en": ("Country",),
        "ja": ("国名", "相手国"),
    },
    country_text,
)
PARTNER = Column(
    {"vi": ("Đối tác", "Cơ quan đối tác"), "en": ("Partner",), "ja": ("相手機関",)},
    lambda row, draw: spelled(row["partner"], draw),
)
NOTE = Column(
    {"vi": ("Ghi chú",), "en": ("Remarks", "Notes"), "ja": ("備考",)}, lambda row, _d: row["note"]
)
HEADCOUNT = Column(
    {"vi": ("Số người", "Số lượng người"), "en": ("Number of people", "Pax"), "ja": ("人数",)},
    lambda row, draw: count_text(row["headcount"], draw),
)


def shuffled(draw: Draw, first: Column, columns: list[Column], *, numbered: bool) -> list[Column]:
    """Put columns in any order; those of one group stay together, numbers come first."""
    whole = [[first]]
    for column in columns:
        if whole[-1][0].group and column.group == whole[-1][0].group:
            whole[-1].append(column)
        else:
            whole.append([column])
    order = draw(st.permutations(whole))
    return [*([NO] if numbered else []), *(column for group in order for column in group)]


def base(draw: Draw, number: int) -> Row:
    code, name = partner(draw)
    return {
        "no": number,
        "title": f"{draw(st.sampled_from(THINGS))} {number}",
        "country": draw(st.sampled_from(sorted(COUNTRIES))),
        "partner": name,
        "partner_id": code,
        "note": draw(st.sampled_from(("", "kết hợp khảo sát", "đã hoãn một lần"))),
    }


def compare(made: Made, kind: str) -> None:
    data = read(made.content, kind, made.name)
    wrong = [f"{one['row']}: {one['code']} {one['value']}" for one in data["errors"]]
    wrong += [f"{one['row']} repeated" for one in data["warnings"]]
    if [row["row"] for row in data["rows"]] != made.sheet.data:
        wrong.append(f"rows {[row['row'] for row in data['rows']]}, not {made.sheet.data}")
    for got, row in zip(data["rows"], made.rows, strict=False):
        wrong += [
            f"{got['row']} {name}: {got[name]!r}, not {value!r}"
            for name, value in row.items()
            if got[name] != value
        ]
    assert not wrong, "\n" + "\n".join(wrong)


def activity_columns(draw: Draw, kind_column: Column | None) -> list[Column]:
    columns = [COUNTRY, PARTNER, HEADCOUNT, NOTE]
    if draw(st.booleans()):
        group = {"vi": "Thời gian", "en": "Dates", "ja": "期間"} if draw(st.booleans()) else {}
        columns += [
            Column(
                {"vi": ("Từ ngày",), "en": ("From",), "ja": ("開始日",)},
                lambda row, d: day_text(row["start"], d),
                group,
            ),
            Column(
                {"vi": ("Đến ngày",), "en": ("To",), "ja": ("終了日",)},
                lambda row, d: day_text(row["end"], d),
                group,
            ),
        ]
    else:
        columns.append(
            Column(
                {"vi": ("Thời gian",), "en": ("Dates",), "ja": ("期間",)},
                lambda row, d: span_text(row["start"], row["end"], d),
            )
        )
    columns += [
        Column(
            {"vi": ("Trưởng đoàn",), "en": ("Head of delegation",), "ja": ("団長",)},
            lambda row, d: person_text(row["people"][0], d),
        ),
        Column(
            {"vi": ("Thành viên",), "en": ("Members",), "ja": ("団員",)},
            lambda row, d: d(st.sampled_from(("\n", "; ", ";\n"))).join(
                person_text(one, d) for one in row["people"][1:]
            ),
        ),
    ]
    return [*columns, kind_column] if kind_column else columns


KINDS = {"delegation_out": "Đoàn ra", "delegation_in": "Đoàn vào"}


@st.composite
def logs(draw: st.DrawFn) -> Made:
    """Make a log with its expectation."""
    in_column = draw(st.booleans())
    kind_column = Column(
        {"vi": ("Loại đoàn",), "en": ("Direction",), "ja": ("種別",)},
        lambda row, _d: KINDS[row["kind"]],
    )
    rows: list[Row] = []
    for number in range(1, draw(st.integers(2, 7)) + 1):
        start, end = days(draw)
        more = {
            "kind": draw(st.sampled_from(sorted(KINDS))),
            "start": start,
            "end": end,
            "people": people(draw, number, draw(st.integers(1, 3))),
            "headcount": draw(st.integers(1, 40)),
        }
        rows.append(base(draw, number) | more)
    groups = [("", rows)]
    if not in_column:
        rows = sorted(rows, key=lambda row: row["kind"])
        groups = [
            (KINDS[kind].upper(), [row for row in rows if row["kind"] == kind])
            for kind in dict.fromkeys(row["kind"] for row in rows)
        ]
    title = Column(
        {"vi": ("Nội dung", "Tên đoàn"), "en": ("Activity", "Purpose of visit"), "ja": ("件名",)},
        lambda row, d: spelled(row["title"], d),
    )
    numbered = draw(st.booleans())
    columns = activity_columns(draw, kind_column if in_column else None)
    sheet = write(draw, shuffled(draw, title, columns, numbered=numbered), groups)
    return made(sheet, [activity(row) for row in rows], draw, numbered=numbered)


def activity(row: Row) -> dict[str, Any]:
    team = [
        one | {"role": "member" if place else "head"} for place, one in enumerate(row["people"])
    ]
    return {
        **{name: row[name] for name in ("no", "title", "kind", "partner", "partner_id", "note")},
        "countries": [row["country"]],
        "start": row["start"].isoformat(),
        "end": row["end"].isoformat(),
        "people": team,
        "headcount": row["headcount"],
    }


@given(made=logs())
@settings(settings.get_profile("layouts"))
def test_a_log_is_read_back(made: Made) -> None:
    compare(made, "activities")


PERIODS = {
    f"{YEAR}-35": ("Quý III", f"quý 3/{YEAR}", "Q3"),
    f"{YEAR}-06": ("Tháng 6", f"tháng 6/{YEAR}", "T6", "June", "6月"),
    f"{YEAR}-11/{YEAR}-12": ("T11-12", "tháng 11 - 12", "Tháng 11-12"),
    f"{YEAR}-40": ("6 tháng đầu năm", "nửa đầu năm"),
}
RANKS = {
    "deputy_head": ("Phó Tổng Thanh tra", "Deputy Inspector General"),
    "department": ("Cấp Vụ", "Vụ trưởng"),
    "officer": ("Chuyên viên", "Officer"),
}


def money_text(millions: float, draw: Draw) -> Any:
    whole = int(millions) if millions == int(millions) else millions
    return draw(st.sampled_from((whole, str(whole).replace(".", ","))))


def _plans_1(group):
    return [
        COUNTRY,
        PARTNER,
        Column(
            {"vi": ("Thời gian dự kiến",), "en": ("Planned time", "Timing"), "ja": ("時期",)},
            lambda row, d: d(st.sampled_from(PERIODS[row["period"]])),
        ),
        Column(
            {"vi": ("Cấp trưởng đoàn",), "en": ("Level of head",), "ja": ("団長級",)},
            lambda row, d: d(st.sampled_from(RANKS[row["rank"]])),
        ),
        Column({"vi": ("Số ngày",), "en": ("Days",), "ja": ("日数",)}, lambda row, _d: row["days"]),
        Column(
            HEADCOUNT.labels,
            lambda row, d: (
                f"{row['headcount']:02} - {row['headcount_max']:02}"
                if row["headcount_max"]
                else count_text(row["headcount"], d)
            ),
        ),
        Column(
            {"vi": ("NSNN",), "en": ("State budget",), "ja": ("国費",)},
            lambda row, d: money_text(row["budget"], d) if row["budget"] else "Phía mời đài thọ",
            group,
        ),
        Column(
            {"vi": ("Phía mời",), "en": ("Host",), "ja": ("先方負担",)},
            lambda row, _d: None if row["budget"] else 120,
            group,
        ),
        Column(
            {"vi": ("Đơn vị chủ trì",), "en": ("Lead unit",), "ja": ("担当課",)},
            lambda row, d: d(st.sampled_from(("; ", "\n"))).join(row["units"]),
        ),
        NOTE,
    ]


@st.composite
def plans(draw: st.DrawFn) -> Made:
    """Make an annex of a plan with its expectation."""
    rows: list[Row] = []
    for number in range(1, draw(st.integers(2, 7)) + 1):
        low = draw(st.integers(1, 20))
        more = {
            "kind": draw(st.sampled_from(sorted(KINDS))),
            "period": draw(st.sampled_from(sorted(PERIODS))),
            "rank": draw(st.sampled_from(sorted(RANKS))),
            "days": draw(st.integers(1, 12)),
            "headcount": low,
            "headcount_max": draw(st.sampled_from((None, low + 2))),
            "budget": draw(st.sampled_from((0, 95, 220, 210.5, 1250))),
            "units": draw(st.sampled_from((["Vụ HTQT"], ["Vụ HTQT", "Cục PCTN"]))),
        }
        rows.append(base(draw, number) | more)
    rows = sorted(rows, key=lambda row: row["kind"])
    groups = [
        (KINDS[kind].upper(), [row for row in rows if row["kind"] == kind])
        for kind in dict.fromkeys(row["kind"] for row in rows)
    ]
    group = {"vi": "Kinh phí (triệu đồng)", "en": "Budget (million VND)", "ja": "予算"}
    columns = _plans_1(group)
    title = Column(
        {"vi": ("Tên đoàn/Hoạt động", "Nội dung"), "en": ("Planned activity",), "ja": ("事業名",)},
        lambda row, d: spelled(row["title"], d),
    )
    numbered = draw(st.booleans())
    sheet = write(draw, shuffled(draw, title, columns, numbered=numbered), groups)
    return made(sheet, [plan_line(row) for row in rows], draw, numbered=numbered)


def plan_line(row: Row) -> dict[str, Any]:
    same = ("no", "title", "kind", "partner", "partner_id", "period", "rank", "days", "headcount")
    return {
        **{name: row[name] for name in (*same, "headcount_max", "units")},
        "countries": [row["country"]],
        "budget_state": row["budget"] or None,
    }


@given(made=plans())
@settings(settings.get_profile("layouts"))
def test_a_plan_is_read_back(made: Made) -> None:
    compare(made, "plan")


FORMS = {
    "memorandum_of_cooperation": "Bản ghi nhớ hợp tác",
    "cooperation_agreement": "Thoả thuận hợp tác",
    "joint_statement": "Tuyên bố chung",
}
STATES = {"in_force": ("còn HL", "Còn hiệu lực"), "expired": ("Hết hiệu lực", "hết hạn")}


@st.composite
def registers(draw: st.DrawFn) -> Made:
    """Make a register of agreements with its expectation."""
    together = draw(st.booleans())
    rows: list[Row] = []
    for number in range(1, draw(st.integers(2, 7)) + 1):
        row = base(draw, number)
        kind = draw(st.sampled_from(sorted(FORMS)))
        signatories = people(draw, number, 2)
        more = {
            "kind": kind,
            "title": f"{FORMS[kind]} số {number} với {row['partner']}",
            "code": f"TT-{number:02}/{YEAR}",
            "signed": draw(st.dates(dt.date(2003, 1, 1), dt.date(YEAR, 1, 1))),
            "place": draw(st.sampled_from(("Hà Nội", "Tokyo", "Viêng Chăn"))),
            "signatories": signatories,
            "term": draw(st.sampled_from((None, 3, 5))),
            "status": draw(st.sampled_from(sorted(STATES))),
        }
        rows.append(row | more)
    columns = [
        Column(
            {"vi": ("Mã số",), "en": ("Ref. no.",), "ja": ("管理番号",)},
            lambda row, _d: row["code"],
        ),
        COUNTRY,
        PARTNER,
        Column(
            {"vi": ("Loại",), "en": ("Type",), "ja": ("種別",)}, lambda row, _d: FORMS[row["kind"]]
        ),
        *signing(together=together),
        *(
            Column(
                labels,
                lambda row, d, place=place: person_text(row["signatories"][place], d),
                {"vi": "Người ký", "en": "Signatories", "ja": "署名者"},
            )
            for place, labels in enumerate(SIDES)
        ),
        Column(
            {"vi": ("Thời hạn",), "en": ("Term",), "ja": ("有効期間",)},
            lambda row, d: (
                d(st.sampled_from((f"{row['term']} năm", f"{row['term']} years")))
                if row["term"]
                else "không xác định"
            ),
        ),
        Column(
            {"vi": ("Tình trạng",), "en": ("Status",), "ja": ("状況",)},
            lambda row, d: d(st.sampled_from(STATES[row["status"]])),
        ),
    ]
    title = Column(
        {"vi": ("Tên văn kiện",), "en": ("Title",), "ja": ("文書名",)},
        lambda row, d: spelled(row["title"], d),
    )
    sheet = write(draw, shuffled(draw, title, columns, numbered=True), [("", rows)])
    return made(sheet, [agreement(row) for row in rows], draw, numbered=True)


SIDES = (
    {"vi": ("Phía Việt Nam",), "en": ("Viet Nam",), "ja": ("ベトナム側",)},
    {"vi": ("Phía nước ngoài",), "en": ("Partner",), "ja": ("相手側",)},
)


def signing(*, together: bool) -> list[Column]:
    if together:
        labels = {
            "vi": ("Nơi, ngày ký",),
            "en": ("Place and date of signature",),
            "ja": ("署名日・場所",),
        }
        return [Column(labels, lambda row, _d: f"{row['place']}, ngày {row['signed']:%d/%m/%Y}")]
    return [
        Column(
            {"vi": ("Ngày ký",), "en": ("Date signed",), "ja": ("署名日",)},
            lambda row, d: day_text(row["signed"], d),
        ),
        Column(
            {"vi": ("Nơi ký",), "en": ("Place of signature",), "ja": ("署名地",)},
            lambda row, _d: row["place"],
        ),
    ]


def agreement(row: Row) -> dict[str, Any]:
    same = ("title", "code", "kind", "partner", "partner_id", "place", "status")
    signatories = [
        one | {"side": side}
        for one, side in zip(row["signatories"], ("vn", "foreign"), strict=True)
    ]
    return {
        **{name: row[name] for name in same},
        "countries": [row["country"]],
        "signed": row["signed"].isoformat(),
        "signatories": signatories,
        "term_years": row["term"],
    }


@given(made=registers())
@settings(settings.get_profile("layouts"))
def test_a_register_of_agreements_is_read_back(made: Made) -> None:
    compare(made, "instruments")
