"""Who sees an import and who may do what with it, for every role and class."""

from __future__ import annotations

import pytest

from banggiao.accounts.enums import Role
from banggiao.exchange.enums import Decision, ImportState
from tests.factories.accounts import make_user
from tests.factories.partners import INTERNAL, PUBLIC, RESTRICTED, country, organisation
from tests.factories.spreadsheets import bring, confirm, log, visit

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
READ = ("", "progress/", "rows/1/")
ASKED = ("columns/", "give-up/", "answer/", "fill/", "confirm/", "read-again/")
SENT = {
    "rows/1/cell/": {"field": "note", "text": "khác"},
    "rows/1/decide/": {"decision": "left_out"},
    "rows/1/": {"t-note": "khác", "decision": "left_out"},
    "confirm/": {},
    "read-again/": {},
    "give-up/": {},
    "columns/": {"layout": "x", "c1": "no"},
    "answer/": {},
    "fill/": {"field": "kind", "text": "Đoàn ra"},
    "take-back/": {"reason": "Không phải của tôi"},
}


@pytest.fixture
def owner():
    return make_user("officer", INTERNAL, username="owner")


@pytest.fixture
def one(owner):
    organisation("Thanh tra Nhà nước Lào", country=country("LA"))
    return bring(log(visit(1)), owner)


def untouched(one) -> bool:
    """Whether nobody did anything with the import."""
    one.refresh_from_db()
    row = one.rows.get()
    return (one.state, row.decision, row.corrections) == (ImportState.READY, Decision.NEW, {})


@pytest.mark.parametrize("role", [role for role in Role if role != Role.HEAD])
def test_nobody_else_learns_that_it_is_there(client, sign_in, one, role):
    sign_in(client, make_user(role, RESTRICTED))

    answers = {path: client.get(f"/imports/{one.code}/{path}") for path in READ + ASKED}

    assert {path: answer.status_code for path, answer in answers.items()} == dict.fromkeys(
        READ + ASKED, 404
    )
    assert one.filename not in client.get("/imports/").content.decode()


@pytest.mark.parametrize("role", [role for role in Role if role != Role.HEAD])
def test_nobody_else_does_anything_with_it(client, sign_in, one, role):
    sign_in(client, make_user(role, RESTRICTED))

    answers = {
        path: client.post(f"/imports/{one.code}/{path}", data).status_code
        for path, data in SENT.items()
    }

    assert answers == dict.fromkeys(SENT, 404)
    assert untouched(one)


def test_a_head_looks_and_corrects_nothing(client, sign_in, one, sound):
    sign_in(client, make_user("head", INTERNAL))

    text = sound(client.get(f"/imports/{one.code}/"))
    answers = {
        path: client.post(f"/imports/{one.code}/{path}", data, headers=HTMX).status_code
        for path, data in SENT.items()
        if path != "take-back/"
    }

    assert one.filename in client.get("/imports/").content.decode()
    assert "data-grid" not in text
    assert "/confirm/" not in text
    assert set(answers.values()) <= {303, 403}
    assert untouched(one)


def test_a_head_takes_back_what_an_officer_brought_in(client, sign_in, one, owner, sound):
    confirm(one, owner)
    sign_in(client, make_user("head", INTERNAL))

    assert "Take back the whole import" in sound(client.get(f"/imports/{one.code}/"))
    client.post(f"/imports/{one.code}/take-back/", {"reason": "Nhầm tệp"})

    one.refresh_from_db()
    assert one.state == ImportState.TAKEN_BACK


@pytest.mark.parametrize(("clearance", "status"), [(PUBLIC, 404), (INTERNAL, 200)])
def test_a_head_sees_no_more_than_the_class_allows(client, sign_in, one, clearance, status):
    sign_in(client, make_user("head", clearance))

    assert client.get(f"/imports/{one.code}/").status_code == status


def test_a_head_does_not_see_what_somebody_of_higher_clearance_matched(client, sign_in):
    cleared = make_user("officer", RESTRICTED, username="cleared")
    one = bring(log(visit(1)), cleared)
    sign_in(client, make_user("head", INTERNAL))

    assert client.get(f"/imports/{one.code}/").status_code == 404


@pytest.mark.parametrize("role", list(Role))
def test_only_those_who_keep_the_register_hand_files_in(client, sign_in, role):
    sign_in(client, make_user(role))
    may = role in {Role.OFFICER, Role.HEAD}

    assert client.get("/imports/add/").status_code == (200 if may else 403)
    assert client.get("/imports/").status_code == 200
    assert ("/imports/add/" in client.get("/imports/").content.decode()) == may
    assert ('href="/imports/"' in client.get("/").content.decode()) == may


def test_a_hidden_partner_shows_nowhere_on_the_page(client, sign_in, owner):
    hidden = organisation("Cục Kín", code="kin", country=country("LA"), classification=RESTRICTED)
    one = bring(log(visit(1, **{"Cơ quan đối tác": "Cục Kín"})), owner)
    sign_in(client, owner)

    text = client.get(f"/imports/{one.code}/").content.decode()

    assert one.rows.get().values["partner_ids"]["value"] == []
    assert hidden.get_absolute_url() not in text
    assert 'value="code:kin"' not in text


def test_what_was_matched_before_is_hidden_with_its_partner(client, sign_in, owner):
    known = organisation("Cục Kín", code="kin", country=country("LA"))
    one = bring(log(visit(1, **{"Cơ quan đối tác": "Cục Kín"})), owner)
    sign_in(client, owner)
    assert known.get_absolute_url() in client.get(f"/imports/{one.code}/").content.decode()

    type(known).objects.filter(pk=known.pk).update(classification=RESTRICTED)

    assert known.get_absolute_url() not in client.get(f"/imports/{one.code}/").content.decode()
