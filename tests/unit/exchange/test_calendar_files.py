"""Calendar files say what they should to three libraries that know nothing of each other."""

from __future__ import annotations

import datetime as dt
import warnings

import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from banggiao.core.enums import Classification
from banggiao.exchange.calendars.events import Event, Hours, Status
from banggiao.exchange.calendars.files import Title, feed_file, single_file
from banggiao.exchange.calendars.spans import Span
from banggiao.exchange.calendars.zones import lines_of_zone, zone_of
from banggiao.exchange.content_lines import escaped, joined

HANOI = "Asia/Ho_Chi_Minh"
CHANGED = dt.datetime(2026, 2, 1, 8, 30, tzinfo=dt.UTC)
TITLE = Title("Việc của tôi; lịch 1, 2", "Những gì sổ cho xem", HANOI)
NAME = "Đoàn công tác của Thanh tra Chính phủ thăm, làm việc tại Nhật Bản; họp hai bên \\ ký kết"


def event(**data) -> Event:
    facts = {
        "uid": "activity-a1@register.example.vn",
        "version": 4,
        "changed_at": CHANGED,
        "when": Span(dt.date(2026, 3, 10), dt.date(2026, 3, 12)),
        "text": NAME,
        "url": "https://register.example.vn/activities/a1/",
    }
    return Event(**facts | data)


def by_ics(text: str) -> list:
    """Give the events as the third library reads them; it warns of what it will change one day."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import ics

        return list(ics.Calendar(text).events)


def only(text: str):
    """Give the one event of a file as icalendar reads it."""
    (found,) = Calendar.from_ical(text).walk("VEVENT")
    return found


class TestDays:
    def test_three_readers_find_the_same_days_and_words(self):
        text = feed_file(TITLE, [event(note="một\nhai", place="Tô-ky-ô, Nhật Bản")])

        read = only(text)
        assert (read.decoded("DTSTART"), read.decoded("DTEND")) == (
            dt.date(2026, 3, 10),
            dt.date(2026, 3, 13),
        )
        assert (str(read["SUMMARY"]), str(read["DESCRIPTION"])) == (NAME, "một\nhai")

        simple = vobject.readOne(text).vevent
        assert (simple.dtstart.value, simple.dtend.value) == (
            dt.date(2026, 3, 10),
            dt.date(2026, 3, 13),
        )
        assert (simple.summary.value, simple.location.value) == (NAME, "Tô-ky-ô, Nhật Bản")

        (third,) = by_ics(text)
        assert third.all_day
        assert (third.begin.date(), third.name) == (dt.date(2026, 3, 10), NAME)
        assert third.duration == dt.timedelta(days=3)

    def test_one_day_ends_on_the_day_after(self):
        day = dt.date(2026, 12, 31)

        read = only(feed_file(TITLE, [event(when=Span(day, day))]))

        assert read.decoded("DTEND") == dt.date(2027, 1, 1)

    def test_the_last_day_there_is_needs_no_day_after(self):
        read = only(feed_file(TITLE, [event(when=Span(dt.date.max, dt.date.max))]))

        assert read.decoded("DTSTART") == dt.date.max
        assert "DTEND" not in read

    @pytest.mark.parametrize(
        ("level", "word"),
        [
            (Classification.PUBLIC, "PUBLIC"),
            (Classification.INTERNAL, "PRIVATE"),
            (Classification.RESTRICTED, "CONFIDENTIAL"),
        ],
    )
    def test_class_version_status_and_address(self, level, word):
        one = event(classification=level, status=Status.CANCELLED, category="Đoàn ra")

        read = only(feed_file(TITLE, [one]))

        assert (read["CLASS"], read["STATUS"], int(read["SEQUENCE"])) == (word, "CANCELLED", 4)
        assert read.decoded("DTSTAMP") == read.decoded("LAST-MODIFIED") == CHANGED
        assert (read["URL"], read["UID"]) == (one.url, one.uid)
        assert read.categories == ["Đoàn ra"]

    def test_only_what_is_busy_takes_time(self):
        marks = [only(feed_file(TITLE, [event(is_busy=busy)]))["TRANSP"] for busy in (True, False)]

        assert marks == ["OPAQUE", "TRANSPARENT"]


class TestHours:
    def test_hours_stand_in_their_zone_and_the_zone_is_described(self):
        hours = Hours(dt.date(2026, 3, 10), dt.time(9), dt.time(10, 30), HANOI)
        text = feed_file(TITLE, [event(when=hours)])

        read = only(text)
        assert read["DTSTART"].params["TZID"] == HANOI
        assert read.decoded("DTSTART").astimezone(dt.UTC).hour == 2
        assert read.decoded("DTEND") - read.decoded("DTSTART") == dt.timedelta(minutes=90)
        (zone,) = Calendar.from_ical(text).walk("VTIMEZONE")
        assert zone["TZID"] == HANOI

        simple = vobject.readOne(text).vevent
        assert simple.dtstart.value.utcoffset() == dt.timedelta(hours=7)

        (third,) = by_ics(text)
        assert third.begin.to("utc").hour == 2

    @pytest.mark.parametrize("end", [None, dt.time(9)])
    def test_an_end_that_nobody_knows_is_not_made_up(self, end):
        hours = Hours(dt.date(2026, 3, 10), dt.time(9), end, HANOI)

        assert "DTEND" not in only(feed_file(TITLE, [event(when=hours)]))

    def test_hours_of_a_place_with_several_zones_have_none(self):
        hours = Hours(dt.date(2026, 3, 10), dt.time(9), dt.time(10))
        text = feed_file(TITLE, [event(when=hours)])

        assert only(text).decoded("DTSTART") == dt.datetime(2026, 3, 10, 9)  # noqa: DTZ001  # on purpose
        assert "VTIMEZONE" not in text


class TestFile:
    def test_a_feed_has_a_name_no_method_and_says_how_often_to_ask(self):
        read = Calendar.from_ical(feed_file(TITLE, [event()]))

        # The library leaves texts escaped whose type it does not know.
        assert str(read["NAME"]) == str(read["X-WR-CALNAME"]) == escaped(TITLE.name)
        assert (str(read["X-WR-TIMEZONE"]), str(read["VERSION"])) == (HANOI, "2.0")
        assert read.decoded("REFRESH-INTERVAL") == dt.timedelta(hours=4)
        assert "METHOD" not in read

    def test_a_single_file_is_published(self):
        assert Calendar.from_ical(single_file([event()]))["METHOD"] == "PUBLISH"

    def test_a_feed_without_events_is_a_calendar_too(self):
        text = feed_file(TITLE, [])

        assert Calendar.from_ical(text).walk("VEVENT") == []
        assert not by_ics(text)

    def test_every_line_ends_with_cr_lf_and_none_is_longer_than_75_octets(self):
        note = "Với: Ủy ban Chống tham nhũng và Quyền công dân Hàn Quốc\n" * 20

        data = feed_file(TITLE, [event(note=note)] * 3).encode()

        assert data.endswith(b"END:VCALENDAR\r\n")
        assert data.count(b"\n") == data.count(b"\r\n") == data.count(b"\r")
        assert all(len(line) <= 75 for line in data.split(b"\r\n"))

    @given(st.text(st.characters(exclude_categories=["Cs"])))
    def test_no_text_makes_another_event(self, text):
        file = feed_file(TITLE, [event(text=f"x{text}x", note=f"x{text}x")])

        assert file.count("\r\nBEGIN:VEVENT\r\n") == 1
        assert len(Calendar.from_ical(file).walk("VEVENT")) == 1
        assert len(vobject.readOne(file).vevent_list) == 1


class TestZones:
    @pytest.mark.parametrize(
        ("country", "zone"),
        [("VN", HANOI), ("JP", "Asia/Tokyo"), ("KR", "Asia/Seoul"), ("US", ""), ("", "")],
    )
    def test_a_country_of_one_zone_has_it(self, country, zone):
        assert zone_of(country) == zone

    @pytest.mark.parametrize(
        "name",
        [HANOI, "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu"],
    )
    def test_the_description_of_a_zone_gives_the_hours_the_zone_has(self, name):
        from zoneinfo import ZoneInfo

        lines = lines_of_zone(name, dt.date(2026, 1, 1), dt.date(2027, 12, 31))
        text = joined(["BEGIN:VCALENDAR", *lines, "END:VCALENDAR"])
        described = Calendar.from_ical(text).walk("VTIMEZONE")[0].to_tz(lookup_tzid=False)

        for day in range(0, 700, 5):
            moment = dt.datetime(2026, 1, 3, 12, tzinfo=dt.UTC) + dt.timedelta(days=day)
            local = moment.astimezone(ZoneInfo(name)).replace(tzinfo=None)
            assert (
                local.replace(tzinfo=described).utcoffset()
                == local.replace(tzinfo=ZoneInfo(name)).utcoffset()
            ), local
