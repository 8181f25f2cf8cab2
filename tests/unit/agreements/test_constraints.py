"""What can never be untrue, broken once each past the actions."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from banggiao.agreements.enums import ActKind
from banggiao.agreements.models import Act, Instrument, Party, Signatory, Topic
from tests.factories.agreements import instrument
from tests.factories.partners import organisation

pytestmark = pytest.mark.django_db

BROKEN: dict[str, dict[str, Any]] = {
    "kind_known": {"kind": "poem"},
    "in_name_of_known": {"in_name_of": "me"},
    "renewal_known": {"renewal": "often"},
    "declared_status_known": {"declared_status": "lost", "declared_reason": "A"},
    "declared_with_reason": {"declared_status": "ended"},
    "relation_to_something": {"relation": "amends"},
    "one_term": {"term_end": "2020", "term_months": 12},
    "renewal_said": {"renewal_months": 12},
    "stands_for_a_text": {"copies": 0},
    "named": {"name_vi": ""},
    "class_known": {"classification": 7},
    "state_known": {"state": "lost"},
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_text_cannot_be_stored_so(name):
    text = instrument()

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Instrument.objects.filter(pk=text.pk).update(**BROKEN[name])


def test_a_text_cannot_come_before_itself():
    text = instrument()

    with pytest.raises(IntegrityError, match="own_predecessor"), transaction.atomic():
        Instrument.objects.filter(pk=text.pk).update(predecessor=text, relation="amends")


def test_a_term_cannot_end_before_it_begins():
    text = instrument()
    text.term_start, text.term_end = "2021", "2020"

    with pytest.raises(IntegrityError, match="term_in_order"), transaction.atomic():
        text.save()


ACTS: dict[str, dict[str, Any]] = {
    "kind_known": {"kind": "sung"},
    "only_extensions_have_a_new_end": {"kind": ActKind.AMENDED, "until": "2020"},
    "only_heirs_take_over": {"kind": ActKind.AMENDED, "organisation": True},
    "by_another_text": {"kind": ActKind.ENDED, "by_instrument": "other"},
    "not_by_itself": {"kind": ActKind.AMENDED, "by_instrument": "itself"},
}


@pytest.mark.parametrize("name", ACTS)
def test_an_act_cannot_be_stored_so(name):
    text, data = instrument(), dict(ACTS[name])
    if "organisation" in data:
        data["organisation"] = organisation()
    if "by_instrument" in data:
        data["by_instrument"] = text if data["by_instrument"] == "itself" else instrument()

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Act.objects.create(instrument=text, code="a", **data)


@pytest.mark.parametrize(
    ("one", "other"),
    [("signed", "signed"), ("in_force", "in_force"), ("ended", "replaced")],
)
def test_some_acts_come_once(one, other):
    text = instrument()
    Act.objects.create(instrument=text, code="a", kind=one)

    with pytest.raises(IntegrityError), transaction.atomic():
        Act.objects.create(instrument=text, code="b", kind=other)


def test_parts_cannot_be_stored_twice_or_senseless():
    text, body = instrument(), organisation()
    Party.objects.create(instrument=text, organisation=body)
    Topic.objects.create(instrument=text, name="training")
    Signatory.objects.create(instrument=text, name="A")
    wrong = [
        lambda: Party.objects.create(instrument=text, organisation=body),
        lambda: Topic.objects.create(instrument=text, name="training"),
        lambda: Topic.objects.create(instrument=text, name="weather"),
        lambda: Signatory.objects.create(instrument=text, name="A"),
        lambda: Signatory.objects.create(instrument=text, name=""),
        lambda: Signatory.objects.create(instrument=text, name="B", role="cook"),
    ]
    for write in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            write()
