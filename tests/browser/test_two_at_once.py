"""Two people change the same partner in two browsers: both values are shown, nothing is lost."""

from __future__ import annotations

import re

import pytest
from django.utils.text import capfirst
from playwright.sync_api import Locator, Page, expect

from banggiao.partners.models import Organisation
from tests.browser.conftest import Visit
from tests.browser.words import button, field, heading, link, region, vi
from tests.factories.accounts import make_user
from tests.factories.partners import organisation

NAME = "Ủy ban Chống tham nhũng"


def edit(page: Page) -> None:
    page.goto("/partners/acrc/")
    link(page, "Edit").click()
    expect(field(page, "abbreviation")).to_have_value("ACR")


CONFLICT = "Someone else saved this record while you were writing"


def save(page: Page) -> None:
    button(page, "Save").click()


def values_of(page: Page, label: str) -> Locator:
    """Find the two values of a field to choose from."""
    return region(page, CONFLICT).get_by_role("group", name=capfirst(vi(label)), exact=True)


def keep(page: Page, label: str, whose: str) -> None:
    """Choose one of the two values."""
    values_of(page, label).get_by_role("radio", name=re.compile(rf"^{vi(whose)}")).check()


def conflict(visit: Visit) -> Page:
    """Let two officers save the same partner; give the browser of the second."""
    first = visit(make_user(username="an", full_name="Nguyễn Văn An", language="vi"))
    second = visit(make_user(username="binh", full_name="Trần Thị Bình", language="vi"))
    edit(first)
    edit(second)

    field(first, "abbreviation").fill("ACRC-KR")
    field(first, "name in English").fill("Anti-Corruption Commission")
    save(first)
    expect(heading(first, NAME)).to_contain_text("ACRC-KR")

    field(second, "abbreviation").fill("ACRC")
    field(second, "Other names").fill("KICAC\nOmbudsman Hàn Quốc")
    field(second, "remark").fill("Đổi tên năm 2008")
    save(second)
    expect(region(second, CONFLICT)).to_be_visible()
    return second


@pytest.fixture
def acrc(tolerated: list[str]) -> Organisation:
    tolerated.append("status of 409")
    return organisation(NAME, code="acrc", abbreviation="ACR", aliases=["KICAC"])


@pytest.mark.usefixtures("acrc")
def test_the_second_sees_both_values_and_chooses_for_each_field(visit: Visit):
    page = conflict(visit)

    expect(region(page, CONFLICT).get_by_role("group")).to_have_count(4)
    for label, yours, theirs in (
        ("abbreviation", "ACRC", "ACRC-KR"),
        ("name in English", vi("empty"), "Anti-Corruption Commission"),
        ("remark", "Đổi tên năm 2008", vi("empty")),
        ("Other names", "Ombudsman Hàn Quốc", "KICAC"),
    ):
        expect(values_of(page, label).get_by_role("radio")).to_have_count(2)
        expect(values_of(page, label).locator("label").first).to_contain_text(yours)
        expect(values_of(page, label).locator("label").last).to_contain_text(theirs)
    keep(page, "abbreviation", "Yours")
    keep(page, "name in English", "Saved now")
    keep(page, "remark", "Yours")
    keep(page, "Other names", "Yours")
    save(page)

    expect(heading(page, NAME)).to_contain_text("ACRC")
    for value in ("Anti-Corruption Commission", "Ombudsman Hàn Quốc", "Đổi tên năm 2008"):
        expect(region(page, "Facts")).to_contain_text(value)
    link(page, "History").click()
    newest, before = (page.locator(".history > li").nth(at) for at in (0, 1))
    expect(newest).to_contain_text("Trần Thị Bình")
    expect(newest.get_by_role("row", name="ACRC-KR")).to_contain_text("ACRC")
    expect(newest).not_to_contain_text("Anti-Corruption")
    expect(before).to_contain_text("Nguyễn Văn An")
    expect(before.get_by_role("row", name="ACRC-KR")).to_contain_text("ACR")
    expect(before).to_contain_text("Anti-Corruption Commission")


def test_nothing_is_saved_before_each_field_was_chosen(visit: Visit, acrc: Organisation):
    page = conflict(visit)
    keep(page, "abbreviation", "Yours")
    save(page)

    expect(region(page, CONFLICT)).to_be_visible()
    acrc.refresh_from_db()
    assert (acrc.version, acrc.name_en) == (2, "Anti-Corruption Commission")
