"""What is due, kept and late on a day, with dates known in part; and what a reader may see."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from banggiao.accounts.models import User
from banggiao.accounts.records import set_aside
from banggiao.accounts.rules import may_see
from banggiao.audit.models import Event
from banggiao.audit.snapshots import snapshot
from banggiao.core.dates import PartialDate, latest_of
from banggiao.duties import queries
from banggiao.duties.actions import duties
from banggiao.duties.models import Duty
from banggiao.partners.actions.bulk import OrganisationRow, import_organisations
from banggiao.partners.actions.organisations import change_organisation
from tests.factories.accounts import make_unit, make_user
from tests.factories.duties import duty, keeper, kept, own_body
from tests.factories.partners import INTERNAL, PUBLIC, RESTRICTED, note, organisation, writer

pytestmark = pytest.mark.django_db

YEAR = (dt.date(2024, 1, 1), dt.date(2024, 12, 31))


def names(found: QuerySet[Any]) -> set[str]:
    return {record.name_vi for record in found}


@pytest.mark.parametrize(
    ("due", "sure", "perhaps"),
    [
        ("2024", True, False),
        ("2024-12-31", True, False),
        ("2024-02/2024-03", True, False),
        ("2023/2024", False, True),
        ("202X", False, True),
        ("2024/", False, True),
        ("/2024", False, True),
        ("XXXX-08", False, False),  # without a year it belongs to no period
        ("2025", False, False),
        ("2023-12-31", False, False),
        ("", False, False),
    ],
)
def test_a_period_counts_what_lies_in_it_whole(due: str, sure: bool, perhaps: bool):
    by = keeper()
    duty("a", due=due)
    assert (names(queries.due_in(by, *YEAR)) == {"a"}) is sure
    assert (names(queries.may_be_due_in(by, *YEAR)) == {"a"}) is perhaps
    if due and not due.startswith("XXXX"):
        assert PartialDate.parse(due).lies_in(*YEAR) is sure
        assert PartialDate.parse(due).may_lie_in(*YEAR) is (sure or perhaps)


def test_kept_counts_by_the_day_it_was_kept():
    by = keeper()
    kept("2024-05", "sure", due="2020")
    kept("2023/2024", "perhaps")
    kept("2022", "before")
    duty("open", due="2024")
    assert names(queries.kept_in(by, *YEAR)) == {"sure"}
    assert names(queries.may_be_kept_in(by, *YEAR)) == {"perhaps"}
    assert names(queries.kept_late_in(by, *YEAR)) == {"sure"}


def test_kept_late_only_where_it_is_certain():
    by = keeper()
    kept("2024-05-02", "late", due="2024-05-01")
    kept("2024-05-01", "in time", due="2024-05-01")
    kept("2024-05", "perhaps", due="2024-05-01")
    kept("2024-05-03", "no due date")
    assert names(queries.kept_late_in(by, *YEAR)) == {"late"}


def test_late_on_a_day_is_open_then_and_due_before():
    by, day = keeper(), dt.date(2024, 6, 15)
    duty("day before", due="2024-06-14")
    duty("that day", due="2024-06-15")
    duty("month", due="2024-06")
    duty("undated")
    duty("no end", due="2023/")
    kept("2024-06-20", "kept after", due="2024-05")
    kept("2024-06-01", "kept before", due="2024-05")
    kept("2024-06", "kept that month", due="2024-05")
    duties.waive_duty(duty("waived", due="2020"), by=by, reason="Thôi")
    assert names(queries.late_at(by, day)) == {"day before", "kept after"}
    assert names(queries.may_be_late_at(by, day)) == {"month", "no end", "kept that month"}


def test_a_joint_duty_counts_on_both_sides():
    by, partner = keeper(), organisation()
    duty("ours", due="2024")
    duty("theirs", promisors=[partner], due="2024")
    duty("joint", promisors=[own_body(), partner], due="2024")
    assert names(queries.due_in(by, *YEAR, "ours")) == {"ours", "joint"}
    assert names(queries.due_in(by, *YEAR, "theirs")) == {"theirs", "joint"}
    assert names(queries.late_at(by, dt.date(2025, 6, 1), "ours")) == {"ours", "joint"}


def test_what_is_set_aside_counts_nowhere():
    by = keeper()
    set_aside(duty(due="2024"), by=by, reason="Trùng")
    assert not queries.due_in(by, *YEAR)
    assert not queries.late_at(by, dt.date(2025, 1, 1))


def test_what_is_hidden_counts_nowhere():
    low = make_user("leader", INTERNAL)
    partner = organisation()
    duty(due="2024", classification=RESTRICTED, owner=keeper(), promisors=[partner])
    kept("2024", classification=RESTRICTED, promisors=[partner, own_body()])
    assert not queries.visible_duties(low)
    assert not queries.late_at(low, dt.date(2025, 1, 1))
    assert not queries.kept_in(low, *YEAR)
    assert not queries.timeline_of(partner, low)
    assert queries.open_with(partner, low) == 0
    assert queries.balance_with(partner, low) == []
    assert len(queries.timeline_of(partner, keeper())) == 2


def test_pills_say_late_soon_kept_and_kept_late():
    by, today = keeper(), timezone.localdate()

    def day(days: int) -> str:
        return (today + dt.timedelta(days=days)).isoformat()

    duty("late", due=day(-1))
    duty("today", due=day(0))
    duty("week", due=day(7))
    duty("later", due=day(8))
    duty("undated")
    kept(day(-5), "kept", due=day(-1))
    kept(day(-5), "kept late", due=day(-9))
    marks = {}
    with override("en"):
        for record in queries.duties_for_list(by, today):
            mark = queries.standing(record)
            marks[record.name_vi] = (mark.tone, mark.words) if mark else None
    assert marks == {
        "late": ("bad", "late"),
        "today": ("warn", "within 7 days"),
        "week": ("warn", "within 7 days"),
        "later": None,
        "undated": None,
        "kept": ("good", "kept"),
        "kept late": ("warn", "kept late"),
    }


def test_mine_are_my_own_and_what_nobody_of_my_unit_sees_to(django_assert_num_queries):
    unit = make_unit("legal")
    user, colleague = make_user("officer", unit=unit), make_user("contributor", unit=unit)
    today = timezone.localdate()
    duty("own", owner=user, due=(today + dt.timedelta(days=3)).isoformat())
    duty("own undated", owner=user)
    duty("of the unit", unit=unit, due="2020")
    duty("of a colleague", unit=unit, owner=colleague, due="2020")
    duty("of nobody", due="2020")
    kept("2024", "done", owner=user)
    duty("hidden", unit=unit, classification=RESTRICTED, due="2020")
    assert [d.name_vi for d in queries.mine(user, today)] == ["of the unit", "own", "own undated"]
    with django_assert_num_queries(1):
        assert queries.urgent(user) == 2


def test_mine_are_at_most_twenty():
    user = make_user("officer")
    for _ in range(21):
        duty(owner=user)
    assert len(queries.mine(user, timezone.localdate())) == 20


def test_the_timeline_shows_dated_duties_newest_first_by_the_day_kept():
    by, partner = keeper(), organisation()
    duty("undated", promisors=[partner])
    duty("due", promisors=[partner], due="2024-06")
    kept("2023-02-01", "kept", beneficiaries=[partner])
    entries = queries.timeline_of(partner, by)
    assert {entry.text: entry.on for entry in entries} == {
        "due": dt.date(2024, 6, 1),
        "kept": dt.date(2023, 2, 1),
    }
    assert {entry.kind for entry in entries} == {"duty"}


def test_give_and_take_counts_what_was_kept_between_us():
    by, partner, other = keeper(), organisation(), organisation()
    kept("2024", beneficiaries=[partner])
    kept("2024", promisors=[own_body(), partner])
    kept("2024", promisors=[partner], beneficiaries=[own_body()])
    kept("2024", promisors=[partner], beneficiaries=[other])
    duty(promisors=[partner])
    (balance,) = queries.balance_with(partner, by)
    assert (balance.ours, balance.theirs) == (2, 2)
    assert queries.balance_with(own_body(), by) == []


def test_the_record_it_comes_from_shows_only_to_those_who_may_see_it():
    partner = organisation(classification=INTERNAL)
    record = duty(about=note(partner, classification=INTERNAL), classification=INTERNAL)
    public = make_user("leader", PUBLIC)
    assert queries.origin_of(record, keeper()) is not None
    assert queries.origin_of(record, public) is None
    record.about_type, record.about_code = "agreements.not_there_yet", "x"
    assert queries.origin_of(record, keeper()) is None


def test_duties_that_come_from_a_record_are_found_from_it():
    source = note(organisation())
    duty("from it", about=source)
    duty("other")
    assert names(queries.duties_about(source, keeper())) == {"from it"}


def test_a_hidden_party_leaves_its_name_out():
    hidden = organisation("Cơ quan kín", classification=RESTRICTED)
    record = duty(promisors=[own_body(), hidden], classification=PUBLIC)
    low = make_user("leader", INTERNAL)
    seen = queries.duties_for_list(low, timezone.localdate()).get(pk=record.pk)
    assert queries.names(seen, "promisor") == "Thanh tra Chính phủ"


class Properties(TestCase):
    @given(
        classification=st.sampled_from([PUBLIC, INTERNAL, RESTRICTED]),
        clearance=st.sampled_from([PUBLIC, INTERNAL, RESTRICTED]),
        party=st.sampled_from([PUBLIC, INTERNAL, RESTRICTED]),
    )
    def test_the_predicate_says_the_same_as_the_query(
        self, classification: int, clearance: int, party: int
    ):
        record = duty(
            promisors=[own_body(), organisation(classification=party)],
            classification=classification,
        )
        viewer = writer(clearance=clearance)
        seen = Duty.objects.visible_to(viewer).filter(pk=record.pk).exists()
        assert seen == may_see.test(viewer, record)

    @given(
        due=st.sampled_from(["2024", "2024-03", "2024-03-15", "202X", "2023/2024-05", "2024/", ""]),
        day=st.dates(dt.date(2022, 1, 1), dt.date(2026, 12, 31)),
    )
    def test_late_is_said_alike_by_the_database_and_by_the_date(self, due: str, day: dt.date):
        by: User = keeper()
        record = duty(due=due)
        last = latest_of(record.due)
        surely = last is not None and last < day
        assert queries.late_at(by, day).filter(pk=record.pk).exists() == surely


def test_a_body_that_becomes_ours_turns_what_it_owes(settings):
    settings.OWN_BODY = "giv"
    own = own_body()
    school, partner = organisation("Trường"), organisation("Đối tác")
    office = organisation("Phòng", parent=school)
    duty("alone", promisors=[school])
    duty("below", promisors=[office])
    duty("joint", promisors=[office, partner])
    duty("owed to it", promisors=[partner], beneficiaries=[school])
    by, events = keeper(), Event.objects.filter(object_type="duties.duty").count()
    assert sides(by) == {"alone": "t", "below": "t", "joint": "t", "owed to it": "t"}

    change_organisation(school, by=writer(), parent=own)

    assert sides(by) == {"alone": "o", "below": "o", "joint": "ot", "owed to it": "t"}
    assert Event.objects.filter(object_type="duties.duty").count() == events

    import_organisations([OrganisationRow(code=school.code, parent="")], by=writer())

    assert sides(by) == {"alone": "t", "below": "t", "joint": "t", "owed to it": "t"}


def sides(by: Any) -> dict[str, str]:
    found = queries.visible_duties(by)
    return {d.name_vi: "o" * d.ours + "t" * d.theirs for d in found}


def test_whose_duty_it_is_stands_in_no_snapshot():
    assert not {"ours", "theirs"} & snapshot(duty()).keys()
