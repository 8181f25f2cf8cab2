"""The facts of the demo stand as their sources imply."""

from __future__ import annotations

import pytest

from banggiao.activities.enums import Direction, Stage
from banggiao.activities.models import Activity, Series
from banggiao.audit.models import Event
from banggiao.core.enums import Classification
from banggiao.demo import facts_of_activities, facts_of_agreements, facts_of_documents
from banggiao.demo import facts_of_partners as partners
from banggiao.demo.reading import table
from banggiao.documents.queries import sources_of
from tests.factories.activities import roles
from tests.factories.partners import writer

pytestmark = pytest.mark.django_db


@pytest.fixture
def facts() -> dict[str, Activity]:
    facts_of_documents.load_documents()
    partners.load_organisations()
    partners.load_people()
    partners.load_posts()
    facts_of_agreements.load_instruments()
    facts_of_activities.load_series()
    facts_of_activities.load_activities()
    return {activity.code: activity for activity in Activity.objects.all()}


def test_every_row_is_in_the_register_with_its_sources(facts):
    assert set(facts) == {row["id"] for row in table("activities")}
    assert all(sources_of(activity, writer()) for activity in facts.values())
    assert {activity.classification for activity in facts.values()} == {Classification.PUBLIC}
    named = {row["series"] for row in table("activities")} - {""}
    assert set(Series.objects.values_list("code", flat=True)) == named
    assert not Activity.objects.all().filter(plan_line__isnull=False).exists()


@pytest.mark.parametrize(
    ("code", "direction"),
    [
        ("a-2019-03-th-in", ""),  # nobody says who received them
        ("a-2013-07-jp-in", Direction.IN),
        ("a-2023-04-school-jp", Direction.OUT),  # the school belongs to the own body
        ("a-2020-fr-online-1", Direction.HOSTED),
        ("a-2017-02-actwg24", Direction.HOSTED),
        ("a-2023-08-pac19s", Direction.ATTENDED),
        ("a-2024-09-20-moha-workshop", ""),
    ],
)
def test_what_a_row_is_for_us_follows_from_who_took_part(facts, code, direction):
    assert facts[code].direction == direction


def test_who_chaired_comes_from_the_table_of_meetings(facts):
    chaired = {code for code, activity in facts.items() if activity.is_chaired}

    assert chaired == {
        "a-2017-02-actwg24",
        "a-2017-08-actwg25",
        "a-2020-12-pac16p",
        "a-2021-09-pac17s",
    }
    assert ("kr-acrc", "chair") in roles(facts["a-2025-07-actwg41"])


def test_what_was_held_is_held_and_what_was_announced_is_confirmed(facts):
    announced = {code for code, activity in facts.items() if activity.stage != Stage.HELD}

    assert announced == {"a-2024-04-jp-out", "a-2024-haiphong-anniversary", "a-2027-apec-host"}
    assert {facts[code].stage for code in announced} == {Stage.CONFIRMED}
    assert facts["a-2020-fr-online-1"].mode == "online"


def test_people_keep_their_printed_titles_and_the_head_his_level(facts):
    visit = facts["a-2015-08-la-out"]
    head = visit.participants.get(role="head")

    assert (head.name, head.title) == ("Trần Đức Lượng", "Phó Tổng Thanh tra Chính phủ")
    assert visit.head_level == "deputy_minister"
    assert facts["a-2023-04-school-jp"].people == 10
    assert facts["a-2018-09-moha-workshop"].headcount_is_about
    workshop = facts["a-2024-09-20-moha-workshop"]
    assert workshop.programme.count() == 6
    assert workshop.edition == 6


def test_a_second_load_changes_nothing(facts):
    events = Event.objects.count()

    facts_of_activities.load_series()
    facts_of_activities.load_activities()

    assert Event.objects.count() == events
