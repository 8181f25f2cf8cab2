"""What a calendar link gives: of whom, of which days, how each stands, and what is left out."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone
from django.utils.translation import override

from banggiao.accounts.records import set_aside
from banggiao.activities.actions.programme import add_item
from banggiao.activities.actions.steps import cancel_activity
from banggiao.activities.models import Activity
from banggiao.audit.queries import events_visible_to
from banggiao.duties.actions.duties import waive_duty
from banggiao.exchange.actions.feeds import Made
from banggiao.exchange.enums import FeedKind
from banggiao.exchange.models import Feed
from banggiao.exchange.queries import contents
from banggiao.exchange.queries.contents import (
    Window,
    activity_file,
    content_of,
    count_undated,
    duty_file,
    feed_text,
)
from banggiao.exchange.queries.scopes import scope_of
from tests.factories.accounts import make_unit
from tests.factories.activities import activity, confirmed, held, postponed
from tests.factories.agreements import instrument
from tests.factories.duties import duty, kept, own_body
from tests.factories.feeds import events_in, feed, owner
from tests.factories.partners import INTERNAL, RESTRICTED, country, organisation, person, writer
from tests.factories.plans import approved, line, plan

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 3, 5)


def read(made: Made, today: dt.date = TODAY) -> dict:
    """Give the events of a link by their texts, as English people read them."""
    record = Feed.objects.select_related("owner", "organisation").get(pk=made.feed.pk)
    with override("en"):
        text = feed_text(record, today)
    assert text is not None
    return events_in(text)


def days(event) -> tuple[str, str]:
    return event.decoded("DTSTART").isoformat(), event.decoded("DTEND").isoformat()


class TestKinds:
    def test_all_holds_what_the_calendar_of_the_desk_shows(self):
        activity("Đoàn vào", start="2026-03-10")
        duty("Báo cáo", due="2026-03-12")
        line("Đoàn ra", of=plan(2026), start="2026-03-20")
        approved(plan(2026))
        instrument(own_body(), name="Thỏa thuận", is_signed=True, signed="2020", term_end="2026-05")

        assert set(read(feed(owner()))) == {
            "Đoàn vào",
            "Due: Báo cáo",
            "Đoàn ra (planned)",
            "May 2026: Thỏa thuận (last day)",
        }

    def test_mine_is_what_i_see_to_and_what_nobody_in_my_unit_sees_to(self):
        unit = make_unit("htqt")
        me, other = owner(unit=unit), owner(unit=unit)
        activity("Của tôi", owner=me, start="2026-03-10")
        activity("Của đơn vị", lead_unit=unit, start="2026-03-10")
        activity("Của người khác", owner=other, lead_unit=unit, start="2026-03-10")
        duty("Việc tôi", owner=me, due="2026-03-10")
        duty("Việc khác", owner=other, due="2026-03-10")

        found = read(feed(me, FeedKind.MINE))

        assert set(found) == {"Của tôi", "Của đơn vị", "Due: Việc tôi"}
        assert [found[name]["TRANSP"] for name in ("Của tôi", "Due: Việc tôi")] == [
            "OPAQUE",
            "TRANSPARENT",
        ]

    def test_of_a_partner_is_what_it_stands_in(self):
        partner = organisation("Bộ Tư pháp")
        activity("Họp", host=own_body(), partners=[partner], start="2026-03-10")
        activity("Họp khác", start="2026-03-10")
        duty("Gửi tài liệu", beneficiaries=[partner], due="2026-03-10")
        duty("Việc khác", due="2026-03-10")

        made = feed(owner(), FeedKind.PARTNER, organisation=partner)

        assert set(read(made)) == {"Họp", "Due: Gửi tài liệu"}

    def test_a_list_of_activities_goes_by_its_filter(self):
        confirmed("Đã xác nhận", start="2026-03-10")
        activity("Chuẩn bị", start="2026-03-10")
        duty("Việc", due="2026-03-10")

        found = read(feed(owner(), FeedKind.ACTIVITIES, filter="stage=confirmed"))

        assert set(found) == {"Đã xác nhận"}

    def test_a_list_of_duties_shows_the_open_ones_as_its_page_does(self):
        duty("Mở", due="2026-03-10")
        kept("2026-03-01", "Xong", due="2026-03-04")

        assert set(read(feed(owner(), FeedKind.DUTIES))) == {"Due: Mở"}
        assert set(read(feed(owner(), FeedKind.DUTIES, filter="progress=kept"))) == {"Kept: Xong"}


class TestDays:
    def test_days_are_whole_and_end_on_the_day_after(self):
        activity("Đoàn", start="2026-03-10", end="2026-03-12")

        assert days(read(feed(owner()))["Đoàn"]) == ("2026-03-10", "2026-03-13")

    def test_a_month_is_shown_over_the_month_says_so_and_takes_no_time(self):
        me = owner()
        activity("Hội thảo", owner=me, start="2026-04")

        (event,) = read(feed(me, FeedKind.MINE)).values()

        assert str(event["SUMMARY"]) == "April 2026: Hội thảo"
        assert days(event) == ("2026-04-01", "2026-05-01")
        assert event["TRANSP"] == "TRANSPARENT"

    def test_a_year_or_nothing_stands_on_no_day_and_is_counted(self):
        activity("Trong năm", start="2026")
        activity("Không rõ", start="")
        duty("Hạn trong năm", due="2026")
        duty("Không hạn", due="")
        postponed("Hoãn", start="2026-03-20")
        held("Đã xong", start="")
        made = feed(owner())

        scope = scope_of(made.feed)

        assert read(made) == {}
        assert content_of(scope, TODAY).unplaced == 2
        assert count_undated(scope) == 3

    def test_a_calendar_holds_a_year_back_and_two_ahead_in_whole_months(self):
        window = Window.on(TODAY)
        for start in ("2025-02-28", "2025-03-01", "2028-03-31", "2028-04-01"):
            activity(start, start=start)

        assert (window.first, window.last) == (dt.date(2025, 3, 1), dt.date(2028, 3, 31))
        assert set(read(feed(owner()))) == {"2025-03-01", "2028-03-31"}

    def test_what_goes_on_over_the_edge_stands_in_it(self):
        activity("Qua năm", start="2025-02-20", end="2025-03-02")
        activity("Đến", start="../2025-03-02")

        assert set(read(feed(owner()))) == {"Qua năm", "until 2 March 2025: Đến"}

    def test_the_newest_stand_in_it_when_there_are_too_many(self, monkeypatch):
        monkeypatch.setattr(contents, "MOST", 2)
        for start in ("2026-01-01", "2026-02-01", "2026-03-01"):
            activity(start, start=start)
        made = feed(owner())

        assert set(read(made)) == {"2026-02-01", "2026-03-01"}
        assert content_of(scope_of(made.feed), TODAY).is_cut

    @pytest.mark.parametrize(
        ("code", "mode", "zone", "offset"),
        [
            ("JP", "in_person", "Asia/Tokyo", 9),
            ("VN", "", "Asia/Ho_Chi_Minh", 7),
            ("JP", "online", "Asia/Ho_Chi_Minh", 7),
            ("US", "in_person", "", None),
        ],
    )
    def test_sessions_have_the_hours_of_the_place(self, code, mode, zone, offset):
        record = activity("Hội thảo", start="2026-03-10", country=country(code), mode=mode)
        hours = {"starts_at": dt.time(9), "ends_at": dt.time(10, 30)}
        add_item(record, by=writer(), title="Khai mạc", **hours)
        add_item(record, by=writer(), title="Không giờ")
        made = feed(owner(), with_programme=True)

        found = read(made)

        assert set(found) == {"Hội thảo", "Khai mạc"}
        start = found["Khai mạc"]["DTSTART"]
        assert start.params.get("TZID", "") == zone
        hours_ahead = start.dt.utcoffset()
        assert hours_ahead == (None if offset is None else dt.timedelta(hours=offset))
        assert set(read(feed(owner()))) == {"Hội thảo"}


class TestStanding:
    @pytest.mark.parametrize(
        ("make", "status"), [(activity, "TENTATIVE"), (confirmed, "CONFIRMED"), (held, "CONFIRMED")]
    )
    def test_only_what_is_confirmed_is_sure(self, make, status):
        make("Đoàn", start="2026-03-01")

        assert read(feed(owner()))["Đoàn"]["STATUS"] == status

    def test_cancelled_waived_and_set_aside_are_sent_as_cancelled_for_a_while(self):
        today = timezone.localdate()
        day = (today + dt.timedelta(days=20)).isoformat()
        cancel_activity(activity("Hủy", start=day), by=writer(), reason="Bạn bận")
        set_aside(activity("Nhầm", start=day), by=writer(), reason="Nhập nhầm")
        waive_duty(duty("Miễn", due=day), by=writer(), reason="Không cần nữa")
        made = feed(owner())

        found = read(made, today)

        assert {name: str(event["STATUS"]) for name, event in found.items()} == {
            "Hủy": "CANCELLED",
            "Nhầm": "CANCELLED",
            "Due: Miễn": "CANCELLED",
        }
        assert read(made, today + dt.timedelta(days=contents.GONE_DAYS + 1)) == {}

    def test_a_change_raises_the_number_and_keeps_the_name(self):
        from banggiao.activities.actions.activities import change_activity

        record = activity("Đoàn", start="2026-03-10", code="doan")
        made = feed(owner())
        before = read(made)["Đoàn"]
        change_activity(record, by=writer(), start="2026-03-11")

        after = read(made)["Đoàn"]

        assert before["UID"] == after["UID"] == "activity-doan@127.0.0.1"
        assert int(after["SEQUENCE"]) > int(before["SEQUENCE"])
        assert after.decoded("LAST-MODIFIED") >= before.decoded("LAST-MODIFIED")

    def test_no_two_events_have_one_name(self):
        for number in range(3):
            record = activity(f"Đoàn {number}", start="2026-03-10")
            for hour in (9, 10):
                add_item(record, by=writer(), title=f"{number} {hour}", starts_at=dt.time(hour))
            duty(f"Việc {number}", due="2026-03-10")
            line(f"Dòng {number}", of=plan(2026), start="2026-03-20")
        approved(plan(2026))

        names = [str(e["UID"]) for e in read(feed(owner(), with_programme=True)).values()]

        assert len(names) == len(set(names)) == 15

    def test_it_says_where_with_whom_of_what_kind_and_where_to_read_more(self):
        partner = organisation("Bộ Tư pháp Nhật Bản")
        activity(
            "Họp",
            code="hop",
            host=own_body(),
            partners=[partner],
            country=country("VN"),
            place="Hà Nội",
            start="2026-03-10",
        )

        event = read(feed(owner()))["Họp"]

        assert str(event["LOCATION"]).startswith("Hà Nội, ")
        assert event.categories == ["Incoming delegation"]
        assert str(event["DESCRIPTION"]).splitlines()[1:] == [
            "With: Bộ Tư pháp Nhật Bản",
            "http://127.0.0.1:8000/activities/hop/",
        ]
        assert event["URL"] == "http://127.0.0.1:8000/activities/hop/"

    def test_it_names_no_person(self):
        head = person("Nguyễn Văn A1")
        record = activity("Họp", start="2026-03-10", purpose="Trao đổi với Nguyễn Văn A1")
        from tests.factories.activities import participant

        participant(record, person=head)
        add_item(
            record,
            by=writer(),
            title="Phiên 1",
            starts_at=dt.time(9),
            speaker=head,
            in_charge="Nguyễn Văn A1",
        )
        made = feed(owner(), with_programme=True)

        text = feed_text(made.feed, TODAY)
        assert "Phiên 1" in text
        assert "A1" not in text


class TestHidden:
    """The link is read as its owner would see it now, and never above its class."""

    def world(self) -> None:
        activity("Đoàn kín", start="2026-03-10", classification=RESTRICTED)
        duty("Việc kín", due="2026-03-10", classification=RESTRICTED)
        line("Dòng kín", of=plan(2026), start="2026-03-20", classification=RESTRICTED)
        approved(plan(2026))
        instrument(
            own_body(),
            name="Văn bản kín",
            is_signed=True,
            signed="2020",
            term_end="2026-05",
            classification=RESTRICTED,
        )
        hidden = organisation("Cơ quan kín", classification=RESTRICTED)
        activity("Họp", host=own_body(), partners=[hidden], start="2026-03-10")
        duty("Việc", promisors=[own_body(), hidden], due="2026-03-10")
        record = activity("Có phiên kín", start="2026-03-11")
        speaker = person("Người kín", classification=RESTRICTED)
        add_item(record, by=writer(), title="Phiên kín", starts_at=dt.time(9), speaker=speaker)

    def test_it_holds_nothing_above_its_class_whatever_the_owner_may_see(self):
        self.world()
        cleared = owner(RESTRICTED)
        low = feed(cleared, with_programme=True, classification=INTERNAL)
        high = feed(cleared, with_programme=True, classification=RESTRICTED)

        text = feed_text(low.feed, TODAY)
        assert "kín" not in text.replace("Có phiên kín", "")
        assert set(read(low)) == {"Họp", "Due: Việc", "Có phiên kín"}
        assert feed_text(high.feed, TODAY).count("kín") > 6

    def test_a_lowered_clearance_lowers_every_link(self):
        self.world()
        me = owner(RESTRICTED)
        made = feed(me, classification=RESTRICTED)
        assert "Đoàn kín" in read(made)

        me.clearance = INTERNAL
        me.save()

        assert set(read(made)) == {"Họp", "Due: Việc", "Có phiên kín"}

    def test_a_record_classed_up_is_gone_and_not_cancelled(self):
        activity("Đoàn", start="2026-03-10")
        made = feed(owner(RESTRICTED))
        assert set(read(made)) == {"Đoàn"}

        Activity.objects.all().update(classification=RESTRICTED)

        assert read(made) == {}

    def test_a_link_about_what_is_hidden_now_gives_nothing(self):
        partner = organisation("Bộ Tư pháp")
        activity("Họp", host=own_body(), partners=[partner], start="2026-03-10")
        made = [
            feed(owner(), FeedKind.PARTNER, organisation=partner),
            feed(owner(), FeedKind.ACTIVITIES, organisation=partner),
            feed(owner(), FeedKind.ACTIVITIES, filter=f"partner={partner.code}"),
            feed(owner(), FeedKind.DUTIES, filter=f"partner={partner.code}&side=ours"),
        ]
        assert all(set(read(one)) for one in made[:3])

        partner.classification = RESTRICTED
        partner.save()

        fresh = [Feed.objects.get(pk=one.feed.pk) for one in made]
        assert [feed_text(one, TODAY) for one in fresh] == [None] * 4

    def test_the_log_of_a_link_about_a_hidden_partner_is_hidden_too(self):
        hidden = organisation("Cơ quan kín", classification=RESTRICTED)
        feed(owner(RESTRICTED), FeedKind.PARTNER, organisation=hidden, classification=RESTRICTED)
        kind = {"object_type": "exchange.feed"}

        assert not events_visible_to(owner(INTERNAL)).filter(**kind).exists()
        assert events_visible_to(owner(RESTRICTED)).filter(**kind).exists()


class TestCost:
    def test_it_asks_as_often_for_one_as_for_many(self, django_assert_num_queries):
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        made = feed(owner(), with_programme=True)

        def fill(number: int) -> None:
            partner = organisation()
            day = f"2026-03-{number:02}"
            record = activity(f"Đoàn {number}", host=own_body(), partners=[partner], start=day)
            add_item(record, by=writer(), title=f"Phiên {number}", starts_at=dt.time(9))
            duty(f"Việc {number}", due=day)

        fill(1)
        with CaptureQueriesContext(connection) as one:
            read(made)
        fill(2)
        fill(3)

        with django_assert_num_queries(len(one)):
            assert len(read(made)) == 9


class TestFiles:
    def test_one_activity_is_one_event_even_of_long_ago(self):
        record = activity("Đoàn", start="1995-08-10", end="1995-08-12")

        (event,) = events_in(activity_file(record, writer())).values()

        assert days(event) == ("1995-08-10", "1995-08-13")

    def test_its_programme_is_a_file_of_its_own(self):
        record = activity("Đoàn", start="2026-03-10")
        assert activity_file(record, writer(), programme=True) == ""
        add_item(record, by=writer(), title="Phiên 1", starts_at=dt.time(9))

        assert set(events_in(activity_file(record, writer(), programme=True))) == {"Phiên 1"}

    def test_a_duty_is_one_event(self):
        with override("en"):
            assert set(events_in(duty_file(duty("Việc", due="2026-03"), writer()))) == {
                "Due March 2026: Việc"
            }

    def test_without_a_day_there_is_no_file(self):
        assert activity_file(activity(start=""), writer()) == ""
        assert duty_file(duty(due="2026"), writer()) == ""
