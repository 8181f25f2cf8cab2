"""Making, renewing and revoking calendar links: who may, what is kept, what is refused."""

from __future__ import annotations

import json

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from banggiao.accounts.records import set_aside
from banggiao.audit.models import Event
from banggiao.core.errors import Refused
from banggiao.exchange.actions.feeds import note_read, renew_feed, revoke_feed
from banggiao.exchange.enums import FeedKind
from banggiao.exchange.models import Feed
from banggiao.exchange.queries import feeds as queries
from banggiao.exchange.queries.feeds import MOST_LINKS, name_for, open_feed
from tests.factories.accounts import make_user
from tests.factories.feeds import feed, owner
from tests.factories.partners import INTERNAL, PUBLIC, RESTRICTED, organisation, writer

pytestmark = pytest.mark.django_db


def refusal(call) -> str:
    """Give the code of the refusal; nothing may have been written."""
    before = Feed.objects.count(), Event.objects.count()
    with pytest.raises(Refused) as caught:
        call()
    assert (Feed.objects.count(), Event.objects.count()) == before
    return caught.value.code


def log() -> list[str]:
    return list(
        Event.objects.filter(object_type="exchange.feed")
        .order_by("pk")
        .values_list("action", flat=True)
    )


class TestMaking:
    def test_the_link_opens_the_feed_and_only_a_hash_of_it_is_kept(self):
        made = feed(owner(), name="Việc của tôi")

        assert open_feed(made.token) == made.feed
        assert len(made.token) >= 43  # 32 octets
        stored = Feed.objects.filter(pk=made.feed.pk).values().get()
        assert made.token not in json.dumps(stored, default=str)

    def test_the_log_knows_that_it_was_made_and_neither_token_nor_hash(self):
        me = owner()
        made = feed(me, name="Việc của tôi")

        event = Event.objects.get(object_type="exchange.feed")
        assert (event.action, event.actor) == ("exchange.feed_made", me.username)
        said = json.dumps([event.before, event.after])
        assert "Việc của tôi" in json.dumps(event.after, ensure_ascii=False)
        assert made.token not in said
        assert made.feed.token_hash not in said

    def test_no_two_tokens_are_alike(self):
        me = owner()

        assert len({feed(me).token for _number in range(5)}) == 5

    def test_a_class_above_ones_own_is_refused(self):
        me = owner(INTERNAL)

        code = refusal(lambda: feed(me, classification=RESTRICTED))

        assert code == "class_above_clearance"

    def test_a_link_about_a_partner_has_at_least_its_class(self):
        me = owner(RESTRICTED)
        hidden = organisation("Cơ quan kín", classification=RESTRICTED)
        data = {"kind": FeedKind.PARTNER, "organisation": hidden}

        assert refusal(lambda: feed(me, **data)) == "partner_above_class"
        assert refusal(lambda: feed(me, FeedKind.ACTIVITIES, filter=f"partner={hidden.code}")) == (
            "partner_above_class"
        )
        assert feed(me, **data, classification=RESTRICTED).feed.organisation == hidden

    def test_a_partner_one_may_not_know_of_is_no_filter(self):
        hidden = organisation("Cơ quan kín", classification=RESTRICTED)
        me = owner(INTERNAL)

        code = refusal(lambda: feed(me, FeedKind.ACTIVITIES, filter=f"partner={hidden.code}"))

        assert code == "filter_unreadable"

    def test_a_filter_nobody_can_read_is_refused(self):
        me = owner()

        assert refusal(lambda: feed(me, FeedKind.DUTIES, filter="kind=nonsense")) == (
            "filter_unreadable"
        )

    def test_a_filter_is_kept_by_codes_and_without_what_is_none(self):
        partner = organisation("Bộ Tư pháp", code="moj")

        made = feed(
            owner(),
            FeedKind.ACTIVITIES,
            filter="partner=B%E1%BB%99+T%C6%B0+ph%C3%A1p+%5Bmoj%5D&sort=-when&page=3&q=&year=2026",
        )

        assert made.feed.filter == "year=2026&partner=moj"
        assert made.feed.organisation == partner

    def test_nobody_has_more_open_links_than_anybody_needs(self, monkeypatch):
        monkeypatch.setattr("banggiao.exchange.actions.feeds.MOST_LINKS", 2)
        me = owner()
        feed(me)
        made = feed(me)

        assert refusal(lambda: feed(me)) == "too_many_links"
        revoke_feed(made.feed, by=me)
        assert feed(me).feed.is_open
        assert MOST_LINKS > 2


class TestRules:
    """Each constraint is broken once, past the action."""

    @pytest.mark.parametrize(
        ("data", "code"),
        [
            ({"name": ""}, "no_name"),
            ({"kind": "x"}, "kind_unknown"),
            ({"classification": 7}, "class_unknown"),
            ({"kind": FeedKind.PARTNER}, "partner_missing"),
            ({"filter": "q=x"}, "filter_of_nothing"),
        ],
    )
    def test_what_can_never_be_true_is_refused(self, data, code):
        record = feed(owner()).feed
        for name, value in data.items():
            setattr(record, name, value)

        with pytest.raises(ValidationError) as caught:
            record.validate_constraints()
        assert code in {
            error.code for errors in caught.value.error_dict.values() for error in errors
        }
        with pytest.raises(IntegrityError), transaction.atomic():
            record.save()

    def test_the_calendar_of_all_is_nobodys_in_particular(self):
        record = feed(owner()).feed
        record.organisation = organisation()

        with pytest.raises(IntegrityError), transaction.atomic():
            record.save()


class TestRenewing:
    def test_the_old_link_stops_and_the_new_one_opens(self):
        me = owner()
        old = feed(me)

        new = renew_feed(old.feed, by=me)

        assert open_feed(old.token) is None
        assert open_feed(new.token) == old.feed
        assert log() == ["exchange.feed_made", "exchange.feed_renewed"]

    def test_nobody_renews_the_link_of_another(self):
        made = feed(owner())

        for role in ("officer", "head", "administrator"):
            with pytest.raises(PermissionDenied):
                renew_feed(made.feed, by=make_user(role, username=f"other-{role}"))
        assert open_feed(made.token)

    def test_a_revoked_link_is_not_renewed(self):
        me = owner()
        made = feed(me)
        revoke_feed(made.feed, by=me)

        assert refusal(lambda: renew_feed(made.feed, by=me)) == "link_revoked"


class TestRevoking:
    def test_it_opens_nothing_any_more(self):
        me = owner()
        made = feed(me)

        revoke_feed(made.feed, by=me)

        assert open_feed(made.token) is None
        assert log() == ["exchange.feed_made", "exchange.feed_revoked"]
        assert refusal(lambda: revoke_feed(made.feed, by=me)) == "link_revoked"

    def test_an_administrator_revokes_the_link_of_another_and_says_why(self):
        made = feed(owner())
        keeper = make_user("administrator")

        assert refusal(lambda: revoke_feed(made.feed, by=keeper, reason=" ")) == "reason_missing"
        revoke_feed(made.feed, by=keeper, reason="Mất điện thoại")

        assert Event.objects.order_by("-pk")[0].reason == "Mất điện thoại"
        assert open_feed(made.token) is None

    def test_a_colleague_does_not(self):
        made = feed(owner())

        with pytest.raises(PermissionDenied):
            revoke_feed(made.feed, by=make_user("head"), reason="x")


class TestReading:
    def test_the_day_and_a_new_content_are_kept_without_a_line_in_the_log(self):
        made = feed(owner())
        events = Event.objects.count()
        import datetime as dt

        note_read(made.feed, "một", on=dt.date(2026, 3, 1))
        changed = made.feed.content_changed_at
        note_read(made.feed, "một", on=dt.date(2026, 3, 2))

        stored = Feed.objects.get(pk=made.feed.pk)
        assert (stored.last_read_on, stored.content_changed_at) == (dt.date(2026, 3, 2), changed)
        note_read(made.feed, "hai", on=dt.date(2026, 3, 2))
        assert made.feed.content_changed_at > changed
        assert Event.objects.count() == events

    @pytest.mark.django_db
    def test_the_same_content_on_the_same_day_writes_nothing(self, django_assert_num_queries):
        import datetime as dt

        made = feed(owner())
        note_read(made.feed, "một", on=dt.date(2026, 3, 1))

        with django_assert_num_queries(0):
            note_read(made.feed, "một", on=dt.date(2026, 3, 1))

    def test_a_closed_account_opens_nothing(self):
        me = owner()
        made = feed(me)
        me.is_active = False
        me.save()

        assert open_feed(made.token) is None

    @pytest.mark.parametrize("token", ["", "x", "a" * 43, "ệ", "\x00"])
    def test_another_text_opens_nothing(self, token):
        feed(owner())

        assert open_feed(token) is None


class TestOthers:
    def test_somebody_who_may_not_see_all_of_it_reads_no_name(self):
        me = owner(RESTRICTED)
        made = feed(me, name="Lịch với Cơ quan kín", classification=RESTRICTED).feed

        assert name_for(made, make_user("administrator", INTERNAL)) == ""
        assert name_for(made, make_user("administrator", RESTRICTED, username="a2")) == made.name
        assert name_for(made, me) == made.name

    def test_a_link_about_a_partner_who_was_classed_up_tells_no_name(self):
        partner = organisation("Bộ Tư pháp")
        made = feed(owner(), FeedKind.PARTNER, organisation=partner, name="Lịch với Bộ Tư pháp")
        partner.classification = RESTRICTED
        partner.save()

        keeper = make_user("administrator", INTERNAL)
        assert name_for(queries.all_feeds().get(pk=made.feed.pk), keeper) == ""

    def test_a_link_does_not_keep_its_partner_in_the_register(self):
        partner = organisation("Bộ Tư pháp", classification=PUBLIC)
        feed(owner(), FeedKind.PARTNER, organisation=partner)

        assert set_aside(partner, by=writer(), reason="Nhập nhầm").is_set_aside
