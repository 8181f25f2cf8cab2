"""What can never be untrue of a plan, its lines and their adjustments, broken past the actions."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from banggiao.plans.models import Adjustment, LinePartner, Plan, PlanLine, PlanStep
from tests.factories.partners import organisation
from tests.factories.plans import approved, dropped, frozen_line, line, plan, planner, postponed

pytestmark = pytest.mark.django_db


def refused(record: models.Model, constraint: str, change: dict[str, Any]) -> None:
    """Expect the database to refuse the change, and the model too."""
    with pytest.raises(IntegrityError, match=f"{constraint}|CHECK|UNIQUE"), transaction.atomic():
        type(record)._default_manager.filter(pk=record.pk).update(**change)
    for name, value in change.items():
        setattr(record, name, value)
    with pytest.raises(ValidationError):
        record.full_clean()


@pytest.mark.parametrize(
    ("constraint", "change"),
    [
        ("plans_plan_class_known", {"classification": 7}),
        ("plans_plan_state_known", {"state": "lost"}),
        ("plans_plan_year_in_range", {"year": 1989}),
        ("plans_plan_status_known", {"status": "dreamt"}),
        ("plans_plan_approved_by_a_paper", {"status": "approved"}),
        ("plans_plan_approved_by_a_paper", {"status": "closed", "approving_text": "QĐ 15"}),
    ],
)
def test_the_database_refuses_of_a_plan(constraint: str, change: dict[str, Any]):
    refused(plan(), constraint, change)


def test_a_year_has_one_plan_that_counts():
    plan(2026)
    with pytest.raises(IntegrityError), transaction.atomic():
        Plan.objects.create(code="second", year=2026)
    Plan.objects.create(code="second", year=2026, state="set_aside")


@pytest.mark.parametrize(
    ("constraint", "change"),
    [
        ("plans_planline_class_known", {"classification": 7}),
        ("plans_planline_state_known", {"state": "lost"}),
        ("plans_planline_named", {"name_vi": ""}),
        ("plans_planline_kind_known", {"kind": "holiday"}),
        ("plans_planline_kind_known", {"kind": ""}),
        ("plans_planline_mode_known", {"mode": "by post"}),
        ("plans_planline_topic_known", {"topic": "weather"}),
        ("plans_planline_level_known", {"level": "king"}),
        ("plans_planline_funding_known", {"funding": "lottery"}),
        ("plans_planline_standing_known", {"standing": "late"}),
        ("plans_planline_dropped_on_a_day", {"standing": "dropped"}),
        ("plans_planline_dropped_on_a_day", {"dropped_on": "2026-05-01"}),
    ],
)
def test_the_database_refuses_of_a_line(constraint: str, change: dict[str, Any]):
    refused(line(), constraint, change)


def test_a_line_cannot_end_before_it_begins():
    record = line(start="2026-05")
    record.end = "2026-04"
    with pytest.raises(ValidationError) as caught:
        record.full_clean()
    codes = {error.code for errors in caught.value.error_dict.values() for error in errors}
    assert codes == {"dates_reversed"}
    with pytest.raises(IntegrityError), transaction.atomic():
        record.save()


def test_a_number_stands_once_in_a_plan():
    first, second = line(), line()
    with pytest.raises(IntegrityError), transaction.atomic():
        PlanLine.objects.filter(pk=second.pk).update(number=first.number)


def test_a_partner_stands_once_in_a_line():
    partner = organisation()
    record = line(partners=[partner])
    with pytest.raises(IntegrityError), transaction.atomic():
        LinePartner.objects.create(line=record, organisation=partner)


@pytest.mark.parametrize(
    ("constraint", "change"),
    [
        ("plans_adjustment_kind_known", {"kind": "forgotten"}),
        ("plans_adjustment_has_ground", {"ground": ""}),
        ("plans_adjustment_has_act", {"act_text": ""}),
        ("plans_adjustment_mode_with_its_kind", {"mode": "online"}),
        ("plans_adjustment_level_with_its_kind", {"level": "minister"}),
        ("plans_adjustment_cost_with_its_kind", {"cost": 5}),
        ("plans_adjustment_cost_with_its_kind", {"funding": "host"}),
    ],
)
def test_the_database_refuses_of_an_adjustment(constraint: str, change: dict[str, Any]):
    refused(dropped(frozen_line()), constraint, change)


def test_only_a_postponement_has_dates():
    change = dropped(frozen_line())
    with pytest.raises(IntegrityError), transaction.atomic():
        Adjustment.objects.filter(pk=change.pk).update(
            start="2026-05", start_earliest="2026-05-01", start_latest="2026-05-31"
        )


def test_a_postponement_cannot_end_before_it_begins():
    change = postponed(frozen_line(), "2026-09")
    change.end = "2026-08"
    with pytest.raises(ValidationError):
        change.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        change.save()


def test_adjustments_of_a_line_have_numbers_of_their_own():
    record = frozen_line()
    postponed(record, "2026-09")
    second = dropped(record)
    with pytest.raises(IntegrityError), transaction.atomic():
        Adjustment.objects.filter(pk=second.pk).update(number=1)


def test_the_database_refuses_of_a_step():
    line()
    step = approved(plan()).steps.get()
    refused(step, "plans_planstep_kind_known", {"kind": "praised"})
    step.refresh_from_db()
    refused(step, "plans_planstep_returned_with_comment", {"kind": "returned"})
    with pytest.raises(IntegrityError), transaction.atomic():
        PlanStep.objects.create(plan=plan(), number=1, kind="closed", by=planner())
