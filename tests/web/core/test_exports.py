"""Lists as files: what the page shows, with its types, to whom it is shown, and nothing more."""

from __future__ import annotations

import csv
import datetime as dt
import io
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.utils import timezone
from openpyxl.worksheet.worksheet import Worksheet

from banggiao.accounts.models import User
from tests.factories.accounts import make_unit, make_user
from tests.factories.activities import activity, held
from tests.factories.agreements import instrument
from tests.factories.documents import document
from tests.factories.duties import duty, own_body
from tests.factories.partners import INTERNAL, RESTRICTED, country, organisation
from tests.factories.plans import line, plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(client: Client, sign_in) -> User:
    user = make_user("officer", clearance=INTERNAL)
    sign_in(client, user)
    return user


def sheet(client: Client, address: str) -> Worksheet:
    response = client.get(address)
    assert response["Content-Type"].endswith("spreadsheetml.sheet")
    content = b"".join(response.streaming_content)
    assert int(response["Content-Length"]) == len(content)
    [only] = openpyxl.load_workbook(io.BytesIO(content)).worksheets
    return only


def records(client: Client, address: str) -> list[dict[str, Any]]:
    """Give the rows of a workbook by the names of their columns."""
    head, *rows = sheet(client, address).iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rows]


def csv_records(client: Client, address: str) -> list[dict[str, str]]:
    text = b"".join(client.get(address).streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def midnight(day: str) -> dt.datetime:
    return dt.datetime.fromisoformat(day)


def test_activities_have_days_numbers_and_their_code(client, officer):
    jica = organisation("JICA", country=country("JP"))
    activity(
        "=Đoàn vào",
        code="visit",
        host=own_body(),
        partners=[jica],
        start="2026-05-04",
        end="2026-05-06",
        headcount=12,
        place="Hà Nội",
        country=country("VN"),
        lead_unit=make_unit("htqt"),
    )

    [row] = records(client, "/activities/?export=xlsx")

    assert (row["From"], row["Until"], row["People"], row["Code"]) == (
        *(midnight("2026-05-04"), midnight("2026-05-06"), 12, "visit"),
    )
    assert (row["What"], row["With"], row["Place"], row["Country"]) == (
        *("=Đoàn vào", "JICA", "Hà Nội", "Viet Nam"),
    )
    [same] = csv_records(client, "/activities/?export=csv")
    assert same == {
        name: "" if value is None else str(value).removesuffix(" 00:00:00")
        for name, value in row.items()
    } | {"What": "'=Đoàn vào"}


def test_what_is_known_in_part_stays_in_words(client, officer):
    activity("Đoàn", host=own_body(), start="2026-05", headcount=30, headcount_is_about=True)

    [row] = records(client, "/activities/?export=xlsx")

    assert (row["From"], row["Until"], row["People"]) == ("May 2026", None, "about 30")


@pytest.mark.parametrize("sort", ["people", "-people", "place", "-when", "stage", "name"])
def test_a_file_keeps_the_order_of_the_page(client, officer, sort):
    for name, people, day in (("B", 3, "2024-01-01"), ("A", 7, "2023-01-01"), ("C", 5, "2025")):
        activity(name, host=own_body(), headcount=people, start=day, place=f"Nơi {people}")
    page = client.get(f"/activities/?sort={sort}").context["table"]

    rows = records(client, f"/activities/?sort={sort}&export=xlsx")

    assert [row["Code"] for row in rows] == [record.code for record in page.records]


def test_agreements_have_days_where_they_are_days(client, officer):
    giv = own_body()
    instrument(giv, name="Một", code="one", signed="2013-04-22", term_months=60)
    instrument(giv, name="Hai", code="two", signed="2009-05")
    instrument(giv, name="Ba", code="three")

    rows = {row["Code"]: row for row in records(client, "/agreements/?export=xlsx")}

    assert (rows["one"]["Signed"], rows["one"]["Ends"]) == (
        *(midnight("2013-04-22"), midnight("2018-04-21")),
    )
    assert (rows["two"]["Signed"], rows["three"]["Signed"]) == ("May 2009", None)
    assert rows["one"]["Standing"] == "Expired"


def test_a_plan_has_its_money_as_numbers(client, officer):
    line("Đoàn ra", of=plan(2026), cost=250_000_000, people=8, code="out-1")

    [row] = records(client, "/plans/plan-2026/?export=xlsx")

    assert (row["No."], row["Cost (dong)"], row["People"], row["Code"]) == (
        1,
        250_000_000,
        8,
        "out-1",
    )


def test_marks_and_second_lines_are_columns(client, officer):
    duty("Gửi dự thảo", code="send", due="2020-01-31")
    document("Công văn", code="letter", issuers=[("Bộ Ngoại giao", "")], issued="2020-02-03")

    [owed] = records(client, "/duties/?export=xlsx")
    [paper] = records(client, "/documents/?export=xlsx")

    assert owed["Due"] == midnight("2020-01-31")
    assert "late" in owed["Mark"]
    assert (paper["Issued by"], paper["Date"]) == ("Bộ Ngoại giao", midnight("2020-02-03"))


def test_a_file_says_by_what_it_is_filtered_and_up_to_which_class_it_may_hold(client, officer):
    organisation("JICA", country=country("JP"))

    page = sheet(client, "/partners/?country=JP&export=xlsx")

    assert page.oddHeader.left.text == "Partners\nCountry: Japan"
    day = f"{timezone.localdate():%d/%m/%Y}"
    assert page.oddFooter.left.text == (
        f"Banggiao, {day}, made by Test Officer. Holds records up to the class “internal”."
    )
    assert page.title == "Partners"


def test_what_is_hidden_is_in_no_file(client, officer):
    secret = organisation("Cơ quan Kín", code="secret", classification=RESTRICTED)
    seen = organisation("Cơ quan Mở", code="seen", parent=secret)
    held("Đoàn Kín", code="hidden", host=own_body(), partners=[seen], classification=RESTRICTED)
    held("Đoàn Mở", code="open", host=own_body(), partners=[seen, secret])

    for room in ("activities", "partners"):
        rows = records(client, f"/{room}/?export=xlsx") + csv_records(
            client, f"/{room}/?export=csv"
        )
        words = " ".join(str(value) for row in rows for value in row.values())
        assert "Kín" not in words
        assert "secret" not in words
        assert "hidden" not in words
    assert [row["Code"] for row in records(client, "/activities/?export=xlsx")] == ["open"]


@pytest.mark.parametrize(("language", "head"), [("vi", "Mã"), ("en", "Code"), ("ja", "コード")])
def test_the_code_is_called_as_the_language_does(client, sign_in, language, head):
    organisation("JICA", code="jica", country=country("JP"))
    sign_in(client, make_user("officer", language=language))

    *_others, last = sheet(client, "/partners/?export=xlsx")[1]

    assert last.value == head
