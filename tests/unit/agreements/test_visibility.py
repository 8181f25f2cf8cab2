"""What a reader may not know of: the predicate and the query set agree, and no name gets out."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db.models import Q
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from banggiao.accounts.rules import may_see
from banggiao.agreements import queries
from banggiao.agreements.actions import instruments, ledger, lineage
from banggiao.agreements.enums import Renewal
from banggiao.agreements.models import Act, Instrument, Party, Signatory
from banggiao.core import search
from tests.factories.agreements import instrument
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

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 6, 1)
classes = st.sampled_from([PUBLIC, INTERNAL, RESTRICTED])


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(classes, classes, st.integers(-1, 2))
def test_may_see_says_the_same_as_visible_to(own, of_party, clearance):
    body = organisation(classification=of_party)
    text = instrument(body, classification=own)
    reader = officer(clearance=clearance)

    seen = Instrument.objects.visible_to(reader).filter(pk=text.pk).exists()
    assert may_see.test(reader, text) is seen
    parties = Party.objects.all()
    assert parties.visible_to(reader).filter(instrument=text).exists() is (
        max(own, of_party) <= clearance
    )


def test_a_hidden_party_signatory_and_text_before_leave_no_name():
    giv = organisation("Thanh tra", code="giv")
    hidden = organisation("Cơ quan kín", classification=RESTRICTED, country=country("LA"))
    man = person("Người kín", classification=RESTRICTED)
    secret = instrument(giv, name="Văn kiện kín", classification=RESTRICTED, signed="2010")
    text = instrument(giv, hidden, code="open", is_signed=True, signed="2015")
    instruments.add_signatory(text, by=writer(), person=man)
    instruments.add_signatory(text, by=writer(), name="Ông A", organisation=hidden)
    lineage.link_predecessor(text, secret, "amends", by=writer())
    text.refresh_from_db()
    reader = officer()

    (row,) = queries.instruments_for_list(reader)
    assert queries.parties_of(row) == [giv]
    assert queries.signatories_of(text, reader) == []
    assert queries.lineage_of(text, reader) == []
    assert not queries.with_party(
        queries.instruments_for_list(reader), Q(organisation__country="LA"), reader
    )
    assert not search.find(reader, "kín")
    assert [e.text for e in queries.timeline_of(giv, reader)] == [str(text)]
    cleared = writer()
    assert [str(s.instrument) for s in queries.lineage_of(text, cleared)] == [
        "Văn kiện kín",
        str(text),
    ]
    assert len(queries.signatories_of(text, cleared)) == 2


def test_a_hidden_later_text_and_heir_are_not_named_in_the_ledger():
    giv = organisation("Thanh tra", code="giv")
    text = instrument(giv, is_signed=True, signed="2015")
    heir = organisation("Cơ quan kín", classification=RESTRICTED)
    ledger.inherit_instrument(text, by=writer(), on="2016", organisation=heir)
    later = instrument(giv, classification=RESTRICTED, is_signed=True, signed="2020")
    lineage.link_predecessor(later, text, "replaces", by=writer())

    lines = queries.ledger_of(queries.acts_of(text), officer())

    assert [(line.act.kind, line.by_text, line.heir) for line in lines] == [
        ("signed", None, None),
        ("inherited", None, None),
        ("replaced", None, None),
    ]
    known = queries.ledger_of(queries.acts_of(text), writer())
    assert (known[1].heir, known[2].by_text) == (heir, later)


def test_acts_and_signatories_follow_their_text():
    text = instrument(classification=RESTRICTED, is_signed=True, signed="2015")
    instruments.add_signatory(text, by=writer(), name="A")

    for model in (Act, Party, Signatory):
        rows = model.objects.all()
        assert not rows.visible_to(officer()).exists()
        assert rows.visible_to(writer()).exists()


def watched(**data) -> list[str]:
    giv = organisation("Thanh tra", code=f"giv-{len(data)}")
    type(giv).objects.filter(pk=giv.pk).update(is_own=True)
    giv.refresh_from_db()
    facts = {"is_signed": True, "signed": "2020-06-10"} | data
    instrument(giv, **facts)
    return [
        f"{w.ends} | {w.ends_left} | {w.notice} | {w.notice_left}"
        for w in queries.expiring(officer(), DAY)
    ]


@pytest.mark.parametrize(
    ("data", "shown"),
    [
        ({"term_end": "2026-12-31"}, "31 December 2026 | 213 days left |  | "),
        ({"term_end": "2026"}, "2026 | passed 151 days ago |  | "),
        ({"term_end": "2028-12-31"}, None),
        ({"term_end": "2026-05-31"}, None),
        (
            {"term_months": 84, "notice_months": 6},
            "9 June 2027 | 373 days left | 9 December 2026 | 191 days left",
        ),
        (
            {"term_months": 12, "renewal": Renewal.AUTOMATIC, "renewal_months": 12},
            "9 June 2026 | 8 days left |  | ",
        ),
        (
            {
                "term_months": 12,
                "renewal": Renewal.AUTOMATIC,
                "renewal_months": 12,
                "notice_months": 1,
            },
            "9 June 2026 | 8 days left | 9 May 2026 | passed 23 days ago",
        ),
        ({"term_months": 12, "renewal": Renewal.AUTOMATIC}, None),
        ({"term_end": "2026-12-31", "is_signed": False, "signed": None}, None),
    ],
)
def test_the_watch_names_ends_and_notice(data, shown, settings):
    settings.LANGUAGE_CODE = "en"

    assert watched(**data) == ([shown] if shown else [])
