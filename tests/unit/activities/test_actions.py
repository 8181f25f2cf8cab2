"""What entering and changing an activity does, whole, and what it refuses."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from banggiao.accounts.actions import close_account
from banggiao.accounts.enums import Role
from banggiao.accounts.models import User
from banggiao.accounts.records import bring_back, set_aside
from banggiao.activities.actions import activities, series
from banggiao.activities.models import Activity
from banggiao.agreements.enums import TopicName
from banggiao.audit.seal import verify
from banggiao.core.errors import Stale
from banggiao.core.models import SearchEntry
from banggiao.plans.actions import plans
from banggiao.plans.enums import ActivityKind
from tests.factories.accounts import make_user
from tests.factories.activities import activity, confirmed, held, last, postponed, refusal, roles
from tests.factories.activities import series as make_series
from tests.factories.agreements import instrument
from tests.factories.duties import own_body
from tests.factories.partners import INTERNAL, RESTRICTED, country, officer, organisation, writer
from tests.factories.plans import approved, dropped, frozen_line, line, plan, planner

pytestmark = pytest.mark.django_db


# Entering


def test_an_activity_is_entered_with_its_bodies_topics_texts_and_event():
    giv, body, other = own_body(), organisation(code="mic"), organisation(code="moj")
    text = instrument(giv, body)
    record = activity(
        "Thăm và làm việc",
        host=giv,
        partners=[body, other, body, giv],
        topics=[TopicName.INSPECTION, TopicName.INSPECTION],
        instruments=[text],
        start="2026-05-12",
        end="2026-05-14",
        country=country("VN"),
    )
    record.refresh_from_db()
    assert record.code == "a-2026-05-vn-tham-va-lam-viec"
    assert roles(record) == {("giv", "host"), ("mic", "participant"), ("moj", "participant")}
    assert list(record.topics.values_list("name", flat=True)) == [TopicName.INSPECTION]
    assert [link.instrument for link in record.instruments.all()] == [text]
    assert (record.direction, record.version) == ("in", 1)
    assert (record.period_earliest, record.period_latest) == (
        dt.date(2026, 5, 12),
        dt.date(2026, 5, 14),
    )
    event = last()
    assert (event.action, event.object_code) == ("activities.activity_added", record.code)
    assert verify().broken is None


def test_an_own_partner_sends_an_outgoing_delegation_and_takes_part_in_anything_else():
    giv, body = own_body(), organisation(code="mic")
    out = activity(kind=ActivityKind.DELEGATION_OUT, host=body, partners=[giv])
    assert roles(out) == {("mic", "host"), ("giv", "sender")}
    meeting = activity(kind=ActivityKind.MEETING, host=body, partners=[giv])
    assert roles(meeting) == {("mic", "host"), ("giv", "participant")}
    assert (out.direction, meeting.direction) == ("out", "attended")


def test_codes_say_when_and_what_and_stay_apart():
    first = activity("Tọa đàm", start="2026", host=None, partners=[])
    second = activity("Tọa đàm", start="2026-09?", country=country("JP"), host=None, partners=[])
    third = activity("Tọa đàm", start="", host=None, partners=[])
    fourth = activity("Tọa đàm", start="2026", host=None, partners=[])
    codes = [record.code for record in (first, second, third, fourth)]
    assert codes == ["a-2026-toa-dam", "a-2026-09-jp-toa-dam", "a-toa-dam", "a-2026-toa-dam-2"]


def test_only_officers_and_heads_enter():
    for role in (Role.LEADER, Role.CONTRIBUTOR, Role.CLERK, Role.AUDITOR, Role.ADMINISTRATOR):
        with pytest.raises(PermissionDenied):
            activity(by=writer(role), host=None, partners=[])
    assert activity(by=officer(), host=None, partners=[])


def test_what_the_writer_may_not_see_is_refused():
    hidden = organisation(classification=RESTRICTED)
    text = instrument(organisation(), classification=RESTRICTED)
    row = make_series(classification=RESTRICTED)
    secret = frozen_line(classification=RESTRICTED)
    for data in (
        {"host": hidden},
        {"partners": [hidden]},
        {"instruments": [text], "host": None},
        {"series": row, "host": None},
        {"plan_line": secret, "start": "2026", "host": None},
    ):
        with pytest.raises(PermissionDenied):
            activity(by=officer(), **data)
    assert not Activity.objects.all().exists()


def test_a_class_above_ones_clearance_is_refused():
    call = lambda: activity(by=officer(), classification=RESTRICTED, host=None)  # noqa: E731  # short
    assert refusal(call) == "class_above_clearance"


def test_an_owner_is_cleared_and_has_an_open_account():
    low = make_user("officer", INTERNAL)
    assert refusal(lambda: activity(owner=low, classification=RESTRICTED)) == "owner_not_cleared"
    make_user("administrator", 0)
    gone = make_user("clerk", RESTRICTED)
    close_account(gone, by=User.objects.get(username="administrator"), reason="Nghỉ")
    gone.refresh_from_db()
    assert refusal(lambda: activity(owner=gone)) == "owner_closed"


# Plan lines


def test_a_line_of_another_year_is_refused_as_soon_as_that_is_certain():
    row = frozen_line(year=2026)
    assert refusal(lambda: activity(plan_line=row, start="2025-12")) == "line_of_other_year"
    assert refusal(lambda: activity(plan_line=row, start="2027")) == "line_of_other_year"
    assert activity(plan_line=row, start="").plan_line == row
    assert activity(plan_line=row, start="2025/2026").plan_line == row
    record = activity(plan_line=row, start="2026-03", kind=ActivityKind.WORKSHOP)
    change = lambda: activities.change_activity(record, by=writer(), start="2027-03")  # noqa: E731  # short
    assert refusal(change) == "line_of_other_year"


def test_a_dropped_line_carries_nothing_new_and_a_closed_plan_stays_as_it_was_accounted_for():
    first = line()
    second = line(of=first.plan)
    approved(first.plan)
    record = activity(plan_line=second, start="2026-03")
    first.refresh_from_db()
    dropped(first)
    first.refresh_from_db()
    assert refusal(lambda: activity(plan_line=first, start="2026-03")) == "line_dropped"
    plans.close_plan(plan(), by=planner())
    second.refresh_from_db()
    assert refusal(lambda: activity(plan_line=second, start="2026-03")) == "plan_closed"
    record = Activity.objects.all().get(pk=record.pk)
    off = lambda: activities.change_activity(record, by=writer(), plan_line=None)  # noqa: E731  # short
    assert refusal(off) == "plan_closed"
    assert activities.change_activity(record, by=writer(), remark="vẫn ghi được").remark


# Changing


def test_a_change_is_logged_with_its_reason_and_raises_the_version():
    record = activity(start="2026")
    changed = activities.change_activity(
        record, by=writer(), version=1, reason="Đính chính", name_vi="Tên khác", headcount=7
    )
    assert (changed.version, changed.people) == (2, 7)
    assert (last().action, last().reason) == ("activities.activity_changed", "Đính chính")
    with pytest.raises(Stale) as caught:
        activities.change_activity(record, by=writer(), version=1, remark="hai")
    assert caught.value.current.name_vi == "Tên khác"  # type: ignore[attr-defined]  # an activity


def test_nothing_new_logs_nothing():
    record = activity()
    before = last().pk
    activities.change_activity(record, by=writer(), name_vi=record.name_vi)
    assert last().pk == before


def test_another_date_of_what_others_rely_on_wants_a_ground():
    for record in (confirmed(start="2027-03"), held()):
        change = lambda: activities.change_activity(record, by=writer(), start="2018-05")  # noqa: B023, E731  # called at once
        assert refusal(change) == "ground_missing"
        changed = activities.change_activity(record, by=writer(), start="2018-05", reason="Sửa")
        assert str(changed.start) == "2018-05"
        empty = lambda: activities.change_activity(changed, by=writer(), start="", reason="Sửa")  # noqa: B023, E731  # called at once
        assert refusal(empty) == "date_missing"
    later = activity(start="2026-03")
    assert activities.change_activity(later, by=writer(), start="2026-04")


def test_what_is_postponed_gets_its_date_by_a_step():
    record = postponed()
    change = lambda: activities.change_activity(record, by=writer(), start="2020")  # noqa: E731  # short
    assert refusal(change) == "is_postponed"


def test_a_confirmed_one_keeps_what_was_asked_for_to_confirm_it():
    row = frozen_line(year=2026)
    record = confirmed(plan_line=row, start="2026-05")
    off = lambda **data: activities.change_activity(record, by=writer(), plan_line=None, **data)  # noqa: E731  # short
    assert refusal(off) == "plan_line_missing"
    assert refusal(lambda: off(outside_ground="Bạn mời gấp")) == "outside_act_missing"
    changed = off(outside_ground="Bạn mời gấp", outside_act_text="Công văn 15")
    assert (changed.plan_line, changed.is_outside_plan) == (None, True)


def test_topics_and_texts_are_replaced_and_hidden_texts_stay():
    giv = own_body()
    secret = instrument(giv, classification=RESTRICTED)
    first, second = instrument(giv), instrument(giv)
    record = activity(instruments=[secret, first], topics=[TopicName.TRAINING])
    changed = activities.change_activity(
        record, by=officer(), instruments=[second], topics=[TopicName.ETHICS]
    )
    assert {link.instrument for link in changed.instruments.all()} == {secret, second}
    assert [topic.name for topic in changed.topics.all()] == [TopicName.ETHICS]
    assert activities.change_activity(record, by=officer()).topics.count() == 1


def test_who_may_not_see_it_cannot_change_it():
    record = activity(classification=RESTRICTED)
    for by in (officer(), writer(Role.LEADER), writer(Role.CONTRIBUTOR)):
        with pytest.raises(PermissionDenied):
            activities.change_activity(record, by=by, remark="x")


def test_an_impossible_activity_is_refused_by_its_rules():
    with pytest.raises(ValidationError):
        activity(start="2026-05-12", end="2026-05-01")
    with pytest.raises(ValidationError):
        activity(edition=3)
    row = frozen_line()
    with pytest.raises(ValidationError):
        activity(plan_line=row, start="2026", outside_ground="vì")


def test_set_aside_and_brought_back():
    record = set_aside(activity(), by=writer(), reason="Nhập trùng")
    assert last().action == "activities.activity_set_aside"
    assert not Activity.objects.in_register().exists()
    assert bring_back(record, by=writer()).state == "active"
    assert last().action == "activities.activity_brought_back"


def test_the_search_box_finds_an_activity_by_its_own_words():
    body = organisation("Cơ quan Kín Tiếng")
    record = activity("Khảo sát", partners=[body], host=None, place="Huế", purpose="học hỏi")
    entry = SearchEntry.objects.get(kind="activities.activity")
    assert (entry.code, entry.on) == (record.code, record.period_earliest)
    assert "hue" in entry.text
    assert "kin tieng" not in entry.names + entry.text


# Series


def test_a_series_is_entered_changed_and_set_aside():
    body = organisation()
    row = make_series("Hội nghị thường niên", organiser=body)
    assert (last().action, row.code) == ("activities.series_added", "hoi-nghi-thuong-nien")
    row = series.change_series(row, by=officer(), version=1, name_en="Yearly", reason="thêm")
    assert (last().action, row.version) == ("activities.series_changed", 2)
    with pytest.raises(Stale):
        series.change_series(row, by=officer(), version=1, remark="x")
    record = activity(series=row, edition=4)
    assert refusal(lambda: set_aside(row, by=writer(), reason="trùng")) == "in_use"
    activities.change_activity(record, by=writer(), series=None, edition=None)
    set_aside(row, by=writer(), reason="trùng")
    bring_back(row, by=writer())
    assert last().action == "activities.series_brought_back"


def test_a_series_and_its_organiser_are_seen_by_who_writes_it():
    hidden = organisation(classification=RESTRICTED)
    with pytest.raises(PermissionDenied):
        make_series(by=officer(), organiser=hidden)
    with pytest.raises(PermissionDenied):
        make_series(by=writer(Role.LEADER))
    code = refusal(lambda: make_series(by=officer(), classification=RESTRICTED))
    assert code == "class_above_clearance"
    row = make_series(organiser=hidden)
    assert series.change_series(row, by=officer(), remark="được ghi").organiser == hidden
    other = organisation(classification=RESTRICTED)
    with pytest.raises(PermissionDenied):
        series.change_series(row, by=officer(), organiser=other)
