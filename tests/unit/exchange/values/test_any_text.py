"""No reader fails on any text, nor takes longer than the text is long."""

from __future__ import annotations

import random
import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banggiao.exchange.values.choices import choices
from banggiao.exchange.values.dates import read_date
from banggiao.exchange.values.ditto import is_ditto
from banggiao.exchange.values.numbers import (
    read_amount,
    read_count,
    read_ordinal,
    read_unit_of_heading,
)
from banggiao.exchange.values.people import read_people
from banggiao.exchange.values.places import read_place_and_date
from banggiao.exchange.values.relations import read_relation
from banggiao.exchange.values.terms import read_term

MILLION = Decimal(1_000_000)
READERS = {
    "dates": lambda value: read_date(value, year=2022, month=3),
    "counts": read_count,
    "amounts": lambda value: read_amount(value, unit=MILLION),
    "ordinals": read_ordinal,
    "people": read_people,
    "one person": lambda value: read_people(value, single=True),
    "terms": read_term,
    "places": read_place_and_date,
    "relations": read_relation,
    "kinds": choices("activity_kinds").read,
    "bodies": choices("organisation_kinds").read,
}
WORDS = st.lists(
    st.sampled_from(
        [
            *(
                "ngày",
                "tháng",
                "năm",
                "quý",
                "từ",
                "đến",
                "và",
                "khoảng",
                "đầu",
                "Ông",
                "Bà",
                "Nguyễn",
                "Văn",
                "A1",
            ),
            *(
                "Vụ trưởng",
                "Phó",
                "(",
                ")",
                "-",
                "–",
                ",",
                ";",
                "\n",
                "/",
                ".",
                "5",
                "12",
                "2023",
                "31/2",
                "III",
                "Lào",
            ),
            *(
                "Anh",
                "Cộng hòa",
                "Nhật Bản",
                "triệu",
                "USD",
                "người",
                "山田",
                "大臣",
                "3月",
                "年",
                "～",
                "?",
                "~",
                "nt",
                "+",
                "số",
            ),
        ]
    ),
    max_size=14,
).map(" ".join)
HOSTILE = {
    "letters": "a",
    "digits": "1",
    "brackets": "(",
    "pairs": "()",
    "open names": "(A",
    "marks": "\u0327\u0301",
    "people": "Nguyễn Văn A, ",
    "joined people": "Nguyễn Văn A và ",
    "titles": "Vụ trưởng - ",
    "titles before titles": "Phó ",
    "courtesy": "Ông ",
    "lines": "a\n",
    "dashes": "- ",
    "tight dashes": "a-b",
    "terms": "có hiệu lực 5 năm ",
    "renewals": "gia hạn số 5 ",
    "countries": "Lào, ",
    "half countries": "Trung Quốc Hàn ",
    "kanji": "日本",
    "katakana": "ア",
    "dates": "1/",
    "ranges": "5-",
    "spaces": " ",
    "capitals": "Aa-Bb ",
}


@given(
    st.one_of(
        st.text(),
        WORDS,
        st.text(alphabet="0123456789/-. ,()~"),
        st.integers(),
        st.floats(),
        st.datetimes(),
    )
)
def test_no_reader_fails(countries, value):
    for reader in (*READERS.values(), countries.read):
        read = reader(value)
        assert not (read.problem and read.doubt)
    if isinstance(value, str):
        assert is_ditto(value) in {True, False}
        assert isinstance(countries.in_text(value), tuple)
        read_unit_of_heading(value)


@pytest.mark.parametrize("name", HOSTILE)
def test_long_text_takes_no_longer_than_it_is_long(countries, name):
    """A reader needs a fraction of a second for 30 thousand characters; squares take minutes."""
    piece = HOSTILE[name]
    for size in (1_000, 30_000, 100_000):
        text = ("Ab" + piece * (size // len(piece) + 1))[:size]
        for reader in (*READERS.values(), countries.read, countries.in_text):
            began = time.process_time()
            reader(text)
            assert time.process_time() - began < 3


def test_ten_thousand_cells_are_read_in_seconds(countries):
    """A dry run of ten thousand rows reads about a hundred thousand cells; most of them once."""
    dice = random.Random(5)
    began = time.process_time()
    for number in range(2_000):
        day, month = dice.randint(1, 27), dice.randint(1, 12)
        read_date(f"{day}-{day + 1}/{month}/{2000 + number % 25}")
        read_people(
            f"Ông Nguyễn Văn A{number} - Vụ trưởng Vụ HTQT;\nBà Trần Thị B{number} - Chuyên viên"
        )
        countries.read(dice.choice(["Nhật Bản", "Lào, Campuchia", "CH Pháp"]))
        read_amount(f"{number},5", unit=MILLION)
        read_count(f"{number % 30:02} người")
    assert time.process_time() - began < 10
