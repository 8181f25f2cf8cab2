"""Place and date in one cell."""

from __future__ import annotations

import datetime as dt

import pytest

from banggiao.exchange.books.book import Broken
from banggiao.exchange.values.places import PlaceDate, read_place_and_date
from banggiao.exchange.values.read import Read


@pytest.mark.parametrize(
    "text",
    [
        *("Hà Nội, ngày 12/5/2010", "Hà Nội, 12/5/2010", "Hà Nội 12/5/2010", "Hà Nội (12/5/2010)"),
        *(
            "Hà Nội - 12/5/2010",
            "Hà Nội\n12/5/2010",
            "12/5/2010 tại Hà Nội",
            "tại Hà Nội ngày 12/5/2010",
        ),
        *(
            "12/5/2010, Hà Nội",
            "12/5/2010 (Hà Nội)",
            "12/5/2010 Hà Nội",
            "Hà Nội, ngày 12 tháng 5 năm 2010",
        ),
        *(
            "Ký tại Hà Nội ngày 12/5/2010",
            "Signed in Hà Nội on 12 May 2010",
            "May 12, 2010, Hà Nội",
        ),
        *("2010年5月12日 Hà Nội", "Hà Nội、2010年5月12日"),
    ],
)
def test_in_either_order(text):
    assert read_place_and_date(text) == Read(PlaceDate("Hà Nội", "2010-05-12"))


@pytest.mark.parametrize(
    ("text", "place", "date"),
    [
        ("Hà Nội", "Hà Nội", ""),
        ("thủ đô nước bạn", "thủ đô nước bạn", ""),
        ("12/5/2010", "", "2010-05-12"),
        ("Hà Nội, tháng 5/2010", "Hà Nội", "2010-05"),
        ("Hà Nội, 2010", "Hà Nội", "2010"),
        ("Hà Nội, quý IV", "Hà Nội", "2022-36"),
        ("Quý IV, Hà Nội", "Hà Nội", "2022-36"),
        ("Hà Nội, từ ngày 5 đến ngày 9/3/2023", "Hà Nội", "2023-03-05/2023-03-09"),
        ("TP. Hồ Chí Minh, ngày 5/3/2010", "TP. Hồ Chí Minh", "2010-03-05"),
        ("Quận 1, TP. HCM, 12/5/2010", "Quận 1, TP. HCM", "2010-05-12"),
        ("Viêng Chăn (Lào), 1/6/2022", "Viêng Chăn (Lào)", "2022-06-01"),
        ("ngày 12/5/2010 tại Hà Nội, Việt Nam", "Hà Nội, Việt Nam", "2010-05-12"),
        ("東京、2013年4月22日", "東京", "2013-04-22"),
        ("2013年4月22日 東京", "東京", "2013-04-22"),
    ],
)
def test_each_as_far_as_it_is_said(text, place, date):
    assert read_place_and_date(text, 2022) == Read(PlaceDate(place, date))


@pytest.mark.parametrize(
    ("value", "read"),
    [
        ("", Read(PlaceDate())),
        ("-", Read(PlaceDate())),
        ("chưa xác định", Read(PlaceDate(), doubt="not_known")),
        ("Hà Nội, 31/02/2010", Read(PlaceDate("Hà Nội"), "invalid_date")),
        ("12/5/2010 (hoãn)", Read(PlaceDate("hoãn", "2010-05-12"))),
        (dt.date(2010, 5, 12), Read(PlaceDate("", "2010-05-12"))),
        ("a" * 300, Read(PlaceDate(), "invalid_date")),
        (Broken("#REF!"), Read(PlaceDate(), "formula_error")),
    ],
)
def test_what_else_a_cell_may_say(value, read):
    assert read_place_and_date(value) == read
