"""How a deadline is counted, and who keeps its rules."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from banggiao.audit.models import Event
from banggiao.core.errors import Refused
from banggiao.duties.actions import deadlines as actions
from banggiao.duties.deadlines import (
    WorkingDays,
    count,
    due_day,
    in_each_language,
    rule_for,
    rules_on,
    working_days,
)
from banggiao.duties.enums import DayKind, DayUnit, Matter
from banggiao.duties.models import DeadlineRule
from tests.factories.deadlines import calendar, rule
from tests.factories.partners import writer

pytestmark = pytest.mark.django_db

DAY = dt.date


def test_working_days_leave_out_weekends_and_days_off():
    calendar(2026, off=["2026-11-05", "2026-11-06"])
    due = count(DAY(2026, 11, 3), 7, DayUnit.WORKING)

    assert due.day == DAY(2026, 11, 16)
    assert (due.off, due.made_up, due.missing) == (2, 0, ())
    with override("en"):
        assert due.sentence == "7 working days from 3 November 2026, 2 public holidays left out"
    with override("vi"):
        assert due.sentence == "7 ngày làm việc từ 3/11/2026, nghỉ 2 ngày lễ"


def test_a_weekend_day_made_up_is_counted():
    calendar(2026, off=["2026-08-31"], made_up=["2026-08-22"])
    due = count(DAY(2026, 8, 20), 2, DayUnit.WORKING)

    assert due.day == DAY(2026, 8, 22)
    assert due.made_up == 1


def test_calendar_days_count_all_and_move_off_a_day_off():
    calendar(2026, off=["2026-11-24"])
    assert count(DAY(2026, 11, 1), 10, DayUnit.CALENDAR).day == DAY(2026, 11, 11)
    moved = count(DAY(2026, 11, 11), 10, DayUnit.CALENDAR)
    assert (moved.day, moved.moved) == (DAY(2026, 11, 23), True)
    assert count(DAY(2026, 11, 14), 10, DayUnit.CALENDAR).day == DAY(2026, 11, 25)


def test_where_the_calendar_ends_the_day_is_counted_and_says_so():
    calendar(2026)
    due = count(DAY(2026, 12, 28), 7, DayUnit.WORKING)

    assert due.day == DAY(2027, 1, 6)
    assert due.missing == (2027,)
    with override("en"):
        assert "The days off of 2027 are not entered" in due.words
    assert not count(DAY(2026, 12, 1), 7, DayUnit.WORKING).warning
    words = in_each_language(due)
    assert set(words) == {"vi", "en", "ja"}
    assert len(set(words.values())) == 3


def test_a_weekend_is_data_too():
    calendar(2026, rest_days="57")
    assert count(DAY(2026, 11, 5), 1, DayUnit.WORKING).day == DAY(2026, 11, 7)


def test_a_day_out_of_range_is_refused():
    for start in (DAY(1900, 1, 1), DAY(2100, 12, 31)):
        with pytest.raises(Refused) as caught:
            count(start, 7, DayUnit.WORKING)
        assert caught.value.code == "day_out_of_range"


def test_one_deadline_asks_as_much_as_many_days(django_assert_num_queries):
    calendar(2026, off=["2026-11-24"])
    with django_assert_num_queries(2):
        count(DAY(2026, 11, 3), 7, DayUnit.WORKING)
    with django_assert_num_queries(2):
        count(DAY(2026, 11, 3), 900, DayUnit.WORKING)


days = st.dates(DAY(2000, 1, 1), DAY(2090, 12, 31))
kinds = st.sampled_from(DayKind.values)


@given(
    start=days,
    number=st.integers(1, 60),
    unit=st.sampled_from(DayUnit.values),
    differing=st.lists(st.tuples(st.integers(0, 90), kinds), max_size=20),
)
def test_counting_goes_forward_and_never_lands_on_a_day_off(start, number, unit, differing):
    around = {start + dt.timedelta(days=n): kind for n, kind in differing}
    given_days = WorkingDays({start.year: "67", start.year + 1: "67"}, around)
    due = count(start, number, unit, given_days)
    later = count(start, number + 1, unit, given_days)
    from_later = count(start + dt.timedelta(days=1), number, unit, given_days)

    assert due.day >= start + dt.timedelta(days=number)
    assert given_days.is_worked(due.day)
    assert due.day <= later.day
    assert due.day <= from_later.day
    if unit == DayUnit.WORKING:
        assert due.day < later.day
        passed = (due.day - start).days
        worked = [
            n for n in range(1, passed + 1) if given_days.is_worked(start + dt.timedelta(days=n))
        ]
        assert len(worked) == number


class TestRules:
    def test_the_first_rules_stand_and_say_that_nobody_confirmed_them(self):
        found = DeadlineRule.objects.values_list("matter", "days", "unit", "confirmed_by")
        assert set(found) == {
            ("opinion", 7, "working", ""),
            ("opinion_short", 3, "working", ""),
            ("treaty_opinion", 10, "calendar", ""),
            ("signed_copy", 15, "calendar", ""),
        }

    def test_the_rule_in_force_on_the_day_counts(self):
        today = rule_for(Matter.OPINION, DAY(2026, 11, 3))
        actions.change_deadline(
            today, by=writer(), valid_until=DAY(2026, 12, 31), reason="Luật mới"
        )
        new = rule(matter=Matter.OPINION, days=5, valid_from=DAY(2027, 1, 1))

        assert rule_for(Matter.OPINION, DAY(2026, 12, 31)) == today
        assert rule_for(Matter.OPINION, DAY(2027, 1, 1)) == new
        assert due_day(new, DAY(2027, 1, 4)).days == 5
        assert new not in rules_on(DAY(2026, 12, 31))

    def test_no_rule_on_the_day_is_said(self):
        with pytest.raises(Refused) as caught:
            rule_for(Matter.OPINION, DAY(2019, 1, 1))
        assert caught.value.code == "no_rule"

    def test_a_rule_is_entered_and_changed_with_its_event(self):
        made = rule("Báo cáo sau chuyến đi", days=10)
        changed = actions.change_deadline(made, by=writer(), days=15, reason="Quy chế mới")

        assert (changed.days, changed.code) == (15, "bao-cao-sau-chuyen-di")
        events = Event.objects.filter(object_code=made.code).order_by("pk")
        assert [(e.action, e.reason) for e in events] == [
            ("duties.deadline_added", ""),
            ("duties.deadline_changed", "Quy chế mới"),
        ]

    @pytest.mark.parametrize("role", ["officer", "leader", "contributor", "clerk", "auditor"])
    def test_only_heads_and_administrators_may(self, role):
        with pytest.raises(PermissionDenied):
            rule(by=writer(role))
        with pytest.raises(PermissionDenied):
            actions.change_deadline(DeadlineRule.objects.all()[0], by=writer(role), days=1)

    def test_two_rules_of_one_matter_at_one_time_are_refused(self):
        with pytest.raises(Refused) as caught:
            rule(matter=Matter.OPINION, valid_from=DAY(2027, 1, 1))
        assert (caught.value.code, caught.value.field) == ("rule_twice", "valid_from")
        rule(matter=Matter.OPINION, valid_until=DAY(2021, 6, 30))
        rule("Một")
        rule("Hai")

    @pytest.mark.parametrize(
        "wrong",
        [
            {"days": 0},
            {"days": 1001},
            {"unit": ""},
            {"basis": ""},
            {"name_vi": ""},
            {"valid_from": DAY(2026, 2, 1), "valid_until": DAY(2026, 1, 1)},
            {"confirmed_by": "Vụ Pháp chế"},
            {"confirmed_on": DAY(2026, 1, 1)},
        ],
    )
    def test_what_cannot_be_is_refused(self, wrong):
        with pytest.raises(ValidationError):
            rule(**wrong)

    @pytest.mark.parametrize(
        ("constraint", "change"),
        [
            ("duties_deadlinerule_named", {"name_vi": ""}),
            ("duties_deadlinerule_matter_known", {"matter": "x"}),
            ("duties_deadlinerule_choices_known", {"unit": "x"}),
            ("duties_deadlinerule_choices_known", {"silence": "x"}),
            ("duties_deadlinerule_days_possible", {"days": 0}),
            ("duties_deadlinerule_has_basis", {"basis": ""}),
            ("duties_deadlinerule_dates_in_order", {"valid_until": DAY(2000, 1, 1)}),
            ("duties_deadlinerule_confirmed_wholly", {"confirmed_by": "x"}),
        ],
    )
    def test_the_database_refuses(self, constraint, change):
        record = rule(valid_from=DAY(2024, 1, 1))
        with pytest.raises(IntegrityError, match=f"{constraint}|CHECK"), transaction.atomic():
            DeadlineRule.objects.filter(pk=record.pk).update(**change)


def test_calendars_are_read_by_year():
    calendar(2026, off=["2026-11-24"])
    calendar(2027, off=["2027-01-01"])
    with CaptureQueriesContext(connection_of()) as asked:
        found = working_days([2026])
    assert len(asked) == 2
    assert set(found.differing) == {DAY(2026, 11, 24)}


def connection_of():
    from django.db import connection

    return connection
