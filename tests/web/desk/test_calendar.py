"""The calendar: what stands on which day, for whom, and how it is narrowed."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from banggiao.activities.actions.steps import cancel_activity
from banggiao.core.panels import CALENDAR, CalendarEntry, CalendarSource
from banggiao.desk.calendar import Month, sheet
from tests.factories.accounts import make_user
from tests.factories.activities import activity
from tests.factories.agreements import instrument
from tests.factories.duties import duty, kept, own_body
from tests.factories.partners import INTERNAL, RESTRICTED, organisation, writer
from tests.factories.plans import approved, line, plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(client, sign_in):
    return sign_in(client, make_user("officer", clearance=INTERNAL))


def on_days(page) -> dict[str, list[str]]:
    """Give what stands on each day of the month."""
    days = page.context["sheet"].days
    return {day.date.isoformat(): [one.entry.text for one in day.shown] for day in days}


def whole(page) -> list[str]:
    """Give what stands above the days."""
    return [one.entry.text for one in page.context["sheet"].whole]


class TestMonth:
    @pytest.mark.parametrize(
        "text", ["", "2026", "2026-13", "2026-00", "26-11", "1899-12", "2200-01", "x", "2026-11-02"]
    )
    def test_reads_only_a_month(self, text):
        assert Month.parse(text) is None

    def test_knows_its_neighbours(self):
        month = Month.parse("2026-12")
        assert (str(month.before), str(month.after)) == ("2026-11", "2027-01")
        assert Month.parse("2199-12").after is None
        assert Month.parse("1900-01").before is None

    @pytest.mark.parametrize("year", [2024, 2026, 2027])
    def test_a_sheet_has_whole_weeks_from_monday_that_hold_the_month(self, year):
        for number in range(1, 13):
            month = Month(year, number)
            weeks = sheet(month, writer(), month.first).weeks
            days = [day for week in weeks for day in week.days]
            assert {len(week.days) for week in weeks} == {7}
            assert days[0].date.weekday() == 0
            inside = [day.date for day in days if day.in_month]
            assert (inside[0], inside[-1]) == (month.first, month.last)
            for week in weeks:
                assert all(sum(piece.days for piece in row) == 7 for row in week.rows)


class TestDays:
    def test_things_of_all_rooms_stand_on_their_days(self, officer, sound):
        activity("Đoàn vào", start="2026-03-10", end="2026-03-12")
        duty("Báo cáo", due="2026-03-12")
        line("Đoàn ra", of=plan(2026), start="2026-03-20")
        line("Hội thảo", of=plan(2026), start="2026-03")
        approved(plan(2026))
        instrument(
            own_body(), name="Thỏa thuận", is_signed=True, signed="2020", term_end="2026-03-31"
        )

        page = officer.get("/calendar/?month=2026-03")

        assert on_days(page) == {
            "2026-03-10": ["Đoàn vào"],
            "2026-03-11": ["Đoàn vào"],
            "2026-03-12": ["Đoàn vào", "Báo cáo"],
            "2026-03-20": ["Đoàn ra"],
            "2026-03-31": ["Thỏa thuận"],
        }
        assert whole(page) == ["Hội thảo"]
        text = sound(page)
        assert 'colspan="3"' in text
        assert "Calendar of March 2026" in text

    def test_a_span_over_weeks_goes_on_in_the_next(self, officer):
        activity("Khóa học", start="2026-03-06", end="2026-03-17")

        weeks = officer.get("/calendar/?month=2026-03").context["sheet"].weeks
        pieces = [p for week in weeks for row in week.rows for p in row if p.shown]

        assert [(p.days, p.came_on, p.goes_on) for p in pieces] == [
            (3, False, True),
            (7, True, True),
            (2, True, False),
        ]

    def test_what_overlaps_stands_in_rows_of_its_own(self, officer):
        activity("Dài", start="2026-03-02", end="2026-03-05")
        activity("Chồng", start="2026-03-03")
        activity("Sau", start="2026-03-06")

        week = officer.get("/calendar/?month=2026-03").context["sheet"].weeks[1]
        rows = [[p.shown.entry.text for p in row if p.shown] for row in week.rows]

        assert rows == [["Dài", "Sau"], ["Chồng"]]

    def test_a_date_known_to_the_quarter_stands_above_and_one_known_to_the_year_nowhere(
        self, officer
    ):
        duty("Trong quý", due="2026-33")
        duty("Trong năm", due="2026")
        duty("Trong tháng", due="2026-03")
        duty("Tháng khác", due="2026-04")
        duty("Không rõ", due="")

        assert whole(officer.get("/calendar/?month=2026-03")) == ["Trong quý", "Trong tháng"]
        assert whole(officer.get("/calendar/?month=2026-04")) == ["Tháng khác"]

    def test_days_of_the_neighbours_are_filled_in_the_table_only(self, officer):
        duty("Tháng trước", due="2026-02-28")

        page = officer.get("/calendar/?month=2026-03")

        assert on_days(page) == {}
        assert "Tháng trước" in page.content.decode()

    def test_how_each_stands_is_said(self, officer):
        cancel_activity(activity("Hủy", start="2026-03-03"), by=writer(), reason="Bạn bận")
        kept("2026-03-01", "Xong", due="2026-03-04")
        duty("Trễ", due="2020-01-02")

        shown = officer.get("/calendar/?month=2026-03").context["sheet"].days
        marks = {
            d.shown[0].entry.text: (d.shown[0].entry.word, d.shown[0].entry.is_off) for d in shown
        }

        assert marks == {"Hủy": ("Cancelled", True), "Xong": ("kept", False)}
        assert "<s>Hủy</s>" in officer.get("/calendar/?month=2026-03").content.decode()

    def test_a_line_that_is_carried_out_or_dropped_does_not_stand_twice(self, officer):
        planned = line("Đoàn ra", of=plan(2026), start="2026-03-20")
        approved(plan(2026))
        activity("Đoàn ra Úc", start="2026-03-20", plan_line=planned)

        assert on_days(officer.get("/calendar/?month=2026-03")) == {"2026-03-20": ["Đoàn ra Úc"]}

    def test_lines_of_a_draft_do_not_stand_there(self, officer):
        line("Nháp", of=plan(2026), start="2026-03-20")

        assert on_days(officer.get("/calendar/?month=2026-03")) == {}


class TestPage:
    def test_hidden_things_leave_no_trace(self, officer):
        secret = {"classification": RESTRICTED}
        own_body()
        before = officer.get("/calendar/?month=2026-03").content.decode()
        partner = organisation("Cơ quan kín", **secret)
        activity("Kín 1", start="2026-03-10", host=own_body(), partners=[partner], **secret)
        duty("Kín 2", due="2026-03-12", **secret)
        instrument(
            own_body(), name="Kín 3", is_signed=True, signed="2020", term_end="2026-03-31", **secret
        )
        line("Kín 4", of=plan(2026, **secret), start="2026-03-20", **secret)
        approved(plan(2026))
        officer.get("/calendar/?month=2026-03")

        after = officer.get("/calendar/?month=2026-03").content.decode()

        def plain(text: str) -> list[str]:
            return [one for one in text.splitlines() if "csrf" not in one.lower()]

        assert plain(after) == plain(before)

    def test_what_narrows_it_stays_in_the_address(self, officer):
        activity("Đoàn vào", start="2026-03-10")
        duty("Báo cáo", due="2026-03-12")

        page = officer.get("/calendar/?month=2026-03&what=duties")

        assert on_days(page) == {"2026-03-12": ["Báo cáo"]}
        assert [way.url for way in page.context["ways"]] == [
            "?month=2026-02&what=duties",
            "?what=duties",
            "?month=2026-04&what=duties",
        ]
        assert [way.label for way in page.context["kinds"] if way.is_on] == ["What is due"]
        everything = officer.get("/calendar/?month=2026-03&what=nothing")
        assert len(on_days(everything)) == 2

    def test_a_month_that_cannot_be_read_shows_this_one_and_says_so(self, officer, sound):
        page = officer.get("/calendar/?month=%3Cb%3Emay")

        assert "“&lt;b&gt;may” is no month." in sound(page)
        assert page.context["sheet"].month == Month.of(timezone.localdate())

    def test_an_empty_month_says_what_to_do(self, officer, sound):
        assert "Nothing stands in this month" in sound(officer.get("/calendar/?month=1950-01"))

    def test_a_room_joins_by_the_registry(self, officer):
        day = dt.date(2026, 3, 5)
        one = CalendarEntry("Từ phòng khác", "/x/", day, day, "5/3/2026")
        CALENDAR.add("test", CalendarSource("Tests", lambda _user, _first, _last: [one]))
        try:
            page = officer.get("/calendar/?month=2026-03&what=test")
        finally:
            CALENDAR._providers.pop("test")

        assert on_days(page) == {"2026-03-05": ["Từ phòng khác"]}

    def test_the_number_of_questions_does_not_grow(self, officer):
        line(of=plan(2026), start="2026-03-05")
        line(of=plan(2026), start="2026-03")
        approved(plan(2026))
        counts = []
        for size in (1, 4):
            for _number in range(size):
                activity(start="2026-03-10")
                duty(due="2026-03-12")
                instrument(own_body(), is_signed=True, signed="2020", term_end="2026-03-31")
            with CaptureQueriesContext(connection) as asked:
                officer.get("/calendar/?month=2026-03")
            counts.append(len(asked))

        assert counts[0] == counts[1]
        assert counts[1] <= 25
