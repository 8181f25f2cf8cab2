"""Who may sign, and how the rules of the path are changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from banggiao.accounts.bulk import RowsRefused
from banggiao.accounts.enums import Role
from banggiao.agreements.actions import bulk, instruments, path_rules
from banggiao.agreements.models import Instrument, PathStep, SigningRule
from banggiao.audit.models import Event
from banggiao.core.errors import Refused
from banggiao.partners.models import Organisation
from tests.factories.agreements import instrument
from tests.factories.partners import RESTRICTED, officer, organisation, writer

pytestmark = pytest.mark.django_db


@pytest.fixture
def giv() -> Organisation:
    body = organisation("Thanh tra Chính phủ", code="giv", kind="government_agency")
    Organisation.objects.filter(pk=body.pk).update(is_own=True)
    body.refresh_from_db()
    return body


def unit(giv: Organisation, name: str, **data: Any) -> Organisation:
    return organisation(name, **{"kind": "department", "parent": giv} | data)


def refusal(call: Callable[[], object]) -> Refused:
    with pytest.raises(Refused) as caught:
        call()
    return caught.value


def test_a_department_is_refused_with_the_rule_and_offered_the_body_above(giv):
    vu = unit(giv, "Vụ Hợp tác quốc tế")
    text = instrument()

    refused = refusal(lambda: instruments.add_party(text, by=writer(), organisation=vu))

    assert (refused.code, refused.field) == ("not_a_signer", "organisation")
    assert "70/2020/QH14" in str(refused.message)
    assert refused.instead is not None
    assert refused.instead.value == "Thanh tra Chính phủ [giv]"
    division = unit(vu, "Phòng Song phương")
    refused = refusal(lambda: instrument(giv, division))
    assert refused.field == "second_party"
    assert refused.instead is not None
    assert refused.instead.value == "Thanh tra Chính phủ [giv]"


@pytest.mark.parametrize("name", ["Cục Phòng, chống tham nhũng", "Tổng cục Thanh tra"])
def test_the_longest_words_decide_so_a_general_department_signs(name, giv):
    assert instrument(unit(giv, name)).parties.count() == 1


def test_cucs_are_known_by_whole_words(giv):
    assert refusal(lambda: instrument(unit(giv, "Cụccơ sở"))).code == "not_a_signer"


def test_other_kinds_other_bodies_and_days_before_the_rule_are_not_refused(giv):
    foreign = organisation("Vụ Đối ngoại nước bạn", kind="department")
    school = unit(giv, "Trường Cán bộ Thanh tra", kind="school")
    vu = unit(giv, "Vụ Pháp chế")
    for party, data in ((foreign, {}), (school, {}), (vu, {"signed": "2012-05"})):
        assert instrument(party, **data).parties.count() == 1
    assert refusal(lambda: instrument(vu, signed="2022-05")).code == "not_a_signer"


def test_a_body_above_that_is_hidden_is_not_named(giv):
    Organisation.objects.filter(pk=giv.pk).update(classification=RESTRICTED)
    vu = Organisation.objects.get_queryset().get(pk=unit(giv, "Vụ Pháp chế").pk)

    refused = refusal(lambda: instrument(vu, by=officer()))

    assert refused.instead is None
    assert "Thanh tra Chính phủ" not in str(refused.message)


def test_an_import_is_refused_the_same(giv):
    unit(giv, "Vụ Pháp chế", code="legal")
    row = bulk.InstrumentRow(code="x", kind="declaration", name_vi="Tuyên bố", parties=["legal"])

    with pytest.raises(RowsRefused) as caught:
        bulk.import_instruments([row], by=writer())

    assert "70/2020/QH14" in str(caught.value.errors[0].message)
    assert not Instrument.objects.all().exists()


def test_a_rule_is_entered_and_changed_with_one_event_each():
    rule = path_rules.add_signing_rule(
        by=writer(), kind="office", words="Văn phòng", may_sign=False, basis="Quy chế"
    )
    assert Event.objects.latest("pk").action == "agreements.signing_rule_added"
    path_rules.change_signing_rule(rule, by=writer(), reason="Xác nhận", confirmed_by="Pháp chế")
    event = Event.objects.latest("pk")
    assert (event.action, event.reason) == ("agreements.signing_rule_changed", "Xác nhận")

    step = path_rules.add_path_step(by=writer(), name_en="Translation", place=35, basis="Quy chế")
    assert step.code == "translation"
    path_rules.change_path_step(step, by=writer(), reason="Bắt buộc", needs=["drafting"])
    assert Event.objects.latest("pk").action == "agreements.path_step_changed"
    assert PathStep.objects.get(code="translation").needed == ("drafting",)


def test_what_is_refused_of_rules():
    step, rule = PathStep.objects.get(code="drafting"), SigningRule.objects.get(code="department")

    def change(reason: str = "A", **data: Any) -> str:
        call = lambda: path_rules.change_path_step(step, by=writer(), reason=reason, **data)  # noqa: E731  # the call that is refused
        return refusal(call).code

    assert change(reason=" ") == "reason_missing"
    assert change(basis=" ") == "basis_missing"
    assert change(needs=["signed"]) == "needs_later_step"
    assert change(needs=["nothing"]) == "needs_later_step"
    assert change(place=200) == "needs_later_step"
    with pytest.raises(ValidationError):
        path_rules.change_path_step(step, by=writer(), reason="A", kinds=["song"])
    call = lambda: path_rules.change_signing_rule(rule, by=writer(), reason="")  # noqa: E731  # the call that is refused
    assert refusal(call).code == "reason_missing"
    again = {"kind": "department", "words": "cục", "basis": "Luật"}
    twice = lambda **data: path_rules.add_signing_rule(by=writer(), **again | data)  # noqa: E731  # the call that is refused
    assert refusal(twice).code == "rule_twice"
    assert twice(valid_until=dt.date(2021, 6, 30)).code == "department-cuc-2"


@pytest.mark.parametrize("role", [Role.OFFICER, Role.LEADER, Role.CONTRIBUTOR, Role.AUDITOR])
def test_only_heads_and_administrators_keep_rules(role):
    rule, step = SigningRule.objects.all()[0], PathStep.objects.all()[0]
    for call in (
        lambda: path_rules.add_signing_rule(by=writer(role), kind="office", basis="A"),
        lambda: path_rules.change_signing_rule(rule, by=writer(role), reason="A"),
        lambda: path_rules.add_path_step(by=writer(role), name_en="A", place=1, basis="A"),
        lambda: path_rules.change_path_step(step, by=writer(role), reason="A"),
    ):
        with pytest.raises(PermissionDenied):
            call()


@pytest.mark.parametrize(
    ("model", "columns"),
    [
        (PathStep, {"basis": ""}),
        (PathStep, {"name_en": ""}),
        (PathStep, {"reads": "danced"}),
        (PathStep, {"valid_from": dt.date(2021, 1, 1), "valid_until": dt.date(2020, 1, 1)}),
        (SigningRule, {"basis": ""}),
        (SigningRule, {"kind": "circus"}),
        (SigningRule, {"valid_from": dt.date(2021, 1, 1), "valid_until": dt.date(2020, 1, 1)}),
    ],
)
def test_the_database_refuses_what_can_never_be(model, columns):
    facts: dict[str, Any] = {"code": "x", "basis": "Luật"}
    facts |= {"place": 1, "name_en": "X"} if model is PathStep else {"kind": "office"}
    with pytest.raises(IntegrityError), transaction.atomic():
        model(**facts | columns).save()
