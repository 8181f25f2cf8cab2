"""From the first sign-in to the issued report, and what the register says of it afterwards."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from playwright.sync_api import Page, expect

from banggiao.core.enums import Classification
from banggiao.partners.models import Organisation
from banggiao.plans.enums import ActivityKind
from banggiao.reports.enums import PaperFormat, ReportStatus
from tests.browser.conftest import Visit
from tests.browser.words import button, choice, field, heading, link, region, vi
from tests.factories.accounts import PASSWORD, make_user
from tests.factories.activities import held
from tests.factories.partners import country, organisation

OUT, LATE, SECRET = "Đoàn khảo sát tại Tokyo", "Đoàn dự hội thảo tại Osaka", "Đoàn làm việc kín"
TEXT = "Năm 2020, nhiều hoạt động được chuyển sang trực tuyến."
NUMBER = "45/BC-TTCP"


def send(name: str, month: str, **data: object) -> None:
    own, partner = organisation_of("giv"), organisation_of("jp-mic")
    days = {"start": f"2020-{month}-03", "end": f"2020-{month}-07"}
    kind = ActivityKind.DELEGATION_OUT
    held(name, kind=kind, host=partner, partners=[own], headcount=5, **days, **data)


def organisation_of(code: str) -> Organisation:
    return Organisation.objects.get(code=code)


@pytest.fixture
def world() -> None:
    organisation("Thanh tra Chính phủ", code="giv", abbreviation="TTCP", country=country("VN"))
    organisation("Bộ Nội vụ và Truyền thông", code="jp-mic", country=country("JP"))
    send(OUT, "03")


def sign_in(page: Page) -> None:
    page.goto("/")
    field(page, "User name").fill("head")
    field(page, "Password").fill(PASSWORD)
    button(page, "Sign in").click()
    expect(link(page, "Figures and reports").first).to_be_visible()


def begin(page: Page) -> None:
    link(page, "Figures and reports").first.click()
    link(page, "Reports").first.click()
    link(page, "Begin a report").first.click()
    field(page, "Year").fill("2020")
    button(page, "Begin").click()
    expect(region(page, "As it would be sent today")).to_be_visible()


def write(page: Page) -> None:
    paper = region(page, "As it would be sent today")
    paper.get_by_role("link", name=vi("Write")).first.click()
    page.get_by_role("main").locator("textarea").first.fill(TEXT)
    button(page, "Save").click()
    expect(region(page, "As it would be sent today")).to_contain_text(TEXT)


def open_figure(page: Page) -> None:
    """Open the figure from the sentence that quotes it, and come back."""
    paper = region(page, "As it would be sent today")
    paper.get_by_role("link", name="01", exact=True).first.click()
    expect(page.get_by_role("main").get_by_role("link", name=OUT)).to_be_visible()
    page.go_back()


def issue(page: Page) -> None:
    link(page, "Record as checked").click()
    button(page, "Record as checked").click()
    link(page, "Issue").click()
    field(page, "Number and symbol").fill(NUMBER)
    field(page, "Date of the paper").fill("15/12/2020")
    button(page, "Issue").click()
    expect(page.get_by_role("main")).to_contain_text(choice(ReportStatus.ISSUED))
    expect(link(page, "Write")).to_have_count(0)


def read_paper(page: Page, folder: Path) -> str:
    papers = page.locator("#papers")
    word = papers.get_by_role("link", name=PaperFormat.DOCX.label)
    with page.expect_download() as download:
        word.first.click()
    file = folder / "report.docx"
    download.value.save_as(file)
    body = docx.Document(str(file)).element.body
    return "".join(node.text or "" for node in body.iter() if node.tag.endswith("}t"))


def check_unchanged(page: Page) -> None:
    page.reload()
    still = vi("The register still says what was sent.")
    expect(region(page, "Changed since sent")).to_contain_text(still)


def check_changed(page: Page) -> None:
    page.reload()
    link(page, "Which records, and who").click()
    expect(page.get_by_role("main")).to_contain_text(LATE)
    expect(page.get_by_role("main")).not_to_contain_text(SECRET)
    expect(page.get_by_role("main").get_by_role("link", name=OUT)).to_have_count(0)


@pytest.mark.usefixtures("world")
def test_a_report_is_written_issued_and_watched(visit: Visit, tmp_path: Path):
    make_user("head", Classification.RESTRICTED, language="vi")
    page = visit()
    sign_in(page)
    begin(page)
    write(page)
    open_figure(page)
    issue(page)

    said = read_paper(page, tmp_path)
    for words in (NUMBER, TEXT, OUT, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"):
        assert words in said
    assert heading(page, "2020").count()

    send(SECRET, "05", classification=Classification.RESTRICTED)
    check_unchanged(page)
    send(LATE, "06")
    check_changed(page)
