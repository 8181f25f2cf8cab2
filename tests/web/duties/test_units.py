"""A restricted part of the own body is offered to nobody who may not know of it, and stays."""

from __future__ import annotations

import pytest

from banggiao.accounts.models import Unit
from banggiao.duties.actions.bulk import DutyRow, import_duties
from banggiao.partners.actions.bulk import RowsRefused
from banggiao.partners.actions.organisations import change_organisation
from tests.factories.accounts import make_user
from tests.factories.duties import duty, keeper, own_body
from tests.factories.partners import INTERNAL, RESTRICTED, organisation, writer

pytestmark = pytest.mark.django_db


@pytest.fixture
def secret(settings) -> Unit:
    settings.OWN_BODY = "giv"
    organisation("Phòng kín", code="kin", parent=own_body(), classification=RESTRICTED)
    return Unit.objects.get(code="kin")


@pytest.fixture
def officer(client, sign_in):
    return sign_in(client, make_user("officer", clearance=INTERNAL))


@pytest.mark.parametrize(
    "page", ["/duties/?filter=1", "/duties/add/", "/activities/?filter=1", "/activities/add/"]
)
def test_it_is_offered_to_nobody_who_may_not_know_of_it(page, secret, officer, client, sign_in):
    assert "Phòng kín" not in officer.get(page).content.decode()
    assert officer.get(f"{page.partition('?')[0]}?unit={secret.pk}").status_code == 200

    cleared = sign_in(client, make_user("head", clearance=RESTRICTED))
    if "add" not in page or "duties" in page:
        assert "Phòng kín" in cleared.get(page).content.decode()


def test_who_belongs_to_it_is_offered_it(secret, client, sign_in):
    user = make_user("officer", clearance=INTERNAL, unit=secret)

    assert "Phòng kín" in sign_in(client, user).get("/duties/add/").content.decode()


@pytest.mark.parametrize("page", ["edit", "hand-over"])
def test_it_stays_where_it_is_chosen(page, secret, officer):
    record = duty("Báo cáo", unit=secret, code="x")

    form = officer.get(f"/duties/x/{page}/").context["form"]
    assert "unit" not in form.fields
    sent = {"name_vi": "Báo cáo mới", "kind": "report", "promisors": "giv", "version": "1"}
    response = officer.post(f"/duties/x/{page}/", sent | {"classification": "1"})

    assert response.status_code == 303, response.context["form"].errors
    record.refresh_from_db()
    assert record.unit == secret


def test_an_import_does_not_find_it(secret):
    row = DutyRow(code="y", kind="report", name_vi="Y", promisors=["giv"], unit="kin")

    with pytest.raises(RowsRefused):
        import_duties([row], by=make_user("officer", clearance=INTERNAL))
    import_duties([row], by=keeper())


def test_its_class_follows_the_body(secret):
    body = own_body().children.get(code="kin")
    change_organisation(body, by=writer(), classification=INTERNAL)

    secret.refresh_from_db()
    assert secret.classification == INTERNAL
