"""The cards of the desk: what each role is shown, and what it costs."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from banggiao.plans.actions import plans as plan_actions
from tests.factories.accounts import make_user
from tests.factories.activities import activity, confirmed
from tests.factories.agreements import instrument
from tests.factories.duties import duty, own_body
from tests.factories.partners import INTERNAL, RESTRICTED, organisation
from tests.factories.plans import approved, lead_unit, line, plan, planner

pytestmark = pytest.mark.django_db


@pytest.fixture
def today() -> dt.date:
    return timezone.localdate()


def texts(lines) -> list[str]:
    return [line.text for line in lines]


class TestSoon:
    def test_shows_this_week_and_the_next_in_order(self, client, sign_in, today, sound):
        client = sign_in(client, make_user("leader"))
        next_sunday = today + dt.timedelta(days=13 - today.weekday())
        confirmed("Tuần sau", start=next_sunday.isoformat())
        confirmed("Hôm nay", start=today.isoformat())
        activity("Đã qua", start=(today - dt.timedelta(days=1)).isoformat())
        activity("Sau nữa", start=(next_sunday + dt.timedelta(days=1)).isoformat())

        response = client.get("/")

        assert texts(response.context["soon"]) == ["Hôm nay", "Tuần sau"]
        assert response.context["this_week"] == "This week 1 activity"
        sound(response)

    def test_a_hidden_activity_is_not_counted(self, client, sign_in, today):
        client = sign_in(client, make_user("officer", clearance=INTERNAL))
        activity("Kín", start=today.isoformat(), classification=RESTRICTED)

        response = client.get("/")

        assert response.context["soon"] == []
        assert response.context["this_week"] == "Nothing more this week"
        assert "Kín" not in response.content.decode()


class TestDue:
    def test_an_officer_sees_their_own_and_a_leader_what_presses(self, client, sign_in, today):
        officer = make_user("officer", INTERNAL)
        late = (today - dt.timedelta(days=3)).isoformat()
        duty("Của tôi", owner=officer, due=(today + dt.timedelta(days=30)).isoformat())
        duty("Của người khác", due=late)
        partner = organisation("Bạn")
        duty("Bạn nợ ta", promisors=[partner], beneficiaries=[own_body()], due=today.isoformat())
        duty("Bạn nợ nhau", promisors=[partner], due=today.isoformat())

        assert texts(sign_in(client, officer).get("/").context["due"]) == ["Của tôi"]
        for role in ("head", "leader", "auditor"):
            shown = sign_in(client, make_user(role)).get("/").context["due"]
            assert texts(shown) == ["Bạn nợ ta", "Của người khác"]
            assert [line.is_late for line in shown] == [False, True]
            assert shown[0].sub == "Bạn"


class TestWaiting:
    def test_a_submitted_plan_waits_for_who_approves(self, client, sign_in):
        line(of=plan(2027))
        plan_actions.submit_plan(plan(2027), by=planner())

        for role in ("head", "leader"):
            shown = sign_in(client, make_user(role)).get("/").context["waiting"]
            assert [(one.date_text, one.tone) for one in shown] == [("2027", "warn")]
            assert "approve it" in shown[0].sub
        for role in ("officer", "contributor", "clerk", "auditor", "administrator"):
            assert sign_in(client, make_user(role)).get("/").context["waiting"] == []

    def test_a_returned_plan_waits_for_who_submits(self, client, sign_in):
        line(of=plan(2027))
        plan_actions.submit_plan(plan(2027), by=planner())
        plan_actions.return_plan(plan(2027), by=planner(), comment="Thiếu kinh phí")

        shown = sign_in(client, make_user("officer")).get("/").context["waiting"]
        assert ["came back" in one.sub for one in shown] == [True]
        assert sign_in(client, make_user("leader")).get("/").context["waiting"] == []

    def test_a_hidden_plan_waits_for_nobody_who_may_not_see_it(self, client, sign_in):
        secret = plan(2027, classification=RESTRICTED)
        line(of=secret, classification=RESTRICTED)
        plan_actions.submit_plan(secret, by=planner())

        shown = sign_in(client, make_user("leader", clearance=INTERNAL)).get("/")
        assert shown.context["waiting"] == []

    def test_an_activity_that_is_over_waits_for_its_owner(self, client, sign_in, today):
        owner = make_user("officer")
        activity("Chưa ghi", start=(today - dt.timedelta(days=2)).isoformat(), owner=owner)

        response = sign_in(client, owner).get("/")
        assert texts(response.context["waiting"]) == ["Chưa ghi"]
        assert response.context["waiting_count"] == 1


class TestYear:
    def test_shows_the_strip_of_this_year(self, client, sign_in, today, sound):
        line("Đoàn ra Úc", of=plan(today.year), start=f"{today.year}")
        line("Đoàn ra Áo", of=plan(today.year), start=f"{today.year}-12-30")
        approved(plan(today.year), on=dt.date(today.year, 1, 2))

        response = sign_in(client, make_user("leader")).get("/")

        assert "Đoàn ra Áo" in sound(response)
        assert response.context["plan_facts"].startswith("2 lines · approved on ")
        out = response.context["figures"][0]
        assert (out["value"], out["of_text"]) == ("0", "/ 2 planned")

    def test_says_what_to_do_without_a_plan(self, client, sign_in, sound):
        assert "/plans/add/" in sound(sign_in(client, make_user("officer")).get("/"))
        assert "/plans/add/" not in sound(sign_in(client, make_user("clerk")).get("/"))

    def test_every_figure_opens(self, client, sign_in, today):
        instrument(own_body(), is_signed=True, signed=f"{today.year - 1}-05-01")
        duty(due=(today - dt.timedelta(days=3)).isoformat())
        client = sign_in(client, make_user("leader"))

        figures = client.get("/").context["figures"]

        assert [figure["value"] for figure in figures] == ["0", "0", "0", "1", "1"]
        for figure in figures:
            assert client.get(figure["url"]).status_code == 200


def test_texts_that_run_out_are_shown(client, sign_in, today):
    ends = (today + dt.timedelta(days=40)).isoformat()
    instrument(own_body(), name="Sắp hết", is_signed=True, signed="2020-01-01", term_end=ends)

    response = sign_in(client, make_user("auditor")).get("/")

    assert texts(response.context["to_look_at"]) == ["Sắp hết"]
    assert response.context["to_look_at"][0].word == "40 days left"


@pytest.mark.parametrize("role", ["officer", "head", "leader", "contributor", "auditor"])
def test_the_number_of_questions_does_not_grow(role, client, sign_in, today):
    user = make_user(role, unit=lead_unit())
    client = sign_in(client, user)
    counts = []
    for size in (1, 4):
        for number in range(size):
            fill(user, today, number + 10 * size)
        client.get("/")
        with CaptureQueriesContext(connection) as asked:
            client.get("/")
        counts.append(len(asked))

    # What changed lately asks once for each model that changed, so it varies by a few.
    assert counts[1] <= counts[0] + 2
    # Plans, duties, activities, texts on their path, opinions asked, what to look at: a few each.
    assert counts[1] <= 48


def fill(user, today: dt.date, number: int) -> None:
    year = plan(today.year)
    if not year.is_frozen:
        line(of=year, start=f"{today.year}-12")
        line(of=year, start=f"{today.year}-11")
        approved(year, on=dt.date(today.year, 1, 2))
    partner = organisation()
    for days in (-3, 0, 3):
        day = (today + dt.timedelta(days=days)).isoformat()
        activity(start=day, owner=user, host=own_body(), partners=[partner])
        duty(due=day, owner=user)
        duty(due=day, promisors=[partner])
    ends = (today + dt.timedelta(days=40)).isoformat()
    instrument(own_body(), partner, is_signed=True, signed="2020-01-01", term_end=ends)
    coming = plan(today.year + 1 + number)
    line(of=coming)
    plan_actions.submit_plan(coming, by=planner())
