"""Places that letters name, read as the eids of clauses."""

from __future__ import annotations

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banggiao.agreements.texts.places import eid_of


@pytest.mark.parametrize(
    ("place", "eid"),
    [
        ("Điều 4", "art_4"),
        ("Khoản 2 Điều 4", "art_4__para_2"),
        ("điểm a khoản 2 Điều 4", "art_4__para_2__point_a"),
        ("Điều 4, khoản 2, điểm đ) của dự thảo", "art_4__para_2__point_đ"),
        (normalize("NFD", "Điều 12 khoản 1"), "art_12__para_1"),
        ("Điều 5a", "art_5a"),
        ("Article 3, paragraph 2", "art_3__para_2"),
        ("ARTICLE 3 point (b)", "art_3__point_b"),
        ("Art. 7, para. 1", "art_7__para_1"),
        ("第3条第2項", "art_3__para_2"),
        ("第十二条", "art_12"),
        ("第３条", "art_3"),
        ("Điều 4 (nhắc lại: Điều 4)", "art_4"),
    ],
)
def test_one_place_is_read(place, eid):
    assert eid_of(place) == eid


@pytest.mark.parametrize(
    "place",
    ["", "Toàn văn", "Lời nói đầu", "Điều 4 và Điều 7", "khoản 2", "điểm a", "Phụ lục", "năm 2026"],
)
def test_what_names_no_single_clause_is_none(place):
    assert eid_of(place) == ""


@given(st.text(max_size=60))
def test_whatever_is_typed_is_read_or_not(place):
    assert isinstance(eid_of(place), str)
