"""What reports count: ours only, the whole interval, each state apart, each with its doubt."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from banggiao.accounts.records import set_aside
from banggiao.activities.actions import parties, steps
from banggiao.activities.models import Activity
from banggiao.activities.queries import figures
from banggiao.plans.enums import ActivityKind
from tests.factories.activities import activity, day, held, participant, postponed
from tests.factories.duties import own_body
from tests.factories.partners import RESTRICTED, country, officer, organisation, writer

pytestmark = pytest.mark.django_db

HEAD = writer()
YEAR = dt.date(2019, 1, 1), dt.date(2019, 12, 31)
OUT, IN = "out", "in"


def names(found: Any) -> set[str]:
    return {str(record) for record in found}


def out(name: str = "", **data: Any) -> Activity:
    """Enter a delegation that we sent and that was held."""
    facts: dict[str, Any] = {"kind": "delegation_out", "host": organisation()}
    return held(name, partners=[own_body()], **facts | data)


def event(name: str, kind: str, **data: Any) -> Activity:
    return held(name, kind=kind, **{"host": own_body(), "partners": []} | data)


def test_a_period_holds_what_lies_in_it_as_a_whole_and_lists_what_may():
    for name, start, end in (
        ("in", "2019-03-12", ""),
        ("year", "2019", ""),
        ("turn", "2019-12-30", "2020-01-02"),
        ("maybe", "2019/2020", ""),
        ("open", "2019-05/..", ""),
        ("after", "2020-01-01", ""),
        ("undated", "", ""),
    ):
        held(name, start=start, end=end)
    assert names(figures.held_in(HEAD, *YEAR, IN)) == {"in", "year"}
    assert names(figures.may_be_held_in(HEAD, *YEAR, IN)) == {"turn", "maybe", "open"}
    later = dt.date(2020, 1, 1), dt.date(2020, 12, 31)
    assert names(figures.may_be_held_in(HEAD, *later, IN)) == {"turn", "maybe", "open"}


def test_only_what_is_ours_in_the_register_and_visible_counts():
    held("ours")
    held("others", host=organisation(), partners=[organisation()])
    parties.add_party(
        held("guests", host=organisation(), partners=[]),
        by=HEAD,
        organisation=own_body(),
        role="participant",
    )
    held("hidden", classification=RESTRICTED)
    set_aside(held("aside"), by=HEAD, reason="trùng")
    assert names(figures.held_in(officer(), *YEAR, IN)) == {"ours"}
    assert names(figures.held_in(HEAD, *YEAR, IN)) == {"ours", "hidden"}
    assert names(figures.our_activities(officer())) == {"ours"}


def test_out_and_in_are_counted_apart():
    out("jp", country=country("JP"))
    out("jp again", country=country("JP"))
    out("la", country=country("LA"))
    out("nowhere")
    out("vague", country=country("KR"), start="2019/2020")
    held("in", country=country("VN"))
    assert names(figures.held_in(HEAD, *YEAR, OUT)) == {"jp", "jp again", "la", "nowhere"}
    assert names(figures.may_be_held_in(HEAD, *YEAR, OUT)) == {"vague"}


def test_each_state_is_a_figure_of_its_own():
    held("held")
    activity("preparing")
    activity("vague", start="2019/2020")
    steps.confirm_activity(activity("confirmed", headcount=1), by=HEAD)
    steps.cancel_activity(activity("cancelled"), by=HEAD, reason="vì")
    steps.cancel_activity(activity("cancelled?", start="2019/2020"), by=HEAD, reason="vì")
    steps.cancel_activity(postponed("cancelled without a date"), by=HEAD, reason="vì")
    steps.move_online(activity("online"), by=HEAD, reason="vì")
    steps.move_online(activity("online?", start="2019/2020"), by=HEAD, reason="vì")
    assert names(figures.held_in(HEAD, *YEAR)) == {"held"}
    assert names(figures.to_come_in(HEAD, *YEAR)) == {"preparing", "confirmed", "online"}
    assert names(figures.may_be_moved_online_in(HEAD, *YEAR)) == {"online?"}
    assert names(figures.cancelled_in(HEAD, *YEAR)) == {"cancelled"}
    assert names(figures.may_be_cancelled_in(HEAD, *YEAR)) == {"cancelled?"}
    assert names(figures.moved_online_in(HEAD, *YEAR)) == {"online"}
    assert names(figures.may_be_moved_online_in(HEAD, *YEAR)) == {"online?"}
    this_year = timezone.localdate().year
    now = dt.date(this_year, 1, 1), dt.date(this_year, 12, 31)
    assert names(figures.cancelled_in(HEAD, *now)) == {"cancelled without a date"}


def test_what_was_postponed_counts_where_it_was_to_take_place():
    postponed("waits")
    moved = activity("moved")
    steps.postpone_activity(moved, by=HEAD, reason="vì", start="2020-05-01")
    postponed("vague", start="2019/2020")
    postponed("later", start="2020")
    bare = activity("bare", start="")
    steps.postpone_activity(bare, by=HEAD, reason="vì", on=day("2019-07-01"))
    assert names(figures.postponed_in(HEAD, *YEAR)) == {"waits", "moved", "bare"}
    assert names(figures.may_be_postponed_in(HEAD, *YEAR)) == {"vague"}


def test_what_was_held_outside_the_plan():
    held("inside")
    held("outside", outside_ground="Bạn mời", outside_act_text="Công văn 1")
    held("outside?", outside_ground="Bạn mời", start="2019/2020")
    activity("not held", outside_ground="Bạn mời")
    assert names(figures.outside_plan_in(HEAD, *YEAR)) == {"outside"}
    assert names(figures.may_be_outside_plan_in(HEAD, *YEAR)) == {"outside?"}


def test_conferences_trainings_and_their_seats():
    giv = own_body()
    event("workshop", ActivityKind.WORKSHOP)
    event("conference", ActivityKind.CONFERENCE, host=organisation(), partners=[giv])
    event("doubt", ActivityKind.WORKSHOP, start="2019/2020")
    event("training", ActivityKind.TRAINING, headcount=30)
    event("small", ActivityKind.TRAINING)
    participant(event("named", ActivityKind.TRAINING), "A1", role="trainee")
    event("training?", ActivityKind.TRAINING, start="2019/2020")
    both = [ActivityKind.WORKSHOP, ActivityKind.CONFERENCE]
    assert names(figures.held_in(HEAD, *YEAR, "", both)) == {"workshop", "conference"}
    assert names(figures.held_in(HEAD, *YEAR, "hosted", both)) == {"workshop"}
    assert names(figures.held_in(HEAD, *YEAR, "attended", both)) == {"conference"}
    assert names(figures.may_be_held_in(HEAD, *YEAR, "", both)) == {"doubt"}
    trainings = figures.trainings(HEAD, *YEAR)
    assert names(trainings) == {"training", "small", "named"}
    assert sorted(trainings.values_list("people", flat=True), key=str) == [1, 30, None]
    assert names(figures.may_be_trainings(HEAD, *YEAR)) == {"training?"}
    assert not figures.trainings(HEAD, dt.date(2001, 1, 1), dt.date(2001, 1, 2))


def test_multilateral_meetings_attended_and_chaired_and_online_ones():
    giv, kind = own_body(), ActivityKind.MULTILATERAL_MEETING
    event("attended", kind, host=organisation(), partners=[giv])
    chaired = event("chaired", kind, host=organisation(), partners=[giv], mode="online")
    parties.add_party(chaired, by=HEAD, organisation=giv, role="chair")
    event("maybe", kind, start="2019/2020", mode="online")
    event("without us", kind, host=organisation())
    assert names(figures.multilateral(HEAD, *YEAR)) == {"attended", "chaired"}
    assert names(figures.multilateral(HEAD, *YEAR, chaired=True)) == {"chaired"}
    assert names(figures.may_be_multilateral(HEAD, *YEAR)) == {"maybe"}
    assert not figures.may_be_multilateral(HEAD, *YEAR, chaired=True)
    assert names(figures.online_events(HEAD, *YEAR)) == {"chaired"}
    assert names(figures.may_be_online_events(HEAD, *YEAR)) == {"maybe"}


PAIRS: tuple[tuple[Any, Any], ...] = (
    (figures.held_in, figures.may_be_held_in),
    (figures.cancelled_in, figures.may_be_cancelled_in),
    (figures.postponed_in, figures.may_be_postponed_in),
    (figures.moved_online_in, figures.may_be_moved_online_in),
)
DATES = ("2019", "2019-03-12", "2018-12/2019-01", "2019-12", "2020", "XXXX-05", "", "201X")


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(DATES), st.integers(0, 4)), max_size=5))
def test_nothing_is_counted_and_in_doubt_at_once(made):
    body = own_body()
    for start, what in made:
        record = activity(host=body, start=start, headcount=1)
        if what == 1 and start in {"2019", "2019-03-12", ""}:
            steps.finish_activity(record, by=HEAD)
        elif what == 2:
            steps.postpone_activity(record, by=HEAD, reason="vì")
        elif what == 3:
            steps.cancel_activity(record, by=HEAD, reason="vì")
        elif what == 4:
            steps.move_online(record, by=HEAD, reason="vì")
    for sure, perhaps in PAIRS:
        counted, doubtful = sure(HEAD, *YEAR), perhaps(HEAD, *YEAR)
        assert not set(counted) & set(doubtful)
