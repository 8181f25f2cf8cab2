"""What can never be untrue of a duty, broken past the actions."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from banggiao.duties.models import Duty, DutyParty
from tests.factories.duties import duty, kept, own_body

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("constraint", "change"),
    [
        ("duties_duty_class_known", {"classification": 7}),
        ("duties_duty_state_known", {"state": "lost"}),
        ("duties_duty_named", {"name_vi": ""}),
        ("duties_duty_kind_known", {"kind": "wish"}),
        ("duties_duty_progress_known", {"progress": "late"}),
        ("duties_duty_kept_has_date", {"progress": "kept"}),
        ("duties_duty_kept_has_date", {"kept_on": "2024"}),
        ("duties_duty_waived_has_reason", {"progress": "waived"}),
        ("duties_duty_waived_has_reason", {"waived_reason": "Không còn cần"}),
        ("duties_duty_owed_by_somebody", {"ours": False, "theirs": False}),
        ("duties_duty_comes_from_one_record", {"about_type": "partners.organisation"}),
        ("duties_duty_comes_from_one_record", {"about_code": "giv"}),
    ],
)
def test_the_database_refuses(constraint: str, change: dict[str, Any]):
    record = duty()
    with pytest.raises(IntegrityError, match=f"{constraint}|CHECK"), transaction.atomic():
        Duty.objects.filter(pk=record.pk).update(**change)
    for name, value in change.items():
        setattr(record, name, value)
    with pytest.raises(ValidationError):
        record.full_clean()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"name_vi": ""}, "no_name"),
        ({"kept_on": "2024"}, "kept_without_date"),
        ({"waived_reason": "Không còn cần"}, "waived_without_reason"),
        ({"ours": False}, "no_promisor"),
        ({"about_code": "giv"}, "about_incomplete"),
    ],
)
def test_a_refusal_has_its_code(change: dict[str, Any], code: str):
    record = duty()
    for name, value in change.items():
        setattr(record, name, value)
    with pytest.raises(ValidationError) as caught:
        record.validate_constraints()
    assert code in {error.code for errors in caught.value.error_dict.values() for error in errors}


def test_a_kept_duty_loses_no_date():
    record = kept("2024-05-02")
    with pytest.raises(IntegrityError), transaction.atomic():
        Duty.objects.filter(pk=record.pk).update(kept_on="")


def test_a_body_stands_once_on_a_side():
    record = duty()
    with pytest.raises(IntegrityError), transaction.atomic():
        DutyParty.objects.create(duty=record, organisation=own_body(), role="promisor")


def test_a_side_is_one_of_two():
    record = duty()
    with pytest.raises(IntegrityError), transaction.atomic():
        DutyParty.objects.create(duty=record, organisation=own_body(), role="witness")
