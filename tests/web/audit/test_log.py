"""The whole log, for auditors and administrators."""

from __future__ import annotations

import pytest

from banggiao.accounts.actions import change_user
from banggiao.audit.models import Event
from banggiao.partners.actions import organisations
from tests.factories.accounts import make_user
from tests.factories.partners import (
    INTERNAL,
    RESTRICTED,
    note,
    officer,
    organisation,
    writer,
)

pytestmark = pytest.mark.django_db


def lines(client, query: str = "") -> list[tuple[str, str, str]]:
    """Give who, what and which record, as the page shows them."""
    table = client.get(f"/log/{query}").context["table"]
    return [tuple(cell.text for cell in row["cells"][1:]) for row in table.rows]


def test_shows_every_event_newest_first(client, sign_in, sound):
    record = organisation("A", code="a", by=officer())
    organisations.change_organisation(record, by=officer(), remark="X", reason="Vì lẽ này")
    sign_in(client, make_user("auditor"))

    assert lines(client) == [
        ("Lê Cán Bộ", "Organisation changed", "a"),
        ("Lê Cán Bộ", "Organisation entered", "a"),
    ]
    assert lines(client, "?sort=at") == lines(client)[::-1]
    assert lines(client, "?sort=nonsense") == lines(client)
    assert "Vì lẽ này" in sound(client.get("/log/"))


def test_tells_of_accounts_too(client, sign_in):
    admin = make_user("administrator")
    change_user(make_user("clerk"), by=admin, full_name="Tên mới")
    sign_in(client, admin)

    assert [line[2] for line in lines(client)] == ["clerk"]


def test_holds_nothing_of_hidden_records(client, sign_in):
    opened = organisation("B", code="opened")
    organisations.change_organisation(opened, by=writer(), classification=RESTRICTED)
    note(organisation("C", code="secret", classification=RESTRICTED), code="n", classification=0)
    organisation("A", code="open")
    sign_in(client, make_user("auditor", clearance=INTERNAL))

    assert [line[2] for line in lines(client)] == ["open"]
    assert client.get("/log/?total=exact").context["table"].total == 1


@pytest.mark.parametrize("role", ["officer", "head", "leader", "contributor", "clerk"])
def test_is_for_auditors_and_administrators(role, client, sign_in):
    sign_in(client, make_user(role, clearance=RESTRICTED))

    response = client.get("/log/")

    assert response.status_code == 403
    assert "The whole log is for auditors and administrators." in response.content.decode()


def test_says_when_nothing_happened_yet(client, sign_in, sound):
    sign_in(client, make_user("auditor"))

    assert "Nothing was changed yet." in sound(client.get("/log/"))


def test_all_events_of_one_request_share_an_id(client, sign_in):
    organisation("A", code="a")
    sign_in(client, make_user("officer"))
    client.post("/partners/a/set-aside/", {"reason": "Nhầm"})
    client.post("/partners/a/bring-back/", {"reason": "Đúng"})

    ids = list(Event.objects.order_by("pk").values_list("request_id", flat=True))[1:]
    assert (len(ids), len({*ids}), all(ids)) == (2, 2, True)
