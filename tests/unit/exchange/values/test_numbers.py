"""Numbers of people, days and rows, and amounts of money."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banggiao.exchange.books.book import Broken
from banggiao.exchange.values.number_words import number_at_start
from banggiao.exchange.values.numbers import (
    Amount,
    Count,
    read_amount,
    read_count,
    read_ordinal,
    read_unit_of_heading,
)
from banggiao.exchange.values.read import Read

MILLION, THOUSAND, DONG = Decimal(1_000_000), Decimal(1000), Decimal(1)


class TestCount:
    @pytest.mark.parametrize(
        ("value", "count"),
        [
            (4, Count(4)),
            (4.0, Count(4)),
            (0, Count(0)),
            ("4", Count(4)),
            ("4,0", Count(4)),
            ("03 người", Count(3)),
            ("３名", Count(3)),
            ("(4)", Count(4)),
            ("Tổng số: 5", Count(5)),
            ("Đoàn 05 người", Count(5)),
            ("05 ngày", Count(5)),
            ("3 days", Count(3)),
            ("5日間", Count(5)),
            ("1.250 người", Count(1250)),
            ("06 - 08", Count(6, 8)),
            ("10-12 người", Count(10, 12)),
            ("10–12", Count(10, 12)),
            ("10～12名", Count(10, 12)),
            ("từ 10 đến 12 người", Count(10, 12)),
            ("5-5", Count(5)),
            ("khoảng 10", Count(10, about=True)),
            ("~10", Count(10, about=True)),
            ("trên 20 người", Count(20, about=True)),
            ("khoảng 10-12", Count(10, 12, about=True)),
            ("10+", Count(10, about=True)),
            ("約10名", Count(10, about=True)),
            ("10名程度", Count(10, about=True)),
            ("năm người", Count(5)),
            ("hai mươi lăm người", Count(25)),
            ("mười", Count(10)),
            ("twenty-one people", Count(21)),
            ("三名", Count(3)),
            ("十二人", Count(12)),
        ],
    )
    def test_how_many(self, value, count):
        assert read_count(value) == Read(count)

    @pytest.mark.parametrize(
        ("text", "count", "doubt"),
        [
            ("10 (trong đó 3 nữ)", Count(10), "more_words"),
            ("04 người (03 TTCP, 01 BNG)", Count(4), "more_words"),
            ("5/7", Count(5), "more_words"),
            ("2 + 1 phiên dịch", Count(3), "added_up"),
            ("5 nam, 3 nữ", Count(8), "added_up"),
        ],
    )
    def test_what_a_person_should_look_at(self, text, count, doubt):
        assert read_count(text) == Read(count, doubt=doubt)

    @pytest.mark.parametrize(
        ("value", "read"),
        [
            ("", Read(None)),
            ("-", Read(None)),
            ("không", Read(None)),
            ("chưa rõ", Read(None, doubt="not_known")),
            ("nhiều", Read(None, doubt="no_number")),
            ("9" * 400, Read(None, doubt="no_number")),
            (-4, Read(None, "negative")),
            ("-4", Read(None, "negative")),
            ("- 4 người", Read(None, "negative")),
            ("−4", Read(None, "negative")),
            (4.5, Read(None, "invalid")),
            ("4,5", Read(None, "invalid")),
            ("12-10", Read(None, "invalid")),
            ("99999999999", Read(None, "invalid")),
            (float("nan"), Read(None, "invalid")),
            (True, Read(None, "invalid")),
            (dt.date(2023, 8, 6), Read(None, "invalid")),
            (Broken("#N/A"), Read(None, "formula_error")),
        ],
    )
    def test_none_and_why(self, value, read):
        assert read_count(value) == read

    @given(
        st.integers(0, 99_999),
        st.sampled_from(["{}", "{:02}", "{} người", "Đoàn {:02} người", " {}名 "]),
    )
    def test_a_printed_number_reads_back(self, number, form):
        assert read_count(form.format(number)) == Read(Count(number))

    @given(
        st.integers(1, 998),
        st.integers(1, 500),
        st.sampled_from(["{} - {}", "{:02}-{:02} người", "từ {} đến {}"]),
    )
    def test_a_printed_range_reads_back(self, low, more, form):
        assert read_count(form.format(low, low + more)) == Read(Count(low, low + more))


class TestNumberWords:
    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("năm", (5, "")),
            ("mười năm", (10, "nam")),
            ("mười lăm năm", (15, "nam")),
            ("hai mươi mốt", (21, "")),
            ("hai mốt", (21, "")),
            ("chín mươi chín", (99, "")),
            ("một chục", (10, "")),
            ("nam nguoi", (5, "nguoi")),
            ("ninety-nine", (99, "")),
            ("九十九", (99, "")),
        ],
    )
    def test_a_number_in_words(self, text, found):
        assert number_at_start(text) == found

    @pytest.mark.parametrize("text", ["", "5", "nam giới", "người", "bà Lan"])
    def test_other_words_are_none(self, text):
        assert number_at_start(text) is None


class TestAmount:
    @pytest.mark.parametrize(
        ("value", "dong"),
        [
            (220, 220_000_000),
            (185.5, 185_500_000),
            (0, 0),
            ("210,5", 210_500_000),
            ("210.5", 210_500_000),
            ("22,5", 22_500_000),
            ("0,250", 250_000),
            ("1.250,5", 1_250_500_000),
            ("1,250.5", 1_250_500_000),
            ("12.3456", 12_345_600),
            ("150 triệu", 150_000_000),
            ("150tr", 150_000_000),
            ("150 trđ", 150_000_000),
            ("1,2 tỷ", 1_200_000_000),
            ("1 tỷ 200 triệu", 1_200_000_000),
            ("500 nghìn đồng", 500_000),
            ("150.000.000 đồng", 150_000_000),
            ("150.000.000đ", 150_000_000),
            ("150,000,000 VND", 150_000_000),
        ],
    )
    def test_an_amount_under_millions(self, value, dong):
        read = read_amount(value, unit=MILLION)
        assert (read.problem, read.doubt) == ("", "")
        assert read.value.dong == dong
        assert read.value.millions == Decimal(dong) / 1_000_000
        assert (read.value.currency, read.value.payer) == ("VND", "")

    @pytest.mark.parametrize(("unit", "dong"), [(THOUSAND, 1_250_000), (DONG, 1250)])
    def test_a_point_stands_between_thousands(self, unit, dong):
        read = read_amount("1.250", unit=unit)
        assert (read.value.dong, read.doubt) == (dong, "")

    @pytest.mark.parametrize("text", ["1.250", "1,250"])
    def test_under_millions_it_may_be_read_twice(self, text):
        read = read_amount(text, unit=MILLION)
        assert (read.value.dong, read.doubt) == (1_250_000_000, "separator_unclear")

    @pytest.mark.parametrize("text", ["1.250.000", "1 250 000", "1,250,000"])
    def test_what_no_delegation_costs_was_written_in_dong(self, text):
        read = read_amount(text, unit=MILLION)
        assert (read.value.dong, read.doubt) == (1_250_000, "unit_unclear")

    @pytest.mark.parametrize(
        ("text", "currency", "number"),
        [
            ("2.500 USD", "USD", 2500),
            ("US$ 2,500.50", "USD", Decimal("2500.50")),
            ("USD2500", "USD", 2500),
            ("2 triệu yên", "JPY", 2_000_000),
            ("5万円", "JPY", 50_000),
            ("€1.200", "EUR", 1200),
        ],
    )
    def test_another_currency_is_not_dong(self, text, currency, number):
        assert read_amount(text, unit=MILLION) == Read(
            Amount(currency=currency, number=Decimal(number))
        )

    @pytest.mark.parametrize(
        ("text", "payer"),
        [
            ("Phía mời đài thọ", "host"),
            ("phía bạn", "host"),
            ("host pays", "host"),
            ("招待側", "host"),
            ("NSNN", "state_budget"),
            ("Ngân sách nhà nước", "state_budget"),
            ("dự án", "project"),
            ("Project", "project"),
            ("Đối tác tài trợ", "partner"),
            ("UNODC đài thọ", "partner"),
            ("tự túc", "other"),
            ("NSNN và phía mời", "shared"),
        ],
    )
    def test_who_pays(self, text, payer):
        assert read_amount(text, unit=MILLION) == Read(Amount(payer=payer))

    def test_an_amount_for_each_is_doubted(self):
        read = read_amount("15 triệu đồng/người", unit=MILLION)
        assert (read.value.dong, read.doubt) == (15_000_000, "more_words")

    def test_who_pays_and_how_much(self):
        read = read_amount("NSNN: 150 triệu", unit=MILLION)
        assert (read.value.dong, read.value.payer) == (150_000_000, "state_budget")

    def test_a_range_gives_its_lower_end(self):
        read = read_amount("100-150 triệu", unit=DONG)
        assert (read.value.dong, read.doubt) == (100_000_000, "more_words")

    @pytest.mark.parametrize(
        ("value", "read"),
        [
            ("", Read(None)),
            ("-", Read(None)),
            ("không", Read(None)),
            ("chưa quyết toán", Read(None, doubt="not_known")),
            ("theo chế độ", Read(None, doubt="no_number")),
            ("10%", Read(None, doubt="no_number")),
            (-5, Read(None, "negative")),
            ("-150 triệu", Read(None, "negative")),
            ("1.25.00", Read(None, "invalid")),
            ("9" * 200, Read(None, "invalid")),
            (1e30, Read(None, "invalid")),
            (float("nan"), Read(None, "invalid")),
            (True, Read(None, "invalid")),
            (Broken("#REF!"), Read(None, "formula_error")),
        ],
    )
    def test_none_and_why(self, value, read):
        assert read_amount(value, unit=MILLION) == read

    @given(st.integers(0, 9_999_999), st.integers(0, 99))
    def test_a_printed_amount_reads_back(self, whole, cents):
        grouped = f"{whole:,}".replace(",", ".")
        for text in (f"{grouped},{cents:02}", f"{whole},{cents:02}", f"{whole:,}.{cents:02}"):
            read = read_amount(text, unit=THOUSAND)
            assert read.value.dong == whole * 1000 + cents * 10


class TestUnitOfHeading:
    @pytest.mark.parametrize(
        ("heading", "unit"),
        [
            ("Kinh phí (triệu đồng)", 1_000_000),
            ("Kinh phí (triệu)", 1_000_000),
            ("Đơn vị: Triệu đồng", 1_000_000),
            ("(trđ)", 1_000_000),
            ("tr.đ", 1_000_000),
            ("ĐVT: nghìn đồng", 1000),
            ("ĐVT: 1000đ", 1000),
            ("Kinh phí (1.000 đ)", 1000),
            ("Kinh phí (1.000.000 đồng)", 1_000_000),
            ("tỷ đồng", 1_000_000_000),
            ("Đơn vị tính: đồng", 1),
            ("Kinh phí (đồng)", 1),
            ("Số tiền (VNĐ)", 1),
            ("Cost, million VND", 1_000_000),
            ("VND million", 1_000_000),
            ("予算（百万ドン）", 1_000_000),
        ],
    )
    def test_the_unit_it_names(self, heading, unit):
        assert read_unit_of_heading(heading) == unit

    @pytest.mark.parametrize(
        "heading", ["", "Kinh phí", "Hoạt động", "Số đồng chí", "(hợp đồng)", "Kinh phí (USD)"]
    )
    def test_none_where_it_names_none(self, heading):
        assert read_unit_of_heading(heading) is None


class TestOrdinal:
    @pytest.mark.parametrize(
        ("value", "number"),
        [
            *(
                (1, 1),
                (1.0, 1),
                ("1.", 1),
                ("01", 1),
                ("(1)", 1),
                ("1)", 1),
                ("Số 5", 5),
                ("#5", 5),
            ),
            *(("1.2", "1.2"), (2.3, "2.3"), ("1.2.3", "1.2.3"), ("12a", "12a")),
            *(("I", "I"), ("II.", "II"), ("iv", "IV"), ("X", "X"), ("a)", "a"), ("A", "A")),
        ],
    )
    def test_the_number_of_a_row(self, value, number):
        assert read_ordinal(value) == Read(number)

    @pytest.mark.parametrize(
        "value", ["TT", "Cộng", "Ghi chú", "IIII", -1, "1" * 30, dt.date(2023, 1, 2)]
    )
    def test_words_are_none(self, value):
        assert read_ordinal(value) == Read(None, doubt="no_number")

    def test_an_empty_cell_says_nothing(self):
        assert read_ordinal("") == read_ordinal("-") == Read(None)
