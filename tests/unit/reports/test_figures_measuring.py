"""What figures count: whole intervals, visible records, and what is not certain beside them."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.translation import override

from banggiao.accounts.records import set_aside
from banggiao.activities.actions import steps
from banggiao.activities.models import Activity
from banggiao.core.enums import Classification
from banggiao.plans.enums import ActivityKind, Funding, Mode
from banggiao.reports.figures import FIGURES, Period, measure_all, money, parts, values
from banggiao.reports.figures.labels import STATED_ONLY
from tests.factories.activities import activity, held, participant, postponed
from tests.factories.agreements import instrument
from tests.factories.duties import duty, own_body
from tests.factories.figures import cleared, measured, year
from tests.factories.partners import PUBLIC, RESTRICTED, country, organisation, writer
from tests.factories.plans import frozen_line

pytestmark = pytest.mark.django_db

OUT = ActivityKind.DELEGATION_OUT


def visit(name: str, start: str, **data: object) -> Activity:
    """Enter a delegation that we sent and that took place."""
    facts = {"kind": OUT, "host": organisation(country=country("JP")), "partners": [own_body()]}
    return held(name, start=start, **facts | data)


@pytest.mark.parametrize(
    ("start", "end", "sure", "perhaps"),
    [
        ("2019-03-12", "", True, False),
        ("2019", "", True, False),
        ("2019-12", "2019-12-31", True, False),
        ("2018-12-30", "2019-01-02", False, True),
        ("201X", "", False, True),
        ("2020", "", False, False),
        ("XXXX-05-12", "", False, False),
    ],
)
def test_a_record_counts_where_its_whole_time_lies(start: str, end: str, sure: bool, perhaps: bool):
    visit("a", start, end=end)
    found = measured("delegations_out")
    assert found.value == int(sure)
    assert found.missed == int(perhaps)


def test_the_value_is_how_many_records_open():
    for name in ("a", "b", "c"):
        visit(name, "2019-05")
    found = measured("delegations_out")
    assert found.value == found.sure.count() == len(found.entries()) == 3


def test_uncertain_dates_are_listed_counted_or_not():
    visit("năm", "2019")
    visit("ngờ", "2019-05?")
    visit("vắt", "2018-12-30", end="2019-01-02")
    visit("rõ", "2019-05-07")
    found = measured("delegations_out")
    with override("vi"):
        listed = [(entry.label, entry.counted) for entry in found.uncertain]
    assert listed == [("năm", True), ("ngờ", True), ("vắt", False)]
    assert found.uncertain_total == 3
    assert found.value == 3
    assert all(entry.date and entry.url and entry.why for entry in found.uncertain)


def test_a_visit_of_others_counts_nowhere():
    guest = organisation("Thanh tra Thái Lan", country=country("TH"))
    held("Đoàn của bạn", host=organisation("Bộ Tư pháp"), partners=[guest])
    found = measure_all(cleared(), year())
    assert {one.value for code, one in found.items() if one.sure.model is Activity} == {0}


def test_figures_differ_by_what_one_may_see():
    visit("mở", "2019-05")
    visit("kín", "2019-06", classification=RESTRICTED)
    assert measured("delegations_out").value == 2
    internal = measured("delegations_out", level=Classification.INTERNAL)
    assert [entry.label for entry in internal.entries()] == ["mở"]
    assert measured("delegations_out", level=PUBLIC).value == 0


def test_a_hidden_guest_stands_in_no_part():
    hidden = organisation(country=country("KR"), classification=RESTRICTED)
    held("đoàn", host=own_body(), partners=[hidden])
    keys = {
        level: [
            one.key for one in parts(FIGURES["delegations_in"], cleared(level), year(), "country")
        ]
        for level in (1, 2)
    }
    assert keys == {1: ["unknown"], 2: ["KR"]}


def test_what_was_set_aside_counts_nowhere():
    set_aside(visit("a", "2019-05"), by=writer(), reason="Nhập nhầm")
    assert measured("delegations_out").value == 0


def test_parts_add_up_to_the_value_and_narrow_it():
    visit("a", "2019-05", level="minister")
    visit("b", "2019-06", level="minister", host=organisation(country=country("KR")))
    visit("c", "2019-07")
    figure = FIGURES["delegations_out"]
    levels = parts(figure, cleared(), year(), "level")
    assert [(one.key, one.value) for one in levels] == [("minister", 2), ("unknown", 1)]
    for part in figure.parts:
        whole = parts(figure, cleared(), year(), part)
        assert sum(one.value for one in whole) == 3
        for one in whole:
            narrowed = measured("delegations_out", part=f"{part.key}:{one.key}")
            assert narrowed.value == narrowed.sure.count() == one.value
    both = measured("delegations_out", part="level:minister,mode:unknown")
    assert both.value == 2
    assert measured("delegations_out", part="nothing:x").value == 3


def test_states_are_figures_of_their_own():
    by = writer()
    held("Đã đón")
    steps.cancel_activity(activity("Đã hủy"), by=by, reason="Bạn hủy")
    moved = activity("Chuyển trực tuyến")
    steps.finish_activity(steps.move_online(moved, by=by, reason="Dịch bệnh"), by=by)
    postponed("Hoãn")
    numbers = {
        state: measured(f"delegations_in_{state}").value
        for state in ("cancelled", "moved_online", "postponed")
    }
    assert numbers == {"cancelled": 1, "moved_online": 1, "postponed": 1}
    assert measured("delegations_in").value == 2


def test_people_and_seats_are_summed():
    first = visit("a", "2019-05", headcount=7)
    second = visit("b", "2019-06")
    for _number in range(3):
        participant(second)
    visit("c", "2019-07")
    assert first.people == 7
    assert measured("people_out").value == 10
    assert measured("people_out").records == 3


def test_money_is_summed_by_who_paid():
    visit("a", "2019-05", cost=5_000_000, funding=Funding.STATE_BUDGET)
    visit("b", "2019-06", cost=7_000_000, funding=Funding.STATE_BUDGET)
    visit("c", "2019-07", cost=1_000_000)
    visit("d", "2019-08")
    sums = [(one.funding, one.dong, one.records) for one in money(measured("delegations_out"))]
    assert sums == [(Funding.STATE_BUDGET, 12_000_000, 2), ("", 1_000_000, 1)]


def test_plans_are_counted_by_their_lines():
    frozen_line("Đoàn đi Nhật", year=2026)
    found = measured("delegations_out_planned", of=year(2026))
    assert found.value == measured("plan_lines", of=year(2026)).value == 1
    assert found.sure.model._meta.label_lower == "plans.planline"


def test_online_events_are_of_any_kind():
    held("Hội thảo", kind=ActivityKind.WORKSHOP, mode=Mode.ONLINE)
    held("Họp", kind=ActivityKind.MEETING, mode=Mode.HYBRID)
    assert measured("online_events").value == 1


def test_bilateral_partners_are_bodies_of_other_countries_with_a_text_in_force():
    ours, theirs = own_body(), organisation("MIC", country=country("JP"))
    home = organisation("Bộ Tư pháp", country=country("VN"))
    many = organisation("UNODC", kind="international_organisation", country=country("AT"))
    instrument(ours, theirs, home, many, signed="2015-04-01")
    instrument(ours, organisation("ACRC", country=country("KR")))
    instrument(ours, organisation("Sau", country=country("LA")), signed="2022")
    found = measured("bilateral_partners")
    assert [entry.label for entry in found.entries()] == ["MIC"]
    assert measured("agreements_in_force").value == 1
    assert measured("agreements_signed", of=year(2015)).value == 1


def test_agreements_in_preparation_are_those_known_by_then():
    instrument(own_body(), organisation())
    today = timezone.localdate()
    assert measured("agreements_in_preparation", of=year(today.year)).value == 1
    before = measured("agreements_in_preparation", of=year(today.year - 3))
    assert (before.value, before.missed) == (0, 1)


def test_duties_are_due_kept_and_late_on_both_sides():
    duty("Của ta", due="2019-05-01")
    duty("Của bạn", due="2019-06-01", promisors=[organisation()])
    found = values(cleared(), year())
    assert found["duties_due_ours"] == found["duties_due_theirs"] == 1
    assert found["duties_late_ours"] == found["duties_late_theirs"] == 1
    assert found["duties_kept_ours"] == 0


def test_every_figure_and_part_can_be_asked_and_has_words():
    visit("a", "2019-05")
    found = measure_all(cleared(), year())
    assert found.keys() == FIGURES.keys()
    for code, one in found.items():
        figure = one.figure
        assert one.value >= 0
        assert all(str(words) for words in (figure.label, figure.unit, figure.meaning)), code
        assert one.uncertain_total == len(one.uncertain)
        for part in figure.parts:
            values_of = parts(figure, cleared(), year(), part)
            assert sum(value.value for value in values_of) == one.value


def _queries(period: Period) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert all(one.missed >= 0 for one in measure_all(cleared(), period).values())
    return len(asked)


def test_a_whole_year_takes_as_many_statements_for_many_records_as_for_few():
    visit("a", "2019-05")
    few = _queries(year())
    for name in "bcdef":
        visit(name, "2019")
        duty(due="2019-05")
    assert _queries(year()) == few
    assert few <= 2 * len(FIGURES) + 2


def test_nothing_is_late_on_a_day_to_come():
    today = timezone.localdate()
    duty("Cuối năm", due=f"{today.year}-12-31")
    duty("Đã trễ", due=f"{today.year - 1}-01-01")
    this_year, to_come = year(today.year), year(today.year + 1)
    assert measured("duties_late_ours", of=this_year).value == 1
    assert measured("duties_late_ours", of=to_come).value == 1


def _words(language: str) -> list[str]:
    with override(language):
        figures = [(str(f.label), str(f.meaning), str(f.unit)) for f in FIGURES.values()]
        return [*(word for words in figures for word in words), *map(str, STATED_ONLY.values())]


@pytest.mark.parametrize("language", ["vi", "ja"])
def test_every_figure_speaks_three_languages(language: str):
    pairs = zip(_words("en"), _words(language), strict=True)
    assert [english for english, other in pairs if english == other] == []
