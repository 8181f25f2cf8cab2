"""What follows from the parts: direction, chair, days, people and level (decision 20)."""

from __future__ import annotations

import datetime as dt

import pytest

from banggiao.activities.actions import parties
from banggiao.activities.actions.derived import derive, period_of
from banggiao.activities.enums import PartyRole
from banggiao.activities.models import Activity, Participant, Party, Step
from banggiao.audit.models import Event
from banggiao.core.dates import PartialDate
from banggiao.partners.actions import titles
from banggiao.partners.actions.organisations import change_organisation
from banggiao.partners.models import Organisation
from banggiao.plans.enums import ActivityKind
from tests.factories.activities import activity, participant
from tests.factories.duties import own_body
from tests.factories.partners import organisation, writer

KINDS = [k for k in ActivityKind if not k.startswith("delegation")]
OURS, OTHER = Organisation(is_own=True), Organisation(is_own=False)


def direction(kind: str, *own: str, others: tuple[str, ...] = ()) -> str:
    bodies = [Party(organisation=OURS, role=role) for role in own]
    bodies += [Party(organisation=OTHER, role=role) for role in others]
    return derive(Activity(kind=kind), bodies, [], [], lambda _title, _on: "").direction


def test_an_outgoing_delegation_is_ours_when_an_own_body_sends_it():
    assert direction("delegation_out", "sender", others=("host",)) == "out"
    for role in set(PartyRole) - {PartyRole.SENDER}:
        assert direction("delegation_out", role, others=("sender",)) == ""


def test_an_incoming_delegation_is_ours_when_an_own_body_hosts_it():
    assert direction("delegation_in", "host", others=("sender",)) == "in"
    for role in set(PartyRole) - {PartyRole.HOST}:
        assert direction("delegation_in", role, others=("host",)) == ""


@pytest.mark.parametrize("kind", KINDS)
def test_everything_else_is_hosted_or_attended(kind: str):
    assert direction(kind, "host", others=("participant",)) == "hosted"
    assert direction(kind, "organiser", others=("host",)) == "hosted"
    assert direction(kind, "participant", "host") == "hosted"
    for role in ("participant", "sender", "chair"):
        assert direction(kind, role, others=("host",)) == "attended"
    assert direction(kind, others=("host", "participant", "chair")) == ""


def test_it_is_chaired_when_an_own_body_chairs():
    for body, expected in ((OURS, True), (OTHER, False)):
        derived = derive(
            Activity(kind="multilateral_meeting"), [Party(organisation=body, role="chair")], [], []
        )
        assert derived.is_chaired is expected


@pytest.mark.parametrize(
    ("start", "end", "first", "last"),
    [
        ("2019-03-12", "", "2019-03-12", "2019-03-12"),
        ("2019-03", "2019-04-02", "2019-03-01", "2019-04-02"),
        ("", "2019", "2019-01-01", "2019-12-31"),
        ("2019-12-30", "2020-01-02", "2019-12-30", "2020-01-02"),
        ("XXXX-05-01", "2019", "2019-01-01", "2019-12-31"),
        ("2019-05", "XXXX-06", "2019-05-01", "2019-05-31"),
        ("../2019", "", None, "2019-12-31"),
        ("", "", None, None),
    ],
)
def test_it_counts_in_the_days_between_which_it_lies(start, end, first, last):
    days = [PartialDate.parse(text) if text else None for text in (start, end)]
    expected = [dt.date.fromisoformat(text) if text else None for text in (first, last)]
    assert list(period_of(*days)) == expected


def people(*named: tuple[str, str], headcount: int | None = None) -> int | None:
    rows = [Participant(name=name, role=role) for name, role in named]
    return derive(Activity(kind="training", headcount=headcount), [], rows, []).people


def test_people_are_counted_by_name_or_as_said():
    assert people() is None
    assert people(("A1", "guest"), ("A2", "speaker")) is None
    assert people(("A1", "head"), ("a1", "member"), ("A2", "interpreter"), ("A3", "guest")) == 2
    assert people(("A1", "head"), headcount=20) == 20
    assert people(("A1", "head"), headcount=0) == 0


@pytest.mark.parametrize("kind", ["delegation_in", "delegation_out"])
def test_of_a_delegation_only_those_count_who_travel(kind: str):
    own, other = Organisation(pk=1, is_own=True), Organisation(pk=2, is_own=False)
    host, guest = (own, other) if kind == "delegation_in" else (other, own)
    parties = [
        Party(organisation=host, role="host"),
        Party(organisation=guest, role="sender"),
    ]
    rows = [
        Participant(name="A1", role="head", organisation=guest),
        Participant(name="A2", role="member"),
        Participant(name="B1", role="member", organisation=host),
    ]
    assert derive(Activity(kind=kind), parties, rows, []).people == 2


def head_level(kind: str, *heads: tuple[str, Organisation | None], level: str = "") -> str:
    rows = [
        Participant(name=f"A{n}", role="head", title=title, organisation=body, order=n)
        for n, (title, body) in enumerate(heads)
    ]
    table = {"Bộ trưởng": "minister", "Vụ trưởng": "department"}
    found = derive(
        Activity(kind=kind, level=level), [], rows, [], lambda title, _on: table.get(title, "")
    )
    return found.head_level


def test_the_level_is_that_of_the_head_of_the_delegation():
    theirs, ours = ("Bộ trưởng", OTHER), ("Vụ trưởng", OURS)
    assert head_level("delegation_in", ours, theirs) == "minister"
    assert head_level("delegation_out", theirs, ours) == "department"
    assert head_level("meeting", theirs, ours) == "minister"
    assert head_level("delegation_out", ("Bộ trưởng", None), theirs) == "minister"
    assert head_level("delegation_in", ("Nghệ nhân", OTHER)) == ""
    assert head_level("delegation_in") == ""
    assert head_level("delegation_in", theirs, level="state_leader") == "state_leader"


def test_steps_leave_their_mark():
    derived = derive(Activity(kind="meeting"), [], [], [Step(kind="postponed")])
    assert (derived.was_postponed, derived.was_moved_online) == (True, False)


@pytest.mark.django_db
def test_a_body_that_moves_under_the_own_body_turns_what_names_it_and_back():
    giv, school = own_body(), organisation("Trường Cán bộ", code="school")
    out = activity(kind="delegation_out", host=organisation(), partners=[school], start="2019")
    hosted = activity(kind="training", host=school, partners=[], start="2019")
    parties.add_party(out, by=writer(), organisation=school, role="sender")
    participant(out, "Nguyễn Văn A1", role="head", title="Bộ trưởng", organisation=organisation())
    participant(out, "Nguyễn Văn A2", role="head", title="Vụ trưởng", organisation=school, order=9)
    out.refresh_from_db()
    before = (out.direction, out.head_level, out.version)
    assert before == ("", "minister", out.version)
    moved = change_organisation(school, by=writer(), parent=giv)
    assert last_action() == "partners.organisation_changed"
    for record, expected in ((out, "out"), (hosted, "hosted")):
        record.refresh_from_db()
        assert record.direction == expected
    assert (out.head_level, out.version) == ("department", before[2])
    change_organisation(moved, by=writer(), parent=None)
    out.refresh_from_db()
    hosted.refresh_from_db()
    assert (out.direction, out.head_level, hosted.direction) == ("", "minister", "")
    assert not Event.objects.filter(action__startswith="activities.", before__has_key="direction")


def last_action() -> str:
    return Event.objects.order_by("-pk")[0].action


@pytest.mark.django_db
def test_another_level_of_a_title_reaches_the_heads():
    record = activity()
    participant(record, "Nguyễn Văn A1", role="head", title="Điều phối viên trưởng")
    fixed = activity(level="minister")
    participant(fixed, "Nguyễn Văn A2", role="head", title="Điều phối viên trưởng")
    record.refresh_from_db()
    assert record.head_level == ""
    titles.add_title(
        by=writer(), title="Điều phối viên trưởng", level="department", basis="Thông báo 1"
    )
    record.refresh_from_db()
    fixed.refresh_from_db()
    assert (record.head_level, fixed.head_level) == ("department", "minister")
