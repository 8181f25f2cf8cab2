"""The made-up year is alive on any day, stays within its plan's year, and says what it is."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from banggiao.activities.enums import Stage
from banggiao.activities.models import Activity, AgreedPoint, Participant
from banggiao.audit.models import Event
from banggiao.audit.seal import verify
from banggiao.core.enums import Classification
from banggiao.demo import (
    facts_of_agreements,
    facts_of_documents,
    facts_of_partners,
    fiction,
    fiction_of_activities,
    fiction_of_outcomes,
    fiction_of_plans,
    fiction_of_reports,
)
from banggiao.demo.calendar import Calendar
from banggiao.demo.reading import table
from banggiao.duties.models import Duty
from banggiao.plans.enums import ActivityKind, AdjustmentKind, PlanStatus, PlanStepKind, Standing
from banggiao.plans.models import Adjustment, Plan, PlanLine
from banggiao.reports.enums import ReportStatus
from banggiao.reports.models import Report
from tests.factories.plans import plan

START_OF_YEAR, END_OF_YEAR = dt.date(2027, 1, 2), dt.date(2027, 12, 30)


@pytest.fixture(params=[START_OF_YEAR, END_OF_YEAR], ids=["2 January", "30 December"])
def today(request, db, monkeypatch):
    """Make up the year around a day near its edge."""
    day: dt.date = request.param
    monkeypatch.setattr(timezone, "localdate", lambda *_given: day)
    facts_of_documents.load_documents()
    facts_of_partners.load_organisations()
    facts_of_partners.load_people()
    facts_of_agreements.load_instruments()
    fiction.open_accounts("only-for-tests-9")
    fiction_of_plans.write_plans()
    fiction_of_activities.write_activities()
    fiction_of_outcomes.write_duties()
    return day


def made() -> list[Activity]:
    found = Activity.objects.all().filter(code__startswith=fiction_of_activities.CODE)
    return list(found.order_by("pk"))


def test_the_made_up_year_is_alive_near_its_edges(today):
    check_plans(today)
    check_activities(today)
    check_duties(today)
    check_that_all_say_what_they_are()
    check_that_a_second_run_adds_nothing()
    assert verify().broken is None


def check_plans(today: dt.date) -> None:
    this, coming = Plan.objects.order_by("year")
    assert (this.year, this.status, this.is_frozen) == (today.year, PlanStatus.APPROVED, True)
    assert (coming.year, coming.status) == (today.year + 1, PlanStatus.DRAFT)
    returned = coming.steps.get(kind=PlanStepKind.RETURNED)
    assert returned.by.username == "head"
    assert (this.lines.count(), coming.lines.count()) == (43, 10)
    assert set(Adjustment.objects.values_list("kind", flat=True)) == set(AdjustmentKind)
    assert set(this.lines.values_list("standing", flat=True)) == set(Standing)
    assert all(change.decided_on <= today for change in Adjustment.objects.all())
    kinds = set(this.lines.values_list("kind", flat=True))
    assert kinds == set(ActivityKind) - {ActivityKind.OTHER}


def check_activities(today: dt.date) -> None:
    stages = {activity.stage for activity in made()}
    assert stages >= {Stage.HELD, Stage.CONFIRMED, Stage.POSTPONED, Stage.CANCELLED}
    assert any(activity.is_outside_plan for activity in made())
    assert {a.classification for a in made()} == {
        Classification.INTERNAL,
        Classification.RESTRICTED,
    }
    for activity in made():
        first, last = activity.period_earliest, activity.period_latest
        if activity.plan_line and first and last:
            assert first.year == last.year == today.year, activity.code
        if activity.stage == Stage.HELD:
            assert last is not None
            assert last < today, activity.code
        assert all(step.on <= today for step in activity.steps.all())
    assert any(activity.was_moved_online for activity in made())
    near = [a for a in made() if a.period_earliest and 0 <= (a.period_earliest - today).days < 30]
    assert near, "nothing comes next"


def check_duties(today: dt.date) -> None:
    duties = Duty.objects.filter(code__startswith="demo-d-")
    assert duties.count() == len(table("duties", "made_up"))
    late = [d for d in duties if d.due and d.due.latest < today and d.progress == "open"]
    assert late
    assert duties.filter(progress="kept").exists()
    if today == END_OF_YEAR:  # at the start of the year no visit of its plan is over
        assert AgreedPoint.objects.filter(duty__isnull=False).count() >= 5


def check_that_all_say_what_they_are() -> None:
    mark = fiction.MARK
    names = [activity.name_vi for activity in made()]
    names += PlanLine.objects.values_list("name_vi", flat=True)
    names += Duty.objects.filter(code__startswith="demo-").values_list("name_vi", flat=True)
    names += AgreedPoint.objects.values_list("text", flat=True)
    names += Participant.objects.values_list("name", flat=True)
    assert [name for name in names if mark not in name] == []
    assert not Participant.objects.filter(person__isnull=False).exists()


def check_that_a_second_run_adds_nothing() -> None:
    events = Event.objects.count()
    fiction_of_plans.write_plans()
    fiction_of_activities.write_activities()
    fiction_of_outcomes.write_duties()
    assert Event.objects.count() == events


def test_days_stay_within_the_year_whatever_the_day():
    day = dt.date(2027, 1, 1)
    while day.year < 2029:
        calendar = Calendar(day)
        for row in table("lines", "made_up"):
            start = calendar.day(row["on"])
            assert start.year == day.year, (day, row["on"])
            assert start.weekday() < 5
            end = calendar.until(start, int(row["days"]))
            assert start <= end <= dt.date(day.year, 12, 31)
            assert calendar.approved_on < calendar.decided(start, 3) <= day
        day += dt.timedelta(days=1)


def test_one_report_was_issued_and_one_is_begun(today):
    assert fiction_of_reports.write_reports() == "2 made-up reports: 2026 issued, 2027 begun"
    sent, begun = Report.objects.get_queryset().order_by("last")

    assert (sent.status, begun.status) == (ReportStatus.ISSUED, ReportStatus.DRAFT)
    assert (sent.first.year, begun.first.year) == (2026, 2027)
    for report in (sent, begun):
        assert "minh họa" in report.name_vi
        assert all(fiction.FICTION in s.text for s in report.sections.exclude(text=""))
    events = Event.objects.count()
    fiction_of_reports.write_reports()
    assert Event.objects.count() == events


def test_nothing_is_made_up_beside_a_real_plan(db):
    plan(timezone.localdate().year)

    assert "is a real one" in fiction_of_activities.write_activities()
    assert not Activity.objects.all().exists()
