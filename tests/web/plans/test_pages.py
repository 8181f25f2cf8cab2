"""The pages of plans: what they show, what they do, and to whom."""

from __future__ import annotations

import pytest
from django.test import Client

from banggiao.accounts.models import User
from tests.factories.accounts import make_user
from tests.factories.plans import approved, dropped, line, plan, postponed

pytestmark = pytest.mark.django_db


@pytest.fixture
def head(client: Client, sign_in) -> User:
    user = make_user("head")
    sign_in(client, user)
    return user


def test_every_page_of_a_plan_opens(client: Client, head, sound):
    record = line("Đoàn ra Nhật Bản", cost=250_000_000, people=8)
    line("Hội thảo", kind="workshop", start="2026-34")
    for address in (
        *("/plans/", "/plans/add/", "/plans/plan-2026/", "/plans/plan-2026/edit/"),
        *("/plans/plan-2026/against/", "/plans/plan-2026/history/", "/plans/plan-2026/submit/"),
        *("/plans/plan-2026/approve/", "/plans/plan-2026/copy/", "/plans/plan-2026/lines/add/"),
        *("/plans/lines/plan-2026-1/", "/plans/lines/plan-2026-1/edit/"),
    ):
        response = client.get(address)
        assert response.status_code == 200, address
        sound(response)
    approved(plan())
    postponed(record, "2026-09")
    dropped(record, "2026-07-01")
    for address in (
        *("/plans/plan-2026/", "/plans/plan-2026/against/?on=2026-06-15"),
        *("/plans/lines/plan-2026-1/", "/plans/lines/plan-2026-1/history/"),
        *("/plans/plan-2026/lines/add-late/", "/plans/lines/plan-2026-2/adjust/postpone/"),
        *("/plans/lines/plan-2026-2/adjust/drop/", "/plans/lines/plan-2026-2/adjust/cost/"),
        *("/plans/lines/plan-2026-2/edit/", "/plans/lines/plan-2026-1/adjustments/2/remove/"),
    ):
        response = client.get(address)
        assert response.status_code == 200, address
        sound(response)
