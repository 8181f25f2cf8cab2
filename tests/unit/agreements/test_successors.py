"""The text that comes after another one: begun with what the two share."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from banggiao.accounts.records import set_aside
from banggiao.agreements.actions.ledger import sign_instrument
from banggiao.agreements.actions.successors import prepare_successor
from banggiao.agreements.enums import ActKind
from banggiao.agreements.models import Instrument
from banggiao.core.errors import Refused
from tests.factories.accounts import make_user
from tests.factories.agreements import instrument
from tests.factories.duties import own_body
from tests.factories.partners import RESTRICTED, officer, organisation, writer

pytestmark = pytest.mark.django_db


@pytest.fixture
def older() -> Instrument:
    theirs = organisation("Bộ Nội vụ Nhật Bản")
    return instrument(own_body(), theirs, name="Bản ghi nhớ", signed="2013-04-22")


def test_it_takes_over_what_the_two_share(older):
    newer = prepare_successor(older, "amends", by=writer(), name_vi="Sửa đổi")

    assert (newer.predecessor, newer.relation) == (older, "amends")
    assert newer.kind == older.kind
    bodies = [[p.organisation for p in text.parties.order_by("order")] for text in (older, newer)]
    assert bodies[0] == bodies[1]
    assert not older.acts.filter(kind=ActKind.AMENDED).exists()

    sign_instrument(newer, by=writer(), on="2027-05-04")
    assert older.acts.get(kind=ActKind.AMENDED).by_instrument == newer


def test_what_may_not_be_carried_on_is_refused(older):
    with pytest.raises(PermissionDenied):
        prepare_successor(older, "amends", by=make_user("auditor"), name_vi="Sửa đổi")
    hidden = instrument(own_body(), organisation(classification=RESTRICTED), name="Kín một bên")
    with pytest.raises(PermissionDenied):
        prepare_successor(hidden, "amends", by=officer(), name_vi="Sửa đổi")
    aside = set_aside(older, by=writer(), reason="Nhầm")
    with pytest.raises(Refused) as refused:
        prepare_successor(aside, "amends", by=writer(), name_vi="Sửa đổi")
    assert refused.value.code == "predecessor_set_aside"
    assert Instrument.objects.count() == 2
