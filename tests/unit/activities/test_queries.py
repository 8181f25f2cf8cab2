"""Reads: what a reader may not know of leaves no trace, and lists are in order and bounded."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.db import connection
from django.db.models import Q
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.translation import override
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from banggiao.accounts.records import set_aside
from banggiao.accounts.rules import may_see
from banggiao.activities import queries
from banggiao.activities.actions import outcomes, parties, programme, steps
from banggiao.activities.models import Activity, Participant, Party
from banggiao.core import search
from banggiao.duties.actions.duties import change_duty
from banggiao.plans.enums import ActivityKind
from banggiao.plans.panels import LINE_ACTIVITIES, OUTSIDE_PLAN
from tests.factories.accounts import make_unit, make_user
from tests.factories.activities import (
    activity,
    confirmed,
    day,
    held,
    participant,
    point,
    postponed,
    series,
)
from tests.factories.agreements import instrument
from tests.factories.documents import document
from tests.factories.duties import keeper, own_body
from tests.factories.partners import (
    INTERNAL,
    PUBLIC,
    RESTRICTED,
    country,
    officer,
    organisation,
    person,
    writer,
)
from tests.factories.plans import approved, frozen_line, line, plan

pytestmark = pytest.mark.django_db
classes = st.sampled_from([PUBLIC, INTERNAL, RESTRICTED])
HEAD = writer()


# What is hidden


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(classes, classes, classes, st.integers(-1, 2))
def test_may_see_says_the_same_as_visible_to(own, of_body, of_person, clearance):
    body = organisation(classification=of_body)
    record = activity(classification=own, host=body)
    man = participant(record, person=person(classification=of_person), organisation=body)
    row = series(classification=own)
    reader = officer(clearance=clearance)
    assert may_see.test(reader, record) is (record in Activity.objects.visible_to(reader))
    assert may_see.test(reader, row) is (row in type(row).objects.visible_to(reader))
    bodies, people = Party.objects.all(), Participant.objects.all()
    assert bodies.visible_to(reader).filter(activity=record).exists() is (
        max(own, of_body) <= clearance
    )
    assert people.visible_to(reader).filter(pk=man.pk).exists() is (
        max(own, of_body, of_person) <= clearance
    )


def test_a_hidden_body_person_text_paper_and_duty_leave_no_trace():
    giv = own_body()
    hidden = organisation("Cơ quan Kín", classification=RESTRICTED, country=country("LA"))
    man = person("Người Kín", classification=RESTRICTED)
    record = activity(
        "Đoàn công khai",
        host=giv,
        partners=[hidden],
        instruments=[instrument(giv, name="Văn kiện Kín", classification=RESTRICTED)],
    )
    participant(record, person=man, role="head")
    participant(record, "Ông Kín", role="head", organisation=hidden)
    programme.add_item(record, by=HEAD, title="Gặp riêng", speaker=man)
    agreed = point(record)
    duty = outcomes.make_duty(agreed, by=keeper())
    change_duty(duty, by=keeper(), classification=RESTRICTED)
    paper = document(classification=RESTRICTED)
    steps.move_online(record, by=HEAD, reason="Dịch bệnh", act=paper)
    reader = officer()

    (row,) = queries.with_heads(queries.activities_for_list(reader), reader)
    assert queries.bodies(row) == queries.hosts(row) == [giv]
    assert queries.partners_of(row) == []
    assert queries.head_of(row) is None
    assert [party.organisation for party in queries.parties(record, reader)] == [giv]
    assert queries.people(record, reader) == queries.programme(record, reader) == []
    assert queries.instruments(record, reader) == []
    (only,) = queries.points(record, reader)
    assert (only.point, only.duty) == (agreed, None)
    (step,) = queries.steps(record, reader)
    assert (step.step.reason, step.act) == ("Dịch bệnh", None)
    found = queries.activities_for_list(reader)
    assert not queries.with_party(found, Q(organisation__country="LA"), reader)
    assert not search.find(reader, "kín")
    assert queries.person_timeline(man, reader) == []
    (entry,) = queries.timeline_of(giv, reader)
    assert "Kín" not in f"{entry}"

    (row,) = queries.with_heads(queries.activities_for_list(HEAD), HEAD)
    assert queries.partners_of(row) == [hidden]
    assert str(queries.head_of(row)) == "Người Kín"
    assert len(queries.people(record, HEAD)) == 2
    assert len(queries.programme(record, HEAD)) == len(queries.instruments(record, HEAD)) == 1
    assert queries.points(record, keeper())[0].duty == duty
    assert queries.steps(record, HEAD)[0].act == paper
    assert len(queries.person_timeline(man, HEAD)) == 1


def test_a_hidden_activity_leaves_no_trace():
    giv, body, row = own_body(), organisation(), series()
    man = person()
    before = activity(series=row, edition=1, start="2019")
    secret = held(
        "Chuyến đi Kín",
        classification=RESTRICTED,
        host=giv,
        partners=[body],
        series=row,
        edition=2,
        start="2020",
    )
    after = activity(series=row, edition=3, start="2021")
    participant(secret, person=man)
    reader = officer()
    assert secret not in queries.activities_for_list(reader)
    assert not queries.activity_for_page(reader).filter(pk=secret.pk)
    assert queries.count_with(body, reader) == 0
    assert queries.timeline_of(body, reader) == queries.balance_with(body, reader) == []
    assert queries.person_timeline(man, reader) == []
    assert not search.find(reader, "kín")
    assert queries.editions(row, reader) == [after, before]
    assert queries.neighbours(before, reader) == (None, after)
    assert queries.series_for_list(reader).get().edition_count == 2
    assert queries.neighbours(before, HEAD) == (None, secret)
    assert queries.series_for_list(HEAD).get().edition_count == 3
    first, last = dt.date(2019, 1, 1), dt.date(2021, 12, 31)
    assert secret not in queries.soon(reader, first, last)
    assert queries.count_with(body, HEAD) == 1


def test_a_hidden_series_and_its_organiser():
    hidden = organisation(classification=RESTRICTED)
    row = series(organiser=hidden)
    assert queries.organiser_in_words(queries.series_for_list(officer()).get()) == ""
    assert queries.organiser_of(queries.series_for_list(HEAD).get()) == hidden
    secret = series(classification=RESTRICTED)
    record = activity(series=secret, edition=1)
    activity(series=secret, edition=2)
    assert queries.neighbours(record, officer()) == (None, None)
    assert queries.series_for_page(officer()).get() == row


# Lists


def test_the_newest_stands_first_and_the_undated_last():
    undated, old = activity(start=""), activity(start="2010")
    new, vague = activity(start="2020-05-01"), activity(start="2015-05/2016")
    found = list(queries.activities_for_list(HEAD))
    assert found == [new, vague, old, undated]


def test_what_was_set_aside_is_only_on_its_own_page():
    record = set_aside(activity(), by=HEAD, reason="trùng")
    assert not queries.activities_for_list(HEAD)
    assert queries.activity_for_page(HEAD).get() == record


def file_rows(user) -> list[queries.ListRow]:
    return list(queries.list_rows(queries.activities_for_list(user), user))


def as_on_page(row: Activity) -> tuple[object, ...]:
    partners = tuple(str(body) for body in queries.partners_of(row))
    where = str(row.country or ""), str(row.lead_unit or "")
    return str(row), row.kind, row.start, row.end, row.stage, row.is_outside_plan, *where, partners


def in_file(row: queries.ListRow) -> tuple[object, ...]:
    where = row.country, row.unit
    return (
        *(row.name, row.kind, row.start, row.end, row.stage, row.is_outside_plan),
        *(*where, row.partners),
    )


@pytest.mark.parametrize("language", ["vi", "en", "ja"])
def test_a_file_reads_what_the_list_reads(language):
    giv, hidden = own_body(), organisation("Cơ quan Kín", classification=RESTRICTED)
    lao = organisation("Thanh tra Lào", name_en="Inspection of Laos", name_ja="ラオス監査院")
    unit = make_unit("htqt")
    activity("Đón đoàn", host=giv, partners=[lao, hidden], country=country("LA"), lead_unit=unit)
    activity("Ngoài kế hoạch", host=lao, start="2020?", outside_ground="Việc gấp")
    activity("Không ai", host=giv, end="2021-05")
    participant(held("Xong", host=giv, partners=[lao, organisation("Bộ Tư pháp")]), role="head")

    with override(language):
        for reader in (officer(), HEAD):
            shown = [as_on_page(row) for row in queries.activities_for_list(reader)]
            assert [in_file(row) for row in file_rows(reader)] == shown
            assert len(shown) == 4
    seen = {name for row in file_rows(officer()) for name in row.partners}
    assert "Cơ quan Kín" not in seen
    assert "Cơ quan Kín" in {name for row in file_rows(HEAD) for name in row.partners}


def test_a_file_asks_the_same_for_one_row_and_for_three():
    lao = organisation()
    there = {"country": country("LA"), "lead_unit": make_unit("htqt")}
    activity(partners=[lao], **there)
    one = queries_for(lambda: file_rows(HEAD))
    activity(partners=[lao, organisation()], **there)
    activity(partners=[organisation()], country=country("JP"), lead_unit=make_unit("other"))

    assert queries_for(lambda: file_rows(HEAD)) == one == 6


def queries_for(call: Callable[[], object]) -> int:
    with CaptureQueriesContext(
        connection,
    ) as caught:
        call()
    return len(caught)


def test_a_list_asks_the_same_for_one_row_and_for_three():
    giv = own_body()

    def show() -> None:
        for row in queries.with_heads(queries.activities_for_list(HEAD), HEAD):
            _ = queries.partners_of(row), queries.head_of(row), row.country, row.lead_unit
            _ = row.series, queries.when(row), row.owner

    def add(number: int) -> None:
        record = activity(
            host=giv,
            partners=[organisation(), organisation()],
            country=country("JP"),
            lead_unit=make_unit(f"u{number}"),
            series=series(),
        )
        participant(record, role="head")

    add(1)
    one = queries_for(show)
    add(2)
    add(3)
    assert queries_for(show) == one <= 9


def test_partners_are_the_others():
    giv, body = own_body(), organisation()
    activity(host=giv, partners=[body])
    assert queries.partners_of(queries.activities_for_list(HEAD).get()) == [body]
    parties.remove_party(Party.objects.get(organisation=giv), by=HEAD)
    assert queries.partners_of(queries.activities_for_list(HEAD).get()) == [body]
    parties.remove_party(Party.objects.get(organisation=body), by=HEAD)
    parties.add_party(Activity.objects.all().get(), by=HEAD, organisation=giv, role="host")
    assert queries.partners_of(queries.activities_for_list(HEAD).get()) == []


def test_when_says_what_is_known():
    with override("vi"):
        one_day = Activity(start="2019-03-12")
        span = Activity(start="2019-03-12", end="2019-03-14")
        assert queries.when(one_day) == "12/3/2019"
        assert queries.when(span) == "12–14/3/2019"
        assert queries.when(Activity()) == ""
        assert queries.when_or_unknown(Activity())


# Partners and people


def test_visits_are_weighed_both_ways_and_only_those_held():
    giv, body = own_body(), organisation()
    assert queries.balance_with(body, HEAD) == []
    held(host=giv, partners=[body])
    held(kind=ActivityKind.DELEGATION_OUT, host=body, partners=[giv])
    held(kind=ActivityKind.DELEGATION_OUT, host=body, partners=[giv])
    activity(host=giv, partners=[body])
    held(host=body, partners=[organisation()])
    (line_of_visits,) = queries.balance_with(body, HEAD)
    assert (line_of_visits.ours, line_of_visits.theirs) == (2, 1)
    assert queries.balance_with(giv, HEAD) == []
    assert queries.count_with(body, HEAD) == 5
    assert len(queries.timeline_of(body, HEAD)) == 5


def test_a_persons_timeline_says_as_whom():
    man = person()
    record = held("Hội đàm", start="2019-03-12")
    participant(record, person=man, role="head", title="Bộ trưởng")
    participant(record, person=man, role="signatory", title="Bộ trưởng")
    with override("en"):
        (entry,) = queries.person_timeline(man, HEAD)
    assert (entry.on, entry.text) == (dt.date(2019, 3, 12), "Hội đàm")
    assert entry.sub == "Incoming delegation · Head of delegation, Signatory, Bộ trưởng"


# Plan


def test_a_line_shows_what_carries_it_out_on_any_day():
    row = frozen_line(year=2026)
    record = activity("Đoàn đi", plan_line=row, start="2026-02-03", headcount=4, cost=9)
    steps.confirm_activity(record, by=HEAD, on=day("2026-01-15"))
    moved = steps.move_online(record, by=HEAD, reason="vì", on=day("2026-01-20"))
    steps.finish_activity(moved, by=HEAD)
    activity("Kín", plan_line=row, start="2026", classification=RESTRICTED)
    provide = next(iter(LINE_ACTIVITIES))

    def on(text: str) -> tuple[str, bool, str]:
        (carried,) = provide([row], officer(), day(text))[row.pk]
        return carried.state, carried.was_moved_online, carried.mode

    assert on("2026-01-14") == ("planned", False, "")
    assert on("2026-01-15") == ("confirmed", False, "")
    assert on("2026-02-02") == ("confirmed", True, "online")
    assert on("2026-02-03") == ("held", True, "online")
    (carried,) = provide([row], officer(), day("2026-06-01"))[row.pk]
    assert (carried.label, carried.people, carried.cost) == ("Đoàn đi", 4, 9)
    assert (carried.start, carried.end) == (day("2026-02-03"), day("2026-02-03"))
    assert len(provide([row], HEAD, day("2026-06-01"))[row.pk]) == 2
    assert queries_for(lambda: provide([row], HEAD, day("2026-06-01"))) <= 3


def test_what_was_outside_the_plan_of_a_year():
    approved(line(of=plan(2026)).plan)
    ground = {"outside_ground": "Bạn mời gấp", "outside_act_text": "Công văn 15"}
    inside = activity("Ngoài", start="2026-05", **ground)
    activity("Năm sau", start="2027-01", **ground)
    activity("Chưa rõ", start="2026")
    activity("Kín", start="2026-06", classification=RESTRICTED, **ground)
    (found,) = next(iter(OUTSIDE_PLAN))(2026, officer(), day("2026-07-01"))
    assert found.label == str(inside)


# Desk


def test_soon_gives_what_touches_the_days_in_order():
    first, last = day("2026-06-01"), day("2026-06-07")
    goes_on = activity(start="2026-05-30", end="2026-06-02")
    within = activity(start="2026-06-03")
    activity(start="2026-06-08")
    activity(start="2026-06")
    activity(start="2026")
    steps.cancel_activity(activity(start="2026-06-04"), by=HEAD, reason="vì")
    assert queries.soon(HEAD, first, last) == [goes_on, within]
    month = queries.soon(HEAD, day("2026-06-01"), day("2026-06-30"))
    assert len(month) == 4


def test_what_waits_for_whom():
    today = timezone.localdate()
    unit = make_unit("htqt")
    me = make_user("officer", INTERNAL, unit=unit)
    other = make_user("clerk", INTERNAL)

    def on(days: int) -> str:
        return (today + dt.timedelta(days=days)).isoformat()

    over = activity(start=on(-3), owner=me)
    near = activity(start=on(10), lead_unit=unit)
    waits = postponed(owner=me)
    bare = held(start=on(-20), lead_unit=unit)
    done = held(start=on(-20), owner=me)
    outcomes.add_result(done, by=HEAD, text="Đạt")
    activity(start=on(60), owner=me)
    confirmed(start=on(10), owner=me)
    activity(start=on(-3), owner=other, lead_unit=unit)
    held(start="2015", owner=me)
    found = queries.waiting_on(me, today)
    assert [(w.activity, w.code) for w in found] == [
        (over, "not_recorded"),
        (near, "not_confirmed"),
        (waits, "no_date"),
        (bare, "no_result"),
    ]
    assert all(waiting.what for waiting in found)
    assert queries.urgent(me) == 1
    activity(start=on(5), owner=me)
    assert queries.urgent(me) == 2
    assert queries.waiting_on(keeper(), today) == []
    for _ in range(25):
        activity(start=on(-4), owner=me)
    assert len(queries.waiting_on(me, today)) == 20


def test_what_a_file_still_lacks():
    record = held()
    codes = [thing.code for thing in queries.missing_in_file(record)]
    assert codes == [
        "purpose_missing",
        "owner_missing",
        "programme_missing",
        "people_missing",
        "results_missing",
    ]
    full = activity(purpose="Trao đổi", owner=keeper())
    participant(full)
    programme.add_item(full, by=HEAD, title="Khai mạc")
    assert queries.missing_in_file(full) == []
