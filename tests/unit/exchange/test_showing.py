"""What was read of a file in the words of the page, and the text where it says it otherwise."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from banggiao.exchange.enums import Kind
from banggiao.exchange.showing import (
    Body,
    Names,
    bodies_in,
    codes_in,
    in_words,
    raw_if_other,
    value_in_words,
)

NAMES = Names(
    countries={"LA": "Lào", "KR": "Hàn Quốc"},
    bodies={"la-sia": Body("Thanh tra Nhà nước Lào", "/partners/la-sia/")},
)


@pytest.fixture(autouse=True)
def vietnamese():
    with override("vi"):
        yield


def got(value, raw="", **more):
    return {"value": value, "raw": raw, "column": 3, "problem": "", "doubt": ""} | more


def said(column, text="", *, of=Kind.ACTIVITIES, **values):
    return in_words(of, column, values, NAMES, text)


class TestWords:
    @pytest.mark.parametrize(
        ("edtf", "words"),
        [
            ("2023-03-01", "1/3/2023"),
            ("2023-06", "tháng 6/2023"),
            ("2023-35", "quý III/2023"),
            ("2007~", "khoảng năm 2007"),
        ],
    )
    def test_a_date_is_written_as_far_as_it_is_known(self, edtf, words):
        assert said("start", "x", start=got(edtf, "x")) == words

    def test_what_is_no_date_stands_as_it_is(self):
        assert said("start", "x", start=got("31/02", "x")) == "31/02"

    def test_one_column_of_days_tells_both_ends(self):
        values = {
            "start": got("2023-03-04", "04-05/03/2023"),
            "end": got("2023-03-05", "04-05/03/2023"),
        }

        assert said("when", "04-05/03/2023", **values) == "4/3/2023 – 5/3/2023"

    def test_the_end_that_the_first_column_told_stands_in_the_second(self):
        assert said("end", "", end=got("2023-03-05", "04-05/03/2023")) == "5/3/2023"

    def test_countries_go_by_their_names(self):
        assert said("countries", "", countries=got(["LA", "KR"])) == "Lào, Hàn Quốc"

    def test_head_and_members_stand_in_their_own_columns(self):
        people = got(
            [
                {"name": "Nguyễn Văn A1", "title": "Vụ trưởng", "role": "head"},
                {"name": "Trần Thị B1", "title": "", "role": "member"},
            ],
            "Nguyễn Văn A1, Vụ trưởng\nTrần Thị B1",
        )

        assert said("head", "Nguyễn Văn A1, Vụ trưởng", people=people) == "Nguyễn Văn A1, Vụ trưởng"
        assert said("members", "Trần Thị B1", people=people) == "Trần Thị B1"
        assert said("people", "", people=people).startswith("Nguyễn Văn A1, Vụ trưởng (")

    def test_signatories_stand_on_their_side(self):
        both = got(
            [
                {"name": "Trần Thị B1", "title": "", "side": "vn"},
                {"name": "Khách X1", "title": "Chủ tịch", "side": "foreign"},
            ]
        )

        assert said("signatories_vn", of=Kind.INSTRUMENTS, signatories=both) == "Trần Thị B1"
        words = said("signatories_foreign", of=Kind.INSTRUMENTS, signatories=both)
        assert words == "Khách X1, Chủ tịch"

    @pytest.mark.parametrize(
        ("values", "words"),
        [
            ({"headcount": 4}, "4"),
            ({"headcount": 6, "headcount_max": 8}, "6–8"),
            ({"headcount": 6, "headcount_max": 6}, "6"),
            ({"headcount": 0}, "0"),
        ],
    )
    def test_a_number_of_people_may_be_a_range(self, values, words):
        assert said("headcount", **{name: got(value) for name, value in values.items()}) == words

    @pytest.mark.parametrize(
        ("kind", "column", "name", "value", "words"),
        [
            (Kind.ACTIVITIES, "kind", "kind", "delegation_out", "Đoàn ra"),
            (Kind.INSTRUMENTS, "kind", "kind", "action_plan", "Kế hoạch hành động"),
            (Kind.ACTIVITIES, "status", "status", "held", "Đã thực hiện"),
            (Kind.ACTIVITIES, "mode", "mode", "online", "Trực tuyến"),
            (Kind.PLAN, "rank", "rank", "department", "Cấp Vụ và tương đương"),
            (Kind.PLAN, "budget_state", "budget_state", 210.5, "210,5 triệu đồng"),
            (Kind.ACTIVITIES, "cost", "cost", 185500000, "185,5 triệu đồng"),
            (Kind.PLAN, "units", "units", ["Vụ HTQT", "Cục PCTN"], "Vụ HTQT, Cục PCTN"),
            (Kind.INSTRUMENTS, "number", "code", "TTQT-01/2003", "TTQT-01/2003"),
            (Kind.PLAN, "start", "period", "2022-11", "tháng 11/2022"),
            (Kind.INSTRUMENTS, "status", "status", "extending", "Đang gia hạn"),
        ],
    )
    def test_codes_and_amounts_become_words(self, kind, column, name, value, words):
        assert said(column, "x", of=kind, **{name: got(value, "x")}) == words

    def test_a_term_is_told_in_years_and_months(self):
        words = said("term", "18 tháng", of=Kind.INSTRUMENTS, term_months=got(18, "18 tháng"))

        assert words == value_in_words(Kind.INSTRUMENTS, "term_months", 18, NAMES)
        assert [word for word in words.split() if word.isdigit()] == ["1", "6"]

    def test_who_pays_stands_where_no_amount_does(self):
        values = {"cost": got(None, "Phía mời đài thọ"), "funding": got("host", "Phía mời đài thọ")}

        assert said("cost", "Phía mời đài thọ", **values) == "Phía chủ nhà"

    @pytest.mark.parametrize("value", [None, "", []])
    def test_what_was_not_read_has_no_words(self, value):
        assert said("title", "", title=got(value)) == ""
        assert said("title") == ""

    def test_a_new_partner_is_marked_as_new(self):
        values = {"partner": got("Cục Z", "Cục Z"), "partner_new": got(["Cục Z"], "Cục Z")}

        assert said("partner", "Cục Z", **values).startswith("Cục Z (")


class TestBodies:
    def test_only_those_whose_name_may_be_seen_are_given(self):
        values = {"partner_ids": got(["la-sia", "hidden"])}

        assert [body.label for body in bodies_in("partner", values, NAMES)] == [
            "Thanh tra Nhà nước Lào"
        ]
        assert bodies_in("title", values, NAMES) == []

    def test_codes_are_gathered_of_all_rows(self):
        rows = [
            {"countries": got(["LA", ""]), "partner_ids": got(["la-sia"])},
            {"organisation_id": got("kr-acrc"), "countries": got([])},
            {},
        ]

        assert codes_in(rows) == ({"LA"}, {"la-sia", "kr-acrc"})


class TestRaw:
    @pytest.mark.parametrize(
        ("raw", "words"),
        [
            ("05/02/2023", "5/2/2023"),
            ("13.3.2023", "13/3/2023"),
            ("  Lào ", "Lào"),
            ("LÀO", "Lào"),
            ("Uỷ ban", "Ủy ban"),
            ("04", "4"),
            ("", "Đoàn ra"),
        ],
    )
    def test_the_same_in_other_marks_is_not_repeated(self, raw, words):
        assert raw_if_other(raw, words) == ""

    @pytest.mark.parametrize(
        ("raw", "words"),
        [("5/3/2023", "3/5/2023"), ("Ma-lai-xi-a", "Malaysia"), ("40", "4"), ("31/02/2023", "")],
    )
    def test_what_differs_is_shown(self, raw, words):
        assert raw_if_other(raw, words) == raw
