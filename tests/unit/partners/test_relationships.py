"""What the office does with ties between countries and organisations, and with notes."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from banggiao.core.errors import Refused, Stale
from banggiao.partners.actions import notes
from banggiao.partners.actions import relationships as actions
from banggiao.partners.enums import Level, PartyType
from banggiao.partners.models import Milestone, Relationship, SituationNote
from banggiao.partners.queries import current_milestone
from tests.factories.partners import (
    INTERNAL,
    PUBLIC,
    RESTRICTED,
    country,
    milestone,
    note,
    officer,
    organisation,
    relationship,
    writer,
)

pytestmark = pytest.mark.django_db

READERS = ["leader", "contributor", "clerk", "auditor", "administrator"]


def refusal(act) -> tuple[str, str | None]:
    with pytest.raises(Refused) as caught:
        act()
    return caught.value.code, caught.value.field


def broken(act) -> dict[str, list[str]]:
    with pytest.raises(ValidationError) as caught:
        act()
    return {f: [e.code for e in errors] for f, errors in caught.value.error_dict.items()}


class TestRelationship:
    def test_stands_between_two_countries(self):
        tie = relationship(country("VN"), country("KR"), by=officer())

        assert (tie.code, str(tie), tie.parties) == (
            "viet-nam-han-quoc",
            "Việt Nam – Hàn Quốc",
            (country("VN"), country("KR")),
        )

    def test_stands_between_two_organisations(self):
        a, b = organisation("A"), organisation("B")
        tie = relationship(a, b, by=officer())

        assert (str(tie), tie.parties, tie.version) == ("A – B", (a, b), 1)

    @pytest.mark.parametrize("turned", [False, True])
    @pytest.mark.parametrize("kind", ["country", "organisation"])
    def test_between_the_same_two_is_refused_in_either_order(self, kind, turned):
        two = (
            [country("VN"), country("KR")]
            if kind == "country"
            else [organisation("A"), organisation("B")]
        )
        relationship(*two)
        again = two[::-1] if turned else two

        assert refusal(lambda: relationship(*again)) == ("relationship_twice", f"{kind}_b")
        assert Relationship.objects.count() == 1

    def test_cannot_be_changed_into_another_one(self):
        vn, kr, jp = country("VN"), country("KR"), country("JP")
        relationship(vn, kr)
        tie = relationship(vn, jp)

        assert refusal(
            lambda: actions.change_relationship(tie, by=writer(), country_a=kr, country_b=vn)
        ) == ("relationship_twice", "country_b")

    @pytest.mark.parametrize(
        ("parties", "code"),
        [
            ({}, "parties_missing"),
            ({"country_a": "VN"}, "parties_missing"),
            ({"country_a": "VN", "country_b": "VN"}, "same_party"),
        ],
        ids=str,
    )
    def test_needs_two_different_parties(self, parties, code):
        data = {field: country(value) for field, value in parties.items()}

        found = broken(
            lambda: actions.add_relationship(by=writer(), party_type=PartyType.COUNTRY, **data)
        )

        assert found == {"__all__": [code]}

    def test_needs_parties_of_one_kind(self):
        parties = {"country_a": country("VN"), "organisation_b": organisation()}

        for kind in PartyType.values:
            assert broken(
                lambda: actions.add_relationship(by=writer(), party_type=kind, **parties)  # noqa: B023  # called at once
            ) == {"__all__": ["parties_missing"]}

    @pytest.mark.parametrize("role", READERS)
    def test_is_for_officers_and_heads(self, role):
        tie = relationship(country("VN"), country("KR"))
        step = milestone(tie)
        by = writer(role)
        for act in (
            lambda: relationship(country("VN"), country("JP"), by=by),
            lambda: actions.change_relationship(tie, by=by, remark="X"),
            lambda: milestone(tie, by=by),
            lambda: actions.change_milestone(step, by=by, on="2001"),
            lambda: actions.remove_milestone(step, by=by, reason="X"),
        ):
            with pytest.raises(PermissionDenied):
                act()
        assert (Relationship.objects.count(), Milestone.objects.count()) == (1, 1)

    def test_is_for_those_who_may_see_it_and_both_parties(self):
        hidden = organisation(classification=RESTRICTED)
        with pytest.raises(PermissionDenied):
            relationship(organisation(), hidden, by=officer())
        tie = relationship(organisation(), hidden, classification=PUBLIC)
        with pytest.raises(PermissionDenied):
            actions.change_relationship(tie, by=officer(), remark="X")
        with pytest.raises(PermissionDenied):
            milestone(tie, by=officer())

    def test_refuses_a_class_above_ones_clearance_and_a_stale_version(self):
        vn, kr = country("VN"), country("KR")

        assert refusal(lambda: relationship(vn, kr, by=officer(), classification=RESTRICTED)) == (
            "class_above_clearance",
            "classification",
        )
        tie = relationship(vn, kr)
        with pytest.raises(Stale):
            actions.change_relationship(tie, by=officer(), version=5, remark="X")


class TestMilestone:
    def test_gets_a_code_of_the_tie_and_the_day(self):
        tie = relationship(country("VN"), country("KR"), code="vn-kr")

        assert [milestone(tie, on="1992-12-22").code for _ in range(2)] == [
            "vn-kr-1992-12-22",
            "vn-kr-1992-12-22-2",
        ]
        assert milestone(tie, on="").code == "vn-kr"

    def test_the_last_one_says_how_far_the_tie_has_come(self):
        tie = relationship(country("VN"), country("KR"))
        for on, level in (
            ("2022", Level.COMPREHENSIVE_STRATEGIC_PARTNERSHIP),
            ("1992-12-22", Level.DIPLOMATIC_RELATIONS),
            ("", Level.CONTACTS),
            ("2009-10", Level.STRATEGIC_PARTNERSHIP),
        ):
            milestone(tie, on=on, level=level)

        latest = current_milestone(tie)
        assert latest is not None
        assert latest.level == "comprehensive_strategic_partnership"
        assert current_milestone(relationship(country("VN"), country("JP"))) is None

    def test_is_changed_and_taken_back_with_a_reason(self):
        step = milestone(relationship(country("VN"), country("KR")))

        assert str(actions.change_milestone(step, by=officer(), on="2015-01").on) == "2015-01"
        assert refusal(lambda: actions.remove_milestone(step, by=officer(), reason="")) == (
            "reason_missing",
            "reason",
        )
        actions.remove_milestone(step, by=officer(), reason="Nhầm")
        assert Milestone.objects.count() == 0

    def test_counts_as_a_change_of_the_tie(self):
        tie = relationship(country("VN"), country("KR"))
        step = milestone(tie)

        with pytest.raises(Stale):
            actions.change_milestone(step, by=officer(), version=1, on="2015")

    @pytest.mark.parametrize(
        ("data", "errors"),
        [
            ({"level": "friends"}, {"level": ["invalid_choice"]}),
            ({"name_vi": ""}, {"__all__": ["no_name"]}),
            ({"on": "31/02"}, {"on": ["bad_date"]}),
        ],
        ids=str,
    )
    def test_refuses_what_can_never_be_true(self, data, errors):
        tie = relationship(country("VN"), country("KR"))

        assert broken(lambda: milestone(tie, **data)) == errors
        assert Milestone.objects.count() == 0


class TestNote:
    def test_is_written_with_a_day_and_one_line(self):
        body = organisation("A", code="a")
        written = note(body, "Đổi chủ tịch", by=officer(), on="2024-05-06", text="Dài")

        assert (written.code, str(written), str(written.on), written.classification) == (
            "a-2024-05-06",
            "Đổi chủ tịch",
            "2024-05-06",
            INTERNAL,
        )
        assert written.get_absolute_url() == "/partners/a/#note-a-2024-05-06"

    def test_is_changed(self):
        written = notes.change_note(note(organisation()), by=officer(), version=1, headline="Khác")

        assert (str(written), written.version) == ("Khác", 2)

    @pytest.mark.parametrize("role", READERS)
    def test_is_for_officers_and_heads(self, role):
        body = organisation()
        written = note(body)
        with pytest.raises(PermissionDenied):
            note(body, by=writer(role))
        with pytest.raises(PermissionDenied):
            notes.change_note(written, by=writer(role), headline="X")

    def test_is_for_those_who_may_see_it_and_its_partner(self):
        hidden = organisation(classification=RESTRICTED)
        with pytest.raises(PermissionDenied):
            note(hidden, by=officer(), classification=PUBLIC)
        for written in (
            note(hidden, classification=PUBLIC),
            note(organisation(), classification=RESTRICTED),
        ):
            with pytest.raises(PermissionDenied):
                notes.change_note(written, by=officer(), headline="X")

    def test_refuses_a_class_above_ones_clearance_and_a_stale_version(self):
        body = organisation()

        assert refusal(lambda: note(body, by=officer(), classification=RESTRICTED)) == (
            "class_above_clearance",
            "classification",
        )
        with pytest.raises(Stale):
            notes.change_note(note(body), by=officer(), version=3, headline="X")

    @pytest.mark.parametrize(
        ("data", "errors"),
        [
            ({"headline": ""}, {"headline": ["blank"]}),
            ({"on": ""}, {"on": ["blank"]}),
            ({"on": "hôm nay"}, {"on": ["bad_date"]}),
            ({"text": "a\x00"}, {"text": ["text_nul"]}),
            ({"headline": "x" * 201}, {"headline": ["max_length"]}),
        ],
        ids=lambda value: str(value)[:30],
    )
    def test_refuses_what_can_never_be_true(self, data, errors):
        facts = {"on": "2024", "headline": "A"} | data

        assert broken(lambda: notes.add_note(organisation(), by=writer(), **facts)) == errors
        assert SituationNote.objects.count() == 0
