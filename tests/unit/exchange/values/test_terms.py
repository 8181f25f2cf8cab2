"""For how long a text holds."""

from __future__ import annotations

import datetime as dt
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banggiao.exchange.books.book import Broken
from banggiao.exchange.values.read import Read
from banggiao.exchange.values.terms import Term, read_term


@pytest.mark.parametrize(
    ("text", "months"),
    [
        *(
            ("5 năm", 60),
            ("05 năm", 60),
            ("năm năm", 60),
            ("5 nam", 60),
            ("５年間", 60),
            ("10年", 120),
        ),
        *(("36 tháng", 36), ("36か月", 36), ("60 months", 60), ("3 years", 36), ("3-year", 36)),
        *(
            ("five years", 60),
            ("hai năm", 24),
            ("mười năm", 120),
            ("mười lăm năm", 180),
            ("01 năm", 12),
        ),
        *(
            ("2 năm 6 tháng", 30),
            ("1,5 năm", 18),
            ("một năm rưỡi", 18),
            ("03 (ba) năm", 36),
            ("năm (5) năm", 60),
        ),
        *(("5 năm kể từ ngày ký", 60), ("Thời hạn 5 năm", 60), ("có hiệu lực trong 5 năm", 60)),
    ],
)
def test_a_duration(text, months):
    assert read_term(text) == read_term(normalize("NFD", text)) == Read(Term(months))


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2010 - nay", "2010", ""),
        ("2010 -", "2010", ""),
        ("từ 2010 đến nay", "2010", ""),
        ("2010-2015", "2010", "2015"),
        ("2010–2015", "2010", "2015"),
        ("giai đoạn 2010-2015", "2010", "2015"),
        ("từ 2010 đến 2015", "2010", "2015"),
        ("01/01/2010 - 31/12/2015", "2010-01-01", "2015-12-31"),
        ("đến 31/12/2025", "", "2025-12-31"),
        ("hết năm 2025", "", "2025"),
        ("hiệu lực đến 2025", "", "2025"),
    ],
)
def test_from_when_until_when(text, start, end):
    assert read_term(text) == Read(Term(start=start, end=end))


@pytest.mark.parametrize(
    "text",
    [
        "không xác định",
        "Không xác định thời hạn",
        "không thời hạn",
        "vô thời hạn",
        "indefinite",
        "無期限",
        "đến khi một bên chấm dứt",
    ],
)
def test_without_end(text):
    assert read_term(text) == Read(Term(indefinite=True))


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("5 năm, tự động gia hạn", Term(60, renews="automatic")),
        ("5 năm, tự động gia hạn 5 năm một lần", Term(60, renews="automatic")),
        ("5 năm và tự động gia hạn thêm 5 năm", Term(60, renews="automatic")),
        ("3 years, automatically renewed", Term(36, renews="automatic")),
        ("5年間（自動更新）", Term(60, renews="automatic")),
        ("5 năm, có thể gia hạn", Term(60, renews="by_agreement")),
        ("5 năm, không gia hạn", Term(60, renews="none")),
        ("vô thời hạn, tự động gia hạn", Term(renews="automatic", indefinite=True)),
        ("tự động gia hạn", Term(renews="automatic")),
    ],
)
def test_whether_it_renews(text, term):
    assert read_term(text).value == term


@pytest.mark.parametrize(
    ("value", "read"),
    [
        ("", Read(None)),
        ("-", Read(None)),
        (0, Read(None)),
        ("chưa xác định", Read(None, doubt="not_known")),
        ("theo dự án", Read(None, doubt="no_number")),
        ("90 ngày", Read(None, doubt="no_number")),
        ("-5 năm", Read(None, "negative")),
        (-5, Read(None, "negative")),
        ("đến 31/02/2025", Read(None, "invalid_date")),
        ("2015-2010", Read(None, "end_before_start")),
        (5, Read(Term(60), doubt="unit_unclear")),
        ("5", Read(Term(60), doubt="unit_unclear")),
        (36, Read(Term(36), doubt="unit_unclear")),
        (2025, Read(Term(end="2025"), doubt="unit_unclear")),
        ("5 năm (2015-2020)", Read(Term(60), doubt="more_words")),
        (dt.date(2025, 12, 31), Read(Term(end="2025-12-31"))),
        (Broken("#N/A"), Read(None, "formula_error")),
        (True, Read(None, "invalid_date")),
    ],
)
def test_what_else_a_cell_may_say(value, read):
    assert read_term(value) == read


@given(
    st.integers(1, 99),
    st.sampled_from(["{} năm", "{:02} năm", "{} years", "{}年間", "{} năm kể từ ngày ký"]),
)
def test_printed_years_read_back(years, form):
    assert read_term(form.format(years)) == Read(Term(years * 12))
