"""Records entered by mistake leave what counts, and come back."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from banggiao.accounts.records import bring_back, set_aside
from banggiao.core import search
from banggiao.core.errors import Refused, Stale
from banggiao.partners import queries
from banggiao.partners.actions import organisations, people
from tests.factories.partners import (
    RESTRICTED,
    country,
    milestone,
    note,
    officer,
    organisation,
    person,
    post,
    relationship,
    writer,
)

pytestmark = pytest.mark.django_db

MAKERS = {
    "organisation": lambda: organisation("Nhầm"),
    "person": lambda: person("Nhầm"),
    "relationship": lambda: relationship(country("VN"), country("KR")),
    "note": lambda: note(organisation()),
}
made = pytest.mark.parametrize("make", MAKERS.values(), ids=MAKERS.keys())


def code_of(act) -> str:
    with pytest.raises(Refused) as caught:
        act()
    return caught.value.code


def aside(record):
    return set_aside(record, by=writer(), reason="Nhầm")


@made
def test_goes_and_comes_back_whole(make):
    record = make()
    gone = set_aside(record, by=officer(), reason="Nhập nhầm", version=record.version)
    assert (gone.state, gone.is_set_aside, type(record).objects.in_register().count()) == (
        "set_aside",
        True,
        0,
    )
    back = bring_back(gone, by=officer())
    assert (back.state, back.version) == ("active", 3)


@made
def test_needs_a_reason(make):
    assert code_of(lambda: set_aside(make(), by=writer(), reason="  ")) == "reason_missing"


@made
def test_minds_the_version(make):
    with pytest.raises(Stale):
        set_aside(make(), by=writer(), reason="X", version=9)


@made
@pytest.mark.parametrize("role", ["leader", "contributor", "clerk", "auditor", "administrator"])
def test_is_for_officers_and_heads(make, role):
    record = make()
    with pytest.raises(PermissionDenied):
        set_aside(record, by=writer(role), reason="X")
    with pytest.raises(PermissionDenied):
        bring_back(aside(record), by=writer(role))


def test_is_for_those_who_may_see_the_record():
    record = organisation(classification=RESTRICTED)
    with pytest.raises(PermissionDenied):
        set_aside(record, by=officer(), reason="X")
    with pytest.raises(PermissionDenied):
        bring_back(aside(record), by=officer())


class TestInUse:
    def test_a_body_with_a_part(self):
        top = organisation()
        part = organisation(parent=top)

        assert code_of(lambda: aside(top)) == "in_use"
        aside(part)
        assert aside(top).is_set_aside

    def test_a_body_with_a_tie(self):
        a, b = organisation(), organisation()
        tie = relationship(a, b)

        assert [code_of(lambda: aside(body)) for body in (a, b)] == ["in_use", "in_use"]  # noqa: B023  # called at once
        aside(tie)
        assert aside(a).is_set_aside

    def test_a_body_with_a_note(self):
        body = organisation()
        written = note(body)

        assert code_of(lambda: aside(body)) == "in_use"
        aside(written)
        assert aside(body).is_set_aside

    def test_a_body_where_somebody_holds_a_post(self):
        body, kim = organisation(), person()
        post(kim, body)

        assert code_of(lambda: aside(body)) == "in_use"
        aside(kim)
        assert aside(body).is_set_aside

    def test_a_body_that_followed_another(self):
        older, newer = organisation(), organisation()
        organisations.record_succession(older, newer, by=writer())

        assert code_of(lambda: aside(newer)) == "in_use"
        assert aside(older).is_set_aside

    def test_own_parts_do_not_matter(self):
        kim = person()
        post(kim, organisation())
        people.keep_personal_details(kim, by=writer(), phone="1")
        tie = relationship(country("VN"), country("KR"))
        milestone(tie)

        assert [aside(record).is_set_aside for record in (kim, tie)] == [True, True]
        assert aside(organisation(aliases=["x"])).is_set_aside


class TestLeavesWhatCounts:
    def test_lists_search_and_tiles(self):
        body = organisation("Cục nhầm", country=country("KR"))
        kim = person("Kim nhầm")
        aside(body)
        aside(kim)

        viewer = officer()
        assert list(queries.organisations_for_list(viewer)) == []
        assert list(queries.people_for_list(viewer)) == []
        assert queries.countries_with_partners(viewer) == []
        assert search.find(viewer, "nhầm") == []

    def test_the_pages_of_others(self):
        body = organisation("Cục", country=country("KR"))
        kim = person()
        post(kim, body)
        written = note(body)
        part = organisation(parent=body)
        tie = relationship(body, organisation())
        for record in (kim, written, part, tie):
            aside(record)

        viewer = officer()
        assert queries.people_of(body, viewer) == []
        assert queries.notes_on(body, viewer) == []
        assert queries.parts_of(body, viewer) == []
        assert queries.ties_of(body, viewer) == []
        assert queries.notes_set_aside(body, viewer) == [written]
