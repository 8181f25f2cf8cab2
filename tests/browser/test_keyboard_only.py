"""The daily work without a mouse."""

from __future__ import annotations

from datetime import date

import pytest
from playwright.sync_api import Locator, Page, expect

from banggiao.partners.models import Organisation
from tests.browser.conftest import Visit
from tests.browser.words import button, field, heading, link, open_palette, summary, vi
from tests.factories.accounts import make_user
from tests.factories.partners import country, organisation

LAO, KOREA, INDONESIA = (
    "Thanh tra Nhà nước Lào",
    "Ủy ban Chống tham nhũng Hàn Quốc",
    "Cục Bài trừ tham nhũng Indonesia",
)


@pytest.fixture
def page(visit: Visit) -> Page:
    organisation(LAO, country=country("LA"))
    organisation(KOREA, abbreviation="ACRC", country=country("KR"))
    organisation(INDONESIA, abbreviation="KPK", country=country("ID"))
    page = visit(make_user("officer", language="vi"))
    page.goto("/partners/")
    return page


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def tab_to(page: Page, control: Locator) -> None:
    """Press Tab until the control has the focus."""
    for _step in range(60):
        if control.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    expect(control).to_be_focused()


def selected(box: Locator) -> Locator:
    return box.get_by_role("option", selected=True)


def test_the_first_tab_skips_to_the_content(page: Page):
    press(page, "Tab")
    expect(link(page, "Skip to content")).to_be_focused()
    expect(link(page, "Skip to content")).to_be_in_viewport()

    press(page, "Enter")
    expect(page.get_by_role("main")).to_be_focused()
    press(page, "Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_ctrl_k_finds_and_opens_and_escape_gives_the_focus_back(page: Page):
    press(page, "j")
    row = page.get_by_role("link", name=INDONESIA)
    expect(row).to_be_focused()

    box = open_palette(page)
    page.keyboard.insert_text("tham nhung")
    expect(box.get_by_role("option")).to_have_count(2)
    first = selected(box)
    expect(first).to_have_count(1)
    name = first.inner_text()
    press(page, "ArrowDown")
    expect(selected(box)).not_to_have_text(name)
    press(page, "ArrowDown")  # past the last one comes the first
    expect(selected(box)).to_contain_text(name.splitlines()[0])
    field_ = box.get_by_role("combobox")
    expect(field_).to_be_focused()
    assert field_.get_attribute("aria-activedescendant") == selected(box).get_attribute("id")

    press(page, "Escape")
    expect(box).to_be_hidden()
    expect(row).to_be_focused()

    box = open_palette(page)
    page.keyboard.insert_text(
        "thanh tra lao"
    )  # what was typed before is selected, so this replaces it
    expect(selected(box)).to_contain_text(LAO)
    press(page, "Enter")
    expect(heading(page, LAO)).to_be_visible()


def test_a_slash_goes_to_the_search_box(page: Page):
    press(page, "/")
    expect(page.get_by_role("searchbox", name=vi("Search"))).to_be_focused()
    page.keyboard.type("kpk/acrc")  # a slash typed here is a letter
    expect(page.get_by_role("searchbox")).to_have_value("kpk/acrc")

    press(page, "Control+a")
    page.keyboard.type("kpk")
    press(page, "Enter")
    expect(heading(page, "kpk")).to_be_visible()
    expect(page.get_by_role("main").get_by_role("link", name=INDONESIA)).to_be_visible()


def test_j_and_k_walk_the_rows_and_enter_opens_one(page: Page):
    rows = [page.get_by_role("link", name=name) for name in (INDONESIA, LAO, KOREA)]
    for key, at in (("j", 0), ("j", 1), ("j", 2), ("j", 2), ("k", 1)):
        press(page, key)
        expect(rows[at]).to_be_focused()
    press(page, "Enter")
    expect(heading(page, LAO)).to_be_visible()


def test_a_form_is_filled_in_and_mended_without_a_mouse(page: Page, tolerated: list[str]):
    tolerated.append("status of 422")
    box = open_palette(page)
    page.keyboard.insert_text(vi("Add a partner"))
    expect(selected(box)).to_contain_text(vi("Add a partner"))
    press(page, "Enter")
    expect(heading(page, vi("Add a partner"))).to_be_visible()

    tab_to(page, field(page, "name in Vietnamese"))
    page.keyboard.type("Cục Phòng, chống tham nhũng Brunei")
    kind = field(page, "kind")
    tab_to(page, kind)
    press(page, "ArrowDown", "ArrowDown")
    expect(kind).to_have_value("ministry")
    founded = field(page, "exists since")
    tab_to(page, founded)
    page.keyboard.type("31/2/1982")
    press(page, "Enter")

    problems = page.get_by_role("alert")
    expect(problems).to_be_focused()
    press(page, "Tab")
    expect(problems.get_by_role("link")).to_be_focused()
    press(page, "Enter")
    expect(founded).to_be_focused()
    expect(founded).to_have_attribute("aria-invalid", "true")
    assert founded.evaluate(
        "e => e.getAttribute('aria-describedby').split(' ')"
        ".every(id => document.getElementById(id))"
    )

    press(page, "Control+a")
    page.keyboard.type("1/2/1982")
    tab_to(page, button(page, "Save"))
    press(page, "Space")
    expect(heading(page, "Brunei")).to_be_visible()
    assert Organisation.objects.get(name_vi__contains="Brunei").founded_earliest == date(1982, 2, 1)


def test_menus_open_by_enter_and_close_by_escape(page: Page):
    menu = summary(page, "Your menu")
    tab_to(page, menu)
    press(page, "Enter")
    expect(button(page, "Sign out")).to_be_visible()
    tab_to(page, button(page, "Dark"))
    press(page, "Enter")
    expect(button(page, "Dark")).to_have_attribute("aria-pressed", "true")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")

    press(page, "Escape")
    expect(button(page, "Sign out")).to_be_hidden()
    expect(menu).to_be_focused()


def test_who_types_with_a_screen_reader_may_switch_single_keys_off(page: Page):
    tab_to(page, summary(page, "Your menu"))
    press(page, "Enter")
    tab_to(page, button(page, "Off"))
    press(page, "Enter", "Escape", "j", "/")
    expect(summary(page, "Your menu")).to_be_focused()
    page.reload()
    press(page, "/")
    expect(page.get_by_role("searchbox")).not_to_be_focused()
    open_palette(page)  # a combination still works


def test_the_drawer_of_a_phone_opens_and_closes_by_keys(page: Page):
    page.set_viewport_size({"width": 390, "height": 844})
    rooms = page.get_by_role("navigation", name=vi("Rooms"))
    expect(rooms).to_be_hidden()

    tab_to(page, link(page, "Menu"))
    press(page, "Enter")
    expect(rooms).to_be_visible()
    tab_to(page, rooms.get_by_role("link", name=vi("Documents")))
    press(page, "Escape")
    expect(rooms).to_be_hidden()
    expect(page.get_by_role("main")).to_be_focused()
