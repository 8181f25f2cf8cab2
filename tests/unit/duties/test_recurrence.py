"""Duties that come again, and those that stand at a place of the record they come from."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from banggiao.accounts.enums import Role
from banggiao.audit.models import Event
from banggiao.core.dates import PartialDate
from banggiao.core.errors import Refused
from banggiao.duties import queries
from banggiao.duties.actions import duties
from banggiao.duties.enums import Every, PartyRole
from banggiao.duties.models import Duty
from banggiao.duties.recurrence import next_due
from tests.factories.accounts import make_user
from tests.factories.agreements import instrument
from tests.factories.duties import duty
from tests.factories.partners import organisation, writer

TODAY = dt.date(2026, 6, 1)


@pytest.mark.parametrize(
    ("due", "months", "after"),
    [
        ("2025-12-15", 12, "2026-12-15"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2025-01-31", 1, "2025-02-28"),
        ("2025-11", 3, "2026-02"),
        ("2025", 12, "2026"),
        ("2025", 24, "2027"),
        ("2025", 6, None),
        ("2025-06?", 12, None),
        ("2025-01/2025-03", 12, None),
        ("9999", 12, None),
        ("", 12, None),
    ],
)
def test_the_next_due_date_is_as_exact_as_the_one_before(due, months, after):
    found = next_due(PartialDate.parse(due) if due else None, months)
    assert (found.text if found else None) == after


@given(st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1)), st.sampled_from(Every.values))
def test_the_next_time_always_lies_later_by_about_its_months(day, months):
    after = next_due(PartialDate.parse(day.isoformat()), months)
    assert after is not None
    assert after.earliest is not None
    gone = (after.earliest - day).days
    assert gone >= 27
    assert abs(gone - months * 30.44) < 4


@pytest.mark.django_db
def test_keeping_what_comes_again_enters_the_next_time_once_with_its_parties():
    ours, theirs = organisation("Bên ta"), organisation("Bên bạn")
    text = instrument(code="moc")
    first = duty(
        "Gửi báo cáo năm",
        promisors=[ours],
        beneficiaries=[theirs],
        due="2024-12-15",
        every=Every.YEAR,
        about_type="agreements.instrument",
        about_code=text.code,
        about_place="Điều 5 khoản 2",
        about_clause="art_5__para_2",
        basis="Điều 5",
    )

    duties.record_kept(first, by=writer(), on="2024-12-20", evidence="Công văn 5")

    after = Duty.objects.get(previous=first)
    assert (str(after.due), after.progress, after.evidence) == ("2025-12-15", "open", "")
    assert (after.about_place, after.about_clause, after.basis) == (
        "Điều 5 khoản 2",
        "art_5__para_2",
        "Điều 5",
    )
    assert queries.bodies(after, PartyRole.PROMISOR) == [ours]
    assert queries.bodies(after, PartyRole.BENEFICIARY) == [theirs]
    actions = [event.action for event in Event.objects.order_by("-pk")[:2]]
    assert actions == ["duties.next_duty_added", "duties.duty_kept"]

    duties.reopen_duty(first, by=writer(), reason="Nhầm")
    duties.record_kept(first, by=writer(), on="2024-12-21")
    assert Duty.objects.filter(previous=first).count() == 1
    duties.waive_duty(after, by=writer(), reason="Văn bản hết hiệu lực")
    assert not Duty.objects.filter(previous=after).exists()


@pytest.mark.django_db
def test_who_keeps_it_without_the_right_to_enter_gets_the_next_one_and_a_closed_owner_leaves():
    owner = make_user("contributor", username="owner")
    first = duty(due="2025-03", every=Every.MONTH, owner=owner)
    duties.record_kept(first, by=owner, on="2025-03-02")
    second = Duty.objects.get(previous=first)
    assert second.owner == owner

    type(owner).objects.filter(pk=owner.pk).update(is_active=False)
    duties.record_kept(Duty.objects.get(pk=second.pk), by=writer(Role.OFFICER), on="2025-04-02")
    assert Duty.objects.get(previous=second).owner is None


@pytest.mark.django_db
@pytest.mark.parametrize("due", ["", "2025-01/2025-03"])
def test_what_comes_again_needs_a_date_that_leads_on(due):
    with pytest.raises(Refused) as caught:
        duty(due=due, every=Every.YEAR)
    assert caught.value.code == "next_due_unclear"


@pytest.mark.django_db
@pytest.mark.parametrize("columns", [{"about_place": "Điều"}, {"about_clause": "x"}, {"every": 7}])
def test_the_database_refuses_what_can_never_be(columns):
    record = duty(due="2025")
    for name, value in columns.items():
        setattr(record, name, value)
    with pytest.raises(IntegrityError), transaction.atomic():
        record.save()


@pytest.mark.django_db
def test_overdue_on_their_side_is_said_politely_and_plainly_on_ours():
    ours, theirs = organisation("Bên ta"), organisation("Bên bạn")
    type(ours).objects.filter(pk=ours.pk).update(is_own=True)
    ours.refresh_from_db()
    duty("a", promisors=[ours], due="2025-01-01")
    duty("b", promisors=[theirs], due="2025-01-01")
    duty("c", promisors=[ours, theirs], due="2025-01-01")
    marks = {str(d): queries.standing(d) for d in queries.duties_for_list(writer(), TODAY)}
    tones = {name: mark.tone for name, mark in marks.items() if mark}
    assert tones == {"a": "bad", "b": "plain", "c": "bad"}
