"""From "amend it" to the signed amendment: drafted, consulted on, negotiated, authorised."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from banggiao.accounts.models import User
from banggiao.agreements.enums import ActKind, ItemState
from banggiao.agreements.models import Instrument, Item, Negotiation, PathEntry, Version
from banggiao.audit.models import Event
from banggiao.duties.models import Duty
from tests.browser.conftest import Visit
from tests.browser.words import heading, link, vi, vi_in
from tests.factories.accounts import make_user
from tests.factories.agreements import instrument
from tests.factories.partners import country, organisation

pytestmark = pytest.mark.django_db(transaction=True)

NAME = "Sửa đổi, bổ sung Bản ghi nhớ hợp tác"
DRAFT = """Điều 1. Sửa đổi Điều 3
Hai Bên họp trực tuyến hai lần mỗi năm.
Điều 2. Bổ sung về đào tạo
Mỗi Bên mở một khóa học trực tuyến mỗi năm.
Điều 3. Hiệu lực
Văn bản này có hiệu lực từ ngày ký."""
LEFT = {
    *("agreements.instrument_added", "agreements.predecessor_linked", "agreements.step_done"),
    *("agreements.version_added", "agreements.consultation_sent", "agreements.act_signed"),
    *("agreements.negotiation_opened", "agreements.wording_proposed", "duties.duty_added"),
}
COURSE = "Mở khóa học trực tuyến"
THEIRS = "Hai Bên họp trực tuyến ít nhất một lần mỗi năm."


@pytest.fixture
def head() -> User:
    ours = organisation("Thanh tra Chính phủ", code="giv", country=country("VN"))
    theirs = organisation("Bộ Nội vụ và Truyền thông", code="mic", country=country("JP"))
    organisation("Bộ Ngoại giao", code="mofa", country=country("VN"))
    instrument(
        ours,
        theirs,
        name="Bản ghi nhớ hợp tác",
        code="memo",
        signed="2013-04-22",
        in_name_of="ministry_or_agency",
    )
    return make_user("head", 2, full_name="Trần Thị B2", language="vi")


def fill(page: Page, **values: str) -> None:
    """Fill fields of the form by their names; a list is chosen from, anything else typed."""
    for name, value in values.items():
        control = page.locator(f"main form [name='{name}']")
        if control.evaluate("e => e.tagName") == "SELECT":
            control.select_option(value)
        else:
            control.fill(value)


def send(page: Page) -> None:
    """Send the form of the page."""
    page.get_by_role("main").locator("form button.btn-go").last.click()


def tab(page: Page, name: str) -> None:
    page.get_by_role("main").locator("nav a, .tabs a").filter(has_text=name).first.click()


def step(page: Page, code: str, **values: str) -> None:
    """Record a step of the path, with the paper that shows it."""
    tab(page, vi("Path"))
    page.locator(f"a[href$='/path/{code}/record/']").first.click()
    fill(page, **values)
    send(page)
    expect(page.locator(f"a[href$='/path/{code}/record/']")).to_have_count(0)


def begin(page: Page) -> None:
    page.goto("/agreements/memo/")
    link(page, "Prepare the next text").click()
    fill(page, relation="amends")
    send(page)
    expect(heading(page, NAME)).to_be_visible()


def draft(page: Page) -> None:
    tab(page, vi_in("wording", "Texts"))
    link(page, "Add a version").click()
    fill(page, kind="ours", name="Dự thảo 1", made="1/9/2026", text_vi=DRAFT)
    page.locator("button[value=read]").click()
    expect(page.locator("#read-title")).to_be_visible()
    page.locator("button[value=keep]").click()
    expect(heading(page, "Dự thảo 1")).to_be_visible()
    page.get_by_role("link", name=NAME).first.click()


def consult(page: Page) -> None:
    tab(page, vi("Consultation"))
    page.locator("main a[href$='/consultations/add/']").first.click()
    fill(page, title="Lấy ý kiến về dự thảo", organisations="mofa", sent_on="1/9/2026")
    send(page)

    page.locator("main a[href$='/answer/']").first.click()
    fill(page, answered_on="7/9/2026", answer="with_comments")
    send(page)
    page.locator("main a[href$='/points/add/']").first.click()
    fill(page, place="Điều 1", says="Nêu rõ hình thức họp.")
    send(page)
    page.locator("main a[href$='/decide/']").first.click()
    fill(page, response="taken_up", reason="Đã ghi họp trực tuyến.")
    send(page)
    page.locator("main a[href$='/close/']").first.click()
    send(page)


def negotiate(page: Page) -> None:
    tab(page, vi("Negotiation"))
    page.locator("main a[href$='/negotiation/open/']").first.click()
    send(page)
    page.locator("main a[href$='/rounds/']").first.click()
    page.locator("main a[href$='/rounds/add/']").first.click()
    fill(page, on="12/10/2026")
    page.locator("main [name=by_letter]").check()
    send(page)
    page.goto(Negotiation.objects.get().get_absolute_url())
    first = Item.objects.get(wid="art_1")
    page.locator(f"main a[href$='/clauses/{first.code}/']").first.click()
    page.locator("main a[href*='words/?side=theirs']").first.click()
    fill(page, body=f"Sửa đổi Điều 3\n{THEIRS}")
    send(page)
    page.locator("button[value='accept:theirs']").click()
    for item in Item.objects.exclude(pk=first.pk):
        page.goto(item.get_absolute_url())
        page.locator("button[value='accept:ours']").click()
    assert not Item.objects.exclude(stage=ItemState.AGREED).exists()
    page.goto(Negotiation.objects.get().get_absolute_url())
    page.locator("main a[href$='/conclude/']").first.click()
    fill(page, name="Bản thống nhất")
    send(page)


def sign(page: Page, text: str) -> None:
    page.goto(f"{text}acts/sign/add/")
    fill(page, on="4/11/2026", place="Hà Nội")
    send(page)


def promise(page: Page, agreed: Version) -> None:
    """Mark what a clause promises on our side."""
    page.goto(f"{agreed.get_absolute_url()}clauses/art_2/")
    page.locator("main a[href*='/duties/add/']").first.click()
    fill(page, name_vi=COURSE, promisors="giv", due="31/12/2027", every="12")
    send(page)
    page.goto(f"{agreed.get_absolute_url()}clauses/art_2/")
    expect(page.get_by_role("main")).to_contain_text(COURSE)


def test_a_memorandum_is_amended_from_the_idea_to_the_signature(visit: Visit, head: User):
    page = visit(head)
    begin(page)
    text = Instrument.objects.get(name_vi=NAME)
    home = text.get_absolute_url()
    step(page, "idea", on="1/8/2026")
    step(page, "principle", on="15/8/2026", paper_text="Tờ trình số 10/TTr-HTQT")
    draft(page)
    step(page, "drafting", on="1/9/2026")
    consult(page)
    page.goto(home)
    step(page, "consultation", on="20/9/2026", paper_text="Công văn số 20/TTCP-HTQT")
    negotiate(page)
    page.goto(home)
    step(page, "legal-check", on="20/10/2026", paper_text="Công văn số 30/PC")
    step(page, "authorisation", on="1/11/2026", paper_text="Giấy ủy quyền số 40/GUQ-TTCP")
    sign(page, home)
    step(page, "reported", on="10/11/2026", paper_text="Công văn số 50/TTCP-HTQT")

    agreed = Version.objects.get(kind="agreed")
    assert THEIRS in agreed.texts.get().clauses.get(wid="art_1").body
    promise(page, agreed)
    older = Instrument.objects.get(code="memo")
    assert older.acts.get(kind=ActKind.AMENDED).by_instrument == text
    assert PathEntry.objects.filter(instrument=text).count() >= 6
    assert set(Event.objects.values_list("action", flat=True)) >= LEFT
    duty = Duty.objects.get()
    assert (duty.about_code, duty.name_vi, duty.ours) == (text.code, COURSE, True)
