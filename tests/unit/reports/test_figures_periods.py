"""Periods: by a rule of the register, or between two days."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.translation import override

from banggiao.accounts.enums import Role
from banggiao.audit.models import Event
from banggiao.core.errors import Refused
from banggiao.reports.actions.periods import change_period
from banggiao.reports.models import PeriodRule
from banggiao.reports.periods import between, calendar_year, period_of, year_after, year_before
from tests.factories.partners import writer

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("year", "2026-01-01", "2026-12-31"),
        ("reporting-year", "2025-12-15", "2026-12-14"),
        ("six-months", "2025-12-15", "2026-06-14"),
        ("nine-months", "2025-12-15", "2026-09-14"),
        ("first-half", "2026-01-01", "2026-06-30"),
    ],
)
def test_a_new_register_knows_the_usual_periods(name: str, first: str, last: str):
    period = period_of(name, 2026)
    assert (period.first.isoformat(), period.last.isoformat()) == (first, last)
    assert period.basis
    assert (period.code, period.year) == (name, 2026)


def test_each_rule_has_three_names_and_says_that_nobody_confirmed_it():
    for rule in PeriodRule.objects.all():
        assert len({rule.name_vi, rule.name_en, rule.name_ja}) == 3
        assert rule.basis
        assert not rule.confirmed_by
        assert rule.sort_key


def refused(call: object) -> str:
    with pytest.raises(Refused) as caught:
        call()  # type: ignore[operator]  # a lambda of each case
    return caught.value.code


def test_what_cannot_be_is_refused():
    assert refused(lambda: period_of("fortnight", 2026)) == "period_unknown"
    assert refused(lambda: period_of("year", 1066)) == "year_out_of_range"
    assert refused(lambda: calendar_year(3000)) == "year_out_of_range"
    days = dt.date(2020, 2, 1), dt.date(2020, 1, 1)
    assert refused(lambda: between(*days)) == "dates_reversed"


def test_the_refusal_names_the_periods_there_are():
    with override("en"), pytest.raises(Refused) as caught:
        period_of("fortnight", 2026)
    assert "nine-months, reporting-year, six-months, year" in str(caught.value)


def test_a_period_has_one_before_and_one_after():
    period = period_of("reporting-year", 2026)
    before, after = year_before(period), year_after(period)
    assert before
    assert after
    assert (before.year, after.year) == (2025, 2027)
    days = year_before(between(dt.date(2024, 2, 29), dt.date(2024, 3, 1)))
    assert days
    assert days.first == dt.date(2023, 2, 28)
    assert year_before(period_of("year", 1945)) is None


def test_a_head_changes_a_rule_and_the_log_keeps_why():
    rule = PeriodRule.objects.get(code="six-months")
    by = writer(Role.HEAD)
    change_period(rule, by=by, reason="Thông tư mới", last_day=30, confirmed_by="Vụ Pháp chế")
    assert period_of("six-months", 2026).last == dt.date(2026, 6, 30)
    event = Event.objects.order_by("-pk")[0]
    assert (event.action, event.reason) == ("reports.period_changed", "Thông tư mới")


@pytest.mark.parametrize("role", [Role.OFFICER, Role.LEADER, Role.CLERK])
def test_others_change_no_rule(role: Role):
    with pytest.raises(PermissionDenied):
        change_period(PeriodRule.objects.get(code="year"), by=writer(role), basis="x")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ({"basis": " "}, "basis_missing"),
        ({"first_day": 31, "first_month": 4}, "no_such_day"),
        ({"first_year": 1}, "dates_reversed"),
    ],
)
def test_a_rule_that_cannot_be_is_refused(data: dict[str, object], code: str):
    rule = PeriodRule.objects.get(code="year")
    assert refused(lambda: change_period(rule, by=writer(), **data)) == code


def test_a_rule_holds_only_while_it_is_valid():
    rule = PeriodRule.objects.get(code="nine-months")
    change_period(rule, by=writer(), valid_from=dt.date(2020, 1, 1))
    assert refused(lambda: period_of("nine-months", 2019)) == "period_not_valid"
    assert period_of("nine-months", 2020)


@pytest.mark.parametrize("data", [{"first_month": 13}, {"last_day": 0}, {"first_year": 2}])
def test_constraints_hold_past_the_action(data: dict[str, int]):
    with pytest.raises(IntegrityError), transaction.atomic():
        PeriodRule.objects.filter(code="year").update(**data)
