"""What a calendar link answers: to programs without sign-in, with little said twice."""

from __future__ import annotations

import logging

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from icalendar import Calendar

from banggiao.accounts.actions import close_account, reopen_account
from banggiao.audit.models import Event
from banggiao.exchange.actions.feeds import renew_feed, revoke_feed
from banggiao.exchange.enums import FeedKind
from banggiao.exchange.logs import WithoutTokens
from banggiao.exchange.models import Feed
from banggiao.exchange.views import reading
from banggiao.plans.enums import ActivityKind
from tests.factories.accounts import make_user
from tests.factories.activities import activity
from tests.factories.feeds import events_in, feed, owner
from tests.factories.partners import RESTRICTED, organisation

pytestmark = pytest.mark.django_db
SOON = f"{timezone.localdate():%Y-%m}-15"
"""A day that stands in every calendar of today."""


@pytest.fixture
def phone() -> Client:
    """Give a program that nobody signed in to."""
    return Client()


def address(made) -> str:
    return reverse("exchange:read_feed", args=[made.token])


def test_a_program_reads_the_calendar_without_sign_in(phone):
    activity("Họp", start=SOON)
    made = feed(owner(), name="Lịch văn phòng")

    answer = phone.get(address(made))

    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert str(Calendar.from_ical(answer.content)["X-WR-CALNAME"]) == "Lịch văn phòng"
    assert set(events_in(answer.content)) == {"Họp"}
    assert not answer.cookies


def test_it_speaks_the_language_of_its_owner_whatever_the_program_asks_for(phone):
    activity("Họp", start=SOON)
    made = feed(owner(language="ja"))

    answer = phone.get(address(made), headers={"Accept-Language": "en"})

    assert answer["Content-Language"] == "ja"
    with override("ja"):
        assert events_in(answer.content)["Họp"].categories == [ActivityKind.DELEGATION_IN.label]


class TestNothing:
    """One answer for all that gives nothing: nobody learns why."""

    def answer(self, phone, made_or_token) -> tuple[int, bytes, str]:
        token = getattr(made_or_token, "token", made_or_token)
        answer = phone.get(reverse("exchange:read_feed", args=[token]))
        return answer.status_code, answer.content, answer["Cache-Control"]

    def test_unknown_revoked_renewed_closed_and_hidden_say_the_same(self, phone):
        me, keeper = owner(), make_user("administrator")
        partner = organisation("Bộ Tư pháp")
        revoked, renewed = feed(me), feed(me)
        hidden = feed(me, FeedKind.PARTNER, organisation=partner)
        other = owner()
        closed = feed(other)
        before = [self.answer(phone, one)[0] for one in (revoked, renewed, hidden, closed)]
        revoke_feed(revoked.feed, by=me)
        renew_feed(renewed.feed, by=me)
        partner.classification = RESTRICTED
        partner.save()
        close_account(other, by=keeper, reason="Chuyển công tác")

        answers = {
            self.answer(phone, one) for one in (revoked, renewed, hidden, closed, "x", "y" * 43)
        }

        assert before == [200] * 4
        assert len(answers) == 1
        assert answers.pop()[0] == 404

    def test_an_account_that_is_opened_again_opens_its_links(self, phone):
        me, keeper = owner(), make_user("administrator")
        made = feed(me)
        close_account(me, by=keeper, reason="Nhầm")
        reopen_account(me, by=keeper)

        assert self.answer(phone, made)[0] == 200

    @pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
    def test_nobody_writes_to_it(self, phone, method):
        assert getattr(phone, method)(address(feed(owner()))).status_code == 405


class TestTwice:
    def test_a_program_that_has_it_already_is_told_so(self, phone):
        activity("Họp", start=SOON)
        made = feed(owner())
        first = phone.get(address(made))

        by_tag = phone.get(address(made), headers={"If-None-Match": first["ETag"]})
        by_date = phone.get(address(made), headers={"If-Modified-Since": first["Last-Modified"]})

        assert (by_tag.status_code, by_date.status_code) == (304, 304)
        assert by_tag.content == b""
        assert by_tag["ETag"] == first["ETag"]

    def test_what_changed_is_sent_anew_also_where_something_went_away(self, phone):
        record = activity("Họp", start=SOON)
        made = feed(owner())
        first = phone.get(address(made))
        Feed.objects.update(content_changed_at="2020-01-01T00:00:00Z")
        record.classification = RESTRICTED
        record.save()

        again = phone.get(
            address(made),
            headers={
                "If-None-Match": first["ETag"],
                "If-Modified-Since": "Wed, 01 Jan 2020 00:00:00 GMT",
            },
        )
        by_date = phone.get(
            address(made), headers={"If-Modified-Since": "Wed, 01 Jan 2020 00:00:00 GMT"}
        )

        assert (again.status_code, by_date.status_code) == (200, 200)
        assert events_in(again.content) == {}

    def test_it_may_be_kept_by_the_program_and_by_nobody_between(self, phone):
        assert phone.get(address(feed(owner())))["Cache-Control"] == "private, no-cache"

    def test_the_head_alone_may_be_asked_for(self, phone):
        answer = phone.head(address(feed(owner())))

        assert (answer.status_code, answer.content) == (200, b"")

    def test_the_day_it_was_read_is_kept(self, phone):
        made = feed(owner())
        assert Feed.objects.get().last_read_on is None

        phone.get(address(made))

        assert Feed.objects.get().last_read_on is not None

    def test_a_program_that_asks_all_the_time_waits(self, phone, monkeypatch):
        monkeypatch.setattr(reading, "A_MINUTE", 3)
        made, other = feed(owner()), feed(owner())

        codes = [phone.get(address(made)).status_code for _time in range(5)]

        assert codes[:3] == [200, 200, 200]
        assert codes[-1] == 429
        assert phone.get(address(other)).status_code == 200


class TestToken:
    def test_it_stands_in_no_log_of_the_register(self, phone):
        made = feed(owner())
        phone.get(address(made))

        said = str(list(Event.objects.values()))
        assert made.token not in said
        assert made.feed.token_hash not in said

    def test_it_stands_in_no_line_of_the_server(self, phone):
        made = feed(owner())
        path = address(made)

        record = logging.LogRecord("x", 30, "", 1, "Not Found: %s", (path,), None)
        traced = logging.LogRecord("x", 30, "", 1, f'GET "{path}" 500', (), None)

        for one in (record, traced):
            assert WithoutTokens().filter(one)
            assert made.token not in one.getMessage()
            assert "/feeds/" in one.getMessage()

    def test_other_lines_stay_as_they_are(self):
        record = logging.LogRecord("x", 30, "", 1, "Not Found: %s", ("/partners/x/",), None)

        WithoutTokens().filter(record)

        assert (record.msg, record.args) == ("Not Found: %s", ("/partners/x/",))

    def test_the_settings_use_it(self, settings):
        assert settings.LOGGING["handlers"]["stderr"]["filters"] == ["no_tokens"]
