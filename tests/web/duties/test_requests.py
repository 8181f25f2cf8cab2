"""The page of what was asked of us and what we answered."""

from __future__ import annotations

import pytest

from banggiao.duties.enums import DutyKind
from banggiao.duties.models import Duty
from tests.factories.accounts import make_user
from tests.factories.deadlines import calendar
from tests.factories.documents import document
from tests.factories.duties import duty, keeper
from tests.factories.partners import RESTRICTED

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(client, sign_in):
    return sign_in(client, make_user("officer"))


def test_a_letter_is_entered_and_answered(officer, sound):
    calendar(2026)
    duty("Góp ý", code="gop-y", kind=DutyKind.OPINION)
    document("Công văn đến", code="den")
    assert "Their letter is not entered" in sound(officer.get("/duties/gop-y/"))
    sound(officer.get("/duties/gop-y/request/"))
    written = {
        "received_on": "7/9/2026",
        "procedure": "opinion",
        "letter": "9/BNV-HTQT",
        "paper": "den",
        "points": "Điều 3: làm rõ <thời hạn>\n\nĐiều 5: bỏ",
        "version": Duty.objects.get().version,
    }
    assert officer.post("/duties/gop-y/request/", written).status_code == 303
    page = sound(officer.get("/duties/gop-y/"))
    for said in (
        "9/BNV-HTQT",
        "16 September 2026",
        "Điều 3: làm rõ &lt;thời hạn&gt;",
        "Điều 5: bỏ",
    ):
        assert said in page
    stale = officer.post("/duties/gop-y/request/", written | {"letter": "10"})
    assert stale.status_code == 409
    sound(stale)
    future = written | {"received_on": "1/1/2099", "version": Duty.objects.get().version}
    refused = officer.post("/duties/gop-y/request/", future)
    assert refused.status_code == 422
    assert "This day has not come yet." in sound(refused)


def test_other_duties_have_no_such_page(officer):
    duty("Báo cáo", code="bao-cao")
    assert officer.get("/duties/bao-cao/request/").status_code == 404
    assert "What was asked, and our answer" not in officer.get("/duties/bao-cao/").content.decode()


def test_a_hidden_paper_leaves_no_name(officer, sound):
    from banggiao.duties.actions.requests import keep_request

    record = duty("Góp ý", code="gop-y", kind=DutyKind.OPINION)
    hidden = document("Tờ trình mật", classification=RESTRICTED)
    keep_request(record, by=keeper(), paper=hidden, answer_letter="7/TTCP")
    page = sound(officer.get("/duties/gop-y/"))
    assert "7/TTCP" in page
    assert "mật" not in page
    form = sound(officer.get("/duties/gop-y/request/"))
    assert "mật" not in form
