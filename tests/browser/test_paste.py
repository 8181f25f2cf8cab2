"""Rows out of a spreadsheet into a draft plan, by keyboard; a table of a text as its cells."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from banggiao.plans.models import PlanLine
from tests.browser.conftest import Visit
from tests.browser.words import button, link
from tests.factories.accounts import make_user
from tests.factories.pasting import block
from tests.factories.plans import plan

pytestmark = pytest.mark.django_db(transaction=True)

LONG = "Đoàn một học tập kinh nghiệm về kiểm soát tài sản, thu nhập"
ANNEX = block(
    "STT|Tên đoàn|Nước|Thời gian|Số người",
    "I|ĐOÀN RA|||",
    f"1|{LONG}|Lào|Quý I|5",
    "2|Đoàn hai|Lào|31/02/2026|-3",
)
TABLE = """<html><body><p>x</p><table><tr><th>Họ tên</th><th>Nước</th></tr>
<tr><td><p>Nguyễn</p><p>Văn "A1"</p></td><td rowspan="2">Lào</td></tr>
<tr><td>B1</td></tr></table>"""


def field(page: Page, row: int, column: int) -> str:
    """Give the value of a cell."""
    return page.locator(f"#c{row}-{column}").input_value()


def test_rows_are_pasted_mended_and_added_by_keyboard(visit: Visit) -> None:
    draft = plan(2026)
    page = visit(make_user("officer", 1, language="vi"))
    page.goto(f"/plans/{draft.code}/")
    link(page, "Paste from a spreadsheet").click()
    area = page.locator("textarea[name=text]")
    area.fill(ANNEX)
    button(page, "Look at the cells").press("Enter")

    expect(page.locator("#c2-4")).to_have_attribute("aria-invalid", "true")
    page.wait_for_load_state()  # the keys are there once the scripts are
    page.locator("#c1-4").focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator("#c2-4")).to_be_focused()
    page.keyboard.type("28/02/2026")
    page.keyboard.press("Tab")
    page.keyboard.type("3")
    page.keyboard.press("ArrowUp")
    expect(page.locator("#c1-5")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#c2-5")).to_be_focused()
    page.keyboard.press("Enter")  # below is no row: it looks again

    # a long text has a field of several lines, which the keys leave where it begins and ends
    expect(page.locator("textarea#c1-2")).to_be_visible()
    page.wait_for_load_state()
    page.locator("#c2-2").focus()
    page.keyboard.press("ArrowUp")
    expect(page.locator("#c1-2")).to_be_focused()
    page.keyboard.press("Home")
    page.keyboard.press("ArrowDown")
    expect(page.locator("#c1-2")).to_be_focused()
    page.keyboard.press("Control+End")
    page.keyboard.press("ArrowDown")
    expect(page.locator("#c2-2")).to_be_focused()

    add = page.locator("button[name=add]").first
    expect(add).to_be_visible()
    assert (field(page, 2, 4), field(page, 2, 5)) == ("28/02/2026", "3")
    add.press("Enter")
    expect(page.get_by_role("link", name="Đoàn hai")).to_be_visible()
    assert PlanLine.objects.count() == 2


def test_a_table_of_a_text_is_pasted_as_cells(visit: Visit) -> None:
    page = visit(make_user("officer", 1))
    page.goto("/partners/paste/")
    page.locator("textarea[name=text]").evaluate(
        """(area, html) => {
            const data = new DataTransfer();
            data.setData("text/html", html);
            data.setData("text/plain", "lost");
            area.focus();
            const how = {clipboardData: data, bubbles: true, cancelable: true};
            area.dispatchEvent(new ClipboardEvent("paste", how));
        }""",
        TABLE,
    )

    assert page.locator("textarea[name=text]").input_value() == (
        'Họ tên\tNước\n"Nguyễn\nVăn ""A1"""\tLào\nB1\tLào\n'
    )
