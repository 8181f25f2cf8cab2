"""Addresses of websites as lists of partners have them."""

from __future__ import annotations

import pytest
from django.core.validators import URLValidator
from hypothesis import given
from hypothesis import strategies as st

from banggiao.exchange.reading.result import Cell
from banggiao.exchange.reading.websites import address_in, called_also, read_website


def read(text):
    return read_website({"website": [Cell(text)]})


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("www.eaco.ee", "https://www.eaco.ee"),
        ("eaco.ee/", "https://eaco.ee/"),
        ("eaco.ee/en?a=1,2", "https://eaco.ee/en?a=1,2"),
        ("  WWW.Eaco.EE.  ", "https://WWW.Eaco.EE"),
        ("<www.eaco.ee>", "https://www.eaco.ee"),
        ("//eaco.ee", "https://eaco.ee"),
        ("http://eaco.ee/a", "http://eaco.ee/a"),
        ("https://eaco.ee", "https://eaco.ee"),
        ("例え.jp", "https://例え.jp"),
        ("eaco.ee:8080/x", "https://eaco.ee:8080/x"),
    ],
)
def test_an_address_is_read_as_people_write_it(text, address):
    got = read(text)

    assert (got.value, got.doubt, got.problem, got.raw) == (address, "", "", text)


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("www.eaco.ee; www.eaco.eu", "https://www.eaco.ee"),
        ("www.eaco.ee, eaco.eu", "https://www.eaco.ee"),
        ("Website: eaco.ee (tiếng Anh)", "https://eaco.ee"),
    ],
)
def test_of_several_the_first_is_taken_and_a_person_looks(text, address):
    got = read(text)

    assert (got.value, got.doubt) == (address, "more_words")


@pytest.mark.parametrize(
    "text",
    ["trang của Bộ", "lien-he@eaco.ee", "javascript:alert(1)", "ftp://x", "v.v", "localhost"],
)
def test_what_is_no_address_is_left_out_with_a_doubt(text):
    got = read(text)

    assert (got.value, got.doubt, got.problem) == ("", "no_address", "")


@pytest.mark.parametrize("text", ["chưa có", "không rõ"])
def test_that_there_is_none_is_no_doubt_to_look_at(text):
    assert (read(text).value, read(text).doubt) == ("", "not_known")


@pytest.mark.parametrize("text", ["", "-", "…"])
def test_an_empty_cell_says_nothing(text):
    assert (read(text).value, read(text).doubt) == ("", "")


@given(st.text(max_size=80))
def test_what_is_read_is_always_an_address(text):
    if address := address_in(text):
        URLValidator()(address)


def test_the_protocol_alone_is_no_change():
    assert "https://eaco.ee" in called_also("http://eaco.ee/")
    assert called_also("") == set()
