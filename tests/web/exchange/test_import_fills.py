"""One value for all rows of an import that lack it: on its page, with and without scripts."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from banggiao.exchange.actions.import_rows import fill_missing
from banggiao.exchange.enums import Decision
from tests.factories.accounts import make_user
from tests.factories.partners import country, organisation
from tests.factories.spreadsheets import bring, confirm, log, visit

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true", "HX-Target": "row-1"}
OUT = {"field": "kind", "text": "Outgoing delegation"}


@pytest.fixture
def officer():
    return make_user("officer")


@pytest.fixture
def mine(client, sign_in, officer):
    return sign_in(client, officer)


@pytest.fixture
def laos():
    return organisation("Thanh tra Nhà nước Lào", code="sia", country=country("LA"))


def bare(rows, officer):
    """Bring in a log of which nothing says what its rows are."""
    return bring(log(*map(visit, range(1, rows + 1)), title="SỔ THEO DÕI NĂM 2019"), officer)


@pytest.fixture
def one(officer, laos):
    return bare(3, officer)


def words(page) -> str:
    """Give what stands on a page, without its marks."""
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.content.decode())))


def section(page) -> str:
    """Give the part of a page that tells what rows lack."""
    found = re.search(r'<section[^>]*id="missing".*?</section>', page.content.decode(), re.DOTALL)
    assert found
    return found[0]


def test_what_rows_lack_stands_above_them_with_a_list(mine, one, sound):
    page = mine.get(f"/imports/{one.code}/")

    sound(page)
    assert "3 rows lack this: Kind of activity" in words(page)
    assert OUT["text"] in re.findall(r"<option value=\"([^\"]+)\"", section(page))
    assert page.content.decode().index('id="missing"') < page.content.decode().index('id="rows"')


def test_one_press_fills_them_in_and_one_takes_it_off(mine, one, sound):
    answer = mine.post(f"/imports/{one.code}/fill/", OUT)

    assert (answer.status_code, answer["Location"]) == (303, f"/imports/{one.code}/#missing")
    page = mine.get(f"/imports/{one.code}/")
    sound(page)
    assert "3 rows follow." in words(page)
    assert "To be written: 3 new records" in words(page)
    assert "Kind of activity of 3 rows filled in: Outgoing delegation Take off again" in words(page)

    mine.post(f"/imports/{one.code}/fill/", OUT | {"undo": "1"})

    page = mine.get(f"/imports/{one.code}/")
    assert "3 rows lack this: Kind of activity" in words(page)
    assert "filled in" not in words(page)
    assert not one.rows.exclude(corrections={}).exists()


@pytest.mark.parametrize("text", ["", "   ", "no kind at all"])
def test_what_is_not_on_the_list_is_refused_beside_it(mine, one, sound, text):
    answer = mine.post(f"/imports/{one.code}/fill/", OUT | {"text": text})

    assert answer.status_code == 422
    sound(answer)
    assert 'class="errorlist' in section(answer)
    assert not one.rows.exclude(corrections={}).exists()


@pytest.mark.parametrize("field", ["", "password", "kind\x00", "title"])
def test_a_field_that_no_row_lacks_changes_nothing(mine, one, field):
    answer = mine.post(f"/imports/{one.code}/fill/", {"field": field, "text": "x"})

    assert answer.status_code == 303
    assert not one.rows.exclude(corrections={}).exists()
    page = words(mine.get(f"/imports/{one.code}/"))
    assert "No row lacks this any more." in page or "Choose a field from the list." in page


def test_once_it_is_written_nothing_is_filled_in(mine, one, officer):
    fill_missing(one, "kind", OUT["text"], by=officer)
    confirm(one, officer)

    for sent in (OUT, OUT | {"undo": "1"}):
        mine.post(f"/imports/{one.code}/fill/", sent)
        assert "This import has gone on meanwhile." in words(mine.get(f"/imports/{one.code}/"))
    assert 'id="missing"' not in mine.get(f"/imports/{one.code}/").content.decode()


def test_a_head_who_looks_is_not_asked(client, sign_in, one):
    sign_in(client, make_user("head"))

    assert 'id="missing"' not in client.get(f"/imports/{one.code}/").content.decode()


def test_a_correction_in_the_grid_counts_them_anew(mine, one):
    part = mine.post(f"/imports/{one.code}/rows/1/cell/", OUT, headers=HTMX)

    assert "2 rows lack this" in words(part)
    last = mine.post(f"/imports/{one.code}/rows/2/cell/", OUT, headers=HTMX)
    assert re.search(r'id="missing"[^>]*hidden', last.content.decode())


def test_more_rows_ask_no_more_questions(mine, officer, laos):
    asked = []
    for rows in (2, 9):
        one = bare(rows, officer)
        with CaptureQueriesContext(connection) as before:
            mine.get(f"/imports/{one.code}/")
        fill_missing(one, "kind", OUT["text"], by=officer)
        with CaptureQueriesContext(connection) as after:
            mine.get(f"/imports/{one.code}/")
        asked.append((len(before), len(after)))

    assert asked[0] == asked[1]
    assert one.rows.filter(decision=Decision.NEW).count() == 9
