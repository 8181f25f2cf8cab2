"""The page of the log of delegations: who may have which log, and what is refused."""

from __future__ import annotations

import io

import openpyxl
import pytest
from django.test import Client
from django.utils import timezone

from banggiao.accounts.enums import Role
from tests.factories.accounts import make_unit, make_user
from tests.factories.activities import held
from tests.factories.duties import own_body
from tests.factories.partners import INTERNAL, RESTRICTED, country, organisation

pytestmark = pytest.mark.django_db

PAGE = "/activities/log/"
YEAR = f"{PAGE}?year=2023&classification=1&lang=en"


def texts(response) -> list[str]:
    """Give every text of the workbook."""
    sheet = openpyxl.load_workbook(io.BytesIO(response.content)).active
    return [str(cell) for line in sheet.iter_rows(values_only=True) for cell in line if cell]


def delegation(name: str, **data) -> None:
    body = organisation(country=country("JP"))
    held(name, host=own_body(), partners=[body], start="2023-05-04", **data)


@pytest.mark.parametrize("role", [role.value for role in Role])
def test_whoever_sees_activities_takes_the_log(role, client: Client, sign_in, sound):
    sign_in(client, make_user(role))
    delegation("Đón đoàn")

    page = sound(client.get(PAGE))
    assert "Make the paper" in page
    assert f'value="{timezone.localdate().year}"' in page
    response = client.get(YEAR)
    assert response["Content-Disposition"] == 'attachment; filename="delegations-2023.xlsx"'
    assert response["Content-Type"].endswith("spreadsheetml.sheet")
    assert "Đón đoàn" in texts(response)


def test_it_stands_among_the_lists_of_the_room(client, sign_in):
    sign_in(client, make_user("officer"))

    assert f'href="{PAGE}"' in client.get("/activities/").content.decode()


def test_it_names_the_maker_and_the_unit(client, sign_in):
    unit = make_unit("icd", name_en="Cooperation Department")
    sign_in(client, make_user("officer", unit=unit, full_name="Nguyễn Văn A1"))
    own_body()

    found = texts(client.get(YEAR))

    assert "COOPERATION DEPARTMENT" in found
    assert "Prepared by: Nguyễn Văn A1" in found


def test_nobody_takes_more_than_they_may_see(client, sign_in, sound):
    sign_in(client, make_user("officer", clearance=INTERNAL))
    delegation("Đoàn mở")
    delegation("Đoàn kín", classification=RESTRICTED)

    assert "Restricted" not in sound(client.get(PAGE))
    refused = client.get(YEAR.replace("classification=1", "classification=2"))
    assert refused.status_code == 422
    found = texts(client.get(YEAR))
    assert "Đoàn mở" in found
    assert "Đoàn kín" not in found
    assert "TOTAL: 1 delegation" in found


def test_whoever_is_cleared_chooses_the_class(client, sign_in):
    sign_in(client, make_user("head", clearance=RESTRICTED))
    delegation("Đoàn kín", classification=RESTRICTED)

    assert "Đoàn kín" not in texts(client.get(YEAR))
    restricted = texts(client.get(YEAR.replace("classification=1", "classification=2")))
    assert {"Đoàn kín", "Restricted circulation"} <= set(restricted)


def test_a_hidden_delegation_changes_nothing(client, sign_in):
    sign_in(client, make_user("officer", clearance=INTERNAL))
    delegation("Đoàn mở")
    before = texts(client.get(YEAR))

    delegation("Đoàn kín", classification=RESTRICTED, headcount=40, cost=9_000_000)

    assert texts(client.get(YEAR)) == before


@pytest.mark.parametrize("query", ["year=1900", "year=2999", "year=%00", "year=", "lang=ja", "x=1"])
def test_what_cannot_be_made_is_said_beside_its_field(query, client, sign_in, sound):
    sign_in(client, make_user("officer"))
    asked = {"year": "2023", "classification": "1", "lang": "en"}
    name, _, value = query.partition("=")
    address = (
        PAGE
        if name == "x"
        else f"{PAGE}?"
        + "&".join(f"{key}={value if key == name else default}" for key, default in asked.items())
    )

    response = client.get(address)

    assert response.status_code == (200 if name == "x" else 422)
    sound(response)


@pytest.mark.parametrize(("language", "chosen"), [("vi", "vi"), ("en", "en"), ("ja", "vi")])
def test_the_paper_is_offered_in_the_language_of_the_page(language, chosen, client, sign_in):
    sign_in(client, make_user("officer", language=language))

    form = client.get(PAGE).context["form"]

    assert form["lang"].value() == chosen
