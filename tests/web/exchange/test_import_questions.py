"""Who is meant: the bodies that are offered come from the countries of the rows."""

from __future__ import annotations

import re
from html import unescape

import pytest

from banggiao.exchange.queries.imports import questions_of
from tests.factories.accounts import make_user
from tests.factories.partners import RESTRICTED, country, organisation
from tests.factories.spreadsheets import bring, log, visit

pytestmark = pytest.mark.django_db
NAME = "Bộ Nội vụ"


@pytest.fixture
def officer():
    return make_user("officer")


@pytest.fixture
def bodies():
    """Bodies of one name: two of Japan, one of Viet Nam, one of Japan that is kept close."""
    japan = country("JP")
    vietnam = country("VN")
    organisation(NAME, code="vn", country=vietnam)
    organisation(NAME, code="jp-1", country=japan)
    organisation(NAME, code="jp-2", country=japan)
    organisation(NAME, code="jp-3", country=japan, classification=RESTRICTED)


def asked(one, officer):
    return [(q.text, [m.code for m in q.candidates]) for q in questions_of(one, officer)]


def of(*countries):
    rows = [
        visit(number, **{"Nước": name, "Cơ quan đối tác": NAME})
        for number, name in enumerate(countries, 1)
    ]
    return log(*rows)


@pytest.mark.parametrize(
    ("countries", "offered"),
    [
        (("Nhật Bản",), ["jp-1", "jp-2"]),
        (("Nhật Bản", "Nhật Bản"), ["jp-1", "jp-2"]),
        (("Nhật Bản", ""), ["jp-1", "jp-2", "vn"]),
        (("",), ["jp-1", "jp-2", "vn"]),
    ],
)
def test_a_body_is_looked_for_where_its_rows_are(bodies, officer, countries, offered):
    one = bring(of(*countries), officer)

    assert asked(one, officer) == [(NAME, offered)]


def test_each_is_offered_with_its_country(bodies, officer, client, sign_in, sound):
    one = bring(of("Nhật Bản", ""), officer)

    page = sign_in(client, officer).get(f"/imports/{one.code}/")

    sound(page)
    words = unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.content.decode())))
    assert f"{NAME} Japan · quite like it" in words
    assert f"{NAME} Viet Nam · quite like it" in words
    assert "code:jp-3" not in page.content.decode()
