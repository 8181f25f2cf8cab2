"""What can never be untrue of an activity and its parts, broken past the actions."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from banggiao.activities.actions import outcomes, programme
from banggiao.activities.actions.derived import COLUMNS
from banggiao.activities.models import (
    Activity,
    ActivityInstrument,
    AgreedPoint,
    Participant,
    Party,
    ProgrammeItem,
    Result,
    Series,
    Step,
    Topic,
)
from tests.factories.activities import activity, confirmed, participant, point, series
from tests.factories.agreements import instrument
from tests.factories.partners import writer
from tests.factories.plans import frozen_line

pytestmark = pytest.mark.django_db


def refuse(record: Any, constraint: str, change: dict[str, Any]) -> None:
    """Break a rule in the database and in the model; both refuse."""
    with pytest.raises(IntegrityError, match=f"{constraint}|CHECK|UNIQUE"), transaction.atomic():
        type(record).objects.filter(pk=record.pk).update(**change)
    for name, value in change.items():
        setattr(record, name, value)
    with pytest.raises(ValidationError):
        record.full_clean()


@pytest.mark.parametrize(
    ("constraint", "change"),
    [
        ("activities_activity_class_known", {"classification": 7}),
        ("activities_activity_state_known", {"state": "lost"}),
        ("activities_activity_named", {"name_vi": ""}),
        ("activities_activity_kind_known", {"kind": "wish"}),
        ("activities_activity_kind_known", {"kind": ""}),
        ("activities_activity_mode_known", {"mode": "by_letter"}),
        ("activities_activity_stage_known", {"stage": ""}),
        ("activities_activity_level_known", {"level": "king"}),
        ("activities_activity_head_level_known", {"head_level": "king"}),
        ("activities_activity_funding_known", {"funding": "luck"}),
        ("activities_activity_direction_known", {"direction": "up"}),
        ("activities_activity_edition_of_a_series", {"edition": 2}),
        ("activities_activity_about_some_number", {"headcount_is_about": True}),
    ],
)
def test_the_database_refuses_an_activity(constraint: str, change: dict[str, Any]):
    refuse(activity(), constraint, change)


def test_the_database_refuses_dates_that_are_reversed():
    record = activity(start="2026-05-12", end="2026-05-14")
    with pytest.raises(IntegrityError), transaction.atomic():
        Activity.objects.all().filter(pk=record.pk).update(
            end="2026-05-01",
            end_earliest=dt.date(2026, 5, 1),
            end_latest=dt.date(2026, 5, 1),
        )
    record.end = "2026-05-01"  # type: ignore[assignment]  # read by the field
    with pytest.raises(ValidationError):
        record.full_clean()


def test_the_database_refuses_what_is_in_the_plan_and_outside_it():
    record = activity(plan_line=frozen_line(), start="2026")
    for change in ({"outside_ground": "vì"}, {"outside_act_text": "Công văn 1"}):
        refuse(activity(plan_line=record.plan_line, start="2026"), "in_plan_or_outside", change)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"name_vi": ""}, "no_name"),
        ({"kind": "wish"}, "kind_unknown"),
        ({"edition": 2}, "series_missing"),
        ({"headcount_is_about": True}, "headcount_missing"),
    ],
)
def test_a_refusal_has_its_code(change: dict[str, Any], code: str):
    record = activity()
    for name, value in change.items():
        setattr(record, name, value)
    with pytest.raises(ValidationError) as caught:
        record.validate_constraints()
    assert code in {error.code for errors in caught.value.error_dict.values() for error in errors}


def test_the_database_refuses_a_series_without_a_name():
    refuse(series(), "activities_series_named", {"name_vi": ""})
    refuse(series(), "activities_series_class_known", {"classification": 9})
    refuse(series(), "activities_series_state_known", {"state": "lost"})
    assert Series.objects.count() == 3


def test_the_database_refuses_impossible_bodies_people_and_topics():
    record = activity(topics=["training"], instruments=[instrument()])
    party = record.parties.order_by("order")[0]
    refuse(party, "activities_party_role_known", {"role": "cook"})
    person = participant(record, "Nguyễn Văn A1")
    refuse(person, "activities_participant_named", {"name": ""})
    refuse(participant(record), "activities_participant_role_known", {"role": "cook"})
    refuse(record.topics.get(), "activities_topic_known", {"name": "weather"})
    for twin in (
        Party(activity=record, organisation=party.organisation, role="host"),
        Participant(activity=record, name="Nguyễn Văn A1", role="member"),
        Topic(activity=record, name="training"),
        ActivityInstrument(activity=record, instrument=record.instruments.get().instrument),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            twin.save(force_insert=True)
        with pytest.raises(ValidationError):
            twin.full_clean()


def test_the_database_refuses_an_impossible_programme():
    record = activity()
    add = programme.add_item
    first, second = add(record, by=writer(), title="Một"), add(record, by=writer(), title="Hai")
    refuse(first, "activities_programmeitem_says_what", {"title": ""})
    refuse(second, "activities_programmeitem_ordered", {"order": first.order})
    hours = {"starts_at": dt.time(9), "ends_at": dt.time(8)}
    third = add(record, by=writer(), title="Ba")
    refuse(third, "activities_programmeitem_hours_in_order", hours)
    assert ProgrammeItem.objects.count() == 3


def test_the_database_refuses_impossible_results_and_points():
    record = activity()
    result = outcomes.add_result(record, by=writer(), text="Một")
    refuse(result, "activities_result_state_known", {"state": "dreamt"})
    other = outcomes.add_result(record, by=writer(), text="Hai")
    refuse(other, "activities_result_numbered", {"number": 1})
    refuse(Result.objects.get(number=2), "activities_result_says_what", {"text": ""})
    refuse(point(record), "activities_agreedpoint_side_known", {"side": "nobody"})
    refuse(point(record), "activities_agreedpoint_numbered", {"number": 1})
    refuse(AgreedPoint.objects.get(number=2), "activities_agreedpoint_says_what", {"text": ""})


def test_the_database_refuses_an_impossible_step():
    step = confirmed().steps.get()
    refuse(step, "activities_step_kind_known", {"kind": "forgotten"})
    refuse(confirmed().steps.get(), "activities_step_stage_known", {"was_stage": ""})
    refuse(confirmed().steps.get(), "activities_step_has_ground", {"kind": "cancelled"})
    twin = Step(activity=step.activity, number=1, kind="started", on=step.on, was_stage="held")
    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save()


def test_columns_that_follow_from_others_stand_in_no_snapshot():
    assert Activity.derived == COLUMNS
