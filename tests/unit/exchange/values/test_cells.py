"""What every reader does first: text as it is compared, cells that say nothing."""

from __future__ import annotations

import datetime as dt
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banggiao.exchange.books.book import Broken
from banggiao.exchange.values.cells import (
    LONGEST,
    failure_of,
    is_blank,
    is_not_known,
    line_of,
    text_of,
)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("  Vụ  HTQT\u00a0", "Vụ HTQT"),
        ("Hà\u200b Nội", "Hà Nội"),
        (normalize("NFD", "Thỏa thuận"), "Thỏa thuận"),
        ("２０２３年３月５日", "2023年3月5日"),
        ("ＭＩＣ（総務省）", "MIC(総務省)"),
        ("Lào\r\n\r\n Campuchia ", "Lào\nCampuchia"),
        ("a\tb", "a b"),
        (4, "4"),
        (4.0, "4"),
        (4.5, "4.5"),
        (dt.date(2023, 3, 5), "2023-03-05"),
        (dt.datetime(2023, 3, 5, 8), "2023-03-05"),  # noqa: DTZ001  # as a file holds it
        (True, "TRUE"),
        (dt.time(8, 30), "08:30:00"),
    ],
)
def test_a_cell_becomes_clean_text(value, text):
    assert text_of(value) == text


def test_lines_are_joined_where_one_line_is_wanted():
    assert line_of("Tháng 6\nnăm 2023") == "Tháng 6 năm 2023"


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        (Broken("#REF!"), "formula_error"),
        ("#N/A", "formula_error"),
        (" #Value! "[1:], "formula_error"),
        ("#1", ""),
        ("a" * (LONGEST + 1), "too_long"),
        ("a" * LONGEST, ""),
        (5, ""),
    ],
)
def test_what_keeps_every_reader_from_reading(value, problem):
    assert failure_of(value) == problem


@pytest.mark.parametrize(
    "text", ["", "-", "–", "…", "...", " - ", "x", "X", "?", "*", "____________________________"]
)
def test_marks_stand_for_nothing(text):
    assert is_blank(text)


@pytest.mark.parametrize("text", ["0", "a", "-4", "nt", "xx", "IX"])
def test_other_text_says_something(text):
    assert not is_blank(text)


@pytest.mark.parametrize(
    "text",
    [
        "chưa rõ",
        "Chưa xác định",
        "CHUA XAC DINH",
        "(đang chờ)",
        "TBD",
        "n/a",
        "未定",
        "chưa quyết toán",
    ],
)
def test_words_say_that_nothing_is_known(text):
    assert is_not_known(text)


@pytest.mark.parametrize("text", ["chưa đến 10 người", "rõ", "không", "chưa" + " a" * 40])
def test_other_words_do_not(text):
    assert not is_not_known(text)


@given(st.text())
def test_cleaning_twice_changes_nothing(text):
    assert text_of(text_of(text)) == text_of(text)
