"""The days off of a year: proposed, taken over, corrected."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from banggiao.audit.models import Event
from banggiao.core.errors import Refused
from banggiao.duties.actions import calendars as actions
from banggiao.duties.enums import DayKind
from banggiao.duties.models import CalendarYear, DayOff
from banggiao.duties.proposals import proposals
from tests.factories.deadlines import calendar
from tests.factories.partners import writer

pytestmark = pytest.mark.django_db

DAY = dt.date


def test_a_year_is_proposed_with_lunar_days_and_swaps():
    found = {proposal.day: proposal for proposal in proposals(2026)}

    assert "Tết" in found[DAY(2026, 2, 17)].name_vi
    assert found[DAY(2026, 9, 2)].kind == DayKind.OFF
    assert found[DAY(2026, 9, 2)].name_en
    assert found[DAY(2026, 8, 22)].kind == DayKind.MADE_UP
    assert list(found) == sorted(found)
    assert {day.year for day in found} == {2026}


def test_what_is_proposed_is_taken_over_with_one_event():
    made = actions.enter_year(2026, by=writer(), days=proposals(2026), basis="Thông báo")

    assert made.days.count() == len(proposals(2026))
    event = Event.objects.get(object_type="duties.calendaryear")
    assert (event.action, event.object_code) == ("duties.year_entered", "2026")
    assert len(event.after["days"]) == made.days.count()
    with pytest.raises(Refused) as caught:
        actions.enter_year(2026, by=writer())
    assert caught.value.code == "year_entered"


def test_a_year_is_confirmed():
    made = calendar(2026)
    changed = actions.change_year(
        made, by=writer(), confirmed_by="Văn phòng", confirmed_on=DAY(2025, 12, 1), rest_days="7"
    )
    assert (changed.confirmed_by, changed.rest_days) == ("Văn phòng", "7")
    for wrong in ({"confirmed_by": ""}, {"rest_days": "8"}, {"rest_days": "1234567"}):
        with pytest.raises(ValidationError):
            actions.change_year(made, by=writer(), **wrong)


def test_a_day_is_added_changed_and_removed():
    year = calendar(2026)
    day = actions.add_day_off(year, by=writer(), day=DAY(2026, 11, 24), name_vi="Nghỉ")
    actions.change_day_off(day, by=writer(), name_vi="Ngày Văn hóa", reason="Tên đúng")
    assert str(DayOff.objects.get()) == "Ngày Văn hóa"
    with pytest.raises(Refused) as caught:
        actions.remove_day_off(day, by=writer(), reason=" ")
    assert caught.value.code == "reason_missing"
    actions.remove_day_off(day, by=writer(), reason="Nhầm năm")

    assert not DayOff.objects.exists()
    told = Event.objects.filter(object_code="2026").order_by("pk").values_list("action", flat=True)
    assert list(told) == [
        "duties.year_entered",
        "duties.day_off_added",
        "duties.day_off_changed",
        "duties.day_off_removed",
    ]


def test_a_day_of_another_year_or_twice_is_refused():
    year = calendar(2026, off=["2026-11-24"])
    with pytest.raises(Refused) as caught:
        actions.add_day_off(year, by=writer(), day=DAY(2027, 1, 1), name_vi="Tết")
    assert (caught.value.code, caught.value.field) == ("other_year", "day")
    with pytest.raises(ValidationError):
        actions.add_day_off(year, by=writer(), day=DAY(2026, 11, 24), name_vi="Nghỉ")
    with pytest.raises(ValidationError):
        actions.add_day_off(year, by=writer(), day=DAY(2026, 11, 25), name_vi="")


@pytest.mark.parametrize("role", ["officer", "leader", "contributor", "clerk", "auditor"])
def test_only_heads_and_administrators_may(role):
    year = calendar(2026, off=["2026-11-24"])
    day = year.days.get()
    by = writer(role)
    for write in (
        lambda: actions.enter_year(2027, by=by),
        lambda: actions.change_year(year, by=by, basis="x"),
        lambda: actions.add_day_off(year, by=by, day=DAY(2026, 1, 1), name_vi="x"),
        lambda: actions.change_day_off(day, by=by, name_vi="x"),
        lambda: actions.remove_day_off(day, by=by, reason="x"),
    ):
        with pytest.raises(PermissionDenied):
            write()


def test_the_database_refuses():
    year = calendar(2026, off=["2026-11-24"])
    for rows, change in (
        (CalendarYear.objects.filter(pk=year.pk), {"confirmed_by": "x"}),
        (DayOff.objects.all(), {"kind": "x"}),
        (DayOff.objects.all(), {"name_vi": ""}),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**change)
