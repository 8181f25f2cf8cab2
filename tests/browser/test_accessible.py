"""Every kind of page, for everybody: judged by axe, in light and dark, on a laptop and on a phone.

A new room's list and its form to add are looked at by themselves; the page of a record is added
to the lists below.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.utils.translation import override
from playwright.sync_api import Route, expect

from banggiao.accounts.actions import close_account
from banggiao.accounts.records import set_aside
from banggiao.activities.actions.outcomes import add_result
from banggiao.activities.actions.programme import add_item
from banggiao.activities.actions.steps import finish_activity, take_back_step
from banggiao.activities.models import Series
from banggiao.agreements.actions.ledger import sign_instrument
from banggiao.core import menu
from banggiao.documents.enums import Secrecy
from banggiao.partners.actions import organisations
from banggiao.partners.actions.people import keep_personal_details
from banggiao.partners.models import Organisation
from banggiao.plans.actions.adjustments import postpone_line
from banggiao.reports.actions.reports import add_report, check_report, issue_report
from banggiao.reports.periods import calendar_year
from tests.browser.conftest import Visit
from tests.browser.inspecting import PHONE, Inspector
from tests.browser.words import button, find_in_palette, link, summary, vi
from tests.browser.words import field as control
from tests.factories import plans
from tests.factories.accounts import PASSWORD, make_user
from tests.factories.activities import activity, participant, point, series
from tests.factories.agreements import instrument
from tests.factories.documents import document, source, stub, version
from tests.factories.duties import duty
from tests.factories.partners import (
    RESTRICTED,
    country,
    milestone,
    note,
    organisation,
    person,
    post,
    relationship,
    writer,
)
from tests.factories.plans import DECISION, planner


@pytest.fixture
def register() -> None:
    """Enter some of everything, so that every part of a page has something to show."""
    giv = organisation(
        "Thanh tra Chính phủ", code="giv", abbreviation="TTCP", country=country("VN")
    )
    acrc = organisation(
        "Ủy ban Chống tham nhũng và Dân quyền Hàn Quốc",
        code="acrc",
        name_en="Anti-Corruption and Civil Rights Commission",
        name_native="국민권익위원회",
        abbreviation="ACRC",
        country=country("KR"),
        founded="2008-02-29",
        website="https://www.acrc.go.kr",
        aliases=["Ombudsman Hàn Quốc", "KICAC"],
        remark="Cơ quan đầu mối từ năm 2008",
    )
    bureau = organisation("Cục Thanh tra", code="bureau", parent=acrc, classification=RESTRICTED)
    old = organisation("Ủy ban Độc lập", code="old", country=country("KR"), dissolved="2008")
    organisations.record_succession(old, acrc, by=writer(), on="2008-02-29")
    set_aside(organisation("Nhập nhầm", code="mistake"), by=writer(), reason="Nhập hai lần")
    kim = person("KIM Ki-pyo", code="kim", name_native="김기표", country=country("KR"))
    post(kim, acrc, name_vi="Chủ tịch", is_head=True, start="2020-03", known_on=["2021-05-04"])
    post(kim, bureau, name_vi="Cục trưởng", end="2019")
    keep_personal_details(kim, by=writer(), email="kim@example.org", phone="0123")
    tie = relationship(giv, acrc, code="tie")
    milestone(tie, code="tie-1", on="2014-11", name_vi="Ký bản ghi nhớ")
    states = relationship(country("VN"), country("KR"), code="vn-kr")
    milestone(states, code="vn-kr-1", on="1992-12-22", name_vi="Lập quan hệ ngoại giao")
    note(acrc, "Đổi Chủ tịch", code="note", on="2024-04-22", text="Theo báo Hàn Quốc")
    note(acrc, "Chuyện kín", on="2024-05", classification=RESTRICTED)
    aside = note(acrc, "Viết nhầm", code="aside", on="2024")
    set_aside(aside, by=writer(), reason="Viết nhầm chỗ")
    paper = document("Quyết định thành lập đoàn", code="paper", number="12/QĐ-TTCP")
    version(paper)
    source(acrc, document=paper, place="Điều 2")
    stub(code="secret", secrecy=Secrecy.SECRET)
    duty("Gửi báo cáo năm cho đối tác", code="report", beneficiaries=[acrc], due="2020")
    text = instrument(giv, acrc, name="Bản ghi nhớ hợp tác", code="memorandum")
    sign_instrument(text, by=writer(), on="2014-11-20")


def rooms(user: Any) -> list[str]:
    """Give the lists of every room, as the menu and Ctrl-K name them."""
    return [item.url for item in (*menu.ROOMS, *menu.PAGES) if item.is_for(user)]


def actions(user: Any) -> list[str]:
    """Give every form to add something."""
    return [item.url for item in menu.ACTIONS if item.is_for(user)]


NOTHING_MISSING = {"/reports/add/"}
"""Forms that lack nothing when they are sent empty: what is left open has a usual value."""


@pytest.fixture
def year(register: None) -> None:
    """Enter a year's work: a plan with its changes, what came of it, a draft and a sent report."""
    acrc = Organisation.objects.get(code="acrc")
    of = plans.plan(2019)
    out = plans.line("Đoàn công tác tại Seoul", of=of, start="2019-03", partners=[acrc])
    plans.line("Hội thảo liêm chính", of=of, kind="workshop", start="2019-33")
    plans.approved(of)
    postpone_line(out, by=writer(), start="2019-05", decided_on=dt.date(2019, 2, 1), **DECISION)
    plans.line(of=plans.plan(2030), start="2030-05")
    trip = activity("Đoàn công tác tại Seoul", code="trip", plan_line=out, start="2019-05-06")
    participant(trip, role="head", name="Nguyễn Văn A1", title="Vụ trưởng")
    add_item(trip, by=writer(), title="Hội đàm", on=dt.date(2019, 5, 6))
    add_result(trip, by=writer(), text="Thống nhất chương trình 2020")
    point(trip, "Trao đổi chuyên gia")
    finish_activity(trip, by=writer())
    row = series("Hội thảo thường niên")
    activity("Hội thảo lần 2", kind="workshop", series=row, edition=2, start="2018-05")
    period = calendar_year(2019)
    add_report(by=writer(), definition="annual", period=period, code="draft")
    sent = add_report(by=writer(), definition="annual", period=period, code="sent")
    sent = issue_report(
        check_report(sent, by=planner()), by=planner(), number="1/BC", dated=dt.date(2020, 1, 2)
    )
    take_back_step(trip, by=writer(), reason="Ghi nhầm")


@pytest.mark.usefixtures("year")
def test_a_year_of_work(inspect: Inspector):
    inspect.open(
        "/calendar/?month=2019-05",
        "/plans/plan-2019/",
        "/plans/plan-2019/against/",
        "/plans/plan-2019/history/",
        "/plans/lines/plan-2019-1/",
        "/plans/plan-2030/copy/",
        "/activities/trip/",
        "/activities/trip/programme/",
        "/activities/trip/participants/several/",
        "/activities/trip/edit/",
        "/partners/acrc/activities/",
        f"/series/{Series.objects.get().code}/",
        "/figures/?period=year&year=2019",
        "/figures/delegations_in/?period=year&year=2019",
        "/reports/draft/",
        "/reports/sent/",
        "/reports/sent/changed/",
        "/reports/sent/figures/delegations_in/",
    )
    inspect.send_empty(
        "/plans/lines/plan-2019-1/adjust/drop/",
        "/plans/plan-2030/lines/add/",
        "/activities/trip/cancel/",
        "/activities/trip/participants/add/",
        "/reports/draft/issue/",
    )
    inspect.report()


@pytest.mark.usefixtures("register")
def test_lists_and_tiles(inspect: Inspector):
    for number in range(50):
        organisation(f"Cơ quan số {number}", kind="ombudsman")
    inspect.open(
        *rooms(writer()),
        "/partners/?q=co+quan&kind=ombudsman&sort=-name&page=2",
        "/partners/?q=zimbabwe",
        "/people/?country=LA",
        "/countries/?all=1",
        "/countries/KR/",
        "/countries/LA/",
        "/search/?q=acrc",
        "/search/?q=zimbabwe",
        "/search/",
    )
    inspect.report()


@pytest.mark.usefixtures("register")
def test_records_and_their_history(inspect: Inspector):
    inspect.open(
        "/partners/acrc/",
        "/partners/acrc/duties/",
        "/partners/acrc/agreements/",
        "/partners/bureau/",
        "/partners/mistake/",
        "/partners/acrc/history/",
        "/partners/acrc/history/?as_of=2099-01-01",
        "/partners/acrc/history/?as_of=1999-01-01",
        "/people/kim/",
        "/people/kim/history/",
        "/relationships/tie/",
        "/relationships/vn-kr/",
        "/documents/paper/",
        "/documents/secret/",
        "/duties/report/",
        "/duties/report/history/",
        "/agreements/memorandum/",
        "/agreements/memorandum/duties/",
        "/agreements/memorandum/path/",
        "/agreements/memorandum/implementation/",
    )
    inspect.report()


@pytest.mark.usefixtures("year")
def test_forms_to_add_also_with_errors(inspect: Inspector):
    inspect.open(*actions(writer()))
    inspect.send_empty(
        *(address for address in actions(writer()) if address not in NOTHING_MISSING),
        "/partners/acrc/notes/add/",
        "/partners/acrc/followed-by/",
        "/relationships/tie/milestones/add/",
        "/documents/add/secret/",
        "/documents/paper/files/add/",
    )
    inspect.report()


@pytest.mark.usefixtures("register")
def test_forms_to_change_also_with_errors_and_conflicts(inspect: Inspector, visit: Visit):
    inspect.open(
        "/partners/acrc/edit/",
        "/people/kim/edit/",
        "/people/kim/posts/add/",
        "/people/kim/posts/1/edit/",
        "/people/kim/details/",
        "/relationships/tie/edit/",
        "/relationships/tie/milestones/tie-1/edit/",
        "/notes/note/edit/",
        "/countries/LA/name/",
        "/documents/paper/edit/",
        "/duties/report/edit/",
        "/duties/report/hand-over/",
        "/agreements/memorandum/edit/",
        "/agreements/memorandum/path/review/record/",
        "/agreement-steps/drafting/edit/",
        "/signing-rules/department/edit/",
    )
    inspect.send_empty(
        "/partners/acrc/set-aside/",
        "/notes/aside/bring-back/",
        "/people/kim/posts/1/remove/",
        "/countries/LA/name/",
        "/duties/report/postpone/",
        "/duties/report/waive/",
    )

    inspect.page.goto("/partners/acrc/edit/")
    other = visit(make_user("officer", language="vi"))
    other.goto("/partners/acrc/edit/")
    control(other, "abbreviation").fill("ACRC-KR")
    button(other, "Save").click()
    expect(other.get_by_role("heading", level=1)).to_contain_text("ACRC-KR")
    control(inspect.page, "remark").fill("Đổi tên")
    button(inspect.page, "Save").click()
    conflict = vi("Someone else saved this record while you were writing")
    expect(inspect.page.get_by_role("region", name=conflict)).to_be_visible()
    inspect.look("a conflict")
    inspect.report()


@pytest.mark.usefixtures("register")
def test_what_opens_over_a_page(inspect: Inspector):
    page = inspect.page
    page.goto("/partners/?q=uy+ban")
    link(page, "Filter").click()
    expect(button(page, "Show")).to_be_visible()
    inspect.look("the filter open")
    page.goto("/partners/acrc/")
    summary(page, "Your menu").click()
    expect(button(page, "Sign out")).to_be_visible()
    inspect.look("the person's menu open")
    page.goto("/")
    summary(page, "Add…").click()
    inspect.look("the menu of things to add open")
    page.keyboard.press("Escape")

    expect(find_in_palette(page, "uy ban").first).to_be_visible()
    inspect.look("Ctrl-K with hits")
    page.keyboard.press("Escape")
    expect(find_in_palette(page, "zimbabwe")).to_have_count(1)
    inspect.look("Ctrl-K without hits")
    page.keyboard.press("Escape")

    page.set_viewport_size(PHONE)
    link(page, "Menu").click()
    expect(page.get_by_role("navigation", name=vi("Rooms"))).to_be_visible()
    inspect.look("the drawer open", PHONE)
    inspect.report()


def test_an_empty_register(inspect: Inspector):
    inspect.open(*rooms(writer()))
    inspect.report()


def test_accounts_and_sign_in(inspect: Inspector, visit: Visit):
    admin = make_user("administrator", RESTRICTED, full_name="Quản Trị", language="vi")
    closed = make_user("officer", full_name="Đã Nghỉ", language="vi")
    close_account(closed, by=admin, reason="Nghỉ hưu")
    inspect.page = page = visit()
    inspect.open("/account/sign-in/", "/account/closed/")
    inspect.send_empty("/account/sign-in/")

    page.goto("/")
    control(page, "User name").fill("administrator")
    control(page, "Password").fill(PASSWORD)
    button(page, "Sign in").click()
    inspect.open(
        "/",
        "/users/",
        "/users/?q=zimbabwe",
        "/users/officer/",
        "/users/administrator/",
        "/users/officer/open-again/",
        "/log/",
        "/account/",
        "/account/second-step/",
        "/account/second-step/app/add/",
        "/account/second-step/passkeys/",
        "/account/second-step/passkeys/add/",
        "/account/confirm/",
        "/account/sign-out/",
    )
    inspect.send_empty(
        "/users/add/",
        "/users/officer/edit/",
        "/users/officer/password/",
        "/users/head/close/",
        "/account/password/",
        "/account/second-step/app/add/",
    )
    inspect.report()


def test_refusals_and_errors(inspect: Inspector, visit: Visit):
    page = inspect.page
    inspect.open("/partners/nobody/", "/log/")

    def fail(route: Route) -> None:
        """Answer with the page of an error that no address makes by itself."""
        name = route.request.url.rpartition("/")[2]
        with override("vi"):
            body = render_to_string(f"{name}.html")
        route.fulfill(status=int(name), body=body, content_type="text/html; charset=utf-8")

    for number in (400, 409, 429, 500):
        page.route(f"**/{number}", fail)
        inspect.open(f"/{number}")

    inspect.page = visit()  # nobody is signed in
    inspect.page.goto("/account/sign-in/")
    inspect.page.context.clear_cookies()
    button(inspect.page, "Sign in").click()
    expect(inspect.page.get_by_role("heading", level=1)).to_have_text(
        vi("This form is too old to be sent")
    )
    inspect.look("a form without its key")
    inspect.report()
