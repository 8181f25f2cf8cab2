"""What the office does with people, their posts and how to reach them."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import override

from banggiao.core import search
from banggiao.core.errors import Refused, Stale
from banggiao.partners.actions import people as actions
from banggiao.partners.models import Person, PersonalDetails, Post
from tests.factories.partners import (
    INTERNAL,
    RESTRICTED,
    country,
    officer,
    organisation,
    person,
    post,
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


class TestPerson:
    def test_is_entered_with_the_name_as_printed(self):
        record = person(
            "KIM Ki-pyo",
            by=officer(),
            name_native="김기표",
            country=country("KR"),
            form_of_address="Ông",
        )

        record.refresh_from_db()
        assert (record.code, record.name, record.name_order) == (
            "kim-ki-pyo",
            "KIM Ki-pyo",
            "family_first",
        )
        assert [h.code for h in search.find(officer(), "기표")] == ["kim-ki-pyo"]

    def test_is_changed_and_found_by_the_new_name(self):
        record = actions.change_person(person("Kim"), by=officer(), version=1, name="Lee")

        assert (record.version, [h.code for h in search.find(officer(), "lee")]) == (2, ["kim"])

    @pytest.mark.parametrize("role", READERS)
    def test_is_for_officers_and_heads(self, role):
        record = person("Kim")
        with pytest.raises(PermissionDenied):
            person("Lee", by=writer(role))
        with pytest.raises(PermissionDenied):
            actions.change_person(record, by=writer(role), name="Lee")
        assert list(Person.objects.values_list("name", flat=True)) == ["Kim"]

    def test_is_for_those_who_may_see_them(self):
        record = person("Kim", classification=RESTRICTED)
        with pytest.raises(PermissionDenied):
            actions.change_person(record, by=officer(), name="Lee")

    def test_refuses_a_class_above_ones_clearance_and_a_stale_version(self):
        record = person("Kim")

        assert refusal(lambda: person("X", by=officer(), classification=RESTRICTED)) == (
            "class_above_clearance",
            "classification",
        )
        assert refusal(
            lambda: actions.change_person(record, by=officer(), classification=RESTRICTED)
        ) == ("class_above_clearance", "classification")
        with pytest.raises(Stale):
            actions.change_person(record, by=officer(), version=7, name="Lee")

    def test_refuses_no_name_and_an_unknown_order(self):
        assert broken(lambda: actions.add_person(by=writer(), name="")) == {"name": ["blank"]}
        assert broken(lambda: person("A", name_order="backwards")) == {
            "name_order": ["invalid_choice"]
        }


class TestPost:
    def test_is_entered_with_the_days_it_was_seen(self):
        kim, body = person("Kim"), organisation("A")
        held = actions.add_post(
            kim,
            by=officer(),
            organisation=body,
            name_vi="Vụ trưởng",
            start="2020-05",
            known_on=["2021-01-02", "2021-01-02", "2022"],
        )

        assert (held.number, held.organisation, str(held.start)) == (1, body, "2020-05")
        assert [str(s.on) for s in held.sightings.order_by("pk")] == ["2021-01-02", "2022"]

    def test_needs_neither_organisation_nor_title(self):
        held = post(person(), None, name_vi="")

        with override("en"):
            assert (held.organisation, str(held)) == (None, "title not recorded")

    def test_keeps_its_number_when_others_go(self):
        kim = person()
        first, second = post(kim, name_vi="A"), post(kim, name_vi="B")
        actions.remove_post(first, by=writer(), reason="Nhầm")

        assert (post(kim, name_vi="C").number, second.number) == (3, 2)

    def test_is_changed_with_more_days_seen(self):
        held = post(person(), organisation(), known_on=["2021"])
        actions.change_post(held, by=officer(), end="2024", known_on=["2021", "2022"])

        held.refresh_from_db()
        assert str(held.end) == "2024"
        assert [str(s.on) for s in held.sightings.order_by("pk")] == ["2021", "2022"]

    def test_is_taken_back_with_a_reason(self):
        held = post(person())

        assert refusal(lambda: actions.remove_post(held, by=writer(), reason=" ")) == (
            "reason_missing",
            "reason",
        )
        actions.remove_post(held, by=writer(), reason="Nhầm")
        assert Post.objects.count() == 0

    @pytest.mark.parametrize("role", READERS)
    def test_is_for_officers_and_heads(self, role):
        held = post(person(), organisation())
        with pytest.raises(PermissionDenied):
            post(held.person, by=writer(role))
        with pytest.raises(PermissionDenied):
            actions.change_post(held, by=writer(role), end="2024")
        with pytest.raises(PermissionDenied):
            actions.remove_post(held, by=writer(role), reason="X")

    @pytest.mark.parametrize("hidden", ["person", "organisation"])
    def test_is_for_those_who_may_see_person_and_organisation(self, hidden):
        levels = {"person": INTERNAL, "organisation": INTERNAL} | {hidden: RESTRICTED}
        kim = person(classification=levels["person"])
        body = organisation(classification=levels["organisation"])
        with pytest.raises(PermissionDenied):
            post(kim, body, by=officer())
        held = post(kim, body)
        with pytest.raises(PermissionDenied):
            actions.change_post(held, by=officer(), end="2024")
        with pytest.raises(PermissionDenied):
            actions.remove_post(held, by=officer(), reason="X")
        assert Post.objects.get().end is None

    @pytest.mark.parametrize(
        ("data", "errors"),
        [
            ({"start": "2020", "end": "2019"}, {"__all__": ["dates_reversed"]}),
            ({"is_head": True, "at": None}, {"__all__": ["head_of_nothing"]}),
            ({"start": "2020-02-30"}, {"start": ["bad_date"]}),
            ({"known_on": ["bao giờ"]}, {"on": ["bad_date"]}),
        ],
        ids=str,
    )
    def test_refuses_what_can_never_be_true(self, data, errors):
        facts = {"at": organisation()} | data

        assert broken(lambda: post(person(), **facts)) == errors
        assert Post.objects.count() == 0


class TestExclusive:
    """Only what is certain excludes."""

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ({"start": "2020"}, {"start": "2022"}),
            ({"start": "2020", "end": "2024"}, {"start": "2022", "end": "2023"}),
            ({"start": "2020-05-01", "end": "2020-05-03"}, {"start": "2020-05-02"}),
            ({"start": "2022"}, {"start": "2020"}),
        ],
        ids=str,
    )
    def test_one_organisation_has_one_head_at_a_time(self, one, other):
        body = organisation()
        post(person(), body, is_head=True, **one)

        assert refusal(lambda: post(person(), body, is_head=True, **other)) == (
            "two_heads",
            "is_head",
        )

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ({"start": "2020", "end": "2021"}, {"start": "2022"}),
            ({"start": "2020", "end": "2021"}, {"start": "2021"}),
            ({"start": "2020"}, {}),
            ({}, {"start": "2020"}),
            ({}, {}),
            ({"end": "2024"}, {"start": "2020"}),
            ({"start": "2020", "end": "2022-05-01"}, {"start": "2022-05-01"}),
        ],
        ids=str,
    )
    def test_heads_may_follow_each_other_or_be_of_unknown_time(self, one, other):
        body = organisation()
        post(person(), body, is_head=True, **one)

        assert post(person(), body, is_head=True, **other).is_head is True

    def test_heads_of_two_bodies_and_deputies_do_not_exclude(self):
        body = organisation()
        post(person(), body, is_head=True, start="2020")

        post(person(), organisation(), is_head=True, start="2020")
        post(person(), body, start="2020")
        assert Post.objects.count() == 3

    def test_a_change_is_held_to_the_same_rule(self):
        body = organisation()
        post(person(), body, is_head=True, start="2020")
        deputy = post(person(), body, start="2020")

        assert refusal(lambda: actions.change_post(deputy, by=writer(), is_head=True)) == (
            "two_heads",
            "is_head",
        )

    def test_the_head_may_be_changed(self):
        held = post(person(), organisation(), is_head=True, start="2020")

        assert str(actions.change_post(held, by=writer(), end="2024").end) == "2024"

    def test_the_refusal_names_nobody(self):
        """The writer may not know of the other person."""
        body = organisation()
        post(person("Kim Mật", classification=RESTRICTED), body, is_head=True, start="2020")

        with pytest.raises(Refused) as caught:
            post(person(), body, by=officer(), is_head=True, start="2021")
        assert "Kim" not in str(caught.value.message)

    def test_the_same_post_twice_is_refused(self):
        kim, body = person(), organisation()
        post(kim, body, name_vi="Vụ trưởng", start="2020")

        assert refusal(lambda: post(kim, body, name_vi="Vụ trưởng", start="2021")) == (
            "post_twice",
            None,
        )

    @pytest.mark.parametrize(
        "other",
        [
            {"name_vi": "Vụ phó", "start": "2021"},
            {"name_vi": "Vụ trưởng", "name_en": "Director", "start": "2021"},
            {"name_vi": "Vụ trưởng"},
        ],
        ids=str,
    )
    def test_another_post_of_the_person_is_not(self, other):
        kim, body = person(), organisation()
        post(kim, body, name_vi="Vụ trưởng", start="2020")

        assert post(kim, body, **other).number == 2

    def test_the_same_post_again_later_is_not(self):
        kim, body = person(), organisation()
        post(kim, body, name_vi="Vụ trưởng", start="2010", end="2012")

        assert post(kim, body, name_vi="Vụ trưởng", start="2020").number == 2


class TestPersonalDetails:
    def test_are_kept_and_changed_in_one_row(self):
        kim = person()
        first = actions.keep_personal_details(kim, by=officer(), email="kim@example.kr")
        second = actions.keep_personal_details(kim, by=officer(), phone="+82 2")

        assert (second.pk, second.email, second.phone) == (first.pk, "kim@example.kr", "+82 2")

    def test_are_erased_with_a_reason_and_their_salt(self):
        kim = person()
        actions.keep_personal_details(kim, by=officer(), email="kim@example.kr")

        assert refusal(lambda: actions.erase_personal_details(kim, by=writer(), reason="")) == (
            "reason_missing",
            "reason",
        )
        actions.erase_personal_details(kim, by=officer(), reason="Theo yêu cầu")
        assert PersonalDetails.objects.count() == 0

    def test_refuse_what_is_no_address(self):
        kim = person()

        assert broken(lambda: actions.keep_personal_details(kim, by=writer(), email="kim"))[
            "email"
        ] == ["invalid"]

    @pytest.mark.parametrize("role", READERS)
    def test_are_for_officers_and_heads(self, role):
        kim = person()
        with pytest.raises(PermissionDenied):
            actions.keep_personal_details(kim, by=writer(role), email="kim@example.kr")
        with pytest.raises(PermissionDenied):
            actions.erase_personal_details(kim, by=writer(role), reason="X")

    def test_are_for_those_who_may_see_the_person(self):
        kim = person(classification=RESTRICTED)
        with pytest.raises(PermissionDenied):
            actions.keep_personal_details(kim, by=officer(), email="kim@example.kr")

    @pytest.mark.parametrize(
        ("role", "sees"),
        [("officer", True), ("head", True), ("clerk", True), ("leader", False), ("auditor", False)],
    )
    def test_are_seen_by_those_who_reach_people(self, role, sees):
        assert writer(role).has_perm("partners.view_personal_details", person()) is sees
