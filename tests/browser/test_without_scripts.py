"""The whole of the daily work with JavaScript switched off."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from banggiao.partners.enums import OrganisationKind
from tests.browser.conftest import Visit
from tests.browser.words import button, field, heading, link, records, region, summary, vi
from tests.factories.accounts import PASSWORD, make_user
from tests.factories.partners import country, organisation

PER_PAGE = 50


@pytest.fixture
def page(visit: Visit) -> Page:
    """Sign an officer in by the form, in a browser that runs no scripts."""
    make_user("officer", language="vi")
    page = visit(java_script_enabled=False)
    page.goto("/partners/")
    field(page, "User name").fill("officer")
    field(page, "Password").fill(PASSWORD)
    button(page, "Sign in").click()
    expect(heading(page, vi("Partners"))).to_be_visible()
    return page


def test_a_list_is_filtered_sorted_and_paged(page: Page):
    for number in range(1, PER_PAGE + 3):
        organisation(f"Cơ quan {number:02}", kind=OrganisationKind.OMBUDSMAN)
    organisation("Thanh tra Lào", abbreviation="SIA", country=country("LA"))
    page.reload()
    expect(page.get_by_text(records(PER_PAGE + 3))).to_be_visible()

    pages = page.get_by_role("navigation", name=vi("Pages"))
    link(pages, "Next").click()
    expect(page.get_by_role("rowheader")).to_have_text(
        ["Cơ quan 51", "Cơ quan 52", "Thanh tra Lào"]
    )
    link(page.get_by_role("columnheader"), "Name").click()  # from the start, the other way round
    expect(page.get_by_role("rowheader").first).to_have_text("Thanh tra Lào")
    expect(page.get_by_role("columnheader", name=vi("Name"), exact=True)).to_have_attribute(
        "aria-sort", "descending"
    )

    link(page, "Filter").click()
    field(page, "Words in the name").fill("thanh tra")
    field(page, "Country").select_option(label=country("LA").name_vi)
    button(page, "Show").click()
    expect(page.get_by_role("rowheader")).to_have_text(["Thanh tra Lào"])
    expect(page.get_by_text(records(1))).to_be_visible()
    page.get_by_role("list", name=vi("Filters in use")).get_by_role(
        "link", name="thanh tra"
    ).click()
    link(page, "Clear all").last.click()
    expect(page.get_by_role("rowheader")).to_have_count(PER_PAGE)


def test_a_partner_is_added_corrected_edited_and_found(page: Page, tolerated: list[str]):
    tolerated.append("status of 422")
    organisation("Văn phòng Tổng thống", code="office")
    link(page, "Add a partner").first.click()
    field(page, "name in Vietnamese").fill("Ủy ban Bài trừ tham nhũng")
    field(page, "Belongs to").fill("van phong tong")  # no suggestions, but a part of the name does
    button(page, "Save").click()
    expect(page.get_by_role("alert")).to_be_visible()
    expect(field(page, "name in Vietnamese")).to_have_value("Ủy ban Bài trừ tham nhũng")
    field(page, "kind").select_option("anti_corruption_agency")
    button(page, "Save").click()
    expect(heading(page, "Ủy ban Bài trừ tham nhũng")).to_be_visible()
    expect(region(page, "Facts")).to_contain_text("Văn phòng Tổng thống")

    link(page, "Edit").click()
    field(page, "abbreviation").fill("KPK")
    button(page, "Save").click()
    expect(heading(page, "KPK")).to_be_visible()

    page.get_by_role("searchbox").fill("kpk")
    button(page, "Search").click()
    page.get_by_role("main").get_by_role("link", name="Ủy ban Bài trừ tham nhũng").click()
    expect(heading(page, "KPK")).to_be_visible()
    link(page, "History").click()
    expect(page.locator(".history > li")).to_have_count(2)


def test_the_menus_of_a_phone_work(page: Page):
    page.set_viewport_size({"width": 390, "height": 844})
    rooms = page.get_by_role("navigation", name=vi("Rooms"))
    expect(rooms).to_be_hidden()
    link(page, "Menu").click()
    expect(rooms).to_be_visible()
    link(rooms, "Close").click()
    expect(rooms).to_be_hidden()
    link(page, "Menu").click()
    link(rooms, "Documents").click()
    expect(heading(page, vi("Documents"))).to_be_visible()
    expect(rooms).to_be_hidden()

    summary(page, "Your menu").click()
    expect(button(page, "Dark")).to_be_hidden()  # what needs a script is not offered
    button(page, "Sign out").click()
    expect(heading(page, vi("Sign in"))).to_be_visible()
