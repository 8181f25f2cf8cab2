"""A plan as a whole: entered, submitted, returned, approved, closed, opened again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from banggiao.accounts.records import bring_back, set_aside
from banggiao.audit.models import Event
from banggiao.core.errors import Refused, Stale
from banggiao.plans.actions import lines, plans
from banggiao.plans.models import Plan, PlanLine
from tests.factories.accounts import make_user
from tests.factories.documents import document
from tests.factories.partners import INTERNAL, RESTRICTED, officer
from tests.factories.plans import APPROVED, approved, frozen_line, line, plan, planner

pytestmark = pytest.mark.django_db

TEXT = "Quyết định 15/QĐ-TTg"


def last() -> Event:
    event = Event.objects.order_by("-pk").first()
    assert event
    return event


def refuses(code: str, call: Callable[[], Any]) -> Refused:
    with pytest.raises(Refused) as caught:
        call()
    assert caught.value.code == code
    return caught.value


def test_a_plan_is_entered_as_a_draft():
    record = plans.add_plan(by=planner(), year=2027, remark="Dự thảo")
    assert (record.code, record.status, record.version) == ("plan-2027", "draft", 1)
    assert str(record.classification) == str(INTERNAL)
    assert last().action == "plans.plan_added"
    assert last().after["year"] == 2027


def test_a_year_has_one_plan():
    plan(2027)
    with pytest.raises(ValidationError) as caught:
        plans.add_plan(by=planner(), year=2027)
    assert "year_taken" in str([e.code for v in caught.value.error_dict.values() for e in v])


def test_a_plan_set_aside_leaves_its_year_and_its_code_stays():
    set_aside(plan(2027), by=planner(), reason="Nhập nhầm")
    again = plans.add_plan(by=planner(), year=2027)
    assert again.code == "plan-2027-2"
    old = Plan.objects.get(code="plan-2027")
    with pytest.raises(ValidationError):
        bring_back(old, by=planner())


def test_a_plan_with_lines_is_not_set_aside():
    line()
    refuses("in_use", lambda: set_aside(plan(), by=planner(), reason="Nhập nhầm"))


def test_a_plan_changes_and_a_stale_save_is_refused():
    record = plan()
    plans.change_plan(record, by=planner(), version=1, remark="Mới")
    assert last().action == "plans.plan_changed"
    with pytest.raises(Stale):
        plans.change_plan(record, by=planner(), version=1, remark="Cũ")


def test_a_year_changes_only_while_there_is_no_line():
    record = plans.change_plan(plan(), by=planner(), year=2028)
    assert record.year == 2028
    line(of=record)
    refuses("year_has_lines", lambda: plans.change_plan(record, by=planner(), year=2029))


def test_a_higher_class_raises_the_lines_below_it():
    below, above = line(), line(classification=RESTRICTED)
    plans.change_plan(plan(), by=planner(), classification=RESTRICTED)
    below.refresh_from_db()
    above.refresh_from_db()
    assert (below.classification, below.version) == (RESTRICTED, 2)
    assert above.version == 1
    assert last().action == "plans.planline_changed"
    assert last().classification == RESTRICTED


def test_a_class_above_clearance_is_refused():
    user = make_user("officer", 1)
    refuses(
        "class_above_clearance",
        lambda: plans.add_plan(by=user, year=2027, classification=RESTRICTED),
    )
    refuses(
        "class_above_clearance",
        lambda: plans.change_plan(plan(), by=user, classification=RESTRICTED),
    )


def test_a_plan_goes_its_way_and_keeps_each_step():
    line()
    by, leader = planner(), make_user("leader")
    record = plans.submit_plan(plan(), by=by, comment="Kính trình")
    assert (record.status, last().action, last().reason) == (
        *("submitted", "plans.plan_submitted"),
        "Kính trình",
    )
    assert plans.withdraw_plan(record, by=by).status == "draft"
    plans.submit_plan(record, by=by)
    assert plans.return_plan(record, by=leader, comment="Bổ sung kinh phí").status == "draft"
    plans.submit_plan(record, by=by)
    paper = document()
    record = plans.approve_plan(record, by=leader, approved_on=APPROVED, document=paper)
    assert (record.status, record.approved_on, record.approving_document) == (
        *("approved", APPROVED),
        paper,
    )
    assert record.is_frozen
    assert plans.close_plan(record, by=leader).status == "closed"
    assert plans.reopen_plan(record, by=leader, comment="Ghi sót điều chỉnh").status == "approved"
    kinds = list(record.steps.order_by("number").values_list("number", "kind"))
    assert kinds == list(
        enumerate(
            (
                *("submitted", "withdrawn", "submitted", "returned", "submitted", "approved"),
                *("closed", "reopened"),
            ),
            1,
        )
    )
    assert last().action == "plans.plan_reopened"


def test_an_empty_plan_is_not_submitted_nor_approved():
    refuses("plan_empty", lambda: plans.submit_plan(plan(), by=planner()))
    refuses("plan_empty", lambda: approved(plan(2020)))
    lines.set_aside_line(line(), by=planner(), reason="Nhập nhầm")
    refuses("plan_empty", lambda: plans.submit_plan(plan(), by=planner()))


def test_lines_that_miss_something_are_named():
    line()
    line(start=None)
    line(lead_unit=None)
    line(start="XXXX-05")
    told = refuses("lines_incomplete", lambda: plans.submit_plan(plan(), by=planner()))
    assert "2, 3, 4" in str(told.message)


def test_a_plan_of_the_past_is_approved_with_lines_as_its_paper_has_them():
    line(of=plan(2019), start=None, lead_unit=None)
    assert approved(plan(2019)).status == "approved"


def test_a_plan_of_this_year_must_be_complete_when_it_is_approved_from_a_draft():
    year = timezone.localdate().year
    line(of=plan(year), start=None)
    refuses("lines_incomplete", lambda: approved(plan(year), on=dt.date(year, 1, 1)))


@pytest.mark.parametrize(
    ("code", "given"),
    [
        ("approval_missing", {"approved_on": None, "text": TEXT}),
        ("approval_missing", {"approved_on": APPROVED}),
        ("approval_missing", {"approved_on": APPROVED, "text": "  "}),
        ("approved_in_future", {"approved_on": dt.date(2999, 1, 1), "text": TEXT}),
    ],
)
def test_an_approval_needs_a_paper_and_a_day_that_came(code: str, given: dict[str, Any]):
    line()
    refuses(code, lambda: plans.approve_plan(plan(), by=planner(), **given))


def test_a_paper_one_may_not_see_approves_nothing():
    line()
    leader = make_user("leader", 1)
    secret = document(classification=RESTRICTED)
    with pytest.raises(PermissionDenied):
        plans.approve_plan(plan(), by=leader, approved_on=APPROVED, document=secret)


def test_steps_out_of_order_are_refused():
    line()
    by, record = planner(), plan()
    refuses("plan_not_submitted", lambda: plans.return_plan(record, by=by, comment="x"))
    refuses("plan_not_submitted", lambda: plans.withdraw_plan(record, by=by))
    refuses("plan_not_approved", lambda: plans.close_plan(record, by=by))
    refuses("plan_not_closed", lambda: plans.reopen_plan(record, by=by, comment="x"))
    approved(record)
    refuses("plan_not_draft", lambda: plans.submit_plan(record, by=by))
    refuses("approved_already", lambda: approved(record))
    plans.close_plan(record, by=by)
    refuses("plan_closed", lambda: plans.change_plan(record, by=by, remark="x"))
    refuses("comment_missing", lambda: plans.reopen_plan(record, by=by, comment=" "))


def test_a_plan_is_not_returned_without_a_comment():
    line()
    plans.submit_plan(plan(), by=planner())
    refuses("comment_missing", lambda: plans.return_plan(plan(), by=planner(), comment=" "))


def test_a_plan_set_aside_takes_no_step():
    record = set_aside(plan(2027), by=planner(), reason="Nhập nhầm")
    refuses("plan_set_aside", lambda: plans.submit_plan(record, by=planner()))
    refuses("plan_set_aside", lambda: line(of=record))


@pytest.mark.parametrize("role", ["leader", "contributor", "clerk", "auditor", "administrator"])
def test_who_does_not_keep_the_register_enters_and_submits_no_plan(role: str):
    line()
    user = make_user(role)
    calls: list[Callable[[], Any]] = [
        lambda: plans.add_plan(by=user, year=2030),
        lambda: plans.change_plan(plan(), by=user, remark="x"),
        lambda: plans.submit_plan(plan(), by=user),
        lambda: plans.withdraw_plan(plan(), by=user),
        lambda: set_aside(plan(), by=user, reason="x"),
    ]
    for call in calls:
        with pytest.raises(PermissionDenied):
            call()


@pytest.mark.parametrize("role", ["officer", "contributor", "clerk", "auditor", "administrator"])
def test_only_heads_and_leaders_approve(role: str):
    line()
    user = make_user(role)
    calls: list[Callable[[], Any]] = [
        lambda: plans.return_plan(plan(), by=user, comment="x"),
        lambda: approved(plan(), by=user),
        lambda: plans.close_plan(plan(), by=user),
        lambda: plans.reopen_plan(plan(), by=user, comment="x"),
    ]
    for call in calls:
        with pytest.raises(PermissionDenied):
            call()


def test_a_hidden_plan_is_nobody_elses():
    record = plan(2027, classification=RESTRICTED)
    with pytest.raises(PermissionDenied):
        plans.change_plan(record, by=officer(), remark="x")


def test_what_is_refused_leaves_nothing_behind():
    record = frozen_line()
    events = Event.objects.count()
    refuses("approved_already", lambda: approved(record.plan))
    assert Event.objects.count() == events
    assert PlanLine.objects.get(pk=record.pk).version == record.version
