"""The pages of figures: what they show, to whom, and that each number opens."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from banggiao.accounts.models import User
from banggiao.plans.enums import ActivityKind
from banggiao.reports.figures import FIGURES
from banggiao.reports.models import PeriodRule, StatedFigure
from tests.factories.accounts import make_user
from tests.factories.activities import held
from tests.factories.documents import document
from tests.factories.duties import own_body
from tests.factories.figures import stated
from tests.factories.partners import RESTRICTED, country, organisation

pytestmark = pytest.mark.django_db

YEAR = "period=year&year=2019"


@pytest.fixture
def officer(client: Client, sign_in) -> User:
    user = make_user("officer")
    sign_in(client, user)
    return user


@pytest.fixture
def head(client: Client, sign_in) -> User:
    user = make_user("head")
    sign_in(client, user)
    return user


def visit(name: str, start: str = "2019-05", **data: object) -> None:
    """Enter a delegation that we sent to Japan and that took place."""
    facts = {"kind": ActivityKind.DELEGATION_OUT, "partners": [own_body()]}
    held(name, start=start, host=organisation(), country=country("JP"), **facts | data)


def value_of(page: str, label: str) -> str:
    """Give the number that a page of all figures shows for one."""
    found = re.search(rf'aria-label="{label}: ([^"]+)"', page)
    assert found
    return found[1]


def test_all_figures_stand_on_one_page_beside_the_year_before(client: Client, officer, sound):
    visit("Đoàn một")
    visit("Đoàn hai")
    visit("Đoàn cũ", "2018-05")
    page = sound(client.get(f"/figures/?{YEAR}"))
    assert value_of(page, "Outgoing delegations") == "2"
    assert value_of(page, "Incoming delegations") == "0"
    assert "/figures/delegations_out/?period=year&amp;year=2018" in page
    with override("en"):
        assert all(str(figure.label) in page for figure in FIGURES.values())


def test_a_number_opens_to_its_records(client: Client, officer, sound):
    visit("Đoàn một")
    visit("Đoàn khác năm", "2018-05")
    page = sound(client.get(f"/figures/delegations_out/?{YEAR}"))
    assert "Đoàn một" in page
    assert "Đoàn khác năm" not in page
    assert "Counts the records that you may see: up to “Internal”." in page


@pytest.mark.parametrize("code", FIGURES)
def test_every_figure_opens(client: Client, officer, sound, code: str):
    visit("Đoàn một")
    sound(client.get(f"/figures/{code}/?{YEAR}"))


def test_a_part_narrows_value_and_records(client: Client, officer, sound):
    visit("Bộ trưởng đi", level="minister")
    visit("Ai đó đi")
    page = sound(client.get(f"/figures/delegations_out/?{YEAR}&part=level:minister"))
    assert "Bộ trưởng đi" in page
    assert "Ai đó đi" not in page
    assert "Show the whole figure" in page


@pytest.mark.parametrize(
    "part", ["level:%00", "level", ":", "no:such", "level:x,level:y", "%27;--"]
)
def test_a_part_that_is_none_breaks_nothing(client: Client, officer, sound, part: str):
    visit("Đoàn một")
    sound(client.get(f"/figures/delegations_out/?{YEAR}&part={part}"))


def test_dates_that_are_not_certain_stand_apart_with_a_reason(client: Client, officer, sound):
    visit("Chỉ biết năm", "2019")
    visit("Vắt qua năm", "2019/2020")
    page = sound(client.get(f"/figures/delegations_out/?{YEAR}"))
    apart = page[page.index('id="uncertain"') :]
    assert re.search(r"Chỉ biết năm.*?>counted<", apart, re.DOTALL)
    assert re.search(r"Vắt qua năm.*?>not counted<", apart, re.DOTALL)


def test_stated_numbers_show_their_source_and_the_difference(client: Client, officer, sound):
    stated(period="2019", value=6, document=document("Báo cáo năm 2019"))
    for address in (f"/figures/?{YEAR}", f"/figures/delegations_out/?{YEAR}"):
        page = sound(client.get(address))
        assert "Báo cáo năm 2019" in page
        assert "−6 fewer in the register" in page


def test_nothing_of_a_hidden_record_shows(client: Client, officer):
    visit("Đoàn mở")
    addresses = [
        f"/figures/?{YEAR}",
        f"/figures/?{YEAR}&export=csv",
        *(f"/figures/{code}/?{YEAR}" for code in ("delegations_out", "activities_held")),
        f"/figures/delegations_out/?{YEAR}&export=csv",
        "/figures/stated/",
    ]
    before = [_shown(client, address) for address in addresses]
    guest = organisation("Cơ quan kín", classification=RESTRICTED, country=country("KR"))
    visit("Đoàn kín", classification=RESTRICTED, level="minister", headcount=9)
    visit("Kín chỉ năm", "2019", classification=RESTRICTED)
    stated(period="2019", classification=RESTRICTED)
    stated(period="2019", organisation=guest)
    assert [_shown(client, address) for address in addresses] == before


def _shown(client: Client, address: str) -> str:
    text = b"".join(client.get(address)).decode()
    return re.sub(r'csrfmiddlewaretoken" value="[^"]+"|X-CSRFToken": "[^"]+"', "", text)


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("period=reporting-year&year=2019", "15/12/2018"),
        ("from=2019-02-01&to=2019-03-31", "Days chosen freely"),
        ("from=2019&to=quý+I/2020", "Days chosen freely"),
        ("period=year", "Calendar year"),
        ("from=2020-01-01&to=2019-01-01", "put the earlier day first"),
        ("period=year&year=abc", "Enter a whole number"),
        ("period=year&year=20190", "2100"),
        ("period=fortnight&year=2019", "Select a valid choice"),
        ("from=hôm+qua&to=2019", "cannot be read as a date"),
        ("from=2019", "Give the last day"),
    ],
)
def test_a_period_is_chosen_or_the_page_says_what_is_wrong(
    client: Client, officer, sound, query: str, words: str
):
    page = sound(client.get(f"/figures/?{query}"))
    assert words.replace("15/12/2018", "15 December 2018") in page


def test_files_hold_what_the_pages_show(client: Client, officer):
    visit("Đoàn một")
    every = b"".join(client.get(f"/figures/?{YEAR}&export=csv")).decode("utf-8-sig")
    line = next(one for one in every.splitlines() if ",Outgoing delegations," in one)
    assert line.split(",")[2] == "1"
    one = b"".join(client.get(f"/figures/delegations_out/?{YEAR}&export=csv")).decode("utf-8-sig")
    assert len(one.splitlines()) == 2
    assert b"".join(client.get(f"/figures/?{YEAR}&export=xlsx")).startswith(b"PK")


def test_an_unknown_figure_is_not_there_and_a_stated_one_leads_to_its_numbers(
    client: Client, officer
):
    assert client.get("/figures/nonsense/").status_code == 404
    found = client.get("/figures/cambodian_trainees/")
    assert found.url == "/figures/stated/?figure=cambodian_trainees"  # type: ignore[attr-defined]  # a redirect


def test_pages_ask_as_often_for_many_records_as_for_few(client: Client, officer):
    addresses = (f"/figures/?{YEAR}", f"/figures/activities_held/?{YEAR}", "/figures/stated/")
    visit("Đoàn một", level="minister")
    stated(period="2019", document=document())
    few = [_queries(client, address) for address in addresses]
    for number in range(4):
        visit(f"Đoàn {number}")
        stated(period="2019", value=number, document=document())
    assert [_queries(client, address) for address in addresses] == few


def _queries(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    return len(asked)


# Stated figures and periods


def test_an_officer_enters_changes_and_sets_aside_a_number(client: Client, officer, sound):
    body, paper = own_body(), document("Báo cáo cũ")
    sound(client.get("/figures/stated/add/?figure=delegations_out&period=2016"))
    facts = {
        "figure": "delegations_out",
        "value": "6",
        "basis": "actual",
        "period": "2016",
        "organisation": body.code,
        "document": paper.code,
        "classification": "1",
    }
    assert client.post("/figures/stated/add/", facts).status_code == 303
    record = StatedFigure.objects.get()
    page = sound(client.get(record.get_absolute_url()))
    assert "Outgoing delegations: 6" in page
    assert "Báo cáo cũ" in page
    sound(client.get(f"/figures/stated/{record.code}/edit/"))
    changed = facts | {"value": "7", "version": "1", "reason": "Đọc nhầm"}
    assert client.post(f"/figures/stated/{record.code}/edit/", changed).status_code == 303
    assert StatedFigure.objects.get().value == 7
    sound(client.get(f"/figures/stated/{record.code}/history/"))
    client.post(f"/figures/stated/{record.code}/set-aside/", {"reason": "Nhầm"})
    assert "Báo cáo cũ" not in client.get("/figures/stated/").content.decode()
    assert StatedFigure.objects.get().is_set_aside


def test_what_is_missing_is_said_and_nothing_typed_is_lost(client: Client, officer, sound):
    facts = {
        "figure": "other",
        "value": "6",
        "basis": "actual",
        "period": "2016",
        "note": "Giữ lại",
    }
    answer = client.post("/figures/stated/add/", facts | {"classification": "1"})
    assert answer.status_code == 422
    page = sound(answer)
    assert "Say in words what the number counts." in page
    assert "Giữ lại" in page


def test_another_figure_is_named_in_words(client: Client, officer, sound):
    facts = {
        "figure": "other",
        "other_figure": "Số khách mời",
        "value": "6",
        "basis": "approximate",
        "period": "2016",
        "scope": "VN",
        "classification": "0",
    }
    assert client.post("/figures/stated/add/", facts).status_code == 303
    record = StatedFigure.objects.get()
    assert record.figure == "Số khách mời"
    assert "Số khách mời" in sound(client.get(f"/figures/stated/{record.code}/edit/"))
    assert "Viet Nam" in sound(client.get("/figures/stated/?whose=others&year=2016"))


def test_everybody_reads_the_periods_and_a_head_changes_them(client: Client, head, sound):
    page = sound(client.get("/figures/periods/"))
    assert "nobody yet" in page
    rule = PeriodRule.objects.get(code="six-months")
    sound(client.get("/figures/periods/six-months/edit/"))
    facts = {
        "name_vi": rule.name_vi,
        "name_en": rule.name_en,
        "name_ja": rule.name_ja,
        "first_day": "15",
        "first_month": "12",
        "first_year": "-1",
        "last_day": "31",
        "last_month": "6",
        "last_year": "0",
        "basis": rule.basis,
        "reason": "Sửa theo thông tư",
    }
    answer = client.post("/figures/periods/six-months/edit/", facts)
    assert answer.status_code == 422
    assert "The calendar has no such day" in sound(answer)
    answer = client.post("/figures/periods/six-months/edit/", facts | {"last_day": "30"})
    assert answer.status_code == 303
    assert PeriodRule.objects.get(code="six-months").last_day == 30
