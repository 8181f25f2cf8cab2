"""What is hidden in plans changes nothing that others see."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from banggiao.accounts.models import User
from banggiao.plans.actions import adjustments, lines, plans
from banggiao.plans.models import PlanLine
from tests.factories.accounts import make_unit, make_user
from tests.factories.agreements import instrument
from tests.factories.documents import document
from tests.factories.partners import RESTRICTED, organisation
from tests.factories.plans import APPROVED, line, plan, planner

pytestmark = pytest.mark.django_db

ADDRESSES = [
    "/",
    "/plans/",
    "/plans/?export=csv",
    "/plans/plan-2026/",
    "/plans/plan-2026/?q=kin",
    "/plans/plan-2026/?export=csv",
    "/plans/plan-2026/against/",
    "/plans/plan-2026/against/?export=csv",
    "/plans/plan-2026/history/",
    "/plans/plan-2026/copy/?from=plan-2025",
    "/plans/plan-2025/copy/?from=plan-2026",
    "/plans/lines/plan-2026-1/",
    "/plans/lines/plan-2026-1/history/",
    "/plans/lines/plan-2026-1/history/?as_of=2099-01-01",
    "/plans/lines/plan-2026-1/edit/",
    "/plans/plan-2030/",
    "/plans/lines/plan-2026-9/",
    "/search/?q=kin",
    "/search/options/?kind=plans.planline&field=q&q=kin",
]


@pytest.fixture
def officer(client: Client, sign_in) -> User:
    user = make_user("officer", 1)
    sign_in(client, user)
    return user


def seen(client: Client) -> dict[str, str]:
    pages = {}
    for address in ADDRESSES:
        response: Any = client.get(address)
        body = b"".join(response.streaming_content) if response.streaming else response.content
        token = str(client.cookies.get("csrftoken", ""))
        text = [x for x in body.decode().splitlines() if "csrf" not in x and "X-CSRF" not in x]
        pages[address] = f"{response.status_code} {' '.join(text)}".replace(token or "\0", "")
    return pages


def first() -> PlanLine:
    return PlanLine.objects.get(code="plan-2026-1")


def hidden_line() -> None:
    line("Việc kín", kind="workshop", classification=RESTRICTED, cost=9, people=9)


def hidden_plan() -> None:
    line("Việc kín", of=plan(2030, classification=RESTRICTED))


def hidden_partner() -> None:
    lines.change_line(
        first(), by=planner(), partners=[organisation("Cơ quan kín", classification=RESTRICTED)]
    )


def hidden_agreement() -> None:
    party = organisation(classification=RESTRICTED)
    secret = instrument(party, name="Thỏa thuận kín", classification=RESTRICTED)
    lines.change_line(first(), by=planner(), instrument=secret)


def test_a_hidden_unit_is_not_named(client: Client, officer):
    unit = make_unit("kin", name_en="Secret unit", classification=RESTRICTED)
    line("Thấy được", lead_unit=unit)
    for address in ADDRESSES:
        response: Any = client.get(address)
        body = b"".join(response.streaming_content) if response.streaming else response.content
        assert "Secret unit" not in body.decode(), address


@pytest.mark.parametrize("hide", [hidden_line, hidden_plan, hidden_partner, hidden_agreement])
def test_what_is_hidden_changes_nothing_that_others_see(
    client: Client, officer, hide: Callable[[], None]
):
    line("Thấy được", cost=5, people=3)
    line("Năm trước", of=plan(2025))
    before = seen(client)
    hide()
    after = seen(client)
    version = 'name="version" value="{}"'
    for address in ADDRESSES:
        text = after[address].replace(version.format(2), version.format(1))
        assert text == before[address], address


def test_a_hidden_paper_is_not_named(client: Client, officer):
    secret = document("Văn bản kín", classification=RESTRICTED, code="van-ban-kin")
    line("Thấy được")
    plans.approve_plan(plan(), by=planner(), approved_on=APPROVED, document=secret, text="QĐ 15")
    adjustments.drop_line(first(), by=planner(), decided_on=APPROVED, ground="Bạn hủy", act=secret)
    for address in ADDRESSES:
        response: Any = client.get(address)
        body = b"".join(response.streaming_content) if response.streaming else response.content
        assert "Văn bản kín" not in body.decode(), address
        assert "van-ban-kin" not in body.decode(), address
    assert "QĐ 15" in client.get("/plans/plan-2026/").content.decode()


def test_a_hidden_plan_and_line_do_not_exist(client: Client, officer):
    hidden_plan()
    hidden_line()
    for address in (
        *("/plans/plan-2030/", "/plans/plan-2030/against/", "/plans/plan-2030/approve/"),
        *("/plans/plan-2030/lines/add/", "/plans/lines/plan-2030-1/"),
        *("/plans/lines/plan-2026-1/", "/plans/lines/plan-2026-1/adjust/drop/"),
    ):
        assert client.get(address).status_code == 404, address
