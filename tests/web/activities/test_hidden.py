"""What a reader may not see leaves no trace on the pages of activities; each role gets its own."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from banggiao.accounts.enums import Role
from banggiao.accounts.models import User
from banggiao.activities.actions import outcomes, parties, programme
from banggiao.activities.actions.activities import change_activity
from banggiao.activities.actions.steps import cancel_activity
from banggiao.activities.models import Activity
from banggiao.partners.models import Organisation
from tests.factories.accounts import make_unit, make_user
from tests.factories.activities import activity, participant, point
from tests.factories.activities import series as make_series
from tests.factories.agreements import instrument
from tests.factories.documents import document
from tests.factories.duties import own_body
from tests.factories.partners import INTERNAL, RESTRICTED, country, organisation, person, writer

pytestmark = pytest.mark.django_db

CHANGING = re.compile(
    r'name="csrfmiddlewaretoken" value="[^"]+"|"X-CSRFToken": "[^"]+"|name="version" value="\d+"'
)
PAGES = (
    "/activities/",
    "/activities/?total=exact&sort=-people",
    "/activities/?partner=mic",
    "/activities/?country=LA",
    "/activities/?partner=secret",
    "/activities/?q=bi mat",
    "/activities/?plan=in",
    "/activities/?export=csv",
    "/activities/visit/",
    "/activities/visit/programme/",
    "/activities/visit/edit/",
    "/activities/visit/history/",
    "/activities/visit/participants/1/edit/",
    "/activities/visit/participants/2/edit/",
    "/activities/visit/bodies/3/remove/",
    "/activities/add/?kind=meeting&partner=secret",
    "/activities/secret/",
    "/series/",
    "/series/row/",
    "/series/row/?export=csv",
    "/partners/mic/",
    "/partners/mic/activities/",
    "/partners/secret/activities/",
    "/search/?q=bi mat",
    "/search/options/?kind=partners.organisation&field=q&q=bi",
    "/search/options/?kind=activities.activity&field=q&q=bi",
)


@pytest.fixture
def mic() -> Organisation:
    return organisation("Bộ Nội vụ Nhật Bản", code="mic", country=country("JP"))


@pytest.fixture
def visit(mic) -> Activity:
    row = make_series("Hội thảo", code="row")
    record = activity(
        "Đoàn Nhật Bản",
        code="visit",
        host=own_body(),
        partners=[mic],
        series=row,
        edition=1,
        headcount=3,
    )
    participant(record, "Tanaka", role="head", organisation=mic)
    programme.add_item(record, by=writer(), title="Hội đàm")
    outcomes.add_result(record, by=writer(), text="Đã thống nhất")
    point(record)
    return record


def seen(client: Client) -> dict[str, str]:
    found = {}
    for page in PAGES:
        response = client.get(page)
        text = b"".join(response).decode()
        found[page] = f"{response.status_code} {CHANGING.sub('', text)}"
    return found


def secret_body() -> Organisation:
    return organisation(
        "Cơ quan bí mật", code="secret", classification=RESTRICTED, country=country("LA")
    )


def hidden_party(visit: Activity) -> None:
    parties.add_party(visit, by=writer(), organisation=secret_body(), role="participant")


def hidden_person(visit: Activity) -> None:
    someone = person("Người bí mật", classification=RESTRICTED)
    participant(visit, person=someone, role="head")
    programme.add_item(visit, by=writer(), title="Phát biểu bí mật", speaker=someone)


def hidden_agreement(visit: Activity) -> None:
    text = instrument(name="Văn kiện bí mật", classification=RESTRICTED)
    change_activity(visit, by=writer(), instruments=[text])


def hidden_activity(visit: Activity) -> None:
    activity(
        "Đoàn bí mật",
        code="secret",
        classification=RESTRICTED,
        host=own_body(),
        partners=[Organisation.objects.get(code="mic")],
        series=visit.series,
        edition=2,
    )


@pytest.mark.parametrize("hide", [hidden_party, hidden_person, hidden_agreement, hidden_activity])
def test_what_is_hidden_changes_no_page(*, hide, visit, mic, client, sign_in):
    sign_in(client, make_user("officer", clearance=INTERNAL))
    before = seen(client)

    hide(visit)

    after = seen(client)
    assert [page for page in PAGES if before[page] != after[page]] == []


def test_what_is_missing_is_said_as_the_reader_sees_it(mic, client, sign_in):
    def page() -> str:
        return CHANGING.sub("", client.get("/activities/bare/").content.decode())

    record = activity("Đoàn vào", code="bare", host=own_body(), partners=[mic])
    sign_in(client, make_user("officer", clearance=INTERNAL))
    before = page()

    participant(record, person=person("Người bí mật", classification=RESTRICTED), role="guest")

    assert page() == before


def test_a_hidden_paper_of_a_step_is_not_named(visit, client, sign_in):
    paper = document(name_vi="Quyết định bí mật", classification=RESTRICTED)
    cancel_activity(visit, by=writer(), reason="Bạn hủy", act=paper)
    sign_in(client, make_user("officer", clearance=INTERNAL))

    text = client.get("/activities/visit/").content.decode()

    assert "Bạn hủy" in text
    assert "bí mật" not in text


WRITES = (
    "edit",
    "confirm",
    "cancel",
    "bodies/add",
    "participants/add",
    "participants/several",
    "programme/add",
    "results/add",
    "points/add",
)


@pytest.mark.parametrize("role", [role.value for role in Role])
def test_each_role_sees_the_page_and_only_its_own_ways(role, visit, client, sign_in, sound):
    sign_in(client, make_user(role, clearance=INTERNAL))
    keeps = role in {"officer", "head"}

    for page in ("/activities/", "/activities/visit/", "/activities/visit/programme/", "/series/"):
        text = sound(client.get(page)).replace("/calendar-links/add/", "")
        assert ("/add/" in text) is (keeps and "programme/" not in page), page
    for page in WRITES:
        address = f"/activities/visit/{page}/"
        assert client.get(address).status_code == (200 if keeps else 403), page
        if not keeps:
            assert client.post(address, {"reason": "A", "text": "B"}).status_code == 403, page


def test_a_contributor_of_the_lead_unit_prepares_and_does_not_decide(mic, client, sign_in, sound):
    unit = make_unit("htqt")
    user: User = make_user("contributor", clearance=INTERNAL, unit=unit)
    activity("Đoàn vào", code="ours", host=own_body(), partners=[mic], lead_unit=unit)
    sign_in(client, user)

    text = sound(client.get("/activities/ours/"))

    assert "/activities/ours/programme/add/" in text
    assert "/activities/ours/confirm/" not in text
    assert client.get("/activities/ours/programme/add/").status_code == 200
    assert client.get("/activities/ours/confirm/").status_code == 403
