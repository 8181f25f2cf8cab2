"""A day at the desk: a delegation comes, another meets online instead, and every page knows."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from banggiao.activities.enums import ParticipantRole, Stage, StepKind
from banggiao.plans.enums import ActivityKind, Mode
from tests.browser.conftest import Visit
from tests.browser.words import button, choice, field, heading, link, region, vi, vi_in
from tests.factories.accounts import make_user
from tests.factories.partners import country, organisation
from tests.factories.plans import approved, line, plan

TODAY = timezone.localdate()
DAY = TODAY.strftime("%d/%m/%Y")
INCOMING, OUTGOING = "Đoàn tư vấn hành chính thăm và làm việc", "Đoàn khảo sát về công vụ"
PARTNER, GROUND = "Bộ Nội vụ và Truyền thông", "Phía bạn chưa thể đón đoàn"
GUESTS = (
    ("KIM Ki-pyo", "Phó Chủ tịch"),
    ("PARK Eun-jung", "Vụ trưởng"),
    ("LEE Ho-jun", "Chuyên viên"),
)


@pytest.fixture
def world() -> None:
    organisation("Thanh tra Chính phủ", code="giv", abbreviation="TTCP", country=country("VN"))
    partner = organisation(PARTNER, code="jp-mic", country=country("JP"))
    of = plan(TODAY.year)
    month = f"{TODAY:%Y-%m}"
    line(INCOMING, of=of, kind=ActivityKind.DELEGATION_IN, start=month, partners=[partner])
    line(OUTGOING, of=of, kind=ActivityKind.DELEGATION_OUT, start=month, partners=[partner])
    approved(of, on=dt.date(TODAY.year, 1, 1))


def open_line(page: Page, name: str) -> None:
    page.goto("/")
    link(page, "Year plan").first.click()
    page.get_by_role("main").get_by_role("link", name=str(TODAY.year)).first.click()
    region(page, "Lines of the plan").get_by_role("link", name=name).click()
    expect(heading(page, name)).to_be_visible()


def enter_from_line(page: Page, name: str) -> None:
    open_line(page, name)
    link(page, "Enter the activity").click()
    expect(field(page, "name in Vietnamese")).to_have_value(name)
    field(page, "from").fill(DAY)


def places(page: Page) -> list[tuple[Locator, Locator]]:
    """Give the places for the first people: name and title of each."""
    first = [vi_in("participant", word) for word in ("Name", "Title")]
    others = [[vi(f"{word} %(n)s", n=n) for word in ("Name", "Title")] for n in (2, 3)]
    return [(field(page, name), field(page, title)) for name, title in (first, *others)]


def receive(page: Page) -> None:
    enter_from_line(page, INCOMING)
    for place, (name, title) in zip(places(page), GUESTS, strict=True):
        place[0].fill(name)
        place[1].fill(title)
    button(page, "Save").click()
    people = region(page, "Who takes part")
    for name, title in GUESTS:
        expect(people).to_contain_text(name)
        expect(people).to_contain_text(title)
    expect(people).to_contain_text(choice(ParticipantRole.HEAD))
    page.get_by_role("link", name=vi_in("activity", "Confirm"), exact=True).click()
    send(page)
    link(page, "Record as begun").click()
    send(page)
    link(page, "Record as held").click()
    send(page)
    expect(page.get_by_role("main")).to_contain_text(choice(Stage.HELD))


def send(page: Page) -> None:
    page.get_by_role("main").locator("form button.btn-go").click()


def move_online(page: Page) -> None:
    enter_from_line(page, OUTGOING)
    button(page, "Save").click()
    page.get_by_role("main").locator("details.menu summary").first.click()
    link(page, "Move online").click()
    send(page)  # without a ground
    expect(page.get_by_role("main")).to_contain_text(vi("Move online"))
    field(page, "On what ground").fill(GROUND)
    send(page)
    steps = region(page, "Steps")
    expect(steps).to_contain_text(choice(StepKind.MOVED_ONLINE))
    expect(steps).to_contain_text(GROUND)
    expect(page.get_by_role("main")).to_contain_text(choice(Mode.ONLINE), ignore_case=True)


def row(page: Page, figure: str) -> Locator:
    return page.get_by_role("row").filter(has=page.get_by_role("link", name=figure, exact=True))


def check_home(page: Page) -> None:
    page.goto("/")
    soon = region(page, "This week and next")
    for name in (INCOMING, OUTGOING):
        expect(soon).to_contain_text(name)


def check_calendar(page: Page) -> None:
    link(page, "Calendar").first.click()
    for name in (INCOMING, OUTGOING):
        expect(page.get_by_role("link", name=name).first).to_be_visible()


def check_strip(page: Page) -> None:
    for name, stage in ((INCOMING, Stage.HELD), (OUTGOING, Stage.PREPARING)):
        open_line(page, name)
        expect(region(page, "What came of it")).to_contain_text(name)
        expect(region(page, "What came of it")).to_contain_text(choice(stage), ignore_case=True)
    link(page, "Year plan").first.click()
    page.get_by_role("main").get_by_role("link", name=str(TODAY.year)).first.click()
    strip = region(page, "The year at a glance")
    expect(strip.get_by_role("link", name=INCOMING).first).to_be_attached()


def check_figures(page: Page) -> None:
    page.goto(f"/figures/?period=year&year={TODAY.year}")
    for figure in ("Incoming delegations", "Outgoing delegations moved online"):
        expect(row(page, vi(figure)).get_by_role("cell").first).to_have_text("1")
    row(page, vi("Incoming delegations")).get_by_role("link").first.click()
    page.get_by_role("main").get_by_role("link", name=INCOMING).click()
    expect(heading(page, INCOMING)).to_be_visible()


@pytest.mark.usefixtures("world")
@pytest.mark.skipif(TODAY.timetuple().tm_yday == 1, reason="on 1 January no plan lies before today")
def test_what_is_entered_shows_on_desk_calendar_plan_and_figures(
    visit: Visit, tolerated: list[str]
):
    tolerated.append("status of 422")
    page = visit(make_user("officer", language="vi"))
    receive(page)
    move_online(page)
    check_home(page)
    check_calendar(page)
    check_strip(page)
    check_figures(page)
