"""What a head enters as restricted leaves no trace for an officer who is not cleared for it."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from banggiao.accounts.models import User
from banggiao.core.enums import Classification
from banggiao.partners.enums import OrganisationKind
from tests.browser.conftest import Visit
from tests.browser.words import button, choice, field, find_in_palette, heading, link, region, vi
from tests.factories.accounts import make_user
from tests.factories.partners import INTERNAL, RESTRICTED, country, note, organisation, person, post

NAME = "Ủy ban Chống tham nhũng"
SECRETS = ("sao khuê", "sao-khue", "lê bí danh", "chuyến đi kín")
PAGES = (
    "/",
    "/partners/",
    "/partners/?total=exact&sort=-name",
    "/partners/?q=sao+khue",
    "/partners/?classification=2",
    "/partners/acrc/",
    "/partners/acrc/history/",
    "/partners/acrc/edit/",
    "/people/",
    "/people/?q=bi+danh",
    "/relationships/",
    "/countries/",
    "/countries/KR/",
    "/countries/LA/",
    "/search/?q=sao+khue",
    "/search/?q=bi+danh",
    "/search/?q=chuyen+di+kin",
)
"""What the officer can open. None of it may differ after the head has written."""

FILES = (
    "/partners/?export=csv",
    "/people/?export=csv",
    "/search/options/?kind=partners.organisation&field=q&q=sao",
    "/search/options/?kind=partners.organisation&field=q&q=cuc",
    "/search/options/?kind=partners.person&field=q&q=bi+danh",
)
"""Exports, and the suggestions of a field that takes a record."""


@dataclass(frozen=True, slots=True)
class People:
    """Who takes part."""

    head: User
    officer: User


@pytest.fixture
def people() -> People:
    korea = country("KR")
    acrc = organisation(NAME, code="acrc", country=korea)
    organisation("Thanh tra Lào", country=country("LA"))
    post(person("KIM Ki-pyo", code="kim", country=korea), acrc, name_vi="Phó Chủ tịch")
    note(acrc, "Chủ tịch mới nhậm chức", on="2024-04-22")
    return People(
        head=make_user("head", RESTRICTED, full_name="Trần Thị Trưởng", language="vi"),
        officer=make_user("officer", INTERNAL, full_name="Lê Cán Bộ", language="vi"),
    )


def mark_restricted(page: Page) -> None:
    field(page, "class").select_option(label=choice(Classification.RESTRICTED))


def write_secrets(page: Page) -> None:
    """Enter a note, a part of the partner, and a person with a post there, all restricted."""
    page.goto("/partners/acrc/")
    link(page, "Write a note").click()
    field(page, "in one line").fill("Chuyến đi kín của Chủ tịch")
    mark_restricted(page)
    button(page, "Save").click()

    page.goto("/partners/add/")
    field(page, "name in Vietnamese").fill("Cục Sao Khuê")
    field(page, "kind").select_option(label=choice(OrganisationKind.DEPARTMENT))
    field(page, "country").select_option(label=country("LA").name_vi)
    field(page, "Belongs to").fill("acrc")
    mark_restricted(page)
    button(page, "Save").click()
    expect(heading(page, "Cục Sao Khuê")).to_be_visible()

    page.goto("/people/add/")
    field(page, "name as printed").fill("Lê Bí Danh")
    mark_restricted(page)
    button(page, "Save").click()
    link(page, "Add a post").click()
    field(page, "Organisation").fill("acrc")
    field(page, "Title in Vietnamese").fill("Cố vấn Sao Khuê")
    button(page, "Save").click()
    expect(region(page, "Posts")).to_contain_text("Cố vấn Sao Khuê")


def texts(page: Page) -> dict[str, str]:
    """Give what each page and file says, as far as it says the same to the same person twice."""
    found = {}
    for address in PAGES:
        page.goto(address)
        found[address] = page.locator("body").inner_text()
        assert not [word for word in SECRETS if word in page.content().casefold()], address
    for address in FILES:
        found[address] = page.request.get(address).text()
        assert not [word for word in SECRETS if word in found[address].casefold()], address
    return found


def test_what_is_restricted_leaves_no_trace_for_those_not_cleared(
    visit: Visit, people: People, tolerated: list[str]
):
    tolerated.append("status of 404")
    officer, head = visit(people.officer), visit(people.head)
    before = texts(officer)

    write_secrets(head)

    assert texts(officer) == before
    officer.goto("/partners/acrc/")
    for words in ("sao khue", "bi danh", "chuyen di kin"):
        expect(find_in_palette(officer, words)).to_have_text(
            vi("Nothing found. Try fewer words, or an abbreviation.")
        )
        officer.keyboard.press("Escape")
    for address in ("/partners/cuc-sao-khue/", "/people/le-bi-danh/"):
        officer.goto(address)
        expect(heading(officer, vi("This page is not here, or not for you"))).to_be_visible()


def test_who_is_cleared_sees_it_marked_with_a_word(visit: Visit, people: People):
    page = visit(people.head)
    write_secrets(page)
    word = vi("restricted")

    page.goto("/partners/acrc/")
    entry = region(page, "Timeline").get_by_role("listitem").filter(has_text="Chuyến đi kín")
    expect(entry).to_contain_text(word)
    expect(region(page, "Belongs to it")).to_contain_text("Cục Sao Khuê")
    expect(region(page, "People")).to_contain_text("Lê Bí Danh")
    for address, name in (("/partners/", "Cục Sao Khuê"), ("/people/", "Lê Bí Danh")):
        page.goto(address)
        expect(page.get_by_role("rowheader").filter(has_text=name)).to_contain_text(word)
        page.get_by_role("link", name=name).click()
        expect(heading(page, name)).to_contain_text(word)
    page.goto("/partners/acrc/history/")
    expect(page.get_by_role("main")).to_contain_text("Chuyến đi kín")
    for address in (FILES[0], FILES[2]):
        assert "Sao Khuê" in page.request.get(address).text()
    page.goto("/")
    expect(region(page, "Changed lately")).to_contain_text("Cục Sao Khuê")
    expect(find_in_palette(page, "sao khue").first).to_contain_text("Cục Sao Khuê")
