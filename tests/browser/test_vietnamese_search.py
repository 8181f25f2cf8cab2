"""What one types is found however it is typed: on the search page, in Ctrl-K and in a list."""

from __future__ import annotations

from unicodedata import normalize

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.words import button, field, find_in_palette, heading, link, vi
from tests.factories.accounts import make_user
from tests.factories.partners import country, organisation

LAO = "Thanh tra Nhà nước Lào"
PEACE = "Vụ Hòa bình và Đối tác phát triển"
JAPAN = "Bộ Nội vụ và Truyền thông Nhật Bản"
TYPED = {
    "thanh tra lao": LAO,
    "thanh tra la": LAO,  # the last word is not finished
    "LÀO thanh": LAO,  # in another order, in capital letters
    normalize("NFD", "đối tác phát triển"): PEACE,
    "doi tac ph": PEACE,
    "hòa bình": PEACE,  # the old place of the tone
    "hoà bình": PEACE,  # and the new one
    "vhb": PEACE,
    "総務省": JAPAN,
    "務省": JAPAN,
    "mic": JAPAN,
}


@pytest.fixture
def page(visit: Visit) -> Page:
    organisation(LAO, name_en="State Inspection Authority", country=country("LA"))
    organisation(PEACE, abbreviation="VHB", country=country("VN"))
    organisation(JAPAN, name_native="総務省", abbreviation="MIC", country=country("JP"))
    organisation("Thanh tra Nhà nước Campuchia", country=country("KH"))
    return visit(make_user("officer", language="vi"))


def test_the_search_page_finds_it(page: Page):
    page.goto("/")
    for words, name in TYPED.items():
        page.get_by_role("searchbox").fill(words)
        page.keyboard.press("Enter")
        expect(heading(page, words)).to_be_visible()
        expect(page.get_by_role("main").get_by_role("link")).to_have_count(1)
        expect(page.get_by_role("main").get_by_role("link")).to_contain_text(name)


def test_ctrl_k_finds_it(page: Page):
    page.goto("/")
    for words, name in TYPED.items():
        options = find_in_palette(page, words)
        expect(options).to_have_count(1)
        expect(options).to_contain_text(name)
        page.keyboard.press("Escape")


def test_the_filter_of_a_list_finds_it(page: Page):
    page.goto("/partners/")
    for words, name in TYPED.items():
        link(page, "Filter").click()
        field(page, "Words in the name").fill(words)
        button(page, "Show").click()
        chips = page.get_by_role("list", name=vi("Filters in use"))
        expect(chips).to_contain_text(words)
        expect(page.get_by_role("rowheader")).to_have_text([name])
        link(page, "Clear all").last.click()
        expect(page.get_by_role("rowheader")).to_have_count(4)


def test_what_is_not_there_is_said_to_be_so(page: Page):
    page.goto("/search/?q=zimbabwe")
    expect(page.get_by_role("main")).to_contain_text(vi("Nothing found"))
    expect(find_in_palette(page, "zimbabwe")).to_have_text(
        vi("Nothing found. Try fewer words, or an abbreviation.")
    )
