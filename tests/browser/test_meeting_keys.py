"""The meeting in the partner view, by keys alone, and the same by links and buttons."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from banggiao.agreements.actions.items import propose_wording
from tests.browser.conftest import Visit
from tests.factories.agreements import instrument
from tests.factories.negotiation import clause, negotiator, table

MEETING = "/agreements/moc/negotiation/meeting/"


def test_clauses_are_walked_marked_written_and_agreed_by_keys(visit: Visit):
    by = negotiator(language="vi")
    one = table(instrument(by=by, code="moc"), by=by)
    first, second = clause(one), clause(one, 2)
    propose_wording(second, by=by, side="theirs", language="vi", body="Mục 2\nLời của bạn.")
    page = visit(by)
    page.goto(MEETING)
    expect(page.locator(".nego-count b")).to_have_text("3")

    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(f"{MEETING}{first.code}/"))
    page.wait_for_load_state()
    page.keyboard.press("j")
    expect(page).to_have_url(re.compile(f"{MEETING}{second.code}/"))
    page.wait_for_load_state()
    page.keyboard.press("b")
    expect(page.locator(".nego-sides.is-bracketed")).to_be_visible()
    page.wait_for_load_state()
    page.keyboard.press("e")
    expect(page.locator("textarea")).to_be_focused()
    page.locator("textarea").fill("Mục 2\nLời bạn vừa nói.")
    page.keyboard.press("Control+Enter")
    expect(page.locator("ins")).to_contain_text("Lời bạn vừa nói")
    page.wait_for_load_state()
    page.keyboard.press("2")
    expect(page.locator(".nego-sides.is-agreed")).to_be_visible()
    expect(page.locator(".nego-count b")).to_have_text("2")
    page.wait_for_load_state()
    page.keyboard.press("Escape")
    expect(page).to_have_url(re.compile(re.escape(f"{MEETING}?language=vi")))


def test_the_same_goes_without_scripts(visit: Visit):
    by = negotiator(language="vi")
    one = table(instrument(by=by, code="moc"), by=by)
    page = visit(by, java_script_enabled=False)
    page.goto(f"{MEETING}{clause(one).code}/")

    page.locator("button[value='accept:ours']").click()

    expect(page.locator(".nego-sides.is-agreed")).to_be_visible()
    page.locator("a[rel=next]").click()
    expect(page).to_have_url(re.compile(f"{MEETING}{clause(one, 2).code}/"))
