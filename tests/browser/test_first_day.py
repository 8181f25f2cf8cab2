"""A new officer's first day: from the account to the exported list."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from banggiao.partners.enums import Level, OrganisationKind, PartyType
from tests.browser.conftest import Visit
from tests.browser.words import (
    button,
    choice,
    field,
    find_in_palette,
    heading,
    link,
    records,
    region,
    summary,
    vi,
)
from tests.factories.accounts import make_user
from tests.factories.partners import country, organisation

OFFICER, FIRST, OWN = "Phạm Thu Hà", "mua thu ha noi", "hoa sua nam tay"
PARTNER = "Ủy ban Chống tham nhũng và Dân quyền"
MILESTONE, NOTE = "Ký bản ghi nhớ hợp tác", "Chủ tịch mới nhậm chức"


def open_account(page: Page) -> None:
    page.goto("/")
    link(page, "Users").click()
    link(page, "Add a user").click()
    field(page, "full name").fill(OFFICER)
    field(page, "role").select_option("officer")
    field(page, "user name").fill("ha.pham")
    field(page, "First password").fill(FIRST)
    button(page, "Open the account").click()
    told = "The account is open. Tell the person the user name and the first password."
    expect(page.get_by_text(vi(told))).to_be_visible()
    expect(page.get_by_role("link", name=OFFICER)).to_be_visible()


def sign_in(page: Page, password: str) -> None:
    page.goto("/")
    field(page, "User name").fill("ha.pham")
    field(page, "Password").fill(password)
    button(page, "Sign in").click()


def change_password(page: Page) -> None:
    summary(page, "Your menu").click()
    link(page, "Account and sign-in").click()
    link(page, "Change password").click()
    field(page, "Password until now").fill(FIRST)
    field(page, "New password").fill(OWN)
    field(page, "New password once more").fill(OWN)
    button(page, "Change password").click()
    expect(heading(page, OFFICER)).to_be_visible()
    summary(page, "Your menu").click()
    button(page, "Sign out").click()


def add_partner(page: Page) -> None:
    summary(page, "Add…").click()
    link(page, "Add a partner").click()
    field(page, "name in Vietnamese").fill(PARTNER)
    field(page, "name in its own script").fill("국민권익위원회")
    field(page, "abbreviation").fill("ACRC")
    field(page, "kind").select_option(label=choice(OrganisationKind.OMBUDSMAN))
    field(page, "country").select_option(label=country("KR").name_vi)
    field(page, "Other names").fill("Ombudsman Hàn Quốc\nKICAC")
    button(page, "Save").click()
    expect(heading(page, PARTNER)).to_be_visible()


def go(page: Page, action: str) -> None:
    """Choose an action in Ctrl-K."""
    find_in_palette(page, vi(action)).filter(has_text=vi(action)).first.click()
    expect(heading(page, vi(action))).to_be_visible()


def choose(control: Locator, typed: str, wanted: str) -> None:
    """Type a part of a record's name and take the suggestion."""
    control.press_sequentially(typed)
    suggestions = control.page.locator(f"#{control.get_attribute('list')} option")
    suggestion = suggestions.and_(control.page.locator(f'[value^="{wanted}"]'))
    expect(suggestion).to_have_count(1)
    control.fill(suggestion.get_attribute("value") or "")


def add_person_with_post(page: Page) -> None:
    go(page, "Add a person")
    field(page, "name as printed").fill("KIM Ki-pyo")
    field(page, "name in its own script").fill("김기표")
    button(page, "Save").click()
    link(page, "Add a post").click()
    choose(field(page, "Organisation"), "chong tham nh", PARTNER)
    field(page, "Title in Vietnamese").fill("Phó Chủ tịch")
    field(page, "from").fill("3/2020")
    button(page, "Save").click()
    expect(region(page, "Posts")).to_contain_text("Phó Chủ tịch")
    expect(region(page, "Posts")).to_contain_text("tháng 3/2020")


def add_relationship(page: Page) -> None:
    go(page, "Add a relationship")
    field(page, "between").select_option(label=choice(PartyType.ORGANISATION))
    choose(field(page, "First organisation"), "ttcp", "Thanh tra Chính phủ")
    choose(field(page, "Second organisation"), "acrc", PARTNER)
    button(page, "Save").click()
    link(page, "Add a milestone").click()
    field(page, "level").select_option(label=choice(Level.MEMORANDUM_OF_COOPERATION))
    field(page, "date").fill("11/2014")
    field(page, "In Vietnamese").fill(MILESTONE)
    button(page, "Save").click()
    expect(region(page, "Milestones")).to_contain_text(MILESTONE)


def write_note(page: Page) -> None:
    region(page, "Parties").get_by_role("link", name=PARTNER).click()
    link(page, "Write a note").click()
    field(page, "date").fill("22/4/2024")
    field(page, "in one line").fill(NOTE)
    button(page, "Save").click()


def check_page(page: Page) -> None:
    expect(heading(page, PARTNER)).to_contain_text("ACRC · 국민권익위원회")
    timeline = region(page, "Timeline").get_by_role("listitem")
    expect(timeline.first).to_contain_text(NOTE)
    expect(timeline.first).to_contain_text("22/4/2024")
    expect(timeline.filter(has_text=MILESTONE)).to_contain_text("tháng 11/2014")
    expect(region(page, "People")).to_contain_text("KIM Ki-pyo")
    expect(region(page, "People")).to_contain_text("Phó Chủ tịch")
    expect(region(page, "Relationships")).to_contain_text(vi("Memorandum of cooperation"))
    expect(region(page, "Facts")).to_contain_text("Ombudsman Hàn Quốc")
    expect(region(page, "Facts")).to_contain_text("KICAC")


def check_palette(page: Page) -> None:
    for words, found in {"kicac": PARTNER, "dan quyen": PARTNER, "김기": "KIM Ki-pyo"}.items():
        expect(find_in_palette(page, words).first).to_contain_text(found)
        page.keyboard.press("Escape")


def check_history(page: Page) -> None:
    link(page, "History").click()
    events = page.get_by_role("main").locator(".history > li")
    expect(events).to_have_count(2)
    expect(events.first).to_contain_text(vi("Note written"))
    expect(events.last).to_contain_text(vi("Organisation entered"))
    expect(events.last).to_contain_text(OFFICER)
    expect(events.last.get_by_role("row").filter(has_text="ACRC")).to_be_visible()


def export(page: Page, folder: Path) -> list[list[str]]:
    link(page, "Partners").first.click()
    expect(page.get_by_text(records(1))).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").click()
    file = folder / download.value.suggested_filename
    download.value.save_as(file)
    with file.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.reader(lines))


@pytest.fixture
def own_body() -> None:
    organisation("Thanh tra Chính phủ", code="giv", abbreviation="TTCP", country=country("VN"))


@pytest.mark.usefixtures("own_body")
def test_a_new_officer_enters_a_partner_with_all_that_belongs_to_it(
    visit: Visit, tolerated: list[str], tmp_path: Path
):
    tolerated.append("status of 422")
    open_account(visit(make_user("administrator", language="vi")))

    page = visit()
    sign_in(page, FIRST)
    change_password(page)
    sign_in(page, FIRST)
    wrong = "User name and password do not fit together. Check both and try again."
    expect(page.get_by_role("alert")).to_contain_text(vi(wrong))
    sign_in(page, OWN)

    add_partner(page)
    add_person_with_post(page)
    add_relationship(page)
    write_note(page)

    check_page(page)
    check_palette(page)
    check_history(page)
    korea, kind = country("KR").name_vi, choice(OrganisationKind.OMBUDSMAN)
    names = ("Name", "Belongs to", "Abbreviation", "Kind", "Country", "Existed", "Code")
    code = "uy-ban-chong-tham-nhung-va-dan-quyen"
    row = [PARTNER, "", "ACRC", kind, korea, "", code]
    assert export(page, tmp_path) == [[vi(name) for name in names], row]
