"""The facts of the demo stand as their sources imply."""

from __future__ import annotations

import datetime as dt

import pytest

from banggiao.agreements import queries
from banggiao.agreements.enums import State
from banggiao.agreements.models import Instrument
from banggiao.agreements.standing import standing
from banggiao.audit.models import Event
from banggiao.demo import facts_of_agreements, facts_of_documents, facts_of_partners
from banggiao.documents.queries import sources_of
from tests.factories.partners import writer

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 6, 1)


@pytest.fixture
def facts() -> dict[str, Instrument]:
    facts_of_documents.load_documents()
    facts_of_partners.load_organisations()
    facts_of_partners.load_people()
    facts_of_agreements.load_instruments()
    return {text.code: text for text in Instrument.objects.select_related("course")}


def stands(text: Instrument, day: str = "2026-06-01") -> tuple[State, bool]:
    found = standing(text, dt.date.fromisoformat(day))
    return found.state, found.certain


def test_the_facts_stand_as_they_imply(facts):
    state = {
        code: stands(text) for code, text in facts.items() if stands(text) != (State.IN_FORCE, True)
    }

    assert state == {
        "giv-ru-2014": (State.REPLACED, True),
        "haiphong-kitakyushu-2009": (State.REPLACED, True),
        "asean-pac-mou-2004": (State.REPLACED, True),
        "asean-pac-plan-2023-2025": (State.EXPIRED, True),
        "moha-jp-mic-programme-2024": (State.EXPIRED, True),
        "giv-jp-mic-moc-amendment": (State.NOT_SIGNED, True),
        "giv-eg-aca-2015": (State.IN_FORCE, False),  # extended, nobody says until when
        "giv-fr-embassy": (State.IN_FORCE, False),  # a day without its year
        "jp-mic-memoranda-2020": (State.IN_FORCE, False),  # signed, day not known
    }


def test_the_facts_stood_otherwise_on_other_days(facts):
    assert stands(facts["giv-ru-2014"], "2020-02-16") == (State.IN_FORCE, True)
    assert stands(facts["giv-ru-2014"], "2020-02-17") == (State.REPLACED, True)
    assert stands(facts["giv-jp-mic-moc-2013"], "2013-04-21") == (State.NOT_SIGNED, True)
    assert stands(facts["giv-eg-aca-2015"], "2019-12-31") == (State.IN_FORCE, True)
    assert stands(facts["giv-eg-aca-2015"], "2022-06-01") == (State.IN_FORCE, False)
    assert stands(facts["asean-pac-mou-2004"], "2022-06-01") == (State.IN_FORCE, False)


def test_only_our_texts_count_and_a_series_counts_as_many_as_it_has(facts):
    ours = queries.our_instruments(writer())
    others = set(facts) - set(ours.values_list("code", flat=True))

    assert others == {
        "kr-acrc-vn-cic-2010",
        "asean-pac-mou-2004",
        "haiphong-kitakyushu-2009",
        "haiphong-kitakyushu-2014",
        "moha-jp-mic-programme-2024",
        "jp-mic-memoranda-2020",
    }
    assert ours.copies() == ours.count() + 4
    assert facts["giv-la-sia-1998-2016"].copies == 5
    assert queries.in_force_at(writer(), DAY).copies() == 28
    assert {t.code for t in queries.may_be_in_force_at(writer(), DAY)} == {
        "giv-eg-aca-2015",
        "giv-fr-embassy",
    }
    year = dt.date(2020, 1, 1), dt.date(2020, 12, 31)
    assert [t.code for t in queries.signed_in(writer(), *year)] == ["giv-ru-2020"]
    series = queries.may_be_signed_in(writer(), *(day.replace(year=2016) for day in year))
    assert {t.code for t in series} == {"giv-la-sia-1998-2016"}


def test_lines_signatories_titles_and_sources_come_along(facts):
    moc, reader = facts["giv-jp-mic-moc-2013"], writer()
    hands = queries.signatories_of(moc, reader)

    assert [(h.name, h.role) for h in hands] == [
        ("Miyajima", "signatory"),
        ("Trần Đức Lượng", "signatory"),
        ("Hưng", "witness"),
        ("Tanaka", "witness"),
    ]
    assert hands[1].title == "Phó Tổng Thanh tra Chính phủ"
    assert {c.about_type for c in sources_of(moc, reader)} == {"agreements.act"}
    line = queries.lineage_of(facts["giv-kh-mou5-2024"], reader)
    assert [step.instrument.code for step in line] == [
        "giv-kh-mou1-2005",
        "giv-kh-mou2-2012",
        "giv-kh-mou3-2016",
        "giv-kh-mou4-2023",
        "giv-kh-mou5-2024",
    ]
    assert facts["giv-kh-mou5-2024"].relation == "follows"
    line = queries.lineage_of(facts["giv-ru-2020"], reader)
    assert [(step.instrument.code, step.instrument.relation) for step in line] == [
        ("giv-ru-2014", ""),
        ("giv-ru-2020", "upgrades"),
        ("giv-ru-2025", "follows"),
    ]
    assert {topic.name for topic in moc.topics.all()} == {
        "administrative_counseling",
        "complaints",
        "training",
    }
    assert all(sources_of(text, reader) for text in facts.values())


def test_loading_twice_changes_nothing(facts):
    events = Event.objects.count()

    facts_of_agreements.load_instruments()

    assert Event.objects.count() == events
