"""The pages of plans: what they show, what they do, and to whom."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from banggiao.accounts.models import User
from banggiao.plans import panels
from banggiao.plans.actions import lines, plans
from banggiao.plans.models import Adjustment, Plan, PlanLine
from banggiao.plans.panels import Carried
from tests.factories.accounts import make_unit, make_user
from tests.factories.documents import document
from tests.factories.partners import country, organisation
from tests.factories.plans import (
    approved,
    dropped,
    frozen_line,
    lead_unit,
    line,
    plan,
    planner,
    postponed,
)

pytestmark = pytest.mark.django_db

PAGE = "/plans/plan-2026/"
LINE = "/plans/lines/plan-2026-1/"
DECISION = {"decided_on": "1/6/2026", "ground": "Bạn đề nghị", "act_text": "CV 12"}


@pytest.fixture
def head(client: Client, sign_in) -> User:
    user = make_user("head")
    sign_in(client, user)
    return user


@pytest.fixture
def officer(client: Client, sign_in) -> User:
    user = make_user("officer")
    sign_in(client, user)
    return user


@pytest.fixture
def done() -> Iterator[dict[str, Carried]]:
    """Stand in for the room above: what carries out lines by their names."""
    told: dict[str, Carried] = {}
    panels.LINE_ACTIVITIES.add(
        "test", lambda asked, _u, _d: {r.pk: [told[r.name_vi]] for r in asked if r.name_vi in told}
    )
    yield told
    del panels.LINE_ACTIVITIES._providers["test"]


def text_of(response: Any) -> str:
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return body.decode()


# What pages show


def test_an_empty_list_says_what_to_do(client: Client, officer, sound):
    assert "Enter the plan of a year" in sound(client.get("/plans/"))


def test_the_list_shows_each_year_with_its_lines_and_paper(client: Client, officer, sound):
    frozen_line(year=2025)
    plan(2027)
    page = sound(client.get("/plans/"))
    assert page.index("plan 2027") < page.index("plan 2025")
    for text in ("Quyết định 15/QĐ-TTg", "12/1/2025", ">Approved<", ">Draft<"):
        assert text in page
    file = text_of(client.get("/plans/?export=csv"))
    assert "Approved" in file


def test_a_plan_shows_its_lines_by_kind_with_totals(client: Client, officer, sound):
    partner = organisation("Bộ Nội vụ Nhật Bản")
    line(
        "Đoàn ra Nhật Bản",
        cost=250_000_000,
        people=8,
        partners=[partner],
        country=country("JP"),
        basis="Thư mời",
        level="deputy_minister",
        funding="host",
    )
    line("Hội thảo Pháp", kind="workshop", start="2026-34", people=2, cost=500_000)
    page = sound(client.get(PAGE))
    assert page.index("Outgoing delegation") < page.index("Workshop")
    for text in (
        *("Bộ Nội vụ Nhật Bản", "Japan", "Thư mời", "250,000,000", "The host", "Q2 2026"),
        *("Deputy minister or equivalent", "2 lines · 10 people · 250.5 million dong"),
    ):
        assert text in page


def test_an_empty_plan_says_what_to_do(client: Client, officer, sound):
    plan()
    page = sound(client.get(PAGE))
    assert "The plan has no line yet." in page
    assert 'href="/plans/plan-2026/lines/add/"' in page
    assert 'href="/plans/plan-2026/copy/"' in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"may", "quarter", "moved", "gone", "other"}),
        ("kind=workshop", {"other"}),
        ("quarter=2", {"may", "quarter", "gone"}),
        ("quarter=4", {"moved"}),
        ("quarter=1", set()),
        ("standing=postponed", {"moved"}),
        ("standing=dropped", {"gone"}),
        ("standing=as_approved", {"may", "quarter", "other"}),
        ("standing=added", set()),
        ("standing=online", set()),
        ("q=quarter", {"quarter"}),
        ("kind=nonsense", {"may", "quarter", "moved", "gone", "other"}),
    ],
)
def test_the_filter_decides_page_and_file_alike(
    client: Client, officer, query: str, found: set[str]
):
    for name in ("may", "gone", "moved"):
        line(name, start="2026-05-04")
    line("quarter", start="2026-34")
    line("other", kind="workshop", start="2026-08")
    approved(plan())
    dropped(PlanLine.objects.get(name_vi="gone"))
    postponed(PlanLine.objects.get(name_vi="moved"), "2026-11")
    shown = {
        cell.text
        for group in client.get(f"{PAGE}?{query}").context["groups"]
        for row in group["rows"]
        for cell in row["cells"][1:2]
    }
    assert shown == found
    rows = text_of(client.get(f"{PAGE}?{query}&export=csv")).splitlines()[1:]
    assert {row.split(",")[2] for row in rows} == found


def test_the_filter_by_lead_unit(client: Client, officer):
    line("Của Vụ", lead_unit=make_unit("legal"))
    line("Khác")
    page = client.get(f"{PAGE}?unit={make_user('clerk', unit=lead_unit()).unit_id}")
    assert [len(group["rows"]) for group in page.context["groups"]] == [1]


def test_the_file_is_exact(client: Client, officer):
    line("Đoàn ra Nhật Bản", cost=250_000_000, partners=[organisation("MIC")])
    assert b"".join(client.get(f"{PAGE}?export=xlsx")).startswith(b"PK")
    file = text_of(client.get(f"{PAGE}?export=csv")).removeprefix("\ufeff")
    rows = list(csv.reader(io.StringIO(file)))
    told = dict(zip(rows[0], rows[1], strict=True))
    assert told["What is planned"] == "Đoàn ra Nhật Bản"
    assert told["Partners"] == "MIC"
    assert told["Cost (dong)"] == "250000000"
    assert told["Kind"] == "Outgoing delegation"


def test_the_strip_says_in_words_what_it_draws(client: Client, officer, sound, done):
    for name in ("Đoàn đi", "Đoàn lùi"):
        line(name, start="2026-05")
    done["Đoàn đi"] = Carried(
        "Chuyến đi",
        "/activities/x/",
        panels.HELD,
        date_text="4 May 2026",
    )
    approved(plan())
    postponed(PlanLine.objects.get(name_vi="Đoàn lùi"), "2026-09")
    page = sound(client.get(PAGE))
    assert "1. Đoàn đi · May 2026 · done · 4 May 2026" in page
    assert "2. Đoàn lùi · May 2026 · now September 2026" in page
    assert "The strip as a table" in page


def test_the_steps_show_who_did_what_and_why(client: Client, officer, sound):
    line()
    plans.submit_plan(plan(), by=planner())
    plans.return_plan(plan(), by=planner(), comment="Bổ sung kinh phí")
    page = sound(client.get(PAGE))
    assert "Returned with comments" in page
    assert "Bổ sung kinh phí" in page


def test_a_line_shows_what_was_approved_changed_and_came_of_it(
    client: Client, officer, sound, done
):
    record = line(
        "Đoàn ra",
        start="2026-05",
        cost=100,
        partners=[organisation("Bộ Nội vụ")],
        purpose="Sửa bản ghi nhớ",
        owner=officer,
    )
    assert "No activity carries out this line yet." in sound(client.get(LINE))
    approved(plan())
    postponed(record, "2026-09")
    done["Đoàn ra"] = Carried("Chuyến đi Tokyo", "/activities/x/", panels.CONFIRMED)
    page = sound(client.get(LINE))
    for text in (
        *("Sửa bản ghi nhớ", "Bộ Nội vụ", "May 2026", "September 2026", "Bạn đề nghị"),
        *("Công văn 12/TTCP-HTQT", "Chuyến đi Tokyo", "confirmed", officer.full_name),
    ):
        assert text in page
    assert f'href="{LINE}adjust/drop/"' in page
    assert f'href="{LINE}adjustments/1/remove/"' in page
    history = sound(client.get(f"{LINE}history/"))
    assert "Plan line postponed" in history


def test_plan_against_done_for_any_day(client: Client, officer, sound):
    record = frozen_line("Đoàn ra", start="2026-05")
    postponed(record, "2026-09", "2026-04-01")
    page = sound(client.get(f"{PAGE}against/?on=2026-03-31"))
    assert "now September 2026" not in page
    assert "to come" in page
    page = sound(client.get(f"{PAGE}against/?on=2026-04-01"))
    assert "now September 2026" in page
    assert "The plan was approved after this day." in sound(
        client.get(f"{PAGE}against/?on=2026-01-01")
    )
    for wrong in ("nonsense", "2999-01-01", ""):
        assert client.get(f"{PAGE}against/?on={wrong}").status_code == 200
    file = text_of(client.get(f"{PAGE}against/?on=2026-04-01&export=csv"))
    assert "now September 2026" in file


def test_the_menu_and_the_search_box_know_the_room(client: Client, officer, sound):
    line("Đoàn ra Nhật Bản")
    assert [r for r in client.get("/plans/").context["frame"]["rooms"] if r["url"] == "/plans/"]
    assert LINE in client.get("/search/?q=doan+ra").content.decode()


def test_the_shortcut_leads_to_the_newest_draft(client: Client, officer):
    assert client.get("/plans/lines/add/")["Location"] == "/plans/"
    frozen_line(year=2025)
    plan(2026)
    plan(2027)
    assert client.get("/plans/lines/add/")["Location"] == "/plans/plan-2027/lines/add/"


# What pages do


def form(**data: Any) -> dict[str, Any]:
    return {"name_vi": "Đoàn ra", "kind": "delegation_out", "classification": 1} | data


def test_entering_a_plan_and_its_lines(client: Client, officer, sound):
    response = client.post("/plans/add/", {"year": "2026", "classification": "1"})
    assert (response.status_code, response["Location"]) == (303, PAGE)
    organisation("Bộ Nội vụ Nhật Bản", code="mic")
    sound(client.get(f"{PAGE}lines/add/"))
    response = client.post(
        f"{PAGE}lines/add/",
        form(partners="[mic]", start="quý II/2026", cost="250.000.000", lead_unit=lead_unit().pk),
    )
    assert (response.status_code, response["Location"]) == (303, PAGE)
    record = PlanLine.objects.get()
    assert (record.cost, str(record.start), record.number) == (250_000_000, "2026-34", 1)
    assert record.partners.get().organisation.code == "mic"


def test_a_second_plan_of_a_year_is_refused_in_one_sentence(client: Client, officer):
    plan()
    response = client.post("/plans/add/", {"year": "2026", "classification": "1"})
    assert response.status_code == 422
    assert "This year has a plan already." in response.content.decode()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"start": "32/1/2026"}, "start"),
        ({"start": "5/2025"}, "start"),
        ({"cost": "nhiều"}, "cost"),
        ({"partners": "Không có đâu"}, "partners"),
        ({"kind": ""}, "kind"),
        ({"classification": "0"}, "classification"),
    ],
)
def test_what_is_wrong_stands_beside_its_field(client: Client, officer, sound, wrong, field):
    plan()
    response = client.post(f"{PAGE}lines/add/", form(**wrong))
    assert response.status_code == 422
    assert field in response.context["form"].errors
    sound(response)
    assert not PlanLine.objects.exists()


def test_a_line_changes_and_a_stale_form_shows_both_values(client: Client, officer, sound):
    record = line("Đoàn ra", cost=250_000_000)
    page = sound(client.get(f"{LINE}edit/"))
    assert 'value="250,000,000"' in page
    mine = form(start="6/2026", cost="1", lead_unit=record.lead_unit_id, version=1)
    assert client.post(f"{LINE}edit/", mine).status_code == 303
    response = client.post(f"{LINE}edit/", mine | {"cost": "2"})
    assert response.status_code == 409
    sound(response)


def test_a_frozen_line_offers_only_what_no_paper_approved(client: Client, officer, sound):
    frozen_line()
    page = client.get(f"{LINE}edit/")
    sound(page)
    visible = {field.name for field in page.context["form"].visible_fields()}
    assert visible == {"owner", "classification", "reason"}
    changed = {"owner": officer.pk, "classification": "1", "version": "1"}
    assert client.post(f"{LINE}edit/", changed).status_code == 303
    assert PlanLine.objects.get().owner == officer


def test_a_plan_goes_its_way(client: Client, head):
    line()
    submitted = client.post(f"{PAGE}submit/", {"comment": "Kính trình"})
    assert submitted.status_code == 303
    assert client.post(f"{PAGE}take-back/", {"comment": ""}).status_code == 303
    client.post(f"{PAGE}submit/", {"comment": ""})
    assert client.post(f"{PAGE}return/", {"comment": ""}).status_code == 422
    assert client.post(f"{PAGE}return/", {"comment": "Bổ sung"}).status_code == 303
    client.post(f"{PAGE}submit/", {"comment": ""})
    paper = document("Quyết định phê duyệt")
    response = client.post(f"{PAGE}approve/", {"approved_on": "12/1/2026"})
    assert response.status_code == 422
    response = client.post(
        f"{PAGE}approve/", {"approved_on": "12/1/2026", "document": f"[{paper.code}]"}
    )
    assert response.status_code == 303
    assert "Quyết định phê duyệt" in client.get(PAGE).content.decode()
    assert client.post(f"{PAGE}close/", {"comment": ""}).status_code == 303
    assert client.post(f"{PAGE}reopen/", {"comment": "Ghi sót"}).status_code == 303
    assert Plan.objects.get().status == "approved"


def test_an_incomplete_plan_says_which_lines_to_complete(client: Client, officer, sound):
    line()
    line(start=None)
    response = client.post(f"{PAGE}submit/", {"comment": ""})
    assert response.status_code == 422
    assert "Complete these lines: 2." in sound(response)


@pytest.mark.parametrize(
    ("change", "given"),
    [
        ("postpone", {"start": "9/2026"}),
        ("online", {"mode": "online"}),
        ("level", {"level": "minister"}),
        ("cost", {"cost": "5.000.000"}),
        ("drop", {}),
    ],
)
def test_an_approved_line_is_adjusted_and_taken_back(
    client: Client, officer, sound, change: str, given: dict[str, str]
):
    frozen_line()
    sound(client.get(f"{LINE}adjust/{change}/"))
    assert client.post(f"{LINE}adjust/{change}/", given).status_code == 422
    response = client.post(f"{LINE}adjust/{change}/", DECISION | given)
    assert (response.status_code, response["Location"]) == (303, LINE)
    sound(client.get(LINE))
    sound(client.get(f"{LINE}adjustments/1/remove/"))
    removed = client.post(f"{LINE}adjustments/1/remove/", {"reason": "Nhập nhầm"})
    assert removed.status_code == 303
    assert not Adjustment.objects.exists()


def test_an_unknown_change_is_not_there(client: Client, officer):
    frozen_line()
    assert client.get(f"{LINE}adjust/forget/").status_code == 404
    assert client.get(f"{LINE}adjustments/1/remove/").status_code == 404


def test_a_day_of_a_decision_is_a_whole_day(client: Client, officer):
    frozen_line()
    response = client.post(f"{LINE}adjust/drop/", DECISION | {"decided_on": "6/2026"})
    assert "decided_on" in response.context["form"].errors
    assert "Give the whole day" in response.content.decode()


def test_a_line_comes_late(client: Client, officer, sound):
    frozen_line()
    sound(client.get(f"{PAGE}lines/add-late/"))
    assert client.post(f"{PAGE}lines/add-late/", form()).status_code == 422
    response = client.post(f"{PAGE}lines/add-late/", form(start="9/2026", **DECISION))
    assert response.status_code == 303
    assert "added after approval" in client.get(PAGE).content.decode()


def test_lines_of_last_year_are_copied(client: Client, officer, sound):
    old = line("Đoàn ra Lào", of=plan(2025), start="2025-05")
    gone = line("Hội thảo", of=plan(2025))
    approved(plan(2025))
    dropped(gone, "2025-06-01")
    plan(2026)
    page = client.get(f"{PAGE}copy/")
    assert "From: External-affairs plan 2025" in sound(page)
    assert page.context["form"].initial["lines"] == [old.pk]
    assert client.post(f"{PAGE}copy/", {}).status_code == 422
    response = client.post(f"{PAGE}copy/", {"lines": [old.pk]})
    assert (response.status_code, response["Location"]) == (303, PAGE)
    copied = PlanLine.objects.get(plan=plan(2026))
    assert (str(copied), str(copied.start)) == ("Đoàn ra Lào", "2026-05")
    assert client.get(f"{PAGE}copy/?from=plan-2025").context["form"].initial["lines"] == []


def test_copying_without_another_plan_says_so(client: Client, officer, sound):
    plan()
    assert "There is no plan of another year yet." in sound(client.get(f"{PAGE}copy/"))


def test_setting_aside_and_bringing_back(client: Client, officer, sound):
    line()
    assert client.post(f"{LINE}set-aside/", {"reason": "Trùng"}).status_code == 303
    assert "Set aside" in sound(client.get(LINE))
    assert "The plan has no line yet." in sound(client.get(PAGE))
    assert client.post(f"{LINE}bring-back/", {"reason": "Nhầm"}).status_code == 303
    approved(plan())
    response = client.post(f"{LINE}set-aside/", {"reason": "Trùng"})
    assert response.status_code == 422
    assert "Enter an adjustment" in response.content.decode()
    lone = plan(2030)
    assert client.post(f"{lone.get_absolute_url()}set-aside/", {"reason": "x"}).status_code == 303
    back = client.post(f"{lone.get_absolute_url()}bring-back/", {"reason": "x"})
    assert back.status_code == 303


# To whom


BUTTONS = {
    "draft": {"officer": {"submit", "lines/add", "copy", "edit"}, "leader": set()},
    "submitted": {"officer": {"take-back", "edit"}, "leader": {"return", "approve"}},
    "approved": {"officer": {"lines/add-late", "edit"}, "leader": {"close"}},
    "closed": {"officer": set(), "leader": {"reopen"}},
}


@pytest.mark.parametrize("role", ["officer", "leader"])
@pytest.mark.parametrize("status", BUTTONS)
def test_a_plan_offers_what_its_reader_may_do_now(client: Client, sign_in, role: str, status: str):
    record, by = line().plan, planner()
    if status != "draft":
        plans.submit_plan(record, by=by)
    if status in {"approved", "closed"}:
        approved(record)
    if status == "closed":
        plans.close_plan(record, by=by)
    sign_in(client, make_user(role))
    buttons = client.get(PAGE).context["head"].buttons
    assert {button.url.removeprefix(PAGE).strip("/") for button in buttons} == BUTTONS[status][role]


def test_a_contributor_registers_wishes_and_nothing_else(client: Client, sign_in, sound):
    unit = make_unit("legal")
    user = make_user("contributor", unit=unit)
    sign_in(client, user)
    line("Của Vụ khác", of=plan(2025))
    mine = line("Của mình", of=plan(2025), lead_unit=unit)
    plan()
    page = client.get(f"{PAGE}lines/add/")
    units = page.context["form"].fields["lead_unit"].queryset
    assert list(units) == [unit]
    response = client.post(f"{PAGE}lines/add/", form(start="5/2026", lead_unit=unit.pk))
    assert response.status_code == 303
    assert client.get(f"{LINE}edit/").status_code == 200
    assert client.get(f"{PAGE}edit/").status_code == 403
    assert client.get("/plans/lines/plan-2025-1/edit/").status_code == 403
    offered = client.get(f"{PAGE}copy/").context["form"].fields["lines"].queryset
    assert list(offered) == [mine]


def test_the_number_of_questions_does_not_grow(client: Client, officer):
    def more(number: int) -> None:
        for _ in range(number):
            partner = organisation()
            record = line(
                partners=[partner],
                country=country("JP"),
                owner=officer,
                lead_unit=make_unit(f"unit-{partner.code}"),
            )
            old = lines.copy_lines(plan(2020), [record], by=planner())
            assert old

    def asked(address: str) -> int:
        client.get(address)
        with CaptureQueriesContext(connection) as caught:
            text_of(client.get(address))
        return len(caught)

    addresses = [PAGE, f"{PAGE}against/", f"{PAGE}?export=csv", f"{PAGE}copy/?from=plan-2020"]
    more(1)
    one = [asked(address) for address in addresses]
    more(3)
    assert [asked(address) for address in addresses] == one
