"""What a body that asks for our opinion sent, and what we answered."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.utils import timezone

from banggiao.audit.models import Event
from banggiao.core import search
from banggiao.core.errors import Refused, Stale
from banggiao.duties.actions.duties import record_kept
from banggiao.duties.actions.requests import keep_request
from banggiao.duties.enums import DutyKind, Matter
from banggiao.duties.models import Duty, OpinionRequest
from tests.factories.accounts import make_user
from tests.factories.deadlines import calendar
from tests.factories.documents import document
from tests.factories.duties import duty, keeper
from tests.factories.partners import RESTRICTED

pytestmark = pytest.mark.django_db

DAY = dt.date(2026, 8, 28)


def asked(**data) -> Duty:
    return duty("Góp ý dự thảo của bộ bạn", kind=DutyKind.OPINION, **data)


def test_the_due_date_follows_from_the_rule_where_there_is_none():
    calendar(2026, off=["2026-09-01", "2026-09-02"])
    record = asked()
    keep_request(record, by=keeper(), received_on=DAY, procedure=Matter.OPINION, letter="9/BNV")
    record.refresh_from_db()
    assert record.due.text == "2026-09-10"
    assert record.basis == "Luật Thỏa thuận quốc tế số 70/2020/QH14, Điều 27"
    event = Event.objects.get(action="duties.request_kept")
    assert event.after["requests"][0]["letter"] == "9/BNV"

    given = asked(due="2026-12-01")
    keep_request(given, by=keeper(), received_on=DAY, procedure=Matter.OPINION)
    given.refresh_from_db()
    assert given.due.text == "2026-12-01"


def test_the_answer_is_kept_and_found_again():
    record = asked()
    keep_request(record, by=keeper(), letter="9/BNV ngày 28/8")
    record_kept(Duty.objects.get(pk=record.pk), by=keeper(), on="2026-09-01")
    paper = document("Công văn trả lời")
    keep_request(
        record,
        by=keeper(),
        answer_letter="77/TTCP-HTQT",
        answer_paper=paper,
        points="Điều 3: bỏ\nĐiều 5: thêm",
    )
    request = OpinionRequest.objects.get()
    assert (request.letter, request.answer_paper) == ("9/BNV ngày 28/8", paper)
    for words in ("77/TTCP", "điều 5", "9/BNV"):
        assert [hit.code for hit in search.find(keeper(), words, limit=5)] == [record.code]


def test_what_is_refused():
    record = asked()
    for code, data in (
        ("day_in_future", {"received_on": timezone.localdate() + dt.timedelta(days=1)}),
        ("no_rule", {"received_on": dt.date(2019, 1, 1), "procedure": Matter.OPINION}),
    ):
        with pytest.raises(Refused) as caught:
            keep_request(record, by=keeper(), **data)
        assert caught.value.code == code
    with pytest.raises(Refused) as caught:
        keep_request(duty(), by=keeper(), letter="x")
    assert caught.value.code == "not_an_opinion"
    keep_request(record, by=keeper(), letter="1")
    with pytest.raises(Stale):
        keep_request(record, by=keeper(), version=1, letter="2")
    assert OpinionRequest.objects.get().letter == "1"


def test_a_paper_the_writer_may_not_see_is_refused_and_stays():
    hidden = document("Mật", classification=RESTRICTED)
    record = asked()
    by = make_user("officer")
    with pytest.raises(PermissionDenied):
        keep_request(record, by=by, paper=hidden)
    keep_request(record, by=keeper(), paper=hidden)
    keep_request(record, by=by, letter="x")
    assert OpinionRequest.objects.get().paper == hidden


@pytest.mark.parametrize("role", ["leader", "contributor", "clerk", "auditor", "administrator"])
def test_only_who_may_keep_the_duty_may_write(role):
    record = asked()
    with pytest.raises(PermissionDenied):
        keep_request(record, by=make_user(role), letter="x")
    by = make_user(role, username="owner")
    mine = asked(owner=by)
    keep_request(mine, by=by, letter="x")


def test_one_request_a_duty():
    record = asked()
    keep_request(record, by=keeper(), letter="x")
    with pytest.raises(IntegrityError):
        OpinionRequest.objects.create(duty=record)
