"""The page of a plan's annex: who may have which annex, and what is refused."""

from __future__ import annotations

import io

import openpyxl
import pytest
from django.test import Client

from banggiao.accounts.enums import Role
from tests.factories.accounts import make_user
from tests.factories.partners import INTERNAL, RESTRICTED
from tests.factories.plans import line, plan

pytestmark = pytest.mark.django_db

PAGE = "/plans/plan-2026/annex/"
FILE = f"{PAGE}?classification=1&lang=en"


def texts(response) -> list[str]:
    sheet = openpyxl.load_workbook(io.BytesIO(response.content)).active
    return [str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell]


@pytest.mark.parametrize("role", [role.value for role in Role])
def test_whoever_sees_the_plan_takes_its_annex(role, client: Client, sign_in, sound):
    line("Đoàn ra", of=plan(2026))
    sign_in(client, make_user(role))

    assert f'href="{PAGE}"' in sound(client.get("/plans/plan-2026/"))
    assert "Make the paper" in sound(client.get(PAGE))
    response = client.get(FILE)
    assert response["Content-Disposition"] == 'attachment; filename="plan-2026-annex.xlsx"'
    assert {"PLAN OF EXTERNAL ACTIVITIES IN 2026", "Đoàn ra"} <= set(texts(response))


def test_a_plan_that_may_not_be_seen_is_not_there(client, sign_in):
    plan(2026, classification=RESTRICTED)
    sign_in(client, make_user("officer", clearance=INTERNAL))

    assert client.get(PAGE).status_code == 404


def test_a_hidden_line_changes_nothing(client, sign_in):
    line("Việc mở", of=plan(2026), cost=5_000_000)
    sign_in(client, make_user("officer", clearance=INTERNAL))
    before = texts(client.get(FILE))

    line("Việc kín", of=plan(2026), cost=9_000_000, classification=RESTRICTED)

    assert texts(client.get(FILE)) == before
    assert client.get(FILE.replace("classification=1", "classification=2")).status_code == 422


def test_an_annex_is_never_below_the_class_of_its_plan(client, sign_in):
    plan(2026, classification=RESTRICTED)
    sign_in(client, make_user("head", clearance=RESTRICTED))

    choices = client.get(PAGE).context["form"].fields["classification"].choices
    assert [value for value, _label in choices] == [RESTRICTED]
    assert client.get(FILE).status_code == 422
    assert "Restricted circulation" in texts(client.get(FILE.replace("=1", "=2", 1)))
