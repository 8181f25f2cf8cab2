"""Numbers that old papers give: who enters them, and what they stand beside."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from banggiao.accounts.bulk import RowsRefused
from banggiao.accounts.enums import Role
from banggiao.accounts.records import bring_back, set_aside
from banggiao.accounts.rules import may_see
from banggiao.audit.models import Event
from banggiao.core.errors import Refused, Stale
from banggiao.reports.actions.bulk import StatedRow, import_stated
from banggiao.reports.actions.stated import add_stated, change_stated
from banggiao.reports.enums import Basis
from banggiao.reports.figures import FIGURES, Period
from banggiao.reports.figures.labels import STATED_ONLY, label_of, unit_words
from banggiao.reports.models import StatedFigure
from banggiao.reports.queries.figures import beside, said_of_others
from banggiao.reports.queries.stated import stated_for, touching
from tests.factories.documents import document
from tests.factories.duties import own_body
from tests.factories.figures import cleared, measured, stated, year
from tests.factories.partners import INTERNAL, PUBLIC, RESTRICTED, officer, organisation, writer

pytestmark = pytest.mark.django_db

YEAR = year(2016)


def test_an_officer_enters_a_number_with_its_paper():
    paper = document("Báo cáo tổng kết năm 2016")
    by = officer()
    record = add_stated(
        by=by,
        document=paper,
        place="trang 3",
        figure="delegations_out",
        period="2016",
        value=6,
        organisation=own_body(),
    )
    assert record.scope == "giv"
    assert record.basis == Basis.ACTUAL
    [found] = touching(by, YEAR)
    with override("vi"):
        assert found.source_text == "Báo cáo tổng kết năm 2016, trang 3"
    actions = list(Event.objects.order_by("pk").values_list("action", flat=True))
    assert actions[-2:] == ["reports.statedfigure_added", "documents.source_added"]


@pytest.mark.parametrize("role", [Role.LEADER, Role.CONTRIBUTOR, Role.CLERK, Role.AUDITOR])
def test_others_enter_nothing(role: Role):
    record = stated()
    with pytest.raises(PermissionDenied):
        stated(by=writer(role))
    with pytest.raises(PermissionDenied):
        change_stated(record, by=writer(role), value=7)


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"value": None}, "value_missing"),
        ({"organisation": None}, "scope_missing"),
        ({"classification": RESTRICTED}, "class_above_clearance"),
    ],
)
def test_what_is_not_complete_is_refused(facts: dict[str, object], code: str):
    own_body()
    with pytest.raises(Refused) as refused:
        stated(by=officer(), **facts)
    assert refused.value.code == code
    assert not StatedFigure.objects.exists()


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"figure": ""}, "figure_missing"),
        ({"period": ""}, "period_missing"),
        ({"basis": "guess"}, "basis_unknown"),
    ],
)
def test_constraints_hold_past_the_action(facts: dict[str, object], code: str):
    record = stated()
    for name, value in facts.items():
        setattr(record, name, value)
    with pytest.raises(ValidationError) as refused:
        record.validate_constraints()
    errors = refused.value.error_dict.values()
    assert {error.code for some in errors for error in some} == {code}
    with pytest.raises(IntegrityError), transaction.atomic():
        StatedFigure.objects.filter(pk=record.pk).update(**facts)


def test_a_body_one_may_not_see_cannot_be_named():
    hidden = organisation(classification=RESTRICTED)
    with pytest.raises(PermissionDenied):
        stated(by=officer(), organisation=hidden)


def test_a_change_keeps_what_was_and_a_stale_one_is_refused():
    record = stated()
    change_stated(record, by=officer(), version=1, reason="Đọc nhầm", value=7)
    event = Event.objects.order_by("-pk")[0]
    assert (event.action, event.reason) == ("reports.statedfigure_changed", "Đọc nhầm")
    with pytest.raises(Stale):
        change_stated(record, by=officer(), version=1, value=8)


def test_what_is_set_aside_stands_beside_nothing():
    record = stated()
    set_aside(record, by=writer(), reason="Nhập nhầm")
    assert measured("delegations_out", of=YEAR).stated == []
    bring_back(record, by=writer())
    assert len(measured("delegations_out", of=YEAR).stated) == 1


class Visibility(TestCase):
    @given(own=st.sampled_from([0, 1, 2]), body=st.sampled_from([0, 1, 2]))
    def test_the_predicate_says_what_the_query_says(self, own: int, body: int):
        record = stated(organisation=organisation(classification=body), classification=own)
        for level in (PUBLIC, INTERNAL, RESTRICTED):
            reader = writer(clearance=level)
            seen = StatedFigure.objects.visible_to(reader).filter(pk=record.pk).exists()
            assert seen == may_see.test(reader, record)


def test_a_hidden_number_stands_beside_nothing():
    stated(classification=RESTRICTED)
    assert measured("delegations_out", of=YEAR, level=INTERNAL).stated == []
    assert len(measured("delegations_out", of=YEAR).stated) == 1
    assert said_of_others(cleared(INTERNAL), YEAR) == []


def differences(code: str, period: Period) -> list[str]:
    with override("en"):
        return [one.difference for one in beside(measured(code, of=period))]


def test_the_difference_shows():
    stated(value=6)
    assert differences("delegations_out", YEAR) == ["−6 fewer in the register"]
    stated("delegations_in", value=0)
    assert differences("delegations_in", YEAR) == ["the register has as many"]
    stated("bilateral_partners", value=-1)
    assert differences("bilateral_partners", YEAR) == ["+1 more in the register"]


def test_a_planned_number_is_compared_with_the_plan_and_shown_with_both():
    stated(value=10, basis=Basis.PLAN)
    assert differences("delegations_out", YEAR) == [""]
    assert differences("delegations_out_planned", YEAR) == ["−10 fewer in the register"]


@pytest.mark.parametrize("basis", [Basis.APPROXIMATE, Basis.MORE_THAN, Basis.NEARLY, Basis.UP_TO])
def test_what_is_only_about_right_has_no_difference(basis: Basis):
    stated(basis=basis)
    assert differences("delegations_out", YEAR) == [""]


@pytest.mark.parametrize(
    ("first", "last", "shown", "compared"),
    [
        ((2016, 1, 1), (2016, 12, 31), True, True),
        ((2015, 12, 15), (2016, 12, 14), True, True),
        ((2015, 12, 15), (2016, 6, 14), True, False),
        ((2016, 12, 15), (2017, 12, 14), False, False),
        ((2017, 1, 1), (2017, 12, 31), False, False),
        ((2014, 1, 1), (2018, 12, 31), True, False),
    ],
)
def test_a_number_stands_beside_the_time_it_is_said_of(
    first: tuple[int, int, int], last: tuple[int, int, int], shown: bool, compared: bool
):
    stated()
    period = Period(dt.date(*first), dt.date(*last))
    assert bool(measured("delegations_out", of=period).stated) is shown
    assert any(differences("delegations_out", period)) is compared


def test_a_number_without_a_year_belongs_to_no_period():
    stated("administrative_counselors", period="XXXX", scope="jp-mic")
    assert touching(writer(), YEAR) == []


def test_numbers_of_others_stand_apart():
    stated(organisation=organisation("Bộ Nội vụ", code="moha"))
    stated("uncac_articles_reviewed", scope="VN", value=35, unit="articles")
    assert measured("delegations_out", of=YEAR).stated == []
    with override("en"):
        found = {(said.label, said.number) for said in said_of_others(writer(), YEAR)}
    assert found == {("Outgoing delegations", "6"), ("UNCAC: articles reviewed", "35 articles")}


def test_all_figures_are_asked_at_once(django_assert_num_queries):
    for code in ("delegations_out", "delegations_in", "bilateral_partners"):
        stated(code)
    with django_assert_num_queries(2):
        stated_for(FIGURES.values(), cleared(), YEAR)


def test_every_code_has_a_name():
    with override("en"):
        assert all(label_of(code) != code for code in (*FIGURES, *STATED_ONLY))
        assert label_of("Số khách mời") == "Số khách mời"
        assert unit_words("persons") == "people"
        assert unit_words("lượt") == "lượt"
    assert not FIGURES.keys() & STATED_ONLY.keys()


# Many at once


def test_an_import_enters_and_a_second_one_changes_nothing():
    own_body()
    rows = [
        StatedRow(code="a", figure="delegations_out", period="2016", organisation="giv", value=6),
        StatedRow(code="b", figure="cambodian_trainees", period="2006/2018", scope="VN", value=253),
    ]
    assert import_stated(rows, by=writer(), reason="Báo cáo cũ").codes == ("a", "b")
    assert Event.objects.order_by("-pk")[0].reason == "Báo cáo cũ"
    again = import_stated(rows, by=writer())
    assert (again.added, again.changed) == (0, 0)
    assert StatedFigure.objects.get(code="a").scope == "giv"
    assert Event.objects.filter(action="reports.statedfigures_imported").count() == 2


def test_an_import_tells_all_that_is_wrong():
    rows = [
        StatedRow(code="a", figure="x", period="2016", organisation="nobody", value=6),
        StatedRow(code="b", figure="x", period="2016", value=6),
        StatedRow(code="c", figure="", period="2016", scope="VN", value=6),
    ]
    with pytest.raises(RowsRefused) as refused:
        import_stated(rows, by=writer())
    assert {error.row for error in refused.value.errors} >= {1, 2, 3}
    assert not StatedFigure.objects.exists()
