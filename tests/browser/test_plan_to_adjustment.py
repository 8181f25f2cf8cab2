"""From a year's wishes to the approved plan and its first adjustment, with three people at work."""

from __future__ import annotations

import re

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from banggiao.partners.enums import OfficeLevel
from banggiao.plans.enums import ActivityKind, AdjustmentKind, Funding, PlanStatus, Standing
from tests.browser.conftest import Visit
from tests.browser.words import button, choice, field, heading, link, region, vi, vi_in
from tests.factories.accounts import make_user
from tests.factories.partners import country, organisation

YEAR = timezone.localdate().year
TITLE = f"Kế hoạch hoạt động đối ngoại năm {YEAR}"
VISIT, SEMINAR = "Đoàn trao đổi về tiếp công dân", "Hội thảo về kiểm soát tài sản"
PARTNER, COMMENT = "Bộ Nội vụ và Truyền thông", "Nêu rõ nguồn kinh phí của mục 1."
GROUND, PAPER = "Phía bạn đề nghị lùi thời gian", "Công văn số 12/TTCP-HTQT"


def open_plan(page: Page) -> None:
    page.goto("/")
    link(page, "Year plan").first.click()


def enter_plan(page: Page) -> None:
    open_plan(page)
    link(page, "Add a plan").first.click()
    field(page, "year").fill(str(YEAR))
    button(page, "Save").click()
    expect(heading(page, TITLE)).to_be_visible()


def enter_line(page: Page, name: str, kind: ActivityKind, when: str) -> None:
    link(page, "Add a line").first.click()
    field(page, "What is planned, in Vietnamese").fill(name)
    field(page, "kind").select_option(label=choice(kind))
    field(page, "from").fill(when)
    field(page, "lead unit").select_option(label="Thanh tra Chính phủ")
    field(page, "level of the head").select_option(label=choice(OfficeLevel.DEPUTY_MINISTER))
    field(page, "people").fill("6")
    field(page, "cost in dong").fill("250.000.000")


def fill_plan(page: Page) -> None:
    enter_line(page, VISIT, ActivityKind.DELEGATION_OUT, f"quý I/{YEAR}")
    field(page, "Partners").fill(PARTNER)
    button(page, "Save").click()
    enter_line(page, SEMINAR, ActivityKind.WORKSHOP, f"quý II/{YEAR}")
    button(page, "Save").click()
    lines = region(page, "Lines of the plan")
    for name in (VISIT, PARTNER, SEMINAR, "500"):
        expect(lines).to_contain_text(name)


def take_step(page: Page, step: str, comment: str = "") -> None:
    link(page, step).first.click()
    if comment:
        field(page, "Comment").fill(comment)
    page.get_by_role("main").locator("form button.btn-go").click()


def correct(page: Page) -> None:
    expect(region(page, "What was done with the plan")).to_contain_text(COMMENT)
    link(page, VISIT).first.click()
    link(page, "Edit").click()
    field(page, "source of money").select_option(label=choice(Funding.STATE_BUDGET))
    button(page, "Save").click()


def approve(page: Page) -> None:
    open_plan(page)
    page.get_by_role("main").get_by_role("link", name=TITLE).click()
    link(page, "Approve").first.click()
    field(page, "Approved on").fill(f"1/1/{YEAR}")
    button(page, "Approve the plan").click()
    expect(page.get_by_role("alert")).to_be_visible()
    expect(field(page, "Approved on")).to_have_value(f"1/1/{YEAR}")
    field(page, "Number and date of the approving paper").fill("Quyết định số 01/QĐ-TTg")
    button(page, "Approve the plan").click()
    expect(page.get_by_text(vi("The plan is approved and fixed."))).to_be_visible()


def postpone(page: Page) -> None:
    link(page, VISIT).first.click()
    change = page.get_by_role("group", name=vi("Change the approved line"))
    change.get_by_role("link", name=vi_in("plan line", "Postpone"), exact=True).click()
    field(page, "New date, from").fill(f"quý IV/{YEAR}")
    field(page, "Decided on").fill(timezone.localdate().strftime("%d/%m/%Y"))
    field(page, "On what ground").fill(GROUND)
    field(page, "Number and date of the deciding paper").fill(PAPER)
    page.get_by_role("button", name=vi_in("plan line", "Postpone"), exact=True).click()


def check_line(page: Page) -> None:
    expect(region(page, "As approved")).to_contain_text(f"quý I/{YEAR}")
    expect(region(page, "As it stands")).to_contain_text(f"quý IV/{YEAR}")
    ledger = region(page, "Changed since approval")
    for words in (choice(AdjustmentKind.POSTPONED), GROUND, PAPER):
        expect(ledger).to_contain_text(words)
    expect(link(page, "Edit")).to_be_visible()  # who sees to it may still change
    link(page, "Edit").click()
    expect(field(page, "What is planned, in Vietnamese")).to_have_count(0)


def check_against(page: Page) -> None:
    open_plan(page)
    page.get_by_role("main").get_by_role("link", name=TITLE).click()
    link(page, "Plan and done").first.click()
    row = page.get_by_role("row").filter(has_text=VISIT)
    expect(row).to_contain_text(f"quý I/{YEAR}")
    expect(row).to_contain_text(f"quý IV/{YEAR}")
    page.get_by_label(vi("As it stood on")).fill(f"{YEAR}-01-01")
    button(page, "Show").click()
    row = page.get_by_role("row").filter(has_text=VISIT)
    expect(row).not_to_contain_text(f"quý IV/{YEAR}")


@pytest.fixture
def world() -> None:
    organisation("Thanh tra Chính phủ", code="giv", abbreviation="TTCP", country=country("VN"))
    organisation(PARTNER, code="jp-mic", country=country("JP"))


@pytest.mark.usefixtures("world")
@pytest.mark.skipif(
    timezone.localdate().timetuple().tm_yday == 1, reason="on 1 January nothing lies before today"
)
def test_a_plan_is_submitted_returned_approved_and_adjusted(visit: Visit, tolerated: list[str]):
    tolerated.append("status of 422")
    officer = visit(make_user("officer", language="vi"))
    leader = visit(make_user("leader", language="vi"))

    enter_plan(officer)
    fill_plan(officer)
    take_step(officer, "Submit")
    expect(officer.get_by_role("main")).to_contain_text(choice(PlanStatus.SUBMITTED))

    open_plan(leader)
    leader.get_by_role("main").get_by_role("link", name=TITLE).click()
    take_step(leader, "Return with comments", COMMENT)

    officer.reload()
    correct(officer)
    link(officer, TITLE).first.click()
    take_step(officer, "Submit")

    approve(leader)

    officer.reload()
    expect(link(officer, "Add a line")).to_have_count(0)
    postpone(officer)
    expect(officer.get_by_role("main")).to_contain_text(re.compile(choice(Standing.POSTPONED)))
    check_line(officer)
    check_against(officer)
