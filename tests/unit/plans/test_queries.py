"""What pages and figures ask: the plan against what was done, the strip, what was planned when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from banggiao.accounts.models import User
from banggiao.accounts.rules import may_see
from banggiao.core.enums import Classification
from banggiao.plans import panels, queries
from banggiao.plans.actions import adjustments, lines, plans
from banggiao.plans.models import LinePartner, Plan, PlanLine
from banggiao.plans.panels import Carried
from banggiao.plans.queries import words
from tests.factories.partners import INTERNAL, PUBLIC, RESTRICTED, officer, organisation, writer
from tests.factories.plans import (
    DECISION,
    approved,
    dropped,
    frozen_line,
    line,
    plan,
    planner,
    postponed,
)

pytestmark = pytest.mark.django_db

DAY = dt.date(2026, 6, 30)
YEAR = dt.date(2026, 1, 1), dt.date(2026, 12, 31)


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with override("en"):
        yield


@pytest.fixture
def done() -> Iterator[dict[str, Any]]:
    """Stand in for the room above: what carries out lines by their names, and what came outside."""
    told: dict[str, Any] = {"outside": []}

    def carried(
        asked: Sequence[PlanLine], user: User, day: dt.date
    ) -> Mapping[int, Sequence[Carried]]:
        del user, day
        return {record.pk: told.get(record.name_vi, []) for record in asked}

    def outside(year: int, user: User, day: dt.date) -> Sequence[Carried]:
        del user, day
        return told["outside"] if year == 2026 else []

    panels.LINE_ACTIVITIES.add("test", carried)
    panels.OUTSIDE_PLAN.add("test", outside)
    yield told
    del panels.LINE_ACTIVITIES._providers["test"]
    del panels.OUTSIDE_PLAN._providers["test"]


def activity(state: str, start: dt.date | None = dt.date(2026, 5, 4), **more: Any) -> Carried:
    end = start + dt.timedelta(days=3) if start else None
    return Carried("Chuyến đi", "/activities/x/", state, start=start, end=end, **more)


# Against what was done


def test_each_line_ends_as_one_of_four(done: dict[str, Any]):
    for name, month in (("held", "05"), ("late", "05"), ("coming", "09"), ("gone", "05")):
        line(name, start=f"2026-{month}", cost=10, people=3)
    done["held"] = [activity(panels.HELD)]
    done["late"] = [activity(panels.CANCELLED)]
    approved(plan())
    dropped(PlanLine.objects.get(name_vi="gone"))
    shown = queries.plan_against_done(plan(), writer(), DAY)
    assert {o.line.name_vi: o.verdict for o in shown.outcomes} == {
        "held": "done",
        "late": "overdue",
        "coming": "open",
        "gone": "dropped",
    }
    total = shown.total
    assert (total.approved, total.added, total.lines) == (4, 0, 4)
    assert (total.done, total.open, total.overdue, total.dropped) == (1, 1, 1, 1)
    assert (total.people, total.cost, total.now_cost) == (12, 40, 30)


def test_what_was_held_is_done_even_if_it_was_dropped(done: dict[str, Any]):
    dropped(frozen_line("held"))
    done["held"] = [activity(panels.HELD)]
    shown = queries.plan_against_done(plan(), writer(), DAY)
    assert [outcome.verdict for outcome in shown.outcomes] == ["done"]
    assert shown.total.dropped == 0


def test_a_day_of_the_past_knows_nothing_of_what_came_later():
    record = frozen_line(start="2026-05")
    postponed(record, "2026-09", "2026-06-01")
    adjustments.add_late_line(
        plan(),
        by=planner(),
        decided_on=dt.date(2026, 7, 1),
        name_vi="Muộn",
        kind="workshop",
        start="2026-08",
        **DECISION,
    )
    before = queries.plan_against_done(plan(), writer(), dt.date(2026, 5, 31))
    june = queries.plan_against_done(plan(), writer(), dt.date(2026, 6, 1))
    july = queries.plan_against_done(plan(), writer(), dt.date(2026, 7, 1))
    assert [(o.verdict, o.is_postponed) for o in before.outcomes] == [("open", False)]
    assert [(o.verdict, o.is_postponed) for o in june.outcomes] == [("open", True)]
    assert (july.total.approved, july.total.added, july.total.postponed) == (1, 1, 1)
    assert [kind.kind for kind in july.kinds] == ["delegation_out", "workshop"]


def test_moved_online_counts_once_wherever_it_was_said(done: dict[str, Any]):
    for name in ("by_plan", "by_activity", "both"):
        line(name, mode="in_person")
    approved(plan())
    for name in ("by_plan", "both"):
        record = PlanLine.objects.get(name_vi=name)
        adjustments.move_line_online(
            record, by=planner(), decided_on=dt.date(2026, 2, 1), **DECISION
        )
    done["by_activity"] = done["both"] = [activity(panels.HELD, was_moved_online=True)]
    shown = queries.plan_against_done(plan(), writer(), DAY)
    assert shown.total.moved_online == 3


def test_a_line_online_from_the_start_was_not_moved():
    record = frozen_line(mode="online", level="minister")
    adjustments.change_line_level(
        record, by=planner(), decided_on=dt.date(2026, 2, 1), level="officer", **DECISION
    )
    assert queries.plan_against_done(plan(), writer(), DAY).total.moved_online == 0


def test_what_came_outside_the_plan_stands_apart(done: dict[str, Any]):
    frozen_line()
    done["outside"] = [activity(panels.HELD, kind="courtesy_call")]
    shown = queries.plan_against_done(plan(), writer(), DAY)
    assert [one.label for one in shown.outside] == ["Chuyến đi"]
    assert shown.total.lines == 1


def test_the_comparison_asks_no_more_for_more_lines():
    def asked() -> int:
        with CaptureQueriesContext(connection) as caught:
            shown = queries.plan_against_done(plan(2025), writer(), DAY)
            queries.strip_of(shown).rows  # noqa: B018  # told in full
        return len(caught)

    def more(number: int) -> None:
        for _ in range(number):
            line(of=plan(2025), partners=[organisation()])

    more(1)
    one = asked()
    more(4)
    assert asked() == one


class Adds(TestCase):
    """Whatever became of lines, what was planned is what came of it."""

    @settings(max_examples=20)
    @given(
        st.lists(st.tuples(st.sampled_from(["", "2025-03", "2025-11"]), st.booleans()), max_size=5)
    )
    def test_the_parts_make_the_whole(self, made: list[tuple[str, bool]]):
        """Enter lines, drop some, and compare on any day."""
        for start, _is_dropped in made:
            line(of=plan(2025), start=start or None)
        if made:
            approved(plan(2025))
        for record, (_start, is_dropped) in zip(PlanLine.objects.order_by("pk"), made, strict=True):
            if is_dropped:
                dropped(record, "2025-06-01")
        for day in (dt.date(2025, 2, 1), dt.date(2025, 7, 1), dt.date(2026, 7, 1)):
            total = queries.plan_against_done(plan(2025), writer(), day).total
            assert total.lines == total.done + total.dropped + total.open + total.overdue


# The strip


def looks(strip: queries.Strip) -> dict[str, list[str]]:
    return {
        item.label: [bar.look for bar in item.bars] for lane in strip.lanes for item in lane.items
    }


def test_the_strip_draws_what_was_planned_moved_done_and_dropped(done: dict[str, Any]):
    for name in ("planned", "moved", "held", "online", "gone"):
        line(name, start="2026-05", mode="in_person")
    line("undated", start=None)
    for record in PlanLine.objects.filter(name_vi="undated"):
        lines.set_aside_line(record, by=planner(), reason="x")
    approved(plan())
    postponed(PlanLine.objects.get(name_vi="moved"), "2026-09")
    dropped(PlanLine.objects.get(name_vi="gone"))
    done["held"] = [activity(panels.HELD)]
    done["online"] = [activity(panels.HELD, was_moved_online=True)]
    strip = queries.strip(plan(), writer(), DAY)
    assert looks(strip) == {
        "1. planned": ["planned"],
        "2. moved": ["old", "planned"],
        "3. held": ["planned", "done"],
        "4. online": ["planned", "online"],
        "5. gone": ["off"],
    }
    assert strip.looks == ["planned", "old", "moved", "done", "online", "off"]
    moved = next(item for item in strip.lanes[0].items if item.arrow)
    assert float(moved.arrow_from[:-1]) < float(moved.arrow_to[:-1])
    assert strip.today == "49.32%"


def test_lines_known_to_the_year_only_are_told_and_not_drawn():
    line(of=plan(2019), start=None)
    line(of=plan(2019), start="2019")
    strip = queries.strip(plan(2019), writer(), DAY)
    assert [(lane.unplaced, lane.items) for lane in strip.lanes] == [(2, [])]
    assert strip.lanes[0].note == "2 without a month"
    assert strip.today == ""
    assert len(strip.rows) == 2


def test_a_line_moved_out_of_the_year_points_to_its_edge():
    record = frozen_line(start="2026-11")
    postponed(record, "2027-02")
    (item,) = queries.strip(plan(), writer(), DAY).lanes[0].items
    assert [bar.look for bar in item.bars] == ["old"]
    assert item.arrow_to == "100.00%"


def test_what_overlaps_stands_in_rows_of_its_own(done: dict[str, Any]):
    for _ in range(3):
        line(start="2026-05")
    line(start="2026-12")
    strip = queries.strip(plan(), writer(), DAY)
    (lane,) = strip.lanes
    assert sorted(item.row for item in lane.items) == [0, 0, 1, 2]
    assert lane.height == 3 * 22


def test_places_are_written_without_a_comma():
    frozen_line(start="2026-05-04")
    with override("vi"):
        (item,) = queries.strip(plan(), writer(), DAY).lanes[0].items
    assert (item.bars[0].x, item.bars[0].width) == ("33.70%", "1.20%")


def test_what_is_outside_the_plan_has_a_lane(done: dict[str, Any]):
    frozen_line()
    done["outside"] = [activity(panels.HELD, kind="meeting"), activity(panels.HELD, start=None)]
    lane = queries.strip(plan(), writer(), DAY).lanes[-1]
    assert (lane.key, len(lane.items), lane.unplaced) == ("outside", 1, 1)


# Figures


def test_planned_is_what_was_approved_for_the_period():
    line("quarter", start="2026-34")
    line("day", start="2026-05-04", end="2026-05-08")
    line("over", start="2026-06-28", end="2026-07-02")
    line("autumn", start="2026-10")
    first, last = dt.date(2026, 4, 1), dt.date(2026, 6, 30)
    assert not queries.planned_in(writer(), first, last).exists()
    approved(plan())
    postponed(PlanLine.objects.get(name_vi="day"), "2026-11")
    dropped(PlanLine.objects.get(name_vi="quarter"))

    def found(which: Any) -> set[str]:
        return {record.name_vi for record in which}

    assert found(queries.planned_in(writer(), first, last)) == {"quarter", "day"}
    assert found(queries.may_be_planned_in(writer(), first, last)) == {"over"}
    assert found(queries.planned_in(writer(), *YEAR)) == {"quarter", "day", "over", "autumn"}


def test_a_line_without_a_date_belongs_to_its_year():
    line("undated", of=plan(2019), start=None)
    approved(plan(2019))
    year = dt.date(2019, 1, 1), dt.date(2019, 12, 31)
    assert queries.planned_in(writer(), *year).count() == 1
    half = dt.date(2019, 1, 1), dt.date(2019, 6, 30)
    assert queries.planned_in(writer(), *half).count() == 0
    assert queries.may_be_planned_in(writer(), *half).count() == 1


def test_a_late_line_was_not_planned_but_added():
    frozen_line()
    adjustments.add_late_line(
        plan(),
        by=planner(),
        decided_on=dt.date(2026, 7, 1),
        name_vi="Muộn",
        kind="workshop",
        start="2026-08",
        **DECISION,
    )
    assert queries.planned_in(writer(), *YEAR).count() == 1
    assert [str(r) for r in queries.adjusted_in(writer(), "added", *YEAR)] == ["Muộn"]
    june = dt.date(2026, 6, 1), dt.date(2026, 6, 30)
    assert not queries.adjusted_in(writer(), "added", *june).exists()


def test_a_line_adjusted_twice_in_the_same_way_counts_once():
    record = frozen_line()
    postponed(record, "2026-09", "2026-03-01")
    postponed(record, "2026-10", "2026-04-01")
    assert queries.adjusted_in(writer(), "postponed", *YEAR).count() == 1
    assert queries.adjusted_in(writer(), "dropped", *YEAR).count() == 0


# Who sees what


def test_the_plan_of_a_year_is_found():
    line()
    assert queries.approved_plan(2026) is None
    approved(plan())
    assert queries.approved_plan(2026) == plan()
    assert queries.plan_of(2026, officer()) == plan()
    plan(2027, classification=RESTRICTED)
    assert queries.plan_of(2027, officer()) is None
    assert queries.newest_draft(officer()) is None
    assert queries.newest_draft(writer()) == plan(2027)


def test_counts_leave_out_what_is_hidden_or_set_aside():
    line()
    line(classification=RESTRICTED)
    lines.set_aside_line(line(), by=planner(), reason="x")
    counts = [queries.plans_for_list(user).get().line_count for user in (officer(), writer())]
    assert counts == [1, 2]
    assert queries.lines_for_list(officer()).count() == 1


def test_a_dropped_line_is_not_offered_to_be_carried_out():
    record = frozen_line()
    assert list(queries.possible_lines(officer())) == [record]
    dropped(record)
    assert not queries.possible_lines(officer()).exists()
    plans.close_plan(plan(), by=planner())
    line("Năm sau", of=plan(2027))
    assert [str(one) for one in queries.possible_lines(officer())] == ["Năm sau"]


class Visibility(TestCase):
    """What the predicate says of one record, the query says of all."""

    @given(
        st.sampled_from(Classification.values),
        st.sampled_from(Classification.values),
        st.sampled_from(Classification.values),
        st.sampled_from(Classification.values),
    )
    def test_predicate_and_query_agree(self, of_plan: int, more: int, partner: int, clearance: int):
        """Plans, lines and the partners they name."""
        record = line(
            of=plan(2026, classification=of_plan),
            classification=max(of_plan, more),
            partners=[organisation(classification=partner)],
        )
        user = officer(clearance)
        named = LinePartner.objects.get()
        assert Plan.objects.visible_to(user).exists() is may_see.test(user, record.plan)
        assert PlanLine.objects.visible_to(user).exists() is may_see.test(user, record)
        seen: Any = LinePartner.objects
        both = may_see.test(user, record) and may_see.test(user, named.organisation)
        assert seen.visible_to(user).exists() is both


# Words


def test_money_is_written_as_the_language_does():
    with override("vi"):
        assert words.number(250_000_000) == "250.000.000"
    assert words.money(250_000_000) == "250,000,000 dong"
    assert words.money(None) == ""
    assert words.millions(1_250_000_000) == "1,250 million dong"
    assert words.millions(1_250_500_000) == "1,250.5 million dong"


def test_classes_of_lines_start_with_their_plans():
    assert line(of=plan(2030, classification=PUBLIC)).classification == PUBLIC
    assert line(of=plan(2031, classification=INTERNAL)).classification == INTERNAL
