"""What changes an approved plan, and what may not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from banggiao.audit.models import Event
from banggiao.core.errors import Refused
from banggiao.plans.actions import adjustments, plans
from banggiao.plans.models import Adjustment, PlanLine
from tests.factories.accounts import make_user
from tests.factories.documents import document
from tests.factories.partners import RESTRICTED, organisation
from tests.factories.plans import DECISION, dropped, frozen_line, line, plan, planner, postponed

pytestmark = pytest.mark.django_db

DAY = dt.date(2026, 6, 1)
ON: dict[str, Any] = DECISION | {"decided_on": DAY}


def last() -> Event:
    event = Event.objects.order_by("-pk").first()
    assert event
    return event


def refuses(code: str, call: Callable[[], Any]) -> Refused:
    with pytest.raises(Refused) as caught:
        call()
    assert caught.value.code == code
    return caught.value


def test_a_line_is_dropped_and_stays():
    record = frozen_line()
    change = adjustments.drop_line(record, by=planner(), **ON)
    record.refresh_from_db()
    assert (record.standing, record.dropped_on, record.state) == ("dropped", DAY, "active")
    assert (change.number, change.ground, change.act_text) == (
        1,
        DECISION["ground"],
        DECISION["act_text"],
    )
    assert (last().action, last().reason) == ("plans.line_dropped", DECISION["ground"])
    assert last().about_code == "plan-2026"
    assert last().after["adjustments"][0]["kind"] == "dropped"


def test_a_line_is_postponed_and_what_was_approved_stays():
    record = frozen_line(start="2026-05-04", end="2026-05-06")
    adjustments.postpone_line(record, by=planner(), start="2026-10-05", end="2026-10-08", **ON)
    record.refresh_from_db()
    assert (str(record.start), str(record.end)) == ("2026-05-04", "2026-05-06")
    assert (str(record.now_start), str(record.now_end)) == ("2026-10-05", "2026-10-08")
    assert (record.standing, str(record.period_earliest)) == ("postponed", "2026-05-04")
    assert last().action == "plans.line_postponed"


def test_the_other_values_change_each_by_its_own_act():
    record = frozen_line(mode="in_person", level="minister", cost=10, funding="host")
    by = planner()
    adjustments.move_line_online(record, by=by, **ON)
    assert last().action == "plans.line_mode_changed"
    adjustments.change_line_level(record, by=by, level="deputy_minister", **ON)
    assert last().action == "plans.line_level_changed"
    adjustments.change_line_cost(record, by=by, cost=0, **ON)
    assert last().action == "plans.line_cost_changed"
    record.refresh_from_db()
    assert (record.now_mode, record.now_level, record.now_cost, record.now_funding) == (
        *("online", "deputy_minister"),
        *(0, "host"),
    )
    assert (record.mode, record.level, record.cost) == ("in_person", "minister", 10)
    assert record.standing == "planned"


def test_a_paper_of_the_register_decides_as_well():
    paper = document()
    record = frozen_line()
    change = adjustments.drop_line(
        record, by=planner(), decided_on=DAY, ground="Bạn hủy", act=paper
    )
    assert change.act == paper


def test_a_late_line_comes_with_its_decision():
    frozen_line()
    partner = organisation()
    late = adjustments.add_late_line(
        plan(),
        by=planner(),
        name_vi="Hội thảo bổ sung",
        kind="workshop",
        start="2026-09",
        partners=[partner],
        **ON,
    )
    assert (late.number, late.added_on, late.code) == (2, DAY, "plan-2026-2")
    assert late.adjustments.get().kind == "added"
    assert [p.organisation for p in late.partners.all()] == [partner]
    assert PlanLine.objects.get(pk=late.pk).added_on == DAY
    assert last().action == "plans.line_added"
    assert last().before is None


def test_a_plan_that_is_not_approved_is_changed_line_by_line():
    record = line()
    refuses("plan_not_frozen", lambda: adjustments.drop_line(record, by=planner(), **ON))
    refuses(
        "plan_not_frozen",
        lambda: adjustments.add_late_line(plan(), by=planner(), name_vi="x", kind="other", **ON),
    )


def test_a_closed_plan_is_not_adjusted():
    record = frozen_line()
    change = postponed(record, "2026-09")
    plans.close_plan(plan(), by=planner())
    refuses("plan_closed", lambda: adjustments.drop_line(record, by=planner(), **ON))
    refuses("plan_closed", lambda: adjustments.remove_adjustment(change, by=planner(), reason="x"))
    refuses(
        "plan_closed",
        lambda: adjustments.add_late_line(plan(), by=planner(), name_vi="x", kind="other", **ON),
    )


@pytest.mark.parametrize(
    ("code", "given"),
    [
        ("decided_missing", {"decided_on": None}),
        ("decided_before_approval", {"decided_on": dt.date(2026, 1, 11)}),
        ("decided_in_future", {"decided_on": timezone.localdate() + dt.timedelta(days=1)}),
        ("ground_missing", {"ground": " "}),
        ("act_missing", {"act_text": " "}),
    ],
)
def test_a_decision_has_a_day_a_ground_and_a_paper(code: str, given: dict[str, Any]):
    record = frozen_line()
    refuses(code, lambda: adjustments.drop_line(record, by=planner(), **ON | given))
    refuses(
        code,
        lambda: adjustments.add_late_line(
            plan(), by=planner(), name_vi="x", kind="other", **ON | given
        ),
    )
    assert not Adjustment.objects.exists()
    assert PlanLine.objects.count() == 1


def test_a_decision_does_not_come_before_the_last_one():
    record = frozen_line()
    postponed(record, "2026-09", "2026-06-02")
    refuses("decided_before_last", lambda: adjustments.drop_line(record, by=planner(), **ON))


def test_what_was_dropped_is_not_adjusted():
    record = frozen_line()
    dropped(record)
    refuses("dropped_already", lambda: adjustments.drop_line(record, by=planner(), **ON))
    refuses("dropped_already", lambda: postponed(record, "2026-09"))


def test_what_changes_nothing_is_refused():
    record = frozen_line(start="2026-05", mode="online", level="minister", cost=5, funding="host")
    by = planner()
    calls: list[Callable[[], Any]] = [
        lambda: adjustments.postpone_line(record, by=by, start="2026-05", **ON),
        lambda: adjustments.move_line_online(record, by=by, mode="online", **ON),
        lambda: adjustments.change_line_level(record, by=by, level="minister", **ON),
        lambda: adjustments.change_line_cost(record, by=by, cost=5, **ON),
        lambda: adjustments.change_line_cost(record, by=by, cost=5, funding="host", **ON),
    ]
    for call in calls:
        refuses("nothing_changes", call)
    assert not Adjustment.objects.exists()
    adjustments.postpone_line(record, by=by, **ON)
    refuses("nothing_changes", lambda: adjustments.postpone_line(record, by=by, **ON))


def test_a_value_that_is_asked_for_must_be_given():
    record = frozen_line()
    by = planner()
    refuses("level_missing", lambda: adjustments.change_line_level(record, by=by, level="", **ON))
    refuses("cost_missing", lambda: adjustments.change_line_cost(record, by=by, cost=None, **ON))
    with pytest.raises(ValidationError):
        adjustments.move_line_online(record, by=by, mode="", **ON)


def test_the_last_adjustment_is_taken_back():
    record = frozen_line(start="2026-05")
    first = postponed(record, "2026-09")
    second = dropped(record)
    refuses("not_the_last", lambda: adjustments.remove_adjustment(first, by=planner(), reason="x"))
    refuses(
        "reason_missing", lambda: adjustments.remove_adjustment(second, by=planner(), reason=" ")
    )
    adjustments.remove_adjustment(second, by=planner(), reason="Nhập nhầm")
    record.refresh_from_db()
    assert (record.standing, record.dropped_on) == ("postponed", None)
    assert (last().action, last().reason) == ("plans.adjustment_removed", "Nhập nhầm")
    adjustments.remove_adjustment(first, by=planner(), reason="Nhập nhầm")
    record.refresh_from_db()
    assert (record.standing, str(record.now_start)) == ("planned", "2026-05")


def test_a_late_line_does_not_lose_the_decision_that_added_it():
    frozen_line()
    late = adjustments.add_late_line(plan(), by=planner(), name_vi="x", kind="other", **ON)
    refuses(
        "came_by_this",
        lambda: adjustments.remove_adjustment(late.adjustments.get(), by=planner(), reason="x"),
    )


def test_a_late_line_is_checked_as_any_other():
    frozen_line()
    refuses(
        "date_outside_year",
        lambda: adjustments.add_late_line(
            plan(), by=planner(), name_vi="x", kind="other", start="2027", **ON
        ),
    )


@pytest.mark.parametrize("role", ["leader", "contributor", "clerk", "auditor", "administrator"])
def test_only_who_keeps_the_register_adjusts(role: str):
    record = frozen_line()
    change = postponed(record, "2026-09")
    user = make_user(role, unit=record.lead_unit)
    calls: list[Callable[[], Any]] = [
        lambda: adjustments.drop_line(record, by=user, **ON),
        lambda: adjustments.add_late_line(plan(), by=user, name_vi="x", kind="other", **ON),
        lambda: adjustments.remove_adjustment(change, by=user, reason="x"),
    ]
    for call in calls:
        with pytest.raises(PermissionDenied):
            call()


def test_hidden_lines_and_papers_are_not_ones_to_work_with():
    user = make_user("officer", 1)
    hidden = line(classification=RESTRICTED)
    record = frozen_line()
    with pytest.raises(PermissionDenied):
        adjustments.drop_line(hidden, by=user, **ON)
    with pytest.raises(PermissionDenied):
        adjustments.drop_line(record, by=user, **ON | {"act": document(classification=RESTRICTED)})
