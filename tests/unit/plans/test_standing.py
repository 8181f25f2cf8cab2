"""How a line stands on a day: what was approved, and what was decided up to then."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from banggiao.core.errors import Refused
from banggiao.plans.actions import adjustments
from banggiao.plans.models import PlanLine
from banggiao.plans.queries import line_on, span_of
from tests.factories.plans import DECISION, dropped, frozen_line, plan, planner, postponed

pytestmark = pytest.mark.django_db

DAY = dt.date(2026, 6, 1)


def test_a_line_stands_as_approved_until_something_is_decided():
    record = frozen_line(start="2026-05", cost=100, mode="in_person")
    postponed(record, "2026-09", "2026-03-10")
    before, after = line_on(record, dt.date(2026, 3, 9)), line_on(record, dt.date(2026, 3, 10))
    assert (before.standing, str(before.start)) == ("planned", "2026-05")
    assert (after.standing, str(after.start)) == ("postponed", "2026-09")


def test_a_postponed_line_keeps_that_it_was_postponed_through_other_changes():
    record = frozen_line(level="minister")
    postponed(record, "2026-09", "2026-03-10")
    adjustments.change_line_level(
        record, by=planner(), decided_on=DAY, level="deputy_minister", **DECISION
    )
    record.refresh_from_db()
    assert (record.standing, record.now_level) == ("postponed", "deputy_minister")
    assert record.level == "minister"


def test_a_late_line_was_not_in_the_plan_before_it_was_added():
    frozen_line()
    late = adjustments.add_late_line(
        plan(), by=planner(), decided_on=DAY, kind="workshop", name_vi="Hội thảo", **DECISION
    )
    assert not line_on(late, dt.date(2026, 5, 31)).in_plan
    assert line_on(late, DAY).in_plan
    assert late.added_on == DAY


def test_a_line_postponed_without_a_new_date_has_none():
    record = frozen_line(start="2026-05")
    postponed(record, None)
    record.refresh_from_db()
    assert not record.now_start
    assert str(record.start) == "2026-05"


@pytest.mark.parametrize(
    ("start", "end", "span"),
    [
        ("2026-05", None, ("2026-05-01", "2026-05-31")),
        ("2026-05-04", "2026-05-06", ("2026-05-04", "2026-05-06")),
        (None, "2026-05", ("2026-05-01", "2026-05-31")),
        (None, None, ("2026-01-01", "2026-12-31")),
        ("2026-34", None, ("2026-04-01", "2026-06-30")),
        ("XXXX-05-04", None, ("2026-01-01", "2026-12-31")),
    ],
)
def test_the_days_a_line_may_take(start: str | None, end: str | None, span: tuple[str, str]):
    record = PlanLine(start=start, end=end)
    first, last = span_of(record.start, record.end, 2026)
    assert (first.isoformat(), last.isoformat()) == span


CHANGES = st.sampled_from(["postpone", "undate", "online", "hybrid", "level", "cost", "drop"])


class StandsToday(TestCase):
    """However a line was adjusted, its columns are what `line_on` says of today."""

    @settings(max_examples=25)
    @given(st.lists(st.tuples(CHANGES, st.integers(0, 200)), max_size=6))
    def test_columns_and_function_agree(self, steps: list[tuple[str, int]]):
        """Adjust in any order; what is refused changes nothing."""
        by = planner()
        record = frozen_line(year=2025, start="2025-05", cost=5, level="officer")
        for change, days in sorted(steps, key=lambda step: step[1]):
            day = dt.date(2025, 1, 12) + dt.timedelta(days=days)
            try:
                _adjust(record, change, by=by, decided_on=day, **DECISION)
            except Refused:
                continue
        record.refresh_from_db()
        then = line_on(record, timezone.localdate())
        columns = (
            *(record.standing, record.now_start or None, record.now_end or None),
            *(record.now_mode, record.now_level, record.now_cost, record.now_funding),
            *(record.added_on, record.dropped_on),
        )
        assert columns == (
            *(then.standing, then.start or None, then.end or None),
            *(then.mode, then.level, then.cost, then.funding),
            *(then.added_on, then.dropped_on),
        )


def _adjust(record: PlanLine, change: str, **decision: Any) -> None:
    match change:
        case "postpone":
            adjustments.postpone_line(record, start="2025-10", **decision)
        case "undate":
            adjustments.postpone_line(record, **decision)
        case "online" | "hybrid":
            adjustments.move_line_online(record, mode=change, **decision)
        case "level":
            adjustments.change_line_level(record, level="minister", **decision)
        case "cost":
            adjustments.change_line_cost(record, cost=7, funding="host", **decision)
        case "drop":
            dropped(record, decision["decided_on"].isoformat())
