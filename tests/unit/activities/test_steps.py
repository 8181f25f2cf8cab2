"""Each step of an activity: what it does, what it refuses, and that it can be taken back."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import override
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from banggiao.accounts.enums import Role
from banggiao.activities import queries
from banggiao.activities.actions import activities, steps
from banggiao.activities.models import Activity, Step
from banggiao.audit.presenting import present
from banggiao.audit.queries import history_of
from banggiao.core.dates import PartialDate, format_partial
from banggiao.core.errors import Refused
from banggiao.plans.enums import ActivityKind
from tests.factories.activities import (
    activity,
    confirmed,
    day,
    held,
    last,
    participant,
    postponed,
    refusal,
)
from tests.factories.partners import RESTRICTED, officer, organisation, writer
from tests.factories.plans import approved, frozen_line, line

pytestmark = pytest.mark.django_db

HEAD = writer()
LATER = "2099-05-12"


def step(record: Activity) -> Step:
    """Give the last step."""
    return record.steps.order_by("-number")[0]


# Confirming


def test_a_confirmed_activity_has_a_step_and_an_event():
    record = activity(headcount=5, start=LATER)
    done = steps.confirm_activity(record, by=officer(), act_text="Công văn 12")
    assert done.stage == "confirmed"
    written = step(done)
    assert (written.number, written.kind, written.on) == (1, "confirmed", timezone.localdate())
    assert (written.was_stage, str(written.was_start), written.act_text) == (
        "preparing",
        LATER,
        "Công văn 12",
    )
    assert last().action == "activities.activity_confirmed"
    assert refusal(lambda: steps.confirm_activity(done, by=HEAD)) == "confirmed_already"


def test_what_is_missing_is_said_before_it_is_confirmed():
    bare = activity(start="", host=None, partners=[])
    codes = [thing.code for thing in queries.missing_to_confirm(bare)]
    assert codes == ["date_missing", "party_missing", "head_missing"]
    assert refusal(lambda: steps.confirm_activity(bare, by=HEAD)) == "date_missing"
    for start in ("201X", "2019/2020", "XXXX-05-01"):
        assert queries.missing_to_confirm(activity(start=start))[0].code == "date_missing"
    record = activity()
    assert refusal(lambda: steps.confirm_activity(record, by=HEAD)) == "head_missing"
    participant(record, "Nguyễn Văn A1", role="head")
    assert steps.confirm_activity(record, by=HEAD).stage == "confirmed"
    meeting = activity(kind=ActivityKind.MEETING)
    assert steps.confirm_activity(meeting, by=HEAD).stage == "confirmed"


def test_where_the_year_has_a_plan_a_line_or_a_ground_and_a_paper_are_asked_for():
    row = frozen_line(year=2026)
    record = activity(start="2026-05", headcount=3)
    confirm = lambda **data: steps.confirm_activity(record, by=HEAD, **data)  # noqa: E731  # short
    assert refusal(confirm) == "plan_line_missing"
    assert refusal(lambda: confirm(outside_ground="Bạn mời")) == "outside_act_missing"
    assert confirm(plan_line=row).plan_line == row
    other = activity(start="2026-05", headcount=3)
    done = steps.confirm_activity(
        other, by=HEAD, outside_ground="Bạn mời", outside_act_text="Công văn 15"
    )
    assert done.is_outside_plan


def test_a_plan_that_is_not_approved_asks_for_nothing():
    row = line()
    assert confirmed(start="2026-05").stage == "confirmed"
    approved(row.plan)
    record = activity(start="2025", headcount=1)
    assert steps.confirm_activity(record, by=HEAD)


def test_a_line_of_the_year_before_does_not_carry_what_moved_on():
    row = frozen_line(year=2026)
    record = confirmed(plan_line=row, start="2026-11")
    moved = steps.postpone_activity(record, by=HEAD, reason="Bão", start="2027-02")
    assert moved.plan_line == row
    assert refusal(lambda: steps.confirm_activity(moved, by=HEAD)) == "line_of_other_year"


# Start and finish


def test_a_confirmed_one_begins_and_is_held():
    today = timezone.localdate()
    record = confirmed(start=today.isoformat())
    begun = steps.start_activity(record, by=HEAD)
    assert begun.stage == "under_way"
    assert refusal(lambda: steps.start_activity(begun, by=HEAD)) == "under_way_already"
    done = steps.finish_activity(begun, by=HEAD, end=today, headcount=12, cost=5_000_000)
    assert (done.stage, done.people, done.cost) == ("held", 12, 5_000_000)
    assert [s.kind for s in done.steps.order_by("number")] == ["confirmed", "started", "finished"]
    assert refusal(lambda: steps.finish_activity(done, by=HEAD)) == "held_already"


def test_nothing_begins_or_ends_before_its_time():
    record = confirmed(start=LATER)
    assert refusal(lambda: steps.start_activity(record, by=HEAD)) == "not_begun"
    assert refusal(lambda: steps.finish_activity(record, by=HEAD)) == "not_begun"
    fresh = activity()
    assert refusal(lambda: steps.start_activity(fresh, by=HEAD)) == "not_confirmed"


def test_what_was_held_long_ago_is_over_on_its_last_day():
    record = held(start="2016-04-05", end="2016-04-07")
    assert step(record).on == dt.date(2016, 4, 7)
    assert queries.stage_on(record, dt.date(2016, 4, 6)) == "preparing"
    assert queries.stage_on(record, dt.date(2016, 4, 7)) == "held"
    this_year = held(start=str(timezone.localdate().year))
    assert step(this_year).on <= timezone.localdate()
    assert held(start="").stage == "held"


def test_what_the_plan_asks_for_is_asked_for_after_the_fact_too():
    frozen_line(year=2026)
    record = activity(start="2026-01-05", headcount=2)
    assert refusal(lambda: steps.finish_activity(record, by=HEAD)) == "plan_line_missing"


# Postponing


def test_postponed_to_a_date_is_prepared_again_and_without_one_waits():
    record = confirmed(start=LATER)
    moved = steps.postpone_activity(record, by=HEAD, reason="Bạn bận", start="2099-09")
    assert (moved.stage, str(moved.start), moved.was_postponed) == ("preparing", "2099-09", True)
    waits = steps.postpone_activity(moved, by=HEAD, reason="Chưa rõ")
    assert (waits.stage, waits.start, waits.period_earliest) == ("postponed", None, None)
    assert refusal(lambda: steps.confirm_activity(waits, by=HEAD)) == "is_postponed"
    back = steps.resume_activity(waits, by=HEAD, start="2099-10-01", end="2099-10-02")
    assert (back.stage, str(back.end)) == ("preparing", "2099-10-02")
    assert last().action == "activities.activity_resumed"


def test_postponing_is_refused_without_a_ground_or_to_the_same_date():
    record = activity(start=LATER)
    postpone: Any = lambda **data: steps.postpone_activity(record, by=HEAD, **data)  # noqa: E731  # short
    assert refusal(lambda: postpone(reason=" ")) == "reason_missing"
    assert refusal(lambda: postpone(reason="vì", start=LATER)) == "date_unchanged"
    resume = lambda start: steps.resume_activity(record, by=HEAD, start=start)  # noqa: E731  # short
    assert refusal(lambda: resume("2099")) == "not_postponed"
    waits = postponed()
    assert refusal(lambda: steps.resume_activity(waits, by=HEAD, start="")) == "date_missing"


# Online


def test_moved_online_keeps_the_stage():
    record = confirmed(start=LATER, mode="in_person")
    moved = steps.move_online(record, by=HEAD, reason="Dịch bệnh", act_text="Thông báo 3")
    assert (moved.stage, moved.mode, moved.was_moved_online) == ("confirmed", "online", True)
    again = lambda mode: steps.move_online(moved, by=HEAD, reason="vì", mode=mode)  # noqa: E731  # short
    assert refusal(lambda: again("online")) == "mode_unchanged"
    assert refusal(lambda: again("in_person")) == "mode_not_online"
    assert again("hybrid").mode == "hybrid"
    with pytest.raises(Refused):
        steps.move_online(moved, by=HEAD, reason="")


# Cancelling


def test_cancelled_keeps_its_dates_and_goes_no_further():
    record = steps.cancel_activity(confirmed(start=LATER), by=HEAD, reason="Bạn hủy")
    assert (record.stage, str(record.start)) == ("cancelled", LATER)
    for call in (
        lambda: steps.confirm_activity(record, by=HEAD),
        lambda: steps.finish_activity(record, by=HEAD),
        lambda: steps.postpone_activity(record, by=HEAD, reason="vì"),
        lambda: steps.resume_activity(record, by=HEAD, start="2099"),
        lambda: steps.move_online(record, by=HEAD, reason="vì"),
        lambda: steps.cancel_activity(record, by=HEAD, reason="vì"),
    ):
        assert refusal(call) == "is_cancelled"
    fresh = activity()
    assert refusal(lambda: steps.cancel_activity(fresh, by=HEAD, reason="")) == "reason_missing"
    done = held()
    assert refusal(lambda: steps.cancel_activity(done, by=HEAD, reason="vì")) == "held_already"


# Days of steps


def test_a_step_lies_neither_in_the_future_nor_before_the_last_one():
    record = activity(start=LATER, headcount=1)
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    confirm = lambda on: steps.confirm_activity(record, by=HEAD, on=on)  # noqa: E731  # short
    assert refusal(lambda: confirm(tomorrow)) == "step_in_future"
    done = confirm(day("2026-02-01"))
    cancel: Any = lambda on: steps.cancel_activity(done, by=HEAD, reason="vì", on=on)  # noqa: E731  # short
    assert refusal(lambda: cancel(day("2026-01-31"))) == "step_before_last"
    assert cancel(day("2026-02-01")).stage == "cancelled"


# Taking back


def test_the_last_step_is_taken_back_and_the_log_keeps_it():
    record = activity(start=LATER, end="2099-05-14", headcount=1, mode="in_person")
    confirm = steps.confirm_activity(record, by=HEAD)
    waits = steps.postpone_activity(confirm, by=HEAD, reason="Bạn bận")
    back = steps.take_back_step(waits, by=HEAD, reason="Nhầm")
    assert (back.stage, str(back.start), str(back.end)) == ("confirmed", LATER, "2099-05-14")
    assert not back.was_postponed
    assert (last().action, last().reason) == ("activities.step_taken_back", "Nhầm")
    online = steps.move_online(back, by=HEAD, reason="Dịch")
    back = steps.take_back_step(online, by=HEAD, reason="Nhầm")
    assert (back.mode, back.was_moved_online, back.steps.count()) == ("in_person", False, 1)
    assert refusal(lambda: steps.take_back_step(back, by=HEAD, reason="")) == "reason_missing"
    first = steps.take_back_step(back, by=HEAD, reason="Nhầm")
    assert refusal(lambda: steps.take_back_step(first, by=HEAD, reason="Nhầm")) == "no_step"


def test_a_date_corrected_after_confirming_stays_when_that_is_taken_back():
    record = confirmed(start=LATER)
    corrected = activities.change_activity(record, by=HEAD, start="2099-06-01", reason="Đính chính")
    assert str(steps.take_back_step(corrected, by=HEAD, reason="Nhầm").start) == "2099-06-01"


def test_the_log_tells_a_step_with_its_day_and_not_what_was_there_before():
    record = confirmed(start=LATER)
    steps.cancel_activity(record, by=HEAD, reason="Bạn hủy")
    with override("en"):
        (event, *_older) = present(list(history_of(record, HEAD)), HEAD)
    lines = {line.label: (line.before, line.after) for line in event["changes"]}
    today = format_partial(PartialDate.parse(timezone.localdate().isoformat()), "en")
    assert lines == {
        "Stage": ("Confirmed", "Cancelled"),
        "Steps": ("", f"Cancelled, {today}, Bạn hủy"),
    }


# Rights


@pytest.mark.parametrize("role", [Role.LEADER, Role.CONTRIBUTOR, Role.CLERK, Role.AUDITOR])
def test_only_officers_and_heads_take_steps(role: Role):
    record, by = activity(headcount=1), writer(role)
    for call in (
        lambda: steps.confirm_activity(record, by=by),
        lambda: steps.finish_activity(record, by=by),
        lambda: steps.postpone_activity(record, by=by, reason="vì"),
        lambda: steps.move_online(record, by=by, reason="vì"),
        lambda: steps.cancel_activity(record, by=by, reason="vì"),
        lambda: steps.take_back_step(record, by=by, reason="vì"),
    ):
        with pytest.raises(PermissionDenied):
            call()


def test_a_hidden_line_or_activity_is_refused():
    hidden = frozen_line(classification=RESTRICTED)
    record = activity(start="2026-05", headcount=1)
    with pytest.raises(PermissionDenied):
        steps.confirm_activity(record, by=officer(), plan_line=hidden)
    secret = activity(classification=RESTRICTED)
    with pytest.raises(PermissionDenied):
        steps.cancel_activity(secret, by=officer(), reason="vì")


# How it stood on a day


MOVES: list[Any] = [
    lambda r, on: steps.confirm_activity(r, by=HEAD, on=on),
    lambda r, on: steps.start_activity(r, by=HEAD, on=on),
    lambda r, on: steps.finish_activity(r, by=HEAD, on=on),
    lambda r, on: steps.postpone_activity(r, by=HEAD, on=on, reason="vì"),
    lambda r, on: steps.postpone_activity(r, by=HEAD, on=on, reason="vì", start="2019-08"),
    lambda r, on: steps.resume_activity(r, by=HEAD, on=on, start="2019-09"),
    lambda r, on: steps.move_online(r, by=HEAD, on=on, reason="vì"),
    lambda r, on: steps.cancel_activity(r, by=HEAD, on=on, reason="vì"),
    lambda r, _on: steps.take_back_step(r, by=HEAD, reason="vì"),
]


def state(record: Activity) -> tuple[Any, ...]:
    return record.stage, record.start, record.end, record.mode


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(MOVES), st.integers(0, 20)), max_size=8))
def test_today_is_a_day_like_any_other(moves):
    record = activity(host=organisation(), headcount=1)
    on = dt.date(2019, 12, 1)
    stood = [(dt.date.min, state(record))]
    for move, later in moves:
        before = record.steps.count()
        try:
            record = move(record, on + dt.timedelta(days=later))
        except Refused:
            continue
        on += dt.timedelta(days=later)
        if record.steps.count() < before:
            stood.pop()
            assert state(record) == stood[-1][1]
        else:
            stood.append((on, state(record)))
    rows, today = list(record.steps.all()), timezone.localdate()
    assert queries.stage_on(record, today) == record.stage
    assert queries.seen_on(record, rows, today).was_moved_online == record.was_moved_online
    for then in [today, *(d + dt.timedelta(days=n) for d, _ in stood[1:] for n in (-1, 0, 1))]:
        seen = queries.seen_on(record, rows, then)
        expected = [known for since, known in stood if since <= then][-1]
        assert (seen.stage, seen.start, seen.end, seen.mode) == expected
