"""From a spreadsheet as an office keeps it to the register, with a correction, and back."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from banggiao.accounts.models import User
from banggiao.activities.models import Activity
from banggiao.core.enums import RecordState
from banggiao.documents.models import Citation
from banggiao.exchange.models import Answer, Import
from banggiao.partners.models import Organisation
from tests.browser.conftest import Visit
from tests.browser.inspecting import Inspector
from tests.browser.words import button, find_in_palette, heading, link, vi
from tests.factories.accounts import make_user
from tests.factories.partners import country, organisation
from tests.factories.spreadsheets import bring, log
from tests.factories.spreadsheets import visit as trip

pytestmark = pytest.mark.django_db(transaction=True)

WRONG = "31/02/2023"
UNKNOWN = "Cục Thanh tra Z"


def spreadsheet() -> bytes:
    """Make a log with a day that does not exist, a partner nobody knows, and a row that repeats."""
    days = {"Từ ngày": "1/3/2023", "Đến ngày": "03/03/2023"}
    rows = [
        trip(1, **days),
        trip(2, **days | {"Từ ngày": WRONG, "Tên đoàn, nội dung": "Khảo sát kê khai tài sản"}),
        trip(3, **days | {"Cơ quan đối tác": UNKNOWN, "Tên đoàn, nội dung": "Dự hội thảo"}),
        trip(1, **days),
    ]
    foot = [[], ["", "Ghi chú: số liệu đến ngày 31/12/2023"], ["", "", "", "NGƯỜI LẬP BIỂU"]]
    return log(["I", "ĐOÀN RA"], *rows, *foot, title="SỔ THEO DÕI ĐOÀN NĂM 2023")


@pytest.fixture
def register() -> None:
    organisation("Thanh tra Chính phủ", code="giv", country=country("VN"))
    organisation("Thanh tra Nhà nước Lào", code="sia", country=country("LA"))


def hand_in(page: Page) -> None:
    """Find the page by Ctrl-K and hand the file in."""
    page.goto("/")
    find_in_palette(page, vi("Bring in a spreadsheet")).first.click()
    file = {"name": "so-theo-doi-2023.xlsx", "mimeType": "", "buffer": spreadsheet()}
    page.locator("input[type=file]").set_input_files(files=file)
    button(page, "Hand in and read").click()
    expect(heading(page, "so-theo-doi-2023.xlsx")).to_be_visible()


def rows(page: Page) -> list[str]:
    """Give the rows of the file as the grid has them."""
    return page.locator("tbody .grid-no .num").all_text_contents()


def cell(page: Page, row: int, field: str) -> Locator:
    """Give a cell of the grid."""
    return page.locator(f"#row-{row} [data-field={field}]")


def test_a_log_comes_in_corrected_and_is_taken_back(visit: Visit, register: None):
    page = visit(make_user("officer", language="vi"))
    hand_in(page)

    # what is wrong and what is not sure stand first
    assert rows(page) == ["6", "7", "5", "8"]
    expect(cell(page, 2, "start")).to_have_class(re.compile("cell-bad"))
    expect(cell(page, 3, "partner")).to_have_class(re.compile("cell-warn"))

    # corrected by keyboard: to the cell, typed over, saved; the focus stays
    cell(page, 2, "title").focus()
    for _step in range(5):
        page.keyboard.press("ArrowRight")
    expect(cell(page, 2, "start")).to_be_focused()
    cell(page, 2, "title").locator("a.cell-problem").click()  # the sentence leads there too
    expect(cell(page, 2, "start")).to_be_focused()
    page.keyboard.type("hôm kia")
    page.keyboard.press("Enter")
    expect(cell(page, 2, "start")).to_contain_text("hôm kia")
    expect(cell(page, 2, "start")).to_be_focused()
    page.keyboard.press("Control+z")
    expect(cell(page, 2, "start")).to_contain_text(WRONG)
    page.keyboard.type("28/2/2023")
    page.keyboard.press("Tab")
    expect(cell(page, 2, "end")).to_be_focused()
    expect(cell(page, 2, "start")).not_to_have_class(re.compile("cell-bad"))
    expect(page.locator("#summary-title")).to_contain_text("3")

    # who is meant is answered once
    page.get_by_role("radio", name=vi("a new partner")).check()
    button(page, "Take these answers").first.click()
    expect(cell(page, 3, "partner")).not_to_have_class(re.compile("cell-warn"))
    assert Answer.objects.get().is_new
    assert not Activity.objects.exists()

    # confirmed, and seen in the list with its source
    page.locator("#summary button").click()
    expect(page.locator("#summary-title")).to_contain_text("3")
    expect(page.locator("[data-grid]")).to_have_count(0)
    link(page, "Open the list").click()
    page.get_by_role("rowheader", name="Khảo sát kê khai tài sản").get_by_role("link").click()
    expect(page.get_by_role("main")).to_contain_text("so-theo-doi-2023.xlsx")
    expect(page.get_by_role("main")).to_contain_text("28/2–3/3/2023")
    assert Organisation.objects.filter(name_vi=UNKNOWN).count() == 1
    assert Citation.objects.filter(about_type="activities.activity").count() == 3

    # and the whole is taken back
    page.goto(Import.objects.get().get_absolute_url())
    link(page, "Take back the whole import").click()
    page.locator("main input[name=reason]").fill("Nhầm tệp")
    button(page, "Take back").click()
    expect(link(page, "Hand in another file")).to_be_visible()
    assert {a.state for a in Activity.objects.all()} == {RecordState.SET_ASIDE}


def test_without_scripts_a_row_is_corrected_on_its_page(visit: Visit, register: None):
    officer = make_user("officer", language="vi")
    one = bring(spreadsheet(), officer)
    page = visit(officer, java_script_enabled=False)
    page.goto(one.get_absolute_url())

    page.locator("#row-2").get_by_role("link", name=vi("Edit")).click()
    page.locator("textarea[name=t-start]").fill("28/2/2023")
    button(page, "Save, next row").click()
    page.goto(one.get_absolute_url())
    page.locator("#row-4 button[value=new]").click()

    expect(page.locator("#summary-title")).to_contain_text("4")
    page.locator("#summary button").click()
    expect(link(page, "Take back the whole import")).to_be_visible()
    assert Activity.objects.count() == 4


def test_what_could_not_be_sent_is_still_there_to_be_sent_again(
    visit: Visit, register: None, tolerated: list[str]
):
    tolerated += ["Failed to load resource", "htmx:"]
    officer = make_user("officer", language="vi")
    one = bring(spreadsheet(), officer)
    page = visit(officer)
    page.goto(one.get_absolute_url())
    page.route("**/cell/", lambda route: route.abort())

    cell(page, 2, "start").focus()
    page.keyboard.type("28/2/2023")
    page.keyboard.press("Enter")

    expect(page.locator(".cell-editor")).to_have_value("28/2/2023")
    expect(page.locator("#notice")).to_have_text(vi("No connection. Nothing was saved; try again."))
    page.unroute("**/cell/")
    page.keyboard.press("Enter")
    expect(cell(page, 2, "start")).not_to_have_class(re.compile("cell-bad"))


def test_the_pages_of_an_import_are_accessible(inspect: Inspector, register: None):
    one = bring(spreadsheet(), User.objects.get(username="head"))

    inspect.open("/imports/", "/imports/add/", one.get_absolute_url())
    inspect.open(f"{one.get_absolute_url()}columns/", f"{one.get_absolute_url()}rows/2/")
    inspect.page.goto(one.get_absolute_url())
    cell(inspect.page, 2, "start").focus()
    inspect.page.keyboard.press("Enter")
    inspect.look("a cell being corrected")
    inspect.report()
