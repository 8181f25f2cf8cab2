"""From a filtered list to a phone: a link is made, read, renewed and revoked; its pages by axe."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Page, expect

from banggiao.accounts.models import User
from tests.browser.conftest import Visit
from tests.browser.inspecting import Inspector
from tests.browser.words import button, field, link, vi
from tests.factories.accounts import make_user
from tests.factories.activities import activity, confirmed
from tests.factories.duties import duty, own_body
from tests.factories.feeds import events_in, feed
from tests.factories.partners import INTERNAL, organisation, person

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def register() -> None:
    """Enter two activities of this month, a duty and a person."""
    day = f"{timezone.localdate():%Y-%m}-15"
    partner = organisation("Bộ Tư pháp", code="moj")
    confirmed("Họp đã chắc", start=day, host=own_body(), partners=[partner])
    activity("Họp chưa chắc", code="chua-chac", start=day)
    duty("Báo cáo", code="bao-cao", due=day)
    person("Nguyễn Văn A1", code="a1")


def shown(page: Page) -> str:
    """Give the link on the page, which is chosen as a whole when one goes there."""
    control = page.get_by_label(vi("To copy into a calendar program"))
    control.focus()
    address = control.input_value()
    assert page.evaluate("getSelection().toString()") == address
    return urlsplit(address).path


@pytest.mark.usefixtures("register")
def test_a_filtered_list_is_read_by_a_phone_until_the_link_is_revoked(visit: Visit):
    officer = make_user("officer", INTERNAL, language="vi")
    page, phone = visit(officer), Client()

    page.goto("/activities/?stage=confirmed")
    link(page, "Subscribe in a calendar").click()
    field(page, "Name of the calendar").fill("Đã chắc")
    button(page, "Make the link").click()

    first = shown(page)
    assert set(events_in(phone.get(first).content)) == {"Họp đã chắc"}

    page.goto("/")
    page.locator(".top details.menu summary").click()
    link(page, "My calendar links").click()
    link(page, "Đã chắc").click()
    link(page, "Renew the link").click()
    button(page, "Renew the link").click()
    second = shown(page)
    assert (phone.get(first).status_code, phone.get(second).status_code) == (404, 200)

    link(page, "Đã chắc").click()
    link(page, "Revoke").click()
    button(page, "Revoke").click()
    expect(page.get_by_text(vi("The link is revoked."))).to_be_visible()
    assert phone.get(second).status_code == 404


@pytest.mark.usefixtures("register")
def test_the_pages_of_links_are_for_everybody(inspect: Inspector):
    me = User.objects.get(username="head")
    made = feed(me, name="Lịch của tôi").feed
    inspect.open(
        "/calendar-links/",
        "/calendar-links/add/?what=all",
        "/calendar-links/add/?what=partner&partner=moj",
        made.get_absolute_url(),
        f"{made.get_absolute_url()}renew/",
        f"{made.get_absolute_url()}revoke/",
        "/activities/chua-chac/",
        "/duties/bao-cao/",
        "/people/a1/",
        "/partners/moj/",
    )
    inspect.send_empty("/calendar-links/add/?what=all")
    inspect.page.goto("/calendar-links/add/?what=all")
    button(inspect.page, "Make the link").click()
    inspect.look("the link itself")
    inspect.report()
