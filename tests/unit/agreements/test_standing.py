"""How a text stands: each rule once, then all of them against every day a date may mean."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from itertools import product

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from banggiao.agreements.actions import ledger
from banggiao.agreements.enums import ActKind, Renewal, State
from banggiao.agreements.models import Instrument
from banggiao.agreements.standing import Standing, derive, standing, state_at
from banggiao.core.dates import PartialDate
from banggiao.core.errors import Refused
from tests.factories.agreements import instrument
from tests.factories.partners import writer

DAY = dt.date(2024, 6, 1)


@dataclass
class FakeAct:
    kind: str
    on: PartialDate | None
    until: PartialDate | None = None


@dataclass
class Text:
    term_start: PartialDate | None = None
    term_end: PartialDate | None = None
    term_months: int | None = None
    renewal: str = ""


def date(text: str) -> PartialDate | None:
    return PartialDate.parse(text) if text else None


def deed(kind: str, on: str = "", until: str = "") -> FakeAct:
    return FakeAct(kind, date(on), date(until))


def signed(on: str) -> FakeAct:
    return deed(ActKind.SIGNED, on)


FIVE_YEARS = Text(term_months=60)
SURE, IN_DOUBT = True, False

CASES: list[tuple[str, Text, list[FakeAct], str, State, bool]] = [
    ("no act", Text(), [], "2024-06-01", State.NOT_SIGNED, SURE),
    ("before its signing", Text(), [signed("2024-06-02")], "2024-06-01", State.NOT_SIGNED, SURE),
    ("from its signing on", Text(), [signed("2024-06-01")], "2024-06-01", State.IN_FORCE, SURE),
    ("signed some day that year", Text(), [signed("2024")], "2024-06-01", State.IN_FORCE, IN_DOUBT),
    ("signed no later than", Text(), [signed("/2014")], "2015-01-01", State.IN_FORCE, SURE),
    ("a day without its year", Text(), [signed("XXXX-07-08")], "2030-01-01", State.IN_FORCE, False),
    ("signed, day unknown", Text(), [signed("")], "2030-01-01", State.IN_FORCE, IN_DOUBT),
    (
        "entry into force is later",
        Text(),
        [signed("2024-05-01"), deed(ActKind.IN_FORCE, "2024-07-01")],
        "2024-06-01",
        State.SIGNED,
        SURE,
    ),
    (
        "signed perhaps, not in force for sure",
        Text(),
        [signed("2024"), deed(ActKind.IN_FORCE, "2025-01-01")],
        "2024-06-01",
        State.SIGNED,
        IN_DOUBT,
    ),
    (
        "a term that begins after signing",
        Text(term_start=date("2024-07-01"), term_end=date("2025-06-30")),
        [signed("2024-05-01")],
        "2024-06-01",
        State.SIGNED,
        SURE,
    ),
    (
        "a term whose signing has no day",
        Text(term_start=date("2023"), term_end=date("2025")),
        [signed("")],
        "2024-06-01",
        State.IN_FORCE,
        SURE,
    ),
    ("the last day of a term", FIVE_YEARS, [signed("2019-06-02")], "2024-06-01", State.IN_FORCE, 1),
    ("the day after it", FIVE_YEARS, [signed("2019-06-01")], "2024-06-01", State.EXPIRED, SURE),
    (
        "months from entry into force",
        FIVE_YEARS,
        [signed("2018-01-01"), deed(ActKind.IN_FORCE, "2019-06-02")],
        "2024-06-01",
        State.IN_FORCE,
        SURE,
    ),
    (
        "the end is a year",
        Text(term_end=date("2024")),
        [signed("2019-06-01")],
        "2024-06-01",
        State.IN_FORCE,
        IN_DOUBT,
    ),
    (
        "it renews itself",
        Text(term_months=60, renewal=Renewal.AUTOMATIC),
        [signed("2010-01-01")],
        "2024-06-01",
        State.IN_FORCE,
        SURE,
    ),
    (
        "renewed only if agreed",
        Text(term_months=60, renewal=Renewal.BY_AGREEMENT),
        [signed("2010-01-01")],
        "2024-06-01",
        State.EXPIRED,
        SURE,
    ),
    (
        "extended in time",
        FIVE_YEARS,
        [signed("2015-01-01"), deed(ActKind.EXTENDED, "2019-12-01", "2024-12-31")],
        "2024-06-01",
        State.IN_FORCE,
        SURE,
    ),
    (
        "extended, nobody says until when",
        FIVE_YEARS,
        [signed("2015-01-01"), deed(ActKind.EXTENDED, "2019-12-01")],
        "2024-06-01",
        State.IN_FORCE,
        IN_DOUBT,
    ),
    (
        "between the end and a late extension",
        FIVE_YEARS,
        [signed("2015-01-01"), deed(ActKind.EXTENDED, "2024-10-01", "2029")],
        "2024-06-01",
        State.IN_FORCE,
        IN_DOUBT,
    ),
    (
        "after a late extension",
        FIVE_YEARS,
        [signed("2015-01-01"), deed(ActKind.EXTENDED, "2024-05-01", "2029")],
        "2024-06-01",
        State.IN_FORCE,
        SURE,
    ),
    (
        "amended and taken over",
        Text(),
        [signed("2015"), deed(ActKind.AMENDED, "2016"), deed(ActKind.INHERITED, "2018")],
        "2024-06-01",
        State.IN_FORCE,
        SURE,
    ),
    *(
        (
            f"{kind} that day",
            Text(),
            [signed("2015"), deed(kind, "2024-06-01")],
            "2024-06-01",
            state,
            SURE,
        )
        for kind, state in [
            (ActKind.ENDED, State.ENDED),
            (ActKind.UPGRADED, State.REPLACED),
            (ActKind.REPLACED, State.REPLACED),
        ]
    ),
    (
        "ended, day unknown",
        Text(),
        [signed("2015"), deed(ActKind.ENDED)],
        "2024-06-01",
        State.IN_FORCE,
        IN_DOUBT,
    ),
    (
        "ended before its term ran out",
        Text(term_end=date("2024-01-31")),
        [signed("2015"), deed(ActKind.ENDED, "2020-01-01")],
        "2024-06-01",
        State.ENDED,
        SURE,
    ),
    (
        "ended after its term had run out",
        Text(term_end=date("2018-01-31")),
        [signed("2015"), deed(ActKind.ENDED, "2020-01-01")],
        "2024-06-01",
        State.EXPIRED,
        SURE,
    ),
]


@pytest.mark.parametrize(
    ("text", "acts", "day", "state", "certain"),
    [case[1:] for case in CASES],
    ids=[case[0] for case in CASES],
)
def test_a_text_stands_as_its_acts_say(text, acts, day, state, certain):
    found = state_at(derive(text, acts), dt.date.fromisoformat(day))

    assert found == Standing(state, bool(certain))


def test_months_end_on_the_last_day_a_month_has():
    days = derive(Text(term_months=1), [signed("2024-01-31")])

    assert days.over.latest == dt.date(2024, 2, 29)


def test_a_term_beyond_the_calendar_has_no_end():
    days = derive(Text(term_end=date("9999-12-31")), [signed("2024-01-31")])

    assert state_at(days, dt.date.max) == Standing(State.IN_FORCE, certain=False)


# Against every day that a date known in part may mean

SMALL = ["", "2020", "2020-02", "2020-02-01", "2020-03-15", "2020-06", "2020-06-01", "/2020-02"]
MOMENTS = [dt.date(2019, 12, 31), *(dt.date(2020, m, d) for m in (1, 2, 3, 6, 7) for d in (1, 16))]
PICKS = [dt.date(2019, 12, 1), *(dt.date(2020, m, d) for m in range(1, 13) for d in (1, 15))]
dates = st.sampled_from(SMALL)
ledgers = st.tuples(
    dates,
    st.one_of(st.none(), dates),
    st.one_of(st.none(), dates),
    st.sampled_from([None, 1, 4]),
    st.sampled_from(["", Renewal.AUTOMATIC]),
)


def meanings(text: str) -> list[dt.date]:
    """Give days that a date may mean, its bounds among them."""
    value = date(text)
    if value is None:
        return PICKS
    ends = [day for day in (value.earliest, value.latest) if day]
    inside = [day for day in PICKS if value.may_lie_in(day, day)]
    return sorted({*ends, *inside})


def whole(day: dt.date | None) -> str:
    return day.isoformat() if day else ""


@settings(max_examples=60)
@given(ledgers)
def test_what_is_certain_holds_whatever_the_dates_mean(made):
    on, force, end, months, renewal = made
    text = Text(term_months=months, renewal=renewal)

    def acts(one: str, two: str | None, three: str | None) -> list[FakeAct]:
        entry = [] if two is None else [deed(ActKind.IN_FORCE, two)]
        ending = [] if three is None else [deed(ActKind.ENDED, three)]
        return [signed(one), *entry, *ending]

    known = derive(text, acts(on, force, end))
    worlds = [
        derive(text, acts(*(whole(day) if day else None for day in world)))
        for world in product(
            meanings(on)[:6],
            [None] if force is None else meanings(force)[:6],
            [None] if end is None else meanings(end)[:6],
        )
        if (world[1] is None or world[1] >= world[0])
        and (world[2] is None or world[2] >= max(world[0], world[1] or world[0]))
    ]
    for day in MOMENTS:
        found = state_at(known, day)
        states = {state_at(world, day).state for world in worlds}
        in_force = {state == State.IN_FORCE for state in states}
        if found.certain and states:
            assert in_force == {found.state == State.IN_FORCE}
        if len(in_force) > 1:
            assert found == Standing(State.IN_FORCE, certain=False)


# One text and all texts

kinds = st.sampled_from(list(ActKind))
moves = st.lists(st.tuples(kinds, dates, dates), max_size=6)
terms = st.fixed_dictionaries(
    {"renewal": st.sampled_from(["", *Renewal.values])},
    optional={
        "term_start": st.sampled_from(["2020", "2020-02-01"]),
        "term_months": st.sampled_from([1, 3, 12]),
    },
)
WRITE = {
    ActKind.IN_FORCE: ledger.bring_into_force,
    ActKind.EXTENDED: ledger.extend_instrument,
    ActKind.AMENDED: ledger.amend_instrument,
    ActKind.ENDED: ledger.end_instrument,
    ActKind.INHERITED: ledger.inherit_instrument,
    ActKind.SIGNED: ledger.sign_instrument,
}


def enter(text: Instrument, kind: str, on: str, until: str) -> None:
    """Enter an act if the rules allow it; upgrades and replacements come by a later text."""
    by = writer()
    if kind in {ActKind.UPGRADED, ActKind.REPLACED}:
        relation = "upgrades" if kind == ActKind.UPGRADED else "replaces"
        with transaction.atomic():
            newer = instrument(is_signed=True, signed=on)
            from banggiao.agreements.actions.lineage import link_predecessor

            link_predecessor(newer, text, relation, by=by)
        return
    data = {"on": on} | ({"until": until} if kind == ActKind.EXTENDED else {})
    WRITE[ActKind(kind)](text, by=by, **data)


@pytest.mark.django_db
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(terms, moves), min_size=1, max_size=3))
def test_the_database_says_the_same_of_all_texts_as_of_one(made):
    with transaction.atomic():
        for term, acts in made:
            text = instrument(**term)
            for kind, on, until in [(ActKind.SIGNED, "2020-02", ""), *acts]:
                try:
                    with transaction.atomic():
                        enter(text, kind, on, until)
                except (Refused, ValidationError):
                    continue
        texts = list(Instrument.objects.prefetch_related("acts"))
        for day in MOMENTS:
            alone = {text.code: standing(text, day) for text in texts}
            compare(alone, day)
        transaction.set_rollback(True)


def compare(alone: dict[str, Standing], day: dt.date) -> None:
    def codes(found) -> set[str]:
        return set(found.values_list("code", flat=True))

    texts = Instrument.objects.all()
    for state in State:
        of_one = {code for code, s in alone.items() if s.state == state}
        assert codes(texts.standing_at(state, day)) == of_one, (state, day)
    sure = {c for c, s in alone.items() if s.state == State.IN_FORCE and s.certain}
    perhaps = {c for c, s in alone.items() if s.state == State.IN_FORCE and not s.certain}
    assert codes(texts.in_force_at(day)) == sure
    assert codes(texts.may_be_in_force_at(day)) == perhaps


PERIODS = [
    (dt.date(2020, 1, 1), dt.date(2020, 12, 31)),
    (dt.date(2020, 2, 1), dt.date(2020, 2, 29)),
    (dt.date(2020, 2, 10), dt.date(2020, 3, 15)),
    (dt.date(2019, 1, 1), dt.date(2019, 12, 31)),
]


@pytest.mark.django_db
@pytest.mark.parametrize("on", [*SMALL, "2019/2021", "XXXX-02-01", "2020?"])
def test_signed_in_follows_the_rule_for_dates_known_in_part(on):
    text = instrument(is_signed=True, signed=on)
    for first, last in PERIODS:
        value = date(on)
        surely = bool(value and value.lies_in(first, last))
        bounded = value is not None and (value.earliest or value.latest)
        perhaps = bool(bounded and value and value.may_lie_in(first, last) and not surely)
        assert Instrument.objects.all().signed_in(first, last).exists() is surely
        assert Instrument.objects.all().may_be_signed_in(first, last).exists() is perhaps
    assert text.course.is_signed


@pytest.mark.django_db
@pytest.mark.parametrize("end", [text for text in SMALL if text] + ["2021-01-01", "2019-12-31"])
def test_expiring_between_counts_the_last_day(end):
    instrument(is_signed=True, signed="2010", term_end=end)
    instrument(is_signed=True, signed="2010", term_end=end, renewal=Renewal.AUTOMATIC)
    value = PartialDate.parse(end)
    for first, last in PERIODS:
        surely = value.lies_in(first, last) if value.earliest else False
        perhaps = value.may_lie_in(first, last) and not surely
        if value.earliest:
            assert Instrument.objects.all().expiring_between(first, last).count() == int(surely)
            assert Instrument.objects.all().may_expire_between(first, last).count() == int(perhaps)


@pytest.mark.django_db
def test_a_text_that_is_not_signed_is_in_no_figure():
    instrument(term_end="2020")
    first, last = PERIODS[0]
    texts = Instrument.objects.all()

    assert not texts.signed_in(first, last).exists()
    assert not texts.may_be_signed_in(first, last).exists()
    assert not texts.may_expire_between(first, last).exists()
    assert not texts.may_be_in_force_at(DAY).exists()
